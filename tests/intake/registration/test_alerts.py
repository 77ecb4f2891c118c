"""In a danger the units that can go there are asked in the minute it is registered, of what is sealed covered."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from intake import access
from intake.acts import denunciations
from intake.acts.denunciations import Accusation
from intake.directory import directory
from intake.directory.directory import DirectoryData, import_directory
from intake.queries.inbox import folders
from intake.registration.matter import Matter
from intake.registration.reception import register
from intake.sealed.vault_keys import new_key
from intake.tables import CaseRow, CaseTaskRow, NoticeRow, StaffRow, UnitRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from routing.places import Place
from routing.reading import default_reader
from tests import people
from tests.factories import viewer, write

POLICEMAN = {"unit": "G-CA", "name": "Lý Văn Khang", "title": "Công an", "login": "khang", "role": "officer"}


def told(office, settings, *, danger, kind=Kind.FEEDBACK, topic="giao_thong_ha_tang"):
    place = Place("tổ 3", people.BAC_GIANG, "phường Bắc Giang")
    with office.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "Bà Tư")
        write(tx, conversation.id, "Chị bên cạnh bị chồng nhốt trong nhà", conversation.draft_no)
        text = "Chị bên cạnh bị chồng nhốt trong nhà"
        matter = Matter(kind, topic, text, place, 0.9, is_urgent=bool(danger), danger=danger)
        return register(tx, settings, matter, conversation).case_id


def asked(office, case_id):
    with office.read() as snap:
        tasks = select(UnitRow.code).join(CaseTaskRow, CaseTaskRow.unit_id == UnitRow.id)
        units = snap.execute(tasks.where(CaseTaskRow.case_id == case_id)).scalars().all()
        notices = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        where = (NoticeRow.case_id == case_id, NoticeRow.key.like("task:%"), NoticeRow.kind == "urgent")
        return list(units), list(snap.execute(notices.where(*where)).scalars())


@pytest.fixture
def policeman(office):
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([], [POLICEMAN]))
    return "khang"


def test_the_police_of_the_commune_hears_of_violence_at_once_and_may_open_it(office, settings, policeman):
    case_id = told(office, settings, danger="crime")
    assert asked(office, case_id) == (["G-CA"], [policeman])
    with office.read() as snap:
        assert folders.counts(snap, viewer(office, policeman))["coordinating"] == 1


def test_where_nobody_works_in_it_whoever_heads_the_commune_is_told(office, settings):
    case_id = told(office, settings, danger="crime")
    assert asked(office, case_id) == (["G-CA"], ["cuc"])


@pytest.mark.usefixtures("policeman")
def test_without_a_danger_nobody_is_asked(office, settings):
    assert asked(office, told(office, settings, danger="")) == ([], [])


@pytest.mark.usefixtures("policeman")
def test_of_the_police_that_beats_no_police_is_asked(office, settings):
    case_id = told(office, settings, danger="custody", kind=Kind.DENUNCIATION, topic="an_ninh_trat_tu")
    assert asked(office, case_id) == ([], [])


@pytest.mark.usefixtures("policeman")
def test_whoever_is_named_where_somebody_is_beaten_is_not_asked_to_look(office, settings):
    with office.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "Bà Tư")
        text = "Cứu với, chị bên cạnh đang bị anh Lý Văn Khang cầm dao đuổi"
        write(tx, conversation.id, text, conversation.draft_no)
        place = Place("tổ 3", people.BAC_GIANG, "phường Bắc Giang")
        matter = Matter(Kind.FEEDBACK, "an_ninh_trat_tu", text, place, 0.9, is_urgent=True, danger="crime")
        case_id = register(tx, settings, matter, conversation).case_id
    assert "khang" not in asked(office, case_id)[1]
    with office.read() as snap:
        assert not access.may_see_case(snap, viewer(office, "khang"), case_id)
        everybody = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        assert "khang" not in set(snap.execute(everybody).scalars())


# --- a child in danger, told as a denunciation --------------------------------------------------------------------

NEIGHBOUR = "Tôi là Bà Tư, tố cáo ông Tám hàng xóm đánh đập cháu bé 6 tuổi"


@pytest.fixture
def province(office):
    units = [
        {"code": "P-CA", "name": "Công an tỉnh", "level": "province", "function": "Công an tỉnh", "parent": "P"},
        {"code": "P-SYT", "name": "Sở Y tế", "level": "province", "function": "Sở Y tế", "parent": "P"},
        {"code": "G-VH", "name": "Phòng Văn hóa – Xã hội", "level": "commune", "function": "Phòng Văn hóa – Xã hội"},
    ]
    units[2] |= {"parent": "G", "commune_code": people.BAC_GIANG}
    staff = [
        POLICEMAN,
        {"unit": "P-CA", "name": "Vũ Đình Trực", "role": "officer", "login": "truc", "has_clearance": True},
        {"unit": "P-SYT", "name": "Đỗ Thị Sen", "role": "officer", "login": "sen"},
        {"unit": "G-VH", "name": "Tạ Thị Hoa", "role": "officer", "login": "hoa", "has_clearance": True},
    ]
    with office.transaction() as tx:
        import_directory(tx, DirectoryData(units, staff))


def denounced(office, settings, text=NEIGHBOUR, where="số 5 thôn Thượng", danger="child"):
    with office.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, "telegram", "main", "citizen-1", "Bà Tư")
        write(tx, conversation.id, text, conversation.draft_no)
        place = Place(where, people.BAC_GIANG, "phường Bắc Giang")
        matter = Matter(Kind.DENUNCIATION, "an_sinh", text, place, 0.9, is_urgent=True, danger=danger)
        return register(tx, settings, matter, conversation).case_id


def heard(office, case_id):
    """Return what the units were asked, and what is told to whom."""
    with office.read() as snap:
        tasks = select(UnitRow.code, CaseTaskRow.text).join(CaseTaskRow, CaseTaskRow.unit_id == UnitRow.id)
        rows = snap.execute(tasks.where(CaseTaskRow.case_id == case_id)).all()
        notices = select(StaffRow.login, NoticeRow.text).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        where = (NoticeRow.key.like("task:%"), NoticeRow.kind == "urgent", NoticeRow.case_id.is_(None))
        return {row.code: row.text for row in rows}, {
            row.login: row.text for row in snap.execute(notices.where(*where))
        }


@pytest.mark.usefixtures("province")
def test_a_child_that_a_denunciation_tells_of_is_looked_after_now(office, settings):
    tasks, told_to = heard(office, denounced(office, settings))
    assert set(tasks) == {"G-CA", "G-VH"}
    assert set(told_to) == {"khang", "hoa"}
    assert all("số 5 thôn Thượng, phường Bắc Giang" in text for text in (*tasks.values(), *told_to.values()))


BEATEN = "Tôi là Bà Tư, tố cáo ông Tám hàng xóm đang cầm dao đuổi chém vợ"


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("danger", ["crime", "fire"])
def test_others_in_danger_that_a_denunciation_tells_of_are_looked_after_too(office, settings, danger):
    case_id = denounced(office, settings, text=BEATEN, danger=danger)
    tasks, told_to = heard(office, case_id)
    assert set(tasks) == {"G-CA"}
    assert set(told_to) == {"khang"}
    for text in (*tasks.values(), *told_to.values()):
        assert "số 5 thôn Thượng, phường Bắc Giang" in text
        assert not any(one in text for one in ("Tư", "Tám", "hàng xóm", "dao", "vợ", "tố cáo"))
    with office.read() as snap:
        assert not access.may_see_case(snap, viewer(office, "khang"), case_id)


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    "text", ["Tôi tố cáo ông Tám đang đánh tôi", "tôi tố cáo, tôi đang bị ông Tám cầm dao đuổi chém"]
)
def test_where_its_writer_is_hurt_the_spot_may_be_their_home_and_is_asked_for_by_telephone(office, settings, text):
    tasks, told_to = heard(office, denounced(office, settings, text=text, danger="crime"))
    assert set(told_to) == {"khang"}
    for one in (*tasks.values(), *told_to.values()):
        assert "phường Bắc Giang" in one
        assert "thôn Thượng" not in one


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("accused", ["anh công an phường Bắc Giang", "Lý Văn Khang", "chủ tịch phường Bắc Giang"])
def test_where_somebody_in_office_does_violence_the_police_above_them_goes_there(office, settings, accused):
    case_id = denounced(office, settings, text=f"Tôi tố cáo {accused} đang cầm dao đuổi chém vợ", danger="crime")
    tasks, told_to = heard(office, case_id)
    assert set(tasks) == {"P-CA"}
    assert set(told_to) == {"truc"}


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("where", ["số 5 thôn Thượng", "cạnh nhà tôi, thôn Thượng", "nhà bà ngoại cháu"])
def test_what_they_hear_names_nobody_and_does_not_hint_at_who_wrote(office, settings, where):
    tasks, told_to = heard(office, denounced(office, settings, where=where))
    for text in (*tasks.values(), *told_to.values()):
        assert "phường Bắc Giang" in text
        assert not any(one in text for one in ("Tư", "Tám", "hàng xóm", "tôi", "ngoại", "cháu bé", "tố cáo"))


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("login", ["khang", "hoa"])
def test_they_read_nothing_of_the_denunciation_also_where_they_are_cleared(office, settings, login):
    case_id = denounced(office, settings)
    with office.read() as snap:
        assert not access.may_see_case(snap, viewer(office, login), case_id)


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    "accused",
    [
        "anh công an phường Bắc Giang xâm hại bé gái 10 tuổi",
        "Lý Văn Khang xâm hại bé gái 10 tuổi",
        "bà chủ tịch phường Bắc Giang đánh đập con riêng 7 tuổi của chồng",
        "ông Bảy làm ở công an đánh con 5 tuổi",
    ],
)
def test_where_somebody_in_office_is_accused_it_goes_past_their_commune(office, settings, accused):
    tasks, told_to = heard(office, denounced(office, settings, text=f"Tôi tố cáo {accused}"))
    assert set(tasks) == {"P-CA", "P-SYT"}
    assert set(told_to) == {"truc", "sen"}


@pytest.mark.usefixtures("province")
def test_whoever_is_close_to_the_accused_does_not_hear_of_it(office, settings):
    with office.transaction() as tx:
        staff = {row.login: row.id for row in tx.execute(select(StaffRow.login, StaffRow.id))}
        directory.relate(tx, staff["khang"], staff["lam"], "anh em", "kê khai 2026")
    tasks, told_to = heard(office, denounced(office, settings, text=f"Tôi tố cáo {people.LAM['name']} đánh con 5 tuổi"))
    assert "khang" not in told_to
    assert "G-CA" not in tasks


@pytest.mark.usefixtures("province")
def test_a_sealed_case_lands_with_no_unit_that_is_only_asked(office, settings):
    case_id = denounced(office, settings)
    with office.read() as snap:
        case = snap.execute(select(CaseRow).where(CaseRow.id == case_id)).one()
        asked_units = select(CaseTaskRow.unit_id).where(CaseTaskRow.case_id == case_id)
        assert not {case.lead_unit_id, case.screening_unit_id} & set(snap.execute(asked_units).scalars())


@pytest.mark.usefixtures("province")
def test_what_is_written_on_the_sealed_page_has_the_child_looked_after_too(office, settings):
    who = {"name": "Ngô Thị Lan", "address": "số 9 thôn Hạ", "contact": "0912345678"}
    act = "đánh đập cháu bé 6 tuổi con riêng của vợ suốt đêm"
    accusation = Accusation("ông Tám hàng xóm", act, where="thôn Thượng, phường Bắc Giang", identity=who)
    keyed = replace(settings, vault_keys=(new_key(),))
    with office.transaction() as tx:
        filed = denunciations.file(tx, keyed, default_reader(), accusation, form_key="f")
    tasks, told_to = heard(office, filed.receipt.case_id)
    assert set(told_to) == {"khang", "hoa"}
    assert not any(value in text for text in tasks.values() for value in who.values())

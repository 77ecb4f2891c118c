"""Whom a citizen names only after their matter was sent: from then on they know nothing more of it."""

import pytest
from sqlalchemy import select, update

from intake import audit, meta
from intake.access import may_see_case
from intake.acts import citizen_steps, nudges
from intake.directory.directory import DirectoryData, import_directory
from intake.health.retelling import differences
from intake.lifecycle import Move
from intake.tables import NoticeRow, StaffRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer, write
from tests.intake.moving import act, case, events, notices_to_citizen, unit_id
from tests.people import TAN_YEN

SOMEBODY = "Tôi tố cáo một cán bộ nhận tiền của tôi rồi không làm gì"
INSPECTOR = {
    "unit": "P-TTRA", "name": "Tạ Văn Hào", "title": "Chánh Thanh tra", "login": "hao", "role": "head",
    "has_clearance": True,
}  # fmt: skip
NAMED = "Người đó là ông Vũ Đức Dũng ở Ban Tiếp công dân tỉnh"
RUDE = "Chị Nguyễn Thu Hà cán bộ phường quát mắng tôi khi tôi hỏi việc này"


def adds(db, told, words):
    with db.transaction() as tx:
        line = write(tx, told.conversation_id, words)
        return citizen_steps.add_information(tx, told.id, utterance_id=line)


def told_of(db, case_id):
    with db.read() as snap:
        found = select(StaffRow.login, NoticeRow.kind).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        return {(row.login, row.kind) for row in snap.execute(found.where(NoticeRow.case_id == case_id))}


def may_see(db, login, case_id):
    with db.read() as snap:
        return may_see_case(snap, viewer(db, login), case_id)


def is_as_told(db):
    with db.read() as snap:
        return audit.verify(snap).ok and next(differences(snap), None) is None


@pytest.fixture
def denounced(office, settings):
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([], [INSPECTOR]))
    return tell(office, settings, SOMEBODY, kind=Kind.DENUNCIATION, topic="tham_nhung", commune=None)


def test_the_desk_that_is_named_later_screens_it_no_more_and_hears_nothing(office, denounced):
    assert may_see(office, "dung", denounced.id)
    adds(office, denounced, NAMED)
    assert not may_see(office, "dung", denounced.id)
    assert ("dung", "supplement") not in told_of(office, denounced.id)
    assert ("hao", "assigned") in told_of(office, denounced.id)
    row = case(office, denounced.id)
    assert row.state == "screening"
    assert row.screening_unit_id == int(unit_id(office, "P-TTRA"))
    assert is_as_told(office)


def test_an_officer_who_is_named_later_hands_it_to_a_colleague_with_its_day(office, settings):
    told = tell(office, settings, chat="one")
    before = case(office, told.id)
    adds(office, told, RUDE)
    row = case(office, told.id)
    assert (row.officer_id, row.lead_unit_id) == (viewer(office, "lam").id, before.lead_unit_id)
    assert (row.state, row.due_on) == (before.state, before.due_on)
    assert not may_see(office, "ha", told.id)
    assert {("lam", "assigned"), ("lam", "supplement")} <= told_of(office, told.id)
    (moved,) = [one for one in events(office, told.id) if one.move == "shut_out"]
    assert (moved.audience, moved.data["from_officer_id"]) == ("internal", viewer(office, "ha").id)
    assert is_as_told(office)


def test_a_reminder_that_names_who_has_it_goes_past_them(office, settings):
    told = tell(office, settings)
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, RUDE)
        nudges.urge(tx, told.id, conversation_id=told.conversation_id, utterance_id=line)
    assert {one for one, kind in told_of(office, told.id) if kind == "urge"} == {"lam"}


@pytest.mark.parametrize("words", ["Nhà bà Hà bên cạnh cũng bị", "Cảm ơn anh Lâm phòng Kinh tế", "Ổ gà nay to hơn"])
def test_further_words_that_accuse_nobody_move_nothing(office, settings, words):
    told = tell(office, settings)
    before = case(office, told.id)
    adds(office, told, words)
    row = case(office, told.id)
    assert (row.officer_id, row.lead_unit_id) == (before.officer_id, before.lead_unit_id)
    assert "shut_out" not in [one.move for one in events(office, told.id)]


def test_who_names_the_chair_of_the_province_later_is_told_where_it_belongs(office, denounced):
    with office.transaction() as tx:
        top = select(UnitRow.id).where(UnitRow.code == "P").scalar_subquery()
        chair = {"unit_id": top, "title": "Chủ tịch UBND tỉnh"}
        tx.execute(update(StaffRow).where(StaffRow.login == "cuc").values(**chair))
        meta.bump(tx, "directory")
    adds(office, denounced, "Người đó là chủ tịch UBND tỉnh")
    assert (case(office, denounced.id).state, case(office, denounced.id).is_open) == ("referred", False)
    assert not any(may_see(office, login, denounced.id) for login in ("giap", "dung", "cuc"))
    (notice,) = [one for one in notices_to_citizen(office) if one["notice"] == "notice.referred"]
    assert "Thanh tra Chính phủ" in notice["fields"]["to"]
    assert is_as_told(office)


def test_what_is_over_moves_nowhere_and_shuts_them_out(office, settings):
    told = tell(office, settings, commune=TAN_YEN)
    act(office, told.id, Move.REFUSE, login="tam", ground="unclear", text="Không rõ.")
    adds(office, told, "Chị Ngô Thị Tâm cán bộ xã quát mắng tôi")
    assert case(office, told.id).state == "refused"
    assert not may_see(office, "tam", told.id)

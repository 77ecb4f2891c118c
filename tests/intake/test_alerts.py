"""In a danger the units that can go there are asked in the minute it is registered; nobody is of what is sealed."""

import pytest
from sqlalchemy import select

from intake import dialogue_log
from intake.directory import DirectoryData, import_directory
from intake.queries import folders
from intake.reception import Matter, register
from intake.tables import CaseTaskRow, NoticeRow, StaffRow, UnitRow
from routing.kinds import Kind
from routing.places import Place
from tests import people
from tests.factories import viewer, write


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
    staff = [{"unit": "G-CA", "name": "Lý Văn Khang", "title": "Công an", "login": "khang", "role": "officer"}]
    with office.transaction() as tx:
        import_directory(tx, DirectoryData([], [{**staff[0], "phone": "0204 3000 113"}]))
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
@pytest.mark.parametrize("danger", ["custody", "crime", "child"])
def test_of_what_is_sealed_nobody_is_asked(office, settings, danger):
    case_id = told(office, settings, danger=danger, kind=Kind.DENUNCIATION, topic="an_ninh_trat_tu")
    assert asked(office, case_id) == ([], [])

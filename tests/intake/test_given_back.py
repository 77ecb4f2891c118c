"""What is given back lies at a desk that is told of it, also where it went straight to work and no desk has seen it."""

import pytest
from sqlalchemy import delete, select, update

from intake.acts import citizen_steps
from intake.lifecycle import Move
from intake.moves import desks
from intake.tables import CaseRow, NoticeRow, StaffRow
from tests.factories import viewer
from tests.intake.moving import case
from tests.people import BAC_GIANG
from tests.scenes import Desk


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def told_of(office, kind, case_id):
    where = (NoticeRow.kind == kind, NoticeRow.case_id == case_id)
    with office.read() as snap:
        rows = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id).where(*where)
        return set(snap.execute(rows).scalars())


def test_what_went_straight_to_work_goes_back_to_the_reception_of_its_commune_which_is_told(desk, office):
    told = desk.feedback()
    assert case(office, told.id).screening_unit_id is None
    desk.make(told, Move.RETURN, "ha", reason="Không phải việc của phòng")
    reception = viewer(office, "mai")
    assert case(office, told.id).screening_unit_id == reception.unit_id
    assert told_of(office, "returned", told.id) == {"mai"}


def test_what_a_body_of_the_province_gives_back_goes_to_the_reception_of_the_province(desk, office):
    told = desk.feedback()
    with office.transaction() as tx:
        department = int(desk.unit("P-SXD"))
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(lead_unit_id=department, officer_id=None))
    desk.make(told, Move.RETURN, "giap", reason="Việc của phường")
    assert case(office, told.id).commune_code == BAC_GIANG
    assert str(case(office, told.id).screening_unit_id) == desk.unit("P-BTCD")
    assert told_of(office, "returned", told.id)


def test_who_screened_it_first_screens_it_anew(desk, office):
    told = desk.make(desk.unsure(), Move.SCREEN, kind="feedback", topic="khac", unit_id=desk.unit("G-KT"))
    first = case(office, told.id).screening_unit_id
    desk.make(told, Move.RETURN, reason="Nhầm phòng")
    assert case(office, told.id).screening_unit_id == first is not None


def test_what_an_older_release_gave_back_to_nobody_finds_its_desk_once(desk, office):
    told = desk.feedback()
    desk.make(told, Move.RETURN, "ha", reason="Không phải việc của phòng")
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(screening_unit_id=None))
        tx.execute(delete(NoticeRow).where(NoticeRow.case_id == told.id))
    with office.read() as snap:
        assert desks.at_no_desk(snap) == 1
    with office.transaction() as tx:
        assert desks.find_desks(tx) == 1
        assert desks.find_desks(tx) == 0
        assert desks.at_no_desk(tx) == 0
    assert case(office, told.id).screening_unit_id == viewer(office, "mai").unit_id
    assert told_of(office, "returned", told.id) == {"mai"}


def test_what_is_at_work_or_at_its_desk_already_is_left_where_it_is(desk, office):
    at_work, unsure = desk.feedback(), desk.unsure()
    before = case(office, at_work.id), case(office, unsure.id)
    with office.transaction() as tx:
        assert desks.find_desks(tx) == 0
    assert (case(office, at_work.id), case(office, unsure.id)) == before


def test_of_what_nobody_has_in_hand_the_head_of_its_unit_hears_what_its_citizen_does(desk, office):
    told = desk.feedback()
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == told.id).values(officer_id=None))
        citizen_steps.withdraw(tx, told.id, conversation_id=told.conversation_id)
    assert told_of(office, "withdrawal", told.id)

"""A case given to somebody on leave reaches whoever stands in for them, and nobody who may not know of it."""

import pytest
from sqlalchemy import select

from intake import meta
from intake.lifecycle import Move
from intake.tables import NoticeRow, StaffRow
from routing.kinds import Kind
from tests.factories import viewer
from tests.scenes import BRIBE, Desk
from tests.sweeping import away


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def told(desk, case_id):
    with desk.db.read() as snap:
        of_case = (NoticeRow.case_id == case_id, NoticeRow.kind == "assigned")
        found = select(StaffRow.login).join(NoticeRow, NoticeRow.staff_id == StaffRow.id).where(*of_case)
        return set(snap.execute(found).scalars())


def leave(desk, login, substitute):
    away(desk.db, login, substitute)
    with desk.db.transaction() as tx:
        meta.bump(tx, "directory")


def test_the_substitute_is_told_beside_who_is_away(desk):
    case = desk.at_work()
    leave(desk, "ha", "cuc")
    desk.make(case, Move.ASSIGN, "son", officer_id=str(viewer(desk.db, "lam").id))
    desk.make(case, Move.ASSIGN, "son", officer_id=str(viewer(desk.db, "ha").id))
    assert told(desk, case.id) >= {"ha", "cuc"}


def test_a_substitute_who_is_not_cleared_hears_nothing_of_a_sealed_case(desk):
    leave(desk, "dung", "tam")
    case = desk.tell(BRIBE, kind=Kind.DENUNCIATION, topic="tham_nhung")
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": desk.unit("P-BTCD")}
    desk.make(case, Move.SCREEN, **fields, officer_id=str(viewer(desk.db, "dung").id))
    assert "dung" in told(desk, case.id)
    assert "tam" not in told(desk, case.id)

"""Who comes with many, or signs a form with many, is the crowd that the desk and the head hear of."""

import pytest
from sqlalchemy import insert, select

from bot.worker import look_for_crowds
from intake.lifecycle import Move
from intake.queries.crowds import crowds_of
from intake.tables import NoticeRow, VisitRow
from routing.kinds import Kind
from tests.factories import viewer
from tests.scenes import Desk

FORM = {"form_ref": "12/TD", "instance": "1", "respondent": "commune_staff"}


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def came_with(desk, told, people):
    mai = viewer(desk.db, "mai")
    blank = dict.fromkeys(("name", "phone", "address", "id_number", "id_issued_by", "earlier_body", "note"), "")
    with desk.db.transaction() as tx:
        whose = {
            "case_id": told.id,
            "unit_id": mai.unit_id,
            "staff_id": mai.id,
            "at": tx.now,
            "form_key": f"k{told.id}",
        }
        tx.execute(insert(VisitRow).values(**blank, **whose, how="counter", papers=[], people=people))


def counted(desk, told, clock):
    clock.forward(minutes=2)
    look_for_crowds(desk.db)
    with desk.db.read() as snap:
        texts = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "crowd")).scalars().all()
        return crowds_of(snap, [told.id]).get(told.id, 0), set(texts)


@pytest.mark.parametrize(("people", "size", "is_told"), [(1, 0, False), (4, 0, False), (5, 5, True), (12, 12, True)])
def test_a_delegation_at_the_counter_is_a_crowd_from_five_on(desk, clock, people, size, is_told):
    told = desk.feedback()
    came_with(desk, told, people)
    found, texts = counted(desk, told, clock)
    assert found == size
    assert bool(texts) is is_told
    assert all(f"cho {people} người, hộ" in one for one in texts)


def test_those_who_signed_together_are_one_when_the_form_is_recorded(desk, clock):
    told = desk.intended()
    assert counted(desk, told, clock) == (0, set())
    desk.make(told, Move.RECORD_FORM, **FORM, form_on=desk.today, people="6")
    found, texts = counted(desk, told, clock)
    assert (found, len(texts)) == (6, 1)


def test_a_denunciation_that_many_signed_stays_sealed(desk, clock):
    told = desk.tell("Tố cáo cán bộ sở nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    came_with(desk, told, 9)
    assert counted(desk, told, clock) == (0, set())

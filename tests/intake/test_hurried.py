"""Who writes at night is told at once what waits for the morning, and no plan is made for each moment."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from intake.sending import citizen_notices
from intake.tables import OutboxRow
from tests.factories import tell

AT_NIGHT = {"hours": 14}
_PLANS = text("SELECT custom_plans FROM pg_prepared_statements WHERE statement LIKE '%outbox.purpose = ''notice''%'")


def with_notices(office, told, number):
    with office.transaction() as tx:
        for one in range(number):
            facts = {"conversation_id": told.conversation_id, "case_id": None, "fields": {}}
            citizen_notices.tell(tx, **facts, key=f"night:{one}", notice="notice.assigned")


def test_what_waits_for_the_morning_goes_with_the_answer_to_who_is_awake(office, settings, clock):
    told = tell(office, settings)
    clock.forward(**AT_NIGHT)
    with_notices(office, told, 2)
    with office.transaction() as tx:
        citizen_notices.tell_at_once(tx, told.conversation_id)
    with office.read() as snap:
        waiting = select(OutboxRow.not_before).where(OutboxRow.purpose == "notice")
        assert set(snap.execute(waiting).scalars()) == {clock.now}


@pytest.mark.parametrize(("silent", "is_told_at_once"), [({"minutes": 59}, True), ({"minutes": 61}, False)])
def test_what_comes_at_night_wakes_nobody_but_is_told_to_who_has_just_written(
    office, settings, clock, silent, is_told_at_once
):
    clock.forward(**AT_NIGHT)
    told = tell(office, settings)
    clock.forward(**silent)
    with_notices(office, told, 1)
    with office.read() as snap:
        sent_at = snap.execute(select(OutboxRow.not_before).where(OutboxRow.purpose == "notice")).scalar_one()
    assert (sent_at == clock.now) is is_told_at_once


def test_one_plan_serves_for_every_night(office, settings, clock):
    if office.is_sqlite:
        return  # plans nothing for its values
    told = tell(office, settings)
    with_notices(office, told, 200)
    clock.forward(**AT_NIGHT)
    with office.transaction() as tx:
        tx.execute(update(OutboxRow).values(not_before=clock.now - timedelta(hours=1)))
    with office.transaction() as tx:
        tx.execute(text("ANALYZE outbox"))
    with office.transaction() as tx:
        for _again in range(20):
            citizen_notices.tell_at_once(tx, told.conversation_id)
        assert max(tx.execute(_PLANS).scalars()) <= 5

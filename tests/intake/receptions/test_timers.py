"""A timer fires once, late rather than never, and one that fails holds up no other."""

from datetime import timedelta

import pytest

from bot.running import alarms
from intake.clock import ZONE
from intake.errors import Invalid
from intake.receptions import timers
from intake.sending.courtesy import Window, current, set_own
from intake.talk import dialogue_log
from tests.conftest import MONDAY
from tests.talk import plain_turns


@pytest.fixture
def chat(db):
    with db.transaction() as tx:
        return dialogue_log.open_conversation(tx, "plain", "main", "citizen", "").id


def set_timer(db, chat, key, **later):
    with db.transaction() as tx:
        timers.set_timer(tx, key=key, kind="test", conversation_id=chat, due_at=tx.now + timedelta(**later))


def test_what_is_due_fires_once_in_its_order_and_a_failing_one_holds_up_nobody(db, chat, settings, clock, monkeypatch):
    fired = []

    def fire(tx, _turns, timer, _conversation):
        if timer.key == "broken":
            raise RuntimeError("a bug")
        fired.append(timer.key)
        timers.done(tx, timer, "told")

    monkeypatch.setitem(alarms._DOES, "test", fire)  # noqa: SLF001 - a kind of timer that only this test has
    for key, minutes in (("second", 2), ("broken", 1), ("first", 1.5), ("later", 60), ("dropped", 1)):
        set_timer(db, chat, key, minutes=minutes)
    with db.transaction() as tx:
        timers.drop(tx, "dropped")
    turns = plain_turns(db, settings)
    assert alarms.fire_due(db, turns) == 0
    clock.forward(minutes=3)
    alarms.fire_due(db, turns)
    assert fired == ["first", "second"]
    for _again in range(timers.MAX_ATTEMPTS):
        clock.forward(hours=2)
        alarms.fire_due(db, turns)
    assert fired == ["first", "second", "later"]
    with db.read() as snap:
        assert timers.next_due(snap) is None


def test_a_timer_that_another_worker_has_done_is_not_fired_again(db, chat):
    set_timer(db, chat, "one", minutes=0)
    with db.read() as snap:
        timer = timers.next_due(snap)
    with db.transaction() as tx:
        assert timers.claim(tx, timer)
        timers.done(tx, timer, "told")
    with db.transaction() as tx:
        assert not timers.claim(tx, timer)


@pytest.mark.parametrize(
    ("hour", "day", "civil"), [(3, 14, (14, 9)), (10, 14, (14, 10)), (20, 14, (15, 9)), (23, 14, (15, 9))]
)
def test_people_are_written_to_in_civil_hours(db, hour, day, civil):
    with db.read() as snap:
        reminders = current(snap).reminders
    wanted = MONDAY.astimezone(ZONE).replace(day=day, hour=hour)
    at = reminders.next(wanted).astimezone(ZONE)
    assert (at.day, at.hour) == civil
    assert reminders.is_open(at)


def test_an_office_lays_its_own_hours_over_the_products(db):
    with db.transaction() as tx:
        set_own(tx, {"draft.keep_days": 3, "notices.from": "08:00"})
    with db.read() as snap:
        manners = current(snap)
    assert manners.keep == timedelta(days=3)
    assert manners.notices == Window(manners.notices.start.replace(hour=8), manners.notices.end)
    with db.transaction() as tx, pytest.raises(Invalid, match="keep_weeks"):
        set_own(tx, {"draft.keep_weeks": 3})
    with db.transaction() as tx, pytest.raises(Invalid):
        set_own(tx, {"notices.from": "22:00"})

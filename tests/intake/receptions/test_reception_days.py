"""Places at receptions: none given twice, planned past holidays, called off with a word to everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from sqlalchemy import func, insert, select

from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.receptions import reception_days, reception_plans
from intake.receptions.reception_days import NoSeat
from intake.receptions.reception_plans import Plan
from intake.tables import BookingRow, CaseExclusionRow, TimerRow, UnitRow
from intake.talk import dialogue_log
from routing.kinds import Kind
from tests.factories import open_office, tell, viewer


@pytest.fixture
def office(db):
    open_office(db)
    return db


def unit(db, code):
    with db.read() as snap:
        return snap.execute(select(UnitRow.id).where(UnitRow.code == code)).scalar_one()


def plan(db, login="cuc", code="G", **other):
    facts = {"host": "Chủ tịch UBND phường", "place": "Phòng tiếp dân, tầng 1", "first": date(2026, 9, 17)}
    facts |= {"until": date(2026, 9, 17), "pattern": "once", "starts": time(8), "ends": time(11), "seats": 2}
    with db.transaction() as tx:
        return reception_plans.plan(tx, viewer(db, login), Plan(**{"unit_id": unit(db, code), **facts, **other}))


def days(db):
    with db.read() as snap:
        return reception_days.upcoming(snap, limit=50)


def chat(db, key):
    with db.transaction() as tx:
        return dialogue_log.open_conversation(tx, "plain", "main", key, key).id


def book(db, conversation_id, day_id, **other):
    with db.transaction() as tx:
        return reception_days.book(
            tx, conversation_id=conversation_id, day_id=day_id, about="Đất đai", people=1, **other
        )


def test_people_who_come_at_once_get_no_seat_twice_and_no_more_than_there_are(office):
    plan(office, seats=3)
    [day] = days(office)
    chats = [chat(office, f"c{number}") for number in range(6)]

    def try_to(conversation_id):
        try:
            return book(office, conversation_id, day.id).seat
        except NoSeat as refusal:
            return refusal.why

    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(try_to, chats))
    assert sorted(got, key=str) == [1, 2, 3, "full", "full", "full"]
    assert days(office) == ()


def test_one_who_taps_twice_has_one_place(office):
    plan(office)
    [day] = days(office)
    mine = chat(office, "a")

    def try_to(_again):
        try:
            return book(office, mine, day.id).seat
        except NoSeat as refusal:
            return refusal.why

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(try_to, range(3)), key=str) == [1, "twice", "twice"]


def test_a_place_that_is_given_back_is_there_for_the_next(office):
    plan(office, seats=1)
    [day] = days(office)
    first, second = chat(office, "a"), chat(office, "b")
    booking = book(office, first, day.id)
    with office.transaction() as tx:
        assert not reception_days.cancel(tx, booking.id, conversation_id=second)
        assert reception_days.cancel(tx, booking.id, conversation_id=first)
    assert book(office, second, day.id).seat == 1


def test_a_place_is_changed_in_one_step_or_stays(office):
    plan(office, seats=1, pattern="weekly", until=date(2026, 9, 24))
    early, late = days(office)
    mine, other = chat(office, "a"), chat(office, "b")
    booking = book(office, mine, early.id)
    taken = book(office, other, late.id)
    with office.transaction() as tx, pytest.raises(NoSeat), tx.attempt():
        reception_days.book(tx, conversation_id=mine, day_id=late.id, about="x", people=1, instead_of=booking.id)
    with office.read() as snap:
        assert [one.id for one in reception_days.mine(snap, mine)] == [booking.id]
    with office.transaction() as tx:
        reception_days.cancel(tx, taken.id, conversation_id=other)
    moved = book(office, mine, late.id, instead_of=booking.id)
    with office.read() as snap:
        assert [one.id for one in reception_days.mine(snap, mine)] == [moved.id]


def test_a_pattern_skips_holidays_and_adds_nothing_twice(office, clock):
    clock.forward(days=-20)  # 25 August; 2 September is a holiday
    wanted = {"first": date(2026, 8, 26), "until": date(2026, 9, 9), "pattern": "weekly"}
    planned = plan(office, **wanted)
    assert planned.added == 3
    [(day_off, instead)] = planned.moved
    assert day_off == date(2026, 9, 2)
    assert instead > day_off
    assert plan(office, **wanted).known == 3
    assert plan(office, first=date(2026, 9, 17), until=date(2026, 11, 30), pattern="monthly").added == 3
    fifth = {"first": date(2026, 9, 29), "until": date(2026, 12, 31), "pattern": "monthly", "host": "Phó Chủ tịch"}
    assert plan(office, **fifth).added == 4  # the fifth Tuesday, in other months the last one


def test_a_month_with_fewer_days_than_the_law_asks_for_is_named(office):
    plan(office)
    with office.read() as snap:
        cuc = viewer(office, "cuc")
        shown = reception_plans.days_between(snap, cuc, date(2026, 9, 1), date(2026, 9, 30))
        [short] = reception_plans.short_of(snap, cuc, date(2026, 9, 1), shown)
    assert (short.planned, short.least.days_a_month, short.least.mark) == (1, 2, "SEEN")


def test_only_the_own_house_is_planned_and_seen(office):
    with pytest.raises(Forbidden):
        plan(office, "cuc", "T")
    plan(office)
    [day] = days(office)
    with office.read() as snap, pytest.raises(NotFound):
        reception_plans.require_day(snap, viewer(office, "tam"), day.id)
    plan(office, "mai", host="Phó Chủ tịch")  # the reception of the ward plans for its heads
    for wrong in ({"seats": 0}, {"ends": time(7)}, {"host": " "}, {"first": date(2026, 9, 1)}):
        with pytest.raises(Invalid):
            plan(office, **wrong)


def test_who_booked_is_told_when_the_day_is_called_off(office):
    plan(office)
    [day] = days(office)
    booking = book(office, chat(office, "a"), day.id)
    cuc = viewer(office, "cuc")
    with office.transaction() as tx, pytest.raises(Invalid):
        reception_plans.call_off(tx, cuc, day.id, reason=" ")
    with office.transaction() as tx:
        assert reception_plans.call_off(tx, cuc, day.id, reason="Họp đột xuất") == 1
    with office.transaction() as tx, pytest.raises(Conflict):
        reception_plans.call_off(tx, cuc, day.id, reason="Họp đột xuất")
    with office.read() as snap:
        waits = select(TimerRow.key).where(TimerRow.done_at.is_(None))
        assert list(snap.execute(waits).scalars()) == [f"called_off:{booking.id}"]
    with pytest.raises(NoSeat):
        book(office, chat(office, "b"), day.id)


def test_who_came_is_written_down_on_the_day_and_not_before(office, clock):
    plan(office)
    [day] = days(office)
    booking = book(office, chat(office, "a"), day.id)
    mai = viewer(office, "mai")
    with office.transaction() as tx, pytest.raises(Conflict):
        reception_plans.mark(tx, mai, booking.id, came=True)
    clock.forward(days=3)
    with office.transaction() as tx:
        assert reception_plans.mark(tx, mai, booking.id, came=False) == day.id
    with office.read() as snap:
        assert snap.execute(select(BookingRow.status)).scalar_one() == "absent"
        assert snap.execute(select(func.count(BookingRow.id))).scalar_one() == 1


def test_only_a_case_of_the_same_chat_is_tied_and_a_sealed_one_never(office, settings):
    plan(office, seats=5)
    [day] = days(office)
    told = tell(office, settings)
    sealed = tell(office, settings, kind=Kind.DENUNCIATION, topic="tham_nhung", chat="citizen-2")
    assert book(office, told.conversation_id, day.id, case_id=told.id).case_id == told.id
    assert book(office, sealed.conversation_id, day.id, case_id=sealed.id).case_id is None
    assert book(office, chat(office, "b"), day.id, case_id=told.id).case_id is None


def test_words_of_a_case_are_seen_only_by_those_who_see_the_case(office, settings):
    plan(office, "mai")
    [day] = days(office)
    told = tell(office, settings)
    book(office, told.conversation_id, day.id, case_id=told.id)
    mai, cuc = viewer(office, "mai"), viewer(office, "cuc")
    with office.transaction() as tx:
        tx.execute(insert(CaseExclusionRow).values(case_id=told.id, unit_id=mai.unit_id))
    with office.read() as snap:
        [covered] = reception_plans.visitors(snap, mai, day.id)
        [whole] = reception_plans.visitors(snap, cuc, day.id)
    assert (covered.booking.about, covered.case_code) == ("", None)
    assert (whole.booking.about, whole.case_code) == ("Đất đai", told.receipt.code)

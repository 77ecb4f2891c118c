"""Every deadline climbs its ladder: each rung once, to the right people, in working hours, and nothing is forgotten."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, text, update

from bot.worker import sweep_all
from intake import audit, cases, meta, overdue
from intake.acts import citizen_steps
from intake.cli.commands import seed
from intake.clock import ZONE
from intake.db import open_database
from intake.deadlines import clocks
from intake.lifecycle import Move
from intake.rehearsals import rehearsal
from intake.tables import CaseEventRow, CaseRow, ClockRow, EscalationRow, NoticeRow
from tests.factories import open_office, viewer, write
from tests.sweeping import DUE, at, climb_anew, filed, heard, moves, officer_of, only, rows, sweep, told

FOUR = ("officer at_risk", "officer due", "officer late", "son late")


# --- the rungs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 23), []),
        (date(2026, 9, 24), ["officer at_risk"]),
        (date(2026, 9, 25), ["officer at_risk"]),
        (DUE, ["officer at_risk", "officer due"]),
        (date(2026, 9, 29), ["officer at_risk", "officer due", "officer late", "son late"]),
        (date(2026, 10, 2), ["officer at_risk", "officer due", "officer late", "son late"]),
        (date(2026, 10, 5), [*FOUR, "giap gravely_late", "officer gravely_late", "son gravely_late"]),
        (date(2026, 12, 1), [*FOUR, "giap gravely_late", "officer gravely_late", "son gravely_late"]),
    ],
)
def test_each_rung_is_told_on_its_day_to_officer_then_head_then_supervisor(office, settings, clock, day, expected):
    case = filed(office, settings)
    only(office, case)
    today = date(2026, 9, 14)
    while today <= day:
        at(clock, today)
        sweep_all(office)
        sweep_all(office)
        today += timedelta(days=1)
    officer = officer_of(office, case)
    found = [f"{'officer' if login == officer else login} {step}" for login, step in heard(office)]
    assert sorted(found) == sorted(expected)


def test_nothing_is_late_on_the_last_day(office, settings, clock):
    filed(office, settings)
    at(clock, DUE)
    sweep_all(office)
    assert told(office) == []


def test_a_passed_deadline_is_logged_once_and_told_to_officer_and_head(office, settings, clock):
    case = filed(office, settings)
    at(clock, date(2026, 9, 29))
    assert sweep(office) == 2  # the notice of the outcome by law, the result by local rule
    assert sweep(office) == 0
    at(clock, date(2026, 10, 5))
    assert sweep(office) == 2
    assert moves(office, case).count("overdue") == 2
    passed = {row.stage: row.passed_at for row in rows(office, ClockRow.id, ClockRow.stage, ClockRow.passed_at)}
    assert passed.pop("alarm_45") is None
    assert all(passed.values())
    with office.read() as snap:
        assert overdue.passed(snap) == 2
        assert audit.verify(snap).ok


def test_a_rung_carries_its_stage_and_its_day(office, settings, clock):
    only(office, filed(office, settings))
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert {row.text for row in rows(office, NoticeRow.text, NoticeRow.kind) if row.kind == "overdue"} == {
        "Quá hạn: Giải quyết, hạn 28/09/2026."
    }


def test_a_short_limit_is_told_as_soon_as_there_is_a_day_to_tell_it(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    with office.transaction() as tx:
        tx.execute(update(ClockRow).values(due_on=date(2026, 9, 15)))
    climb_anew(office, case.id)
    assert sweep(office) == 0  # not on the day of its start
    at(clock, date(2026, 9, 15))
    sweep(office)
    assert heard(office) == [(officer_of(office, case), "due")]


def test_what_has_been_done_is_not_told(office, settings, clock):
    case = filed(office, settings)
    with office.transaction() as tx:
        clocks.stop_all(tx, case.id)
    at(clock, date(2026, 9, 29))
    assert sweep(office) == 0


# --- exactly once -------------------------------------------------------------------------------------------------


def test_two_sweepers_at_once_tell_each_rung_once(office, settings, clock, database_url):
    for number in range(30):
        filed(office, settings, chat=f"citizen-{number}")
    at(clock, date(2026, 9, 29))
    others = [open_database(database_url, clock) for _one in range(2)]

    def work(db):
        taken = 0
        for _again in range(40):
            taken += sweep(db, limit=4)
        return taken

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(work, others))
    for db in others:
        db.close()
    assert sum(taken) == 60
    with office.read() as snap:
        steps = select(EscalationRow.step, func.count(EscalationRow.id)).group_by(EscalationRow.step)
        assert dict(map(tuple, snap.execute(steps))) == {"at_risk": 60, "due": 60, "late": 60}
        events = select(func.count(CaseEventRow.id)).where(CaseEventRow.move == "overdue")
        assert snap.execute(events).scalar_one() == 60
        assert audit.verify(snap).ok


@pytest.mark.slow
def test_an_officer_at_work_on_a_case_is_not_kept_waiting(postgresql_url, settings, clock):
    db = open_database(postgresql_url, clock)
    open_office(db)
    busy, other = (filed(db, settings, chat=name) for name in ("one", "two"))
    at(clock, date(2026, 9, 29))
    with db.transaction() as tx:
        tx.execute(select(CaseRow.id).where(CaseRow.id == busy.id).with_for_update()).one()
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(sweep_all, db).result(timeout=20) == 2
    assert {row.case_id for row in rows(db, EscalationRow.case_id)} == {other.id}
    assert sweep_all(db) == 2
    db.close()


def test_a_comment_or_an_edit_resets_nothing(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    at(clock, date(2026, 9, 29))
    sweep(office)
    before = rows(office, ClockRow.id, ClockRow.next_step, ClockRow.next_step_on)
    with office.transaction() as tx:
        cases.act(tx, case.id, Move.NOTE, actor=viewer(office, "son"), fields={"text": "Đã nhắc"})
        citizen_steps.add_information(tx, case.id, utterance_id=write(tx, case.conversation_id, "Vẫn chưa ai đến"))
    assert rows(office, ClockRow.id, ClockRow.next_step, ClockRow.next_step_on) == before
    assert sweep(office) == 0
    at(clock, date(2026, 10, 5))
    sweep(office)
    assert ("giap", "gravely_late") in heard(office)


def test_an_extension_is_told_anew_for_its_new_day(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    at(clock, date(2026, 9, 29))
    sweep(office)
    with office.transaction() as tx:
        tx.execute(update(ClockRow).where(ClockRow.status == "running").values(due_on=date(2026, 10, 12)))
    climb_anew(office, case.id)
    assert sweep(office) == 0
    at(clock, date(2026, 10, 13))
    sweep(office)
    assert sorted(step for _login, step in heard(office)) == ["late"] * 4
    assert moves(office, case).count("overdue") == 2


def test_the_same_rung_of_the_same_day_is_not_told_again_when_the_clock_is_set_back(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    at(clock, date(2026, 9, 29))
    sweep(office)
    once = heard(office)
    climb_anew(office, case.id)
    sweep_all(office)
    assert heard(office) == once
    assert moves(office, case).count("overdue") == 1


# --- order --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_all_open_cases_are_taken_the_oldest_first_however_many_and_however_small_the_batch(office, settings, clock):
    for number in range(120):
        filed(office, settings, chat=f"citizen-{number}")
        if number % 40 == 39:
            clock.forward(days=1)
    at(clock, date(2026, 11, 2))
    order = []
    while taken := sweep(office, limit=25):
        order.append(taken)
    assert order == [25] * 14 + [10]
    passed = rows(office, EscalationRow.id, EscalationRow.clock_id, EscalationRow.due_on)
    assert len({row.clock_id for row in passed}) == 360
    days = [row.due_on for row in passed]
    assert days == sorted(days)


def test_what_nobody_owns_comes_before_what_is_older(office, settings, clock):
    owned = filed(office, settings)
    clock.forward(days=1)
    nobodys = filed(office, settings, chat="citizen-2", confidence=0.1)
    at(clock, date(2026, 10, 1))
    taken = []
    while sweep(office, limit=1):
        taken.append(rows(office, EscalationRow.id, EscalationRow.case_id)[-1].case_id)
    assert taken == [nobodys.id] * 2 + [owned.id] * 2


# --- when ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "is_told"),
    [
        ("2026-09-29 00:05", False),
        ("2026-09-29 07:29", False),
        ("2026-09-29 07:30", True),
        ("2026-09-29 16:59", True),
        ("2026-09-29 17:00", False),
        ("2026-10-03 09:00", False),  # a Saturday
        ("2026-10-05 08:00", True),  # the Monday after
    ],
)
def test_nights_and_days_off_are_silent(office, settings, clock, local, is_told):
    filed(office, settings)
    clock.now = datetime.fromisoformat(local).replace(tzinfo=ZONE)
    assert (sweep(office) > 0) is is_told
    assert bool(heard(office)) is is_told


def test_what_falls_due_over_a_weekend_waits_for_the_morning(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    with office.transaction() as tx:
        tx.execute(update(ClockRow).values(due_on=date(2026, 9, 25)))  # a Friday
    climb_anew(office, case.id)
    at(clock, date(2026, 9, 25), 17, 30)
    assert sweep_all(office) == 0
    for day in (26, 27):
        at(clock, date(2026, 9, day))
        assert sweep_all(office) == 0
    at(clock, date(2026, 9, 28), 7, 0)
    assert sweep_all(office) == 0
    at(clock, date(2026, 9, 28), 8, 0)
    assert sweep_all(office) == 1
    assert {step for _login, step in heard(office)} == {"late"}


def test_an_office_has_its_own_hours(office, settings, clock):
    filed(office, settings)
    with office.transaction() as tx:
        meta.set_working_hours(tx, meta.WorkingHours(time(8), time(11, 30)))
    at(clock, date(2026, 9, 29), 7, 45)
    assert sweep(office) == 0
    at(clock, date(2026, 9, 29), 8)
    assert sweep(office) == 2


def test_a_file_of_the_directory_sets_the_hours(settings, clock, tmp_path):
    path = tmp_path / "directory.json"
    hours = {"start": "07:00", "end": "16:30"}
    path.write_text(json.dumps({"units": [], "staff": [], "working_hours": hours}), encoding="utf-8")
    seed(settings, path)
    db = open_database(settings.database_url, clock)
    with db.read() as snap:
        assert meta.working_hours(snap) == meta.WorkingHours(time(7), time(16, 30))
    db.close()


def test_what_an_outage_let_pass_is_told_once_by_its_gravest_rung_and_every_rung_is_recorded(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    at(clock, date(2026, 10, 12))  # two weeks after the due day
    assert sweep_all(office) == 1
    officer = officer_of(office, case)
    assert heard(office) == sorted([("giap", "gravely_late"), (officer, "gravely_late"), ("son", "gravely_late")])
    assert [row.step for row in rows(office, EscalationRow.id, EscalationRow.step)] == [
        "at_risk", "due", "late", "gravely_late",
    ]  # fmt: skip
    assert moves(office, case).count("overdue") == 1
    assert rows(office, ClockRow.id, ClockRow.next_step)[-1].next_step is None


def test_a_paused_clock_is_silent_and_speaks_again_when_it_runs(office, settings, clock):
    only(office, filed(office, settings))
    with office.transaction() as tx:
        tx.execute(update(ClockRow).values(paused_from=date(2026, 9, 20), paused_by="waiting"))
    at(clock, date(2026, 9, 29))
    assert sweep(office) == 0
    with office.transaction() as tx:
        tx.execute(update(ClockRow).values(paused_from=None, paused_by=None))
    assert sweep(office) == 1


def test_a_clock_woken_too_early_is_put_on_its_rung_and_says_nothing(office, settings):
    only(office, filed(office, settings))
    with office.transaction() as tx:
        tx.execute(update(ClockRow).values(next_step="", next_step_on=ClockRow.start_on))
    assert sweep_all(office) == 1
    assert heard(office) == []
    row = rows(office, ClockRow.id, ClockRow.status, ClockRow.next_step, ClockRow.next_step_on)
    assert [(one.next_step, one.next_step_on) for one in row if one.status == "running"] == [
        ("at_risk", date(2026, 9, 24))
    ]


# --- how ----------------------------------------------------------------------------------------------------------


def test_the_batch_and_the_idle_look_find_their_clocks_by_the_index(office, clock):
    at(clock, date(2026, 9, 29))
    rehearsal.fill(office, cases=4_000)
    with office.transaction() as tx:
        rehearsal.make_late(tx, 40)
        for statement in (overdue.DUE_FIRST, overdue.DUE_BATCH):
            asked = statement.params(today=tx.today, limit=overdue.BATCH)
            sql = asked.compile(tx.connection, compile_kwargs={"literal_binds": True})
            how = "EXPLAIN QUERY PLAN" if tx.is_sqlite else "EXPLAIN"
            plan = "\n".join(str(row[-1]) for row in tx.execute(text(f"{how} {sql}")))
            assert "ix_clocks_step" in plan
            assert "SCAN clocks" not in plan
            assert "Seq Scan on clocks" not in plan
    assert sweep_all(office) == 40
    with office.read() as snap:
        assert rehearsal.written(snap).events == 40
        assert audit.verify(snap).ok

from datetime import UTC, datetime
from random import Random

import pytest

from bot.demo.agenda import Agenda, office_hour
from bot.demo.commands import found
from bot.demo.hands import Hands
from bot.demo.play import Played, play
from bot.demo.province import build, chairman
from intake import audit
from intake.clock import ZONE, local_day
from intake.db import Database, open_database
from intake.law.workdays import Calendar
from intake.officers.staff import viewer_for
from intake.queries.inbox import folders
from intake.sending import parcels
from intake.settings import Settings

UNTIL = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _played(db: Database, settings: Settings, **how) -> Played:
    found(db, build(seed=1))
    return play(db, settings, **{"until": UNTIL, "cases": 12, "months": 1, **how})


def _book(db: Database) -> list[tuple[str, ...]]:
    with db.read() as snap:
        viewer = viewer_for(snap, chairman(snap))
        lines, after = [], ""
        while True:
            page = folders.page(snap, viewer, "all", after=after)
            lines.extend(page.cases)
            if page.after is None:
                return [(one.summary, one.kind, one.topic, one.state, one.unit, one.officer) for one in lines]
            after = page.after


def test_every_matter_told_becomes_a_case_by_the_real_doors(db, settings):
    own_clock = db.clock
    played = _played(db, settings)
    assert played.cases == len(_book(db)) == 12
    assert played.messages > 3 * played.cases
    assert played.moves > 0
    assert db.clock is own_clock
    with db.transaction() as tx:
        assert audit.verify(tx).ok
        assert parcels.claim(tx, channels=[("web", "web"), ("telegram", "demo")]) == []
    _assert_nothing_happens_after_the_end(db)


def _assert_nothing_happens_after_the_end(db):
    with db.read() as snap:
        viewer = viewer_for(snap, chairman(snap))
        for case in folders.page(snap, viewer, "all").cases:
            assert case.registered_at <= UNTIL
            assert case.answered_at is None or case.answered_at <= UNTIL


def test_the_same_seed_gives_the_same_texts_and_states(sqlite_template, settings, tmp_path):
    books = []
    for name in ("one.db", "two.db"):
        path = tmp_path / name
        path.write_bytes(sqlite_template.read_bytes())
        db = open_database(f"sqlite:///{path}", lambda: datetime(2026, 10, 1, tzinfo=UTC))
        _played(db, settings, cases=6)
        books.append(_book(db))
        db.close()
    assert books[0] == books[1]


@pytest.mark.slow
def test_six_months_hold_every_kind_of_case(sqlite_url, settings):
    db = open_database(sqlite_url, lambda: datetime(2026, 5, 1, tzinfo=UTC))
    found(db, build())
    played = play(db, settings, until=UNTIL, cases=160)
    book = _book(db)
    db.close()
    assert played.cases == 160
    assert played.refused == ()
    assert {row[1] for row in book} >= {"feedback", "petition", "complaint", "denunciation", "inquiry"}
    assert {row[3] for row in book} >= {
        "screening", "intended", "assigned", "in_progress", "waiting_citizen", "answered", "closed", "refused",
        "referred", "withdrawn",
    }  # fmt: skip
    assert played.overdue > 0


def test_what_the_book_refuses_leaves_the_case_and_the_play_goes_on(db, settings, monkeypatch):
    monkeypatch.setattr(Hands, "unit_for", lambda *_told: 0)
    played = _played(db, settings)
    assert played.cases == 12
    assert played.refused
    assert all("unit_id" in one for one in played.refused)


def test_an_agenda_wakes_lives_in_order_and_stops_at_its_end():
    agenda, seen = Agenda(datetime(2026, 9, 1, tzinfo=UTC)), []

    def life(days):
        for day in days:
            yield datetime(2026, 9, day, tzinfo=UTC)
            seen.append((day, agenda.now.day))

    agenda.follow(life([3, 9]))
    agenda.follow(life([2, 5]))
    agenda.run(datetime(2026, 9, 6, tzinfo=UTC))
    assert seen == [(2, 2), (3, 3), (5, 5)]
    assert agenda.now == datetime(2026, 9, 6, tzinfo=UTC)


def test_officers_work_in_office_hours_of_working_days():
    calendar, rng = Calendar(), Random(5)
    for day in range(1, 30):
        at = office_hour(calendar, datetime(2026, 9, day, tzinfo=UTC).date(), rng).astimezone(ZONE)
        assert calendar.is_working(local_day(at))
        assert 7 <= at.hour < 17

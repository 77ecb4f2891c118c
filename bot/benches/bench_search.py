"""The benchmark of the log: what is said is searched, listed and summed up in a growing book of talks."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from statistics import median

from bot.benches.bench import Result, scratch_book, timed
from bot.demo.province import build
from bot.demo.stories import load_book, story
from intake import meta
from intake.access import Viewer
from intake.board import funnel_sums
from intake.clock import ZONE
from intake.db import Database, Snapshot
from intake.directory.directory import import_directory
from intake.errors import Conflict
from intake.migrate import upgrade
from intake.queries.figures.board import Period
from intake.queries.figures.funnel import funnel
from intake.queries.talk import dialogues, hits
from intake.queries.talk.sought import Sought
from intake.rehearsals import rehearsal_talks
from routing.places import load_gazetteer

_MOMENT = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)
_SIZES = (10_000, 100_000, 1_000_000)
_TIMES = 20
_QUERIES = {
    "many hits, no diacritics": "ngo",
    "many hits, diacritics": "ngõ",
    "three words, no diacritics": "den duong hong",
    "three words, diacritics": "đèn đường hỏng",
    "phrase, no diacritics": '"nguyen thi minh khai"',
    "phrase, diacritics": '"Nguyễn Thị Minh Khai"',
    "with a word left out": "rác -chợ",
    "telephone": "",
    "miss": "khinh khí cầu",
    "miss of a phrase of frequent words": '"duong em gui"',
}


def run(database: str, messages: int) -> Result:
    """Measure a growing book of up to so many lines.

    Args:
        database: `sqlite`, or the address of an empty PostgreSQL database.
        messages: how many lines the book holds in the end; ten thousand or more.

    Raises:
        Conflict: the database holds talks already.
    """
    with scratch_book(database, _MOMENT) as db:
        return Result("search", dict(_figures(db, messages)))


def _figures(db: Database, messages: int) -> Iterator[tuple[str, float]]:
    _prepare(db)
    building = 0.0
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    for size in (*(size for size in _SIZES if size < messages), messages):
        building += timed(lambda size=size: _build(db, size))  # type: ignore[misc]
        last = dict(_at_size(db))
        first = first or last
        yield from ((f"{size:,} messages: {name}", value) for name, value in last.items())
    for name, value in last.items():
        if name.endswith("p50, ms"):
            yield (
                f"growth of {name.removesuffix(', p50, ms')} from the smallest book to the largest, times",
                value / first[name],
            )
    yield "building, s", building


def _prepare(db: Database) -> None:
    upgrade(db)
    with db.transaction() as tx:
        if rehearsal_talks.count(tx):
            raise Conflict("Cơ sở dữ liệu này đã có hội thoại; chỉ đo trên cơ sở dữ liệu trống.")
        if not meta.version(tx, "directory"):
            import_directory(tx, build().directory)


def _build(db: Database, size: int) -> None:
    communes, told = list(load_gazetteer().communes.values()), load_book().tellings

    def say(dice: Random) -> str:
        return story(dice.choice(told), dice.choice(communes), dice).text

    rehearsal_talks.fill_talks(db, lines=size, say=say, progress=_progress)


def _progress(done: int, wanted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} / {wanted:,}" + ("\n" if done == wanted else ""))


def _at_size(db: Database) -> Iterator[tuple[str, float]]:
    with db.read() as snap:
        everybodys, one_units = rehearsal_talks.somebody(snap, "supervisor"), rehearsal_talks.somebody(snap, "head")
        number = rehearsal_talks.some_number(snap)
    for name, typed in _QUERIES.items():
        sought = Sought(query=typed or number)
        yield from _times(db, f"search, {name}", lambda snap, sought=sought: hits.search(snap, everybodys, sought))  # type: ignore[misc]
    yield from _times(db, "search of one unit", lambda snap: hits.search(snap, one_units, Sought(query="duong")))
    yield from _lists(db, everybodys, one_units)
    yield from _times(db, "a year of the funnel, counted anew", lambda snap: _year(snap, everybodys))
    funnel_sums.make_all(db)
    yield from _times(db, "a year of the funnel, kept sums", lambda snap: _year(snap, everybodys))


def _lists(db: Database, everybodys: Viewer, one_units: Viewer) -> Iterator[tuple[str, float]]:
    yield from _times(db, "list of talks", lambda snap: dialogues.talks(snap, everybodys, Sought()))
    yield from _times(db, "list of one unit", lambda snap: dialogues.talks(snap, one_units, Sought()))
    rare = Sought(alarm="danger", became="none", step="confirm")
    yield from _times(db, "list, rare filters", lambda snap: dialogues.talks(snap, everybodys, rare))


def _year(snap: Snapshot, viewer: Viewer) -> None:
    monday = snap.today - timedelta(days=snap.today.weekday())
    funnel(snap, viewer, Period(monday - timedelta(weeks=51), snap.today))


def _times(db: Database, name: str, call: Callable[[Snapshot], object]) -> Iterator[tuple[str, float]]:
    with db.read() as snap:
        call(snap)
        began = time.process_time()
        times = sorted(timed(lambda: call(snap)) for _again in range(_TIMES))
        used = time.process_time() - began
    yield f"{name}, p50, ms", 1000 * median(times)
    yield f"{name}, p95, ms", 1000 * times[int(len(times) * 0.95)]
    yield f"{name}, processor of this process, ms", 1000 * used / _TIMES

"""Six months of a living province: simulated citizens and officers work through the real doors, under a clock of play.

Nothing is inserted: messages go in as raw updates through `Turns.receive`, officers act through `intake.cases.act`,
deadlines pass in `overdue.sweep`, and replies leave through the outbox to a channel that only notes them.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from bot.demo.agenda import Agenda, Life
from bot.demo.chats import CHANNELS, TELEGRAM, WEB, Chat
from bot.demo.citizens import Citizen
from bot.demo.desk import Case, Desk
from bot.demo.fates import life
from bot.demo.hands import Hands
from bot.demo.papers import Papers
from bot.demo.people import person
from bot.demo.post import Post
from bot.demo.province import HOME_COMMUNE, chairman
from bot.demo.stories import Story, Telling, deck, load_book, story, to_be_screened
from bot.turn import Turns
from bot.worker import look_for_crowds, sweep_all
from intake import overdue
from intake.clock import ZONE, local_day, start_of
from intake.db import Database
from intake.deadlines import calendars
from intake.receipts import CaseStatus
from intake.settings import Settings
from routing.gazetteer.units import Commune
from routing.places import load_gazetteer
from routing.topics import load_catalogue

_HOURS = (0, 0, 0, 0, 0, 1, 3, 6, 9, 9, 8, 6, 5, 5, 6, 7, 7, 6, 6, 8, 8, 6, 3, 1)  # when people write
_HOME_SHARE, _TOWN_SHARE, _SECOND_MATTER, _ON_THE_WEB = 0.3, 0.3, 0.15, 0.5
_POST_TIMES = (time(11, 35), time(17, 10))
_ON_THE_DESK = 5  # the last matters told: the reception finds them unread
_CROWD_FROM, _CROWD_EVERY = 100, 3  # of so many matters and more, every third of the last is told by a whole street
_GARBAGE = 50_000
_FIRST_DAYS = 0.4  # how busy the first day is beside the last
_LATELY, _NEW_NOW, _HOME_SHARE_LATELY = 15, 0.15, 0.5  # so many days: the panel shows that there is something to do
LAST_MINUTES = timedelta(minutes=20)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Played:
    """What came about: cases, citizens' messages, officers' moves, deadlines that passed, messages delivered.

    `refused`: what the book did not let the officers do; they left those cases as they were.
    """

    cases: int
    messages: int
    moves: int
    overdue: int
    delivered: int
    refused: tuple[str, ...]


def play(
    db: Database,
    settings: Settings,
    *,
    until: datetime,
    seed: int = 2026,
    cases: int = 300,
    months: int = 6,
    progress: Progress | None = None,
    beside: Iterable[Life] = (),
) -> Played:
    """Fill a book that has a directory with the work of the months before `until`; reproducible by seed.

    Args:
        db: the book; it reads the clock of the play until the play is over.
        settings: of the installation; photos are kept in its data folder.
        until: aware instant at which the play ends; what people planned for later never happens.
        seed: the same seed tells the same matters and gives them the same fates.
        cases: how many matters are told.
        months: how long before `until` the play begins, in months of 30 days.
        progress: called with (cases so far, cases) as they are registered.
        beside: what others do meanwhile in the book.
    """
    start = start_of(local_day(until - timedelta(days=30 * months)))
    agenda = Agenda(start)
    with _clock_of_play(db, agenda):
        return _Play(db, settings, agenda, seed, progress).run(cases, start, until, beside)


@contextmanager
def _clock_of_play(db: Database, agenda: Agenda) -> Iterator[None]:
    own, db.clock = db.clock, agenda
    try:
        yield
    finally:
        db.clock = own


@contextmanager
def _rare_collection_of_garbage() -> Iterator[None]:
    """Spare a tenth of the time: most of what is alive here (the directory) lives to the end of the play."""
    usual = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Play:
    """The cast and what they have done so far."""

    def __init__(self, db: Database, settings: Settings, agenda: Agenda, seed: int, progress: Progress | None) -> None:
        self._db = db
        self._settings = settings
        self._agenda = agenda
        self._rng = Random(seed)  # noqa: S311 - a play needs no secrecy
        self._progress = progress
        self._book = load_book()
        self._post = Post(db, settings, CHANNELS)
        self._turns = Turns(db, settings, CHANNELS)
        with db.read() as snap:
            calendar = calendars.current(snap)
            overseer = chairman(snap)
        self._desk = Desk(Hands(db, overseer), agenda, self._book, calendar, Papers(settings))
        self._everywhere = tuple(load_gazetteer().communes.values())
        self._towns = tuple(commune for commune in self._everywhere if commune.kind == "phường")
        self._home = next(commune for commune in self._towns if commune.name == HOME_COMMUNE)
        self._desk.on_reply_expected = self._post.empty
        self._chats: list[Chat] = []
        self._count: Counter[str] = Counter()
        self._wanted = 0

    def run(self, cases: int, start: datetime, until: datetime, beside: Iterable[Life]) -> Played:
        """Let everybody live until the end."""
        self._wanted = cases
        for life_beside in beside:
            self._agenda.follow(life_beside)
        self._agenda.follow(self._sweeper())
        self._agenda.follow(self._postman())
        times = _arrivals(self._rng, cases, start, until)
        tellings = deck(self._book, self._rng, cases)
        tellings[-_ON_THE_DESK:] = to_be_screened(self._book, self._rng, len(tellings[-_ON_THE_DESK:]))
        if cases >= _CROWD_FROM:
            for number, telling in enumerate(self._book.shared, start=1):
                tellings[-_ON_THE_DESK - _CROWD_EVERY * number] = telling
        for telling, at in zip(tellings, times, strict=True):
            self._agenda.follow(self._citizen(telling, at, until))
        with _rare_collection_of_garbage():
            self._agenda.run(until)
            self._post.empty()
        messages = sum(chat.messages for chat in self._chats)
        with self._db.read() as snap:
            late = overdue.passed(snap)
        return Played(
            self._count["cases"], messages, self._desk.moves, late, self._post.delivered, tuple(self._desk.refused)
        )

    # --- lives ----------------------------------------------------------------------------------------------------

    def _sweeper(self) -> Life:
        """Sweep every morning when the offices have opened."""
        while True:
            tomorrow = self._agenda.now.astimezone(ZONE) + timedelta(days=1)
            yield tomorrow.replace(hour=7, minute=45, second=0)
            sweep_all(self._db)
            look_for_crowds(self._db)

    def _postman(self) -> Life:
        """Deliver after each half of the working day what nobody waits for."""
        while True:
            local = self._agenda.now.astimezone(ZONE)
            rounds = [datetime.combine(local.date(), at, tzinfo=ZONE) for at in _POST_TIMES]
            yield next((at for at in rounds if at > local), rounds[0] + timedelta(days=1))
            self._post.empty()

    def _citizen(self, telling: Telling, at: datetime, until: datetime) -> Life:
        """Tell one matter at its time, in a new chat or as somebody who has written before."""
        rng = Random(self._rng.getrandbits(64))  # noqa: S311 - a play needs no secrecy
        age = until - at
        is_new = age < timedelta(days=1) or (age < timedelta(days=_LATELY) and rng.random() < _HOME_SHARE_LATELY)
        at_home = is_new or telling.is_shared
        matter = story(telling, self._home if at_home else self._commune(telling, rng), rng)
        yield at
        chat = self._new_chat(rng) if telling.is_shared else self._chat(rng)
        citizen = Citizen(chat, self._agenda, self._book, rng)
        yield from citizen.tells(matter, partial(self._registered, rng))

    def _registered(self, rng: Random, citizen: Citizen, matter: Story, status: CaseStatus) -> None:
        self._count["cases"] += 1
        self._agenda.follow(
            life(self._desk, Case(status.case_id, matter, citizen, self._agenda.today, status.due_on, rng))
        )
        if self._progress:
            self._progress(self._count["cases"], self._wanted)

    def _chat(self, rng: Random) -> Chat:
        settled = self._chats[: len(self._chats) // 2]
        if settled and rng.random() < _SECOND_MATTER:
            return rng.choice(settled)
        return self._new_chat(rng)

    def _new_chat(self, rng: Random) -> Chat:
        channel = WEB if rng.random() < _ON_THE_WEB else TELEGRAM
        chat = Chat(self._turns, self._settings, channel, person(rng).name, rng)
        self._chats.append(chat)
        return chat

    def _commune(self, telling: Telling, rng: Random) -> Commune:
        """Draw a commune: often the one that the demo accounts belong to, then towns, then anywhere."""
        drawn = rng.random()
        if drawn < _HOME_SHARE:
            by_home = load_catalogue().topics[telling.topic].commune_unit == "Phòng Kinh tế"
            drawn = 0.0 if by_home else drawn + _HOME_SHARE
        if drawn == 0.0:
            return self._home
        return rng.choice(self._towns if drawn < _HOME_SHARE + _TOWN_SHARE else self._everywhere)


def _arrivals(rng: Random, cases: int, start: datetime, until: datetime) -> list[datetime]:
    """Return when matters are told: more and more as people get to know the bot, by day rather than by night."""
    days = (until - start).days + 1
    told: list[datetime] = []
    while len(told) < cases:
        share = 1 - _LATELY / days * rng.random() if rng.random() < _NEW_NOW else rng.random()
        hour = rng.choices(range(24), _HOURS)[0]
        at = start + timedelta(days=int(days * share), hours=hour, minutes=rng.randrange(60))
        if rng.random() < _FIRST_DAYS + (1 - _FIRST_DAYS) * share and at < until - LAST_MINUTES:
            told.append(at)
    return sorted(told)

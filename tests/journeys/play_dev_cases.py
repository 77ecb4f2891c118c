"""Plays labelled messages through the whole trip, each as a citizen who answers the bot, and writes what came out.

`python -m tests.journeys.play_dev_cases FILE [--out report.md] [--limit N]`. The file is a JSON line for each message:
`{"id", "text", "kind", "topic", "topic2"?, "urgent"?}`. The report is to be read by a person, dialogue by dialogue.

The played citizen knows the expected topic, picks it where it is offered and often corrects another one. So the figures
at the head say how trips end, not how well a message is read: that is `nghedan evaluate`, on data kept for it.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bot.demo.chats import CHANNELS, TELEGRAM, Chat, Heard
from bot.demo.citizens import Answering
from bot.demo.commands import found
from bot.demo.province import HOME_COMMUNE, build, chairman
from bot.demo.stories import Story
from bot.turn import Turns
from intake.clock import system_clock
from intake.db import Database, open_database
from intake.migrate import upgrade
from intake.officers.staff import viewer_for
from intake.queries.case.case_page import CasePage, case_page
from intake.settings import Settings, load_settings
from routing.places import load_gazetteer

_MOST_TURNS = 14
_WHERE = "ngõ 12 đường Hùng Vương, {place}"


@dataclass(frozen=True, slots=True)
class Trip:
    """One message with the talk that followed: (citizen's words or button, bot's words, buttons)."""

    row: Mapping[str, Any]
    talk: tuple[tuple[str, str, tuple[str, ...]], ...]
    page: CasePage | None

    @property
    def topic_fits(self) -> bool:
        """Whether the case has one of the expected topics."""
        return self.page is not None and self.page.line.topic in {self.row["topic"], self.row.get("topic2")}

    @property
    def urgency_fits(self) -> bool:
        """Whether the case is as urgent as expected."""
        return self.page is not None and self.page.line.is_urgent == bool(self.row.get("urgent"))

    @property
    def kind_fits(self) -> bool:
        """Whether the case has the expected kind."""
        return self.page is not None and self.page.line.kind == self.row["kind"]


def main(argv: Sequence[str] | None = None) -> int:
    """Play a file and write the report; return 1 when a matter was not registered."""
    parser = argparse.ArgumentParser(description="Play labelled messages through the whole trip.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args(argv)
    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    trips = list(play_all(rows[: args.limit]))
    report = "\n".join(_report(trips))
    if args.out:
        args.out.write_text(report, encoding="utf-8")
    else:
        sys.stdout.write(report + "\n")
    missing = [trip for trip in trips if trip.page is None and trip.row["kind"] != "other"]
    return 1 if missing else 0


def play_all(rows: Iterable[Mapping[str, Any]]) -> Iterator[Trip]:
    """Play every message in a chat of its own, in a fresh book with the demo directory."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"NGHEDAN_DATA_DIR": folder})
        with closing(open_database(settings.database_url, system_clock)) as db:
            upgrade(db)
            found(db, build())
            turns = Turns(db, settings, CHANNELS)
            for number, row in enumerate(rows):
                yield _play(db, settings, turns, row, number)


def _play(db: Database, settings: Settings, turns: Turns, row: Mapping[str, Any], number: int) -> Trip:
    rng = Random(number)
    chat = Chat(turns, settings, TELEGRAM, "Người dân", rng)
    commune = next(one for one in load_gazetteer().communes.values() if one.name == HOME_COMMUNE)
    story = Story(row["text"], row["kind"], row["topic"], commune, _WHERE.format(place=commune.name))
    answering = Answering(story, rng)
    talk: list[tuple[str, str, tuple[str, ...]]] = []
    heard = _note(talk, row["text"], chat.say(row["text"]))
    while chat.case() is None and len(talk) < _MOST_TURNS and (heard.buttons or len(talk) == 1):
        option, words = answering.to(heard)
        answer = chat.press(heard.buttons[option]) if option else chat.say(words)
        heard = _note(talk, f"[{option}]" if option else words, answer)
    return Trip(row, tuple(talk), _page(db, chat))


def _note(talk: list[tuple[str, str, tuple[str, ...]]], said: str, heard: Heard) -> Heard:
    talk.append((said, heard.text, tuple(heard.buttons)))
    return heard


def _page(db: Database, chat: Chat) -> CasePage | None:
    case = chat.case()
    if case is None:
        return None
    with db.read() as snap:
        return case_page(snap, viewer_for(snap, chairman(snap)), case.case_id)


# --- the report ---------------------------------------------------------------------------------------------------


def _report(trips: Sequence[Trip]) -> Iterator[str]:
    yield "# Messages played through the whole trip"
    yield ""
    yield "The citizen knows the expected topic and helps; these count how trips end, they are no accuracy of reading."
    yield ""
    yield from _summary(trips)
    for trip in trips:
        yield ""
        yield from _trip(trip)


def _summary(trips: Sequence[Trip]) -> Iterator[str]:
    total = len(trips)
    for name, test in _FIGURES.items():
        yield f"- {name}: {sum(1 for trip in trips if test(trip))} / {total}"
    turns = Counter(len(trip.talk) for trip in trips)
    yield f"- citizen's turns until the end: {dict(sorted(turns.items()))}"


_FIGURES: Mapping[str, Callable[[Trip], bool]] = {
    "registered": lambda trip: trip.page is not None,
    "kind as expected": lambda trip: trip.kind_fits,
    "topic as expected (either), after the citizen's help": lambda trip: trip.topic_fits,
    "to screening": lambda trip: trip.page is not None and trip.page.line.state == "screening",
    "urgency as expected": lambda trip: trip.urgency_fits,
}


def _trip(trip: Trip) -> Iterator[str]:
    row, marks = trip.row, "" if trip.topic_fits and trip.kind_fits else " ✗"
    yield f"## {row['id']}{marks}"
    yield f"expected: {row['kind']} · {row['topic']} {row.get('topic2') or ''} {'URGENT' if row.get('urgent') else ''}"
    for said, answered, buttons in trip.talk:
        yield f"- **dân**: {said}"
        yield "  **máy**: " + answered.replace("\n", " ⏎ ")
        if buttons:
            yield f"  {' '.join(f'[{one}]' for one in buttons)}"
    yield _alone(trip.page)
    yield _registered(trip.page)


def _alone(page: CasePage | None) -> str:
    """Return what the machine read before anybody helped."""
    if page is None or page.understood is None:
        return "machine alone: nothing kept"
    read = page.understood
    topics = ", ".join(f"{topic.value} {topic.score:.2f}" for topic in read.topics[:3])
    kind = read.kind.value if read.kind else "no kind"
    return f"machine alone: {kind} · {topics or 'no topic'} · {read.place or 'no place'}"


def _registered(page: CasePage | None) -> str:
    if page is None:
        return "**not registered**"
    line = page.line
    due = f"{line.due.on:%d/%m/%Y} {line.due.stage}" if line.due else "no date"
    who = (line.unit or "no unit", line.officer or "nobody")
    facts = (line.kind, line.topic, line.place or "no place", line.state, *who, due, "URGENT" if line.is_urgent else "")
    reasons = "; ".join(page.reasons)
    return f"**{line.code}**: {' · '.join(filter(None, facts))} ({page.confidence:.2f}; {reasons})"


if __name__ == "__main__":
    sys.exit(main())

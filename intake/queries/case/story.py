"""What happened to a case and what was said in it, as one list in the order of time, cut by key from its newest end.

Each source is read by its own index from where the last stretch ended, so a case with thousands of lines opens as fast
as one with ten.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.access import Viewer
from intake.db import Snapshot
from intake.lifecycle import Move
from intake.queries.case.history import EventLine, history_of
from intake.queries.talk import talk
from intake.queries.talk.talk import Delivery, TalkLine
from intake.tables import UtteranceRow

LINES = 60
KINDS = ("citizen", "bot", "officer", "step", "note", "notice")
_AUTHORS = ("citizen", "bot", "officer")
_NOTE = (Move.NOTE.value,)
_SOURCES = "uen"
_CURSOR = re.compile(rf"(?:[{_SOURCES}]\d{{1,15}}(?:\.|$))+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the story: exactly one of `line`, `event`, `notice` is there; `kind` is one of `KINDS`."""

    at: datetime
    kind: str
    is_internal: bool
    line: TalkLine | None = None
    event: EventLine | None = None
    notice: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A stretch of the story, oldest first; `earlier` is the key of the stretch before it, blank at the beginning."""

    entries: tuple[Entry, ...]
    kinds: tuple[str, ...]
    earlier: str


def story_of(
    snap: Snapshot, viewer: Viewer, case_id: int, *, kinds: Sequence[str] = (), before: str = "", limit: int = LINES
) -> Story:
    """Return the latest stretch of a case's story, or the one before a key; its visibility is the caller's to check.

    No kind, or none that is known, is read as all; a key that is none as the newest end.
    """
    wanted = tuple(kind for kind in KINDS if kind in kinds) or KINDS
    cursor = {part[0]: int(part[1:]) for part in before.split(".") if part} if _CURSOR.fullmatch(before) else {}
    found: list[tuple[datetime, int, int, Entry]] = []
    for rank, source in enumerate(_SOURCES):
        rows = _READERS[source](_Asked(snap, viewer, case_id, wanted, cursor.get(source), limit + 1))
        found += [(entry.at, rank, number, entry) for number, entry in rows]
    found.sort(key=lambda one: one[:3])
    shown = found[-limit:]
    lowest = {source: min([one[2] for one in shown if one[1] == rank], default=cursor.get(source))
              for rank, source in enumerate(_SOURCES)}  # fmt: skip
    earlier = ".".join(f"{source}{number}" for source, number in lowest.items() if number is not None)
    return Story(tuple(one[3] for one in shown), wanted, earlier if len(found) > limit else "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is wanted of one source: kinds of entries, at most so many, the latest before a row."""

    snap: Snapshot
    viewer: Viewer
    case_id: int
    kinds: Sequence[str]
    before: int | None
    limit: int


_Rows = list[tuple[int, Entry]]


def _said(ask: _Asked) -> _Rows:
    authors = [kind for kind in _AUTHORS if kind in ask.kinds]
    if not authors:
        return []
    where = (UtteranceRow.case_id == ask.case_id, UtteranceRow.author.in_(authors))
    lines = talk.latest(ask.snap, ask.viewer, *where, before=ask.before, limit=ask.limit)
    return [(one.id, Entry(one.at, one.author, is_internal=False, line=one)) for one in lines]


def _done(ask: _Asked) -> _Rows:
    wanted = {"step", "note"} & set(ask.kinds)
    if not wanted:
        return []
    one_sort: Mapping[str, Any] = {} if len(wanted) > 1 else {"moves": _NOTE, "is_without": "step" in wanted}
    events = history_of(ask.snap, ask.viewer, ask.case_id, before=ask.before, limit=ask.limit, **one_sort)
    return [
        (one.id, Entry(one.at, "note" if one.move in _NOTE else "step", one.audience == "internal", event=one))
        for one in events
    ]


def _told(ask: _Asked) -> _Rows:
    if "notice" not in ask.kinds:
        return []
    notices = talk.unspoken(ask.snap, ask.case_id, before=ask.before, limit=ask.limit)
    return [(one.id, Entry(one.at, "notice", is_internal=False, notice=one)) for one in notices]


_READERS: Mapping[str, Callable[[_Asked], _Rows]] = {"u": _said, "e": _done, "n": _told}

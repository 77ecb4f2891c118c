"""A case told again from its history alone: whatever order or how often its events come, they give the same case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.lifecycle.states import Move

_UNIT_AND_OFFICER = ("unit_id", "officer_id")
# Which facts an event of a move sets from its data; the same names mean other things in other moves.
_SETS: Mapping[str, tuple[str, ...]] = {
    "register": ("kind", "topic", "standing", *_UNIT_AND_OFFICER),
    Move.SCREEN: ("kind", "topic", "standing", *_UNIT_AND_OFFICER),
    Move.RETURN: ("standing",),
    Move.RECORD_FORM: ("officer_id",),
    Move.TRANSFER: _UNIT_AND_OFFICER,
    Move.RELOCATE: _UNIT_AND_OFFICER,
    "shut_out": _UNIT_AND_OFFICER,
    Move.ASSIGN: ("officer_id",),
    Move.ACCEPT: ("officer_id",),
    Move.STORE: _UNIT_AND_OFFICER,
    Move.TAKE_UP: _UNIT_AND_OFFICER,
    Move.ANSWER: ("outcome",),
    Move.APPROVE: ("outcome",),
    "correct": ("kind", "topic"),
}
_SETS_ALWAYS: Mapping[str, Mapping[str, Any]] = {
    Move.RETURN: {"officer_id": None},
    Move.RECORD_FORM: {"standing": "signed"},
    Move.STORE: {"standing": "information"},
    Move.REOPEN: {"outcome": None},
}


class BrokenHistory(Exception):
    """The events do not follow from each other; the message names the first that does not."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case, as far as its state and hands follow from it."""

    id: int
    move: str
    state_from: str | None
    state_to: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a history says of its case."""

    state: str
    kind: str | None = None
    topic: str | None = None
    unit_id: int | None = None
    officer_id: int | None = None
    outcome: str | None = None
    standing: str = "chat"


def replay(events: Iterable[Event]) -> Facts:
    """Return the facts of a case from its events, which may come in any order and more than once.

    Raises:
        BrokenHistory: there is none, or an event begins where the one before it did not end.
    """
    ordered = sorted({event.id: event for event in events}.values(), key=lambda event: event.id)
    facts: Facts | None = None
    for event in ordered:
        before = facts.state if facts else None
        if event.state_from != before:
            raise BrokenHistory(f"event {event.id} begins at {event.state_from}, the one before it ended at {before}")
        facts = _after(facts or Facts(event.state_to), event)
    if facts is None:
        raise BrokenHistory("no events")
    return facts


def _after(facts: Facts, event: Event) -> Facts:
    data = {**_decided(event.data), **event.data}
    told = {name: data[name] for name in _SETS.get(event.move, ()) if name in data}
    return replace(facts, state=event.state_to, **told, **_SETS_ALWAYS.get(event.move, {}))


def _decided(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return whose hands a decision named: of a registration the first releases wrote down no more than that."""
    decision = data.get("decision") or {}
    return {**decision, "officer_id": None} if decision.get("to_screening") else decision

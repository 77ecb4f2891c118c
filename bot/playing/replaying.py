"""Plays the event of a stored turn through today's machine: pure, from the stored state, nothing is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from bot.dialogue import events, orders
from bot.dialogue.events import CaseLine, RatingLine
from bot.dialogue.frame import Context
from bot.dialogue.machine import step
from bot.dialogue.state import State
from bot.playing.context import context_of
from bot.playing.machine_version import machine_version
from bot.playing.turn_record import READING, begins_second, played
from intake.catalogue import topic_book
from intake.clock import local_day
from intake.db import Snapshot
from intake.settings import Settings
from intake.talk.replay import Replayed, StoredTurn
from routing.places import Place
from routing.reading import Reader, Reading
from routing.records import replace

_NOBODY = 0  # a conversation without cases: what the chat knew of the book comes from the stored turn


class Replaying:
    """Today's machine, for `intake.talk.replay.Replay`; the reader is loaded when it is first needed."""

    def __init__(self, settings: Settings, reader: Callable[[], Reader]) -> None:
        self._settings = settings
        self._reader = reader

    def __call__(self, snap: Snapshot, turn: StoredTurn) -> Replayed | None:
        """Return what today's machine does in a turn, as far as it can be played; None where it cannot be."""
        if _is_cut(turn):
            return None
        state, plays = _state(turn), []
        event, context = self._event(snap, turn, state), self._context(snap, turn)
        following = iter(turn.detail["p"][1:])
        while event is not None:
            done = step(state, event, context)
            plays.append(played(state, event, done, frozenset()))
            if begins_second(done):
                break
            state = done.state
            context = replace(context, consented=context.consented or orders.GiveConsent() in done.orders)
            event = _result(next(following, None), context) if done.orders else None
        return Replayed(machine_version(), tuple(plays)) if plays else None

    def _event(self, snap: Snapshot, turn: StoredTurn, state: State) -> events.Event | None:
        reader = topic_book.reader_of(snap, self._reader()) if state.pending_text else None
        pending = reader.read(state.pending_text) if reader else None
        return _event(turn, pending)

    def _context(self, snap: Snapshot, turn: StoredTurn) -> Context:
        known = turn.detail["c"]
        office = context_of(snap, self._settings, _NOBODY, consented=bool(known.get("consented")))
        return replace(
            office,
            now=turn.at,
            today=local_day(turn.at),
            channel=known.get("channel", ""),
            was_away=bool(known.get("away")),
            open_cases=tuple(_cases(known.get("open", ()))),
            past_cases=tuple(_cases(known.get("past", ()))),
            ratings=tuple(RatingLine(**one) for one in known.get("ratings", ())),
        )


def _is_cut(turn: StoredTurn) -> bool:
    """Whether the line holds only the first of two matters that were told: the words of the other stand in its own."""
    return bool(turn.detail["e"].get("cut")) or "twofold" in turn.detail["s"]


def _event(turn: StoredTurn, pending: Reading | None) -> events.Event | None:
    stored = turn.detail["e"]
    reading = Reading.from_json(dict(turn.reading)) if turn.reading else None
    event: events.Event | None = None
    match stored["t"]:
        case "Said" if reading:
            event = events.Said(turn.text, reading, stored.get("reply_case_id"), pending)
        case "Chose":
            event = events.Chose(stored["step_no"], stored["option"], pending)
        case "SentMedia":
            event = events.SentMedia(stored["count"], turn.text, reading)
        case "Located":
            place = Place(*stored["place"]) if stored.get("place") else None
            event = events.Located(place, stored["lat"], stored["lon"])
        case "SentUnsupported":
            event = events.SentUnsupported(stored.get("what") or turn.text.strip("[]"))
        case "DraftWaits":
            event = events.DraftWaits(date.fromisoformat(stored["kept_until"]), is_last=stored.get("is_last", False))
        case name if name in _PLAIN:
            event = _PLAIN[name]()
    return event


_PLAIN: Mapping[str, Callable[[], events.Event]] = {
    "Started": events.Started,
    "Stopped": events.Stopped,
    "DraftExpired": events.DraftExpired,
}


def _result(stored: Mapping[str, Any] | None, context: Context) -> events.Event | None:
    """Return what the book answered then, where the record holds all of it."""
    if stored is None:
        return None
    facts = stored.get("f", {})
    event: events.Event | None = None
    match stored["e"], context.any_case(facts.get("case_id")):
        case "AlikeFound", _ if not facts.get("matters"):
            event = events.AlikeFound()
        case "CaseNotFound", _:
            event = events.CaseNotFound(limited=bool(facts.get("limited")), mistyped=bool(facts.get("mistyped")))
        case "JoinRefused", _:
            event = events.JoinRefused()
        case "InformationAdded", events.CaseLine() as case:
            event = events.InformationAdded(case)
        case "Urged", events.CaseLine() as case:
            event = events.Urged(case, is_first=bool(facts.get("is_first")))
        case "ReopenAsked", events.CaseLine() as case:
            event = events.ReopenAsked(case, **{name: bool(facts.get(name)) for name in ("is_late", "is_added")})
        case "WithdrawalDone", events.CaseLine() as case:
            event = events.WithdrawalDone(case, done=bool(facts.get("done")), left=bool(facts.get("left")))
    return event


def _state(turn: StoredTurn) -> State:
    stored = dict(turn.detail["s"])
    draft = stored.get("draft")
    if draft and draft.get("reading") == READING:
        stored["draft"] = {**draft, "reading": turn.reading_of_draft}
    return State.from_json(stored)


def _cases(stored: Iterable[Mapping[str, Any]]) -> Iterable[CaseLine]:
    names = [one.name for one in fields(CaseLine)]
    blank: dict[str, Any] = dict.fromkeys(names[:7], "") | {"due_on": None, "is_open": False}
    for one in stored:
        known = {name: value for name, value in one.items() if name in names}
        due_on = date.fromisoformat(one["due_on"]) if one.get("due_on") else None
        yield CaseLine(**(blank | known | {"due_on": due_on}))

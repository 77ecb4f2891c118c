"""What the law answers by itself to a message about a complaint: until when, whether it waits, what was not decided."""

from dataclasses import asdict

from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.lines import HandlingLine, LawLine, LimitLine, UndecidedLine
from bot.dialogue.state import State
from intake.complaints.time_limit import TimeLimit, time_limits_asked
from intake.complaints.undecided import handling_of, undecided_in
from intake.db import Snapshot
from routing.kinds import Kind
from routing.limit_questions import (
    asks_for_the_limit,
    asks_how_long_it_takes,
    asks_whether_it_waits,
    may_concern_a_complaint,
)
from routing.reading import Reading
from routing.words import split


def law_asked(snap: Snapshot, state: State, text: str, reading: Reading) -> LawLine | None:
    """Return what the law answers; None where it is not asked. An accusation and a danger are no such question."""
    if reading.danger is not None or reading.kind is Kind.DENUNCIATION:
        return None
    words = split(text)
    is_told = state.step.startswith(FORM_STEP) or (state.draft is not None and state.draft.kind == Kind.COMPLAINT)
    if not (is_told or may_concern_a_complaint(words)):
        return None
    if asks_whether_it_waits(words, of_complaint=is_told):
        return LawLine(asks_to_wait=True)
    if asks_for_the_limit(words, of_complaint=is_told):
        before = state.draft.text if state.draft else state.pending_text if state.step == "consent" else ""
        return LawLine(limits=tuple(map(limit_line, time_limits_asked(snap, text, before))))
    if asks_how_long_it_takes(words):
        return LawLine(handling=HandlingLine(*handling_of(snap)))
    undecided = _undecided(snap, text)
    return LawLine(undecided=undecided) if undecided else None


def limit_line(limit: TimeLimit) -> LimitLine:
    """Return a limit as the dialogue tells it."""
    return LimitLine(**asdict(limit))


def _undecided(snap: Snapshot, text: str) -> UndecidedLine | None:
    found = undecided_in(snap, text)
    if found is None:
        return None
    facts = asdict(found)
    first = facts.pop("first") or {}
    return UndecidedLine(ends_on=first.get("ends_on"), is_about=first.get("is_about", False), **facts)

"""What the law answers by itself to a message about a complaint: until when, whether it waits, what was not decided."""

import re
from dataclasses import asdict
from datetime import date

from bot.dialogue.answers.legal_answers import is_asked_when, is_reckoned
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.hearing.tongues import law_question
from bot.dialogue.hearing.when_told import says_only_when
from bot.dialogue.lines import DenouncingLine, HandlingLine, LawLine, LimitLine, UndecidedLine
from bot.dialogue.sent.binding import tells_a_matter
from bot.dialogue.state import State
from bot.dialogue.words import looks_like_question
from intake.complaints.loose_days import received_in
from intake.complaints.time_limit import TimeLimit, time_limits_asked
from intake.complaints.told_days import days_told, with_month_of
from intake.complaints.undecided import Undecided, handling_of, second_in, undecided_in
from intake.db import Snapshot
from intake.deadlines import rulebook
from routing.kinds import Kind
from routing.language.words import split
from routing.legal.denouncing_questions import asked_of_denouncing
from routing.legal.limit_questions import (
    asks_for_a_fee,
    asks_for_the_limit,
    asks_how_long_it_takes,
    asks_of_the_second,
    asks_whether_it_waits,
    is_of_the_second,
    may_concern_a_complaint,
)
from routing.officials.undecided import is_undecided
from routing.reading import Reading
from routing.text import fold

_FEW = 8  # words that say when
_PAID = re.compile(r"\b(?:phat|thue|phi|tien su dung|truy thu|nop lai|boi hoan)\b")  # a decision that asks for money


def law_asked(snap: Snapshot, state: State, text: str, reading: Reading) -> LawLine | None:
    """Return what the law answers; None where it is not asked. An accusation and a danger are no such question."""
    if reading.danger is not None:
        return None
    return _day_told(snap, state, text, reading) or _of_law(snap, state, text, reading)


def _day_told(snap: Snapshot, state: State, text: str, reading: Reading) -> LawLine | None:
    """Return what holds since the day that was asked for, or is told more exactly; None where the words tell none."""
    is_told = state.draft is not None and state.draft.kind == Kind.COMPLAINT
    if len(text.split()) > _FEW or not (is_reckoned(state) or is_told):
        return None
    before = state.draft.text if state.draft and is_told else state.pending_text
    day = with_month_of(text, before, snap.today)
    if not is_told and is_undecided(before):
        is_news = is_asked_when(state) or says_only_when(text) or _is_mere_day(day, reading, snap.today)
        found = undecided_in(snap, f"{before}, nộp {day}") if is_news else None
        return LawLine(undecided=_undecided(found), of_day=True) if found and found.first else None
    if not _is_mere_day(day, reading, snap.today) or (is_told and received_in(before, snap.today) is None):
        return None
    limits = tuple(map(limit_line, time_limits_asked(snap, day, before)))
    return LawLine(limits=limits, of_day=True, is_beside=is_told)


def _is_mere_day(text: str, reading: Reading, today: date) -> bool:
    """Whether few words tell one day and no matter."""
    return len(list(days_told(text, today))) == 1 and reading.place is None and not tells_a_matter(reading)


def _of_law(snap: Snapshot, state: State, text: str, reading: Reading) -> LawLine | None:
    is_told = state.step.startswith(FORM_STEP) or (state.draft is not None and state.draft.kind == Kind.COMPLAINT)
    if about := asked_of_denouncing(split(text)):
        return LawLine(denouncing=_of_denouncing(snap, about))
    if asked := law_question(text):
        return _in_other_words(snap, state, text, asked | {"complaint"} if is_told else asked)
    if reading.kind is Kind.DENUNCIATION:
        return None
    words = split(text)
    if not (is_told or may_concern_a_complaint(words)):
        return None
    return _asked(snap, state, text, is_told=is_told) or _told(snap, text, is_told=is_told)


def _asked(snap: Snapshot, state: State, text: str, *, is_told: bool) -> LawLine | None:
    """Return the answer to a question; `is_told`: it comes while a complaint is being told."""
    words = split(text)
    is_of_fee = asks_for_a_fee(words) and _PAID.search(fold(state.draft.text if state.draft else "")) is None
    if asks_whether_it_waits(words, of_complaint=is_told) and not is_of_fee:
        return LawLine(asks_to_wait=True)
    if asks_for_the_limit(words, of_complaint=is_told):
        return _limits(snap, state, text)
    if asks_how_long_it_takes(words):
        instance = 2 if is_of_the_second(words) else 1
        return LawLine(handling=HandlingLine(*handling_of(snap, instance), is_second=instance > 1))
    return LawLine(second=_undecided(second_in(snap, text))) if asks_of_the_second(words) else None


def _told(snap: Snapshot, text: str, *, is_told: bool) -> LawLine | None:
    """Return what follows from what is told: a limit by when a decision was received, or what was not decided."""
    if is_told and received_in(text, snap.today) is not None:
        return LawLine(limits=tuple(map(limit_line, time_limits_asked(snap, text))), is_beside=True)
    found = undecided_in(snap, text)
    return LawLine(undecided=_undecided(found)) if found else None


def _of_denouncing(snap: Snapshot, about: str) -> DenouncingLine:
    row = rulebook.current(snap).find(Kind.DENUNCIATION, "resolution", snap.today)
    return DenouncingLine(about, row.amount, row.basis)


def _limits(snap: Snapshot, state: State, text: str) -> LawLine:
    before = state.draft.text if state.draft else state.pending_text if state.step == "consent" else ""
    return LawLine(limits=tuple(map(limit_line, time_limits_asked(snap, text, before))))


def _in_other_words(snap: Snapshot, state: State, text: str, asked: frozenset[str]) -> LawLine | None:
    """Return what the law answers to a question in another language than Vietnamese."""
    if "complaint" not in asked or not looks_like_question(text):
        return None
    if "waits" in asked:
        return LawLine(asks_to_wait=True)
    if "handling" in asked:
        return LawLine(handling=HandlingLine(*handling_of(snap)))
    return _limits(snap, state, text) if "limit" in asked else None


def limit_line(limit: TimeLimit) -> LimitLine:
    """Return a limit as the dialogue tells it."""
    return LimitLine(**asdict(limit))


def _undecided(found: Undecided) -> UndecidedLine:
    facts = asdict(found)
    first = facts.pop("first") or {}
    return UndecidedLine(ends_on=first.get("ends_on"), is_about=first.get("is_about", False), **facts)

"""A complaint handed in and not decided: when the limit for it ends, and what may be done then (Art. 33)."""

import re
from dataclasses import dataclass
from datetime import date

from intake.complaints.told_days import ToldDay, about_since, days_told
from intake.db import Snapshot
from intake.deadlines import calendars, rulebook
from intake.directory import directory
from intake.errors import Invalid
from intake.law.competence import competence_for
from intake.law.deadlines import compute
from intake.law.statutes import Statute
from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.language.folding import fold
from routing.officials.instances import is_of_province
from routing.officials.undecided import is_undecided
from routing.topics import OTHER_TOPIC

_FIRST_DECIDED = "commune_chair"  # whoever is not named decided in the commune: most do
_SENT = ("gui", "nop", "khieu nai", "don", "len", "tu ngay")
_DECIDED = ("quyet dinh", "thong bao", "ky", "ban hanh", "xu phat", "thu hoi")
_TAKEN_UP = re.compile(r"\bthu ly(?: don)?(?: khieu nai)?(?: cua toi)?(?: tu| vao)?(?: ngay| hom)?\s*$")
_BIRTH = re.compile(r"\bsinh\b")


@dataclass(frozen=True, slots=True)
class FirstLimit:
    """When the first complaint was to be decided at the latest.

    `is_taken_up`: the day of acceptance is told, from which the law counts; else it may have ended days before.
    """

    ends_on: date
    is_about: bool
    is_taken_up: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """What the law gives to whom a first complaint is not decided for.

    Attributes:
        first: when the limit of the first complaint ends; None where it is not told when it was sent.
        is_over: it ended before today.
        accept_days, first_days, first_basis: working days to take it up, then days to decide it, by which articles.
        second_days, remote_days, second_basis: within how many days the second is made, and in remote places.
        last_on: the last of these days, where the day of sending is told.
        decider: who decides the second.
    """

    first: FirstLimit | None
    is_over: bool
    accept_days: int
    first_days: int
    first_basis: str
    second_days: int
    remote_days: int
    second_basis: str
    last_on: date | None
    decider: str


def undecided_in(snap: Snapshot, text: str) -> Undecided | None:
    """Return what holds for a complaint that, as a text says, was handed in and is not decided; None for any other."""
    return second_in(snap, text) if is_undecided(text) else None


def second_in(snap: Snapshot, text: str) -> Undecided:
    """Return by when and to whom a second complaint is made, as far as a text tells of the first."""
    acceptance, resolution = _rows(snap)
    second = rulebook.current(snap).find(Kind.COMPLAINT, "second_complaint", snap.today, instance=2)
    remote = rulebook.current(snap).find(Kind.COMPLAINT, "second_complaint", snap.today, instance=2, remote=True)
    first = first_limit(snap, text)
    is_over = first is not None and first.ends_on < snap.today
    last = _counted(snap, second, first.ends_on) if first and not first.is_about else None
    return Undecided(
        first=first,
        is_over=is_over,
        accept_days=acceptance.amount,
        first_days=resolution.amount,
        first_basis=resolution.basis,
        second_days=second.amount,
        remote_days=remote.amount,
        second_basis=second.basis,
        last_on=last,
        decider=_decider(snap, text),
    )


def first_limit(snap: Snapshot, text: str) -> FirstLimit | None:
    """Return when a complaint sent, or taken up, on a day that is told was to be decided; None where no day is told.

    One that was sent is to be taken up within some working days, and decided within the limit that counts from there.
    """
    acceptance, resolution = _rows(snap)
    if taken := _taken_up_on(text, snap.today):
        return FirstLimit(_counted(snap, resolution, taken.day), is_about=False, is_taken_up=True)
    sent = _sent_on(text, snap.today)
    if sent is None:
        return None
    ends_on = _counted(snap, resolution, _counted(snap, acceptance, sent.day))
    return FirstLimit(ends_on, sent.is_about)


def handling_of(snap: Snapshot, instance: int = 1) -> tuple[int, int, int, str]:
    """Return working days to take a complaint up, days to decide it, also a complex one, and the article.

    A first complaint, or (`instance` 2) a second.
    """
    acceptance, resolution = _rows(snap, instance)
    longest = rulebook.current(snap).find(
        Kind.COMPLAINT, "resolution", snap.today, instance=instance, complexity="complex"
    )
    return acceptance.amount, resolution.amount, longest.amount, resolution.basis


def _rows(snap: Snapshot, instance: int = 1) -> tuple[Statute, Statute]:
    rules = rulebook.current(snap)
    acceptance, resolution = (
        rules.find(Kind.COMPLAINT, one, snap.today, instance=instance) for one in ("acceptance", "resolution")
    )
    return acceptance, resolution


def _counted(snap: Snapshot, row: Statute, start: date) -> date:
    return compute(row, start, calendars.current(snap), rulebook.current(snap).version, with_days=False).due_on


def _taken_up_on(text: str, today: date) -> ToldDay | None:
    """Return the day on which it was taken up, where that is told."""
    return next((one for one in days_told(text, today) if _TAKEN_UP.search(one.before)), None)


def _sent_on(text: str, today: date) -> ToldDay | None:
    """Return the first day on which it was handed in: sending it once more begins no new limit."""
    sent = [one for one in days_told(text, today) if _is_of_sending(one.before)]
    return min(sent, key=lambda one: one.day, default=None) or about_since(text, today)


def _is_of_sending(before: str) -> bool:
    """Whether a day is that of the sending, not of the decision that is complained of: the nearer word says which."""
    folded = f" {fold(before)} "
    sent = max(folded.rfind(f" {one} ") for one in _SENT)
    decided = max(folded.rfind(f" {one} ") for one in _DECIDED)
    return sent > decided and not _BIRTH.search(folded[sent:])


def _decider(snap: Snapshot, text: str) -> str:
    known = directory.snapshot(snap)
    facts = conflicts_in(Kind.COMPLAINT, text, topic=OTHER_TOPIC, places=(), directory=known)
    respondent = "province_chair" if is_of_province(text) else facts.respondent or _FIRST_DECIDED
    try:
        return competence_for("complaint", 2, respondent).decider
    except Invalid:
        return competence_for("complaint", 2, _FIRST_DECIDED).decider

"""Where a matter belongs that is not ours to answer, with the words to say so; data that a locality may edit."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from routing.directory import Directory, Unit
from routing.kinds import Kind
from routing.language.folding import fold
from routing.language.phrase_rules import GAP, GAP_WORDS
from routing.officials.reviewable import names_reviewable_act
from routing.sources import provenance_of

_STAFF = " can bo "  # "cán bộ y tế" is no ministry
_GAP = rf"(?: \w+){{0,{GAP_WORDS}}}"


@dataclass(frozen=True, slots=True)
class Referral:
    """Where a matter belongs.

    Attributes:
        code: the row of referrals.toml.
        whom: the body, as the citizen is told it.
        to: the body with its address and telephone where the directory knows it, else how to find it.
        text: why it belongs there and what the law there lets one wait for, with the article, for the citizen.
        basis: the article.
        known_by: how well that is known and where it was read, for an officer.
        is_beyond: whether it is outside our authority; else the body answers beside us, as a power company does.
        has_own_law: what the body decides is none of the law on complaints: no committee reviews it.
        answers_alone: only the body itself can answer, as for a bill, a meter, a pension that it decided.
        unit_id: the body where it is a unit of the directory that answers; None where it is none of ours.
    """

    code: str
    whom: str
    to: str
    text: str
    basis: str
    is_beyond: bool
    known_by: str = ""
    has_own_law: bool = False
    answers_alone: bool = False
    unit_id: int | None = None

    @property
    def told(self) -> str:
        """Where it belongs and why, as one reads it."""
        return f"{self.to}. {self.text}"


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    whom: str
    where: str
    text: str
    basis: str
    known_by: str
    function: str
    topics: frozenset[str]
    kinds: frozenset[Kind]
    cues: re.Pattern[str] | None
    respondent: str
    branch: str
    only_of: str
    is_beyond: bool
    has_own_law: bool
    alone: re.Pattern[str] | None
    not_alone: re.Pattern[str] | None
    not_for: re.Pattern[str] | None


def referral_for(text: str, *, kind: Kind, topic: str, directory: Directory, respondent: str = "") -> Referral | None:
    """Return where a text belongs if not to us, the first row that fits; None where it is ours.

    A row fits by who is accused, by a cue in the text and its topics, or by a topic alone where it has no cues.
    A denunciation is only referred by whom it accuses: its words are looked at by a cleared person. A complaint that
    names the act of an office too stays with us; one about a body that is a unit of ours, but has its own law, is told,
    and so is what only that body can answer.
    """
    folded = f" {fold(text)} ".replace(_STAFF, _STAFF.replace(" bo ", "_bo "))
    is_complaint = kind is Kind.COMPLAINT
    row = next((one for one in _tables().rows if _fits(one, folded, kind, topic, respondent)), None)
    if row is None or (is_complaint and row.has_own_law and names_reviewable_act(text)):
        return None
    ours = None if row.is_beyond else _unit_of(row, directory)
    answers_alone = _answers_alone(row, folded)
    if ours and not answers_alone and not (is_complaint and row.has_own_law):
        return None
    return replace(_referral(row, directory, ours), answers_alone=answers_alone)


def usual_helpers(topic: str) -> Iterator[tuple[str, str]]:
    """Yield function and level of the units that usually help with a topic."""
    for helper in _tables().helpers.get(topic, ()):
        yield helper["function"], helper["level"]


def asked_in_danger(kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield function and level of what is asked at once in a danger of a kind, and who in the province instead."""
    for helper in _tables().of_danger.get(kind, ()):
        yield helper["function"], helper["level"], helper.get("above", "")


def _fits(row: _Row, folded: str, kind: Kind, topic: str, respondent: str) -> bool:
    if row.respondent:
        return row.respondent == respondent and kind is not Kind.COMPLAINT
    if kind is Kind.COMPLAINT and row.branch and row.branch == respondent:
        return True
    if row.only_of and (kind is not Kind.COMPLAINT or row.only_of != respondent):
        return False
    if kind is Kind.DENUNCIATION or (row.topics and topic not in row.topics) or (row.kinds and kind not in row.kinds):
        return False
    if row.not_for is not None and row.not_for.search(folded):
        return False
    return row.cues is None or row.cues.search(folded) is not None


def _answers_alone(row: _Row, folded: str) -> bool:
    """Whether only the body can answer: for its bill, but not for that of a landlord or of a hamlet."""
    if row.alone is None or row.alone.search(folded) is None:
        return False
    return row.not_alone is None or row.not_alone.search(folded) is None


def _unit_of(row: _Row, directory: Directory) -> Unit | None:
    return next((one for one in directory.units.values() if row.function and one.function == row.function), None)


def _referral(row: _Row, directory: Directory, ours: Unit | None) -> Referral:
    unit = next((one for one in directory.units.values() if one.function == row.function and one.address), None)
    phone = f", điện thoại {unit.phone}" if unit and unit.phone else ""
    where = f"{unit.address}{phone}" if unit else row.where
    to = f"{row.whom} ({where})" if where else row.whom
    return Referral(
        row.code,
        row.whom,
        to,
        row.text,
        row.basis,
        is_beyond=row.is_beyond,
        known_by=row.known_by,
        has_own_law=row.has_own_law,
        unit_id=ours.id if ours else None,
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    rows: tuple[_Row, ...]
    helpers: Mapping[str, tuple[Mapping[str, str], ...]]
    of_danger: Mapping[str, tuple[Mapping[str, str], ...]]


@cache
def _tables() -> _Tables:
    data = files("routing") / "data"
    rows = tomllib.loads((data / "referrals.toml").read_text(encoding="utf-8"))["referral"]
    helpers = tomllib.loads((data / "helpers.toml").read_text(encoding="utf-8"))
    by_topic, by_danger = ({name: tuple(some) for name, some in helpers[by].items()} for by in ("topics", "dangers"))
    return _Tables(tuple(_row(one) for one in rows), by_topic, by_danger)


def _row(row: Mapping[str, Any]) -> _Row:
    return _Row(
        code=row["code"],
        whom=row["whom"],
        where=row.get("where", ""),
        text=" ".join(filter(None, (row["text"], row.get("term"), f"Căn cứ: {row['basis']}."))),
        basis=row["basis"],
        known_by=provenance_of(row).told,
        function=row.get("function", ""),
        topics=frozenset(row.get("topics", ())),
        kinds=frozenset(map(Kind, row.get("kinds", ()))),
        cues=cue_pattern(row.get("cues", ())),
        respondent=row.get("respondent", ""),
        branch=row.get("branch", ""),
        only_of=row.get("only_of", ""),
        is_beyond=row.get("beyond", True),
        has_own_law=row.get("own_law", False),
        alone=cue_pattern(row.get("alone", ())),
        not_alone=cue_pattern(row.get("not_alone", ())),
        not_for=cue_pattern(row.get("not_for", ())),
    )


def cue_pattern(listed: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of cues, written like those of topics: "a/b" is a choice, "…" a gap of a few words."""
    found = [f"{_GAP} ".join(map(_words, cue.split(f" {GAP} "))) for cue in listed]
    return re.compile(f" (?:{'|'.join(found)}) ") if found else None


def _words(part: str) -> str:
    return " ".join(
        f"(?:{'|'.join(map(fold, word.split('/')))})" if "/" in word else fold(word) for word in part.split()
    )

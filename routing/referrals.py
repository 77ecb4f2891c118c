"""Where a matter belongs that is not ours to answer, with the words to say so; data that a locality may edit."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from routing.directory import Directory
from routing.folding import fold
from routing.kinds import Kind
from routing.phrases import GAP, GAP_WORDS

_GAP = rf"(?: \w+){{0,{GAP_WORDS}}}"


@dataclass(frozen=True, slots=True)
class Referral:
    """Where a matter belongs.

    Attributes:
        code: the row of referrals.toml.
        whom: the body, as the citizen is told it.
        to: the body with its address and telephone where the directory knows it, else how to find it.
        text: why it belongs there, for the citizen.
        basis: the article.
        is_beyond: whether it is outside our authority; else the body answers beside us, as a power company does.
    """

    code: str
    whom: str
    to: str
    text: str
    basis: str
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    whom: str
    where: str
    text: str
    basis: str
    function: str
    topics: frozenset[str]
    kinds: frozenset[Kind]
    cues: re.Pattern[str] | None
    respondent: str
    is_beyond: bool


def referral_for(text: str, *, kind: Kind, topic: str, directory: Directory, respondent: str = "") -> Referral | None:
    """Return where a text belongs if not to us, the first row that fits; None where it is ours.

    A row fits by who is accused, by a cue in the text and its topics, or by a topic alone where it has no cues.
    A denunciation is only referred by whom it accuses: its words are looked at by a cleared person.
    """
    folded = f" {fold(text)} "
    for row in _tables().rows:
        if _fits(row, folded, kind, topic, respondent) and not (not row.is_beyond and _is_ours(row, directory)):
            return _referral(row, directory)
    return None


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
    if kind is Kind.DENUNCIATION or (row.topics and topic not in row.topics) or (row.kinds and kind not in row.kinds):
        return False
    return row.cues is None or row.cues.search(folded) is not None


def _is_ours(row: _Row, directory: Directory) -> bool:
    return any(unit.function == row.function for unit in directory.units.values())


def _referral(row: _Row, directory: Directory) -> Referral:
    unit = next((one for one in directory.units.values() if one.function == row.function and one.address), None)
    phone = f", điện thoại {unit.phone}" if unit and unit.phone else ""
    where = f"{unit.address}{phone}" if unit else row.where
    to = f"{row.whom} ({where})" if where else row.whom
    text = row.text.format(basis=row.basis)
    return Referral(row.code, row.whom, to, text, row.basis, is_beyond=row.is_beyond)


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
        text=row["text"],
        basis=row["basis"],
        function=row.get("function", ""),
        topics=frozenset(row.get("topics", ())),
        kinds=frozenset(map(Kind, row.get("kinds", ()))),
        cues=cue_pattern(row.get("cues", ())),
        respondent=row.get("respondent", ""),
        is_beyond=row.get("beyond", True),
    )


def cue_pattern(listed: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of cues, written like those of topics: "a/b" is a choice, "…" a gap of a few words."""
    found = [f"{_GAP} ".join(map(_words, cue.split(f" {GAP} "))) for cue in listed]
    return re.compile(f" (?:{'|'.join(found)}) ") if found else None


def _words(part: str) -> str:
    return " ".join(
        f"(?:{'|'.join(map(fold, word.split('/')))})" if "/" in word else fold(word) for word in part.split()
    )

"""What the province runs itself in the communes: upper schools, its hospitals, national roads; which body answers."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from routing.language.folding import fold
from routing.referrals import cue_pattern

_FROM_THERE = ("tu", "ra", "gan", "canh", "noi", "sat", "cach", "vao", "toi", "den", "re", "voi", "sang", "ngoai")


@dataclass(frozen=True, slots=True)
class _Row:
    function: str
    topics: frozenset[str]
    cues: re.Pattern[str] | None
    is_body: bool

    def fits(self, folded: str, topic: str) -> bool:
        """Whether words of such a body stand in a text of one of the topics."""
        return topic in self.topics and self.cues is not None and self.cues.search(folded) is not None


def managed_by(text: str, topic: str) -> str:
    """Return the function of the provincial body that manages what a text is about, blank where a commune answers."""
    folded = f" {fold(text)} "
    return next((row.function for row in _rows() if row.fits(folded, topic)), "")


def is_known_place(place: str, topic: str) -> bool:
    """Whether a place is a school or a hospital of the province: which commune it lies in decides nothing."""
    folded = f" {fold(place)} "
    return any(row.fits(folded, topic) for row in _rows() if row.is_body)


def is_run_by_commune(text: str, topic: str) -> bool:
    """Whether a text is about a school or a health station that the commune runs itself."""
    return _communal().fits(f" {fold(text)} ", topic)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(map(_row, _written()["managed"]))


@cache
def _communal() -> _Row:
    return _row(_written()["communal"])


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "managed.toml").read_text(encoding="utf-8"))


def _row(one: Mapping[str, Any]) -> _Row:
    cues = cue_pattern(one.get("cues", ())) or _roads(one.get("roads", ()))
    return _Row(one["function"], frozenset(one["topics"]), cues, is_body="cues" in one)


def _roads(names: Iterable[str]) -> re.Pattern[str]:
    behind = "".join(rf"(?<! {word})" for word in _FROM_THERE)
    return re.compile(rf"{behind} (?:{'|'.join(map(fold, names))}) ?\d")

"""What the province runs itself in the communes: upper schools, its hospitals, national roads; which body answers."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from routing.folding import fold
from routing.referrals import cue_pattern

_FROM_THERE = ("tu", "ra", "gan", "canh", "noi", "sat", "cach", "vao", "toi", "den", "re", "voi", "sang", "ngoai")


@dataclass(frozen=True, slots=True)
class _Row:
    function: str
    topics: frozenset[str]
    cues: re.Pattern[str] | None


def managed_by(text: str, topic: str) -> str:
    """Return the function of the provincial body that manages what a text is about, blank where a commune answers."""
    folded = f" {fold(text)} "
    found = (row.function for row in _rows() if topic in row.topics and row.cues and row.cues.search(folded))
    return next(found, "")


@cache
def _rows() -> tuple[_Row, ...]:
    written = tomllib.loads((files("routing") / "data" / "managed.toml").read_text(encoding="utf-8"))["managed"]
    return tuple(
        _Row(
            one["function"], frozenset(one["topics"]), cue_pattern(one.get("cues", ())) or _roads(one.get("roads", ()))
        )
        for one in written
    )


def _roads(names: Iterable[str]) -> re.Pattern[str]:
    behind = "".join(rf"(?<! {word})" for word in _FROM_THERE)
    return re.compile(rf"{behind} (?:{'|'.join(map(fold, names))}) ?\d")

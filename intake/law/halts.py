"""The grounds on which the handling of a complaint or a denunciation is halted, for a time or for good; data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_RESUMED, _ENDED = "resumed", "ended"


@dataclass(frozen=True, slots=True)
class _Halt:
    code: str
    until: str
    words: str
    basis: Mapping[str, str]
    mark: str


@cache
def _halts() -> tuple[_Halt, ...]:
    table = tomllib.loads((files("intake.law") / "halts.toml").read_text(encoding="utf-8"))
    return tuple(_Halt(**row) for row in table["ground"])


def suspensions(kind: str) -> Mapping[str, str]:
    """Return on what a matter of a kind may be suspended, with its article, by code (tạm đình chỉ)."""
    return _of(kind, _RESUMED)


def terminations(kind: str) -> Mapping[str, str]:
    """Return on what a matter of a kind may be ended undecided, with its article, by code (đình chỉ)."""
    return _of(kind, _ENDED)


@cache
def sentences() -> Mapping[str, str]:
    """Return the words of every ground that was ever offered, by code."""
    return {one.code: one.words for one in _halts()}


@cache
def _of(kind: str, until: str) -> Mapping[str, str]:
    return {
        one.code: f"{one.words} ({one.basis[kind]})" for one in _halts() if kind in one.basis and one.until == until
    }

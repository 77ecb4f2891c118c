"""Puts a message in the dresses that people write in: no diacritics, chat shorthand, a long story around it."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from routing.language.folding import bare
from routing.language.words import Words, shorthand, split

Talk = tuple[Sequence[str], Sequence[str]]
_LONG, _LONGER, _SILENT = 1, 3, 2
_WORDY_TRUST = 1.0


def number(text: str) -> int:
    """Return a number that only the text decides."""
    return int.from_bytes(sha256(text.encode()).digest()[:6])


def shortened(text: str) -> str:
    """Return the text in chat shorthand ("không" is "ko"), every second one without diacritics too."""
    n = number(text)
    written = " ".join(_short(word, n + i) for i, word in enumerate(text.lower().split(" ")))
    return bare(written) if n % 2 else written


def _short(word: str, n: int) -> str:
    core = word.strip(".,!?:;")
    ways = _ways().get(core)
    return word.replace(core, ways[n % len(ways)]) if ways else word


@cache
def _ways() -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {}
    for short, long in shorthand().words.items():
        if len(long) == 1:
            ways.setdefault(long[0], []).append(short)
    return ways


def rambling(text: str) -> str:
    """Return the text amid talk that training never hears, for measuring."""
    return amid(text, talk("measured_before", "measured_after"), number(text))


def amid(text: str, around: Talk, n: int) -> str:
    """Return the text between the n-th of the beginnings and an end."""
    before, after = around
    return f"{before[n % len(before)]} {text}. {after[n // 3 % len(after)]}"


@cache
def talk(before: str = "before", after: str = "after") -> Talk:
    """Return beginnings and ends of danger_talk.toml."""
    table = tomllib.loads((files("routing") / "data" / "danger_talk.toml").read_text(encoding="utf-8"))
    return table[before], table[after]


def wordy(text: str) -> str:
    """Return the text in small talk, one to four sentences of it, for training; every second without diacritics."""
    n = number(text)
    before, after = small_talk()
    told = [before[n // 7 % len(before)], text if text.rstrip().endswith((".", "?", "!")) else f"{text}."]
    if n % 4 in {_LONG, _LONGER}:
        told.insert(1, before[n // 501 % len(before)])
    if n % 8 != _SILENT:
        told.append(after[n // 31 % len(after)])
    if n % 4 == _LONGER:
        told.append(after[n // 2003 % len(after)])
    said = " ".join(told)
    return bare(said) if n % 2 else said


class Taught(NamedTuple):
    """A message in one dress to learn from, and how much it is trusted; `is_wordy`: amid small talk."""

    words: Words
    trust: float
    is_wordy: bool = False


def taught_in(text: str) -> Iterator[Taught]:
    """Yield the dresses in which a message is learned: as written, without diacritics, amid small talk."""
    written = split(text)
    if written.is_accented:
        yield Taught(written, 1.0)
        yield Taught(split(bare(text)), 1.0)
    else:
        yield Taught(written, 2.0)
    yield Taught(split(wordy(text)), _WORDY_TRUST, is_wordy=True)


@cache
def small_talk() -> Talk:
    """Return beginnings and ends of small_talk.toml, by which nothing is measured."""
    table = tomllib.loads((files("routing") / "data" / "small_talk.toml").read_text(encoding="utf-8"))
    return table["before"].strip().splitlines(), table["after"].strip().splitlines()

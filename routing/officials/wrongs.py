"""Wrongs that a text tells of: one list for whoever asks whether the law is broken (data/wrongs.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from routing.language.folding import bare
from routing.language.listed import listed, starred
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match
from routing.language.words import Words, breaks_off, split

OF_OFFICE = ("wrong", "marked", "blow")
_OF_ANYBODY, _SEES_TO = "anybody", "sees_to"
_SERVES, _DONE = "serves", "done"
_REACH, _CLEAR = 10, 0.7
_SERVES_WITHIN, _GOES_ON = 6, 20  # words behind a title where a duty stands, and where it is told what came of it


class Wrongs:
    """The wrongs that stand in some words, looked for once and only when somebody asks."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def follow(self, end: int) -> bool:
        """Whether a wrong is told right behind a title or a name that ends at `end`, and not that they saw to one."""
        return any(end <= one.start < end + _REACH and self._is_done(end, one.start) for one in self._clear)

    def _is_done(self, end: int, start: int) -> bool:
        if any(breaks_off(self._words, i) for i in range(end + 1, start + 1)):
            return False
        return _sees_to().isdisjoint(self._words.bases[end:start])

    @cached_property
    def _clear(self) -> Sequence[Match]:
        return [one for one in _found(self._words) if one.quality >= _CLEAR]


def tells_a_wrong(text: str) -> bool:
    """Whether anywhere in a text a wrong is told."""
    return bool(_found(split(text)))


def only_serves(words: Words, end: int) -> bool:
    """Whether whoever is named up to `end` is told to have done their office, and it is of others that more is told."""
    last = next((i for i in range(end + 1, end + _SERVES_WITHIN) if breaks_off(words, i)), end + _SERVES_WITHIN)
    for at in range(end, last):
        if any(words.bases[at : at + len(duty)] == duty for duty in _phrases(_SERVES)):
            told = words.bases[end:at] + words.bases[at : at + _GOES_ON]
            return any(done in told for done in (one[0] for one in _phrases(_DONE)))
    return False


def wrongs_written() -> str:
    """Return the list as it is written."""
    return (files("routing") / "data" / "wrongs.toml").read_text(encoding="utf-8")


def wrongs_listed(part: str) -> tuple[str, ...]:
    """Return the wrongs of one of `OF_OFFICE`, as phrases."""
    return listed(_tables()[part])


def wrongs_weighed() -> tuple[str, ...]:
    """Return the wrongs of anybody, those in office too, as phrases; the learned kind weighs them."""
    return (*(one for part in OF_OFFICE for one in starred(_tables()[part])), *listed(_tables()[_OF_ANYBODY]))


def _found(words: Words) -> Sequence[Match]:
    return _book().find(words, nested=True)


@cache
def _tables() -> Mapping[str, str]:
    return tomllib.loads(wrongs_written())


@cache
def _book() -> SeldomBook:
    return SeldomBook(phrase for said in wrongs_weighed() for phrase in parse_listed(said, "wrong", 1.0))


@cache
def _sees_to() -> frozenset[str]:
    return frozenset(bare(one) for one in listed(_tables()[_SEES_TO]))


@cache
def _phrases(part: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(bare(one).split()) for one in listed(_tables()[part]))

"""Hears who only exaggerates: "thủ tục hành dân muốn tự tử" calls nobody, "tôi muốn tự tử" calls at once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from routing.dangers.pleas import sentence_around
from routing.language.folding import bare
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_SAID, _IRKS, _DESPAIRING = "exaggerated", "irks", "despairing"
_LEAST_QUALITY = 0.6


def beyond_venting(words: Words) -> Words:
    """Return the words without what is said only to tell how hard something is to bear.

    That it is only said so shows where no person stands before it as who wants it, and a thing that irks people
    every day beside it; whoever despairs in the same sentence means it.
    """
    said = [one for one in _exaggerated().find(words) if one.quality >= _LEAST_QUALITY]
    vented = [one for one in said if _is_only_said(one, words)]
    if not vented:
        return words
    gone = {i for one in vented for i in range(one.start, one.end)}
    return words.only([i for i in range(len(words)) if i not in gone])


def _is_only_said(one: Match, words: Words) -> bool:
    before = words.bases[one.start - 1] if one.start and not words.after_break[one.start] else ""
    if before in _people():
        return False
    start, end = sentence_around(one, words)
    around = words.part(start, end)
    found = {match.phrase.label for match in _around().find(around, nested=True) if match.quality >= _LEAST_QUALITY}
    return found == {_IRKS}


@cache
def _exaggerated() -> SeldomBook:
    return SeldomBook(parse_listed(_lists()[_SAID], _SAID, 1.0))


@cache
def _around() -> SeldomBook:
    return SeldomBook(one for part in (_IRKS, _DESPAIRING) for one in parse_listed(_lists()[part], part, 1.0))


@cache
def _people() -> frozenset[str]:
    return frozenset(map(bare, _lists()["people"].split()))


@cache
def _lists() -> Mapping[str, str]:
    written: Mapping[str, str] = tomllib.loads((files("routing") / "data" / "venting.toml").read_text(encoding="utf-8"))
    return written

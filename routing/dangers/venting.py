"""Hears who only exaggerates: "thủ tục hành dân muốn tự tử" calls nobody, "tôi muốn tự tử" calls at once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from routing.dangers.danger_lexicon import lexicon
from routing.dangers.pleas import sentence_around
from routing.language.folding import bare
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_SAID, _IRKS, _DESPAIRING = "exaggerated", "irks", "despairing"
_CALLED, _EVERYDAY, _SPARED, _MEANT = "called", "everyday", "spared", "meant"
_LEAST_QUALITY, _SPELT = 0.6, 0.8  # what tells that a call is meant: as it is spelt ("đổ" is not "sổ đỏ")
# what harms somebody, though the word alone may be everyday; typed without diacritics it is harm as well
_HARM = frozenset(
    (
        "#attack",
        "#weapon",
        "#threat",
        "#captive",
        "#trapped",
        "#abuse",
        "#hurt",
        "#faint",
        "#sick",
        "#despair",
        "#cutoff",
    ),
)
# what harms where it is spelt so: without diacritics it may be many a word
_SPELT_HARM = frozenset(
    ("#drown", "#fire", "#smoke", "#gas", "#shock", "#blast", "#crush", "#crash", "#fall", "#bite", "#poison"),
)


def beyond_venting(words: Words) -> Words:
    """Return the words without what is said only to tell how hard something is to bear, or to call for a clerk.

    That it is only said so shows where no person stands before it as who wants it, and a thing that irks people
    every day beside it; whoever despairs in the same sentence means it. So too "cứu em với" about an app or a paper,
    where nothing that harms anybody is told at all.
    """
    said = [one for one in _exaggerated().find(words) if one.quality >= _LEAST_QUALITY]
    vented = [one for one in said if _is_only_said(one, words)]
    if not vented:
        return words
    gone = {i for one in vented for i in range(one.start, one.end)}
    return words.only([i for i in range(len(words)) if i not in gone])


def _is_only_said(one: Match, words: Words) -> bool:
    if one.phrase.label == _SPARED:
        return True
    start, end = sentence_around(one, words)
    around = words.part(start, end)
    if one.phrase.label == _CALLED:
        return _EVERYDAY in _found_in(around) and _MEANT not in _found_in(words) and not _tells_harm(words, one)
    before = words.bases[one.start - 1] if one.start and not words.after_break[one.start] else ""
    return before not in _people() and _found_in(around) - {_EVERYDAY, _MEANT} == {_IRKS}


def _found_in(around: Words) -> set[str]:
    found = _around().find(around, nested=True)
    return {
        one.phrase.label for one in found if one.quality >= (_SPELT if one.phrase.label == _MEANT else _LEAST_QUALITY)
    }


def _tells_harm(words: Words, called: Match) -> bool:
    """Whether anything is told, beside the call itself, that is grave or harms somebody."""
    told = (one for one in lexicon().find(words) if not called.start <= one.start < called.end)
    return any(
        (one.meaning.is_sure and one.sign == one.meaning.sign) or one.meaning.sign in _HARM or one.sign in _SPELT_HARM
        for one in told
    )


@cache
def _exaggerated() -> SeldomBook:
    return SeldomBook(one for part in (_SAID, _CALLED, _SPARED) for one in parse_listed(_lists()[part], part, 1.0))


@cache
def _around() -> SeldomBook:
    parts = (_IRKS, _DESPAIRING, _EVERYDAY, _MEANT)
    return SeldomBook(one for part in parts for one in parse_listed(_lists()[part], part, 1.0))


@cache
def _people() -> frozenset[str]:
    return frozenset(map(bare, _lists()["people"].split()))


@cache
def _lists() -> Mapping[str, str]:
    written: Mapping[str, str] = tomllib.loads((files("routing") / "data" / "venting.toml").read_text(encoding="utf-8"))
    return written

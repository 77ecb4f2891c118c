"""Cries of a few words that leave no doubt: in so short a message the learned reader has too little to go by."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from routing.folding import bare
from routing.phrases import Match, Phrasebook, parse_listed
from routing.words import Words

_LONGEST = 14  # words
_LEAST_QUALITY = 0.6


def plea_in(words: Words) -> Match | None:
    """Return the cry that a short message is, None for none, and for what is long past or tells more than a cry."""
    if len(words) > _LONGEST or not _past().isdisjoint(words.bases):
        return None
    found = (one for one in _book().find(words, slips=False) if one.quality >= _LEAST_QUALITY)
    return next(found, None)


@cache
def _book() -> Phrasebook:
    listed = _tables()["pleas"].items()
    return Phrasebook(phrase for kind, cries in listed for phrase in parse_listed(cries, kind, 1.0))


@cache
def _past() -> frozenset[str]:
    return frozenset(bare(word.strip()) for word in _tables()["past"]["words"].split(","))


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files("routing") / "data" / "pleas.toml").read_text(encoding="utf-8"))

"""Tells an answer that is nothing but an address: "Cam An Nam" is a commune, and nobody ate mushrooms there."""

from collections.abc import Mapping, Sequence
from functools import cache

from routing.gazetteer.house_numbers import named_in_capitals
from routing.gazetteer.place_words import listed, tables
from routing.gazetteer.spellings import marks_fit
from routing.gazetteer.units import Unit
from routing.language.folding import bare
from routing.language.words import Words

_LONGEST_NAME, _LONGEST_ADDRESS = 4, 10  # words


def told_alone(words: Words, by_name: Mapping[tuple[str, ...], Sequence[Unit]]) -> bool:
    """Whether words are names of units, and beside them at most "ở", "thôn" or "tỉnh"; the first of two words or more.

    A name counts in the diacritics that the writer uses. A house in a street may stand first ("12 Nguyen Dang Dao").
    """
    i = _house_end(words)
    is_told = i > 0
    while i < len(words) <= _LONGEST_ADDRESS:
        lengths = range(min(_LONGEST_NAME, len(words) - i), 0 if is_told else 1, -1)
        named = next((n for n in lengths if _is_named(words, i, i + n, by_name)), 0)
        if not named and words.bases[i] not in _beside():
            return False
        i, is_told = i + (named or 1), is_told or named > 0
    return is_told and i == len(words)


def _house_end(words: Words) -> int:
    """Return where a number with a name in capitals ends that begins a message; 0 where none does."""
    if len(words) < 2 or not words.shown[0][0].isdigit() or words.after_break[1]:  # noqa: PLR2004 - a name is to follow
        return 0
    named = named_in_capitals(words, 1)
    return named and 1 + named


def _is_named(words: Words, i: int, end: int, by_name: Mapping[tuple[str, ...], Sequence[Unit]]) -> bool:
    units = by_name.get(words.bases[i:end], ())
    return not any(words.after_break[i + 1 : end]) and any(marks_fit(unit, words, i) for unit in units)


@cache
def _beside() -> frozenset[str]:
    """Return the words, without diacritics, that stand beside a name where nothing else is told."""
    units = (tuple(bare(kind).split()) for kind in tables()["unit_types"])
    placing = (*listed("surely_at"), *listed("hamlets"), *listed("mere_address"), *units)
    return frozenset(word for phrase in placing for word in phrase)

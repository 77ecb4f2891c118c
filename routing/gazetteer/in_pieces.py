"""Joins a spot that was told piece by piece: the street in one message, the house in the next."""

from collections.abc import Sequence

from routing.gazetteer.units import Spot
from routing.language.words import Words


def said_whole(words: Words, best: Spot, spots: Sequence[Spot]) -> str:
    """Return a spot as it was told, with those that stand right beside it and are, like it, all of their sentence."""
    if not _is_sentence(words, best):
        return words.said(best.start, best.end)
    told = [best]
    while behind := _beside(words, told[-1].end, [one for one in spots if one.start == told[-1].end]):
        told.append(behind)
    while before := _beside(words, told[0].start, [one for one in spots if one.end == told[0].start]):
        told.insert(0, before)
    return ", ".join(words.said(one.start, one.end) for one in told)


def _beside(words: Words, at: int, spots: Sequence[Spot]) -> Spot | None:
    """Return the spot that a sentence sign parts from another at word `at`, where it is all of its sentence."""
    is_parted = 0 < at < len(words) and words.after_break[at]
    return next((one for one in spots if is_parted and _is_sentence(words, one)), None)


def _is_sentence(words: Words, spot: Spot) -> bool:
    is_first = spot.start == 0 or words.after_break[spot.start]
    return is_first and (spot.end == len(words) or words.after_break[spot.end])

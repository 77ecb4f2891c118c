"""Tells which places their writer takes back in the same breath: “thôn 3 à nhầm thôn 2” is at thôn 2."""

from collections.abc import Iterator, Sequence

from routing.gazetteer.place_words import Marked, listed
from routing.gazetteer.units import Named, Spot
from routing.language.words import Words

_TURN = 2  # words
_NEAR = 3  # words between a turn and the place that is right
_LITTLE = frozenset({"o", "la", "moi", "phai", "dung", "nha", "cua", "em", "toi", "cho", "a", "nhe"})


def taken_back(words: Words, named: Sequence[Named], spots: Sequence[Spot]) -> frozenset[int]:
    """Return the words of the places right before "à nhầm" and its like where another place of its sort follows."""
    phrases = listed("retracting")
    if phrases.lasts.isdisjoint(words.bases):
        return frozenset()
    found: set[int] = set()
    for start, end in _turns(words, phrases):
        place = _behind(words, end, [*(one.start for one in named), *(one.start for one in spots)])
        if place is None:
            continue
        before = [one for one in named if one.end == start]
        own = start if not before else before[0].start
        if any(one.start == place for one in spots):
            wrong = [one for one in spots if one.end in {start, own} or one.start < start <= one.end]
            found.update(i for one in wrong for i in range(one.start, one.end))
            before = [one for one in before if not (one.is_typed or wrong)]
        found.update(i for one in before for i in range(one.start, one.end))
    return frozenset(found)


def _turns(words: Words, phrases: Marked) -> Iterator[tuple[int, int]]:
    """Yield where a phrase by which something is taken back begins and ends."""
    for i in range(len(words) - 1):
        if words.bases[i : i + _TURN] in phrases:
            yield i, i + _TURN


def _behind(words: Words, i: int, starts: Sequence[int]) -> int | None:
    """Return where the next place begins behind word `i`, with at most little words between."""
    at = next((k for k in range(i, i + _NEAR + 1) if k in starts), None)
    return at if at is not None and all(base in _LITTLE for base in words.bases[i:at]) else None

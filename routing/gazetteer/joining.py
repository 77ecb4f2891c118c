"""Joins the spots of one address: a house with its alley and street, also where a commune is named between them."""

from collections.abc import Sequence
from functools import cache

from routing.gazetteer.place_words import first_words, listed, tables
from routing.gazetteer.units import Spot
from routing.language.folding import bare
from routing.language.words import Words

_NEAR = 2
_BRIDGES = frozenset({"cu", "o", "thuoc", "tai", "voi", "va", "cua", "doan", "qua", "khuc", "giao", "phia"})
# typed plain "cho" is more than that
_PLACING = frozenset({"chỗ", "ngoài", "bên", "phía", "dưới", "trên", "sau", "trong"})
_OF_BUILDINGS = frozenset({"block", "toa", "lo", "day"})
_STOPS = frozenset("\n.!?;")


def joined(words: Words, spots: Sequence[Spot], taken: frozenset[int]) -> list[Spot]:
    """Return the spots in order, those side by side as one; words in `taken` are names of units."""
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if last and _are_beside(words, last, spot, taken):
            found[-1] = Spot(last.start, spot.end, last.points + spot.points)
        else:
            found.append(spot)
    return found


def _are_beside(words: Words, last: Spot, spot: Spot, taken: frozenset[int]) -> bool:
    """Whether only a sign, a little word or the unit of both stands between."""
    between = range(last.end, spot.start)
    loose = [k for k in between if k not in taken]
    if len(loose) > _NEAR or not all(_is_bridge(words, k) for k in loose) or _ends_sentence(words, last, spot):
        return False
    if len(loose) == len(between) or _is_mere_number(words, last) or _is_mere_number(words, spot):
        return True
    goes_on = words.after_break[spot.start] or words.bases[spot.start] in first_words("before")
    return goes_on and taken.isdisjoint(range(spot.end, spot.end + _NEAR))  # else it is a second address


def _is_bridge(words: Words, k: int) -> bool:
    return words.bases[k] in _BRIDGES or (words.is_accented and words.shown[k] in _PLACING)


def _ends_sentence(words: Words, last: Spot, spot: Spot) -> bool:
    return any(
        words.after_break[k] and not _STOPS.isdisjoint(words.text[words.ends[k - 1] : words.starts[k]])
        for k in range(last.end, spot.start + 1)
        if not words.was_dotted(k - 1)
    )


def _is_mere_number(words: Words, spot: Spot) -> bool:
    """Whether a spot is the number of a house and no street ("trước số 210")."""
    told = range(spot.start, spot.end)
    has_number = any(words.shown[k][0].isdigit() for k in told)
    return has_number and all(
        words.shown[k][0].isdigit() or words.bases[k] in _of_numbers() or _is_of_number(words, k, spot.end)
        for k in told
    )


def _is_of_number(words: Words, k: int, end: int) -> bool:
    """Whether a letter is written to the number behind it ("block A5")."""
    return k + 1 < end and words.shown[k + 1][0].isdigit() and words.ends[k] == words.starts[k + 1]


@cache
def _of_numbers() -> frozenset[str]:
    """Return the words, without diacritics, that may stand before the number of a house."""
    numbered = bare(tables()["heads"]["number"]).replace(",", " ").split()
    things = (*listed("numbered_things"), *listed("before"))
    return frozenset(numbered) | _OF_BUILDINGS | {word for thing in things for word in thing}

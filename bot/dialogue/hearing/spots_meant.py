"""What spot a correction means, given the one told before: “nhầm số nhà, số 45” is another house of the same street."""

import re
from collections.abc import Iterator

from bot.dialogue.hearing.place_answers import (
    BARE_HOUSE,
    FORGOTTEN,
    denied_in,
    place_meant,
    puts_a_number_right,
    without_denied,
)
from bot.dialogue.words import clauses
from routing.gazetteer.landmarks import find_spots
from routing.gazetteer.spots import named_spots
from routing.language.capitals import has_capitals
from routing.language.words import split
from routing.text import fold

_HOUSE = re.compile(
    r"\b(?:số nhà|so nha|nhà số|nha so|nhà|nha|sn|số|so)\s*(\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*)(?![\w/])", re.IGNORECASE
)
_OF_HOUSE = frozenset({"so nha", "nha so", "dia chi"})


def spot_meant(text: str, told: str) -> str:
    """Return the spot that a correction means, given the one told before; blank where it names none.

    "nhầm số nhà, số 45" after "số 54 đường Giáp Hải" means "số 45 đường Giáp Hải".
    """
    denied = denied_in(text)
    is_part = bool(denied) and not denied.isdigit() and denied != fold(told) and f" {denied} " in f" {fold(told)} "
    if is_part and (renamed := place_meant(text, told)):
        return renamed
    said = next(_spots_in(without_denied(text)), "")
    if said and told and FORGOTTEN.match(text) and named_spots(said).keys().isdisjoint(named_spots(told).keys()):
        return f"{said}, {told}"
    house = _HOUSE.search(without_denied(text))
    if house and (not said or fold(said).endswith(fold(house[0]))):
        return _with_house(text, house, told) or said
    return place_meant(said, told) if said else ""


def _with_house(text: str, house: re.Match[str], told: str) -> str:
    """Return the place told before with another number of the house, blank where no house was told or is spoken of."""
    if before := _HOUSE.search(told) or BARE_HOUSE.match(told):
        return f"{told[: before.start(1)]}{house[1]}{told[before.end(1) :]}"
    speaks_of_house = any(one in fold(text) for one in _OF_HOUSE)
    return f"{house[0]}, {told}".rstrip(", ") if speaks_of_house and puts_a_number_right(text) else ""


def _spots_in(text: str) -> Iterator[str]:
    """Yield the spots that the clauses of a correction name, what is said last first."""
    with_capitals = has_capitals(split(text))
    for clause in reversed(clauses(text)):
        words = split(clause)
        found = find_spots(words, with_capitals=with_capitals)
        best = max(found, key=lambda one: (one.points, -one.start), default=None)
        if best:
            yield words.said(best.start, best.end)

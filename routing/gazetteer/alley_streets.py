"""Knows the street behind an alley's number though a ward is called so too: "ngõ 66 Tân Mai"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from routing.gazetteer.behind_spots import is_said_former
from routing.gazetteer.units import Named, Spot, Unit
from routing.language.words import Words

_ALLEYS = frozenset({"ngo", "ngach", "hem", "kiet", "xuyet"})
_LENGTHS = (3, 2)

Bearing = Callable[[Words, int, int], Sequence[Unit]]


def with_alley_streets(words: Words, spots: Sequence[Spot], every: Sequence[Named], bearing: Bearing) -> list[Spot]:
    """Return the spots, each that ends with an alley's number with the street that is called as a ward is.

    `every` are the units named: where another one is told, or none has that name in its own right, the name is no
    address above the alley but the street it leaves.
    """
    return [
        next(_longer(words, spot, every, bearing), spot) if words.bases[spot.end - 2] in _ALLEYS else spot
        for spot in spots
    ]


def _longer(words: Words, spot: Spot, every: Sequence[Named], bearing: Bearing) -> Iterator[Spot]:
    at = spot.end
    if not is_behind_alley(words, at):
        return
    over = [one for one in every if one.start <= at < one.end]
    if any(one.is_typed or is_said_former(words, one.end) for one in over):
        return
    is_told_beside = len(over) < len(every) or "/" in words.shown[at - 1]
    for end in (at + length for length in _LENGTHS if at + length <= len(words)):
        if any(words.after_break[at:end]):
            continue
        units = bearing(words, at, end)
        if units and (is_told_beside or all(unit.level != "commune" for unit in units)):
            yield replace(spot, end=end)


def is_behind_alley(words: Words, at: int) -> bool:
    """Whether an alley with its number stands right before word `at`."""
    return (
        1 < at < len(words)
        and words.shown[at - 1][0].isdigit()
        and words.bases[at - 2] in _ALLEYS
        and not any(words.after_break[at - 1 : at + 1])
    )

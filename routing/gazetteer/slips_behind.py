"""Finds the commune behind a hamlet though it is written as it sounds there: “thôn định cương | xuân nai”."""

from collections.abc import Iterator, Mapping, Sequence

from routing.gazetteer.hamlet_names import HAMLETS
from routing.gazetteer.slips import Slips, is_near
from routing.gazetteer.units import COMMUNE_LEVELS, Named, Spot, Unit
from routing.language.words import Words

_LENGTH = 2  # words: one alone is too often another word


def slipped_behind(
    words: Words, spots: Sequence[Spot], slips: Slips, by_name: Mapping[tuple[str, ...], Sequence[Unit]]
) -> Iterator[Named]:
    """Yield the communes behind hamlets whose names are written as they sound, marks and all."""
    if not words.is_accented:
        return
    for spot in spots:
        head = next((k for k in range(spot.start, spot.end) if words.bases[k] in HAMLETS), spot.end)
        starts = (at for at in (spot.end, spot.end - 1) if at > head + 1)
        yield from filter(None, (next(filter(None, (_at(words, at, slips, by_name) for at in starts)), None),))


def _at(words: Words, at: int, slips: Slips, by_name: Mapping[tuple[str, ...], Sequence[Unit]]) -> Named | None:
    end = at + _LENGTH
    if end > len(words) or any(words.after_break[at:end]):
        return None
    meant = slips.sounding(words, at, end)
    if meant is None or meant == words.bases[at:end]:
        return None
    found = (unit for unit in by_name[meant] if unit.level in COMMUNE_LEVELS)
    units = tuple(unit for unit in found if is_near(words, at, end, unit.name))
    return Named(units, at, end, None) if units else None

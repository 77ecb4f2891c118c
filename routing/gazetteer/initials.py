"""Knows a unit by the first letters of its name, as people there write it: “p.hvt” (Hoàng Văn Thụ), “q.gv” (Gò Vấp)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from routing.gazetteer.unit_kinds import LOWER_TYPES, UPPER_TYPES, of_type
from routing.gazetteer.units import COMMUNE_LEVELS, Named, Unit
from routing.language.folding import bare
from routing.language.words import Words

_FEWEST = 3  # letters: two are short for too many communes
_LONGEST = 4  # words that a few letters are read as
_RURAL = "huyện"  # "h" is short for an hour too


class Initials:
    """The communes of the province, of today and of old, by the first letters of names of three words or more.

    Old districts are fewer: two words are enough.
    """

    def __init__(self, by_name: Mapping[tuple[str, ...], Sequence[Unit]]) -> None:
        self._units: dict[str, list[Unit]] = defaultdict(list)
        self._districts: dict[str, list[Unit]] = defaultdict(list)
        for name, found in by_name.items():
            if len(name) == 1:
                continue
            letters = "".join(word[0] for word in name)
            self._districts[letters].extend(unit for unit in found if unit.level == "district")
            if len(name) >= _FEWEST:
                self._units[letters].extend(unit for unit in found if unit.level in COMMUNE_LEVELS)

    def named(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return the one commune that letters behind its type stand for; None where they are short for several."""
        found = self._units.get(words.bases[name], ()) if kind in LOWER_TYPES else ()
        units = _of_just_this(found, kind)
        return Named(units, start, name + 1, kind) if len(units) == 1 else None

    def district(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return the old districts that letters behind their type stand for ("q.gv", "quận bt", "tp bh")."""
        if kind not in UPPER_TYPES or (kind == _RURAL and not words.was_dotted(start)):
            return None
        end = name + words.starts[name : name + _LONGEST].count(words.starts[name])
        found = self._districts.get(bare(words.said(name, end)), ())
        units = tuple(unit for unit in found if unit.kind == kind)
        return Named(units, start, end, kind) if units else None


def _of_just_this(units: Iterable[Unit], kind: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in of_type(units, kind) if unit.kind == kind)

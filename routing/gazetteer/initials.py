"""Knows a commune by the first letters of its name, as people of the place write it ("p.hvt": phường Hoàng Văn Thụ)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from routing.gazetteer.unit_kinds import LOWER_TYPES, of_type
from routing.gazetteer.units import COMMUNE_LEVELS, Named, Unit
from routing.language.words import Words

_FEWEST = 3  # letters: two are short for too many


class Initials:
    """The communes of the province, of today and of old, by the first letters of names of three words or more."""

    def __init__(self, by_name: Mapping[tuple[str, ...], Sequence[Unit]]) -> None:
        self._units: dict[str, list[Unit]] = defaultdict(list)
        for name, found in by_name.items():
            if len(name) >= _FEWEST:
                letters = "".join(word[0] for word in name)
                self._units[letters].extend(unit for unit in found if unit.level in COMMUNE_LEVELS)

    def named(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return the one commune that letters behind its type stand for; None where they are short for several."""
        found = self._units.get(words.bases[name], ()) if kind in LOWER_TYPES else ()
        units = _of_just_this(found, kind)
        return Named(units, start, name + 1, kind) if len(units) == 1 else None


def _of_just_this(units: Iterable[Unit], kind: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in of_type(units, kind) if unit.kind == kind)

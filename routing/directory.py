"""A frozen snapshot of who is there: units, officers and rules, as the book knew them at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that handles matters; `function` is its normal name of topics.csv, whatever the sign on its door says.

    `needs_approval`: its answers are approved by a second person; `needs_proof`: they carry a photo or a document.
    """

    id: int
    code: str
    name: str
    level: str
    function: str
    commune_code: str | None
    parent_id: int | None
    phone: str
    address: str
    needs_approval: bool = False
    needs_proof: bool = False


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of a unit; an empty set of topics means any topic."""

    id: int
    unit_id: int
    name: str
    title: str
    phone: str
    is_head: bool
    is_reception: bool
    is_absent: bool
    substitute_id: int | None
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where topic, place and kind (None: any) lead: to one unit, or to a function at a level, resolved at the place."""

    id: int
    topic: str | None
    commune_code: str | None
    kind: str | None
    unit_id: int | None
    function: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Directory:
    """Units, officers and rules of one moment."""

    version: str
    units: Mapping[int, Unit]
    officers: Mapping[int, Officer]
    rules: tuple[Rule, ...]

    def unit_of(self, function: str, level: str, commune_code: str | None = None) -> Unit | None:
        """Return the unit with this function at a level (for the level "commune": of that commune), or None."""
        return next(
            (
                unit
                for unit in self.units.values()
                if unit.function == function
                and unit.level == level
                and (level != "commune" or unit.commune_code == commune_code)
            ),
            None,
        )

"""A frozen snapshot of who is there: units, officers and rules, as the book knew them at one moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

TOP = "UBND"
COMMUNE_RECEPTION = "Văn phòng HĐND và UBND"
PROVINCE_RECEPTION = "Ban Tiếp công dân tỉnh"
INSPECTORATE = "Thanh tra tỉnh"


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that handles matters; `function` is its normal name of topics.csv, whatever the sign on its door says.

    `needs_approval`: its answers are approved by a second person; `needs_proof`: they carry a photo or a document.
    `approval_kinds`: only answers to these kinds are approved; to all where it is empty.
    `is_closed`: it takes nothing more, and stays known by name for what it once had. `hours`: when people may come or
    call, in words; blank where it keeps the hours of the office.
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
    approval_kinds: frozenset[str] = frozenset()
    hours: str = ""

    def wants_approval(self, kind: str) -> bool:
        """Tell whether an answer to a case of a kind is approved by a second person."""
        return self.needs_approval and (not self.approval_kinds or kind in self.approval_kinds)

    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of a unit; an empty set of topics means any topic.

    `has_clearance`: may be given what is sealed; `is_on_duty`: takes what is urgent when the office is closed.
    """

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
    has_clearance: bool = False
    is_on_duty: bool = False


@dataclass(frozen=True, slots=True)
class Helper:
    """A unit that a rule asks to help: one unit, or a function at a level, resolved at the place."""

    unit_id: int | None = None
    function: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Where topic, place, kind and instance (None: any) lead: to one unit, or to a function at a level, at the place.

    `helpers` are the units that are proposed to help the one that leads.
    """

    id: int
    topic: str | None
    commune_code: str | None
    kind: str | None
    unit_id: int | None
    function: str | None
    level: str | None
    instance: int | None = None
    helpers: tuple[Helper, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Units, officers and rules of one moment.

    Attributes:
        officers: who may be given a matter, by id.
        others: who works in the house and is given none (supervisors, administrators, observers), by id.
        relations: who is close to whom, by staff id, both ways.
        ties: the bodies to which a person is tied by declaration beside their own unit, by staff id.
        officers_of: who may be given a matter, by the unit they work in.
        staff_in: everybody who works in a commune, by its code; those of the province under None.
    """

    version: str
    units: Mapping[int, Unit]
    officers: Mapping[int, Officer]
    rules: tuple[Rule, ...]
    others: Mapping[int, Officer] = field(default_factory=dict)
    relations: Mapping[int, frozenset[int]] = field(default_factory=dict)
    ties: Mapping[int, frozenset[int]] = field(default_factory=dict)
    officers_of: Mapping[int, Sequence[Officer]] = field(init=False, repr=False, compare=False)
    staff_in: Mapping[str | None, Sequence[Officer]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know who works in which unit: a province has thousands, and each matter asks for those of one or two."""
        found: defaultdict[int, list[Officer]] = defaultdict(list)
        here: defaultdict[str | None, list[Officer]] = defaultdict(list)
        for person in self.people():
            unit = self.units.get(person.unit_id)
            here[unit.commune_code if unit else None].append(person)
            if person.id in self.officers:
                found[person.unit_id].append(person)
        object.__setattr__(self, "officers_of", dict(found))
        object.__setattr__(self, "staff_in", dict(here))

    def people(self) -> Iterator[Officer]:
        """Yield everybody who works in the house."""
        yield from self.officers.values()
        yield from self.others.values()

    def lineage(self, unit_id: int | None) -> Iterator[int]:
        """Yield a unit and every unit above it."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen and unit_id in self.units:
            seen.add(unit_id)
            yield unit_id
            unit_id = self.units[unit_id].parent_id

    def sides_of(self, staff_id: int, unit_id: int | None) -> frozenset[int]:
        """Return the units on whose side a person of a unit stands: their own and those they are tied to, all upward.

        Whoever stands on the side of an accused body is kept out.
        """
        bodies = (unit_id, *self.ties.get(staff_id, ()))
        return frozenset(above for body in bodies for above in self.lineage(body))

    def below(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """Return units and every unit below them."""
        reached = set(unit_ids)
        while deeper := {u.id for u in self.units.values() if u.parent_id in reached} - reached:
            reached |= deeper
        return frozenset(reached)

    def close_to(self, staff_ids: Iterable[int]) -> frozenset[int]:
        """Return these members of staff and whoever is close to one of them."""
        found = frozenset(staff_ids)
        return found.union(*(self.relations.get(one, frozenset()) for one in found))

    def unit_of(self, function: str, level: str, commune_code: str | None = None) -> Unit | None:
        """Return the unit with this function at a level (for the level "commune": of that commune), or None."""
        return next(
            (
                unit
                for unit in self.units.values()
                if unit.function == function
                and unit.level == level
                and not unit.is_closed
                and (level != "commune" or unit.commune_code == commune_code)
            ),
            None,
        )


NO_DIRECTORY = Directory("", {}, {}, ())


def full_unit_name(snapshot: Directory, unit_id: int) -> str:
    """Return a unit's name with the place it serves: "Phòng Kinh tế, xã Tân Yên", "Công an phường Kinh Bắc"."""
    unit = snapshot.units[unit_id]
    parent = snapshot.units.get(unit.parent_id) if unit.parent_id else None
    if parent is None or parent.level != "commune":
        return unit.name
    place = parent.name.removeprefix("UBND ")
    if place in unit.name:
        return unit.name
    kind = place.split(" ", 1)[0]
    return (
        f"{unit.name.removesuffix(f' {kind}')} {place}" if unit.name.endswith(f" {kind}") else f"{unit.name}, {place}"
    )

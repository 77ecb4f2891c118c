"""Which units are asked at once when a matter tells of a danger, and which of them an accusation goes past."""

from collections.abc import Iterator

from routing.assignment import Post
from routing.dangers.hazards import is_hazard
from routing.directory import TOP, Directory, Officer, Unit
from routing.leads import Lead, Matter
from routing.referrals import asked_in_danger

# law on children 2016, Art. 51: police, social desk and committee look after a child in danger, whoever tells of it
_OF_CHILDREN = frozenset({"child"})
# law on denunciations, Art. 27: a danger to people is told at once to who can prevent it; not to the police that beats
_OF_PEOPLE = _OF_CHILDREN | {"crime", "fire", "collapse", "drowning", "electric", "poisoning", "suicide", "any"}


def alerted_of(matter: Matter, lead: Lead) -> tuple[int, ...]:
    """Return the units that are asked at once in a danger, beside who leads.

    Of what is sealed they hear the danger and the place alone; of a report of corruption, which is open to whom it is
    given, only those are asked that look after a child. Where a unit, or somebody who works there, may be meant, who is
    above it is asked.
    """
    if not matter.danger or (matter.is_protected and not _is_asked(matter)):
        return ()
    leading = lead.unit.id if lead.unit else None
    return tuple(dict.fromkeys(unit.id for unit in _asked(matter) if unit.id != leading))


def _is_asked(matter: Matter) -> bool:
    if not matter.is_sealed:
        return matter.danger in _OF_CHILDREN
    return matter.danger in _OF_PEOPLE or is_hazard(matter.danger)


def hearing_first(danger: str, commune: str, post: Post, *, directory: Directory) -> tuple[int, ...]:
    """Return who hears of a danger in a commune before there is a case: who is on duty, else who heads it.

    First in the units that are asked in a danger of its kind, then anywhere in the commune; nobody whom `post` bars.
    """
    asked = [unit.id for unit in _of_commune(danger, commune, directory)]
    everywhere = [one.id for one in directory.units.values() if one.commune_code == commune and not one.is_closed]
    chair = [one for one in everywhere if directory.units[one].function == TOP]
    there = [one for one in directory.officers.values() if not one.is_absent and post.suits(one, directory)]
    for is_wanted, units in ((_is_on_duty, asked), (_is_on_duty, everywhere), (_is_head, asked), (_is_head, chair)):
        if found := tuple(one.id for one in there if one.unit_id in units and is_wanted(one)):
            return found
    return ()


def _of_commune(danger: str, commune: str, directory: Directory) -> Iterator[Unit]:
    for function, level, _above in asked_in_danger(danger):
        if level == "commune" and (unit := directory.unit_of(function, level, commune)):
            yield unit


def _is_on_duty(officer: Officer) -> bool:
    return officer.is_on_duty


def _is_head(officer: Officer) -> bool:
    return officer.is_head


def _asked(matter: Matter) -> Iterator[Unit]:
    for function, level, above in asked_in_danger(matter.danger):
        found = [matter.directory.unit_of(one, where, matter.commune) for one, where in _levels(function, level, above)]
        yield from [unit for unit in found if unit and _may_go_there(unit, matter)][:1]


def _levels(function: str, level: str, above: str) -> Iterator[tuple[str, str]]:
    yield function, level
    if above:
        yield above, "province"


def _may_go_there(unit: Unit, matter: Matter) -> bool:
    """Whether neither a unit nor anybody who works in it or below may be whom a matter is about."""
    conflicts, known = matter.conflicts, matter.directory
    if unit.id in conflicts.units - conflicts.spared:
        return False
    accused = [one for one in known.people() if one.id in conflicts.people]
    return not any(unit.id in known.sides_of(one.id, one.unit_id) for one in accused)

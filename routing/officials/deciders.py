"""Which body a text is about: the one by whose decision somebody says to be harmed, or that of whoever is accused."""

import re
from collections.abc import Iterable
from functools import cache

from routing.directory import TOP, Directory, Officer, Unit
from routing.language.folding import fold
from routing.officials.accused import Named, is_at_top, is_leader, is_of_own_branch
from routing.officials.instances import is_of_province
from routing.officials.office_table import CHAIRS, said_before_a_commune
from routing.officials.offices import Title, forms_of, written_out

_KINDS_OF_COMMUNE = ("xa", "phuong")


def decider_id(text: str, directory: Directory) -> int | None:
    """Return the province or the one commune by whose decision somebody says to be harmed, wherever they live."""
    if is_of_province(text):
        top = directory.unit_of(TOP, "province")
        return top.id if top else None
    folded = f" {fold(text)} "
    tops = (one for one in directory.units.values() if one.level == "commune" and one.function == TOP)
    found = [one.id for one in tops if _has_decided(one, folded)]
    return found[0] if len(found) == 1 else None


def body_id(accused: Iterable[Officer], bodies: frozenset[int], text: str, directory: Directory) -> int | None:
    """Return the provincial body that a text is about: that of the accused, else the one named before any commune's."""
    units = directory.units
    theirs = [p.unit_id for p in accused if units[p.unit_id].level == "province" and not is_at_top(p, directory)]
    if theirs:
        return min(theirs)
    folded = f" {fold(written_out(text))} "
    local = _first_of(_of_communes(), folded)
    named = {_first_of(forms_of(units[one].function), folded): one for one in bodies}
    first = min(named, default=len(folded))
    return named[first] if first < local else None


def _has_decided(commune: Unit, folded: str) -> bool:
    called = fold(commune.name).removeprefix("ubnd ").removeprefix("uy ban nhan dan ")
    if len(called.split()) < 2 or f" {called} " not in folded:  # noqa: PLR2004 - "xã" and a name
        return False
    return re.search(rf" (?:cua|khieu nai) (?:(?:{_office()}) )*{re.escape(called)} ", folded) is not None


def _first_of(phrases: Iterable[str], folded: str) -> int:
    return min((at for one in phrases if (at := folded.find(f" {one} ")) >= 0), default=len(folded))


@cache
def _office() -> str:
    return "|".join(map(re.escape, said_before_a_commune()))


@cache
def _of_communes() -> tuple[str, ...]:
    return tuple(
        f"{body}{kind}" for kind in _KINDS_OF_COMMUNE for body in ("", *(f"{one} " for one in said_before_a_commune()))
    )


def deciding_none(named: Iterable[Named], directory: Directory) -> dict[int, Officer]:
    """Return those named but for the leaders who decide on a complaint; who leads a section of a commune does not."""
    people = {person.id: person for one in named for person in one.people}
    return {one: person for one, person in people.items() if not is_leader(person) or _is_below(person, directory)}


def is_below_chair(title: Title) -> bool:
    """Tell whether a title is that of who leads a section of a commune: on a complaint about them the chair decides."""
    is_theirs = title.body == TOP or title.rank in CHAIRS or is_of_own_branch(title.body)
    return title.tier != "province" and title.rank != "" and not is_theirs


def _is_below(person: Officer, directory: Directory) -> bool:
    unit = directory.units[person.unit_id]
    return _is_section(unit.level, unit.function)


def _is_section(level: str, function: str) -> bool:
    return level == "commune" and function not in {"", TOP} and not is_of_own_branch(function)

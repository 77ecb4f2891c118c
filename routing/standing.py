"""Who is accused or complained of before the law: which of those that the law of competence tells apart."""

from collections.abc import Iterable, Iterator

from routing.accused import Named, is_leader, is_of_own_branch, leads_province
from routing.directory import TOP, Directory, Officer
from routing.offices import CHAIRS, Title, rank_of

# Whom the law tells apart, as in the law of competence; the gravest first: it decides who may handle the matter.
RESPONDENTS = ("province_chair", "department_head", "commune_chair", "department_staff", "commune_staff")


def respondent_of(
    named: Iterable[Named], bodies: frozenset[int], directory: Directory, *, is_act_of_commune: bool
) -> str:
    """Return the gravest standing of those named; the top of the province only where it is accused outright.

    Below it stands everybody: whoever is merely spoken of as chair of the province is kept out alone.
    """
    found = {standing for one in named for standing in _standings(one, directory)}
    found |= {"department_staff"} if bodies else set()
    found |= {"commune_staff"} if is_act_of_commune else set()
    return next((one for one in RESPONDENTS if one in found), "")


def is_chair_of_commune(named: Named) -> bool:
    """Tell whether by their title the chair of a commune, or the commune itself, is meant."""
    return named.title is not None and _standing_of(named.title, named) == "commune_chair"


def _standings(named: Named, directory: Directory) -> Iterator[str]:
    for person in named.people:
        if named.is_direct or not leads_province(person, directory):
            yield _standing(person, directory)
    if named.title and (standing := _standing_of(named.title, named)):
        yield standing


def _standing_of(title: Title, named: Named) -> str:
    """Return the standing that a title itself tells, whether or not the directory knows who holds it.

    A body is decided on by who is above it, as its head is.
    """
    if is_of_own_branch(title.body) or title.rank.endswith("cong an"):
        return ""
    if title.tier == "province":
        if title.body in {"", TOP}:
            is_chair = title.rank in CHAIRS or not title.rank
            return ("province_chair" if named.is_direct else "") if is_chair else "department_head"
        return "department_head" if not title.is_staff and (title.is_leader or named.is_direct) else "department_staff"
    if not title.tier and not named.communes:
        return ""
    is_chair = title.rank in CHAIRS or not (title.rank or title.is_staff)
    return "commune_chair" if is_chair else "commune_staff"


def _standing(person: Officer, directory: Directory) -> str:
    unit = directory.units[person.unit_id]
    if leads_province(person, directory):
        return "province_chair"
    if is_of_own_branch(unit.function):
        return ""
    if unit.level == "province":
        return "department_head" if is_leader(person) else "department_staff"
    is_chair = unit.function == TOP and (person.is_head or rank_of(person.title) in CHAIRS)
    return "commune_chair" if is_chair else "commune_staff"

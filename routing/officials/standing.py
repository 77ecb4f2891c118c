"""Who is accused or complained of before the law: which of those that the law of competence tells apart."""

from collections.abc import Iterable, Iterator

from routing.directory import TOP, Directory, Officer, Unit
from routing.officials.accused import Named, is_leader, is_of_own_branch, is_top_office, leads_province
from routing.officials.branches import DISTRICT, Branch
from routing.officials.office_table import CHAIRS
from routing.officials.offices import Title, rank_of
from routing.officials.subordinates import DEPARTMENT_UNIT, is_below_department

_OF_COMMITTEES = (
    "province_chair", "department_head", "commune_chair", DISTRICT,
    DEPARTMENT_UNIT, "department_staff", "commune_staff",
)  # fmt: skip
_OF_BRANCHES = (
    "party_province", "council_province",
    "council_chair", "council_member", "party", "police_province", "police_head", "police_staff", "police", "court",
    "procuracy", "army", "central", "public_head", "public_staff",
)  # fmt: skip
# Whom the law tells apart, as in the law of competence; the gravest first: it decides who may handle the matter.
RESPONDENTS = _OF_COMMITTEES + _OF_BRANCHES
# above whom nobody stands who works in the province
ABOVE_ALL = frozenset({"province_chair", "party_province", "council_province"})


def respondent_of(
    named: Iterable[Named],
    bodies: frozenset[int],
    directory: Directory,
    *,
    branch: Branch | None = None,
    is_act_of_commune: bool,
    accuses: bool = False,
) -> str:
    """Return the gravest standing of those named; the top of the province only where it is accused itself.

    Below it stands everybody: whoever is merely spoken of as chair of the province is kept out alone. A branch that is
    accused outright goes before officers who are merely spoken of. `accuses`: the matter is a denunciation, so that
    whom it begins with and nobody else is whom it accuses.
    """
    named = tuple(named)
    top = _TopTold(named, accuses=accuses)
    found = {standing for one in named for standing in _standings(one, directory, top)}
    is_theirs = any(one.is_direct or one.is_wrong for one in named if not one.is_of_branch)
    if branch and not is_theirs and (branch.is_outright or not found):
        return branch.code
    found |= {_of_body(directory.units[one], directory) for one in bodies}
    found |= {"commune_staff"} if is_act_of_commune else set()
    return next((one for one in RESPONDENTS if one in found), "")


class _TopTold:
    """Whether somebody who leads the province is accused, or only spoken of beside whoever is."""

    def __init__(self, named: tuple[Named, ...], *, accuses: bool) -> None:
        self._is_anybody_direct = any(one.is_direct for one in named)
        self._is_anybody_wrong = any(one.is_wrong for one in named)
        self._accuses = accuses

    def is_accused(self, one: Named) -> bool:
        """Tell it of one who is named: accused outright, told to do wrong, or whom alone a denunciation is about."""
        if one.is_direct or self._is_anybody_direct:
            return one.is_direct
        return one.is_wrong or (self._accuses and one.is_subject and not self._is_anybody_wrong)


def leads_commune(named: Named) -> bool:
    """Tell whether by their title the chair of a commune, or the commune itself, is meant."""
    title = named.title
    return title is not None and _is_known(title, named) and title.tier != "province" and _is_chair(title)


def _standings(named: Named, directory: Directory, top: _TopTold) -> Iterator[str]:
    for person in named.people:
        if top.is_accused(named) or not leads_province(person, directory):
            yield _standing(person, directory)
    if named.title and not named.is_of_branch and (standing := _standing_of(named.title, named, top)):
        yield standing


def _is_known(title: Title, named: Named) -> bool:
    """Tell whether whose office it is can be told, and no branch of its own has it."""
    if is_of_own_branch(title.body) or title.rank.endswith("cong an"):
        return False
    return bool(title.tier or named.communes)


def _is_chair(title: Title) -> bool:
    return title.rank in CHAIRS or not (title.rank or title.is_staff)


def _standing_of(title: Title, named: Named, top: _TopTold) -> str:
    """Return the standing that a title itself tells, whether or not the directory knows who holds it.

    A body is decided on by who is above it, as its head is.
    """
    if not _is_known(title, named):
        return ""
    if title.tier == "province":
        if is_top_office(title):
            return ("province_chair" if top.is_accused(named) else "") if _is_chair(title) else "department_head"
        return "department_head" if not title.is_staff and (title.is_leader or named.is_direct) else "department_staff"
    if title.tier == DISTRICT:
        return DISTRICT
    return "commune_chair" if _is_chair(title) else "commune_staff"


def _of_body(unit: Unit, directory: Directory) -> str:
    return DEPARTMENT_UNIT if is_below_department(unit, directory) else "department_staff"


def _standing(person: Officer, directory: Directory) -> str:
    unit = directory.units[person.unit_id]
    if leads_province(person, directory):
        return "province_chair"
    if is_of_own_branch(unit.function):
        return _in_branch(unit, leads=is_leader(person))
    if unit.level == "province":
        return "department_head" if is_leader(person) else "department_staff"
    is_chair = unit.function == TOP and (person.is_head or rank_of(person.title) in CHAIRS)
    return "commune_chair" if is_chair else "commune_staff"


def _in_branch(unit: Unit, *, leads: bool) -> str:
    if "Quân sự" in unit.function:
        return "army"
    if not unit.function.startswith("Công an"):
        return "central"
    if unit.level == "province":
        return "police_province" if leads else "police"
    return "police_head" if leads else "police_staff"

"""Who must not handle, see or be told of a matter: the accused, their body, everybody below and those close to them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routing.accused import Named, is_at_top, is_leader, is_of_own_branch, leads_province, named_in, units_named
from routing.directory import PROVINCE_RECEPTION, TOP, Directory, Officer
from routing.folding import fold
from routing.instances import is_of_province
from routing.kinds import Kind
from routing.offices import CHAIRS, Title, forms_of, rank_of, written_out
from routing.places import Place, load_gazetteer
from routing.wrongs import tells_a_wrong

CORRUPTION_TOPIC = "tham_nhung"
CONDUCT_TOPIC = "can_bo"
GUARDED = frozenset({CORRUPTION_TOPIC, CONDUCT_TOPIC})  # their matters shut out whoever is named in them
_OF_OFFICE = "ong|ba|chu tich|pho chu tich|ubnd|uy ban nhan dan|uy ban|cong an|truong cong an|phong kinh te|van phong"
# Whom the law tells apart, as in the law of competence; the gravest first: it decides who may handle the matter.
RESPONDENTS = ("province_chair", "department_head", "commune_chair", "department_staff", "commune_staff")
_OF_COMMUNES = tuple(
    f"{body}{kind}"
    for body in ("ubnd ", "uy ban nhan dan ", "uy ban ", "chu tich ", "chu tich ubnd ", "can bo ", "")
    for kind in ("xa", "phuong")
)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Who is kept out of a matter and why.

    Attributes:
        units: ids of bodies; whoever works there or below is kept out.
        accused: staff ids of those whom the text accuses.
        people: the accused and those close to them by declaration.
        respondent: who it is about before the law, one of `RESPONDENTS`; blank where that is not said.
        body_id: the provincial body that it is about; of a complaint also the commune whose decision it names.
        reasons: short sentences for those who may handle it.
    """

    units: frozenset[int] = frozenset()
    accused: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    respondent: str = ""
    body_id: int | None = None
    reasons: tuple[str, ...] = ()


NOBODY = Conflicts()


def is_protected(kind: Kind, topic: str) -> bool:
    """Tell whether the law on denunciation, or its protection of those who report corruption, applies."""
    return kind is Kind.DENUNCIATION or topic == CORRUPTION_TOPIC


def conflicts_in(
    kind: Kind, text: str, *, topic: str, places: Iterable[Place | None], directory: Directory
) -> Conflicts:
    """Return who must be kept out of a matter.

    A denunciation of a commune goes past that commune (law on denunciation, Art. 12-13); a report of corruption is
    protected alike (law against corruption, Art. 65, 67). A complaint goes first to whoever made the decision, so it
    keeps out only the officers that it names, with those close to them (decree 31/2019, Art. 10).

    Args:
        kind: what the matter is before the law.
        text: the citizen's words.
        topic: a code of the catalogue.
        places: where it is and what places the text names, as far as known.
        directory: who works where, and who is close to whom.
    """
    strict, is_complaint = is_protected(kind, topic), kind is Kind.COMPLAINT
    if not (strict or is_complaint or topic == CONDUCT_TOPIC or _may_accuse(kind, text)):
        return NOBODY
    communes = _communes(places) | {code for one in load_gazetteer().communes_named(text) for code in one.codes}
    named = named_in(text, communes, directory)
    if not strict:
        named = tuple(one for one in named if one.title is None or (_is_told_of(one, topic) and not is_complaint))
        if not is_complaint and topic != CONDUCT_TOPIC and not any(one.is_wrong for one in named):
            return NOBODY
    bodies = units_named(text, directory) | _reception(named, directory)
    accused = {person.id: person for one in named for person in one.people}
    if is_complaint:
        accused = {one: person for one, person in accused.items() if not is_leader(person)}
    people = directory.close_to(accused)
    respondent = _respondent(
        named, bodies, directory, is_act_of_commune=is_complaint and _names_commune(text, communes)
    )
    units = {one.unit_id for one in accused.values() if not is_at_top(one, directory)}
    theirs = frozenset[str]().union(*(one.communes for one in named if strict or _leaves_nobody(one)))
    units |= bodies | _units_in(communes | theirs, directory) if strict else _units_in(theirs, directory)
    if respondent == "province_chair":
        units |= set(directory.units)
    return Conflicts(
        units=frozenset() if is_complaint and not strict else directory.below(units),
        accused=frozenset(accused),
        people=people,
        respondent=respondent,
        body_id=_decider_id(kind, text, directory) or _body_id(accused.values(), bodies, text, directory),
        reasons=tuple(_reasons(named, accused, people, directory)),
    )


def _may_accuse(kind: Kind, text: str) -> bool:
    """Tell whether a report speaks of any wrong at all; most do not, and whom they name need not be looked for."""
    return kind is not Kind.INQUIRY and tells_a_wrong(text)


def _is_told_of(named: Named, topic: str) -> bool:
    """Tell whether a report speaks of what somebody in office does, not only of their office."""
    return named.is_wrong or (named.is_subject and topic == CONDUCT_TOPIC)


def _leaves_nobody(named: Named) -> bool:
    """Tell whether a whole commune must not look into a report: its chair is meant, or who does wrong is not known.

    How the clerk at the counter speaks to people is for the commune itself to mend.
    """
    if named.title is None:
        return False
    return _standing_of(named.title, named) == "commune_chair" or (named.is_wrong and not named.people)


def _reception(named: Iterable[Named], directory: Directory) -> frozenset[int]:
    """Return the reception of the province where it is accused itself; else it is only written to."""
    if not any(one.title and one.title.body == PROVINCE_RECEPTION and _is_meant(one) for one in named):
        return frozenset()
    return frozenset(one.id for one in directory.units.values() if one.function == PROVINCE_RECEPTION)


def _is_meant(named: Named) -> bool:
    is_person = named.title is not None and (named.title.is_leader or named.title.is_staff)
    return named.is_direct or named.is_wrong or is_person


def _communes(places: Iterable[Place | None]) -> frozenset[str]:
    codes = {one.code for one in places if one and one.code}
    return frozenset(codes) | {commune.code for one in places if one for commune in one.candidates}


def _units_in(communes: frozenset[str], directory: Directory) -> set[int]:
    return {unit.id for unit in directory.units.values() if unit.level == "commune" and unit.commune_code in communes}


def _decider_id(kind: Kind, text: str, directory: Directory) -> int | None:
    """Return the province or the one commune by whose decision somebody says to be harmed, wherever they live."""
    if kind is not Kind.COMPLAINT:
        return None
    if is_of_province(text):
        top = directory.unit_of(TOP, "province")
        return top.id if top else None
    folded = f" {fold(text)} "
    tops = (one for one in directory.units.values() if one.level == "commune" and one.function == TOP)
    found = [one.id for one in tops if _has_decided(fold(one.name), folded)]
    return found[0] if len(found) == 1 else None


def _has_decided(name: str, folded: str) -> bool:
    called = name.removeprefix("ubnd ").removeprefix("uy ban nhan dan ")
    if len(called.split()) < 2 or f" {called} " not in folded:  # noqa: PLR2004 - "xã" and a name
        return False
    return re.search(rf" (?:cua|khieu nai) (?:(?:{_OF_OFFICE}) )*{re.escape(called)} ", folded) is not None


def _body_id(accused: Iterable[Officer], bodies: frozenset[int], text: str, directory: Directory) -> int | None:
    """Return the provincial body that a text is about: that of the accused, else the one named before any commune's."""
    units = directory.units
    theirs = [p.unit_id for p in accused if units[p.unit_id].level == "province" and not is_at_top(p, directory)]
    if theirs:
        return min(theirs)
    folded = f" {fold(written_out(text))} "
    local = _first_of(_OF_COMMUNES, folded)
    named = {_first_of(forms_of(units[one].function), folded): one for one in bodies}
    first = min(named, default=len(folded))
    return named[first] if first < local else None


def _first_of(phrases: Iterable[str], folded: str) -> int:
    return min((at for one in phrases if (at := folded.find(f" {one} ")) >= 0), default=len(folded))


def _names_commune(text: str, communes: frozenset[str]) -> bool:
    folded = f" {fold(text)} "
    return bool(communes) and any(f" {word} " in folded for word in ("ubnd", "uy ban", "can bo", "cong chuc"))


def _respondent(
    named: Iterable[Named], bodies: frozenset[int], directory: Directory, *, is_act_of_commune: bool
) -> str:
    """Return the gravest standing of those named; the top of the province only where it is accused outright.

    Below it stands everybody: whoever is merely spoken of as chair of the province is kept out alone.
    """
    found = {standing for one in named for standing in _standings(one, directory)}
    found |= {"department_staff"} if bodies else set()
    found |= {"commune_staff"} if is_act_of_commune else set()
    return next((one for one in RESPONDENTS if one in found), "")


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


def _reasons(
    named: Iterable[Named], accused: Iterable[int], people: frozenset[int], directory: Directory
) -> Iterator[str]:
    kept = frozenset(accused)
    for one in {each.words: each for each in named}.values():
        meant = [person for person in one.people if person.id in kept]
        if len(meant) > 1 and one.title is None:
            yield f"Có {len(meant)} người cùng tên {meant[0].name}: tất cả đều không được xem và xử lý việc này."
        elif meant:
            names = ", ".join(dict.fromkeys(_called(person, directory) for person in meant[:3]))
            yield f"Nội dung nói đến {names}: người này không được xem và xử lý việc này."
    if near := len(people - kept):
        yield f"Còn {near} người thân đã kê khai của người bị nêu cũng không được xem và xử lý việc này."


def _called(person: Officer, directory: Directory) -> str:
    return f"{person.name} ({person.title or directory.units[person.unit_id].name})"

"""Who must not handle, see or be told of a matter: the accused, their body, everybody below and those close to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from routing.directory import PROVINCE_RECEPTION, TOP, Directory, Officer
from routing.kinds import Kind
from routing.language.folding import fold
from routing.officials.accused import Named, is_at_top, named_in, units_named
from routing.officials.branches import Branch, branch_of
from routing.officials.called import called_in, speaks_of_office, speaks_of_reception, tells_how_treated
from routing.officials.deciders import body_id, decider_id, deciding_none, is_below_chair
from routing.officials.owned import tells_of_owned
from routing.officials.shielding import bodies_that_shield, tells_of_shielding
from routing.officials.standing import ABOVE_ALL, leads_commune, respondent_of
from routing.officials.subordinates import holder_id
from routing.officials.wrongs import tells_a_wrong
from routing.places import Place, load_gazetteer

CORRUPTION_TOPIC = "tham_nhung"
CONDUCT_TOPIC = "can_bo"
_VIOLENT = frozenset({"child", "crime"})
_LEADS_POLICE, _POLICE = "police_province", "Công an"
GUARDED = frozenset({CORRUPTION_TOPIC, CONDUCT_TOPIC})  # their matters shut out whoever is named in them


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
        spared: ids of bodies that are kept out for their commune's sake alone: nobody in office may be meant.
    """

    units: frozenset[int] = frozenset()
    accused: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    respondent: str = ""
    body_id: int | None = None
    reasons: tuple[str, ...] = ()
    spared: frozenset[int] = frozenset()


NOBODY = Conflicts()


def together(conflicts: Conflicts, others: Conflicts) -> Conflicts:
    """Return conflicts with others who are kept out as well."""
    if others is NOBODY:
        return conflicts
    units, accused, people = (getattr(conflicts, one) | getattr(others, one) for one in ("units", "accused", "people"))
    return replace(conflicts, units=units, accused=accused, people=people)


def is_protected(kind: Kind, topic: str) -> bool:
    """Tell whether the law on denunciation, or its protection of those who report corruption, applies."""
    return kind is Kind.DENUNCIATION or topic == CORRUPTION_TOPIC


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says of people in office.

    Attributes:
        communes: codes of the communes that it may speak of.
        named: whom it names, and who is called by a given name or by what they do.
        bodies: ids of the provincial bodies that it names.
        branch: of which branch of its own somebody is whom it accuses or complains of.
    """

    kind: Kind
    text: str
    directory: Directory
    communes: frozenset[str]
    named: tuple[Named, ...]
    bodies: frozenset[int]
    branch: Branch | None


def conflicts_in(
    kind: Kind, text: str, *, topic: str, places: Iterable[Place | None], directory: Directory, danger: str = ""
) -> Conflicts:
    """Return who must be kept out of a matter, by what it is before the law.

    Where somebody does violence, whoever is named may be who does it, however it is told: they are kept out alone.

    Args:
        kind: what the matter is before the law.
        text: the citizen's words.
        topic: a code of the catalogue.
        places: where it is and what places the text names, as far as known.
        directory: who works where, and who is close to whom.
        danger: the kind of danger that is told, blank for none.
    """
    places = tuple(places)
    found = _by_kind(kind, text, topic, places, directory)
    if danger not in _VIOLENT or is_protected(kind, topic):
        return found
    named = _of_denunciation(_told(Kind.DENUNCIATION, text, places, directory))
    if named.accused <= found.accused:
        return found
    reasons = tuple(dict.fromkeys((*found.reasons, *named.reasons)))
    return replace(together(found, replace(named, units=frozenset())), reasons=reasons)


def _by_kind(kind: Kind, text: str, topic: str, places: tuple[Place | None, ...], directory: Directory) -> Conflicts:
    if is_protected(kind, topic):
        return _of_denunciation(_told(kind, text, places, directory))
    if kind is Kind.COMPLAINT:
        return _of_complaint(_told(kind, text, places, directory))
    if topic == CONDUCT_TOPIC or (kind is not Kind.INQUIRY and (tells_a_wrong(text) or tells_how_treated(text))):
        return _shielded(_of_report(told := _told(kind, text, places, directory), topic), told)
    if kind is Kind.INQUIRY or not (tells_of_shielding(text) or tells_of_owned(text)):
        return NOBODY
    told = _told(kind, text, places, directory)
    own = _alone(told, tuple(one for one in told.named if one.is_owner))
    return _shielded(own, told) if tells_of_shielding(text) else own


def _shielded(conflicts: Conflicts, told: _Told) -> Conflicts:
    """Keep out too which bodies are told to be paid by, or close to, whomever a report is about."""
    bodies = told.directory.below(bodies_that_shield(told.text, told.communes, told.directory))
    if bodies <= conflicts.units:
        return conflicts
    names = ", ".join(told.directory.units[one].name for one in sorted(bodies - conflicts.units)[:3])
    reason = f"Nội dung nói {names} bao che hay được lợi: nơi này không được xem và xử lý việc này."
    return replace(conflicts, units=conflicts.units | bodies, reasons=(*conflicts.reasons, reason))


def _told(kind: Kind, text: str, places: Iterable[Place | None], directory: Directory) -> _Told:
    communes = _communes(places) | {code for one in load_gazetteer().communes_named(text) for code in one.codes}
    named = (*named_in(text, communes, directory), *called_in(text, communes, directory))
    return _Told(kind, text, directory, communes, named, units_named(text, directory), branch_of(kind, text))


def _of_denunciation(told: _Told) -> Conflicts:
    """Keep out the accused, their bodies and every commune that is meant.

    A denunciation of a commune goes past that commune (law on denunciation, Art. 12-13); a report of corruption is
    protected alike (law against corruption, Art. 65, 67), and so is a complaint that tells of it.
    """
    accused = deciding_none(told.named, told.directory) if told.kind is Kind.COMPLAINT else _people(told.named)
    communes = told.communes.union(*(one.communes for one in told.named))
    bodies = told.bodies | _reception(told) | _led_by(told)
    units = _own_units(accused, told) | bodies | _units_in(communes, told)
    conflicts = _conflicts(told, told.named, accused, units)
    if told.named or bodies or speaks_of_office(told.text):
        return conflicts
    return replace(conflicts, spared=told.directory.below(_units_in(communes, told)))


def _of_complaint(told: _Told) -> Conflicts:
    """Keep out only the officers that are named: a complaint goes first to whoever made the decision.

    Those close to them are kept out as well (decree 31/2019, Art. 10).
    """
    named = tuple(one for one in told.named if one.title is None or is_below_chair(one.title))
    return replace(_conflicts(told, named, deciding_none(named, told.directory), ()), units=frozenset())


def _of_report(told: _Told, topic: str) -> Conflicts:
    """Keep out whoever is told to do wrong, and of a matter about conduct whoever is named; else nobody."""
    named = tuple(one for one in told.named if one.title is None or _is_told_of(one, topic))
    if topic != CONDUCT_TOPIC and not any(one.is_wrong or one.is_called for one in named):
        return _alone(told, named) if tells_how_treated(told.text) else NOBODY
    accused = _people(named)
    communes = frozenset[str]().union(*(one.communes for one in named if _leaves_nobody(one)))
    sure = _people(one for one in named if not one.is_called)
    return _conflicts(told, named, accused, _own_units(sure, told) | _units_in(communes, told))


def _alone(told: _Told, named: tuple[Named, ...]) -> Conflicts:
    """Keep out who is named in full where it is told how people are treated: them alone, others see to the matter."""
    by_name = tuple(one for one in named if one.title is None)
    return _conflicts(told, by_name, _people(by_name), ()) if by_name else NOBODY


def _conflicts(told: _Told, named: tuple[Named, ...], accused: dict[int, Officer], units: Iterable[int]) -> Conflicts:
    """Return what is known of those named; nobody is left to look where the top of the province is accused."""
    is_complaint, known = told.kind is Kind.COMPLAINT, told.directory
    bodies = told.bodies | _reception(replace(told, named=named))
    people = known.close_to(accused)
    respondent = respondent_of(
        named,
        bodies,
        known,
        branch=told.branch,
        is_act_of_commune=is_complaint and _names_commune(told),
        accuses=told.kind is Kind.DENUNCIATION,
    )
    decider = holder_id(respondent, told.text, known) or decider_id(told.text, known) if is_complaint else None
    return Conflicts(
        units=known.below((*units, *_below(respondent, known))),
        accused=frozenset(accused),
        people=people,
        respondent=respondent,
        body_id=decider or body_id(accused.values(), bodies, told.text, known),
        reasons=tuple(dict.fromkeys(_reasons(named, accused, people, known))),
    )


def _below(respondent: str, directory: Directory) -> Iterator[int]:
    """Yield whoever is below an accused leader of the province, or of its police, whatever body they work in."""
    for one in directory.units.values():
        if respondent in ABOVE_ALL or (respondent == _LEADS_POLICE and one.function.startswith(_POLICE)):
            yield one.id


def _people(named: Iterable[Named]) -> dict[int, Officer]:
    return {person.id: person for one in named for person in one.people}


def _own_units(accused: dict[int, Officer], told: _Told) -> set[int]:
    return {one.unit_id for one in accused.values() if not is_at_top(one, told.directory)}


def _is_told_of(named: Named, topic: str) -> bool:
    """Tell whether a report speaks of what somebody in office does, not only of their office."""
    return named.is_wrong or (named.is_subject and topic == CONDUCT_TOPIC)


def _leaves_nobody(named: Named) -> bool:
    """Tell whether a whole commune must not look into a report: its chair is meant, or who does wrong is not known.

    How the clerk at the counter speaks to people is for the commune itself to mend.
    """
    if named.title is None:
        return False
    return leads_commune(named) or (named.is_wrong and not named.people)


def _reception(told: _Told) -> frozenset[int]:
    """Return the reception of the province where it is accused itself; else it is only written to."""
    by_title = any(one.title and one.title.body == PROVINCE_RECEPTION and _is_meant(one) for one in told.named)
    is_accused = by_title or (told.kind is not Kind.COMPLAINT and speaks_of_reception(told.text))
    known = told.directory.units.values() if is_accused else ()
    return frozenset(one.id for one in known if one.function == PROVINCE_RECEPTION)


def _led_by(told: _Told) -> frozenset[int]:
    """Return the bodies of the province whose leaders are named by rank alone, whoever they are ("chánh thanh tra")."""
    titles = (one.title for one in told.named if one.title and not one.title.is_former)
    functions = {title.body for title in titles if title.tier == "province"} - {"", TOP}
    return frozenset(one.id for one in told.directory.units.values() if one.function in functions)


def _is_meant(named: Named) -> bool:
    is_person = named.title is not None and (named.title.is_leader or named.title.is_staff)
    return named.is_direct or named.is_wrong or is_person


def _communes(places: Iterable[Place | None]) -> frozenset[str]:
    codes = {one.code for one in places if one and one.code}
    return frozenset(codes) | {commune.code for one in places if one for commune in one.candidates}


def _units_in(communes: frozenset[str], told: _Told) -> set[int]:
    return {
        unit.id for unit in told.directory.units.values() if unit.level == "commune" and unit.commune_code in communes
    }


def _names_commune(told: _Told) -> bool:
    folded = f" {fold(told.text)} "
    return bool(told.communes) and any(f" {word} " in folded for word in ("ubnd", "uy ban", "can bo", "cong chuc"))


def _reasons(
    named: Iterable[Named], accused: Iterable[int], people: frozenset[int], directory: Directory
) -> Iterator[str]:
    kept = frozenset(accused)
    for one in {each.words: each for each in named}.values():
        meant = [person for person in one.people if person.id in kept]
        if meant and one.is_called:
            names = ", ".join(_called(person, directory) for person in meant[:3])
            yield f"Nội dung nói đến “{one.words}”, có thể là {names}: không được xem và xử lý việc này."
        elif len(meant) > 1 and one.title is None:
            yield f"Có {len(meant)} người cùng tên {meant[0].name}: tất cả đều không được xem và xử lý việc này."
        elif meant:
            names = ", ".join(dict.fromkeys(_called(person, directory) for person in meant[:3]))
            yield f"Nội dung nói đến {names}: người này không được xem và xử lý việc này."
    if near := len(people - kept):
        yield f"Còn {near} người thân đã kê khai của người bị nêu cũng không được xem và xử lý việc này."


def _called(person: Officer, directory: Directory) -> str:
    return f"{person.name} ({person.title or directory.units[person.unit_id].name})"

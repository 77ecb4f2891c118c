"""To whom a complaint is addressed: who decides by law, as a person with an office, an address and a telephone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from intake import meta
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory
from intake.errors import Invalid
from intake.law.competence import competence_for
from routing.conflicts import Conflicts, conflicts_in
from routing.directory import TOP, Directory, Unit
from routing.kinds import Kind
from routing.language.folding import fold
from routing.managed import is_run_by_commune, managed_by
from routing.officials.accused import units_named
from routing.officials.branches import OF_PUBLIC_BODIES
from routing.officials.instances import instance_of, is_of_province
from routing.officials.subordinates import DEPARTMENT_UNIT, subordinate_in
from routing.places import Place, load_gazetteer

_OF_COMMUNE = re.compile(r"\b(?:xa|phuong)\b")
# A decision of the chair, of the committee or of the director is their own, not one of those below them.
_HEADS_OWN: Mapping[str, tuple[re.Pattern[str], str]] = {
    "commune_staff": (
        re.compile(
            r"\bchu tich (?:ubnd|uy ban|xa|phuong|dac khu)\b"
            r"|\b(?:quyet dinh|thong bao)\b(?:(?!\b(?:can bo|cong chuc|nhan vien)\b).){0,80}\bcua (?:ubnd|uy ban)\b"
        ),
        "commune_chair",
    ),
    "department_staff": (re.compile(r"\bgiam doc so\b"), "department_head"),
}
_CHAIR, _HEAD = "Chủ tịch", "Giám đốc"
_ABOVE_OR_BELOW = OF_PUBLIC_BODIES | {DEPARTMENT_UNIT}
_OF_DEPARTMENTS = frozenset({"department_staff", "department_head"})
_HEADS = {"truong": "Hiệu trưởng", "benh vien": "Giám đốc", "trung tam": "Giám đốc"}


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides (blank where it is not known yet), by which article, and where the form is handed in."""

    name: str = ""
    basis: str = ""
    office: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a matter complains of or accuses before the law, blank where its words do not say so, and which instance."""

    respondent: str = ""
    instance: int = 1


def meant_in(snap: Snapshot, case: Row[Any], told: Mapping[str, str]) -> Meant:
    """Return whom the words of a complaint or a denunciation mean, for an officer to check."""
    known, words = directory.snapshot(snap), _words(case, told)
    if case.kind != Kind.COMPLAINT:
        return Meant(_facts(Kind(case.kind), case, words, known).respondent)
    instance = instance_of(Kind.COMPLAINT, words)
    respondent = _respondent(case, words, known, instance)
    own, head = _HEADS_OWN.get(respondent, (None, ""))
    return Meant(head if own and own.search(fold(words)) else respondent, instance)


def _words(case: Row[Any], told: Mapping[str, str]) -> str:
    against = f"khiếu nại {told['against']}" if told.get("against") else ""
    return "\n".join(filter(None, (case.text, against, told.get("decision"))))


def authority_of(snap: Snapshot, case: Row[Any], told: Mapping[str, str]) -> Authority:
    """Return who decides a complaint: as an officer has recorded it, else as its own words say."""
    known, words = directory.snapshot(snap), _words(case, told)
    instance = max(case.instance, instance_of(Kind.COMPLAINT, words))
    respondent = case.respondent or _respondent(case, words, known, instance)
    unit = _unit(case, known)
    try:
        found = competence_for("complaint", instance, respondent)
    except Invalid:
        return _handed_in(snap, known, unit, "", "")
    if found.is_outside:
        head = _head_of(case.place_text or "") if respondent in OF_PUBLIC_BODIES else _referred_to(case, instance)
        return Authority(head or found.decider, found.basis)
    if found.function:
        local = unit.commune_code if unit else None
        called = found.called_in(load_gazetteer().communes.get(local or ""))
        return _handed_in(snap, known, known.unit_of(found.function, found.level, local), called, found.basis)
    if respondent in _ABOVE_OR_BELOW:
        office, called = _found_by_name(snap, case, words, known, respondent, instance)
        return (
            _handed_in(snap, known, office, called, found.basis)
            if office
            else Authority(called or found.decider, found.basis)
        )
    decider = _decider(found.level, respondent, instance, words, known, unit)
    if decider is None:
        return _handed_in(snap, known, unit, "", found.basis)
    return _handed_in(snap, known, decider, _called(decider), found.basis)


def _above_public_body(snap: Snapshot, case: Row[Any], words: str, known: Directory) -> Unit | None:
    """Return who runs a school or a hospital and decides the second time; None where it is not known who does."""
    topic, told = topic_book.current(snap).root(case.topic), f"{words}\n{case.place_text or ''}"
    if function := managed_by(told, topic):
        return known.unit_of(function, "province")
    is_communal = case.commune_code and is_run_by_commune(told, topic)
    return known.unit_of(TOP, "commune", case.commune_code) if is_communal else None


def _found_by_name(  # noqa: PLR0917 - the facts of one question
    snap: Snapshot, case: Row[Any], words: str, known: Directory, respondent: str, instance: int
) -> tuple[Unit | None, str]:
    """Return where a complaint is handed in of a body that is known by its name alone, and who decides there."""
    if respondent in OF_PUBLIC_BODIES:
        above = _above_public_body(snap, case, words, known)
    else:
        below = subordinate_in(words, known)
        if instance == 1:
            return (below.holder, below.head) if below else (None, "")
        above = below.department if below else None
    return above, _called(above) if above else ""


def _head_of(place: str) -> str:
    """Return who leads the school or hospital that a place is ("Hiệu trưởng trường THPT Thuận Thành"), else blank."""
    body = place.partition(",")[0].strip()
    rank = next((rank for said, rank in _HEADS.items() if fold(body).startswith(f"{said} ")), "")
    return f"{rank} {body}" if rank else ""


def _referred_to(case: Row[Any], instance: int) -> str:
    """Return whom the citizen of a first complaint was told, where it goes to none of ours; else blank."""
    referral = (case.decision or {}).get("referral") if instance == 1 else None
    return str(referral["whom"]) if referral else ""


def _respondent(case: Row[Any], words: str, known: Directory, instance: int) -> str:
    """Return whom the words complain of before the law; blank where they do not say so.

    What the commune has decided first, its chair has (Art. 17).
    """
    folded = fold(words)
    if is_of_province(words):
        return "province_chair"
    facts = _facts(Kind.COMPLAINT, case, words, known)
    if facts.respondent in OF_PUBLIC_BODIES:
        return facts.respondent
    if instance > 1 and case.commune_code and _OF_COMMUNE.search(folded):
        return "commune_chair"
    is_chair = case.commune_code and " chu tich " in f" {folded} "
    return facts.respondent or ("commune_chair" if is_chair else "")


def _facts(kind: Kind, case: Row[Any], words: str, known: Directory) -> Conflicts:
    place = Place(case.place_text, case.commune_code, None) if case.commune_code else None
    return conflicts_in(kind, words, topic=case.topic, places=(place,), directory=known)


def _decider(  # noqa: PLR0917 - the facts of one question
    level: str, respondent: str, instance: int, words: str, known: Directory, unit: Unit | None
) -> Unit | None:
    """Return the body whose head decides."""
    if level == "commune":
        return known.unit_of(TOP, "commune", unit.commune_code) if unit and unit.commune_code else None
    if respondent in _OF_DEPARTMENTS and instance == 1:
        named = units_named(words, known)
        return known.units[min(named)] if len(named) == 1 else None
    return known.unit_of(TOP, "province")


def _called(unit: Unit) -> str:
    return f"{_CHAIR} {unit.name}" if unit.function == TOP else f"{_HEAD} {unit.name}"


def _unit(case: Row[Any], known: Directory) -> Unit | None:
    """Return the commune's own body where the case is of a commune, else the unit that has it."""
    local = known.unit_of(TOP, "commune", case.commune_code) if case.commune_code else None
    return local or known.units.get(case.lead_unit_id or case.screening_unit_id or 0)


def _handed_in(snap: Snapshot, known: Directory, unit: Unit | None, name: str, basis: str) -> Authority:
    if unit is None:
        office = meta.office(snap)
        return Authority(name, basis, office.name, office.address, office.phone, office.hours)
    above = [known.units[one] for one in known.lineage(unit.id)]
    address = next((one.address for one in above if one.address and one.level == unit.level), "")
    phone = next((one.phone for one in above if one.phone and one.level == unit.level), "")
    hours = next((one.hours for one in above if one.hours and one.level == unit.level), "")
    return Authority(name, basis, unit.name, address, phone, hours)

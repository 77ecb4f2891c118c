"""What an officer has filled in at the counter: the matter with the machine's reading under it, the visit, the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from admin.forms.typed import day_in, number
from admin.known_topics import catalogue
from admin.shown_refs import case_ref
from admin.words import words
from intake import labels
from intake.access import Viewer
from intake.acts.counter import Paper, Visit
from intake.catalogue.topic_book import reader_with
from intake.complaints.forms import decision_words
from intake.db import Snapshot
from intake.directory import directory
from intake.errors import Invalid
from intake.queries.case.similar import Alike, similar_to_words
from intake.queries.case_lines import unit_name
from intake.registration import danger_labels
from intake.registration.matter import Matter
from intake.registration.reception import foresee
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reader, Reading

_MAY = ("first_code", "is_remote")
OF_FORM = ("form_on", "form_ref", "instance", "first_code", "respondent", "is_remote")
_MAX_TEXT, _MAX_LINE, _MOST_PAPERS = 20_000, 500, 40
_REFUSED = "Chưa ghi được."
_CHOOSE = "Xin chọn lại trong danh sách."
_AHEAD = "Ngày này chưa đến."
_NUMBER = 100
_PEOPLE_DIGITS = 9
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Told:
    """What a form holds: the matter, the visit, a signed form, what is complained of.

    `wrong` says by field what of it could not be read; such a field counts as blank.
    """

    matter: Matter
    visit: Visit
    signed: dict[str, str] | None
    decision: str
    wrong: Mapping[str, str]


def told_in(form: Mapping[str, str], reading: Reading, today: date) -> Told:
    """Return what a form holds, as far as it can be read."""
    wrong: dict[str, str] = {}
    matter, visit = _matter(form, reading, wrong), _visit(form, today, wrong)
    signed, decision = _signed(form, today, wrong), _decision(form, today, wrong)
    return Told(matter, visit, signed, decision if matter.kind is Kind.COMPLAINT else "", wrong)


def noted(wrong: dict[str, str], read_part: Callable[[], _Part], otherwise: _Part) -> _Part:
    """Return a part of a form; what is wrong with it is noted beside what is wrong elsewhere."""
    try:
        return read_part()
    except Invalid as error:
        wrong |= error.fields
        return otherwise


def read(reader: Reader, form: Mapping[str, str]) -> Reading:
    """Return what the machine makes of the words and the place."""
    return reader_with(reader, catalogue()).read(
        " ".join(filter(None, (_words(form, "text"), _words(form, "place_text"))))
    )


def matter_of(form: Mapping[str, str], reading: Reading) -> Matter:
    """Return the matter: what the officer chose, and where nothing was chosen what the machine read.

    Raises:
        Invalid: a choice that no form offers.
    """
    wrong: dict[str, str] = {}
    matter = _matter(form, reading, wrong)
    if wrong:
        raise Invalid(_REFUSED, wrong)
    return matter


def _matter(form: Mapping[str, str], reading: Reading, wrong: dict[str, str]) -> Matter:
    topic, kind = form.get("topic") or reading.topic, form.get("kind") or _kind(reading)
    if topic not in catalogue().in_use:
        wrong["topic"], topic = _CHOOSE, reading.topic
    if kind not in {one.value for one in Kind}:
        wrong["kind"], kind = _CHOOSE, _kind(reading)
    return Matter(
        kind=Kind(kind),
        topic=topic,
        text=_words(form, "text", _MAX_TEXT),
        place=noted(wrong, lambda: _place(form, reading), None),
        confidence=1.0 if form.get("topic") else reading.confidence,
        is_urgent=reading.urgent,
        danger=reading.alarm,
        reading=reading,
    )


def _kind(reading: Reading) -> str:
    return Kind.FEEDBACK.value if reading.kind is Kind.OTHER else reading.kind.value


def _place(form: Mapping[str, str], reading: Reading) -> Place | None:
    code, words, read_place = form.get("commune_code", ""), _words(form, "place_text"), reading.place
    if not code:
        return Place(words, read_place.code, read_place.name, read_place.outside) if read_place else _only_words(words)
    commune = load_gazetteer().communes.get(code)
    if commune is None:
        raise Invalid(_REFUSED, {"commune_code": _CHOOSE})
    return Place(words or (read_place.text if read_place else ""), commune.code, commune.name)


def _only_words(words: str) -> Place | None:
    return Place(words, None, None) if words else None


def _visit(form: Mapping[str, str], today: date, wrong: dict[str, str]) -> Visit:
    people = _words(form, "people") or "1"
    told = {
        name: _words(form, name)
        for name in ("how", "name", "phone", "address", "id_number", "id_issued_by", "earlier_body", "note")
    }
    return Visit(
        **told,
        id_issued_on=_past_day(form, "id_issued_on", today, wrong),
        papers=papers_of(form),
        people=number(people, _PEOPLE_DIGITS) or 0,
    )


def papers_of(form: Mapping[str, str]) -> tuple[Paper, ...]:
    """Return the documents, one a line: name; pages; condition."""
    lines = [line for line in form.get("papers", "").splitlines() if line.strip()][:_MOST_PAPERS]
    parts = [[part.strip()[:_MAX_LINE] for part in line.split(";", 2)] for line in lines]
    return tuple(Paper(*row) for row in parts)


def _past_day(form: Mapping[str, str], name: str, today: date, wrong: dict[str, str]) -> date | None:
    day = noted(wrong, lambda: day_in(form, name, refusal=_REFUSED), None)
    if day is not None and day > today:
        wrong[name], day = _AHEAD, None
    return day


def _decision(form: Mapping[str, str], today: date, wrong: dict[str, str]) -> str:
    made_on, received_on = (_past_day(form, f"decision_{name}", today, wrong) for name in ("on", "received"))
    if made_on and received_on and received_on < made_on:
        wrong["decision_received"] = f"Không thể trước ngày ra quyết định, {made_on:%d/%m/%Y}."
    return decision_words(_words(form, "decision_no", _NUMBER), made_on, received_on)


def _signed(form: Mapping[str, str], today: date, wrong: dict[str, str]) -> dict[str, str] | None:
    """Return the fields of a signed form that was handed in; None where the officer ticked none."""
    if not form.get("has_form"):
        return None
    day = _past_day(form, "form_on", today, wrong)
    told = {name: _words(form, name) for name in OF_FORM} | {"form_on": str(day or "")}
    return {name: value for name, value in told.items() if value or name not in _MAY}


def _words(form: Mapping[str, str], name: str, most: int = _MAX_LINE) -> str:
    return form.get(name, "").strip()[:most]


def proposal_of(snap: Snapshot, viewer: Viewer, form: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """Return the machine's reading as the page shows it: values of the fields, sentences, the unit, cases alike.

    What the officer has chosen already counts before what was read.
    """
    place = reading.place
    own = _own_commune(snap, viewer, place)
    fields = {
        "kind": form.get("kind") or _kind(reading),
        "topic": form.get("topic") or reading.topic,
        "commune_code": form.get("commune_code") or (place.code if place else None) or own,
        "place_text": form.get("place_text") or (place.text if place else ""),
    }
    return {
        **fields,
        "danger": _urgency(reading),
        "says": f"Máy đọc: {_said(fields, is_own=not form.get('commune_code') and bool(own))}. Xin xem lại.",
        **_unit(snap, {**form, **fields}, reading),
        "similar": [_alike(one, snap.today) for one in _similar(snap, viewer, form, fields)],
    }


def _urgency(reading: Reading) -> str:
    """Return what the person at the counter is to be told at once; blank where nothing is urgent."""
    if reading.danger:
        return f"NGUY HIỂM, bảo gọi ngay {', '.join(reading.danger.numbers)}"
    if reading.hazard:
        named = danger_labels.DANGERS[reading.hazard.kind]
        return f"{named.capitalize()}. Bảo tránh xa; nếu xảy ra thì gọi ngay {', '.join(reading.hazard.numbers)}"
    return ""


def _own_commune(snap: Snapshot, viewer: Viewer, place: Place | None) -> str:
    """Return the commune whose counter it is told at, where the words name none, or may mean this one among others."""
    unit = directory.snapshot(snap).units.get(viewer.unit_id)
    code = (unit.commune_code if unit else None) or ""
    if place is None or not code:
        return code
    is_elsewhere = (
        place.code or place.outside or (place.candidates and code not in {one.code for one in place.candidates})
    )
    return "" if is_elsewhere else code


def _said(fields: Mapping[str, str], *, is_own: bool) -> str:
    topic = catalogue().topics.get(fields["topic"])
    commune = load_gazetteer().communes.get(fields["commune_code"])
    kind = labels.KINDS.get(fields["kind"], "")
    what = topic.short_name if topic else ""
    where = commune.name if commune else "chưa rõ xã, phường"
    told = f"{where}, là nơi đang tiếp vì lời kể chưa nêu xã, phường" if is_own else where
    return f"{kind.lower()}; {what}; {told}"


def _unit(snap: Snapshot, form: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """Tell who would get the matter now; nothing where a field is wrong, which is said when it is sent."""
    try:
        decision = foresee(snap, matter_of(form, reading))
    except Invalid:
        return {"unit": "", "reasons": []}
    known = directory.snapshot(snap)
    name = unit_name(known, decision.unit_id) or "Chưa rõ, bộ phận tiếp nhận phân"
    screened = " (bộ phận tiếp nhận xem trước)" if decision.to_screening and decision.unit_id else ""
    return {"unit": f"{name}{screened}", "reasons": list(decision.reasons[:2])}


def _similar(snap: Snapshot, viewer: Viewer, form: Mapping[str, str], fields: Mapping[str, str]) -> tuple[Alike, ...]:
    return similar_to_words(
        snap,
        viewer,
        _words(form, "text", _MAX_TEXT),
        topic=fields["topic"],
        commune=fields["commune_code"] or None,
        place=fields["place_text"],
        is_sealed=fields["kind"] == Kind.DENUNCIATION.value,
    )


def _alike(one: Alike, today: date) -> dict[str, Any]:
    said = [one.place or "chưa rõ nơi", words.moment(one.registered_at, today), labels.STATES[one.state]]
    why = f"Cùng nói: {', '.join(one.why)}" if one.why else ""
    return {"ref": case_ref(one.id), "code": one.code, "summary": one.summary, "about": " · ".join(said), "why": why}

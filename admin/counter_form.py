"""What an officer has filled in at the counter: the matter with the machine's reading under it, the visit, the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from admin import words
from admin.known_topics import catalogue
from admin.typed import day_in
from intake import directory, labels
from intake.access import Viewer
from intake.counter import Paper, Visit
from intake.db import Snapshot
from intake.errors import Invalid
from intake.queries.case_lines import unit_name
from intake.queries.similar import Alike, similar_to_words
from intake.reception import Matter, foresee
from intake.topic_book import reader_with
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reader, Reading

OF_FORM = ("form_on", "form_ref", "instance", "respondent")
_MAX_TEXT, _MAX_LINE, _MOST_PAPERS = 20_000, 500, 40
_REFUSED = "Chưa ghi được."
_CHOOSE = "Xin chọn lại trong danh sách."


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
    topic, kind = form.get("topic") or reading.topic, form.get("kind") or _kind(reading)
    if topic not in catalogue().in_use:
        raise Invalid(_REFUSED, {"topic": _CHOOSE})
    if kind not in {one.value for one in Kind}:
        raise Invalid(_REFUSED, {"kind": _CHOOSE})
    return Matter(
        kind=Kind(kind),
        topic=topic,
        text=_words(form, "text", _MAX_TEXT),
        place=_place(form, reading),
        confidence=1.0 if form.get("topic") else reading.confidence,
        is_urgent=reading.danger is not None,
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


def visit_of(form: Mapping[str, str]) -> Visit:
    """Return who came or called.

    Raises:
        Invalid: a day or a number is none.
    """
    people = _words(form, "people") or "1"
    if not (people.isascii() and people.isdecimal()):
        raise Invalid(_REFUSED, {"people": "Xin ghi bằng chữ số."})
    told = {
        name: _words(form, name)
        for name in ("how", "name", "phone", "address", "id_number", "id_issued_by", "earlier_body", "note")
    }
    return Visit(
        **told,
        id_issued_on=day_in(form, "id_issued_on", refusal=_REFUSED),
        papers=papers_of(form),
        people=int(people[:9]),
    )


def papers_of(form: Mapping[str, str]) -> tuple[Paper, ...]:
    """Return the documents, one a line: name; pages; condition."""
    lines = [line for line in form.get("papers", "").splitlines() if line.strip()][:_MOST_PAPERS]
    parts = [[part.strip()[:_MAX_LINE] for part in line.split(";", 2)] for line in lines]
    return tuple(Paper(*row) for row in parts)


def signed_form_of(form: Mapping[str, str], today: date) -> dict[str, str] | None:
    """Return the fields of a signed form that was handed in; None where the officer ticked none.

    Raises:
        Invalid: its day is none, or lies ahead.
    """
    if not form.get("has_form"):
        return None
    day = day_in(form, "form_on", refusal=_REFUSED)
    if day is not None and day > today:
        raise Invalid(_REFUSED, {"form_on": "Ngày này chưa đến."})
    return {name: _words(form, name) for name in OF_FORM} | {"form_on": str(day or "")}


def _words(form: Mapping[str, str], name: str, most: int = _MAX_LINE) -> str:
    return form.get(name, "").replace("\x00", "").strip()[:most]


def proposal_of(snap: Snapshot, viewer: Viewer, form: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """Return the machine's reading as the page shows it: values of the fields, sentences, the unit, cases alike.

    What the officer has chosen already counts before what was read.
    """
    place, danger = reading.place, reading.danger
    fields = {
        "kind": form.get("kind") or _kind(reading),
        "topic": form.get("topic") or reading.topic,
        "commune_code": form.get("commune_code") or (place.code if place else None) or "",
        "place_text": form.get("place_text") or (place.text if place else ""),
    }
    return {
        **fields,
        "danger": f"NGUY HIỂM, bảo gọi ngay {', '.join(danger.numbers)}" if danger else "",
        "says": f"Máy đọc: {_said(fields)}. Xin xem lại.",
        **_unit(snap, {**form, **fields}, reading),
        "similar": [_alike(one, snap.today) for one in _similar(snap, viewer, form, fields)],
    }


def _said(fields: Mapping[str, str]) -> str:
    topic = catalogue().topics.get(fields["topic"])
    commune = load_gazetteer().communes.get(fields["commune_code"])
    kind = labels.KINDS.get(fields["kind"], "")
    what = topic.short_name if topic else ""
    return "; ".join((kind.lower(), what, commune.name if commune else "chưa rõ xã, phường"))


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
    return {"id": one.id, "code": one.code, "summary": one.summary, "about": " · ".join(said), "why": why}

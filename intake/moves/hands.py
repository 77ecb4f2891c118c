"""Into whose hands a case goes: screening, transfer inside the office, assignment, return to the desk."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, insert, select

from intake import labels
from intake.catalogue import topic_book
from intake.db import Transaction
from intake.deadlines import clocks
from intake.directory import directory, exclusions, roster
from intake.errors import Invalid
from intake.law.competence import Competence, competence_for
from intake.lifecycle import AT_REGISTRATION, DATA_REPLY, FORMAL_KINDS
from intake.moves import claims, given_back, joined, joiners, seals, second
from intake.moves.desks import GIVEN_BACK, desk_for
from intake.moves.work import Change, Work, number, on_paper, one_of, paper_of, question_of
from intake.notices import notices
from intake.registration import urgency
from intake.sealed import sealed_people
from intake.tables import CorrectionRow, StaffRow
from routing.assignment import Post, officer_for
from routing.conflicts import GUARDED, NOBODY, Conflicts, conflicts_in, is_protected, together
from routing.directory import Directory, Unit, full_unit_name
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reading
from routing.topics import Topic

_BEFORE = ("acceptance", "initial_handling", "further_denunciation", "overdue_demand")  # what ends with the acceptance
_SEND_ON = "Xin chuyển đơn trong 05 ngày làm việc kể từ ngày nhận (Điều 24 khoản 2 Luật Tố cáo 2018)."
_NOT_THIS_UNIT = "Đơn vị này không được nhận hồ sơ."


def screen(work: Work) -> Change:
    """Confirm or correct what the machine read, and give the case to a unit."""
    kind = one_of(work, "kind", labels.KINDS)
    topic = one_of(work, "topic", _topics(work))
    place = _place(work)
    keep_corrections(work.tx, work.case, {"kind": kind, "topic": topic, **place}, work.staff_id)
    joiners.set_free(work, Kind(kind))
    is_sealed = seals.is_sealed_as(work, Kind(kind))
    if is_sealed != work.case.is_sealed:
        seals.change(work, is_sealed=is_sealed)
    _shut_out(work, Kind(kind), topic, place.get("commune_code", work.case.commune_code))
    unit_id, officer_id = new_hands(work, is_sealed=is_sealed)
    _keep_unit(work, unit_id)
    # a form was signed as what it was recorded: of another kind the matter is only told
    standing = work.case.standing if kind == work.case.kind else "chat"
    columns = {"kind": kind, "topic": topic, "is_sealed": is_sealed, "standing": standing, **place}
    columns |= joined.part(work, Kind(kind), is_sealed=is_sealed)
    if kind != work.case.kind:
        clocks.retarget(
            work.tx,
            work.case.id,
            question_of(work.case, kind=kind),
            AT_REGISTRATION[Kind(kind)],
            start_on=work.registered_on,
            staff_id=work.staff_id,
        )
    told = {"kind": labels.KINDS[kind], "topic": topic_book.current(work.tx).topics[topic].name_vi}
    tell_hands(work, officer_id, "Có hồ sơ mới được phân cho anh/chị.", is_sealed=is_sealed)
    given_back.tell(work, unit_id, officer_id, is_secret=is_sealed or is_protected(Kind(kind), topic))
    if is_sealed and not work.case.is_sealed:  # last: whom the words accuse was read in them as they were told
        sealed_people.take_out(work.tx, work.settings, work.case.id, by=work.actor)
    hands = {"unit_id": unit_id, "officer_id": officer_id}
    before = {"kind": work.case.kind, "topic": work.case.topic}
    was = {f"was_{name}": value for name, value in before.items() if columns[name] != value}
    return Change(
        {**columns, "lead_unit_id": unit_id, "officer_id": officer_id},
        {"kind": kind, "topic": topic, "standing": standing, **place, **hands, **was},
        told,
        notice="notice.assigned" if kind in FORMAL_KINDS and claims.has_handed_in(work) else "",
    )


def _topics(work: Work) -> Mapping[str, Topic]:
    """Return the topics that may be confirmed: those in use, and what the case has."""
    topics = topic_book.current(work.tx).topics
    return {code: topic for code, topic in topics.items() if topic.heir is None or code == work.case.topic}


def _place(work: Work) -> dict[str, str]:
    code = work.fields.get("commune_code", "")
    if not code:
        return {}
    if code not in load_gazetteer().communes:
        raise Invalid("Có mục chọn không hợp lệ.", {"commune_code": "Xin chọn xã, phường trong danh sách."})
    return {"commune_code": code}


def keep_corrections(tx: Transaction, case: Row[Any], decided: Mapping[str, str], staff_id: int | None) -> None:
    """Keep where an officer decided otherwise than the machine had proposed: the material to learn from."""
    for name, value in decided.items():
        _keep(tx, case.id, name, as_kept(urgency.fact_of(case, name)), value, staff_id)


def as_kept(value: object) -> str:
    """Return a value of a case as corrections and events keep it: text, blank for none, 1 and 0 for yes and no."""
    return str(int(value)) if isinstance(value, bool) else str(value or "")


def _keep_unit(work: Work, unit_id: int) -> None:
    """Keep that the unit which the machine had proposed, and which still has the case, was not the right one."""
    units = directory.snapshot(work.tx).units
    proposed = units.get((work.case.decision or {}).get("unit_id") or 0)
    if proposed is not None and work.case.lead_unit_id == proposed.id:
        _keep(work.tx, work.case.id, "unit", proposed.code, units[unit_id].code, work.staff_id)


def _keep(tx: Transaction, case_id: int, field: str, proposed: str, decided: str, staff_id: int | None) -> None:  # noqa: PLR0917 - a row
    if proposed != decided:
        row = {"case_id": case_id, "field": field, "proposed": proposed, "corrected": decided}
        tx.execute(insert(CorrectionRow).values(**row, staff_id=staff_id, at=tx.now))


def _shut_out(work: Work, kind: Kind, topic: str, commune: str | None) -> None:
    """Shut whoever is accused out of a case that has turned out to be of this kind and topic, and to be there.

    What was shut out before stays so, but where it was only taken for an accusation: the event of the screening says
    who decided it.
    """
    case = work.case
    is_new = (kind, topic) != (case.kind, case.topic)
    was_accusing = case.is_sealed or case.topic in GUARDED
    if is_new and was_accusing and not is_protected(kind, topic):
        exclusions.lift(work.tx, case.id)
    said = Reading.from_json(dict(case.reading)).place if case.reading else None
    here = Place("", commune, None)
    known = directory.snapshot(work.tx)
    conflicts = conflicts_in(kind, case.text, topic=topic, places=(here, said), directory=known)
    exclusions.keep(work.tx, case.id, conflicts)


def able(work: Work, unit_id: int, *, is_sealed: bool, also: Conflicts = NOBODY) -> Directory:
    """Return the directory with only those officers who may have this case; `also` are kept out beside those who are.

    Raises:
        Invalid: there is no such unit, it is shut out of the case, or nobody in it is cleared for a sealed one.
    """
    snapshot, barred = directory.snapshot(work.tx), exclusions.of(work.tx, work.case.id).with_also(also)
    if unit_id not in snapshot.units or snapshot.units[unit_id].is_closed:
        raise Invalid("Không có đơn vị này.", {"unit_id": "Xin chọn một đơn vị trong danh bạ."})
    if barred.bars_unit(unit_id, snapshot):
        raise Invalid(_NOT_THIS_UNIT, {"unit_id": "Đơn vị này là bên bị nêu hoặc thuộc bên đó."})
    may = {
        one: officer
        for one, officer in snapshot.officers.items()
        if not barred.bars(one, officer.unit_id, snapshot) and (officer.has_clearance or not is_sealed)
    }
    if not any(officer.unit_id == unit_id for officer in may.values()):
        _refuse_empty(snapshot, unit_id, is_sealed=is_sealed)
    return replace(snapshot, officers=may)


def _refuse_empty(snapshot: Directory, unit_id: int, *, is_sealed: bool) -> None:
    """Refuse a unit all of whose people are kept out; one in which nobody works may still be asked."""
    if is_sealed:
        raise Invalid(_NOT_THIS_UNIT, {"unit_id": "Chưa có ai ở đây được giao xem hồ sơ niêm phong."})
    if any(officer.unit_id == unit_id for officer in snapshot.officers.values()):
        raise Invalid(_NOT_THIS_UNIT, {"unit_id": "Không có ai ở đây được phép nhận việc này."})


def new_hands(work: Work, *, is_sealed: bool, also: Conflicts = NOBODY) -> tuple[int, int | None]:
    """Return unit and officer from the fields; the officer by load where none is named.

    Raises:
        Invalid: as `able`, or the officer is not of this unit.
    """
    unit_id = number(work, "unit_id")
    first = second.who_decided_first(work)
    snapshot = able(work, unit_id, is_sealed=is_sealed, also=together(also, Conflicts(people=first.people)))
    _require_competent(work, snapshot.units[unit_id])
    officer_id = number(work, "officer_id") if work.fields.get("officer_id") else None
    second.require_another(work, first, unit_id, officer_id)
    if officer_id is not None:
        officer = snapshot.officers.get(officer_id)
        if officer is None or officer.unit_id != unit_id:
            called = f"{officer.name} ({full_unit_name(snapshot, officer.unit_id)})" if officer else "Cán bộ"
            sentence = f"{called} không thuộc đơn vị đã chọn."
            raise Invalid(sentence, {"officer_id": "Xin chọn cán bộ của đơn vị nhận, hoặc để đơn vị tự phân."})
        return unit_id, officer.id
    load = directory.load_of_officers(work.tx, unit_id)
    topic = work.fields.get("topic") or work.case.topic
    officer = officer_for(unit_id, Post(topic), directory=snapshot, load=load)
    return unit_id, officer.id if officer else None


def _require_competent(work: Work, unit: Unit) -> None:
    """Keep a signed complaint or denunciation with the level of government that the law names.

    What waits where it came in to be sent on may still be given to another officer there.
    """
    decides = None if unit.id == work.case.lead_unit_id else _decider(work)
    if decides is not None and not decides.is_of(unit.level):
        raise Invalid("Đơn vị này không có thẩm quyền giải quyết đơn.", {"unit_id": decides.told})


def _decider(work: Work) -> Competence | None:
    """Return who decides what was signed; None where nothing was, or it was signed as another kind."""
    is_same = work.fields.get("kind", work.case.kind) == work.case.kind
    if work.case.standing != "signed" or not work.case.respondent or not is_same:
        return None
    return competence_for(work.case.kind, work.case.instance, work.case.respondent)


def transfer(work: Work) -> Change:
    """Pass a case to another unit; it gains no time by it."""
    unit_id, officer_id = new_hands(work, is_sealed=work.case.is_sealed)
    if unit_id == work.case.lead_unit_id and officer_id == work.case.officer_id:
        raise Invalid("Hồ sơ đang ở chính đơn vị này.", {"unit_id": "Xin chọn đơn vị khác."})
    _keep_unit(work, unit_id)
    tell_hands(work, officer_id, "Có hồ sơ được chuyển đến anh/chị.")
    columns: dict[str, Any] = {"lead_unit_id": unit_id, "officer_id": officer_id, **NO_DRAFT}
    data = {"from_unit_id": work.case.lead_unit_id, "unit_id": unit_id, "officer_id": officer_id}
    reason = work.fields["reason"]
    return Change(columns, {**data, "reason": reason}, {"reason": reason})


def assign(work: Work) -> Change:
    """Give a case to another officer of the unit that has it."""
    fields = {**work.fields, "unit_id": str(work.case.lead_unit_id or "")}
    _, officer_id = new_hands(replace(work, fields=fields), is_sealed=work.case.is_sealed)
    if officer_id == work.case.officer_id:
        raise Invalid("Hồ sơ đang ở chính người này.", {"officer_id": "Xin chọn cán bộ khác."})
    tell_hands(work, officer_id, "Có hồ sơ được giao cho anh/chị.")
    data = {"from_officer_id": work.case.officer_id, "officer_id": officer_id}
    return Change({"officer_id": officer_id}, data)


def tell_hands(work: Work, officer_id: int | None, text: str, *, is_sealed: bool = False) -> None:
    """Tell the officer who is given a case, and whoever stands in for one who is away and may know of it."""
    key = f"hands:{work.case.id}:{work.case.version}"
    told = (officer_id, *_standing_in(work, officer_id, is_sealed=is_sealed or work.case.is_sealed))
    notices.tell(work.tx, told, key=key, kind="assigned", text=text, case_id=work.case.id)


def _standing_in(work: Work, officer_id: int | None, *, is_sealed: bool) -> list[int]:
    officer = directory.snapshot(work.tx).officers.get(officer_id or 0)
    if officer is None or not officer.is_absent:
        return []
    barred = exclusions.of(work.tx, work.case.id)
    matter = roster.Matter(officer.unit_id, None, officer.id, is_sealed, barred.units, barred.people)
    return roster.load(work.tx).officers(matter)


def give_back(work: Work) -> Change:
    """Return a case to the desk, to be screened anew."""
    desk = desk_for(work)
    told = notices.screeners_of(work.tx, work.case.id, desk or work.case.lead_unit_id)
    key = f"return:{work.case.id}:{work.case.version}"
    notices.tell(work.tx, told, key=key, kind="returned", text=GIVEN_BACK, case_id=work.case.id)
    standing = "signed" if work.case.standing == "signed" else "chat"
    data = {"reason": work.fields["reason"], "from_unit_id": work.case.lead_unit_id, "standing": standing}
    return Change({"officer_id": None, "screening_unit_id": desk, "standing": standing, **NO_DRAFT}, data)


def accept(work: Work) -> Change:
    """Take a case on; an officer who takes on what nobody, or a colleague, has is in charge of it from then on.

    Raises:
        Invalid: it is for others to decide, and must be sent on; or it came late, and nothing says what kept it.
    """
    unit, decides = directory.snapshot(work.tx).units.get(work.case.lead_unit_id or 0), _decider(work)
    if unit is not None and decides is not None and not decides.is_of(unit.level):
        raise Invalid(f"Đơn vị đang giữ hồ sơ không thụ lý được. {decides.told} {_SEND_ON}")
    accepted_on, paper = on_paper(work, *_BEFORE), {**paper_of(work), **claims.in_time(work)}
    if work.staff_id == work.case.officer_id or not _may_take_over(work):
        return Change({}, paper, starts_on=accepted_on, keeps=_kept(work))
    second.require_another(work, second.who_decided_first(work), None, work.staff_id)
    tell_hands(work, work.case.officer_id, "Một đồng nghiệp đã nhận xử lý hồ sơ đang giao cho anh/chị.")
    was = {"from_officer_id": work.case.officer_id} if work.case.officer_id else {}
    taken = {"officer_id": work.staff_id}
    return Change(taken, {**taken, **was, **paper}, starts_on=accepted_on, keeps=_kept(work))


def _kept(work: Work) -> tuple[str, ...]:
    """Return the clock that a wish about one's data keeps where it is the only one: of the time before the second."""
    is_only = work.kind is Kind.OTHER and clocks.running_stages(work.tx, work.case.id) == [DATA_REPLY]
    return (DATA_REPLY,) if is_only else ()


def _may_take_over(work: Work) -> bool:
    """Tell whether who takes a case on works where it lies; a head or a desk does so for the officer who has it."""
    by = work.tx.execute(select(StaffRow.unit_id, StaffRow.role).where(StaffRow.id == work.staff_id)).first()
    if by is None or by.unit_id != work.case.lead_unit_id:
        return False
    return work.case.officer_id is None or by.role == "officer"


NO_DRAFT: Mapping[str, None] = {"draft_outcome": None, "draft_answer": None, "draft_by": None}

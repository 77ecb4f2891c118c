"""Into whose hands a case goes: screening, transfer inside the office, assignment, return to the desk."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert, select, update

from intake import clocks, directory, labels, notices
from intake.errors import Invalid
from intake.law.competence import competence_for
from intake.lifecycle import AT_REGISTRATION
from intake.moves.work import Change, Work, number, one_of, question_of
from intake.tables import CaseExclusionRow, CorrectionRow, StaffRow, UtteranceRow
from routing.assignment import officer_for
from routing.conflicts import excluded_units
from routing.directory import Directory, Unit
from routing.kinds import Kind
from routing.places import load_gazetteer
from routing.reading import Reading
from routing.topics import load_catalogue

_NOT_THIS_UNIT = "Đơn vị này không được nhận hồ sơ."


def screen(work: Work) -> Change:
    """Confirm or correct what the machine read, and give the case to a unit."""
    kind = one_of(work, "kind", labels.KINDS)
    topic = one_of(work, "topic", load_catalogue().topics)
    place = _place(work)
    keep_corrections(work, {"kind": kind, "topic": topic, **place})
    is_sealed = kind == Kind.DENUNCIATION
    if is_sealed != work.case.is_sealed:
        (seal if is_sealed else _unseal)(work)
    unit_id, officer_id = new_hands(work, is_sealed=is_sealed)
    # a form was signed as what it was recorded: of another kind the matter is only told
    standing = work.case.standing if kind == work.case.kind else "chat"
    columns = {"kind": kind, "topic": topic, "is_sealed": is_sealed, "standing": standing, **place}
    if kind != work.case.kind:
        clocks.retarget(
            work.tx,
            work.case.id,
            question_of(work.case, kind=kind),
            AT_REGISTRATION[Kind(kind)],
            start_on=work.registered_on,
            staff_id=work.staff_id,
        )
    told = {"kind": labels.KINDS[kind], "topic": load_catalogue().topics[topic].name_vi}
    tell_hands(work, officer_id, "Có hồ sơ mới được phân cho anh/chị.")
    hands = {"unit_id": unit_id, "officer_id": officer_id}
    before = {"kind": work.case.kind, "topic": work.case.topic}
    was = {f"was_{name}": value for name, value in before.items() if columns[name] != value}
    return Change(
        {**columns, "lead_unit_id": unit_id, "officer_id": officer_id},
        {"kind": kind, "topic": topic, "standing": standing, **place, **hands, **was},
        told,
    )


def _place(work: Work) -> dict[str, str]:
    code = work.fields.get("commune_code", "")
    if not code:
        return {}
    if code not in load_gazetteer().communes:
        raise Invalid("Có mục chọn không hợp lệ.", {"commune_code": "Xin chọn xã, phường trong danh sách."})
    return {"commune_code": code}


def keep_corrections(work: Work, decided: Mapping[str, str]) -> None:
    """Keep where an officer decided otherwise than the machine had proposed: the material to learn from."""
    for name, value in decided.items():
        proposed = getattr(work.case, name) or ""
        if proposed != value:
            row = {"case_id": work.case.id, "field": name, "proposed": proposed, "corrected": value}
            work.tx.execute(insert(CorrectionRow).values(**row, staff_id=work.staff_id, at=work.tx.now))


def seal(work: Work) -> None:
    """Cover a case that has turned out to be a denunciation, and shut the accused body out of it."""
    work.tx.execute(update(UtteranceRow).where(UtteranceRow.case_id == work.case.id).values(is_sealed=True))
    if work.case.reading is None:
        return
    reading = Reading.from_json(dict(work.case.reading))
    accused = excluded_units(Kind.DENUNCIATION, work.case.text, reading, directory.snapshot(work.tx))
    for unit_id in sorted(accused - excluded(work)):
        work.tx.execute(insert(CaseExclusionRow).values(case_id=work.case.id, unit_id=unit_id))


def _unseal(work: Work) -> None:
    """Uncover a case that was only taken for a denunciation; the event of the screening says who decided it."""
    work.tx.execute(update(UtteranceRow).where(UtteranceRow.case_id == work.case.id).values(is_sealed=False))
    work.tx.execute(delete(CaseExclusionRow).where(CaseExclusionRow.case_id == work.case.id))


def excluded(work: Work) -> frozenset[int]:
    """Return the units that are shut out of a case."""
    rows = select(CaseExclusionRow.unit_id).where(CaseExclusionRow.case_id == work.case.id)
    return frozenset(work.tx.execute(rows).scalars())


def able(work: Work, unit_id: int, *, is_sealed: bool) -> Directory:
    """Return the directory with only those officers who may have this case.

    Raises:
        Invalid: there is no such unit, it is shut out of the case, or nobody in it is cleared for a sealed one.
    """
    snapshot = directory.snapshot(work.tx)
    if unit_id not in snapshot.units:
        raise Invalid("Không có đơn vị này.", {"unit_id": "Xin chọn một đơn vị trong danh bạ."})
    if _is_barred(snapshot, unit_id, excluded(work)):
        raise Invalid(_NOT_THIS_UNIT, {"unit_id": "Đơn vị này là bên bị tố cáo hoặc thuộc bên đó."})
    if not is_sealed:
        return snapshot
    cleared = select(StaffRow.id).where(StaffRow.unit_id == unit_id, StaffRow.has_clearance.is_(True))
    ids = set(work.tx.execute(cleared).scalars())
    if not ids:
        raise Invalid(_NOT_THIS_UNIT, {"unit_id": "Chưa có ai ở đây được giao xem hồ sơ niêm phong."})
    return replace(snapshot, officers={one: officer for one, officer in snapshot.officers.items() if one in ids})


def _is_barred(snapshot: Directory, unit_id: int, barred: frozenset[int]) -> bool:
    current: int | None = unit_id
    while current is not None:
        if current in barred:
            return True
        current = snapshot.units[current].parent_id if current in snapshot.units else None
    return False


def new_hands(work: Work, *, is_sealed: bool) -> tuple[int, int | None]:
    """Return unit and officer from the fields; the officer by load where none is named.

    Raises:
        Invalid: as `able`, or the officer is not of this unit.
    """
    unit_id = number(work, "unit_id")
    snapshot = able(work, unit_id, is_sealed=is_sealed)
    _require_competent(work, snapshot.units[unit_id])
    if work.fields.get("officer_id"):
        officer = snapshot.officers.get(number(work, "officer_id"))
        if officer is None or officer.unit_id != unit_id:
            raise Invalid("Cán bộ không thuộc đơn vị đã chọn.", {"officer_id": "Xin chọn cán bộ của đơn vị này."})
        return unit_id, officer.id
    load = directory.load_of_officers(work.tx, unit_id)
    topic = work.fields.get("topic") or work.case.topic
    officer = officer_for(unit_id, topic=topic, directory=snapshot, load=load)
    return unit_id, officer.id if officer else None


def _require_competent(work: Work, unit: Unit) -> None:
    """Keep a signed complaint or denunciation with the level of government that the law names."""
    is_same = work.fields.get("kind", work.case.kind) == work.case.kind
    if work.case.standing != "signed" or not work.case.respondent or not is_same:
        return
    decides = competence_for(work.case.kind, work.case.instance, work.case.respondent)
    if unit.level != decides.level:
        who = f"Người giải quyết: {decides.decider} ({decides.basis})."
        raise Invalid("Đơn vị này không có thẩm quyền giải quyết đơn.", {"unit_id": who})


def transfer(work: Work) -> Change:
    """Pass a case to another unit; it gains no time by it."""
    unit_id, officer_id = new_hands(work, is_sealed=work.case.is_sealed)
    if unit_id == work.case.lead_unit_id and officer_id == work.case.officer_id:
        raise Invalid("Hồ sơ đang ở chính đơn vị này.", {"unit_id": "Xin chọn đơn vị khác."})
    tell_hands(work, officer_id, "Có hồ sơ được chuyển đến anh/chị.")
    columns: dict[str, Any] = {"lead_unit_id": unit_id, "officer_id": officer_id, **NO_DRAFT}
    data = {"from_unit_id": work.case.lead_unit_id, "unit_id": unit_id, "officer_id": officer_id}
    reason = work.fields["reason"]
    return Change(columns, {**data, "reason": reason}, {"reason": reason})


def assign(work: Work) -> Change:
    """Give a case to another officer of the unit that has it."""
    fields = {**work.fields, "unit_id": str(work.case.lead_unit_id or "")}
    _, officer_id = new_hands(replace(work, fields=fields), is_sealed=work.case.is_sealed)
    tell_hands(work, officer_id, "Có hồ sơ được giao cho anh/chị.")
    data = {"from_officer_id": work.case.officer_id, "officer_id": officer_id}
    return Change({"officer_id": officer_id}, data)


def tell_hands(work: Work, officer_id: int | None, text: str) -> None:
    """Tell the officer who is given a case."""
    key = f"hands:{work.case.id}:{work.case.version}"
    notices.tell(work.tx, [officer_id], key=key, kind="assigned", text=text, case_id=work.case.id)


def give_back(work: Work) -> Change:
    """Return a case to the desk, to be screened anew."""
    told = notices.readers_of(work.tx, work.case.id, ("reception",), work.case.screening_unit_id)
    key = f"return:{work.case.id}:{work.case.version}"
    text = "Có hồ sơ bị trả về để phân loại lại."
    notices.tell(work.tx, told, key=key, kind="returned", text=text, case_id=work.case.id)
    standing = "signed" if work.case.standing == "signed" else "chat"
    data = {"reason": work.fields["reason"], "from_unit_id": work.case.lead_unit_id, "standing": standing}
    return Change({"officer_id": None, "standing": standing, **NO_DRAFT}, data)


def accept(work: Work) -> Change:
    """Take a case on; who accepts what nobody has takes it over."""
    mine = work.tx.execute(select(StaffRow.unit_id).where(StaffRow.id == work.staff_id)).scalar()
    takes_over = work.case.officer_id is None and mine == work.case.lead_unit_id
    taken = {"officer_id": work.staff_id} if takes_over else {}
    return Change(taken, taken)


NO_DRAFT: Mapping[str, None] = {"draft_outcome": None, "draft_answer": None, "draft_by": None}

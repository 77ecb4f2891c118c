"""What each move of a case changes beside its state: columns, the data of its event, what the citizen is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from intake import clocks, directory, history, labels, notices
from intake.clock import local_day
from intake.db import Transaction
from intake.errors import Conflict, Invalid
from intake.lifecycle import AT_REGISTRATION, OUTCOMES, Move, Rule
from intake.tables import CaseExclusionRow, CorrectionRow, StaffRow, UtteranceRow
from routing.assignment import officer_for
from routing.conflicts import excluded_units
from routing.directory import Directory
from routing.kinds import Kind
from routing.reading import Reading
from routing.topics import load_catalogue


@dataclass(frozen=True, slots=True)
class Work:
    """One move on one case, while it is being made."""

    tx: Transaction
    case: Row[Any]
    move: Move
    rule: Rule
    actor: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a move changes beside the state: columns of the case, data of the event, fields of the citizen's notice."""

    columns: Mapping[str, Any]
    data: Mapping[str, Any]
    told: Mapping[str, str]
    starts_on: date | None = None


def nothing_more(work: Work) -> Change:
    """Change nothing beside the state; the event keeps the fields as they were given."""
    return Change({}, dict(work.fields), {})


def _screen(work: Work) -> Change:
    kind = _one_of(work, "kind", labels.KINDS)
    topic = _one_of(work, "topic", {code: one.name_vi for code, one in load_catalogue().topics.items()})
    _keep_corrections(work, {"kind": kind, "topic": topic})
    is_sealed = kind == Kind.DENUNCIATION
    if is_sealed != work.case.is_sealed:
        (_seal if is_sealed else _unseal)(work)
    unit_id, officer_id = _new_hands(work, is_sealed=is_sealed)
    columns = {
        "kind": kind,
        "topic": topic,
        "lead_unit_id": unit_id,
        "officer_id": officer_id,
        "is_sealed": is_sealed,
    }
    if kind != work.case.kind:
        clocks.retarget(
            work.tx,
            work.case.id,
            kind=kind,
            stages=AT_REGISTRATION[Kind(kind)],
            start_on=_registered_on(work),
            is_urgent=work.case.is_urgent,
        )
    told = {"kind": labels.KINDS[kind], "topic": load_catalogue().topics[topic].name_vi}
    _tell_hands(work, officer_id, "Có hồ sơ mới được phân cho anh/chị.")
    return Change(columns, {"kind": kind, "topic": topic, "unit_id": unit_id, "officer_id": officer_id}, told)


def _registered_on(work: Work) -> date:
    return local_day(work.case.registered_at)


def _keep_corrections(work: Work, decided: Mapping[str, str]) -> None:
    staff_id = history.staff_of(work.actor)
    for field, value in decided.items():
        proposed = getattr(work.case, field)
        if proposed != value:
            row = {"case_id": work.case.id, "field": field, "proposed": proposed, "corrected": value}
            work.tx.execute(insert(CorrectionRow).values(**row, staff_id=staff_id, at=work.tx.now))


def _seal(work: Work) -> None:
    """Cover a case that has turned out to be a denunciation, and shut the accused body out of it."""
    work.tx.execute(update(UtteranceRow).where(UtteranceRow.case_id == work.case.id).values(is_sealed=True))
    if work.case.reading is None:
        return
    reading = Reading.from_json(dict(work.case.reading))
    accused = excluded_units(Kind.DENUNCIATION, work.case.text, reading, directory.snapshot(work.tx))
    for unit_id in sorted(accused - _excluded(work)):
        work.tx.execute(insert(CaseExclusionRow).values(case_id=work.case.id, unit_id=unit_id))


def _unseal(work: Work) -> None:
    """Uncover a case that was only taken for a denunciation; the event of the screening says who decided it."""
    work.tx.execute(update(UtteranceRow).where(UtteranceRow.case_id == work.case.id).values(is_sealed=False))
    work.tx.execute(delete(CaseExclusionRow).where(CaseExclusionRow.case_id == work.case.id))


def _excluded(work: Work) -> frozenset[int]:
    rows = select(CaseExclusionRow.unit_id).where(CaseExclusionRow.case_id == work.case.id)
    return frozenset(work.tx.execute(rows).scalars())


def _able(work: Work, unit_id: int, *, is_sealed: bool) -> Directory:
    """Return the directory with only those officers who may have this case.

    Raises:
        Invalid: the unit is shut out of the case, or nobody in it is cleared for a sealed one.
    """
    snapshot = directory.snapshot(work.tx)
    if unit_id in _excluded(work):
        raise Invalid(
            "Đơn vị này không được nhận hồ sơ.", {"unit_id": "Đơn vị này là bên bị tố cáo hoặc thuộc bên đó."}
        )
    if not is_sealed:
        return snapshot
    cleared = select(StaffRow.id).where(StaffRow.unit_id == unit_id, StaffRow.has_clearance.is_(True))
    ids = set(work.tx.execute(cleared).scalars())
    if not ids:
        raise Invalid(
            "Đơn vị này không được nhận hồ sơ.", {"unit_id": "Chưa có ai ở đây được giao xem hồ sơ niêm phong."}
        )
    return replace(snapshot, officers={one: officer for one, officer in snapshot.officers.items() if one in ids})


def _new_hands(work: Work, *, is_sealed: bool) -> tuple[int, int | None]:
    """Return unit and officer from the fields; the officer by load where none is named."""
    unit_id = _number(work, "unit_id")
    snapshot = _able(work, unit_id, is_sealed=is_sealed)
    if unit_id not in snapshot.units:
        raise Invalid("Không có đơn vị này.", {"unit_id": "Xin chọn một đơn vị trong danh bạ."})
    if work.fields.get("officer_id"):
        officer = snapshot.officers.get(_number(work, "officer_id"))
        if officer is None or officer.unit_id != unit_id:
            raise Invalid("Cán bộ không thuộc đơn vị đã chọn.", {"officer_id": "Xin chọn cán bộ của đơn vị này."})
        return unit_id, officer.id
    load = directory.load_of_officers(work.tx, unit_id)
    topic = work.fields.get("topic") or work.case.topic
    officer = officer_for(unit_id, topic=topic, directory=snapshot, load=load)
    return unit_id, officer.id if officer else None


def _transfer(work: Work) -> Change:
    unit_id, officer_id = _new_hands(work, is_sealed=work.case.is_sealed)
    if unit_id == work.case.lead_unit_id and officer_id == work.case.officer_id:
        raise Invalid("Hồ sơ đang ở chính đơn vị này.", {"unit_id": "Xin chọn đơn vị khác."})
    _tell_hands(work, officer_id, "Có hồ sơ được chuyển đến anh/chị.")
    columns = {"lead_unit_id": unit_id, "officer_id": officer_id}
    data = {"from_unit_id": work.case.lead_unit_id, "unit_id": unit_id, "officer_id": officer_id}
    reason = work.fields["reason"]
    return Change(columns, {**data, "reason": reason}, {"reason": reason})


def _tell_hands(work: Work, officer_id: int | None, text: str) -> None:
    key = f"hands:{work.case.id}:{work.case.version}"
    notices.tell(work.tx, [officer_id], key=key, kind="assigned", text=text, case_id=work.case.id)


def _return(work: Work) -> Change:
    told = notices.readers_of(work.tx, work.case.id, ("reception",), work.case.screening_unit_id)
    key = f"return:{work.case.id}:{work.case.version}"
    notices.tell(
        work.tx, told, key=key, kind="returned", text="Có hồ sơ bị trả về để phân loại lại.", case_id=work.case.id
    )
    return Change({"officer_id": None}, {"reason": work.fields["reason"]}, {})


def _accept(work: Work) -> Change:
    staff_id = history.staff_of(work.actor)
    mine = work.tx.execute(select(StaffRow.unit_id).where(StaffRow.id == staff_id)).scalar()
    takes_over = work.case.officer_id is None and mine == work.case.lead_unit_id
    return Change({"officer_id": staff_id} if takes_over else {}, {}, {})


def _answer(work: Work) -> Change:
    outcome = _one_of(work, "outcome", {one: one for one in OUTCOMES})
    text = work.fields["text"]
    columns = {"outcome": outcome, "answer": text, "answered_at": work.tx.now}
    told = {"outcome": labels.OUTCOMES[outcome], "text": text}
    return Change(columns, {"outcome": outcome, "text": text}, told)


def _refuse(work: Work) -> Change:
    ground = _one_of(work, "ground", labels.REFUSAL_GROUNDS)
    told = {"reason": f"{labels.REFUSAL_GROUNDS[ground]}. {work.fields['text']}"}
    data = {"ground": ground, "text": work.fields["text"]}
    return Change({"closed_at": work.tx.now, "answer": told["reason"]}, data, told)


def _refer(work: Work) -> Change:
    told = {"to": work.fields["to"], "reason": work.fields["reason"]}
    answer = f"{work.fields['to']}: {work.fields['reason']}"
    return Change({"closed_at": work.tx.now, "answer": answer}, told, told)


def _close(work: Work) -> Change:
    if not work.case.outcome or not work.case.answer:
        raise Conflict("Chưa có kết quả và nội dung trả lời nên chưa kết thúc được.")
    return Change({"closed_at": work.tx.now}, {}, {})


def _reopen(work: Work) -> Change:
    cleared = {"outcome": None, "answered_at": None, "closed_at": None}
    return Change(cleared, dict(work.fields), {"reason": work.fields["reason"]})


def _ask(work: Work) -> Change:
    return Change({}, dict(work.fields), {"question": work.fields["question"]})


def _record_form(work: Work) -> Change:
    try:
        form_on = date.fromisoformat(work.fields["form_on"])
    except ValueError as error:
        raise Invalid("Ngày nhận đơn không đúng.", {"form_on": "Xin ghi ngày theo dạng năm-tháng-ngày."}) from error
    if not _registered_on(work) <= form_on <= work.tx.today:
        raise Invalid("Ngày nhận đơn không đúng.", {"form_on": "Ngày nhận đơn phải từ ngày tiếp nhận đến hôm nay."})
    return Change({}, dict(work.fields), {}, starts_on=form_on)


CHANGES: Mapping[Move, Callable[[Work], Change]] = {
    Move.SCREEN: _screen,
    Move.TRANSFER: _transfer,
    Move.RETURN: _return,
    Move.ACCEPT: _accept,
    Move.ANSWER: _answer,
    Move.REFUSE: _refuse,
    Move.REFER: _refer,
    Move.CLOSE: _close,
    Move.REOPEN: _reopen,
    Move.ASK: _ask,
    Move.RECORD_FORM: _record_form,
}


def _one_of(work: Work, field: str, allowed: Mapping[str, str]) -> str:
    value = work.fields[field]
    if value not in allowed:
        raise Invalid("Có mục chọn không hợp lệ.", {field: "Xin chọn lại trong danh sách."})
    return value


def _number(work: Work, field: str) -> int:
    try:
        return int(work.fields[field])
    except ValueError as error:
        raise Invalid("Có mục chọn không hợp lệ.", {field: "Xin chọn lại trong danh sách."}) from error

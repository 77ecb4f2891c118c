"""A fact of a case that was read or told wrongly is set right by an officer, and kept to learn from.

Only what changes no promise and opens no case to others is set right here: what turns out to be a complaint, an
accusation or a report of corruption is screened anew, where the law is asked again and whoever is accused is shut out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row, select, update

from intake import cases, history, labels
from intake.access import Viewer, may_see_case
from intake.catalogue import topic_book
from intake.clock import local_day
from intake.db import Transaction
from intake.deadlines import clocks, promises
from intake.errors import Forbidden, Invalid, NotFound
from intake.lifecycle import AT_REGISTRATION, FORMAL_KINDS, CaseState
from intake.moves.hands import as_kept, keep_corrections
from intake.moves.work import question_of
from intake.notices import notices
from intake.people.situations import may_correct, situation_of
from intake.registration import urgency
from intake.registration.reception import words_of
from intake.registration.urgency import fact_of
from intake.tables import CaseRow, ClockChangeRow, ClockRow
from routing.conflicts import GUARDED, is_protected
from routing.kinds import Kind
from routing.places import load_gazetteer

MOVE = "correct"
LONGEST_PLACE, LONGEST_REASON = 300, 2000
_LEARNED = ("kind", "topic", "commune_code", urgency.FACT)
_WRONG = "Chưa sửa được."
_CHOOSE = "Xin chọn lại trong danh sách."
_ANEW = "Đổi như vậy phải phân loại lại hồ sơ (Phân loại, hoặc Trả về bộ phận tiếp nhận)."
_SAME = "Chưa có gì khác với hồ sơ."
_WHY = "Xin ghi vì sao đổi mức khẩn."
_RAISED = {
    urgency.DANGER: "Có việc KHẨN cần xem ngay.",
    urgency.HAZARD: "Có mối nguy cần xem ngay hôm nay; chưa ai bị hại.",
}


def correct(
    tx: Transaction,
    case_id: int,
    fact: str,
    *,
    actor: Viewer,
    fields: Mapping[str, str],
    expected_version: int | None = None,
) -> None:
    """Set one fact (a key of `FACTS`) right; what was before stays in the history.

    Raises:
        NotFound: there is no such case within the actor's sight, or no such fact.
        Conflict: the case has changed since `expected_version`.
        Forbidden: the actor has not the whole case, or it is decided.
        Invalid: a field is wrong, or the case must be screened anew for it.
    """
    if fact not in FACTS or not may_see_case(tx, actor, case_id):
        raise NotFound
    case = cases.locked(tx, case_id)
    cases.require_unchanged(tx, case, expected_version)
    if not may_correct(situation_of(tx, actor, case)):
        raise Forbidden
    decided = FACTS[fact](tx, case, fields)
    changed = {name: value for name, value in decided.items() if as_kept(fact_of(case, name)) != as_kept(value)}
    if not changed:
        raise Invalid(_WRONG, {next(iter(decided)): _SAME})
    reason = fields.get("reason", "").strip()[:LONGEST_REASON]
    if urgency.FACT in changed and not reason:
        raise Invalid(_WRONG, {"reason": _WHY})
    _write(tx, case, changed, actor, reason)


def _write(tx: Transaction, case: Row[Any], changed: Mapping[str, Any], actor: Viewer, reason: str) -> None:
    learned = {name: as_kept(value) for name, value in changed.items() if name in _LEARNED}
    keep_corrections(tx, case, learned, actor.id)
    columns = {name: value for name, value in changed.items() if name != urgency.FACT}
    if urgency.FACT in changed:
        columns |= urgency.columns_of(case, changed[urgency.FACT])
    if "place_text" in changed:
        columns["folded"] = words_of(case.text, changed["place_text"])["folded"]
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**columns, version=CaseRow.version + 1))
    after = {name: as_kept(value) for name, value in changed.items()}
    before = {f"was_{name}": as_kept(fact_of(case, name)) for name in changed}
    why = {"reason": reason} if reason else {}
    by = f"staff:{actor.id}"
    at = {"state_from": case.state, "state_to": case.state}
    history.add(tx, case.id, MOVE, actor=by, audience="internal", data={**after, **before, **why}, **at)
    if "kind" in changed:
        _count_anew(tx, case, changed["kind"], actor)
    grade = changed.get(urgency.FACT, urgency.NONE)
    if urgency.is_graver(grade, urgency.grade_of(case)):
        _alarm(tx, case, actor, _RAISED[grade])


def _topic(tx: Transaction, case: Row[Any], fields: Mapping[str, str]) -> dict[str, Any]:
    topic = fields.get("topic", "")
    if topic not in {case.topic, *topic_book.current(tx).in_use}:
        raise Invalid(_WRONG, {"topic": _CHOOSE})
    _require_open(case, Kind(case.kind), topic, "topic")
    return {"topic": topic}


def _kind(_tx: Transaction, case: Row[Any], fields: Mapping[str, str]) -> dict[str, Any]:
    kind = fields.get("kind", "")
    if kind not in labels.KINDS:
        raise Invalid(_WRONG, {"kind": _CHOOSE})
    if Kind(kind) in FORMAL_KINDS or Kind(case.kind) in FORMAL_KINDS or case.standing != "chat":
        raise Invalid(_WRONG, {"kind": _ANEW})
    _require_open(case, Kind(kind), case.topic, "kind")
    return {"kind": kind}


def _place(_tx: Transaction, case: Row[Any], fields: Mapping[str, str]) -> dict[str, Any]:
    code = fields.get("commune_code", "")
    if code and code not in load_gazetteer().communes:
        raise Invalid(_WRONG, {"commune_code": "Xin chọn xã, phường trong danh sách."})
    if (code or None) != case.commune_code:
        _require_open(case, Kind(case.kind), case.topic, "commune_code")
    place = " ".join(fields.get("place_text", "").replace("\x00", "").split())
    if len(place) > LONGEST_PLACE:
        raise Invalid(_WRONG, {"place_text": f"Xin ghi ngắn hơn {LONGEST_PLACE} ký tự."})
    return {"place_text": place, "commune_code": code or None}


def _urgency(_tx: Transaction, _case: Row[Any], fields: Mapping[str, str]) -> dict[str, Any]:
    grade = fields.get(urgency.FACT, "")
    if grade not in urgency.GRADES:
        raise Invalid(_WRONG, {urgency.FACT: _CHOOSE})
    return {urgency.FACT: grade}


FACTS: Mapping[str, Callable[[Transaction, Row[Any], Mapping[str, str]], dict[str, Any]]] = {
    "topic": _topic,
    "kind": _kind,
    "place": _place,
    urgency.FACT: _urgency,
}


def _require_open(case: Row[Any], kind: Kind, topic: str, field: str) -> None:
    """Leave what decides who is shut out of a case to the screening: who is complained of may have it in hand."""
    is_guarded = topic in GUARDED and (topic != case.topic or field == "commune_code")
    if is_guarded or is_protected(kind, topic) or is_protected(Kind(case.kind), case.topic):
        raise Invalid(_WRONG, {field: _ANEW})


def _count_anew(tx: Transaction, case: Row[Any], kind: str, actor: Viewer) -> None:
    """Give the case the clocks of its right kind, as far as the citizen was promised no other day."""
    before = promises.promised(tx, case.id)
    known = set(tx.execute(select(ClockRow.stage).where(ClockRow.case_id == case.id)).scalars())
    running = set(clocks.running_stages(tx, case.id))
    stages = [stage for stage in AT_REGISTRATION[Kind(kind)] if stage in running or stage not in known]
    question = question_of(case, kind=kind)
    clocks.retarget(tx, case.id, question, stages, start_on=local_day(case.registered_at), staff_id=actor.id)
    after = promises.promised(tx, case.id)
    is_told = case.state != CaseState.SCREENING.value  # until it is screened the citizen knows the desk's day only
    moved = (before and before.due_on) != (after and after.due_on)
    if (is_told and moved) or _was_moved(tx, case.id):
        raise Invalid(_WRONG, {"kind": f"Đổi loại làm đổi hạn đã báo cho người dân. {_ANEW}"})


def _was_moved(tx: Transaction, case_id: int) -> bool:
    """Tell whether a decision has paused or extended a clock: what was decided is not counted away."""
    moved = (ClockChangeRow.case_id == case_id, ClockChangeRow.change.in_(("pause", "extend")))
    return tx.execute(select(ClockChangeRow.id).where(*moved).limit(1)).first() is not None


def _alarm(tx: Transaction, case: Row[Any], actor: Viewer, text: str) -> None:
    heads = notices.heads_above(tx, case.id, case.lead_unit_id or case.screening_unit_id)
    told = {case.officer_id, *heads} - {actor.id}
    key = f"urgent:{case.id}:{case.version}"
    notices.tell(tx, told, key=key, kind="urgent", text=text, case_id=case.id)

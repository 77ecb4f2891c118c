"""What the office says to the citizen: questions, interim replies, drafts, answers, refusals, and what comes after."""

from typing import Any

from sqlalchemy import select

from intake import codes, labels
from intake.access import may_see_case
from intake.deadlines import rulebook, second_looks
from intake.directory import directory
from intake.errors import Conflict, Invalid
from intake.law.wording import basis_in_short
from intake.lifecycle import Standing, outcomes_of
from intake.moves.hands import NO_DRAFT, new_hands, tell_hands
from intake.moves.work import Change, Work, decided_on, on_paper, one_of, paper_of
from intake.notices import notices
from intake.officers.staff import viewer_for
from intake.tables import AttachmentRow
from routing.kinds import Kind
from routing.legal.discipline import may_be_about_discipline

_DONE = frozenset({"resolved", "partly", "upheld", "partly_upheld"})
# Where a second decision, and a conclusion, may be taken: rights without a day on which they end.
_TO_COURT, _TO_THOSE_ABOVE = "Điều 42 Luật Khiếu nại 2011", "Điều 37 Luật Tố cáo 2018"
_NOTHING_ASKED: dict[str, None] = {"withdrawal_asked_at": None, "reopen_asked_at": None}


def answer(work: Work) -> Change:
    """Answer a case: an outcome and a text, and a proof where the unit asks for one."""
    outcome, text = _outcome(work), work.fields["text"]
    _require_proof(work, outcome)
    columns = {"outcome": outcome, "answer": text, "answered_at": work.tx.now, **NO_DRAFT, **_NOTHING_ASKED}
    data: dict[str, Any] = {"outcome": outcome, "text": text, "text_key": codes.content_key(text)}
    if work.case.draft_by is not None:
        data |= {"drafted_by": work.case.draft_by, "changed": text != work.case.draft_answer}
    proof = "có" if _has_proof(work) and not work.case.is_sealed else ""
    told = {"outcome": labels.OUTCOMES[outcome], "text": text, "proof": proof, **_way_on(work)}
    return Change(columns, {**data, **paper_of(work)}, told, starts_on=on_paper(work, "resolution"))


def _way_on(work: Work) -> dict[str, str]:
    """Return where whoever does not agree with a decision may go: how long after it, and by which law.

    Of a disciplinary decision nothing is said: how long, and whether to the court, depends on the penalty.
    """
    case = work.case
    if case.standing != "signed":
        return {}
    if work.kind is Kind.DENUNCIATION:
        return {"way_on": "above", "way_basis": _TO_THOSE_ABOVE}
    if work.kind is not Kind.COMPLAINT or may_be_about_discipline(case.text):
        return {}
    if case.instance > 1:
        return {"way_on": "court", "way_basis": _TO_COURT}
    asked = {"instance": 2, "remote": case.is_remote}
    limit = rulebook.current(work.tx).find(Kind.COMPLAINT, "second_complaint", work.tx.today, **asked)
    return {"again_days": str(limit.amount), "basis": basis_in_short(limit.basis)}


def propose(work: Work) -> Change:
    """Put an answer before those who approve it."""
    outcome, text = _outcome(work), work.fields["text"]
    told = notices.heads_above(work.tx, work.case.id, work.case.lead_unit_id)
    key = f"propose:{work.case.id}:{work.case.version}"
    others = [one for one in told if one != work.staff_id]
    sentence = "Có dự thảo trả lời chờ anh/chị duyệt."
    notices.tell(work.tx, others, key=key, kind="approval", text=sentence, case_id=work.case.id)
    if work.case.officer_id not in {work.staff_id, *others}:  # so of an answer that came from the case that leads
        common = "Câu trả lời chung thành dự thảo ở đây, chờ lãnh đạo duyệt."
        notices.tell(work.tx, [work.case.officer_id], key=key, kind="approval", text=common, case_id=work.case.id)
    columns = {"draft_outcome": outcome, "draft_answer": text, "draft_by": work.staff_id}
    return Change(columns, {"outcome": outcome, "text": text})


def send_back(work: Work) -> Change:
    """Return a draft to its author, who finds its text again, as whoever returns it may have changed it."""
    key = f"send_back:{work.case.id}:{work.case.version}"
    text = "Dự thảo trả lời được trả lại để sửa."
    notices.tell(work.tx, [_who_mends(work)], key=key, kind="approval", text=text, case_id=work.case.id)
    changed = work.fields.get("text", "")
    if changed in {"", work.case.draft_answer}:
        return Change({}, {"reason": work.fields["reason"]})
    return Change({"draft_answer": changed}, {"reason": work.fields["reason"], "text": changed})


def _who_mends(work: Work) -> int | None:
    """Return who goes on with a draft: its author, or whose case it is where the author has no sight of it."""
    author: int | None = work.case.draft_by
    officer: int | None = work.case.officer_id
    if author is None or may_see_case(work.tx, viewer_for(work.tx, author), work.case.id):
        return author
    return officer


def _outcome(work: Work) -> str:
    allowed = outcomes_of(work.kind, Standing(work.case.standing))
    return one_of(work, "outcome", {one: one for one in allowed})


def _require_proof(work: Work, outcome: str) -> None:
    unit = directory.snapshot(work.tx).units.get(work.case.lead_unit_id or 0)
    if unit is not None and unit.needs_proof and outcome in _DONE and not _is_proved(work):
        raise Invalid("Đơn vị yêu cầu ảnh hoặc giấy tờ chứng minh kết quả.", {"proof": "Xin đính kèm ảnh hoặc tệp."})


def _is_proved(work: Work) -> bool:
    """Tell whether the result is shown by a file, its own or that of the case with which it is answered together."""
    return _has_proof(work) or (work.case.leader_id is not None and _has_file(work, work.case.leader_id))


def _has_proof(work: Work) -> bool:
    if work.files and work.rule.file == "proof":
        return True
    return _has_file(work, work.case.id)


def _has_file(work: Work, case_id: int) -> bool:
    where = (AttachmentRow.case_id == case_id, AttachmentRow.purpose == "proof")
    return work.tx.execute(select(AttachmentRow.id).where(*where).limit(1)).first() is not None


def refuse(work: Work) -> Change:
    """Turn a case away on a lawful ground, with a text that explains it."""
    ground = one_of(work, "ground", labels.grounds_of(work.case.kind))
    told = {"reason": f"{labels.REFUSAL_GROUNDS[ground]}. {work.fields['text']}"}
    data = {"ground": ground, "text": work.fields["text"]}
    return Change({"closed_at": work.tx.now, "answer": told["reason"], **NO_DRAFT}, data, told)


def refer(work: Work) -> Change:
    """Tell the citizen where the matter belongs."""
    told = {"to": work.fields["to"], "reason": work.fields["reason"]}
    answer = f"{work.fields['to']}: {work.fields['reason']}"
    return Change({"closed_at": work.tx.now, "answer": answer, **NO_DRAFT}, told, told)


def close(work: Work) -> Change:
    """End an answered case."""
    if not work.case.outcome or not work.case.answer:
        raise Conflict("Chưa có kết quả và nội dung trả lời nên chưa kết thúc được.")
    return Change({"closed_at": work.tx.now})


def ask_reopen(work: Work) -> Change:
    """Note that the citizen is not content; within the window counted from the answer, or from the refusal.

    Raises:
        Conflict: the window has passed, or it was looked at again and stands.
    """
    look = second_looks.looks_of(work.tx, [work.case]).get(work.case.id)
    if look and look.status == second_looks.LATE and look.until:
        raise Conflict(
            f"Đã quá thời gian đề nghị xem xét lại (đến hết {look.until:%d/%m/%Y}). Anh/Chị có thể gửi việc mới."
        )
    if look and look.status == second_looks.DENIED:
        raise Conflict(f"Đã xem lại và giữ nguyên kết quả: {look.reason} Anh/Chị có thể gửi việc mới.")
    return Change({"reopen_asked_at": work.tx.now}, dict(work.fields))


def reopen(work: Work) -> Change:
    """Take an answered case up again."""
    cleared = {"outcome": None, "answered_at": None, "closed_at": None, **_NOTHING_ASKED}
    was = {"was_outcome": work.case.outcome, "was_asked": work.case.reopen_asked_at is not None}
    return Change(cleared, {**work.fields, **was}, {"reason": work.fields["reason"]})


def take_up(work: Work) -> Change:
    """Take up what was refused, and give it into hands."""
    unit_id, officer_id = new_hands(work, is_sealed=work.case.is_sealed)
    tell_hands(work, officer_id, "Có hồ sơ được thụ lý lại, giao cho anh/chị.")
    hands = {"lead_unit_id": unit_id, "officer_id": officer_id}
    reason, was_asked = work.fields["reason"], work.case.reopen_asked_at is not None
    data = {"reason": reason, "unit_id": unit_id, "officer_id": officer_id, "was_asked": was_asked}
    return Change({**hands, "answer": None, "closed_at": None, **_NOTHING_ASKED}, data, {"reason": reason})


def deny_reopen(work: Work) -> Change:
    """Leave an answered case as it is, and say why."""
    return Change({"reopen_asked_at": None}, dict(work.fields), {"reason": work.fields["reason"]})


def transfer_out(work: Work) -> Change:
    """Send a case to the authority that it belongs to; the receipt of the paper is in its number and day."""
    decided_on(work)
    data = {name: work.fields[name] for name in ("to", "reason", "doc_no", "doc_on")}
    answer_text = f"{work.fields['to']}: {work.fields['reason']}"
    told = {name: work.fields[name] for name in ("to", "reason", "doc_no")}
    return Change({"closed_at": work.tx.now, "answer": answer_text, **NO_DRAFT}, data, told)

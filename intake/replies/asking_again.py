"""What is asked once more before a move is made: words that look unfinished, and an end that nobody takes back."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from intake import codes
from intake.db import Snapshot
from intake.directory import directory
from intake.errors import Unsure
from intake.lifecycle import TERMINAL, Move, Rule, Standing, table_of
from intake.notices import tasks
from intake.queries.case_lines import unit_name
from intake.replies import reply_desk
from intake.replies.reply_steps import STEP_OF, text_field
from intake.tables import CaseRow, MeetingCaseRow, MeetingRow
from routing.kinds import Kind

_STANDS = select(CaseRow.kind, CaseRow.standing, CaseRow.state).where(CaseRow.id == bindparam("case_id"))
_SECOND = select(CaseRow.id).where(
    CaseRow.id == bindparam("case_id"), CaseRow.kind == Kind.COMPLAINT.value, CaseRow.instance > 1
)
_HELD = (
    select(MeetingRow.id)
    .join(MeetingCaseRow, MeetingCaseRow.meeting_id == MeetingRow.id)
    .where(MeetingCaseRow.case_id == bindparam("case_id"), MeetingRow.status == "held")
    .limit(1)
)
_DECIDES = frozenset({Move.ANSWER, Move.PROPOSE, Move.APPROVE})
_NO_DIALOGUE = (
    "Giải quyết khiếu nại lần hai phải có đối thoại (Luật Khiếu nại, Điều 39; Nghị định 124/2020/NĐ-CP, Điều 28), mà "
    "hồ sơ chưa ghi biên bản buổi nào."
)
_KEY_SIGNS = 16
_MOST_NAMED = 5
_LOOK = "Chưa gửi, xin xem lại. Nếu đúng ý anh/chị, bấm gửi lần nữa."
_ENDS = "Gửi xong là hồ sơ kết thúc. Xin đọc lại lời người dân sẽ nhận, ở cuối ô này; đúng thì bấm lần nữa."


def require_sure(snap: Snapshot, case_id: int, move: Move, fields: Mapping[str, str], sure: str) -> None:
    """Ask once more before a reply goes that looks unfinished, and before a case ends with words or with help owed.

    Raises:
        Unsure: as said; `sure` is the key of what was asked before.
    """
    rule = _rule(snap, case_id, move)
    if rule is None or any(not fields.get(name, "").strip() for name in rule.needs):
        return  # the move itself says what is wrong
    doubts = [*reply_desk.doubts(snap, case_id, move, fields), *_dialogue_owed(snap, case_id, move)]
    owed = _owed(snap, case_id) if rule.to in TERMINAL else ""
    is_end = rule.to in TERMINAL and move in STEP_OF
    said = sorted((name, fields[name]) for name in {text_field(move), *rule.needs} & fields.keys())
    key = codes.content_key(f"{move} {said} {owed}")[:_KEY_SIGNS]
    if sure == key or not (doubts or owed or is_end):
        return
    sentence = " ".join(filter(None, (owed, _ENDS if is_end else _LOOK if doubts else "")))
    raise Unsure(sentence, {text_field(move): " ".join(doubts)} if doubts else {}, key)


def _rule(snap: Snapshot, case_id: int, move: Move) -> Rule | None:
    """Return the row of a move; None where the case knows no such move any more."""
    case = snap.execute(_STANDS, {"case_id": case_id}).one()
    rule = table_of(Kind(case.kind), Standing(case.standing)).get(move)
    return rule if rule is not None and case.state in rule.froms else None


def _dialogue_owed(snap: Snapshot, case_id: int, move: Move) -> list[str]:
    """Say that a second complaint is decided without the dialogue that the law asks for; nothing where one was held."""
    if move not in _DECIDES or snap.execute(_SECOND, {"case_id": case_id}).first() is None:
        return []
    return [] if snap.execute(_HELD, {"case_id": case_id}).first() else [_NO_DIALOGUE]


def _owed(snap: Snapshot, case_id: int) -> str:
    """Return in words what other units still owe to a case that is to end; blank for nothing."""
    waiting = tasks.open_of(snap, case_id)
    if not waiting:
        return ""
    known = directory.snapshot(snap)
    named = "; ".join(
        f"{unit_name(known, one.unit_id)}, hạn {one.due_on:%d/%m/%Y} ({one.text[:80]})" for one in waiting[:_MOST_NAMED]
    )
    more = f" và {len(waiting) - _MOST_NAMED} việc khác" if len(waiting) > _MOST_NAMED else ""
    return (
        f"Còn {len(waiting)} việc phối hợp chưa báo kết quả: {named}{more}. Kết thúc hồ sơ thì các việc này được rút "
        "lại và cán bộ được báo. Nếu vẫn kết thúc, bấm lần nữa."
    )

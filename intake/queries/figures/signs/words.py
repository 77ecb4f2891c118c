"""Signs in what the citizen was told: answers taken back, copied, without proof, never delivered, and refusals."""

from typing import Any

from sqlalchemy import case, exists, func, literal, select

from intake import labels
from intake.queries.figures.signs.base import ANSWERS, Events, Found, Frame, Sign, days_between, events, occurrence
from intake.tables import AttachmentRow, CaseRow, OutboxRow, StaffRow

WINDOW_DAYS = 30
SAME_ANSWERS = 3
_DONE = ("resolved", "partly")


def _last_before(event: Events, moves: tuple[str, ...], name: str) -> Any:  # noqa: ANN401 - an expression
    """Return the key of the last event of these moves in the same case before an event."""
    earlier = events(name)
    where = (earlier.c.case_id == event.c.case_id, earlier.c.id < event.c.id, earlier.c.move.in_(moves))
    return select(func.max(earlier.c.id)).where(*where).scalar_subquery()


def _reopened(frame: Frame) -> Found:
    event, answer, end = events("reopening"), events("answered"), events("ended")
    days = days_between(frame.snap, end.c.at, event.c.at)
    return (
        occurrence(event, staff_id=answer.c.staff_id, days=days)
        .join(answer, answer.c.id == _last_before(event, ANSWERS, "a"))
        .join(end, end.c.id == _last_before(event, (*ANSWERS, "close"), "e"))
        .where(event.c.move == "reopen", frame.period.holds(event.c.at), days <= WINDOW_DAYS)
    )


def _unwelcome(frame: Frame) -> Found:
    event, answer = events("asking"), events("answered")
    return (
        occurrence(event, staff_id=answer.c.staff_id)
        .join(answer, answer.c.id == _last_before(event, ANSWERS, "a"))
        .where(event.c.move == "ask_reopen", frame.period.holds(event.c.at))
    )


def _copied(frame: Frame) -> Found:
    """Find answers in words that a unit used often; counted over what the viewer sees: nothing else shines in."""
    event, staff = events("answered"), StaffRow.__table__.alias("author")
    words = event.c.data["text_key"].as_string()
    often = func.count().over(partition_by=(staff.c.unit_id, words)).label("often")
    answers = (
        select(event.c.id, event.c.case_id, event.c.staff_id, event.c.at, often)
        .join(staff, staff.c.id == event.c.staff_id)
        .join(CaseRow, CaseRow.id == event.c.case_id)
        .where(event.c.move.in_(ANSWERS), frame.period.holds(event.c.at), words.is_not(None))
        .where(frame.seen, CaseRow.leader_id.is_(None))
        .subquery("answers")
    )
    return occurrence(answers).where(answers.c.often >= SAME_ANSWERS)


def _template_only(frame: Frame) -> Found:
    event = events("answered")
    template = event.c.data["template"].as_string()
    found = occurrence(event, note=template, hit=case((template.is_not(None), 1), else_=0))
    return found.where(event.c.move.in_(ANSWERS), frame.period.holds(event.c.at))


def _unproved(frame: Frame) -> Found:
    event = events("answered")
    proof = exists().where(AttachmentRow.case_id == event.c.case_id, AttachmentRow.purpose == "proof")
    outcome = event.c.data["outcome"].as_string()
    found = occurrence(event, note=outcome, hit=case((proof, 0), else_=1))
    return found.where(event.c.move.in_(ANSWERS), frame.period.holds(event.c.at), outcome.in_(_DONE))


def _refused(frame: Frame) -> Found:
    event = events("decided")
    hit = case((event.c.move == "refuse", 1), else_=0)
    found = occurrence(event, note=event.c.data["ground"].as_string(), hit=hit)
    return found.where(event.c.move.in_((*ANSWERS, "refuse")), frame.period.holds(event.c.at))


def _unreached(frame: Frame) -> Found:
    """Find closings after an answer that is still lost; from the few lost messages, not from the many closings."""
    sent, later = OutboxRow.__table__.alias("sent"), OutboxRow.__table__.alias("later")
    ended, event = events("ended"), events("closing")
    is_answer = "notice.answered"
    followed = exists().where(
        later.c.case_id == sent.c.case_id, later.c.id > sent.c.id, later.c.payload["notice"].as_string() == is_answer
    )
    lost = (
        select(sent.c.case_id, sent.c.status, sent.c.at)
        .where(
            sent.c.status.in_(("dead", "blocked", "held")), sent.c.payload["notice"].as_string() == is_answer, ~followed
        )
        .cte("lost")
        .prefix_with("MATERIALIZED")
    )
    is_close = ended.c.move + literal("") == "close"  # so that it is looked for in the case, not among all closings
    closing = (ended.c.case_id == lost.c.case_id, is_close, ended.c.at >= lost.c.at)
    last = select(func.max(ended.c.id)).where(*closing).scalar_subquery()
    found = occurrence(event, note=lost.c.status).join(lost, event.c.id == last)
    return found.where(frame.period.holds(event.c.at))


SIGNS = (
    Sign(
        "reopened",
        "Mở lại trong 30 ngày",
        "Hồ sơ được mở lại trong vòng 30 ngày kể từ khi trả lời hoặc kết thúc; tính cho người đã trả lời.",
        _reopened,
        about="ngày từ lúc trả lời hoặc kết thúc",
    ),
    Sign(
        "unwelcome",
        "Dân chưa hài lòng",
        "Mỗi lần người dân đề nghị xem xét lại một câu trả lời; tính cho người đã trả lời.",
        _unwelcome,
    ),
    Sign(
        "copied",
        "Trả lời theo mẫu",
        "Câu trả lời có nguyên văn trùng nhau (không kể dấu, hoa thường) từ 3 lần trở lên trong cùng đơn vị; không "
        "tính hồ sơ gộp để trả lời chung.",
        _copied,
        is_alone=True,
    ),
    Sign(
        "template_only",
        "Gửi nguyên mẫu",
        "Trong các câu trả lời, số câu gửi đi đúng nguyên văn một mẫu trả lời, không thêm việc cụ thể nào của hồ sơ "
        "(không kể dấu, hoa thường); người gửi đã được hỏi lại trước khi gửi.",
        _template_only,
        is_share=True,
        is_alone=True,
    ),
    Sign(
        "unproved",
        "Báo xong, không chứng cứ",
        "Trong các câu trả lời báo đã làm xong hoặc xong một phần, số câu không kèm ảnh hay giấy tờ chứng minh.",
        _unproved,
        is_share=True,
        is_alone=True,
        notes={code: labels.OUTCOMES[code] for code in _DONE},
    ),
    Sign(
        "refused",
        "Không thụ lý",
        "Trong các hồ sơ đã trả lời hoặc không thụ lý, số hồ sơ không thụ lý, chia theo căn cứ (Nghị định "
        "154/2026/NĐ-CP, Điều 4: không được lợi dụng việc từ chối để né tránh).",
        _refused,
        is_share=True,
        notes=labels.REFUSAL_GROUNDS,
    ),
    Sign(
        "unreached",
        "Kết thúc, dân chưa nhận được",
        "Hồ sơ đã kết thúc mà tin trả lời không gửi được tới người dân, tính đến lúc này.",
        _unreached,
        notes={"dead": "Không gửi được", "blocked": "Đã chặn hoặc không có nơi nhắn", "held": "Kênh không cho gửi"},
    ),
)

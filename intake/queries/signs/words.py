"""Signs in what the citizen was told: answers taken back, copied, without proof, never delivered, and refusals."""

from typing import Any

from sqlalchemy import and_, case, exists, func, select

from intake import labels
from intake.queries.signs.base import ANSWERS, Events, Found, Frame, Sign, days_between, events, occurrence
from intake.tables import AttachmentRow, CaseRow, OutboxRow, StaffRow

WINDOW_DAYS = 30
SAME_ANSWERS = 3
_DONE = ("resolved", "partly", "upheld")


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


def _answers(frame: Frame, event: Events) -> Any:  # noqa: ANN401 - a condition
    """Return the condition for answers of the period, without those that only repeat the answer of a leading case."""
    followers = CaseRow.__table__.alias("follower")
    together = exists().where(followers.c.id == event.c.case_id, followers.c.leader_id.is_not(None))
    return and_(event.c.move.in_(ANSWERS), frame.period.holds(event.c.at), ~together)


def _copied(frame: Frame) -> Found:
    event, staff = events("answered"), StaffRow.__table__.alias("author")
    words = event.c.data["text_key"].as_string()
    answers = (
        select(event.c.id, event.c.case_id, event.c.staff_id, event.c.at, staff.c.unit_id, words.label("words"))
        .join(staff, staff.c.id == event.c.staff_id)
        .where(_answers(frame, event), words.is_not(None))
        .cte("answers")
    )
    often = (
        select(answers.c.unit_id, answers.c.words)
        .group_by(answers.c.unit_id, answers.c.words)
        .having(func.count() >= SAME_ANSWERS)
        .subquery("often")
    )
    same = and_(often.c.unit_id == answers.c.unit_id, often.c.words == answers.c.words)
    return occurrence(answers).join(often, same)


def _unproved(frame: Frame) -> Found:
    event = events("answered")
    proof = exists().where(AttachmentRow.case_id == event.c.case_id, AttachmentRow.purpose == "proof")
    outcome = event.c.data["outcome"].as_string()
    hit = case((proof, 0), else_=1)
    return occurrence(event, note=outcome, hit=hit).where(_answers(frame, event), outcome.in_(_DONE))


def _refused(frame: Frame) -> Found:
    event = events("decided")
    hit = case((event.c.move == "refuse", 1), else_=0)
    found = occurrence(event, note=event.c.data["ground"].as_string(), hit=hit)
    return found.where(event.c.move.in_((*ANSWERS, "refuse")), frame.period.holds(event.c.at))


def _unreached(frame: Frame) -> Found:
    event, sent, later = events("closing"), OutboxRow.__table__.alias("sent"), OutboxRow.__table__.alias("later")
    is_answer = "notice.answered"
    followed = exists().where(
        later.c.case_id == sent.c.case_id, later.c.id > sent.c.id, later.c.payload["notice"].as_string() == is_answer
    )
    lost = and_(sent.c.status.in_(("dead", "blocked")), sent.c.payload["notice"].as_string() == is_answer, ~followed)
    return (
        occurrence(event, note=sent.c.status)
        .join(sent, and_(sent.c.case_id == event.c.case_id, sent.c.at <= event.c.at))
        .where(event.c.move == "close", frame.period.holds(event.c.at), lost)
    )


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
    ),
    Sign(
        "unproved",
        "Báo xong, không chứng cứ",
        "Trong các câu trả lời báo đã làm xong hoặc xong một phần, số câu không kèm ảnh hay giấy tờ chứng minh.",
        _unproved,
        is_share=True,
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
        notes={"dead": "Không gửi được", "blocked": "Người dân đã chặn"},
    ),
)

"""Rows of made-up cases of a book of years, in every state: the case, its talks, its history, its clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from intake import codes
from intake.rehearsals.full_book_extras import YEARS, Made, Office, Row, extras_of
from intake.tables import Base, CaseEventRow, CaseRow, ClockChangeRow, ClockRow, ConversationRow, UtteranceRow
from routing.reading import default_reader
from routing.text import shadow

Rows = dict[type[Base], list[Row]]

_OPEN_YEARS = 0.1  # what is open was told in the last tenth of the years
_OPEN_SHARE = 0.1
_TELLINGS = (
    ("feedback", "giao_thong_ha_tang", "Ổ gà to trước cổng trường tiểu học, hôm qua có cháu bé ngã xe"),
    ("feedback", "moi_truong", "Bãi rác ven đê bốc mùi, đốt khói cả xóm không ngủ được"),
    ("feedback", "dien", "Cột điện nghiêng sát nhà, mưa gió là chập chờn"),
    ("petition", "nuoc_sach", "Đề nghị lắp đường ống nước sạch cho thôn, giếng khoan nhiễm sắt"),
    ("feedback", "trat_tu_xay_dung", "Nhà bên cạnh xây lấn ngõ chung, ô tô cứu hỏa không vào được"),
    ("complaint", "dat_dai", "Tôi không đồng ý quyết định thu hồi đất của gia đình tôi"),
    ("inquiry", "ho_tich_cu_tru", "Cho hỏi đăng ký tạm trú cho con nhỏ cần giấy tờ gì"),
    ("feedback", "an_ninh_trat_tu", "Quán hát mở loa đến nửa đêm, cả khu phố mất ngủ"),
    ("denunciation", "tham_nhung", "Tôi tố cáo cán bộ địa chính nhận tiền để làm giấy"),
)
_OFTEN = (30, 20, 14, 10, 10, 6, 6, 3, 1)
_PLACES = ("Ngô Gia Tự", "Lý Thái Tổ", "Hoàng Văn Thụ", "thôn Đông", "thôn Đoài", "xóm Chùa", "ngõ 25", "chợ Thương")
_CHANNELS, _BY_CHANNEL = ("telegram", "zalo_oa", "web", "counter"), (40, 30, 20, 10)
_OPEN_STATES = ("screening", "assigned", "in_progress", "waiting_citizen", "answered", "awaiting_approval")
_BY_STATE = (10, 25, 40, 10, 10, 5)
_CLOSED_STATES, _BY_END = ("closed", "refused", "referred", "withdrawn"), (85, 5, 7, 3)
STAGE = "outcome_notice"
_ANSWER = "Đã giải quyết xong, cảm ơn Anh/Chị đã báo."
_GROUNDS = ("no_signature", "time_barred", "no_own_right", "internal_decision")


def rows_of(office: Office, number: int, whole: int, now: datetime, rule: Row) -> Rows:
    """Return the rows of a case by table; `number` of `whole` cases, the oldest first; `rule` is its clock's."""
    made = _made(office, number, whole, now)
    events = list(_events(made, office))
    return {
        ConversationRow: list(_conversations(made)),
        CaseRow: [made.case],
        UtteranceRow: list(_talk(made)),
        CaseEventRow: events,
        ClockRow: [_clock(made, rule)],
        ClockChangeRow: list(_changes(made, rule)),
        **extras_of(made, office, next((one for one in events if one["move"] == "answer"), None)),
    }


def _made(office: Office, number: int, whole: int, now: datetime) -> Made:
    dice = Random(number)  # noqa: S311 - no secrecy needed
    kind, topic, words = dice.choices(_TELLINGS, _OFTEN)[0]
    commune, desk, units = dice.choice(office.communes)
    unit = dice.choice(office.province if dice.random() < 0.1 else units)  # noqa: PLR2004 - every tenth is the province's
    is_open = dice.random() < _OPEN_SHARE
    state = dice.choices(_OPEN_STATES, _BY_STATE)[0] if is_open else dice.choices(_CLOSED_STATES, _BY_END)[0]
    age = (1 - number / whole) * YEARS * (_OPEN_YEARS if is_open else 1)
    at = (now - age - timedelta(minutes=dice.randrange(1440))).replace(microsecond=0)
    place = f"{dice.choice(_PLACES)}, số {number % 400}"
    ended = None if is_open else min(at + timedelta(days=dice.randrange(1, 20)), now)
    answered = ended or (at + timedelta(days=3) if state == "answered" else None)
    officer = None if state == "screening" else dice.choice(office.officers[unit.id]).id
    made = Made({}, dice, number, at, officer)
    made.case.update({
        "id": number,
        "code": f"TR-26-{number:08d}",
        "conversation_id": made.row_id(ConversationRow),
        "draft_no": 1,
        "secret_version": 1,
        "version": 1,
        "channel": dice.choices(_CHANNELS, _BY_CHANNEL)[0],
        "kind": kind,
        "topic": topic,
        "state": state,
        "is_open": is_open,
        "outcome": "resolved" if answered and state in {"answered", "closed"} else None,
        "summary": words,
        "text": f"{words}. Việc này ở {place}, đã {number % 9 + 1} ngày nay.",
        "folded": shadow(f"{words} {place}"),
        "place_text": place,
        "commune_code": commune,
        "is_urgent": dice.random() < 0.01,  # noqa: PLR2004 - one of a hundred
        "is_sealed": kind == "denunciation",
        "confidence": 0.9,
        "reading": _reading(words),
        "lead_unit_id": unit.id,
        "screening_unit_id": desk.id,
        "officer_id": officer,
        "due_on": _due(dice, at, None if ended else now),
        "due_stage": STAGE,
        "answer": _ANSWER if answered else None,
        "registered_at": at,
        "first_reply_at": min(at + timedelta(hours=dice.randrange(1, 50)), now) if officer else None,
        "answered_at": answered,
        "closed_at": ended,
        "complexity": "complex" if number % 211 == 0 else "normal",
        "people": 7 if number % 307 == 0 else 1,
    })  # fmt: skip
    return made


@cache
def _reading(words: str) -> Row:
    return default_reader().read(words).to_json()


def _due(dice: Random, at: datetime, now: datetime | None) -> date:
    """Return when a case told at a moment is due; what is open now is not late for longer than two months."""
    start = max(at.date(), now.date() - timedelta(days=60)) if now else at.date()
    return start + timedelta(days=dice.randrange(5, 45))


def _conversations(made: Made) -> Iterator[Row]:
    """Yield the talk that became the case, and with every third one a talk that became none."""
    for nth in range(2 if made.number % 3 == 0 else 1):
        number = made.row_id(ConversationRow, nth)
        last = made.row_id(UtteranceRow, 6 if nth else 3)
        yield {
            "id": number, "channel": made.case["channel"], "account": "main", "chat_key": f"try-{number:010d}",
            "state": {}, "display_name": "Người dân", "language": "vi", "step": "ask_place" if nth else "idle",
            "draft_no": 1 if nth else 2, "consent_at": made.at, "started_at": made.at,
            "last_in_at": made.at + timedelta(seconds=40),
            "last_open_id": last if nth or not made.case["is_sealed"] else None,
        }  # fmt: skip


def _talk(made: Made) -> Iterator[Row]:
    case, asked = made.case, "Chỗ đó ở đâu ạ?"
    said = (("citizen", case["text"]), ("bot", asked), ("citizen", case["place_text"]), ("bot", "Đã nhận."))
    for nth, (author, words) in enumerate(said):
        yield {**_line(made, nth, author, words, is_answer=nth == 2), "case_id": case["id"]}  # noqa: PLR2004 - the place
    if made.number % 3 == 0:
        left = (("citizen", "Cho tôi hỏi việc này"), ("bot", asked), ("citizen", "Thôi để khi khác"))
        for nth, (author, words) in enumerate(left, 4):
            line = _line(made, nth, author, words, is_answer=nth == 6, ending="cancelled")  # noqa: PLR2004 - the last
            yield {**line, "conversation_id": made.row_id(ConversationRow, 1), "case_id": None, "is_sealed": False}


def _line(made: Made, nth: int, author: str, words: str, *, is_answer: bool, ending: str = "answered") -> Row:
    at = made.at + timedelta(seconds=20 * (nth % 4))
    question = ("ask_place", at - timedelta(seconds=20), ending, 20) if is_answer else (None,) * 4
    return {
        "id": made.row_id(UtteranceRow, nth), "conversation_id": made.row_id(ConversationRow), "draft_no": 1,
        "author": author, "kind": "text", "text": words, "folded": shadow(words),
        "is_sealed": made.case["is_sealed"], "at": at,
        **dict(zip(("step_before", "asked_at", "ending", "waited_s"), question, strict=True)),
    }  # fmt: skip


def _events(made: Made, office: Office) -> Iterator[Row]:
    case, number = made.case, made.number
    steps: list[tuple[str, str | None, str, datetime, Row]] = [("register", None, "assigned", made.at, {})]
    if case["first_reply_at"]:
        steps.append(("accept", "assigned", "in_progress", case["first_reply_at"], {}))
    if made.officer_id and number % 17 == 0:
        before = office.province[number % len(office.province)].id
        moved = {"from_unit_id": before, "unit_id": case["lead_unit_id"]}
        steps.append(("transfer", "in_progress", "assigned", made.at + timedelta(hours=1), moved))
    if case["state"] == "refused":
        ground = {"ground": _GROUNDS[number % len(_GROUNDS)]}
        steps.append(("refuse", "in_progress", "refused", case["closed_at"], ground))
    elif case["answered_at"]:
        steps.append(("answer", "in_progress", "answered", case["answered_at"], _said(number)))
        if number % 83 == 0:
            steps.append(("reopen", "answered", "in_progress", case["answered_at"], {}))
        if case["closed_at"]:
            steps.append(("close", "answered", "closed", case["closed_at"], {}))
    for nth, (move, was, after, at, data) in enumerate(steps):
        by = None if move == "register" else made.officer_id
        yield {
            "id": made.row_id(CaseEventRow, nth), "case_id": number, "move": move, "audience": "citizen",
            "actor": f"staff:{by}" if by else "citizen", "state_from": was, "staff_id": by, "state_to": after,
            "data": data, "at": at,
        }  # fmt: skip


def _said(number: int) -> Row:
    """Return what an answer keeps: a tenth of all are in words that were used before, some a template as it came."""
    words = f"{_ANSWER} {number % 40 if number % 10 == 0 else number}"
    template = {"template_id": 1, "template": "Đã xử lý xong"} if number % 31 == 0 else {}
    return {"outcome": "resolved", "text": words, "text_key": codes.content_key(words), **template}


def _clock(made: Made, rule: Row) -> Row:
    due_on, ended = made.case["due_on"], made.case["closed_at"]
    return {
        **rule, "id": made.number, "case_id": made.number, "start_on": made.at.date(), "nominal_on": due_on,
        "due_on": due_on, "started_at": made.at, "status": "met" if ended else "running", "ended_at": ended,
        "ended_on": ended.date() if ended else None,
    }  # fmt: skip


def _changes(made: Made, rule: Row) -> Iterator[Row]:
    due_on, ended = made.case["due_on"], made.case["closed_at"]
    changes: list[tuple[str, datetime, date | None, str | None]] = [("start", made.at, None, None)]
    if made.number % 13 == 0:
        changes.append(("pause", made.at + timedelta(hours=20), due_on, "waiting_citizen"))
    elif made.number % 19 == 0:
        changes.append(("extend", made.at + timedelta(hours=30), due_on - timedelta(days=5), None))
    if ended:
        changes.append(("end", ended, due_on, None))
    for nth, (change, at, before, cause) in enumerate(changes):
        yield {
            "id": made.row_id(ClockChangeRow, nth), "clock_id": made.number, "case_id": made.number, "change": change,
            "on_day": at.date(), "due_before": before, "due_after": due_on, "cause": cause, "data": {},
            "staff_id": made.officer_id, "at": at,
            **{name: rule[name] for name in ("rule_id", "statutes_version", "calendar_version")},
        }  # fmt: skip

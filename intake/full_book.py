"""A book of years: cases of a province in every state, with what was said, done and promised, to try pages on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, text

from intake import calendars
from intake.db import Database, Snapshot, Transaction
from intake.directory import snapshot
from intake.figures import kept
from intake.law.deadlines import compute
from intake.law.statutes import load_statutes
from intake.tables import (
    Base,
    CaseEventRow,
    CaseFlagRow,
    CaseRow,
    CaseTaskRow,
    ClockRow,
    ConversationRow,
    StaffRow,
    UtteranceRow,
)
from routing.directory import Directory, Officer, Unit
from routing.text import shadow

Progress = Callable[[int, int], None]
_CHUNK = 5_000
_YEARS = 3 * 365
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
_STAGE = "outcome_notice"
_OF_RULE = ("rule_id", "statutes_version", "calendar_version", "basis", "is_local", "amount", "unit")


@dataclass(frozen=True, slots=True)
class _Office:
    """Who may have a case: the units of each commune, their officers, and the desk before them."""

    communes: Sequence[tuple[str, Unit, Sequence[Unit]]]
    province: Sequence[Unit]
    officers: dict[int, list[Officer]]


def fill(db: Database, *, cases: int, first: int = 1, progress: Progress | None = None) -> None:
    """Add cases number `first` to `cases` to a book with a directory; a tenth of them are open.

    `progress` is called with (cases so far, cases).
    """
    with db.read() as snap:
        office = _office(snapshot(snap))
    for start in range(first, cases + 1, _CHUNK):
        end = min(start + _CHUNK - 1, cases)
        with db.transaction() as tx:
            _add(tx, office, range(start, end + 1), cases)
        if progress:
            progress(end, cases)
    with db.transaction() as tx:
        tx.execute(text("ANALYZE"))
    kept.rebuild(db)  # cases that were put in as rows are in no chain that the sums could follow


def busiest(snap: Snapshot) -> dict[str, int]:
    """Return of each role that reads cases the member of staff with the most open cases in their unit."""
    load = (
        select(CaseRow.lead_unit_id.label("unit_id"), func.count().label("most"))
        .where(CaseRow.is_open.is_(True))
        .group_by(CaseRow.lead_unit_id)
        .subquery()
    )
    ranked = (
        select(StaffRow.role, StaffRow.id)
        .outerjoin(load, load.c.unit_id == StaffRow.unit_id)
        .where(StaffRow.is_active.is_(True), StaffRow.login.is_not(None))
        .order_by(func.coalesce(load.c.most, 0), StaffRow.id.desc())
    )
    return {row.role: row.id for row in snap.execute(ranked)}


def some_cases(snap: Snapshot, count: int) -> list[tuple[int, str]]:
    """Return numbers and codes of so many open cases that are not sealed, scattered over the book."""
    found = select(CaseRow.id, CaseRow.code).where(CaseRow.is_open.is_(True), CaseRow.is_sealed.is_(False))
    rows = snap.execute(found.order_by(CaseRow.id % 97, CaseRow.id).limit(count))
    return [(row.id, row.code) for row in rows]


def _office(directory: Directory) -> _Office:
    officers: dict[int, list[Officer]] = {}
    for officer in directory.officers.values():
        officers.setdefault(officer.unit_id, []).append(officer)
    by_commune: dict[str, list[Unit]] = {}
    for unit in directory.units.values():
        if unit.commune_code and unit.id in officers:
            by_commune.setdefault(unit.commune_code, []).append(unit)
    communes = [
        (code, next((one for one in units if "Văn phòng" in one.function), units[0]), units)
        for code, units in sorted(by_commune.items())
    ]
    province = [one for one in directory.units.values() if one.level == "province" and one.id in officers]
    return _Office(communes, province, officers)


# --- rows ---------------------------------------------------------------------------------------------------------


def _add(tx: Transaction, office: _Office, numbers: range, whole: int) -> None:
    rows = [_case(office, number, whole, tx.now) for number in numbers]
    _insert(tx, ConversationRow, (_conversation(row) for row in rows))
    _insert(tx, CaseRow, iter(rows))
    _insert(tx, UtteranceRow, (line for row in rows for line in _talk(row)))
    _insert(tx, CaseEventRow, (event for row in rows for event in _events(row)))
    rule = _rule(tx)
    _insert(tx, ClockRow, (_clock(row, rule) for row in rows))
    _insert(tx, CaseTaskRow, (_task(row, office) for row in rows if row["is_open"] and row["id"] % 29 == 0))
    _insert(tx, CaseFlagRow, (_flag(row) for row in rows if row["id"] % 101 == 0 and row["officer_id"]))
    if not tx.is_sqlite:
        _count_on(tx)


def _insert(tx: Transaction, table: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    if listed := list(rows):
        tx.execute(insert(table.__table__), listed)  # type: ignore[arg-type]


def _count_on(tx: Transaction) -> None:
    """Let the numbers that PostgreSQL gives go on after those that were given here."""
    for table in (ConversationRow, CaseRow):
        highest = tx.execute(select(func.max(table.id))).scalar_one()
        tx.execute(select(func.setval(func.pg_get_serial_sequence(table.__tablename__, "id"), highest)))


def _case(office: _Office, number: int, whole: int, now: datetime) -> dict[str, Any]:
    dice = Random(number)  # noqa: S311 - no secrecy needed
    kind, topic, words = dice.choices(_TELLINGS, _OFTEN)[0]
    commune, desk, units = dice.choice(office.communes)
    unit = dice.choice(office.province if dice.random() < 0.1 else units)  # noqa: PLR2004 - every tenth is the province's
    age = (1 - number / whole) * _YEARS
    is_open = dice.random() < _OPEN_SHARE
    state = dice.choices(_OPEN_STATES, _BY_STATE)[0] if is_open else dice.choices(_CLOSED_STATES, _BY_END)[0]
    at = now - timedelta(days=age * (0.1 if is_open else 1), minutes=dice.randrange(1440))
    place = f"{dice.choice(_PLACES)}, số {number % 400}"
    ended = None if is_open else min(at + timedelta(days=dice.randrange(1, 20)), now)
    answered = ended or (at + timedelta(days=3) if state == "answered" else None)
    return {
        "id": number,
        "code": f"TR-26-{number:08d}",
        "conversation_id": number,
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
        "lead_unit_id": unit.id,
        "screening_unit_id": desk.id,
        "officer_id": None if state == "screening" else dice.choice(office.officers[unit.id]).id,
        "due_on": _due(dice, at, now),
        "due_stage": _STAGE,
        "answer": "Đã giải quyết xong, cảm ơn Anh/Chị đã báo." if answered else None,
        "registered_at": at,
        "first_reply_at": at + timedelta(hours=dice.randrange(1, 50)) if state != "screening" else None,
        "answered_at": answered,
        "closed_at": ended,
        "complexity": "complex" if number % 211 == 0 else "normal",
        "people": 7 if number % 307 == 0 else 1,
    }


def _due(dice: Random, at: datetime, now: datetime) -> date:
    return max(at.date(), now.date() - timedelta(days=60)) + timedelta(days=dice.randrange(5, 45))


def _conversation(case: dict[str, Any]) -> dict[str, Any]:
    at = case["registered_at"]
    return {
        "id": case["id"], "channel": case["channel"], "account": "main", "chat_key": f"try-{case['id']}", "state": {},
        "display_name": "Người dân", "language": "vi", "step": "idle", "draft_no": 2, "consent_at": at,
        "started_at": at, "last_in_at": at,
    }  # fmt: skip


def _talk(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    said = (("citizen", case["text"]), ("bot", "Chỗ đó ở đâu ạ?"), ("citizen", case["place_text"]), ("bot", "Đã nhận."))
    for number, (author, words) in enumerate(said):
        yield {
            "conversation_id": case["id"], "case_id": case["id"], "draft_no": 1, "author": author, "kind": "text",
            "text": words, "folded": shadow(words), "is_sealed": case["is_sealed"],
            "at": case["registered_at"] + timedelta(seconds=20 * number),
        }  # fmt: skip


def _events(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    steps: list[tuple[str, str | None, str, datetime]] = [("register", None, "assigned", case["registered_at"])]
    if case["first_reply_at"]:
        steps.append(("accept", "assigned", "in_progress", case["first_reply_at"]))
    if case["answered_at"]:
        steps.append(("answer", "in_progress", "answered", case["answered_at"]))
    for move, before, after, at in steps:
        actor = "citizen" if move == "register" else f"staff:{case['officer_id']}"
        yield {
            "case_id": case["id"], "move": move, "actor": actor, "audience": "citizen", "state_from": before,
            "staff_id": None if move == "register" else case["officer_id"], "state_to": after, "data": {}, "at": at,
        }  # fmt: skip


def _rule(tx: Transaction) -> dict[str, Any]:
    """Return what a clock keeps of the rule that set it."""
    statutes = load_statutes()
    row = statutes.find("feedback", _STAGE, tx.today)
    deadline = compute(row, tx.today, calendars.current(tx), statutes.version, with_days=False)
    return {"stage": _STAGE, **{name: getattr(deadline, name) for name in _OF_RULE}}


def _clock(case: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any]:
    due_on = case["due_on"]
    ended = case["closed_at"]
    return {
        **rule, "case_id": case["id"], "start_on": case["registered_at"].date(), "nominal_on": due_on,
        "due_on": due_on, "started_at": case["registered_at"],
        "status": "met" if ended else "running", "ended_at": ended, "ended_on": ended.date() if ended else None,
    }  # fmt: skip


def _task(case: dict[str, Any], office: _Office) -> dict[str, Any]:
    unit = office.province[case["id"] % len(office.province)]
    return {
        "case_id": case["id"], "unit_id": unit.id, "text": "Xin cho biết ý kiến", "due_on": case["due_on"],
        "status": "open", "at": case["registered_at"],
    }  # fmt: skip


def _flag(case: dict[str, Any]) -> dict[str, Any]:
    flag = ("complex", "public", "sensitive")[case["id"] % 3]
    return {"case_id": case["id"], "flag": flag, "staff_id": case["officer_id"], "at": case["registered_at"]}

"""What a made-up case drags along: messages sent, files, notices, tasks, flags, marks, visits and promises.

Each table has room for so many rows of a case (`ROOM`): row n of case c has the number c × room + n, so that a case
is copied with all that belongs to it by arithmetic alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from intake.tables import (
    AttachmentRow,
    Base,
    BriefVisitRow,
    CaseEventRow,
    CaseFlagRow,
    CaseRow,
    CaseTaskRow,
    ClockChangeRow,
    ClockRow,
    CommitmentRow,
    ConversationRow,
    MeetingCaseRow,
    MeetingRow,
    NoticeRow,
    OutboxRow,
    RatingRow,
    UtteranceRow,
    VisitRow,
)
from routing.directory import Officer, Unit

Row = dict[str, Any]
YEARS = timedelta(days=3 * 365)
ROOM: Mapping[type[Base], int] = {
    ConversationRow: 2,
    CaseRow: 1,
    UtteranceRow: 8,
    CaseEventRow: 8,
    ClockRow: 1,
    ClockChangeRow: 4,
    CaseTaskRow: 1,
    CaseFlagRow: 1,
    OutboxRow: 2,
    AttachmentRow: 2,
    RatingRow: 1,
    NoticeRow: 1,
    VisitRow: 1,
    BriefVisitRow: 1,
    MeetingRow: 1,
    MeetingCaseRow: 1,
    CommitmentRow: 1,
}
_FLAGS = ("complex", "public", "sensitive")


@dataclass(frozen=True, slots=True)
class Office:
    """Who may have a case: the units of each commune, their officers, and the desk before them."""

    communes: Sequence[tuple[str, Unit, Sequence[Unit]]]
    province: Sequence[Unit]
    officers: Mapping[int, Sequence[Officer]]


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up case with the dice that decide the rest of it."""

    case: Row
    dice: Random
    number: int
    at: datetime
    officer_id: int | None

    def row_id(self, table: type[Base], nth: int = 0) -> int:
        """Return the number of the nth row of this case in a table."""
        return self.number * ROOM[table] + nth


def extras_of(made: Made, office: Office, answer: Row | None) -> dict[type[Base], list[Row]]:
    """Return the further rows of a case by table; `answer` is the event of its answer."""
    return {
        CaseTaskRow: _every(29, made, lambda: _task(made, office)) if made.case["is_open"] else [],
        CaseFlagRow: _every(101, made, lambda: _flag(made)),
        OutboxRow: list(_sent(made, answer)),
        AttachmentRow: list(_files(made, answer)),
        RatingRow: _every(5, made, lambda: _rating(made, answer)) if answer else [],
        NoticeRow: _every(1, made, lambda: _notice(made)),
        VisitRow: _every(1, made, lambda: _visit(made)) if made.case["channel"] == "counter" else [],
        BriefVisitRow: _every(40, made, lambda: _brief(made)),
        MeetingRow: _every(200, made, lambda: _meeting(made)),
        MeetingCaseRow: _every(200, made, lambda: {"meeting_id": made.number, "case_id": made.number}),
        CommitmentRow: _every(200, made, lambda: _commitment(made)),
    }


def _every(often: int, made: Made, row: Callable[[], Row]) -> list[Row]:
    """Return the row where the case is one of so many and somebody has it in hand."""
    return [row()] if made.officer_id and made.number % often == 0 else []


def _task(made: Made, office: Office) -> Row:
    unit = office.province[made.number % len(office.province)]
    return {
        "id": made.number, "case_id": made.number, "unit_id": unit.id, "text": "Xin cho biết ý kiến",
        "due_on": made.case["due_on"], "status": "open", "at": made.at,
    }  # fmt: skip


def _flag(made: Made) -> Row:
    flag = _FLAGS[made.number % len(_FLAGS)]
    return {"case_id": made.number, "flag": flag, "staff_id": made.officer_id, "at": made.at}


def _sent(made: Made, answer: Row | None) -> Iterator[Row]:
    if made.case["channel"] == "counter":
        return
    told = [("receipt", f"Đã nhận, mã hồ sơ {made.case['code']}.", made.at, "sent")]
    if answer:
        lost = "dead" if made.number % 211 == 0 else "blocked" if made.number % 307 == 0 else "sent"
        told.append(("notice.answered", answer["data"]["text"], answer["at"], lost))
    for nth, (notice, words, at, status) in enumerate(told):
        number = made.row_id(OutboxRow, nth)
        yield {
            "id": number, "conversation_id": made.case["conversation_id"], "case_id": made.number,
            "key": f"try-{number:010d}", "purpose": "notice", "payload": {"notice": notice, "text": words},
            "status": status, "not_before": at, "at": at, "sent_at": at if status == "sent" else None,
            "reason": None if status == "sent" else "unknown",
        }  # fmt: skip


def _files(made: Made, answer: Row | None) -> Iterator[Row]:
    purposes = [purpose for purpose, often in (("told", 4), ("proof", 3)) if made.number % often == 0]
    for nth, purpose in enumerate(purposes):
        if purpose == "told" or answer:
            number = made.row_id(AttachmentRow, nth)
            yield {
                "id": number, "conversation_id": made.case["conversation_id"], "case_id": made.number, "draft_no": 1,
                "channel": made.case["channel"], "account": "main", "kind": "photo", "ref": f"try-{number}",
                "mime": "image/jpeg", "size": 120_000, "sha256": sha256(str(number).encode()).hexdigest(),
                "status": "stored", "not_before": made.at, "purpose": purpose,
                "at": answer["at"] if answer and purpose == "proof" else made.at,
            }  # fmt: skip


def _rating(made: Made, answer: Row | None) -> Row:
    answered = answer or {}
    return {
        "id": made.number, "case_id": made.number, "conversation_id": made.case["conversation_id"],
        "event_id": answered["id"], "result": made.dice.randrange(1, 6), "attitude": made.dice.randrange(1, 6),
        "asked_at": answered["at"], "is_closed": True, "at": answered["at"],
    }  # fmt: skip


def _notice(made: Made) -> Row:
    is_read = not made.case["is_open"] or made.number % 3 > 0
    return {
        "id": made.number, "staff_id": made.officer_id, "case_id": made.number, "key": f"try-{made.number:010d}",
        "kind": "assigned", "text": made.case["summary"], "at": made.at, "read_at": made.at if is_read else None,
    }  # fmt: skip


def _visit(made: Made) -> Row:
    return {
        "case_id": made.number, "how": ("counter", "phone", "post")[made.number % 3],
        "unit_id": made.case["screening_unit_id"], "staff_id": made.officer_id, "name": "Người dân",
        "papers": [], "form_key": f"try-{made.number:010d}", "at": made.at,
    }  # fmt: skip


def _brief(made: Made) -> Row:
    return {
        "id": made.number, "unit_id": made.case["screening_unit_id"], "staff_id": made.officer_id, "how": "counter",
        "kind": "inquiry", "is_sealed": False, "name": "Người dân", "address": "", "id_number": "",
        "content": made.case["summary"], "people": 1, "earlier_body": "", "ending": "answered", "guided_to": "",
        "doc_no": "", "reason": "", "form_key": f"try-{made.number:010d}", "at": made.at,
    }  # fmt: skip


def _meeting(made: Made) -> Row:
    is_held = not made.case["is_open"]
    return {
        "id": made.number, "unit_id": made.case["lead_unit_id"], "about": made.case["summary"],
        "chair": "Chủ tịch", "place": "Hội trường",
        "starts_at": made.at + timedelta(days=5), "attendants": [], "status": "held" if is_held else "planned",
        "minutes": "Đã trao đổi." if is_held else "",
        "result": "agreed" if is_held else None, "settled_at": made.case["closed_at"], "staff_id": made.officer_id,
        "at": made.at,
    }  # fmt: skip


def _commitment(made: Made) -> Row:
    is_open = made.case["is_open"]
    return {
        "id": made.number, "meeting_id": made.number, "case_id": made.number, "unit_id": made.case["lead_unit_id"],
        "officer_id": made.officer_id, "text": "Sửa xong và báo lại", "due_on": made.case["due_on"],
        "status": "open" if is_open else "done", "report": "" if is_open else "Đã làm xong.",
        "done_on": None if is_open else made.case["closed_at"].date(), "staff_id": made.officer_id, "at": made.at,
    }  # fmt: skip

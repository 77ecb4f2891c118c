"""A copy of what is kept about one citizen's chat, for the citizen who asks to see it, within its reader's sight.

What is sealed stays out of a copy made by somebody who may not see it, and the copy does not tell whether there is any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select

from intake import labels
from intake.access import Viewer, known_cases
from intake.clock import ZONE
from intake.db import Snapshot
from intake.files.attachments import BY_CITIZEN
from intake.tables import AttachmentRow, CaseRow, ConversationRow, DataRequestRow, RatingRow, UtteranceRow

Rows = tuple[tuple[str, str], ...]
_AUTHORS = {"citizen": "Người dân", "bot": "Trợ lý tự động", "officer": "Cán bộ"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a copy: a title, and lines of (what, value)."""

    title: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class DataCopy:
    """A copy; `code` is the case in which it was asked for, `made_at` the instant it was made."""

    code: str
    made_at: datetime
    parts: tuple[Part, ...]


def copy_of(snap: Snapshot, viewer: Viewer, case_id: int) -> DataCopy:
    """Return what is kept about the chat of a wish, as far as the viewer may see it."""
    found = select(CaseRow.code, CaseRow.conversation_id).where(CaseRow.id == case_id)
    case = snap.execute(found).one()
    cases = _cases(snap, viewer, case.conversation_id)
    parts = (
        Part("Cuộc trò chuyện", _chat(snap, case.conversation_id)),
        Part("Hồ sơ đã gửi", tuple(row for one in cases for row in _case(one))),
        Part("Lời đã nhắn", _lines(snap, viewer, case.conversation_id)),
        Part("Ảnh, tệp", _files(snap, viewer, case.conversation_id)),
        Part("Đánh giá", _ratings(snap, [one.id for one in cases])),
        Part("Yêu cầu về dữ liệu", _wishes(snap, case.conversation_id)),
    )
    return DataCopy(case.code, snap.now, tuple(part for part in parts if part.rows))


def _chat(snap: Snapshot, conversation_id: int) -> Rows:
    chat = snap.execute(select(ConversationRow.__table__).where(ConversationRow.id == conversation_id)).one()
    return (
        ("Kênh", labels.CHANNELS.get(chat.channel, chat.channel)),
        ("Tài khoản đang nhắn", chat.chat_key),
        ("Tên hiển thị", chat.display_name or "không lưu"),
        ("Bắt đầu", _when(chat.started_at)),
        ("Đồng ý cho lưu", _when(chat.consent_at) if chat.consent_at else "không, hoặc đã rút lại"),
        ("Ngừng dùng vào việc khác", _when(chat.restricted_at) if chat.restricted_at else "không"),
    )


def _cases(snap: Snapshot, viewer: Viewer, conversation_id: int) -> Sequence[Row[Any]]:
    where = (CaseRow.conversation_id == conversation_id, known_cases(viewer))
    return snap.execute(select(CaseRow.__table__).where(*where).order_by(CaseRow.id)).all()


def _case(case: Row[Any]) -> Rows:
    told = [
        (case.code, f"{labels.KINDS[case.kind]}, gửi {_when(case.registered_at)}, {labels.STATES[case.state].lower()}"),
        ("Nội dung", case.text),
        ("Nơi", case.place_text or "không ghi"),
    ]
    return tuple([*told, ("Trả lời", case.answer)] if case.answer else told)


def _lines(snap: Snapshot, viewer: Viewer, conversation_id: int) -> Rows:
    table = UtteranceRow.__table__
    known = select(CaseRow.id).where(CaseRow.conversation_id == conversation_id, known_cases(viewer))
    caseless = table.c.case_id.is_(None)
    open_talk = caseless if viewer.has_clearance else and_(caseless, table.c.is_sealed.is_(False))
    rows = snap.execute(
        select(table)
        .where(table.c.conversation_id == conversation_id, table.c.erased_at.is_(None))
        .where(or_(table.c.case_id.in_(known), open_talk))
        .order_by(table.c.id)
    )
    return tuple((f"{_when(row.at)} {_AUTHORS[row.author]}", row.text or f"({row.kind})") for row in rows)


def _files(snap: Snapshot, viewer: Viewer, conversation_id: int) -> Rows:
    table = AttachmentRow.__table__
    known = select(CaseRow.id).where(CaseRow.conversation_id == conversation_id, known_cases(viewer))
    rows = snap.execute(
        select(table)
        .where(table.c.conversation_id == conversation_id, table.c.status != "erased", table.c.purpose.in_(BY_CITIZEN))
        .where(or_(table.c.case_id.in_(known), table.c.case_id.is_(None)))
        .order_by(table.c.id)
    )
    return tuple((_when(row.at), f"{row.name or row.kind}, {row.size or 0} byte") for row in rows)


def _ratings(snap: Snapshot, case_ids: Sequence[int]) -> Rows:
    table = RatingRow.__table__
    rows = snap.execute(select(table).where(table.c.case_id.in_(case_ids)).order_by(table.c.id))
    return tuple(
        (_when(row.at), f"kết quả {row.result or '–'}, thái độ {row.attitude or '–'}. {row.words}") for row in rows
    )


def _wishes(snap: Snapshot, conversation_id: int) -> Rows:
    table = DataRequestRow.__table__
    rows = snap.execute(select(table).where(table.c.conversation_id == conversation_id).order_by(table.c.case_id))
    return tuple((_when(row.at), labels.DATA_ASKS[row.asks]) for row in rows)


def _when(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%d/%m/%Y %H:%M}"

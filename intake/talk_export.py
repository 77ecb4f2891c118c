"""Talk leaves the house as a file: by right, with a reason, on record; nothing sealed, numbers of people covered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from intake import audit
from intake.access import Viewer
from intake.codes import content_key
from intake.db import Transaction
from intake.errors import Forbidden, Invalid, NotFound
from intake.queries.talk import hits
from intake.queries.talk.sought import Sought
from intake.queries.talk.talk import TalkLine, talk
from intake.tables import ConversationRow, UtteranceRow
from routing.language.numbers import covered

ROLES = ("supervisor",)
MOST_LINES = 5_000
_LEAST_REASON, _MOST_REASON = 5, 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: why, and whether telephone and identity numbers are to stay readable."""

    reason: str
    with_numbers: bool = False


@dataclass(frozen=True, slots=True)
class ExportedLine:
    """A line as it leaves the house."""

    line_id: int
    conversation_id: int
    channel: str
    case_code: str
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """What leaves the house; `is_cut`: there is more than `MOST_LINES`, the end of the list is left out."""

    lines: tuple[ExportedLine, ...]
    is_cut: bool
    are_numbers_covered: bool
    made_at: datetime


def export_talk(tx: Transaction, viewer: Viewer, conversation_id: int, wish: Wish) -> Export:
    """Return a talk without what is sealed; that it left the house is written down with its reason.

    Raises:
        Forbidden: the viewer's role exports nothing, or numbers were asked for without clearance.
        Invalid: the reason is missing or too long.
        NotFound: there is no such talk, or nothing of it that may leave.
    """
    reason = _allowed(viewer, wish)
    where = (UtteranceRow.conversation_id == conversation_id, UtteranceRow.is_sealed.is_(False))
    lines = talk(tx, viewer, *where, limit=MOST_LINES + 1)
    channel = tx.execute(select(ConversationRow.channel).where(ConversationRow.id == conversation_id)).scalar()
    if not lines or channel is None:
        raise NotFound
    rows = tuple(_of_talk(one, str(channel)) for one in lines[:MOST_LINES])
    told = {"reason": reason, "lines": len(rows), "numbers": wish.with_numbers}
    audit.record(tx, f"staff:{viewer.id}", "dialogue.export", f"conversation:{conversation_id}", told)
    return _export(tx, rows, wish, is_cut=len(lines) > MOST_LINES)


def export_hits(tx: Transaction, viewer: Viewer, sought: Sought, wish: Wish) -> Export:
    """Return the lines that a search finds, the latest first; that they left the house is written down.

    Raises:
        Forbidden, Invalid: as in `export_talk`; also Invalid where nothing is looked for.
    """
    reason = _allowed(viewer, wish)
    found = hits.search(tx, viewer, sought, limit=MOST_LINES)
    if found.query.fault or found.query.is_empty:
        raise Invalid(found.query.fault or "Chưa có chữ nào để tìm nên chưa có gì để tải.")
    rows = tuple(
        ExportedLine(one.id, one.conversation_id, one.channel, one.case_code or "", one.author, one.text, one.at)
        for one in found.rows
    )
    told = {"reason": reason, "lines": len(rows), "numbers": wish.with_numbers, "query": content_key(sought.query)}
    audit.record(tx, f"staff:{viewer.id}", "dialogue.export", "dialogue:search", told)
    return _export(tx, rows, wish, is_cut=found.after is not None)


def _allowed(viewer: Viewer, wish: Wish) -> str:
    if viewer.role not in ROLES:
        raise Forbidden
    if wish.with_numbers and not viewer.has_clearance:
        raise Forbidden("Anh/chị chưa được giao quyền tải số điện thoại, số giấy tờ của người dân.")
    reason = " ".join(wish.reason.split())
    if not _LEAST_REASON <= len(reason) <= _MOST_REASON:
        raise Invalid("Xin ghi rõ lý do tải.", {"reason": f"Từ {_LEAST_REASON} đến {_MOST_REASON} ký tự."})
    return reason


def _of_talk(line: TalkLine, channel: str) -> ExportedLine:
    text = " ".join((line.text, *(f"[{one.name or one.kind}]" for one in line.files))).strip()
    return ExportedLine(line.id, line.conversation_id, channel, line.case_code or "", line.author, text, line.at)


def _export(tx: Transaction, rows: tuple[ExportedLine, ...], wish: Wish, *, is_cut: bool) -> Export:
    lines = rows if wish.with_numbers else tuple(_covered(rows))
    return Export(lines, is_cut, not wish.with_numbers, tx.now)


def _covered(rows: tuple[ExportedLine, ...]) -> Iterator[ExportedLine]:
    for row in rows:
        yield replace(row, text=covered(row.text))

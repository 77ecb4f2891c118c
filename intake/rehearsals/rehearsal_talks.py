"""A book of very many talks, as long ago as a year: the search and the figures of a province are tried on it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, text

from intake.access import Viewer
from intake.db import Database, Snapshot, Transaction
from intake.officers.staff import viewer_for
from intake.tables import CaseRow, ConversationRow, StaffRow, UtteranceRow
from routing.searching import searched

LINES_A_TALK = 10
_TALKS_A_CHUNK = 1_000
_YEAR_S = 365 * 86_400
_CHANNELS = ("telegram", "zalo_oa", "web", "web")
_STEPS = ("consent", "ask_place", "confirm", "ask_photo")
_ENDINGS = ("answered", "answered", "answered", "cancelled", "aside", "silent")
_CASES, _SEALED, _LEFT_OPEN, _DANGEROUS = 0.6, 0.02, 0.1, 0.01
_ASKED = "Anh/Chị cho biết chỗ đó ở đâu ạ? Gõ tên đường, xóm, phường, hoặc gửi vị trí."
Progress = Callable[[int, int], None]
Say = Callable[[Random], str]


def fill_talks(db: Database, *, lines: int, say: Say, progress: Progress | None = None) -> None:
    """Add talks, the newest last, until the book holds so many lines; `say` words what a citizen tells.

    Six of ten became a case, spread over the units; two of a hundred cases are sealed.
    """
    with db.read() as snap:
        done, hands = count(snap), _hands(snap)
    while done < lines:
        with db.transaction() as tx:
            talks = min(_TALKS_A_CHUNK, -(-(lines - done) // LINES_A_TALK))
            _add(tx, talks, hands, say, since=tx.now - timedelta(seconds=_YEAR_S * (1 - done / lines)), of=lines)
        done += talks * LINES_A_TALK
        if progress:
            progress(min(done, lines), lines)
    with db.transaction() as tx:
        for table in ("conversations", "cases"):
            if not tx.is_sqlite:
                tx.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"))  # noqa: S608 - our own tables
        tx.execute(text("ANALYZE"))


def count(snap: Snapshot) -> int:
    """Return how many lines the book holds."""
    return int(snap.execute(select(func.count(UtteranceRow.id))).scalar_one())


def somebody(snap: Snapshot, role: str) -> Viewer:
    """Return the first member of staff with a role, as a viewer."""
    first = (
        select(StaffRow.id).where(StaffRow.role == role, StaffRow.is_active.is_(True)).order_by(StaffRow.id).limit(1)
    )
    return viewer_for(snap, snap.execute(first).scalar_one())


def some_number(snap: Snapshot) -> str:
    """Return a telephone number that some citizen has named; blank where there is none."""
    told = select(UtteranceRow.folded).where(UtteranceRow.folded.like("% so 09%")).order_by(UtteranceRow.id).limit(1)
    return str(snap.execute(told).scalar() or " ").rsplit(" ", 1)[-1]


def _hands(snap: Snapshot) -> Sequence[Any]:
    officers = select(StaffRow.id, StaffRow.unit_id).where(StaffRow.role == "officer", StaffRow.is_active.is_(True))
    return snap.execute(officers.order_by(StaffRow.id)).all()


def _add(tx: Transaction, talks: int, hands: Sequence[Any], say: Say, *, since: datetime, of: int) -> None:
    first = _next(tx, ConversationRow.id)
    case_id = _next(tx, CaseRow.id)
    dice = Random(first)  # noqa: S311 - no secrecy needed
    pace = timedelta(seconds=_YEAR_S / max(of // LINES_A_TALK, 1))
    chats: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for number in range(talks):
        at, told = since + pace * number, say(dice)
        case = None
        if dice.random() < _CASES:
            hand, is_sealed = dice.choice(hands), dice.random() < _SEALED
            case = _case(case_id + len(cases), first + number, told, at, hand, is_sealed=is_sealed)
            cases.append(case)
        chats.append(_chat(first + number, at, dice))
        lines += _lines(chats[-1], case, told, dice)
    tx.execute(insert(ConversationRow), chats)
    tx.execute(insert(CaseRow), cases)
    tx.execute(insert(UtteranceRow), lines)
    tx.execute(text(_IN_ORDER), {"first": first})


_IN_ORDER = """UPDATE conversations SET last_open_id =
    (SELECT max(id) FROM utterances WHERE conversation_id = conversations.id AND NOT is_sealed) WHERE id >= :first"""


def _next(tx: Transaction, column: Any) -> int:  # noqa: ANN401 - a column
    return int(tx.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def _chat(number: int, at: datetime, dice: Random) -> dict[str, Any]:
    left_open = dice.random() < _LEFT_OPEN
    return {
        "id": number,
        "channel": dice.choice(_CHANNELS),
        "account": "rehearsal",
        "chat_key": f"{number}",
        "state": {},
        "step": dice.choice(_STEPS) if left_open else "idle",
        "started_at": at,
        "last_in_at": at + timedelta(minutes=LINES_A_TALK),
        "asked_at": at + timedelta(minutes=LINES_A_TALK) if left_open else None,
    }


def _case(number: int, chat: int, told: str, at: datetime, hand: Any, *, is_sealed: bool) -> dict[str, Any]:  # noqa: ANN401 - a row
    return {
        "id": number,
        "code": f"RH-{number}",
        "conversation_id": chat,
        "draft_no": 1,
        "channel": "web",
        "kind": "denunciation" if is_sealed else "feedback",
        "topic": "giao_thong_ha_tang",
        "state": "closed",
        "is_open": False,
        "summary": told[:120],
        "text": told,
        "folded": "",
        "is_sealed": is_sealed,
        "confidence": 0.9,
        "lead_unit_id": hand.unit_id,
        "officer_id": hand.id,
        "registered_at": at,
    }


def _lines(
    chat: Mapping[str, Any], case: Mapping[str, Any] | None, told: str, dice: Random
) -> Iterator[dict[str, Any]]:
    number = f" Gọi tôi theo số 09{dice.randrange(10**8):08d}" if dice.random() < _CASES else ""
    for place in range(LINES_A_TALK):
        is_citizen = place % 2 == 0
        words = (told + number if place == 0 else dice.choice(_SHORT)) if is_citizen else _ASKED
        at = chat["started_at"] + timedelta(minutes=place)
        row: dict[str, Any] = {
            "conversation_id": chat["id"],
            "case_id": case["id"] if case else None,
            "draft_no": 1,
            "author": "citizen" if is_citizen else "bot",
            "kind": "text",
            "text": words,
            "folded": searched(words),
            "reading": {"danger": {"words": "cháy"}} if dice.random() < _DANGEROUS and is_citizen else None,
            "is_sealed": bool(case and case["is_sealed"]),
            "at": at,
        }
        yield row | (_ended(at, dice) if is_citizen and place else dict.fromkeys(_ended(at, dice)))


_SHORT = ("gửi đi ạ", "vâng", "đúng rồi em", "ở ngay đầu ngõ", "chưa thấy ai làm gì cả", "cảm ơn nhiều")


def _ended(at: datetime, dice: Random) -> dict[str, Any]:
    waited = round(dice.lognormvariate(4, 1.5))
    return {
        "asked_at": at - timedelta(seconds=waited),
        "step_before": dice.choice(_STEPS),
        "ending": dice.choice(_ENDINGS),
        "waited_s": waited,
    }

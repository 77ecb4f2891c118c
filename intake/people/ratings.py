"""How citizens rate the answers they were given: the result, the attitude, and what they say in their own words.

A rating belongs to one answer, not to a case: a case answered again is rated again. Each part may be left out, and
none is asked twice. Answers to sealed cases are not rated in a chat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from intake import audit
from intake.db import Snapshot, Transaction
from intake.errors import NotFound
from intake.notices import notices
from intake.tables import CaseEventRow, CaseRow, RatingRow
from intake.talk.held_codes import CODE, HOLDERS, held_by

WORST, BEST = 1, 5
LOW = 2
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as far as it goes; `result` and `attitude` from 1 (worst) to 5, None where they were not given."""

    answer_id: int
    case_id: int
    code: str
    result: int | None
    attitude: int | None
    words: str
    is_asked: bool
    is_closed: bool
    at: datetime

    @property
    def says_nothing(self) -> bool:
        """Whether the citizen has given none of its parts."""
        return self.result is None and self.attitude is None and not self.words


def expect(tx: Transaction, answer_id: int, conversation_id: int) -> Rating | None:
    """Make room for the rating of an answer that goes out; None where it is not to be rated in the chat.

    Args:
        tx: the transaction of whoever sends the answer.
        answer_id: the event of the answer.
        conversation_id: the chat that it goes to.
    """
    known = _one(tx, *_of(answer_id, conversation_id))
    if known is not None:
        return known
    columns = select(CaseRow.id, CaseRow.is_sealed)
    case = tx.execute(
        columns.join(CaseEventRow, CaseEventRow.case_id == CaseRow.id).where(CaseEventRow.id == answer_id)
    )
    found = case.first()
    if found is None or found.is_sealed:
        return None
    values = {"case_id": found.id, "conversation_id": conversation_id, "event_id": answer_id, "at": tx.now}
    tx.execute(insert(RatingRow).values(**values, words="", is_closed=False))
    return _one(tx, *_of(answer_id, conversation_id))


def asked(tx: Transaction, answer_id: int, conversation_id: int) -> None:
    """Note that the question was put; it is put once."""
    tx.execute(update(RatingRow).where(*_of(answer_id, conversation_id)).values(asked_at=tx.now))


def open_of(snap: Snapshot, conversation_id: int) -> tuple[Rating, ...]:
    """Return the ratings of a conversation in which something may still be said, the newest answer first."""
    where = (RatingRow.conversation_id == conversation_id, RatingRow.is_closed.is_(False))
    rows = snap.execute(_select().where(*where, CaseRow.is_sealed.is_(False)).order_by(RatingRow.id.desc()).limit(5))
    return tuple(_rating(row) for row in rows)


def of_case(snap: Snapshot, case_id: int) -> tuple[Rating, ...]:
    """Return what a citizen said of the answers to a case, oldest first; visibility is the caller's to have checked."""
    rows = snap.execute(_select().where(RatingRow.case_id == case_id).order_by(RatingRow.id))
    return tuple(one for one in map(_rating, rows) if not one.says_nothing)


def rate(
    tx: Transaction,
    answer_id: int,
    *,
    conversation_id: int,
    result: int | None = None,
    attitude: int | None = None,
    words: str = "",
    is_last: bool = False,
) -> Rating:
    """Keep a part of a rating; what was given before stays unless it is given anew.

    Raises:
        NotFound: the conversation was given no such answer.
        ValueError: a mark outside 1 to 5.
    """
    if any(mark is not None and not WORST <= mark <= BEST for mark in (result, attitude)):
        raise ValueError("a mark is from 1 to 5")
    rating = _one(tx, *_of(answer_id, conversation_id))
    if rating is None:
        raise NotFound
    told = {"result": result, "attitude": attitude, "words": words.strip()[:_LONGEST]}
    given: dict[str, Any] = {name: value for name, value in told.items() if value not in (None, "")}
    values: dict[str, Any] = {**given, "at": tx.now}
    if is_last:
        values["is_closed"] = True
    tx.execute(update(RatingRow).where(*_of(answer_id, conversation_id)).values(**values))
    if given:
        detail: dict[str, Any] = {name: value for name, value in given.items() if name != "words"}
        detail |= {"answer": answer_id, "words": "words" in given}
        audit.record(tx, f"citizen:{conversation_id}", "case.rated", f"case:{rating.case_id}", detail)
        _tell(tx, rating.case_id, answer_id)
    return _one(tx, *_of(answer_id, conversation_id)) or rating


def _tell(tx: Transaction, case_id: int, answer_id: int) -> None:
    officer = tx.execute(select(CaseRow.officer_id).where(CaseRow.id == case_id)).scalar()
    text = "Người dân vừa đánh giá câu trả lời."
    notices.tell(tx, [officer], key=f"rated:{answer_id}", kind="rating", text=text, case_id=case_id)


def _of(answer_id: int, conversation_id: int) -> tuple[Any, Any]:
    return RatingRow.event_id == answer_id, RatingRow.conversation_id == conversation_id


def _select() -> Select[Any]:
    columns = select(RatingRow.__table__, CODE).join(CaseRow, CaseRow.id == RatingRow.case_id)
    return columns.outerjoin(HOLDERS, held_by(RatingRow.__table__.c.conversation_id))


def _one(snap: Snapshot, *where: Any) -> Rating | None:  # noqa: ANN401 - conditions of a query
    rows: Sequence[Row[Any]] = snap.execute(_select().where(*where)).all()
    return _rating(rows[0]) if rows else None


def _rating(row: Row[Any]) -> Rating:
    return Rating(
        answer_id=row.event_id,
        case_id=row.case_id,
        code=row.code,
        result=row.result,
        attitude=row.attitude,
        words=row.words,
        is_asked=row.asked_at is not None,
        is_closed=row.is_closed,
        at=row.at,
    )

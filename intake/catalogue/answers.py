"""The office's own book of questions and answers: entries with their source and their time, each change kept."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import audit, meta
from intake.catalogue import answer_fields
from intake.catalogue.answer_matching import AnswerIndex, Entry
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.history import staff_of
from intake.tables import AnswerCountRow, AnswerRow, AnswerVersionRow, StaffRow, UnitRow
from routing.text import normalise

PART = "answers"
OUTCOMES = ("shown", "offered", "none", "helped", "not_helped")
LONGEST = 1500
_LONGEST_TITLE = 120
_MOST_QUESTIONS = 20
_CACHED = 4
_books: dict[tuple[str, str], tuple["Kept", ...]] = {}
_indexes: dict[tuple[str, str, tuple[int, ...]], AnswerIndex] = {}


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says; `questions` are other wordings of its title, days are the first and the last it holds."""

    title: str
    answer: str
    questions: tuple[str, ...] = ()
    source: str = ""
    topic: str = ""
    language: str = "vi"
    unit_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it stands in the book, or as it was written once."""

    id: int
    version: int
    content: Content
    unit: str
    by: str
    at: datetime
    why: str = ""


def index(snap: Snapshot, version: str | None = None) -> AnswerIndex:
    """Return the entries that hold today, ready to be asked; `version` is that of `meta.front` where it is known."""
    version = meta.version(snap, PART) if version is None else version
    if not version:
        return AnswerIndex(())
    book = (snap.book, version)
    if book not in _books:
        if len(_books) >= _CACHED:
            _books.clear()
            _indexes.clear()
        _books[book] = entries(snap)
    holding = [one for one in _books[book] if holds(one.content, snap.today)]
    key = (*book, tuple(one.id for one in holding))  # a new day alone makes no new index
    if key not in _indexes:
        _indexes[key] = AnswerIndex(_entry(one) for one in holding)
    return _indexes[key]


def holds(content: Content, day: date) -> bool:
    """Whether an entry may be told on a day."""
    has_begun = content.valid_from is None or content.valid_from <= day
    return has_begun and (content.valid_to is None or day <= content.valid_to)


def _entry(kept: Kept) -> Entry:
    content = kept.content
    names = ("title", "questions", "answer", "source", "topic", "language", "is_checked")
    return Entry(kept.id, **{name: getattr(content, name) for name in names})


def entries(snap: Snapshot) -> tuple[Kept, ...]:
    """Return all entries, by title."""
    return tuple(_kept(row) for row in snap.execute(_SELECT.order_by(AnswerRow.title, AnswerRow.id)))


def entry(snap: Snapshot, answer_id: int) -> Kept:
    """Return one entry.

    Raises:
        NotFound: there is none.
    """
    row = snap.execute(_SELECT.where(AnswerRow.id == answer_id)).first()
    if row is None:
        raise NotFound
    return _kept(row)


def told(snap: Snapshot, answer_id: int) -> Entry | None:
    """Return an entry as it is told today; None where it is gone or does not hold."""
    row = snap.execute(_SELECT.where(AnswerRow.id == answer_id)).first()
    kept = _kept(row) if row else None
    return _entry(kept) if kept and holds(kept.content, snap.today) else None


def history(snap: Snapshot, answer_id: int) -> tuple[Kept, ...]:
    """Return an entry as it was written each time, newest first."""
    table = AnswerVersionRow
    statement = (
        select(table.version, table.content, table.why, table.at, func.coalesce(StaffRow.name, "").label("by"))
        .outerjoin(StaffRow, StaffRow.id == table.staff_id)
        .where(table.answer_id == answer_id)
        .order_by(table.version.desc())
    )
    return tuple(
        Kept(answer_id, row.version, content_from(row.content), "", row.by, row.at, row.why)
        for row in snap.execute(statement)
    )


def add(tx: Transaction, content: Content, *, why: str, actor: str, name: str | None = None) -> int:
    """Add an entry and return its id; it is told at once.

    Raises:
        Invalid: title, answer or reason is missing, something is too long, or its days are the wrong way round.
    """
    content = _sound(tx, content, why)
    values = {**_values(content), "name": name, "version": 1, "staff_id": staff_of(actor), "at": tx.now}
    answer_id = int(tx.execute(insert(AnswerRow).values(**values).returning(AnswerRow.id)).scalar_one())
    _keep(tx, answer_id, content, version=1, why=why, actor=actor)
    return answer_id


def change(tx: Transaction, answer_id: int, content: Content, *, why: str, seen: int, actor: str) -> None:
    """Change an entry that was read as version `seen`.

    Raises:
        NotFound: there is none.
        Invalid: as `add`, or nothing would change.
        Conflict: somebody has changed it since.
    """
    audit.hold(tx)
    before = entry(tx, answer_id)
    if before.version != seen:
        raise Conflict("Mục này vừa được người khác sửa. Xin xem bản mới rồi sửa tiếp.")
    content = _sound(tx, content, why)
    if content == before.content:
        raise Invalid("Mục này chưa có gì thay đổi.")
    values = {**_values(content), "version": seen + 1, "staff_id": staff_of(actor), "at": tx.now}
    tx.execute(update(AnswerRow).where(AnswerRow.id == answer_id).values(**values))
    _keep(tx, answer_id, content, version=seen + 1, why=why, actor=actor)


def _keep(tx: Transaction, answer_id: int, content: Content, *, version: int, why: str, actor: str) -> None:
    written = {"why": why.strip(), "staff_id": staff_of(actor), "at": tx.now}
    plain = plain_of(content)
    tx.execute(insert(AnswerVersionRow).values(answer_id=answer_id, version=version, content=plain, **written))
    detail = {"version": version, "digest": audit.digest(plain)}
    audit.record(tx, actor, "answer.change", f"answer:{answer_id}", detail)
    meta.bump(tx, PART)


def _sound(snap: Snapshot, content: Content, why: str) -> Content:
    """Return the content tidied.

    Raises:
        Invalid: as `add`.
    """
    lines = tuple(dict.fromkeys(line for one in content.questions if (line := normalise(one))))
    wrong = {}
    if not 0 < len(content.title.strip()) <= _LONGEST_TITLE:
        wrong["title"] = f"Xin ghi câu hỏi, không quá {_LONGEST_TITLE} chữ."
    if not 0 < len(content.answer.strip()) <= LONGEST:
        wrong["answer"] = f"Xin ghi câu trả lời, không quá {LONGEST} chữ."
    if answer_fields.has_others(content.answer):
        wrong["answer"] = f"Trong ngoặc nhọn chỉ có: {answer_fields.listed()}. Xin sửa hoặc bỏ ngoặc."
    if len(lines) > _MOST_QUESTIONS or any(len(line) > _LONGEST_TITLE for line in lines):
        wrong["questions"] = f"Nhiều nhất {_MOST_QUESTIONS} dòng, mỗi dòng không quá {_LONGEST_TITLE} chữ."
    if content.valid_from and content.valid_to and content.valid_to < content.valid_from:
        wrong["valid_to"] = "Ngày cuối phải sau ngày đầu."
    if (
        content.unit_id is not None
        and not snap.execute(select(UnitRow.id).where(UnitRow.id == content.unit_id)).first()
    ):
        wrong["unit_id"] = "Không có đơn vị này."
    if not why.strip():
        wrong["why"] = "Xin ghi lý do."
    if wrong:
        raise Invalid("Mục này chưa lưu được.", wrong)
    title, answer, source = (normalise(one) for one in (content.title, content.answer, content.source))
    return Content(**{**_fields(content), "title": title, "answer": answer, "source": source, "questions": lines})


def _fields(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name in content.__dataclass_fields__}


def _values(content: Content) -> dict[str, Any]:
    return {**_fields(content), "questions": list(content.questions)}


def plain_of(content: Content) -> dict[str, Any]:
    """Return a content as it is kept: plain values, days as ISO."""
    days = {name: day.isoformat() if (day := getattr(content, name)) else None for name in ("valid_from", "valid_to")}
    return {**asdict(content), **days, "questions": list(content.questions)}


def content_from(plain: Mapping[str, Any]) -> Content:
    """Return a content that was kept as JSON."""
    days = {name: date.fromisoformat(day) if (day := plain.get(name)) else None for name in ("valid_from", "valid_to")}
    return Content(**{**plain, **days, "questions": tuple(plain["questions"])})


def load(tx: Transaction, written: str, *, actor: str = "system") -> int:
    """Load entries from TOML (`[[answer]]` tables) that are not in the book yet by their name; return how many.

    Raises:
        Invalid: an entry lacks its name, title or answer.
    """
    known = set(tx.execute(select(AnswerRow.name).where(AnswerRow.name.is_not(None))).scalars())
    count = 0
    for table in tomllib.loads(written)["answer"]:
        name = str(table.pop("name"))
        if name not in known:
            content = Content(**{**table, "questions": tuple(table.get("questions", ()))})
            add(tx, content, why="Nạp từ bộ câu hỏi mẫu", actor=actor, name=name)
            count += 1
    return count


# --- how often --------------------------------------------------------------------------------------------------------


def count(tx: Transaction, outcome: str, answer_id: int = 0) -> None:
    """Count one question of today: nothing of its words or of who asked is kept."""
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    values = {"day": tx.today, "answer_id": answer_id, "outcome": outcome, "count": 1}
    statement = dialect_insert(AnswerCountRow).values(values)
    more = {"count": AnswerCountRow.__table__.c.count + 1}
    tx.execute(statement.on_conflict_do_update(index_elements=["day", "answer_id", "outcome"], set_=more))


def counted(snap: Snapshot, since: date) -> dict[int, dict[str, int]]:
    """Return how often each entry was asked since a day, by outcome; 0 stands for questions without an entry."""
    table = AnswerCountRow.__table__
    statement = (
        select(table.c.answer_id, table.c.outcome, func.sum(table.c.count).label("total"))
        .where(table.c.day >= since)
        .group_by(table.c.answer_id, table.c.outcome)
    )
    found: dict[int, dict[str, int]] = {}
    for row in snap.execute(statement):
        found.setdefault(row.answer_id, {})[row.outcome] = int(row.total)
    return found


_SELECT = (
    select(
        AnswerRow.__table__,
        func.coalesce(StaffRow.name, "").label("by"),
        func.coalesce(UnitRow.name, "").label("unit"),
    )
    .outerjoin(StaffRow, StaffRow.id == AnswerRow.staff_id)
    .outerjoin(UnitRow, UnitRow.id == AnswerRow.unit_id)
)


def _kept(row: Any) -> Kept:  # noqa: ANN401 - a row of the table with two names beside it
    names: Sequence[str] = [name for name in Content.__dataclass_fields__ if name != "questions"]
    content = Content(**{name: getattr(row, name) for name in names}, questions=tuple(row.questions))
    return Kept(row.id, row.version, content, row.unit, row.by, row.at)

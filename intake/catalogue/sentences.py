"""Sentences to citizens as the office words them: versions with who, when and why, laid over the shipped ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import func, insert, select

from intake import audit, meta
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.history import staff_of
from intake.tables import SentenceRow, StaffRow

PART = "sentences"
_LONGEST_WHY = 300
_CACHED = 8
_cache: dict[tuple[str, str], "Wording"] = {}


class Wordbook(Protocol):
    """The shipped sentences, as the room that speaks knows them."""

    def languages(self) -> Mapping[str, str]:
        """Return the names of the languages by code, Vietnamese first."""

    def shipped(self, language: str) -> Mapping[str, str]:
        """Return the shipped sentences of a language by key."""

    def problems(self, language: str, key: str, text: str) -> Sequence[str]:
        """Return what is wrong with a new wording, each a sentence for a person; nothing where it may be used."""

    def shown(self, language: str, key: str, text: str) -> str:
        """Return a wording as a citizen would read it, filled in with samples."""

    def fields(self, language: str, key: str) -> Sequence[str]:
        """Return the names of the fields of a sentence, as they are written in it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The office's own sentences in one version, by language and key."""

    version: str = ""
    sentences: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence as it was worded once; `text` is None where the office went back to the shipped one."""

    language: str
    key: str
    version: int
    text: str | None
    shipped: str
    why: str
    by: str
    at: datetime


def current(snap: Snapshot, version: str | None = None) -> Wording:
    """Return the office's own sentences; `version` is that of `meta.front`, where it has been read already."""
    version = meta.version(snap, PART) if version is None else version
    if not version:
        return Wording()
    key = (snap.book, version)
    if key not in _cache:
        if len(_cache) >= _CACHED:
            _cache.clear()
        newest = newest_of(snap)
        _cache[key] = Wording(version, {name: one.text for name, one in newest.items() if one.text is not None})
    return _cache[key]


def newest_of(snap: Snapshot) -> dict[tuple[str, str], Version]:
    """Return the newest version of each sentence that the office has ever worded, by language and key."""
    last = select(func.max(SentenceRow.id)).group_by(SentenceRow.language, SentenceRow.key)
    statement = _SELECT.where(SentenceRow.id.in_(last))
    return {(row["language"], row["key"]): Version(**row) for row in snap.execute(statement).mappings()}


def history(snap: Snapshot, language: str, key: str) -> tuple[Version, ...]:
    """Return every version of one sentence, newest first."""
    statement = _SELECT.where(SentenceRow.language == language, SentenceRow.key == key).order_by(SentenceRow.id.desc())
    return tuple(Version(**row) for row in snap.execute(statement).mappings())


def change(
    tx: Transaction, book: Wordbook, *, language: str, key: str, text: str | None, why: str, seen: int, actor: str
) -> None:
    """Word a sentence anew, or go back to the shipped one (`text` None); in use at once, everywhere.

    Raises:
        NotFound: there is no such sentence.
        Invalid: the wording lacks a field, has a strange one, is too long or not plain; or no reason is given.
        Conflict: somebody has worded it since (`seen` is the number of the version that was shown, 0 for none).
    """
    shipped = book.shipped(language).get(key) if language in book.languages() else None
    if shipped is None:
        raise NotFound
    text = text.replace("\r\n", "\n").strip() if text is not None else None
    if text is not None and (wrong := book.problems(language, key, text)):
        raise Invalid("Câu này chưa dùng được.", {"text": " ".join(wrong)})
    if not why.strip() or len(why) > _LONGEST_WHY:
        raise Invalid("Cần ghi lý do.", {"why": f"Xin ghi lý do, không quá {_LONGEST_WHY} chữ."})
    audit.hold(tx)  # two who word the same sentence at once come one after the other
    past = history(tx, language, key)
    before = past[0] if past else None
    if (before.version if before else 0) != seen:
        raise Conflict("Câu này vừa được người khác sửa. Xin xem bản mới rồi sửa tiếp.")
    if text == (before.text if before else None) or (text == shipped and before is None):
        raise Invalid("Câu này chưa có gì thay đổi.", {"text": "Giống câu đang dùng."})
    values = {"language": language, "key": key, "version": seen + 1, "text": text, "shipped": shipped}
    written = {"why": why.strip(), "staff_id": staff_of(actor), "at": tx.now}
    tx.execute(insert(SentenceRow).values(**values, **written))
    detail = {"version": seen + 1, "digest": audit.digest({"text": text}), "back": text is None}
    audit.record(tx, actor, "sentence.change", f"sentence:{language}.{key}", detail)
    meta.bump(tx, PART)


_SELECT = select(
    SentenceRow.language,
    SentenceRow.key,
    SentenceRow.version,
    SentenceRow.text,
    SentenceRow.shipped,
    SentenceRow.why,
    func.coalesce(StaffRow.name, "").label("by"),
    SentenceRow.at,
).outerjoin(StaffRow, StaffRow.id == SentenceRow.staff_id)

"""What all who told one matter get of one answer: nothing of it tells any of them who the others are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.tables import CaseParticipantRow, ComplaintFormRow, ConversationRow, UtteranceRow, VisitRow
from routing.covering import covered
from routing.language.numbers import covered_as_told
from routing.language.own_names import names_said

_TABLE = CaseParticipantRow.__table__
_CALLED = ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "em")
_TYPED = ("code", "unit_id", "officer_id", "template_id")  # chosen, not said


@dataclass(frozen=True, slots=True)
class _Person:
    """Who told something: in which chat, all their words, and the names by which they are known."""

    told: str
    names: tuple[str, ...]


def as_read_by(
    snap: Snapshot, case: Row[Any], fields: Mapping[str, str], others: Sequence[Row[Any]] = ()
) -> dict[str, str]:
    """Return the words of an officer as the people of a case may read them.

    Covered are names and numbers of those who told the `others`, which are answered together with it, and where several
    people told this very case those of each of them: all of them get the same words.
    """
    named = [*([case] if _joined(snap, case.id) else ()), *others]
    if not named:
        return dict(fields)
    people = [one for each in named for one in _people(snap, each)]
    told = "\n".join(one.told for one in people)
    names = {name for one in people for name in one.names}
    return {
        name: value if name in _TYPED else covered(covered_as_told(value, told), names)
        for name, value in fields.items()
    }


def _people(snap: Snapshot, case: Row[Any]) -> Iterator[_Person]:
    others = _joined(snap, case.id)
    first = [one for one in _first_told(snap, case, others) if one]
    yield _Person("\n".join(first), tuple(_names(snap, case.conversation_id, first, case.id)))
    for chat, text in others.items():
        said = [text, *_said(snap, case.id, [chat]), _phone(snap, chat)]
        yield _Person("\n".join(said), tuple(_names(snap, chat, said)))


def _joined(snap: Snapshot, case_id: int) -> dict[int, str]:
    """Return the words of who told the same later, by their chat."""
    where = (_TABLE.c.case_id == case_id, _TABLE.c.role == "joined")
    return {row.conversation_id: row.text for row in snap.execute(select(_TABLE).where(*where))}


def _first_told(snap: Snapshot, case: Row[Any], others: Mapping[int, str]) -> Iterator[str]:
    """Yield all that the first citizen told: in words, as a number to be called, at the counter."""
    yield case.text
    yield case.place_text
    said = (UtteranceRow.case_id == case.id, UtteranceRow.author == "citizen")
    but = UtteranceRow.conversation_id.not_in(list(others))
    yield from snap.execute(select(UtteranceRow.text).where(*said, but).order_by(UtteranceRow.id)).scalars()
    yield _phone(snap, case.conversation_id)
    for row in snap.execute(select(VisitRow.phone, VisitRow.id_number).where(VisitRow.case_id == case.id)):
        yield row.phone
        yield f"căn cước {row.id_number}" if row.id_number else ""  # nine digits are one only where papers are named


def _said(snap: Snapshot, case_id: int, chats: Sequence[int]) -> list[str]:
    said = (UtteranceRow.case_id == case_id, UtteranceRow.author == "citizen")
    mine = select(UtteranceRow.text).where(*said, UtteranceRow.conversation_id.in_(chats))
    return list(snap.execute(mine.order_by(UtteranceRow.id)).scalars())


def _phone(snap: Snapshot, chat: int) -> str:
    return snap.execute(select(ConversationRow.contact_phone).where(ConversationRow.id == chat)).scalar() or ""


def _names(snap: Snapshot, chat: int, said: Sequence[str], case_id: int | None = None) -> Iterator[str]:
    """Yield how somebody is called: in their chat, in their words, at the counter; and with it the given name alone."""
    shown = snap.execute(select(ConversationRow.display_name).where(ConversationRow.id == chat)).scalar() or ""
    given = [shown, *(name for words in said for name in names_said(words))]
    if case_id is not None:
        given += snap.execute(select(VisitRow.name).where(VisitRow.case_id == case_id)).scalars().all()
        facts = snap.execute(select(ComplaintFormRow.facts).where(ComplaintFormRow.case_id == case_id)).scalar() or {}
        given.append(str(facts.get("name", "")))
    for name in given:
        words = name.split()
        if len(words) > 1:  # a single word may be any word of the answer
            yield name
            yield from (f"{called} {words[-1]}" for called in _CALLED)

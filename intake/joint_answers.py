"""What all who told one matter get of the answer to the first of them: nothing that is the first one's alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row, select

from intake.db import Snapshot
from intake.tables import ConversationRow, UtteranceRow, VisitRow
from routing.covering import covered
from routing.numbers import covered_as_told


def for_the_others(snap: Snapshot, leader: Row[Any], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the words of an answer with the first citizen's numbers, and the name given at the counter, covered."""
    names = [
        name for name in snap.execute(select(VisitRow.name).where(VisitRow.case_id == leader.id)).scalars() if name
    ]
    told = "\n".join(filter(None, _told(snap, leader)))
    whole = [name for name in names if " " in name]  # a single word may be any word of the answer
    return {name: covered(covered_as_told(value, told), whole) for name, value in fields.items()}


def _told(snap: Snapshot, leader: Row[Any]) -> Iterator[str | None]:
    """Yield all that the first citizen told: in words, as a number to be called, at the counter."""
    yield leader.text
    yield leader.place_text
    said = (UtteranceRow.case_id == leader.id, UtteranceRow.author == "citizen")
    yield from snap.execute(select(UtteranceRow.text).where(*said).order_by(UtteranceRow.id)).scalars()
    left = select(ConversationRow.contact_phone).where(ConversationRow.id == leader.conversation_id)
    yield snap.execute(left).scalar()
    came = select(VisitRow.phone, VisitRow.id_number).where(VisitRow.case_id == leader.id)
    for row in snap.execute(came):
        yield row.phone
        yield f"căn cước {row.id_number}" if row.id_number else None  # nine digits are one only where papers are named

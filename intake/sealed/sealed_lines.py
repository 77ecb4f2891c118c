"""Seals lines of the talk that accuse somebody: with a case that is not sealed they would be open to its officers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update

from intake.db import Snapshot, Transaction
from intake.tables import AttachmentRow, ConversationRow, UtteranceRow

OF_NO_MATTER = 0  # no matter that is told has this number
_WORDS, _FILES = update(UtteranceRow), update(AttachmentRow)


def seal(tx: Transaction, line_ids: Sequence[int]) -> None:
    """Seal lines while it is open for which matter they are."""
    tx.execute(_WORDS.where(UtteranceRow.id.in_(line_ids)).values(is_sealed=True))


def seal_draft(tx: Transaction, conversation_id: int, draft_no: int) -> None:
    """Seal what was said for a matter that is being told as a denunciation, before it is a case."""
    where = (UtteranceRow.conversation_id == conversation_id, UtteranceRow.draft_no == draft_no)
    tx.execute(_WORDS.where(*where, UtteranceRow.case_id.is_(None)).values(is_sealed=True))


def open_draft(tx: Transaction, conversation_id: int, draft_no: int) -> None:
    """Open what was told for a matter that is no denunciation after all."""
    where = (UtteranceRow.conversation_id == conversation_id, UtteranceRow.draft_no == draft_no)
    tx.execute(_WORDS.where(*where, UtteranceRow.case_id.is_(None)).values(is_sealed=False))


def of_matter(snap: Snapshot, conversation_id: int) -> Sequence[Row[Any]]:
    """Return what is sealed of the matter that is told now, by its citizen: `id`, `text`, `reading` as it is kept."""
    line, talk = UtteranceRow, ConversationRow
    now_told = select(talk.draft_no).where(talk.id == conversation_id).scalar_subquery()
    of_it = (line.conversation_id == conversation_id, line.draft_no == now_told, line.case_id.is_(None))
    found = select(line.id, line.text, line.reading).where(*of_it, line.is_sealed.is_(True), line.author == "citizen")
    return snap.execute(found).all()


def reopen(tx: Transaction, line_ids: Sequence[int]) -> None:
    """Open lines that are of an open matter after all."""
    tx.execute(_WORDS.where(UtteranceRow.id.in_(line_ids)).values(is_sealed=False))


def move(tx: Transaction, line_id: int, draft_no: int, *, is_sealed: bool) -> None:
    """Count a line and its files to another matter."""
    tx.execute(_WORDS.where(UtteranceRow.id == line_id).values(draft_no=draft_no, is_sealed=is_sealed))
    tx.execute(_FILES.where(AttachmentRow.utterance_id == line_id).values(draft_no=draft_no))


def seal_of_no_matter(tx: Transaction, line_ids: Sequence[int]) -> None:
    """Seal lines that tell what nobody is to read, and that belong to no matter."""
    for line_id in line_ids:
        move(tx, line_id, OF_NO_MATTER, is_sealed=True)


def follow_group(tx: Transaction, conversation_id: int, line_id: int, group_key: str) -> None:
    """Count a further part of an album to the matter that its sealed part was moved to."""
    of_album = (AttachmentRow.conversation_id == conversation_id, AttachmentRow.group_key == group_key)
    told = select(UtteranceRow.draft_no).join(AttachmentRow, AttachmentRow.utterance_id == UtteranceRow.id)
    sealed = told.where(*of_album, UtteranceRow.is_sealed.is_(True), UtteranceRow.id < line_id).limit(1)
    if (draft_no := tx.execute(sealed).scalar()) is not None:
        move(tx, line_id, draft_no, is_sealed=True)

"""Erases what was said, shown and answered in a chat and belongs to no case."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select, update

from intake.db import Transaction
from intake.files import attachments
from intake.settings import Settings
from intake.tables import AttachmentRow, OutboxRow, TurnDetailRow, UtteranceRow
from intake.talk import dialogue_log, erased_lines


def forget_caseless(tx: Transaction, settings: Settings, conversation_id: int, *, is_refused: bool = False) -> None:
    """Erase what was said, answered and sent in a chat and belongs to no case, with the name of its citizen.

    `is_refused`: the consent is taken back as well.
    """
    dialogue_log.forget(tx, conversation_id, is_refused=is_refused)
    forget_answers(tx, conversation_id)
    attachments.forget(tx, settings, conversation_id)


def forget_unsent(tx: Transaction, settings: Settings, conversation_id: int, line_ids: Sequence[int]) -> None:
    """Erase what is being told in a chat, and what was answered to it, but for some lines; the next matter counts on.

    What was told before and became no case stays, and so does how the citizen is reached for those that they sent.
    """
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    told = (UtteranceRow.draft_no >= draft_no, UtteranceRow.id.notin_(line_ids))
    erased_lines.erase(tx, UtteranceRow.conversation_id == conversation_id, *told)
    forget_answers(tx, conversation_id, *told)
    of_told = (AttachmentRow.draft_no >= draft_no, AttachmentRow.utterance_id.notin_(line_ids))
    attachments.forget(tx, settings, conversation_id, *of_told)
    for row in (UtteranceRow, AttachmentRow):  # nothing told from now on is of the same matter
        later = (row.conversation_id == conversation_id, row.draft_no > draft_no, row.case_id.is_(None))
        tx.execute(update(row).where(*later).values(draft_no=draft_no))
    said = select(UtteranceRow.id).where(
        UtteranceRow.conversation_id == conversation_id, UtteranceRow.draft_no == draft_no
    )
    tx.execute(delete(TurnDetailRow).where(TurnDetailRow.utterance_id.in_(said)))
    dialogue_log.next_draft(tx, conversation_id)


def forget_answers(tx: Transaction, conversation_id: int, *which: ColumnElement[bool]) -> None:
    """Erase what the assistant answered to words that became no case: it may repeat them. Sent messages too."""
    lines = (UtteranceRow.conversation_id == conversation_id, UtteranceRow.case_id.is_(None), *which)
    said = select(UtteranceRow.id).where(*lines, UtteranceRow.author == "bot")
    blank = {"text": "", "choices": []}
    done = (OutboxRow.utterance_id.in_(said), OutboxRow.status.in_(("sent", "dead", "told")))
    tx.execute(update(OutboxRow).where(*done).values(payload=blank))
    erased = {"text": "", "folded": "", "choices": None, "erased_at": tx.now}
    tx.execute(update(UtteranceRow).where(*lines, UtteranceRow.author == "bot").values(**erased))

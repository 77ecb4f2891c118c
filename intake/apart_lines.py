"""Keeps the words of a second matter out of the log of the first: its lines belong to the matter told next."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from intake import dialogue_log
from intake.db import Transaction
from intake.dialogue_log import Saying
from intake.tables import AttachmentRow, UtteranceRow
from routing.searching import searched

_LINE = UtteranceRow.__table__


def keep_apart(
    tx: Transaction,
    conversation_id: int,
    line_ids: Sequence[int],
    words: str,
    *,
    reading: Mapping[str, Any] | None = None,
    is_sealed: bool = False,
) -> None:
    """Give the last `words` of lines to the next matter; a line that they begin in is cut in two.

    `reading` is what they tell where such a cut is made.
    """
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    left = words.strip()
    for line_id in reversed(line_ids):
        line = tx.execute(select(_LINE.c.text, _LINE.c.kind, _LINE.c.step_before).where(_LINE.c.id == line_id)).one()
        if not left:
            return
        if left.endswith(text := line.text.strip()):
            _move(tx, line_id, draft_no + 1, is_sealed=is_sealed)
            left = left[: len(left) - len(text)].rstrip()
        elif line.text.endswith(left):
            _rewrite(tx, line_id, line.text[: len(line.text) - len(left)].strip(" \n,;:-"))
            saying = Saying("citizen", line.kind, left, (), reading, line.step_before, is_sealed=is_sealed)
            dialogue_log.write(tx, conversation_id, draft_no + 1, saying)
            return


def _move(tx: Transaction, line_id: int, draft_no: int, *, is_sealed: bool) -> None:
    tx.execute(update(UtteranceRow).where(UtteranceRow.id == line_id).values(draft_no=draft_no, is_sealed=is_sealed))
    tx.execute(update(AttachmentRow).where(AttachmentRow.utterance_id == line_id).values(draft_no=draft_no))


def _rewrite(tx: Transaction, line_id: int, text: str) -> None:
    tx.execute(update(UtteranceRow).where(UtteranceRow.id == line_id).values(text=text, folded=searched(text)))

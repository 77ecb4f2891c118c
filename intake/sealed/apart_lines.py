"""Keeps the words of another matter out of the log of the first: its lines belong to the matter told next.

Of a message that holds both, an accusation stays in the line that came in and the rest is written anew: whatever else
hangs on that line (its files, what its sender makes of it later) is then sealed with it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select, update

from intake.db import Transaction
from intake.sealed import sealed_lines
from intake.tables import AttachmentRow, UtteranceRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from routing.searching import searched

_LINE = UtteranceRow.__table__
_LATEST = 20
_ENDS = " \n,;:-"


def keep_apart(
    tx: Transaction,
    conversation_id: int,
    line_ids: Sequence[int],
    words: str,
    *,
    reading: Mapping[str, Any] | None = None,
    is_sealed: bool = False,
    is_next: bool = True,
) -> None:
    """Give the last `words` of lines to the next matter; a line that they begin in is cut in two.

    `reading` is what they tell where such a cut is made. Not `is_next`: nothing else is told before that matter.
    """
    draft_no = dialogue_log.current_draft(tx, conversation_id) + is_next
    left = words.strip()
    for line_id in reversed(line_ids):
        line = _line(tx, line_id)
        if not left:
            return
        if left.endswith(text := line.text.strip()):
            sealed_lines.move(tx, line_id, draft_no, is_sealed=is_sealed)
            left = left[: len(left) - len(text)].rstrip()
        elif line.text.endswith(left):
            _rewrite(tx, line_id, line.text[: len(line.text) - len(left)].strip(_ENDS))
            saying = Saying("citizen", line.kind, left, (), reading, line.step_before, is_sealed=is_sealed)
            dialogue_log.write(tx, conversation_id, draft_no, saying)
            return


def break_off(tx: Transaction, conversation_id: int, line_ids: Sequence[int]) -> None:
    """Count what was told so far to the matter after these lines, which say nothing of it; what is sealed stays so."""
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    for row, line_id in ((UtteranceRow, UtteranceRow.id), (AttachmentRow, AttachmentRow.utterance_id)):
        told = (row.conversation_id == conversation_id, row.draft_no >= draft_no, row.case_id.is_(None))
        tx.execute(update(row).where(*told, line_id.notin_(line_ids)).values(draft_no=row.draft_no + 1))
    tx.execute(update(UtteranceRow).where(UtteranceRow.id.in_(line_ids)).values(step_before=None))


def keep_earlier_apart(tx: Transaction, conversation_id: int, words: str) -> None:
    """Give words to the next matter with which an earlier message of the one that is being told ends."""
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    where = (_LINE.c.conversation_id == conversation_id, _LINE.c.draft_no == draft_no, _LINE.c.author == "citizen")
    told = tx.execute(select(_LINE.c.id, _LINE.c.text).where(*where).order_by(_LINE.c.id.desc()).limit(_LATEST))
    line_id = next((line.id for line in told if line.text.endswith(words)), None)
    if line_id is not None:
        keep_apart(tx, conversation_id, [line_id], words)


def part(
    tx: Transaction,
    conversation_id: int,
    line_ids: Sequence[int],
    left: str,
    *,
    reading: Mapping[str, Any] | None = None,
    is_next: bool = True,
) -> tuple[int, ...]:
    """Seal all but the words `left` of lines for another matter, and return the lines in which those stand now.

    Args:
        tx: the transaction.
        conversation_id: the chat, locked.
        line_ids: what was said in one breath, the oldest first.
        left: sentences of it that belong to the matter that is told, each whole, one a line.
        reading: of what is sealed.
        is_next: another matter is told before the sealed one.
    """
    draft_no = dialogue_log.current_draft(tx, conversation_id)
    kept = []
    for line_id in line_ids:
        line = _line(tx, line_id)
        staying = [one for one in left.splitlines() if one in line.text]
        sealed = _without(line.text, staying)
        if not sealed:
            kept.append(line_id)
            continue
        _rewrite(tx, line_id, sealed, reading=reading)
        sealed_lines.move(tx, line_id, draft_no + is_next, is_sealed=True)
        if staying:
            saying = Saying("citizen", line.kind, " ".join(staying), step_before=line.step_before)
            kept.append(dialogue_log.write(tx, conversation_id, draft_no, saying))
    return tuple(kept)


def _line(tx: Transaction, line_id: int) -> Row[Any]:
    return tx.execute(select(_LINE.c.text, _LINE.c.kind, _LINE.c.step_before).where(_LINE.c.id == line_id)).one()


def _without(text: str, staying: Sequence[str]) -> str:
    for one in staying:
        before, _, behind = text.partition(one)
        text = f"{before.rstrip(_ENDS)} {behind.lstrip(_ENDS)}".strip(_ENDS)
    return text


def _rewrite(tx: Transaction, line_id: int, text: str, **more: Mapping[str, Any] | None) -> None:
    values: dict[str, Any] = {"text": text, "folded": searched(text), **more}
    tx.execute(update(UtteranceRow).where(UtteranceRow.id == line_id).values(**values))

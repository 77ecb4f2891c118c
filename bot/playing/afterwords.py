"""What is said after an accusation is as secret as the accusation: an afterthought tells who wrote it."""

from bot.dialogue.formal.held_apart import is_held
from bot.dialogue.telling.resuming import KEEPS_WORDS
from bot.errands.errands import Errands
from bot.listening.hearing import Heard
from bot.playing.turn_record import TurnRecord
from intake.db import Transaction
from intake.sealed import sealed_lines
from routing.reading import Reading


def seal(tx: Transaction, heard: Heard, reading: Reading | None, record: TurnRecord, errands: Errands) -> bool:
    """Seal words that accuse at a question that did not take them, and all that is said in a chat that has accused.

    Asked for which matter they are, they stay with it. Return whether what is answered is as secret.
    """
    was_sealed = errands.conversation.has_sealed and not errands.is_opened
    is_after = errands.case_id is None and (was_sealed or bool(record.sealed_cases))
    if is_held(heard.inbound.text, reading):
        return _seal_accusing(tx, heard, record, errands, is_after=is_after)
    return is_after and _seal_after(tx, heard, reading, record, errands)


def _seal_accusing(tx: Transaction, heard: Heard, record: TurnRecord, errands: Errands, *, is_after: bool) -> bool:
    lines, after = (*heard.also, heard.utterance_id), record.after
    case_id = _case_spoken_of(record) if after.draft is None else None
    if after.step in KEEPS_WORDS:
        sealed_lines.seal(tx, lines)
        record.is_secret = is_after
    elif errands.case_id is None and case_id is not None:
        sealed_lines.seal(tx, lines)
        errands.case_id = case_id
    elif errands.case_id is None:
        sealed_lines.seal_of_no_matter(tx, lines)
    else:
        return False
    return True


def _seal_after(tx: Transaction, heard: Heard, reading: Reading | None, record: TurnRecord, errands: Errands) -> bool:
    """Seal words until they are of a matter that is open; those of no matter go to the accusation, or to nobody."""
    lines, after = (*heard.also, heard.utterance_id), record.after
    is_told = after.draft is not None or after.step in KEEPS_WORDS
    case_id = None if is_told else _case_spoken_of(record)
    if case_id is None and reading is not None and reading.danger is not None:
        return False  # a cry for help is seen by whoever can help
    if case_id is None and not is_told:
        sealed_lines.seal_of_no_matter(tx, lines)
        return True
    sealed_lines.seal(tx, lines)
    errands.case_id = case_id
    record.is_secret = after.step in KEEPS_WORDS  # the accusation is named there among what the words may be for
    return True


def _case_spoken_of(record: TurnRecord) -> int | None:
    """Return the accusation last spoken of, or the only one; None where it is not clear which."""
    sealed, spoken_of = record.sealed_cases, record.before.case_id
    if spoken_of in sealed:
        return spoken_of
    return sealed[0] if len(sealed) == 1 else None

"""What the office's book of answers has for what was said, as the dialogue speaks of it."""

from bot.dialogue.draft import SURE
from bot.dialogue.events import AnswerLine
from intake.answer_matching import AnswerIndex, Entry
from routing.reading import Reading


def answers_to(index: AnswerIndex, text: str, reading: Reading) -> tuple[tuple[AnswerLine, ...], bool]:
    """Return the entries that a message may ask for, likeliest first, and whether the first is surely meant."""
    found = index.find(text, reading.topic if reading.confidence >= SURE else "")
    return tuple(answer_line(entry) for entry in found.entries), found.is_sure


def answer_line(entry: Entry) -> AnswerLine:
    """Return an entry as the dialogue tells it."""
    return AnswerLine(entry.id, entry.title, entry.answer, entry.source, entry.is_checked)

"""What the office's book of answers has for what was said, as the dialogue speaks of it."""

from bot.dialogue.draft import SURE
from bot.dialogue.events import AnswerLine
from bot.dialogue.words import looks_like_question
from intake.answer_matching import AnswerIndex, Entry
from routing.kinds import Kind
from routing.reading import Reading

_MAY_ASK = frozenset({Kind.INQUIRY, Kind.OTHER})


def answers_to(
    index: AnswerIndex, text: str, reading: Reading, *, is_asked: bool, parent: str = ""
) -> tuple[tuple[AnswerLine, ...], bool]:
    """Return the entries that a message may ask for, likeliest first, and whether the first is surely meant.

    A matter that is told is not looked up; with `is_asked` the message answers the question what is to be asked.
    `parent` is the shipped topic to which the one belongs that was read.
    """
    if not (is_asked or reading.kind in _MAY_ASK or looks_like_question(text)):
        return (), False
    found = index.find(text, frozenset({reading.topic, parent} - {""}) if reading.confidence >= SURE else frozenset())
    return tuple(answer_line(entry) for entry in found.entries), found.is_sure


def answer_line(entry: Entry) -> AnswerLine:
    """Return an entry as the dialogue tells it."""
    return AnswerLine(entry.id, entry.title, entry.answer, entry.source, entry.is_checked, entry.language)

"""What the office's book of answers has for what was said, as the dialogue speaks of it."""

from bot.dialogue.draft import SURE
from bot.dialogue.events import AnswerLine
from bot.dialogue.words import looks_like_question
from intake.answer_matching import AnswerIndex, Entry
from routing.kinds import Kind
from routing.reading import Reading
from routing.text import fold

_FEW = 10
_CLOSING = frozenset({"khong", "ko", "k", "hong", "hok", "chua"})
_MAY_ASK = frozenset({Kind.INQUIRY, Kind.OTHER})


def answers_to(
    index: AnswerIndex, text: str, reading: Reading, *, is_asked: bool, parent: str = ""
) -> tuple[tuple[AnswerLine, ...], bool]:
    """Return the entries that a message may ask for, likeliest first, and whether the first is surely meant.

    A matter that is told is not looked up; with `is_asked` the message answers the question what is to be asked.
    `parent` is the shipped topic to which the one belongs that was read.
    """
    if not (is_asked or reading.kind in _MAY_ASK or looks_like_question(text) or _closes_as_question(text)):
        return (), False
    found = index.find(text, frozenset({reading.topic, parent} - {""}) if reading.confidence >= SURE else frozenset())
    return tuple(answer_line(entry) for entry in found.entries), found.is_sure


def _closes_as_question(text: str) -> bool:
    """Whether a few words close as questions without a mark do ("xã tôi làm việc thứ 7 không")."""
    words = fold(text).split()
    return 1 < len(words) <= _FEW and words[-1] in _CLOSING


def answer_line(entry: Entry) -> AnswerLine:
    """Return an entry as the dialogue tells it."""
    return AnswerLine(entry.id, entry.title, entry.answer, entry.source, entry.is_checked, entry.language)

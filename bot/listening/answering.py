"""What the office's book of answers has for what was said, as the dialogue speaks of it."""

from dataclasses import dataclass

from bot.dialogue.draft import SURE
from bot.dialogue.events import AnswerLine
from bot.dialogue.hearing.of_the_answer import aspect_in, together
from bot.dialogue.state import State
from bot.dialogue.words import looks_like_question
from bot.texts.languages import standing_words
from intake.catalogue import answer_fields
from intake.catalogue.answer_matching import AnswerIndex, Entry, Found
from intake.meta import Office
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_FEW, _FEWER = 10, 6  # words
_CLOSING = frozenset({"khong", "ko", "k", "hong", "hok", "chua"})
_MAY_ASK = frozenset({Kind.INQUIRY, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class OfficeBook:
    """The book of answers, and the office that tells what stands in it."""

    index: AnswerIndex
    office: Office


def answers_to(
    book: OfficeBook, text: str, reading: Reading, *, is_asked: bool, parent: str = "", before: str = ""
) -> tuple[tuple[AnswerLine, ...], bool]:
    """Return the entries that a message may ask for, likeliest first, and whether the first is surely meant.

    A matter that is told is not looked up; with `is_asked` the message answers the question what is to be asked.
    `parent` is the shipped topic to which the one belongs that was read; `before` is what was asked just before: a few
    words asked behind it mean the same thing ("làm căn cước ở đâu" – "thế mất bao lâu").
    """
    if not (is_asked or reading.kind in _MAY_ASK or looks_like_question(text) or _closes_as_question(text)):
        return (), False
    index = book.index
    found = index.find(text, frozenset({reading.topic, parent} - {""}) if reading.confidence >= SURE else frozenset())
    if before and aspect_in(text) and (earlier := index.find(before)).is_sure:
        found = earlier
    elif before and not found.is_sure and len(text.split()) <= _FEWER:
        found = _behind(index, before, text, found)
    return tuple(answer_line(entry, book.office) for entry in found.entries), found.is_sure


def behind_open_question(state: State, text: str, reading: Reading, *, is_known: bool) -> str:
    """Return what is asked behind the question before it, with that one: neither is clear alone. Blank for other words.

    A few words behind an answer lean on it as well ("thế có mất tiền không"), unless the book knows them by themselves.
    """
    leans = state.step == "which_answer" or (state.step == "answered" and len(text.split()) <= _FEWER and not is_known)
    asks = reading.kind in _MAY_ASK and (looks_like_question(text) or _closes_as_question(text))
    asks = asks and reading.danger is None
    if not (leans and asks and state.draft is None and state.pending_text.strip()):
        return ""
    return together(state.pending_text, text)


def _behind(index: AnswerIndex, before: str, text: str, found: Found) -> Found:
    """Return what a few words mean that are asked behind a question: the one entry that may be meant by both."""
    earlier = index.find(before)
    known = {entry.id for entry in earlier.entries}
    both = tuple(entry for entry in found.entries if entry.id in known)
    if len(both) == 1:
        return Found(both, found.score, is_sure=True)
    if earlier.entries and aspect_in(text):  # of what it is asked stands before
        return earlier
    together = index.find(f"{before} {text}")
    return next((one for one in (together, earlier) if one.entries), found)


def _closes_as_question(text: str) -> bool:
    """Whether a few words close as questions without a mark do ("xã tôi làm việc thứ 7 không")."""
    words = fold(text).split()
    return 1 < len(words) <= _FEW and words[-1] in _CLOSING


def answer_line(entry: Entry, office: Office) -> AnswerLine:
    """Return an entry as the dialogue tells it, with what it leaves to the office."""
    told = replace(office, hours=standing_words(entry.language, "hours", office.hours))
    answer = answer_fields.filled(entry.answer, told)
    return AnswerLine(entry.id, entry.title, answer, entry.source, entry.is_checked, entry.language)

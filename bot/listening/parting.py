"""Parts a message that reports and accuses: each goes its own way (law on citizen reception, Art. 25)."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from bot.dialogue.commands import command_in
from bot.dialogue.denounce_ways import accuses_surely, may_accuse, reads_as_denunciation, says_outright
from bot.dialogue.draft import SURE
from bot.dialogue.events import Parted
from routing import matters
from routing.conflicts import CORRUPTION_TOPIC, GUARDED
from routing.gazetteer.address_words import begins_in_unit
from routing.kinds import Kind
from routing.language.words import split
from routing.legal.accusing import names_an_office
from routing.officials.wrongs import tells_a_wrong
from routing.places import Place
from routing.reading import Reading
from routing.records import replace
from routing.topics import OTHER_TOPIC

REPORTS = frozenset({Kind.FEEDBACK, Kind.PETITION, Kind.INQUIRY})
_NO_REPORT = GUARDED | {OTHER_TOPIC}
_CLAUSE = re.compile(r"\s*[,;:]\s+|\s+(?=(?:và|va|nhưng|nhung|mà|trong khi)\s)", re.IGNORECASE)
_FEWEST = 3  # words
_MOST, _MOST_OF_PLACE = 12, 8  # sentences, words
_WONDERS = re.compile(r"\bsao\b(?!.*[,;.])", re.IGNORECASE)  # "sao nhà tôi ngập mà không có tên" is one
_SURE_COMPLAINT, _HINT = 0.6, 0.05
Read = Callable[[str], Reading]


def report_and_accusation(text: str, whole: Reading, read: Read) -> Parted | None:
    """Return a message in two; None where it does not plainly report something and accuse somebody of something else.

    In doubt a sentence goes with the accusation. What is told behind one is of it, unless a new line or a word that
    turns to another matter stands between.
    """
    if not _may_hold_both(text, whole):
        return None  # most messages are read only once
    read = cache(read)
    report, accusation = _sorted(text, read)
    if not report or not accusation:
        return None
    first, other = read(" ".join(report)), read(" ".join(accusation))
    if (place := _told_alone(text, read)) is not None:  # it is where both are
        first, other = (one if one.place else replace(one, place=place) for one in (first, other))
    is_plain = is_told_openly(first) and accuses_surely(other)
    return Parted("\n".join(report), first, " ".join(accusation), other) if is_plain else None


def _told_alone(text: str, read: Read) -> Place | None:
    """Return the place that a sentence of its own names, with nothing else in it; None where none does."""
    named = (one for one, _turns in matters.sentences(text) if begins_in_unit(split(one)))
    places = (read(one).place for one in named if len(one.split()) <= _MOST_OF_PLACE and not tells_a_wrong(one))
    return next((one for one in places if one is not None and one.code is not None), None)


def _may_hold_both(text: str, whole: Reading) -> bool:
    is_near = whole.kind_second is Kind.DENUNCIATION and whole.kind_second_share >= _HINT
    is_of_bribes = any(one.code == CORRUPTION_TOPIC and one.score >= _HINT for one in whole.topics)
    is_complaint = whole.kind is Kind.COMPLAINT and names_an_office(split(text))
    return reads_as_denunciation(whole) or is_near or is_of_bribes or is_complaint


def is_report(reading: Reading) -> bool:
    """Whether words surely report something, and nothing of how officers behave."""
    is_known = reading.confidence >= SURE and reading.topic not in _NO_REPORT
    return reading.kind in REPORTS and is_known and not may_accuse(reading)


def is_told_openly(reading: Reading) -> bool:
    """Whether words surely report something, or complain of a decision: the complaint goes to whoever decided it."""
    is_complaint = reading.kind is Kind.COMPLAINT and reading.kind_confidence >= _SURE_COMPLAINT
    return is_report(reading) or (is_complaint and not may_accuse(reading))


def _only_announces(text: str) -> bool:
    """Whether words only announce what is to come ("tôi muốn khiếu nại")."""
    return command_in(text) is not None


def _sorted(text: str, read: Read) -> tuple[list[str], list[str]]:
    """Return the sentences that report and those that accuse."""
    report: list[str] = []
    accusation: list[str] = []
    undecided: list[str] = []
    goes_on = report
    for number, (sentence, turns) in enumerate(_clauses(text, read)):
        reading = read(sentence)
        is_in_doubt = number >= _MOST or (goes_on is accusation and not turns)
        if may_accuse(reading) or is_in_doubt:
            goes_on = accusation
        elif is_told_openly(reading) and not _only_announces(sentence):
            goes_on = report
        elif names_an_office(split(sentence)) or not report:
            undecided.append(sentence)
            continue
        goes_on += [*undecided, sentence]
        undecided = []
    (accusation or report).extend(undecided)
    return report, accusation


def _clauses(text: str, read: Read) -> Iterator[tuple[str, bool]]:
    """Yield sentences; one that begins as a report and accuses behind a comma is two."""
    for sentence, turns in matters.sentences(text):
        told = read(sentence)
        head = _head(sentence, read) if may_accuse(told) or told.kind is Kind.COMPLAINT else ""
        if head:
            yield head, turns
            yield sentence[len(head) :].strip(" ,;:"), False
        else:
            yield sentence, turns


def _accuses_of_another_thing(tail: str, reading: Reading) -> bool:
    """Whether a clause accuses outright or of taking money: how slow an office is belongs to what waits there."""
    is_outright = reading.topic == CORRUPTION_TOPIC or says_outright(tail)
    return is_outright and accuses_surely(reading) and names_an_office(split(tail))


def _head(sentence: str, read: Read) -> str:
    """Return what is reported before the clause that accuses; blank where the sentence is no such two."""
    for cut in _CLAUSE.finditer(sentence):
        head, tail = sentence[: cut.start()], sentence[cut.end() :]
        if cut[0].isspace() and _WONDERS.search(head):
            continue
        is_long = min(len(head.split()), len(tail.split())) >= _FEWEST
        if (
            is_long
            and not _only_announces(head)
            and is_told_openly(read(head))
            and _accuses_of_another_thing(tail, read(tail))
        ):
            return head
    return ""


def of_kept(text: str, read: Callable[[str], Reading]) -> Reading:
    """Return what is told by words that wait to be told for what they are, each line a message of its own.

    A line that accuses beyond doubt makes an accusation of all, though the others drown it out.
    """
    whole = read(text)
    lines = text.splitlines() if "\n" in text and not accuses_surely(whole) else ()
    return next((one for one in map(read, lines) if accuses_surely(one)), whole)

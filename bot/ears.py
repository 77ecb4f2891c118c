"""By what words are understood: the reader of Vietnamese, and what is known of other languages."""

from dataclasses import dataclass, replace

from bot.answering import OfficeBook
from bot.dialogue.few_words import sobered
from bot.dialogue.foreign_places import commune_first
from bot.dialogue.only_where import only_where
from bot.dialogue.tongues import danger_told, tells_a_complaint, tells_an_accusation
from routing.conflicts import CORRUPTION_TOPIC
from routing.danger_lexicon import lexicon
from routing.denouncing_questions import asked_of_denouncing
from routing.kinds import Kind
from routing.reading import Reader, Reading, TopicScore
from routing.urgency import Danger
from routing.words import split

_TOLD_OUTRIGHT, _TOLD_IN_DOUBT = 0.9, 0.55


@dataclass(frozen=True, slots=True)
class Ears:
    """By what words are understood: the reader of Vietnamese, and the office's book of answers."""

    reader: Reader
    book: OfficeBook

    def read(self, text: str) -> Reading:
        """Read Vietnamese words; of another language only a danger to life and an accusation are known."""
        told, reading = self._placed(text, sobered(text, self.reader.read(text)))
        if reading.danger is None and asked_of_denouncing(split(text)):
            return _asking(reading)
        reading = only_where(told, reading, self.reader.gazetteer)
        if reading.danger is None and (kind := danger_told(text)):
            reading = replace(reading, danger=Danger(kind, lexicon().numbers[kind], text))
        if tells_an_accusation(text):
            return _accusing(reading)
        return _complaining(reading) if tells_a_complaint(text) else reading

    def _placed(self, text: str, reading: Reading) -> tuple[str, Reading]:
        """Find the commune that is named in the order of another language ("Bac Giang ward"), and name it in ours."""
        if reading.place is not None and reading.place.code is not None:
            return text, reading
        for words in commune_first(text):
            place = self.reader.gazetteer.find_in(split(words))
            if place is not None and place.code is not None:
                return words, replace(reading, place=place)
        return text, reading


def _asking(reading: Reading) -> Reading:
    """Return the reading of a question how one denounces: nobody is accused by it, and it is of no place."""
    return replace(
        reading, kind=Kind.INQUIRY, kind_confidence=_TOLD_OUTRIGHT, topics=(), confidence=0.0, kind_second=None,
        kind_second_share=0.0, place=None, parts=(),
    )  # fmt: skip


def _accusing(reading: Reading) -> Reading:
    """Return the reading of an accusation that our reader does not understand: it is sealed like any other."""
    topics = (TopicScore(CORRUPTION_TOPIC, _TOLD_OUTRIGHT),)
    kind = Kind.DENUNCIATION
    return replace(
        reading, kind=kind, kind_confidence=_TOLD_OUTRIGHT, topics=topics, confidence=_TOLD_OUTRIGHT, kind_second=None
    )


def _complaining(reading: Reading) -> Reading:
    """Return the reading of a complaint that our reader does not understand: its writer is asked if it is one."""
    doubt = _TOLD_IN_DOUBT
    return replace(
        reading, kind=Kind.COMPLAINT, kind_confidence=doubt, kind_second=Kind.FEEDBACK, kind_second_share=1 - doubt
    )

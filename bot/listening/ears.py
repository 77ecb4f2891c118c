"""By what words are understood: the reader of Vietnamese, and what is known of other languages."""

from dataclasses import dataclass

from bot.dialogue.draft import is_topic_known
from bot.dialogue.hearing.few_words import sobered
from bot.dialogue.hearing.foreign_places import commune_first, names_way
from bot.dialogue.hearing.only_where import only_where
from bot.dialogue.words import behind_greeting
from bot.listening.answering import OfficeBook
from bot.listening.foreign_reading import of_another_language
from routing.kinds import Kind
from routing.language.words import split
from routing.legal.denouncing_questions import asked_of_denouncing
from routing.reading import Reader, Reading
from routing.records import replace

_TOLD_OUTRIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Ears:
    """By what words are understood: the reader of Vietnamese, and the office's book of answers."""

    reader: Reader
    book: OfficeBook

    def read(self, text: str) -> Reading:
        """Read words as `hear` does."""
        return hear(self.reader, text)


def hear(reader: Reader, text: str) -> Reading:
    """Read Vietnamese words; of another language only dangers, hazards and accusations are known."""
    told, reading = _placed(reader, text, _ungreeted(reader, text, sobered(text, reader.read(text))))
    if reading.danger is None and asked_of_denouncing(split(text)):
        return _asking(reading)
    return of_another_language(text, only_where(told, reading, reader.gazetteer))


def _ungreeted(reader: Reader, text: str, reading: Reading) -> Reading:
    """Return the reading of what stands behind a greeting, where only that seems to tell a matter."""
    if reading.kind is not Kind.OTHER or reading.danger is not None or not (told := behind_greeting(text)):
        return reading
    beside = sobered(told, reader.read(told))
    is_matter = beside.kind is not Kind.OTHER and is_topic_known(beside)
    return beside if is_matter or beside.danger is not None else reading


def _placed(reader: Reader, text: str, reading: Reading) -> tuple[str, Reading]:
    """Find the commune that is named in the order of another language ("Bac Giang ward"), and name it in ours."""
    known = reading.place if reading.place is not None and reading.place.code is not None else None
    if known is not None and (known.text or not names_way(text)):
        return text, reading
    for words in commune_first(text):
        place = reader.gazetteer.find_in(split(words))
        if (
            place is not None
            and place.code is not None
            and (known is None or (known.code == place.code and place.text))
        ):
            return words, replace(reading, place=place)
    return text, reading


def _asking(reading: Reading) -> Reading:
    """Return the reading of a question how one denounces: nobody is accused by it, and it is of no place."""
    return replace(
        reading, kind=Kind.INQUIRY, kind_confidence=_TOLD_OUTRIGHT, topics=(), confidence=0.0, kind_second=None,
        kind_second_share=0.0, place=None, parts=(),
    )  # fmt: skip

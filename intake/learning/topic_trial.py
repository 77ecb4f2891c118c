"""How would this be understood? A sentence read with the topics in use, and with what an administrator is typing."""

from dataclasses import dataclass

from intake.catalogue.own_topics import tidied
from intake.catalogue.topic_book import own_of, reader_of
from intake.catalogue.topic_checks import wrong_fields
from intake.db import Snapshot
from intake.errors import Invalid
from routing.reading import Reader
from routing.text import normalise
from routing.topic_overlay import TIERS, OwnTopic, laid_over
from routing.topics import load_catalogue

MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Heard:
    """The topic that a sentence is read as, how sure, by which words; `next_name` came second."""

    code: str
    name: str
    confidence: float
    words: tuple[str, ...]
    next_name: str


@dataclass(frozen=True, slots=True)
class TopicTrial:
    """A sentence as it is read today, and as it would be read with what is typed."""

    text: str
    today: Heard
    drafted: Heard


def tried(snap: Snapshot, base: Reader, text: str, own: OwnTopic) -> TopicTrial:
    """Return how a sentence would be read before and after `own` is saved; nothing is kept.

    Raises:
        Invalid: there is no sentence, or a phrase is none.
    """
    own, said = tidied(own), normalise(text)[:MOST_WORDS]
    overlay = {**own_of(snap), own.code: own}
    wrong = {name: why for name, why in wrong_fields(own, overlay, snap.today).items() if name in TIERS}
    if not said:
        wrong["trial"] = "Xin gõ một câu."
    if wrong:
        raise Invalid("Chưa thử được.", wrong)
    drafted = laid_over(load_catalogue(), overlay, snap.today)
    return TopicTrial(said, _heard(reader_of(snap, base), said), _heard(base.over(drafted), said))


def _heard(reader: Reader, text: str) -> Heard:
    reading, topics = reader.read(text), reader.catalogue.topics
    words = (one.words for one in reading.evidence if one.about == "topic")
    second = topics[reading.topics[1].code].name_vi if len(reading.topics) > 1 else ""
    return Heard(reading.topic, topics[reading.topic].name_vi, reading.confidence, tuple(dict.fromkeys(words)), second)

"""Reads in another language than Vietnamese what its few words tell: danger, hazard, an accusation, a plain report."""

from bot.dialogue.hearing.foreign_dangers import danger_told
from bot.dialogue.hearing.foreign_hazards import hazard_told
from bot.dialogue.hearing.tongues import kind_told, tells_a_complaint, tells_an_accusation, topic_told
from routing.conflicts import CORRUPTION_TOPIC
from routing.dangers.danger_lexicon import numbers_of
from routing.dangers.hazards import Hazard
from routing.dangers.urgency import Danger
from routing.kinds import Kind
from routing.reading import Reading, TopicScore
from routing.records import replace
from routing.topics import OTHER_TOPIC

_TOLD_OUTRIGHT, _TOLD_PLAINLY, _TOLD_IN_DOUBT = 0.9, 0.7, 0.55


def of_another_language(text: str, reading: Reading) -> Reading:
    """Return the reading of Vietnamese with what the text tells in another language; unchanged where it tells none."""
    if reading.danger is None and (kind := danger_told(text)):
        reading = replace(reading, danger=Danger(kind, numbers_of(kind), text))
    if tells_an_accusation(text):
        return _accusing(reading)
    if tells_a_complaint(text):
        return _complaining(reading)
    if not reading.urgent and (kind := hazard_told(text)):
        reading = replace(reading, hazard=Hazard(kind, numbers_of(kind), text))
    code, kind = topic_told(text), kind_told(text)
    return _of_topic(reading, code, kind) if code and kind is not Kind.INQUIRY else reading


def _of_topic(reading: Reading, code: str, kind: Kind) -> Reading:
    """Return the reading of a report whose topic its words name; an officer looks at what is only likely."""
    others = tuple(one for one in reading.topics if one.code not in {code, OTHER_TOPIC})
    return replace(
        reading,
        kind=kind,
        kind_confidence=_TOLD_PLAINLY,
        kind_second=None,
        topics=(TopicScore(code, _TOLD_PLAINLY), *others),
        confidence=_TOLD_PLAINLY,
    )


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

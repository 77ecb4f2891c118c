"""Leads a danger to the desk that looks after such: whoever cries for help names no field of the administration."""

from routing.dangers.urgency import Danger
from routing.judgement import Guess
from routing.language.words import Words
from routing.legal.accusing import found_in
from routing.topics import Catalogue

_OF_CHILDREN, _OF_ORDER, _CRIME, _SCHOOL = "an_sinh", "an_ninh_trat_tu", "crime", "giao_duc"
_OF_HEALTH, _MEDICAL = "y_te", "medical"
_LOOKS_AFTER = frozenset({_OF_CHILDREN, _SCHOOL, _OF_ORDER})  # whose desks may see a child that is hurt
_OF_OFFICIALS = frozenset({"can_bo", "tham_nhung"})
_SURE, _DOUBTFUL = 0.6, 0.5


def of_hurt_child(topic: Guess, catalogue: Catalogue, *, is_at_home: bool) -> Guess:
    """Return the guess for what is told of a child that is hurt: one of the topics whose desks look after it.

    Of one that is hurt at home the school is told of only as where it goes to ("con học lớp 4").
    """
    looks_after = _LOOKS_AFTER - {_SCHOOL} if is_at_home else _LOOKS_AFTER
    is_known = bool(topic.ranked) and catalogue.root(topic.ranked[0][0]) in looks_after
    if is_known and topic.confidence >= _SURE:
        return topic
    return _led(topic, topic.ranked[0][0] if is_known else _OF_CHILDREN, catalogue)


def of_danger(topic: Guess, danger: Danger | None, words: Words, catalogue: Catalogue) -> Guess:
    """Return the guess with the desk of public order first where somebody is attacked and no topic is near sure.

    Likewise with that of health where somebody needs a doctor.

    So too where officials are all that seems told of, and nobody in office is named.
    """
    is_likely = bool(topic.ranked) and topic.ranked[0][1] >= _SURE  # who faints at home is no worker of a factory
    if danger is not None and danger.kind == _MEDICAL and (topic.confidence < _SURE or not is_likely):
        return _led(topic, _OF_HEALTH, catalogue)
    if danger is None or danger.kind != _CRIME:
        return topic
    is_of_officials = bool(topic.ranked) and topic.ranked[0][0] in _OF_OFFICIALS and not found_in(words)["office"]
    return _led(topic, _OF_ORDER, catalogue) if is_of_officials or topic.confidence < _DOUBTFUL else topic


def _led(topic: Guess, code: str, catalogue: Catalogue) -> Guess:
    """Return the guess with a topic of the catalogue before the others."""
    if code not in catalogue.topics:
        return topic
    is_first = bool(topic.ranked) and topic.ranked[0][0] == code
    others = tuple(one for one in topic.ranked if one[0] != code)
    return Guess(((code, _SURE), *others), _SURE, topic.quote if is_first else tuple)

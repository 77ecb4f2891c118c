"""Tells praise for people in office: a word of praise, somebody who is meant, and nothing held against them."""

from bot.dialogue.words import vocabulary
from routing.conflicts import CONDUCT_TOPIC
from routing.kinds import Kind
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.text import fold
from routing.topics import OTHER_TOPIC

_MOST_WORDS = 40
# what people praise is read as, where it is read as a matter
_OF_SERVICE = frozenset({CONDUCT_TOPIC, OTHER_TOPIC, "y_te", "giao_duc", "thu_tuc_hanh_chinh", "ho_tich"})


def is_praise(text: str, reading: Reading) -> bool:
    """Whether somebody praises people in office, and asks, misses or minds nothing."""
    if reading.danger is not None or (reading.kind is not Kind.OTHER and reading.topic not in _OF_SERVICE):
        return False
    words = fold(text).split()
    if not 1 < len(words) <= _MOST_WORDS or "?" in text or any(one[0].isdecimal() for one in words):
        return False
    if _holds("praise_not", text) or tells_a_wrong(text):
        return False
    if _holds("praise_outright", text):
        return True
    is_good = _holds("praise", text) or (_holds("praise_deed", text) and "thanks" in vocabulary("inside").inside(text))
    return is_good and _holds("praise_of", text)


def _holds(part: str, text: str) -> bool:
    return vocabulary(part).longest_inside(text) is not None

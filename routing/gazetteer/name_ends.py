"""Tells where the name of a unit ends though capitals go on: a person, an office or a sentence begins."""

from routing.gazetteer.place_words import first_words, head_at, is_in, listed
from routing.gazetteer.spot_names import CLEAR_HEADS
from routing.language.capitals import is_upper
from routing.language.words import Words

_LONGEST_OPENING = 4
_FULL_NAME = 3


def begins_anew(words: Words, at: int) -> bool:
    """Whether the word at `at`, with its capital, goes on with no name that ends before it."""
    return (
        _is_abbreviation(words, at) or _is_of_person(words, at) or _is_opening(words, at) or _is_clear_head(words, at)
    )


def _is_abbreviation(words: Words, at: int) -> bool:
    """Whether letters such as "UBND", "CSGT" stand after a name that is not in capitals itself."""
    return words.ends[at] - words.starts[at] > 1 and is_upper(words, at) and not is_upper(words, at - 1)


def _is_of_person(words: Words, at: int) -> bool:
    """Whether a full name begins: a surname and as many capitals as leave no doubt."""
    capitals = 0
    while at + capitals < len(words) and capitals < _FULL_NAME and words.capital[at + capitals]:
        if capitals and words.after_break[at + capitals]:
            break
        capitals += 1
    if is_in(listed("clear_family_names"), words, at, at + 1):
        return capitals > 1
    return capitals == _FULL_NAME and is_in(listed("family_names"), words, at, at + 1)


def _is_opening(words: Words, at: int) -> bool:
    """Whether a title, an office or the like begins; typed without marks "Bac" is a part of names too."""
    if words.bases[at] not in first_words("begins_anew"):
        return False
    lengths = (n for n in range(_LONGEST_OPENING, 0, -1) if at + n <= len(words))
    length = next((n for n in lengths if is_in(listed("begins_anew"), words, at, at + n)), 0)
    is_vouched = words.is_accented or length > 1 or (at + 1 < len(words) and words.capital[at + 1])
    return length > 0 and is_vouched


def _is_clear_head(words: Words, at: int) -> bool:
    length = head_at(words, at)
    return length > 1 or (length == 1 and words.bases[at] in CLEAR_HEADS)

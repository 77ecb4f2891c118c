"""What is told to belong to somebody who is named: of a report about their own house they are no judge."""

from collections.abc import Sequence

from routing.language.phrases import Match
from routing.language.words import Words, breaks_off
from routing.officials.offices import in_parts
from routing.officials.role_table import book_of

_FORMS = frozenset(["ong", "ba", "anh", "chi", "co", "chu", "bac", "cau", "cua", "ten"])
_REACH = 2  # forms of address between what is owned and the name


def tells_of_owned(text: str) -> bool:
    """Whether a text speaks of something, and right behind it of somebody whose it may be."""
    return any(_has_name(words, one.end) for words in in_parts(text) for one in _found(words))


def _has_name(words: Words, at: int) -> bool:
    """Whether a name may begin behind forms of address: with a capital, or where nobody is written with any."""
    while at < len(words) and words.bases[at] in _FORMS and not breaks_off(words, at):
        at += 1
    if at >= len(words) or breaks_off(words, at):
        return False
    return words.capital[at] or not any(words.capital[1:])


def is_owned_before(words: Words, start: int) -> bool:
    """Whether something stands before a name that begins at `start` that is told to be theirs ("nhà ông …")."""
    at = start
    while at > start - _REACH and at and words.bases[at - 1] in _FORMS and not breaks_off(words, at):
        at -= 1
    return not breaks_off(words, at) and any(one.end in range(at, start + 1) for one in _found(words))


def _found(words: Words) -> Sequence[Match]:
    return book_of("owned").find(words, slips=False)

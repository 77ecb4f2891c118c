"""Which bodies of a commune a report says to be paid by, or close to, whomever it is about: they look into nothing."""

from collections.abc import Iterator

from routing.directory import TOP, Directory
from routing.language.words import Words, breaks_off
from routing.officials.office_table import CHAIRS
from routing.officials.offices import Title, in_parts, titles_in
from routing.officials.role_table import book_of

_REACH = 10  # words between the body and what it is told to get or to do


def bodies_that_shield(text: str, communes: frozenset[str], directory: Directory) -> frozenset[int]:
    """Return the units of these communes that a text says to shield somebody for money or kin.

    Where the commune itself or its chair is meant, its committee, below which stands everybody.
    """
    functions = {_function(title) for words in in_parts(text) for title in titles_in(words) if _shields(title, words)}
    return frozenset(
        unit.id
        for unit in directory.units.values()
        if unit.level == "commune" and unit.commune_code in communes and unit.function in functions
    )


def tells_of_shielding(text: str) -> bool:
    """Whether a text has words of it at all; few reports do."""
    return any(next(_told(words), None) for words in in_parts(text))


def _function(title: Title) -> str:
    return TOP if title.rank in CHAIRS else title.body


def _shields(title: Title, words: Words) -> bool:
    if title.is_bare or title.is_former or title.tier not in {"", "commune"}:
        return False
    return any(_is_near(start, end, title, words) for start, end in _told(words))


def _told(words: Words) -> Iterator[tuple[int, int]]:
    return ((one.start, one.end) for one in book_of("shielding").find(words, slips=False) if one.quality > 0)


def _is_near(start: int, end: int, title: Title, words: Words) -> bool:
    between = range(end, title.start) if end <= title.start else range(title.end, start)
    return len(between) <= _REACH and not any(breaks_off(words, at) for at in between)

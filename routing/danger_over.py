"""Hears in a story that a danger is over: who tells what came after it does not cry for help."""

from functools import cache

from routing.danger_lexicon import danger_tables
from routing.openings import SeldomBook
from routing.phrases import parse_listed
from routing.words import Words

_A_STORY = 20  # words; of less, nothing may have come after
_LEAST_QUALITY = 0.6


def is_over(words: Words) -> bool:
    """Whether a story tells what is told only when a danger is over ("khi tỉnh lại", "cơ quan điều tra")."""
    return len(words) >= _A_STORY and any(one.quality >= _LEAST_QUALITY for one in _book().find(words))


@cache
def _book() -> SeldomBook:
    return SeldomBook(parse_listed(danger_tables()["over"]["words"], "over", 1.0))

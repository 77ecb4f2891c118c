"""Keeps what was worked out of short texts: people and the desk say the same things again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_SHORT = 300  # signs; of longer texts hardly one comes twice
_Found = TypeVar("_Found")


def remembering(most: int, *, up_to: int = _SHORT) -> Callable[[Callable[[str], _Found]], Callable[[str], _Found]]:
    """Return a decorator that remembers what a function of a text gave for so many short ones (of `up_to` signs)."""

    def decorated(work: Callable[[str], _Found]) -> Callable[[str], _Found]:
        before = lru_cache(maxsize=most)(work)

        @wraps(work)
        def asked(text: str) -> _Found:
            return before(text) if len(text) <= up_to else work(text)

        return asked

    return decorated

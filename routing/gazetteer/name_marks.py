"""Tells a name written with a slip of the diacritics from other words that are only bare of them the same."""

from functools import lru_cache

from routing.language.folding import normalise
from routing.language.words import Words

_SLIPS = 1  # of marks in a name that is written small


def may_be_written(name: str, words: Words, start: int, end: int) -> bool:
    """Whether words that are a name but for their diacritics can be it as somebody wrote it.

    Without marks they can ("do thi phuong"), and with capitals throughout whatever the marks; written small, more than
    one word with marks of its own makes other words of them ("đô thị phường" is not Đỗ Thị Phượng).
    """
    own = _marked(name)
    if len(own) != end - start or all(words.capital[start:end]):
        return True
    written = zip(words.shown[start:end], words.bases[start:end], own, strict=True)
    return sum(shown not in {base, meant} for shown, base, meant in written) <= _SLIPS


@lru_cache(maxsize=1 << 13)
def _marked(name: str) -> tuple[str, ...]:
    return tuple(normalise(name).lower().split())

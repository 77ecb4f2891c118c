"""What the learned scorer looks at: words and pairs of words, as written and without diacritics, as numbers."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from routing.words import Words

Keys: TypeAlias = NDArray[np.int64]
Values: TypeAlias = NDArray[np.float32]
Halves: TypeAlias = NDArray[np.float16]

T = TypeVar("T")

SHOWN, SHOWN_TWO, BASE, BASE_TWO, PAIR = range(5)
# how much each family counts: a single word says little, what stands beside what says more
FAMILY_WEIGHTS: Values = np.sqrt([0.5, 1.0, 0.5, 1.0, 0.5]).astype(np.float32)
UNKNOWN = -1
_BITS = 20
_ID = (1 << _BITS) - 1
_WINDOW = 7
_LONGEST = 700
_QUESTION = "?"
# where the words of a pair stand, by the later of the two: those of a short message begin the list of a long one
_AFTER: Keys
_BEFORE: Keys
_AFTER, _BEFORE = np.array([(i, i - d) for i in range(_LONGEST + 1) for d in range(1, min(i, _WINDOW) + 1)]).T
# how many pairs so many words make
_MET = [0, *accumulate(min(i, _WINDOW) for i in range(_LONGEST + 1))]
_COURTESY, _ADDRESSED = "kinh", "gui"
_YEAR_DIGITS, _SHORT_DIGITS = 4, 2


class Spelt(NamedTuple, Generic[T]):
    """The tokens of a message as written and without diacritics, and which word of it each is (a closing "?": none)."""

    shown: list[T]
    bases: list[T]
    at: Sequence[int]


def tokens(words: Words) -> Spelt[str]:
    """Return the words as written and without diacritics, numbers as classes, a closing question mark as a word.

    Courtesy ("kính gửi", "kính mong") is left out: it tells how somebody writes, not what about.
    """
    bases = words.bases[:_LONGEST]
    at: Sequence[int] = range(len(bases))
    if _COURTESY in bases:
        at = [
            i for i in at if bases[i] != _COURTESY and not (bases[i] == _ADDRESSED and i and bases[i - 1] == _COURTESY)
        ]
    shown, plain = [_masked(words.shown[i]) for i in at], [_masked(bases[i]) for i in at]
    if words.text.rstrip().endswith(_QUESTION):
        shown.append(_QUESTION)
        plain.append(_QUESTION)
    return Spelt(shown, plain, at)


def ids(words: Words, known: Mapping[str, int]) -> Spelt[int]:
    """Return the numbers that a vocabulary gives to the tokens, `UNKNOWN` where it has none."""
    shown, bases, at = tokens(words)
    return Spelt([known.get(word, UNKNOWN) for word in shown], [known.get(word, UNKNOWN) for word in bases], at)


@lru_cache(maxsize=8192)
def _masked(word: str) -> str:
    """Return a word, or what class of number it is: nobody's house number or amount is worth learning."""
    if not word[0].isdigit() or "/" in word:
        return word
    digits = sum(letter.isdigit() for letter in word)
    if digits == _YEAR_DIGITS and word.isdigit() and word[:2] in {"19", "20"}:
        return "<year>"
    return "<n>" if digits <= _SHORT_DIGITS else "<nn>"


def keys(spelt: Spelt[int]) -> Keys:
    """Return the key of every feature of a message given as ids of words, with repeats; unknown words have none."""
    written, plain = np.array(spelt.shown, np.int64), np.array(spelt.bases, np.int64)
    met = _MET[len(plain)]
    before, after = plain[_BEFORE[:met]], plain[_AFTER[:met]]
    low = np.minimum(before, after)
    low[before == after] = UNKNOWN
    found = np.concatenate(
        [
            (SHOWN << (2 * _BITS)) | written,
            _twos(SHOWN_TWO, written[:-1], written[1:]),
            (BASE << (2 * _BITS)) | plain,
            _twos(BASE_TWO, plain[:-1], plain[1:]),
            _twos(PAIR, low, np.maximum(before, after)),
        ]
    )
    return found[found >= 0]


def family(of: Keys) -> NDArray[np.int64]:
    """Return to which family each key belongs."""
    return of >> (2 * _BITS)


def words_of(key: int) -> tuple[int, ...]:
    """Return the ids of the words of a feature, one or two."""
    first, second = (key >> _BITS) & _ID, key & _ID
    return (second,) if key >> (2 * _BITS) in {SHOWN, BASE} else (first, second)


def _twos(tag: int, first: Keys, second: Keys) -> Keys:
    """Return the keys of features of two words; below 0 where either is unknown, for all bits of that id are set."""
    return (tag << (2 * _BITS)) | (first << _BITS) | second


def weigh(found: Keys, counts: NDArray[np.int64], rarity: Halves) -> Values:
    """Return the value of each feature: often here and rare elsewhere is more; each family has its own length.

    How often two words meet within a window tells nothing more than that they do.
    """
    families = family(found)
    values: Values = rarity.astype(np.float32)
    often = ((counts > 1) & (families != PAIR)).nonzero()[0]
    values[often] *= (1 + np.log(counts[often])).astype(np.float32)
    squares = np.bincount(families, weights=values * values, minlength=len(FAMILY_WEIGHTS))
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    return values * (FAMILY_WEIGHTS / lengths)[families]


def rarity_of(documents: int, holding: NDArray[np.int64]) -> Values:
    """Return how rare features are that `holding` of `documents` messages have, 1 and more."""
    rarity: Values = (np.log((1 + documents) / (1.0 + holding)) + 1).astype(np.float32)
    return rarity

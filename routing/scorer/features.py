"""What the learned scorer looks at: words and pairs of words, as written and without diacritics, as numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from routing.language.words import Words

Keys: TypeAlias = NDArray[np.int32]
Rows: TypeAlias = NDArray[np.intp]
Values: TypeAlias = NDArray[np.float32]
Halves: TypeAlias = NDArray[np.float16]

T = TypeVar("T")

SHOWN, SHOWN_TWO, BASE, BASE_TWO, PAIR = range(5)
# how much each family counts: a single word says little, what stands beside what says more
FAMILY_WEIGHTS: Values = np.sqrt([0.5, 1.0, 0.5, 1.0, 0.5]).astype(np.float32)
_SINGLE = frozenset({SHOWN, BASE})
UNKNOWN = -1
# a family and two words are one number of 32 bits: half the room, and searched through sooner
_BITS = 14
_ID = (1 << _BITS) - 1
_TAGS = [family << (2 * _BITS) for family in range(len(FAMILY_WEIGHTS))]
MOST_WORDS = _ID
_WINDOW = 7
_LONGEST = 700
_MOST_KEPT = 8192
_QUESTION = "?"
# where the words of a pair stand, by the later of the two: those of a short message begin the list of a long one
_MOST_TOKENS = _LONGEST + 1 + _WINDOW
_AFTER: NDArray[np.int64]
_BEFORE: NDArray[np.int64]
_AFTER, _BEFORE = np.array([(i, i - d) for i in range(_MOST_TOKENS) for d in range(1, min(i, _WINDOW) + 1)]).T
# how many pairs so many words make
_MET = [0, *accumulate(min(i, _WINDOW) for i in range(_MOST_TOKENS))]
# between texts that are looked at together: no pair reaches over it
_APART = [UNKNOWN] * _WINDOW
_KEY_BITS = 32
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
    at = _told(words)
    shown, plain = [_masked(words.shown[i]) for i in at], [_masked(words.bases[i]) for i in at]
    if words.asks():
        shown.append(_QUESTION)
        plain.append(_QUESTION)
    return Spelt(shown, plain, at)


def _told(words: Words) -> Sequence[int]:
    """Return which words are looked at."""
    bases = words.bases[:_LONGEST]
    if _COURTESY not in bases:
        return range(len(bases))
    return [
        i
        for i, base in enumerate(bases)
        if base != _COURTESY and not (base == _ADDRESSED and i and bases[i - 1] == _COURTESY)
    ]


class Numbers(dict[str, int]):
    """The numbers that a vocabulary gives to words of messages, `UNKNOWN` where it has none; each is looked up once."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> int:
        """Look a word up, and keep what was found while there is room."""
        number = self._known.get(_masked(word), UNKNOWN)
        if len(self) < _MOST_KEPT:
            self[word] = number
        return number


def ids(words: Words, numbers: Numbers) -> Spelt[int]:
    """Return the numbers of what `tokens` gives."""
    at = _told(words)
    shown, bases = [numbers[words.shown[i]] for i in at], [numbers[words.bases[i]] for i in at]
    if words.asks():
        shown.append(numbers[_QUESTION])
        bases.append(numbers[_QUESTION])
    return Spelt(shown, bases, at)


def _masked(word: str) -> str:
    """Return a word, or what class of number it is: nobody's house number or amount is worth learning."""
    if not word[0].isdigit() or "/" in word:
        return word
    digits = sum(letter.isdigit() for letter in word)
    if digits == _YEAR_DIGITS and word.isdigit() and word[:2] in {"19", "20"}:
        return "<year>"
    return "<n>" if digits <= _SHORT_DIGITS else "<nn>"


def keys(spelt: Spelt[int]) -> Keys:
    """Return the sorted keys of the features of a message given as ids of words, with repeats; unknown words: none."""
    found = _keys(spelt.shown, spelt.bases)
    found.sort()
    return found[found.searchsorted(0) :]


def keys_apart(texts: Sequence[Spelt[int]]) -> NDArray[np.int64]:
    """Return the keys of several texts as `keys` gives them, each with the number of its text above its 32 bits."""
    shown = [word for one in texts for word in (*one.shown, *_APART)]
    bases = [word for one in texts for word in (*one.bases, *_APART)]
    of = np.repeat(np.arange(len(texts)), [len(one.shown) + _WINDOW for one in texts])
    found = _keys(shown, bases)
    known = (found >= 0).nonzero()[0]
    numbers = np.concatenate([of, of[:-1], of, of[:-1], of[_AFTER[: _MET[len(of)]]]])
    apart: NDArray[np.int64] = (numbers[known] << _KEY_BITS) | found[known]
    apart.sort()
    return apart


def key_and_text(apart: NDArray[np.int64]) -> tuple[Keys, NDArray[np.int64]]:
    """Return the keys and the numbers of the texts that `keys_apart` put together."""
    return (apart & ((1 << _KEY_BITS) - 1)).astype(np.int32), apart >> _KEY_BITS


def together(texts: Sequence[Spelt[int]]) -> Iterator[Sequence[Spelt[int]]]:
    """Yield the texts in their order, as many at once as `keys_apart` has room for."""
    group: list[Spelt[int]] = []
    taken = 0
    for one in texts:
        size = len(one.shown) + _WINDOW
        if group and taken + size > _MOST_TOKENS:
            yield group
            group, taken = [], 0
        group.append(one)
        taken += size
    if group:
        yield group


def _keys(shown: Sequence[int], bases: Sequence[int]) -> Keys:
    """Return the key of every feature, below 0 where one of its words is unknown."""
    written, plain = np.array(shown, np.int32), np.array(bases, np.int32)
    met = _MET[len(plain)]
    before, after = plain.take(_BEFORE[:met]), plain.take(_AFTER[:met])
    low = np.minimum(before, after)
    np.putmask(low, before == after, UNKNOWN)
    return np.concatenate(
        [
            written | _TAGS[SHOWN],
            _twos(SHOWN_TWO, written[:-1], written[1:]),
            plain | _TAGS[BASE],
            _twos(BASE_TWO, plain[:-1], plain[1:]),
            _twos(PAIR, low, np.maximum(before, after)),
        ]
    )


def keys_of(numbers: NDArray[np.int64], bits: int) -> Keys:
    """Return as keys what were numbers with so many bits for each word.

    Raises:
        ValueError: there are words for which keys have no room.
    """
    word = (1 << bits) - 1
    families, firsts, seconds = numbers >> (2 * bits), (numbers >> bits) & word, numbers & word
    if max(firsts.max(initial=0), seconds.max(initial=0)) > _ID:
        raise ValueError("more words than keys have room for")
    return ((families << (2 * _BITS)) | (firsts << _BITS) | seconds).astype(np.int32)


def family(of: Keys) -> NDArray[np.int32]:
    """Return to which family each key belongs."""
    return of >> (2 * _BITS)


def words_of(of: Keys) -> list[tuple[int, ...]]:
    """Return the ids of the words of each feature, two or one; of a few, plain numbers are quicker than arrays."""
    return [(one & _ID,) if one >> (2 * _BITS) in _SINGLE else ((one >> _BITS) & _ID, one & _ID) for one in of.tolist()]


def _twos(tag: int, first: Keys, second: Keys) -> Keys:
    """Return the keys of features of two words; below 0 where either is unknown, for all bits of that id are set."""
    twos: Keys = first << _BITS
    twos |= second
    twos |= _TAGS[tag]
    return twos


def weigh(found: Keys, counts: NDArray[np.int64], rarity: Halves, text: NDArray[np.int64] | Literal[0] = 0) -> Values:
    """Return the value of each feature: often here and rare elsewhere is more; each family has its own length.

    How often two words meet within a window tells nothing more than that they do. `text`: of which text each is.
    """
    families = family(found)
    values: Values = rarity.astype(np.float32)
    often = (counts > 1).nonzero()[0]
    if len(often) and len(often := often[families[often] != PAIR]):
        values[often] *= (1 + np.log(counts[often])).astype(np.float32)
    of = families + len(FAMILY_WEIGHTS) * text
    squares = np.bincount(of, weights=values * values, minlength=len(FAMILY_WEIGHTS))
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    values *= FAMILY_WEIGHTS.take(families) / lengths.take(of)
    return values


def rarity_of(documents: int, holding: NDArray[np.int64]) -> Values:
    """Return how rare features are that `holding` of `documents` messages have, 1 and more."""
    rarity: Values = (np.log((1 + documents) / (1.0 + holding)) + 1).astype(np.float32)
    return rarity

"""Sees in a message what the law asks of each kind: an act of an authority, one's own right, an accused, a question.

Which of these stand in a message, in one clause together and at its end, are numbers that
`routing.lessons.kind_learning` weighs; the phrases are in data/legal_test.toml.
"""

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, combinations

import numpy as np
from numpy.typing import NDArray

from routing.gazetteer.address_words import unit_words
from routing.kinds import Kind
from routing.language.listed import listed
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.officials.office_table import holders_weighed
from routing.officials.wrongs import wrongs_weighed

Signs = NDArray[np.float64]
Scores = NDArray[np.float32]

_NAMED, _MARK = "named", "mark"
_CRIME, _ACCUSED = "crime", "accused"
_TITLES = frozenset({"ong", "ba", "anh", "chi", "co", "thay", "chu", "ten", "thang", "ban"})
_NOBODY, _SUFFERED = ("nao",), ("bi",)
_ORGAN, _SURE = "organ", 0.9
_OF_AN_ACT = frozenset({"act", "organ", "undo", _ACCUSED, _CRIME})
_LAST_SHARE, _FIRST_WORDS = 0.6, 6
_LENGTHS = (4, 9, 16, 40)
# for a message as long as the i-th, which of the lengths it is within
_LENGTHS_HELD = np.tri(len(_LENGTHS) + 1, len(_LENGTHS), -1) == 0
_MOST_MORE = 3.0
_SCORE_SIZE, _POINT_SIZE, _MOST_POINTS = 0.2, 4.0, 8.0


@cache
def legal_test() -> str:
    """Return the phrases of the legal test, part by part: another order or another file for them changes nothing."""
    return "\n".join(f"{part}: {', '.join(sorted(said))}" for part, said in _tables().items())


@cache
def _tables() -> Mapping[str, tuple[str, ...]]:
    written = tomllib.loads((files("routing") / "data" / "legal_test.toml").read_text(encoding="utf-8"))
    told_elsewhere = {_CRIME: wrongs_weighed(), _ACCUSED: holders_weighed()}
    return {part: (*listed(said), *told_elsewhere.get(part, ())) for part, said in written.items()}


@cache
def parts_of_the_test() -> tuple[str, ...]:
    """Return the names of what is looked for, in the order of the numbers that `kind_signs` begins with."""
    return (*_tables(), _NAMED, _MARK)


@cache
def _columns() -> Mapping[str, int]:
    return {name: i for i, name in enumerate(parts_of_the_test())}


@cache
def _pairs() -> Mapping[tuple[int, int], int]:
    return {pair: i for i, pair in enumerate(combinations(range(len(parts_of_the_test())), 2))}


@cache
def _book() -> Phrasebook:
    parts = ((one, part) for part, said in _tables().items() for one in said)
    return Phrasebook(phrase for one, part in parts for phrase in parse_listed(one, part, 1.0))


@lru_cache(maxsize=64)
def signs_found(words: Words) -> tuple[Match, ...]:
    """Return the phrases of the legal test that stand in the words, also those inside a longer one; asked twice."""
    return tuple(_book().find(words, slips=False, nested=True))


def names_an_act(words: Words, *, is_placed: bool) -> bool:
    """Whether an authority, its act, somebody in office or the wish to undo it is named.

    A complaint asks for the review of an act of an authority (Law on Complaints 2011, article 2). A ward that only
    says where something is does nothing, nor does a word without diacritics that may be another; a crime that befell
    somebody ("bị lừa") is nobody's act of office, one that they are suspected of may be why goods were seized.
    """
    found = [one for one in signs_found(words) if one.phrase.label in _OF_AN_ACT and not _is_suffered(words, one)]
    found = [one for one in found if words.bases[one.end : one.end + 1] != _NOBODY]  # "k thằng nào sửa"
    sure = [one for one in found if one.quality >= _SURE or one.end - one.start > 1 or one.phrase.label == _ORGAN]
    where = [one for one in sure if is_placed and _says_where(words, one)]
    return len(sure) > len(where)


def _is_suffered(words: Words, one: Match) -> bool:
    return one.phrase.label == _CRIME and words.bases[max(0, one.start - 1) : one.start] == _SUFFERED


def tells_a_state(words: Words) -> bool:
    """Whether it is told in what state something is: it is flooded, broken, dark."""
    return any(one.phrase.label == "state" for one in signs_found(words))


def _says_where(words: Words, one: Match) -> bool:
    """Whether "phường" and the like begin the name of a place ("phường Bắc Giang")."""
    after = one.end
    if words.bases[one.start] not in unit_words() or one.end - one.start > 1 or after >= len(words):
        return False
    return not words.after_break[after] and (words.capital[after] or not any(words.capital[1:]))


def kind_signs(words: Words) -> Signs:
    """Return numbers from 0 to 1: what stands in the message, at its beginning, at its end; both of two, in one clause.

    A phrase typed without diacritics may be another word and counts less. Empty words give zeros.
    """
    told: defaultdict[int, float] = defaultdict(float)  # the rest stay 0, and are most
    clause = list(accumulate(words.after_break, initial=0))
    last = _LAST_SHARE * len(words)
    column, count = _columns(), len(parts_of_the_test())
    inside: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    more: defaultdict[int, float] = defaultdict(float)
    for part, at, quality in _seen(words):
        i = column[part]
        more[i] += quality
        _raise(told, i, quality)
        if at < _FIRST_WORDS:
            _raise(told, count + i, quality)
        if at >= last:
            _raise(told, 2 * count + i, quality)
        _raise(inside[i], clause[at + 1], quality)
    for i, total in more.items():
        told[3 * count + i] = min(total - told[i], _MOST_MORE) / _MOST_MORE
    pairs = _pairs()
    both, together = 4 * count, 4 * count + len(pairs)
    for one, two in combinations(sorted(inside), 2):
        pair, held, other = pairs[one, two], inside[one], inside[two]
        told[both + pair] = min(told[one], told[two])
        if shared := held.keys() & other.keys():
            told[together + pair] = max([min(held[at], other[at]) for at in shared])
    found = np.zeros(_size())
    found[list(told)] = list(told.values())
    found[together + len(pairs) :] = _LENGTHS_HELD[bisect_left(_LENGTHS, len(words))]
    return found


def _raise(values: defaultdict[int, float], at: int, value: float) -> None:
    values[at] = max(values[at], value)


@cache
def _size() -> int:
    """Return how many numbers the signs are."""
    return 4 * len(parts_of_the_test()) + 2 * len(_pairs()) + len(_LENGTHS)


def kind_inputs(words: Words, scores: Scores, points: Mapping[Kind, float], kinds: Sequence[Kind]) -> Signs:
    """Return all that a kind is weighed by: the learned scores, the points of the cues, the signs, and 1.

    `scores` and `kinds` are those of a model, in its order; everything is brought to about the same size.
    """
    learned, many = len(scores), len(kinds)
    found = np.zeros(learned + many + _size() + 1)
    found[:learned] = scores.astype(np.float64) / _SCORE_SIZE
    for i, kind in enumerate(kinds):
        if kind in points:
            found[learned + i] = min(max(points[kind], -_MOST_POINTS), _MOST_POINTS) / _POINT_SIZE
    found[learned + many : -1] = kind_signs(words)
    found[-1] = 1.0
    return found


def _seen(words: Words) -> Iterator[tuple[str, int, float]]:
    """Yield what stands where in the words, and how well it fits."""
    for match in signs_found(words):
        yield match.phrase.label, match.start, match.quality
    if words.asks():
        yield _MARK, len(words) - 1, 1.0
    for at, base in enumerate(words.bases[:-1]):
        if base in _TITLES and words.capital[at + 1] and not words.after_break[at + 1]:
            yield _NAMED, at, 1.0

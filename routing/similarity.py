"""Tells whether two messages speak of one matter: rare words they share, the place, the topic, how long apart.

A word counts by its rarity, in our example messages and among the cases that are compared: in a ward where everybody
writes of holes in the road, it is the name of the lane that tells two holes apart. Words are compared without
diacritics, alone and in pairs, for a Vietnamese word is mostly two syllables.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from math import asin, cos, fsum, log, radians, sin, sqrt
from typing import NamedTuple

from routing.gazetteer.spots import are_numbered_apart
from routing.records import record

# of retellings of one matter 84 in 100 reach ALIKE by their words alone, of two matters of one topic fewer than 1
ALIKE = 0.20
SURE, _SURE_WEIGHT = 0.26, 14.0  # three or four telling words at the least: two short cries are alike by chance
# of what is no word of the place: a hole and a heap before one school are two matters; of two topics it weighs more
_SURE_MATTER, _MATTER_WEIGHT = 0.20, 7.0
_PAIR_WEIGHT = 0.5
_LEARNED_FROM = 60.0  # the example messages weigh as much as so many cases
_UNSEEN_SHARE = 0.002
_READ = 160  # words: the matter is told by then
_SAME_SPOT_M, _OTHER_SPOT_M, _EARTH_M = 150.0, 600.0, 6_371_000.0
_FACTORS = {"same": 1.25, "unknown": 1.0, "other": 0.55}
_OTHER_COMMUNE, _OTHER_TOPIC, _OTHER_NUMBER = 0.3, 0.7, 0.12
_HALF_LIFE_DAYS = 120.0
_SAME_PLACE_SHARE = 0.5
_PLACE_WORDS = (
    "duong pho ngo ngach hem thon xom lang khu to dan so nha cong truoc sau gan canh doan cho vuc tai o dau cuoi "
    "phuong xa huyen tinh tp thanh thi tran quan doi dien ben trong ngoai tren duoi cua va"
)
OF_ANY_PLACE = frozenset(_PLACE_WORDS.split())


@record
class Telling:
    """A matter as it was told on a day.

    `words`, `place` and `called` are folded (`routing.text.shadow`); `place` leaves out the name of the commune, which
    is `called` so.
    """

    words: str
    place: str
    topic: str
    commune: str | None
    on: date
    lat: float | None = None
    lon: float | None = None
    called: str = ""


@record
class Likeness:
    """How alike two matters are, from 0.

    `weight` says how much the words that both say tell together; `place` is same, other or unknown.
    """

    score: float
    place: str
    days: int
    weight: float
    both: "tuple[_Weighed, _Weighed]" = field(repr=False, compare=False)
    terms: "_Terms"
    rarity: "Rarity" = field(repr=False, compare=False)

    @property
    def shared(self) -> tuple[str, ...]:
        """The folded words and pairs that both say, the most telling first; asked of the few that are shown."""
        return self.terms.ranked(self.rarity)

    @property
    def is_alike(self) -> bool:
        """Whether a person should be asked if it is the same matter."""
        return self.score >= ALIKE

    @property
    def is_sure(self) -> bool:
        """Whether it may be counted as the same matter before anybody was asked."""
        may_be = self.score >= SURE and self.weight >= _SURE_WEIGHT and self.place != "other"
        return may_be and self._is_one_matter()

    def _is_one_matter(self) -> bool:
        """Whether they share enough of what is told beside the place."""
        one, other = self.both
        total, called = self.rarity.total, (one.telling.called, other.telling.called)
        of_place = one.place.union(other.place, OF_ANY_PLACE, *(name.split() for name in called))
        weight = total(*self.terms.without(of_place))
        if one.telling.topic != other.telling.topic and weight < _MATTER_WEIGHT:
            return False
        whole = total(*one.said.without(of_place)) * total(*other.said.without(of_place))
        return weight >= sqrt(whole) * _SURE_MATTER


class Rarity(dict[str, float]):
    """The weight of each word, learned from the example messages and from the cases at hand."""

    def __init__(self, said: Collection[Collection[str]]) -> None:
        """Count who holds each word: the words of each case, each of them once."""
        self._whole = _LEARNED_FROM + len(said)
        counted = Counter(chain.from_iterable(said))
        super().__init__((word, self._weight(word, holders)) for word, holders in counted.items())

    def __missing__(self, word: str) -> float:
        """Return the weight of a word that nobody holds."""
        self[word] = weight = self._weight(word, 0)
        return weight

    def _weight(self, word: str, holders: int) -> float:
        expected = common_words().get(word, _UNSEEN_SHARE) * _LEARNED_FROM
        return -log(min((expected + holders) / self._whole, 1.0))

    def total(self, words: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> float:
        """Return the weight of words and pairs together, the same in whatever order they come.

        A pair weighs the mean of its halves, times `_PAIR_WEIGHT`.
        """
        halves = fsum(map(self.__getitem__, chain.from_iterable(pairs)))
        return fsum(map(self.__getitem__, words)) + halves * _PAIR_WEIGHT / 2


class Pool:
    """Tellings that are compared with each other, or with one more; what is costly is worked out once for each."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        terms = [_terms(telling.words) for telling in tellings]
        self._rarity = Rarity([said.words for said in terms])
        self._weighed = [self._weigh(telling, said) for telling, said in zip(tellings, terms, strict=True)]

    def likenesses(self, one: Telling) -> Iterator[Likeness]:
        """Yield how alike a telling is to each of the pool, in its order."""
        mine = self._weigh(one, _terms(one.words))
        return (self._likeness(mine, theirs) for theirs in self._weighed)

    def _weigh(self, telling: Telling, said: "_Terms") -> "_Weighed":
        place = frozenset(_named(telling.place))
        return _Weighed(telling, said, self._rarity.total(*said), place, self._rarity.total(place))

    def _likeness(self, one: "_Weighed", other: "_Weighed") -> Likeness:
        shared = _Terms(one.said.words & other.said.words, one.said.pairs & other.said.pairs)
        whole = sqrt(one.weight * other.weight)
        weight = self._rarity.total(*shared)
        place, days = _place(one, other, self._rarity), abs((one.telling.on - other.telling.on).days)
        score = (weight / whole if whole else 0.0) * _FACTORS[place] * 0.5 ** (days / _HALF_LIFE_DAYS)
        score *= 1.0 if one.telling.topic == other.telling.topic else _OTHER_TOPIC
        score *= 1.0 if one.telling.commune == other.telling.commune else _OTHER_COMMUNE
        if score >= ALIKE and _are_told_apart(one.telling, other.telling):
            place, score = "other", score * _OTHER_NUMBER
        return Likeness(round(score, 3), place, days, weight, (one, other), shared, self._rarity)


def likeness(one: Telling, other: Telling, among: Iterable[Telling] = ()) -> Likeness:
    """Return how alike two tellings are, among others that say how rare words are; the same whichever is first."""
    _itself, found, *_others = Pool((one, other, *among)).likenesses(one)
    return found


class _Terms(NamedTuple):
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def without(self, words: frozenset[str]) -> "_Terms":
        """Return what is none of these words."""
        return _Terms(self.words - words, frozenset([pair for pair in self.pairs if words.isdisjoint(pair)]))

    def ranked(self, rarity: Rarity) -> tuple[str, ...]:
        """Return what to show first: a pair says more to a reader than its two halves."""
        weights = {word: rarity[word] for word in self.words}
        weights |= {f"{a} {b}": rarity[a] + rarity[b] for a, b in self.pairs}
        return tuple(sorted(weights, key=lambda term: (-weights[term], term)))


@lru_cache(maxsize=1024)  # what is told in a ward is compared again with each new telling there
def _terms(text: str) -> _Terms:
    words = text.split()[:_READ]
    return _Terms(frozenset(words), frozenset(pairwise(words)))


class _Weighed(NamedTuple):
    telling: Telling
    said: _Terms
    weight: float
    place: frozenset[str]
    place_weight: float


def _place(one: _Weighed, other: _Weighed, rarity: Rarity) -> str:
    metres = _metres(one.telling, other.telling)
    if metres is not None and metres <= _SAME_SPOT_M:
        return "same"
    if metres is not None and metres >= _OTHER_SPOT_M:
        return "other"
    least = min(one.place_weight, other.place_weight)
    if not least:
        return "unknown"
    share = rarity.total(one.place & other.place) / least
    return "same" if share >= _SAME_PLACE_SHARE else "unknown" if share else "other"


def _are_told_apart(one: Telling, other: Telling) -> bool:
    """Whether the numbers of two places differ, and no point on the map says that they are one."""
    metres = _metres(one, other)
    is_one_spot = metres is not None and metres <= _SAME_SPOT_M
    return not is_one_spot and are_numbered_apart(one.words, other.words)


def _named(place: str) -> Iterator[str]:
    return (word for word in place.split() if word not in OF_ANY_PLACE)


def _metres(one: Telling, other: Telling) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(min(chord, 1.0)))


@cache
def common_words() -> Mapping[str, float]:
    """Return how often words stand in the example messages, each as a share of them."""
    text = (files("routing") / "data" / "common_words.csv").read_text(encoding="utf-8")
    return {row["word"]: float(row["per_thousand"]) / 1000 for row in csv.DictReader(text.splitlines())}

"""Tells whether two messages speak of one matter: rare words they share, the place, the topic, how long apart.

A word counts by its rarity, in our example messages and among the cases that are compared: in a ward where everybody
writes of holes in the road, it is the name of the lane that tells two holes apart. Words are compared without
diacritics, alone and in pairs, for a Vietnamese word is mostly two syllables.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain, count, pairwise
from math import asin, cos, fsum, log, radians, sin, sqrt
from typing import NamedTuple

from routing.folding import normalise, shadow

# of retellings of one matter 84 in 100 reach ALIKE by their words alone, of two matters of one topic fewer than 1
ALIKE = 0.20
SURE, _SURE_WEIGHT = 0.26, 14.0  # three or four telling words at the least: two short cries are alike by chance
_PAIR_WEIGHT = 0.5
_LEARNED_FROM = 60.0  # the example messages weigh as much as so many cases
_UNSEEN_SHARE = 0.002
_READ = 160  # words: the matter is told by then
_SAME_SPOT_M, _OTHER_SPOT_M, _EARTH_M = 150.0, 600.0, 6_371_000.0
_FACTORS = {"same": 1.25, "unknown": 1.0, "other": 0.55}
_OTHER_COMMUNE, _OTHER_TOPIC = 0.3, 0.7
_HALF_LIFE_DAYS = 120.0
_TOO_COMMON, _LONGEST = 0.05, 5  # what is shown: no word of everybody's, no whole sentence
_ENDS = frozenset(".,;:!?…)")
_MARKS = " .,;:!?()[]{}\"'“”‘’…"
_SAME_PLACE_SHARE = 0.5
_PLACE_WORDS = (
    "duong pho ngo ngach hem thon xom lang khu to dan so nha cong truoc sau gan canh doan cho vuc tai o dau cuoi "
    "phuong xa huyen tinh tp thanh thi tran quan doi dien ben trong ngoai tren duoi cua va"
)
_OF_ANY_PLACE = frozenset(_PLACE_WORDS.split())
_TIME_WORDS = "hom nay tuan thang ngay nam bua qua may mai mot hai ba vai lau roi ca gio luc moi"
_OF_ANY_TIME = frozenset(_TIME_WORDS.split())
_HANGING_WORDS = (
    "trước sau gần cạnh tại ở số đoạn chỗ cho bên trong ngoài trên dưới của và đối diện"  # as written: ổ is no ở
)
_OF_NO_END = frozenset(_HANGING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A matter as it was told on a day.

    `words` and `place` are folded (`routing.text.shadow`); `place` leaves out the name of the commune.
    """

    words: str
    place: str
    topic: str
    commune: str | None
    on: date
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two matters are, from 0.

    `weight` says how much the words that both say tell together; `place` is same, other or unknown.
    """

    score: float
    place: str
    days: int
    weight: float
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
        return self.score >= SURE and self.weight >= _SURE_WEIGHT and self.place != "other"


class Rarity(dict[str, float]):
    """The weight of each word, learned from the example messages and from the cases at hand.

    A weight is worked out when it is first asked for; a page asks for tens of thousands.
    """

    def __init__(self, said: Collection[Collection[str]]) -> None:
        """Count who holds each word: the words of each case, each of them once."""
        super().__init__()
        self._holders = Counter(chain.from_iterable(said))
        self._size = len(said)

    def __missing__(self, word: str) -> float:
        """Work out the weight of a word."""
        expected = _common_words().get(word, _UNSEEN_SHARE) * _LEARNED_FROM
        share = (expected + self._holders[word]) / (_LEARNED_FROM + self._size)
        self[word] = weight = -log(min(share, 1.0))
        return weight

    def total(self, words: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> float:
        """Return the weight of words and pairs together, the same in whatever order they come.

        A pair weighs the mean of its halves, times `_PAIR_WEIGHT`.
        """
        halves = fsum(map(self.__getitem__, chain.from_iterable(pairs)))
        return fsum(map(self.__getitem__, words)) + halves * _PAIR_WEIGHT / 2


class Pool:
    """Tellings that are compared with each other, or with one more; what is costly is worked out once for each."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        terms = [_terms(telling) for telling in tellings]
        self._rarity = Rarity([said.words for said in terms])
        self._weighed = [self._weigh(telling, said) for telling, said in zip(tellings, terms, strict=True)]

    def likenesses(self, one: Telling) -> Iterator[Likeness]:
        """Yield how alike a telling is to each of the pool, in its order."""
        mine = self._weigh(one, _terms(one))
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
        return Likeness(round(score, 3), place, days, weight, shared, self._rarity)


def likeness(one: Telling, other: Telling, among: Iterable[Telling] = ()) -> Likeness:
    """Return how alike two tellings are, among others that say how rare words are; the same whichever is first."""
    _itself, found, *_others = Pool((one, other, *among)).likenesses(one)
    return found


class _Terms(NamedTuple):
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def ranked(self, rarity: Rarity) -> tuple[str, ...]:
        """Return what to show first: a pair says more to a reader than its two halves."""
        weights = {word: rarity[word] for word in self.words}
        weights |= {f"{a} {b}": rarity[a] + rarity[b] for a, b in self.pairs}
        return tuple(sorted(weights, key=lambda term: (-weights[term], term)))


def _terms(telling: Telling) -> _Terms:
    words = telling.words.split()[:_READ]
    return _Terms(frozenset(words), frozenset(pairwise(words)))


class _Weighed(NamedTuple):
    telling: Telling
    said: _Terms
    weight: float
    place: frozenset[str]
    place_weight: float


class Written:
    """A text whose words are shown where others share them; it is looked through once for all of those.

    `beside`, folded phrases, is told next to them: they are left out, as are stretches of nothing but their words, and
    words at both ends that only say when, or point to what is not shown.
    """

    def __init__(self, text: str, *, beside: Sequence[str] = ()) -> None:
        self._words = [(word, shadow(word).split()) for word in normalise(text).split()]
        self._beside = {word for phrase in beside for word in phrase.split()}
        self._left_out = _told([token for _word, tokens in self._words for token in tokens], beside)

    def said(self, shared: Sequence[str], limit: int = 5) -> tuple[str, ...]:
        """Return shared words as the text has them, the most telling stretches in their order.

        There are no numbers among them: they name people.
        """
        rank = {term: place for place, term in enumerate(shared)}
        found: dict[str, int] = {}
        for whole in self._stretches(rank):
            stretch = _without_loose_ends(whole)
            tokens = [token for token, _word in stretch]
            terms = (*tokens, *(f"{a} {b}" for a, b in pairwise(tokens)))
            if not self._beside.issuperset(tokens) and (len(tokens) > 1 or _tells_alone(tokens[0])):
                written = " ".join(dict.fromkeys(_as_named([_bare(word) for _token, word in stretch])))
                found.setdefault(written, min(rank[term] for term in terms if term in rank))
        most = sorted(found, key=found.__getitem__)[:limit]
        return tuple(stretch for stretch in found if stretch in most)

    def _stretches(self, shared: Collection[str]) -> Iterator[list[tuple[str, str]]]:
        """Yield the runs of shared words that stand together, as pairs of folded and written word."""
        run: list[tuple[str, str]] = []
        places = count()
        for word, tokens in self._words:
            for token in tokens:
                is_word = next(places) not in self._left_out and token in shared and not token.isdigit()
                if run and not (is_word and len(run) < _LONGEST and f"{run[-1][0]} {token}" in shared):
                    yield run
                    run = []
                if is_word:
                    run.append((token, word))
            if run and word[-1] in _ENDS:
                yield run
                run = []
        if run:
            yield run


def _without_loose_ends(stretch: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return a stretch without the words at its ends that only say when, how long, or beside what."""
    tells = [place for place, (token, word) in enumerate(stretch) if not _is_loose(token, _bare(word))]
    return stretch[tells[0] : tells[-1] + 1] if tells else ()


def _is_loose(token: str, word: str) -> bool:
    return token in _OF_ANY_TIME or word.lower() in _OF_NO_END


def _tells_alone(token: str) -> bool:
    return token not in _OF_ANY_PLACE and _common_words().get(token, 0.0) < _TOO_COMMON


def _told(tokens: Sequence[str], phrases: Iterable[str]) -> frozenset[int]:
    """Return where in a text phrases stand, whole or without their first words ("bắc giang" of a ward's name)."""
    found: set[int] = set()
    for phrase in phrases:
        words = phrase.split()
        for first in range(len(words) - 1):
            part = words[first:]
            for at in range(len(tokens) - len(part) + 1):
                if tokens[at : at + len(part)] == part:
                    found.update(range(at, at + len(part)))
    return frozenset(found)


def _bare(word: str) -> str:
    bare = word.strip(_MARKS)
    return bare if bare.istitle() else bare.lower()


def _as_named(words: Sequence[str]) -> Iterable[str]:
    """Yield words small but for names, which have great letters side by side; one alone begins a sentence."""
    for place, word in enumerate(words):
        beside = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
        yield word if any(other.istitle() for other in beside) else word.lower()


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


def _named(place: str) -> Iterator[str]:
    return (word for word in place.split() if word not in _OF_ANY_PLACE)


def _metres(one: Telling, other: Telling) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(min(chord, 1.0)))


@cache
def _common_words() -> Mapping[str, float]:
    text = (files("routing") / "data" / "common_words.csv").read_text(encoding="utf-8")
    return {row["word"]: float(row["per_thousand"]) / 1000 for row in csv.DictReader(text.splitlines())}

"""Which entry of the book of answers a question means: shared words weighed by rarity, then the likeness of the whole.

A word typed with its marks meets only the same word ("đất" is not "dắt"); typed without, it meets each that it may be.
A word that the book does not know is first looked for with one slip of the finger. What the book does not know at all
counts against every entry, so that a long story with a familiar word in it is no question that we can answer. Nor
is one of a circumstance that changes the answer where an entry says nothing of it (`circumstances.toml`).
"""

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from rapidfuzz import fuzz, process

from routing.text import expand, fold, normalise

SURE = 0.72
DOUBTFUL = 0.5
_AHEAD = 0.06  # of the second: two entries as likely as each other are offered, not chosen between
_MOST_OFFERED = 3
_LOOKED_AT = 8
_LONGEST = 300
_PAIR = 0.8  # the weight of two words side by side, of that of the rarer of them
_SLIP = 80
_SLIPPED = 0.8
_SHORTEST_SLIPPED = 4
_SHORT = 24  # words and pairs: in a longer message one slip decides nothing
_LIKENESS = 0.2
_MANY = 60.0  # a word in one of so many wordings is rare
_UNKNOWN = math.log(1 + _MANY / 8)
_TOPIC, _OTHER_TOPIC = 0.04, 0.12  # an entry about another topic than the question is seldom meant
_ASKING = frozenset({"may", "gio", "bao", "nhieu", "lau", "ngay", "dau", "thu"})
_EMPTY = frozenset(
    tomllib.loads((files("intake") / "catalogue" / "empty_words.toml").read_text(encoding="utf-8"))["words"].split()
)

_CIRCUMSTANCES = {
    name: re.compile(rf"\b(?:{'|'.join(fold(one) for one in told.split(','))})\b")
    for name, told in tomllib.loads(
        (files("intake") / "catalogue" / "circumstances.toml").read_text(encoding="utf-8")
    ).items()
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is matched and told; `is_checked` once the office has gone over it."""

    id: int
    title: str
    questions: tuple[str, ...]
    answer: str
    source: str = ""
    topic: str = ""
    language: str = "vi"
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Entries that a question may mean, likeliest first; `is_sure` when the first of them is meant."""

    entries: tuple[Entry, ...] = ()
    score: float = 0.0
    is_sure: bool = False


NOTHING = Found()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, or two side by side, as typed and folded."""

    typed: str
    folded: str


class AnswerIndex:
    """The wordings of all entries, ready to be asked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._wordings: list[tuple[Entry, str]] = []
        self._holding: dict[str, list[tuple[int, str]]] = defaultdict(list)
        told: list[list[_Word]] = []
        known = tuple(entries)
        for entry in known:
            for wording in dict.fromkeys([entry.title, *entry.questions]):
                words = _words_of(wording)
                for word in set(words):
                    self._holding[word.folded].append((len(self._wordings), word.typed))
                self._wordings.append((entry, fold(wording)))
                told.append(words)
        self._told_of = {one.id: _circumstances(" ; ".join((one.title, *one.questions, one.answer))) for one in known}
        self._weights = {folded: math.log(1 + _MANY / len(holding)) for folded, holding in self._holding.items()}
        self._single = [folded for folded in self._holding if " " not in folded]
        # "mấy giờ" of what: a wording of nothing else is not meant where something is asked of that the book knows not
        self._bare = [_ASKING.issuperset(" ".join(word.folded for word in words).split()) for words in told]
        self._totals = [sum(self._weight(word) for word in words) for words in told]

    def find(self, text: str, topics: frozenset[str] = frozenset()) -> Found:
        """Return what a question means; `topics` is what the message was read to be about, none where unsure."""
        if len(text) > _LONGEST or not self._wordings:
            return NOTHING
        best: dict[int, tuple[float, Entry]] = {}
        asked_of = _circumstances(text)
        for number, score in self._likely(text):
            entry = self._wordings[number][0]
            if not asked_of <= self._told_of[entry.id]:
                continue
            if topics and entry.topic:
                score += _TOPIC if entry.topic in topics else -_OTHER_TOPIC  # noqa: PLW2901 - the same score, seen closer
            if entry.id not in best or best[entry.id][0] < score:
                best[entry.id] = (score, entry)
        ranked = sorted(best.values(), key=lambda one: -one[0])
        return _told(ranked)

    def _likely(self, text: str) -> Iterable[tuple[int, float]]:
        asked = _words_of(text)
        shared: dict[int, float] = defaultdict(float)
        taken: set[tuple[int, str]] = set()
        whole = 0.0
        for word, trust in self._known(asked):
            weight = self._weight(word)
            whole += weight
            for held in self._holding.get(word.folded, ()):
                if held not in taken and _may_be(word.typed, held[1]):
                    taken.add(held)  # "may" and "mấy" in one question meet one word, not two
                    shared[held[0]] += weight * trust
        if not whole:
            return
        folded = fold(text)
        is_of_else = any(" " not in word.folded and word.folded not in self._holding for word in asked)
        meant = (number for number in shared if not (is_of_else and self._bare[number]))
        rated = {number: _overlap(shared[number], whole, self._totals[number]) for number in meant}
        for number, score in sorted(rated.items(), key=lambda one: -one[1])[:_LOOKED_AT]:
            likeness = fuzz.token_sort_ratio(folded, self._wordings[number][1]) / 100
            yield number, (1 - _LIKENESS) * score + _LIKENESS * likeness

    def _known(self, asked: Sequence[_Word]) -> Iterable[tuple[_Word, float]]:
        """Yield the words of a question, one with a slip in it as the word that is meant, and how far to trust it."""
        is_short = len(asked) <= _SHORT
        for word in asked:
            is_slip = is_short and word.folded not in self._holding and " " not in word.folded
            meant = self._meant_by(word.folded) if is_slip else None
            yield (_Word(meant, meant), _SLIPPED) if meant else (word, 1.0)

    def _meant_by(self, folded: str) -> str | None:
        if len(folded) < _SHORTEST_SLIPPED:
            return None
        found = process.extractOne(folded, self._single, scorer=fuzz.ratio, score_cutoff=_SLIP)
        return found[0] if found else None

    def _weight(self, word: _Word) -> float:
        if " " not in word.folded:
            return self._weights.get(word.folded, _UNKNOWN)
        return _PAIR * self._weights[word.folded] if word.folded in self._weights else 0.0


def _told(ranked: Sequence[tuple[float, Entry]]) -> Found:
    if not ranked or ranked[0][0] < DOUBTFUL:
        return NOTHING
    first = ranked[0][0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    likely = tuple(entry for score, entry in ranked if score >= DOUBTFUL)[:_MOST_OFFERED]
    return Found(likely, first, is_sure=first >= SURE and first - second >= _AHEAD)


def _overlap(shared: float, asked: float, held: float) -> float:
    """Return how much of the question and of the wording is the same: the mean of both, 0 to 1."""
    return (shared / asked + shared / held) / 2 if held else 0.0


def _circumstances(text: str) -> frozenset[str]:
    """Return the circumstances that a text tells of which change an answer."""
    folded = fold(text)
    return frozenset(name for name, said in _CIRCUMSTANCES.items() if said.search(folded))


def _words_of(text: str) -> list[_Word]:
    """Return the telling words of a text, and each two of them that stand side by side."""
    typed = [word for word in _tidy(text).split() if fold(word) not in _EMPTY]
    single = [_Word(word, fold(word)) for word in dict.fromkeys(typed)]
    pairs = [f"{one} {other}" for one, other in pairwise(typed)]
    return single + [_Word(pair, fold(pair)) for pair in dict.fromkeys(pairs)]


def _tidy(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in normalise(expand(text)).lower())


def _may_be(typed: str, meant: str) -> bool:
    """Whether a typed word may be the one that is meant: each letter as written, or without its marks."""
    return len(typed) == len(meant) and all(
        one in (other, fold(other)) or fold(one) == one == fold(other) or one == " " == other
        for one, other in zip(typed, meant, strict=True)
    )

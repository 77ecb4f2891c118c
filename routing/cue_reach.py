"""How far a phrase reaches: which of the shipped examples hold it, so that one that is too general is seen in time."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from routing.language.folding import bare, normalise
from routing.language.phrase_rules import GAP_WORDS, Phrase, parse
from routing.lessons.examples import load_examples

_MANY, _SOME = 20, 10
_SHOWN = 3
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Reach:
    """Hits of a phrase among the shipped examples: `own` of its topic, `others` by topic, a few of their texts."""

    text: str
    own: int
    others: tuple[tuple[str, int], ...]
    samples: tuple[str, ...]

    @property
    def foreign(self) -> int:
        """How many examples of other topics hold it."""
        return sum(count for _topic, count in self.others)

    @property
    def is_wide(self) -> bool:
        """Whether it speaks of other topics so often that somebody should look at it again."""
        return self.foreign >= _MANY or (self.foreign >= _SOME and self.foreign > self.own)


def reach(text: str, kin: Collection[str]) -> Reach:
    """Return which examples hold a phrase; those of topics in `kin` count as its own.

    Where the writer typed diacritics, those of the phrase are looked for; else neither has any.

    Raises:
        ValueError: it is no phrase.
    """
    phrases = list(parse(text, "", 1.0))
    shown = re.compile("|".join(_pattern(one, one.words, "words") for one in phrases))
    bases = re.compile("|".join(_pattern(one, one.bases, "bases") for one in phrases))
    own, others, samples = 0, Counter[str](), list[str]()
    for example in _examples():
        if not (shown if example.is_accented else bases).search(example.line):
            continue
        if example.topic in kin:
            own += 1
        else:
            others[example.topic] += 1
            samples.append(example.text)
    return Reach(text, own, tuple(others.most_common()), tuple(sorted(samples, key=len)[:_SHOWN]))


def _pattern(phrase: Phrase, words: tuple[str, ...], side: str) -> str:
    here = re.escape(" ".join(words))
    rest = "|".join(_pattern(tail, getattr(tail, side), side) for tail in phrase.tails)
    return f" {here}(?: [^ ]+){{0,{GAP_WORDS}}}(?:{rest})" if rest else f" {here}(?= )"


@dataclass(frozen=True, slots=True)
class _Example:
    """A shipped example; `line` is its words in small letters, each between blanks."""

    text: str
    topic: str
    line: str
    is_accented: bool


@cache
def _examples() -> tuple[_Example, ...]:
    return tuple(_spelt(one.text, one.topic) for one in load_examples())


def _spelt(text: str, topic: str) -> _Example:
    line = f" {_NOT_WORD.sub(' ', normalise(text).lower()).strip()} "
    return _Example(text, topic, line, line != bare(line))

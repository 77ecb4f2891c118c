"""How far a phrase reaches: which of the shipped examples hold it, so that one that is too general is seen in time."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from routing.examples import load_examples
from routing.folding import fold
from routing.phrases import Phrase, Phrasebook, parse
from routing.words import split

_MANY, _SOME = 20, 5
_SHOWN = 3


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
    """Return which examples hold a phrase as a message is read; those of topics in `kin` count as its own.

    Raises:
        ValueError: it is no phrase.
    """
    phrases = list(parse(text, "", 1.0))
    book = Phrasebook(phrases)
    wanted = [set(_words_of(one)) for one in phrases]
    own, others, samples = 0, Counter[str](), list[str]()
    for example, topic, bases in _examples():
        if not any(some <= bases for some in wanted) or not book.find(split(example), slips=False):
            continue
        if topic in kin:
            own += 1
        else:
            others[topic] += 1
            samples.append(example)
    shown = sorted(samples, key=len)[:_SHOWN]
    return Reach(text, own, tuple(others.most_common()), tuple(shown))


def _words_of(phrase: Phrase) -> tuple[str, ...]:
    return (*phrase.bases, *_words_of(phrase.tail)) if phrase.tail else phrase.bases


@cache
def _examples() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return each shipped example with its topic and its words without marks: the rest is passed by."""
    return tuple((one.text, one.topic, frozenset(fold(one.text).split())) for one in load_examples())

"""Tells names from talk where no capital marks them: "cho quang ban thit" names a market, "cho ban thit" does not.

A name is weighed against what else the words would be: how often do they follow each other in people's messages, and
how often do such syllables make a name of a place? Both are counted without diacritics (`data/make_talk.py`).
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

BREAK, NAME, NUMBER = "<s>", "<name>", "<n>"
LONGEST = 3
LOOKED_AT = LONGEST + 3
# fitted on one half of the example messages, with counts of the other half
_DISCOUNT = 0.85
_UNMET_WORD, _UNMET_SYLLABLE = 0.02, 0.2
_SYLLABLES = 3000
_PAIR_TRUST, _PAIR_KNOWN = 0.5, 20.0
_LEANING = 10.0
_OFTEN, _TOGETHER = 5, 0.4
_NEVER_MET, _MOSTLY_NAME = 0.002, 0.9


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each word follows each other; a pair never met falls back on how common the second word is.

    `times` is how often a word is followed, `met` how often it follows, `alone` the share of that.
    """

    pairs: Mapping[str, Mapping[str, int]]
    times: Mapping[str, int]
    met: Mapping[str, int]
    alone: Mapping[str, float]

    def share(self, first: str, second: str) -> float:
        """Return the share of `second` among what follows `first` in talk, above 0."""
        alone = self.alone.get(second, 0.0) * (1 - _UNMET_WORD) + _UNMET_WORD / _SYLLABLES
        found = self.pairs.get(first)
        if found is None:
            return alone
        kept = max(found.get(second, 0) - _DISCOUNT, 0.0)
        return (kept + _DISCOUNT * len(found) * alone) / self.times[first]

    def in_name(self, first: str, second: str) -> float:
        """Return the share of `second` among the syllables after `first` of a name, above 0."""
        alone = self.alone.get(second, 0.0) * (1 - _UNMET_SYLLABLE) + _UNMET_SYLLABLE / _SYLLABLES
        found = self.pairs.get(first)
        if found is None:
            return alone
        times = self.times[first]
        trust = _PAIR_TRUST * times / (times + _PAIR_KNOWN)
        return trust * found.get(second, 0) / times + (1 - trust) * alone


@dataclass(frozen=True, slots=True)
class Talk:
    """What follows what in talk and within names, and how names stand in talk.

    `first` and `alone` are shares of syllables that open a name and that are one; `before_name` is how often a name
    follows a word, `lengths` how often such a name has one, two and three syllables. `unnamed_marked` are words that
    are no syllable of a name, `unnamed` those that are none whatever their marks.
    """

    words: Counts
    later: Counts
    first: Mapping[str, float]
    alone: Mapping[str, float]
    before_name: Mapping[str, float]
    lengths: Mapping[str, tuple[float, ...]]
    unnamed_marked: Collection[str]
    unnamed: Collection[str]

    def name_after(self, head: str, after: Sequence[str], *, least: float, longest: int = LONGEST) -> tuple[int, float]:
        """Return how many of the words after a head (as far as a break) are its name, and the log odds for it.

        `least` is how often a name follows such a head where none was ever met. Where talk goes on, the odds are
        below 0.
        """
        found = list(islice(self._odds(head, after, least), longest))
        best = max(range(len(found)), key=found.__getitem__, default=None)
        return (0, -math.inf) if best is None else (best + 1, found[best])

    def odds_of(self, head: str, after: Sequence[str], length: int, *, least: float) -> float:
        """Return the log odds that just `length` words after a head are a name."""
        found = list(self._odds(head, after, least))
        return found[length - 1] if length <= len(found) else -math.inf

    def _odds(self, head: str, after: Sequence[str], least: float) -> Iterator[float]:
        """Yield the log odds of a name of one word, of two, of three."""
        words = [NUMBER if word[0].isdigit() else word for word in after[:LOOKED_AT]]
        if len(words) < LOOKED_AT:
            words.append(BREAK)
        share = min(max(self.before_name.get(head, _NEVER_MET), least), _MOSTLY_NAME)
        told = math.log(share / (1 - share))
        lengths = self.lengths.get(head) or self.lengths[""]
        before = head.rpartition(" ")[2]
        for length, word in enumerate(words[:-1][:LONGEST], start=1):
            if word == NUMBER:
                break
            then = words[length]
            ending = math.log(lengths[length - 1] * self.words.share(NAME, then) / self.words.share(word, then))
            talked = self.words.share(before, word)
            if length == 1:
                yield told + ending + math.log(_share(self.alone, word) / talked)
            made = self.later.in_name(before, word) if length > 1 else _share(self.first, word)
            told += math.log(made / talked)
            if length > 1:
                yield told + ending
            before = word

    def belong(self, first: str, second: str) -> bool:
        """Whether two words mostly stand together in talk ("hàng xóm"), so that the second opens no name."""
        times = self.words.pairs.get(first, {}).get(second, 0)
        return times >= _OFTEN and times > _TOGETHER * min(self.words.times[first], self.words.met[second])


def _share(shares: Mapping[str, float], syllable: str) -> float:
    return shares.get(syllable, 0.0) * (1 - _UNMET_SYLLABLE) + _UNMET_SYLLABLE / _SYLLABLES


@cache
def people_talk() -> Talk:
    """Return the counts of talk.json."""
    return talk_of(json.loads((files("routing") / "data" / "talk.json").read_text(encoding="utf-8")))


def talk_of(stored: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Talk:
    """Return the talk of stored counts (`make_talk.py` tells their form)."""
    names = stored["names"]
    everywhere = stored["lengths"][NAME]
    return Talk(
        words=_counts(stored["talk"]),
        later=_counts({first: found for first, found in names.items() if first not in {BREAK, NAME}}),
        first=_shares(names[BREAK]),
        alone=_shares(names[NAME]),
        before_name={head: share / 10_000 for head, share in stored["before_name"][NAME].items()},
        lengths={"": _lengths(everywhere, everywhere)}
        | {head: _lengths(found, everywhere) for head, found in stored["lengths"].items()},
        unnamed_marked=frozenset(stored["unnamed"]["marked"]),
        unnamed=frozenset(stored["unnamed"]["plain"]),
    )


def _lengths(found: Mapping[str, int], everywhere: Mapping[str, int]) -> tuple[float, ...]:
    """Return the shares of names of one, two and three syllables, leaning on what is usual where few were met."""
    usual = [everywhere[str(n)] / sum(everywhere.values()) for n in range(1, LONGEST + 1)]
    met = sum(found.values())
    return tuple((found.get(str(n), 0) + _LEANING * share) / (met + _LEANING) for n, share in enumerate(usual, start=1))


def _counts(pairs: Mapping[str, Mapping[str, int]]) -> Counts:
    alone: dict[str, int] = {}
    for found in pairs.values():
        for second, times in found.items():
            alone[second] = alone.get(second, 0) + times
    return Counts(pairs, {first: sum(found.values()) for first, found in pairs.items()}, alone, _shares(alone))


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values()) or 1
    return {word: times / total for word, times in counts.items()}

"""Sees in words the signs of a hazard: the words, the classes they belong to, and which classes meet near each other.

A list of phrases misses what nobody listed; a thing of any sort with a flaw of any sort, and somebody near whom it
scared, are signs whatever they are called. `routing.dangers.hazard_scorer` weighs them.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise, product, starmap

from routing.dangers.hazard_words import sign_tables
from routing.language.listed import listed
from routing.language.phrases import Match
from routing.language.words import Words

# words between two classes that are said of each other
_NEAR = 14


def signs_of(words: Words, told: Sequence[Match], start: int, end: int) -> frozenset[str]:
    """Return the signs of the words from `start` up to (not with) `end`, of which `told` are the phrases told."""
    bases = words.bases[start:end]
    within = [one for one in told if start <= one.start and one.end <= end]
    signs = {*bases, *map(" ".join, pairwise(bases))}
    if words.is_accented:
        shown = words.shown[start:end]
        signs.update(shown)
        signs.update(map(" ".join, pairwise(shown)))
    named = sorted({(one.start, one.phrase.label) for one in within})
    met: set[tuple[str, str]] = set()
    for i, (at, label) in enumerate(named):
        signs.update(_alone(label))
        for further, other in named[i + 1 :]:
            if further - at > _NEAR:
                break
            if other != label:
                met.add((label, other) if label < other else (other, label))
    signs.update(chain.from_iterable(starmap(_meeting, met)))
    return frozenset(signs)


@cache
def _alone(label: str) -> tuple[str, ...]:
    """Return the signs of a class by itself: it, and its group."""
    group = groups().get(label)
    return (f"#{label}", f"@{group}") if group else (f"#{label}",)


@lru_cache(maxsize=1024)  # those that meet most; of all there would be thousands
def _meeting(label: str, other: str) -> tuple[str, ...]:
    """Return the signs of two classes that meet: the classes, their groups, and each class with the other's group."""
    return tuple(f"{one} {two}" if one <= two else f"{two} {one}" for one, two in product(_alone(label), _alone(other)))


@cache
def groups() -> Mapping[str, str]:
    """Return to which group each class belongs."""
    return {name: group for group, names in sign_tables()["groups"].items() for name in listed(names)}

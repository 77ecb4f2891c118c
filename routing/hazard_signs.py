"""Sees in words the signs of a hazard: the words, the classes they belong to, and which classes meet near each other.

A list of phrases misses what nobody listed; a thing of any sort with a flaw of any sort, and somebody near whom it
scared, are signs whatever they are called. `routing.hazard_scorer` weighs them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from routing.hazard_words import sign_tables
from routing.listed import listed
from routing.phrases import Match
from routing.words import Words

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
    signs.update(_of_classes(within))
    return frozenset(signs)


def _of_classes(told: Sequence[Match]) -> Iterator[str]:
    """Yield each class and its group, and each two that meet: classes, groups, and a class with a group."""
    named = sorted({(one.start, one.phrase.label) for one in told})
    of_group = groups()
    for i, (start, label) in enumerate(named):
        group = of_group.get(label, "")
        yield f"#{label}"
        if group:
            yield f"@{group}"
        for at, other in named[i + 1 :]:
            if at - start > _NEAR:
                break
            if other == label:
                continue
            beside = of_group.get(other, "")
            yield _two(f"#{label}", f"#{other}")
            if beside and group:
                yield _two(f"@{group}", f"@{beside}")
            if beside:
                yield _two(f"#{label}", f"@{beside}")
            if group:
                yield _two(f"@{group}", f"#{other}")


def _two(one: str, other: str) -> str:
    return f"{one} {other}" if one < other else f"{other} {one}"


@cache
def groups() -> Mapping[str, str]:
    """Return to which group each class belongs."""
    return {name: group for group, names in sign_tables()["groups"].items() for name in listed(names)}

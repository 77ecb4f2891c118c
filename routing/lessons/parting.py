"""Parts examples into those that are learned and those that are held out, paraphrases always on one side."""

from collections.abc import Iterable, Sequence

import numpy as np

from routing.lessons.examples import Example, families

FOLDS = 4
ORDER_SEED = 20_261_125


def folds(examples: Sequence[Example], count: int = FOLDS) -> Iterable[tuple[list[Example], list[Example]]]:
    """Yield what is learned and what is held out, `count` times; paraphrases are never parted."""
    part_of = parts(families(examples), count)
    for part in range(count):
        learned = [e for e, p in zip(examples, part_of, strict=True) if p != part]
        held = [e for e, p in zip(examples, part_of, strict=True) if p == part]
        if learned and held:
            yield learned, held


def parts(family_of: Sequence[int], count: int) -> list[int]:
    """Return in which of `count` parts each example is, families whole; the same families give the same parts."""
    order = list(dict.fromkeys(family_of))
    np.random.default_rng(ORDER_SEED).shuffle(order)
    part = {family: i % count for i, family in enumerate(order)}
    return [part[family] for family in family_of]

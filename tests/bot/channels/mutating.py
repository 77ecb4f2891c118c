"""Bodies like the recorded ones with something else at some places, for doors that must stand whatever comes in."""

import json
import os
from collections.abc import Iterable

from hypothesis import strategies as some

# NGHEDAN_NIGHTLY=1 is the long form
BODIES = 10_000 if os.environ.get("NGHEDAN_NIGHTLY") else 200
SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text()


def bodies_like(recorded: Iterable[dict]):
    """Return JSON objects like the recorded ones, changed at up to three places, and some like none of them."""
    recorded = list(recorded)
    names = some.sampled_from(sorted({name for update in recorded for name in _names(update)}))
    anything = some.recursive(
        SCALARS,
        lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names | some.text(), inner),
        max_leaves=9,
    )
    changes = some.lists(some.tuples(some.integers(0, 10**6), anything), max_size=3)
    return some.builds(_changed, some.sampled_from(recorded), changes) | some.dictionaries(names, anything)


def _names(value) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()


def _changed(update, changes):
    """Return a copy of an update in which some of its places hold something else."""
    copy = json.loads(json.dumps(update))
    for number, value in changes:
        places = list(_places(copy))
        if not places:
            break
        holder, key = places[number % len(places)]
        holder[key] = value
    return copy


def _places(value):
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])

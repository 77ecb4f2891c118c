"""Bodies like the recorded ones with something else at some places, for doors that must stand whatever comes in."""

import json
from collections.abc import Iterable
from copy import deepcopy

from hypothesis import strategies as some

from tests.conftest import IS_NIGHTLY

BODIES = 10_000 if IS_NIGHTLY else 100
SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text()


def _deep(depth: int, *, is_list: bool):
    value = 7
    for _level in range(depth):
        value = [value] if is_list else {"message": value}
    return value


# what a reader of JSON, a database or a clock may stumble over, where a platform sends something harmless
_SHARP = (
    *(
        "\ud800",
        "a\udfffb",
        "\x00",
        "a\x00b",
        "\u202e",
        "e\u0301" * 50,
        "\ufeff",
        "",
        " ",
        " 7 ",
        "7\n",
        "-0",
        "+7",
    ),
    *(
        "²",
        "٣",
        "１２",
        "0x10",
        "1_000",
        "1e3",
        "NaN",
        "9" * 400,
        "9" * 5000,
        "x" * 900_000,
        "🔥" * 2000,
        "\n" * 5000,
    ),
    *(0, -1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**18, 10**400, -(10**400), True, 0.1, -0.0, 1e308),
    *(float("nan"), float("inf"), float("-inf"), None, [], {}, [[]], [None], [{}], {"": ""}, ["7"], {"id": {}}),
    *(_deep(90, is_list=True), _deep(90, is_list=False)),
    *("/start\x00", "/lienket ²²²²²²²²", "1:agree", "o:a:1:1", "-1:", "9" * 30 + ":agree", "ND-26-²²²²-٣٣٣٣"),
)
_GONE = object()
_VERY_DEEP = tuple(
    before * depth + "7" + after * depth for before, after in (("[", "]"), ('{"id": ', "}")) for depth in (900, 9000)
)


def _very_deep(number: int):
    return _VERY_DEEP[number]


def _sharp(number: int):
    return deepcopy(_SHARP[number])


SHARP = some.integers(0, len(_SHARP) - 1).map(_sharp)  # by number: their words would be written out with each example


def bodies_like(recorded: Iterable[dict]):
    """Return JSON objects like the recorded ones, changed at up to three places, and some like none of them."""
    recorded = list(recorded)
    names = _names_in(recorded)
    anything = some.recursive(
        SCALARS,
        lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names | some.text(), inner),
        max_leaves=9,
    )
    value = some.one_of(SHARP, SHARP, anything, some.just(_GONE))
    changes = some.lists(some.tuples(some.integers(0, 10**6), value), max_size=3)
    return some.builds(_changed, some.sampled_from(recorded), changes) | some.dictionaries(names, anything)


def texts_like(recorded: Iterable[dict]):
    """Return such objects as they stand in a body, some of them with a name that comes twice in one of its objects."""
    recorded = list(recorded)
    bodies = bodies_like(recorded).map(json.dumps)
    values = SHARP.map(json.dumps) | some.integers(0, len(_VERY_DEEP) - 1).map(_very_deep)
    doubled = some.builds(_doubled, bodies, some.integers(0, 10**6), _names_in(recorded), values)
    return bodies | bodies | doubled


def _names_in(recorded):
    return some.sampled_from(sorted({name for update in recorded for name in _names(update)}))


def _names(value) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()


def _changed(update, changes):
    """Return a copy of an update in which some of its places hold something else, or nothing any more."""
    copy = json.loads(json.dumps(update))
    for number, value in changes:
        places = list(_places(copy))
        if not places:
            break
        holder, key = places[number % len(places)]
        if value is _GONE:
            del holder[key]
        else:
            holder[key] = value
    return copy


def _doubled(text, number, name, value):
    """Return the text of an object with one more name in one of its objects, at the beginning or at the end of it."""
    sign, at = ("{", 1) if number % 2 else ("}", 0)
    places = [place for place, found in enumerate(text) if found == sign]
    if not places:
        return text
    place = places[number % len(places)] + at
    member = f"{json.dumps(name)}: {value}"
    return f"{text[:place]}{member + ', ' if at else ', ' + member}{text[place:]}"


def _places(value):
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])

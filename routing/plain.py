"""Frozen records as plain values, several times quicker than `dataclasses.asdict`, which copies each value deeply."""

from collections.abc import Sequence
from dataclasses import is_dataclass
from itertools import compress
from operator import ne
from typing import Any

from routing.records import FIELDS_OF

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})  # nearly all values: looked at, and nothing is called


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Return a record as a dictionary by the names of its fields, records inside it too; other values as they are."""
    kind = type(value)
    names, values_of = FIELDS_OF[kind]
    if names:
        found = zip(names, values_of(value), strict=True)
        return {name: one if type(one) in _AS_THEY_ARE else plain(one) for name, one in found}
    if isinstance(value, tuple | list):
        return kind([one if type(one) in _AS_THEY_ARE else plain(one) for one in value])
    if isinstance(value, dict):
        return {key: one if type(one) in _AS_THEY_ARE else plain(one) for key, one in value.items()}
    return value


def unusual(record: Any) -> dict[str, Any]:  # noqa: ANN401 - a record every field of which has a default
    """Return what of a record is not at its default, records inside it too, with lists for tuples as JSON has them."""
    kind = type(record)
    names, values_of = FIELDS_OF[kind]
    values, usual = values_of(record), _USUAL_OF[kind]
    # nearly all are at their default: to leave those out calls nothing of Python's own
    found = compress(zip(names, values, usual, strict=True), map(ne, values, usual))
    return {name: value if type(value) in _AS_THEY_ARE else _listed(value) for name, value, _usual in found}


def _listed(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, tuple | list):
        return [one if type(one) in _AS_THEY_ARE else _listed(one) for one in value]
    return unusual(value) if is_dataclass(value) else value


class _UsualOf(dict[type[Any], Sequence[Any]]):
    """The defaults of the fields of a kind of record."""

    def __missing__(self, kind: type[Any]) -> Sequence[Any]:
        """Look a kind up, once."""
        _names, values_of = FIELDS_OF[kind]
        self[kind] = values_of(kind())
        return self[kind]


_USUAL_OF = _UsualOf()

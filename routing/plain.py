"""Frozen records as plain values, several times quicker than `dataclasses.asdict`, which copies each value deeply."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from itertools import compress
from operator import attrgetter, ne
from typing import Any, TypeAlias

# the names of the fields of a kind of record, what gets their values, and their defaults
_Shape: TypeAlias = tuple[Sequence[str], Callable[[Any], Sequence[Any]], Sequence[Any]]

_Fields: TypeAlias = tuple[Sequence[str], Callable[[Any], Sequence[Any]]]

_SHAPES: dict[type[Any], _Shape] = {}
_FIELDS: dict[type[Any], _Fields] = {}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})  # nearly all values: looked at, and nothing is called


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Return a record as a dictionary by the names of its fields, records inside it too; other values as they are."""
    kind = type(value)
    names, values_of = _FIELDS[kind] if kind in _FIELDS else _fields(kind)
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
    names, values_of, usual = _SHAPES[kind] if kind in _SHAPES else _shape(kind)
    values = values_of(record)
    # nearly all are at their default: to leave those out calls nothing of Python's own
    found = compress(zip(names, values, usual, strict=True), map(ne, values, usual))
    return {name: value if type(value) in _AS_THEY_ARE else _listed(value) for name, value, _usual in found}


def _listed(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, tuple | list):
        return [one if type(one) in _AS_THEY_ARE else _listed(one) for one in value]
    return unusual(value) if is_dataclass(value) else value


def _shape(kind: type[Any]) -> _Shape:
    names = tuple(one.name for one in fields(kind))
    values_of: Callable[[Any], Sequence[Any]] = attrgetter(*names)
    _SHAPES[kind] = names, values_of, values_of(kind())
    return _SHAPES[kind]


def _fields(kind: type[Any]) -> _Fields:
    """Return the names of the fields of a kind of record, none for any other value."""
    names = tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
    values_of = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
    _FIELDS[kind] = names, values_of
    return _FIELDS[kind]

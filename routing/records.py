"""Frozen records that are made and changed many times a turn: the type checker freezes them, and not each assignment.

`dataclass(frozen=True)` sets every field by a call of its own when a record is made, and `dataclasses.replace` asks of
every field what it is: for a record of forty fields that is twenty microseconds, a dozen times a turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, dataclass_transform

__all__ = ["record", "replace"]

_Record = TypeVar("_Record")
# the names of the fields of a kind of record, in the order of its making, and what gets their values
_Shape: TypeAlias = tuple[Sequence[str], Callable[[Any], Sequence[Any]]]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[_Record]) -> type[_Record]:
    """Make a class a frozen dataclass with slots; that nothing is assigned to it, the type checker sees."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(known, /, **changes):  # noqa: ANN001, ANN003, ANN201 - the types of `dataclasses.replace`
        """Return a record of two fields or more with some of them changed, as `dataclasses.replace` does.

        Raises:
            TypeError: it has no such field.
        """
        kind = type(known)
        names, values_of = _shape(kind)
        values = dict(zip(names, values_of(known), strict=True))
        values.update(changes)
        return kind(*values.values())


@cache
def _shape(kind: type[Any]) -> _Shape:
    names = tuple(kind.__dataclass_fields__)
    return names, attrgetter(*names)

"""Frozen records that are made and changed many times a turn: the type checker freezes them, and not each assignment.

`dataclass(frozen=True)` sets every field by a call of its own when a record is made, and `dataclasses.replace` asks of
every field what it is: for a record of forty fields that is twenty microseconds, a dozen times a turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, dataclass_transform

__all__ = ["FIELDS_OF", "record", "replace"]

_Record = TypeVar("_Record")
_Fields: TypeAlias = tuple[Sequence[str], Callable[[Any], Sequence[Any]]]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[_Record]) -> type[_Record]:
    """Make a class a frozen dataclass with slots; that nothing is assigned to it, the type checker sees."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(known, /, **changes):  # noqa: ANN001, ANN003, ANN201 - the types of `dataclasses.replace`
        """Return a record with some of its fields changed, as `dataclasses.replace` does.

        Raises:
            TypeError: it has no such field.
        """
        kind = type(known)
        names, values_of = FIELDS_OF[kind]
        values = dict(zip(names, values_of(known), strict=True))
        values.update(changes)
        return kind(*values.values())


class _FieldsOf(dict[type[Any], _Fields]):
    """The names of the fields of a kind of record, and what gets their values; no names for what is no record."""

    def __missing__(self, kind: type[Any]) -> _Fields:
        """Look a kind up, once."""
        names = tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
        values_of = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
        self[kind] = names, values_of
        return self[kind]


FIELDS_OF = _FieldsOf()

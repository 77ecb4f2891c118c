"""The condition that a column is one of some numbers, few or many: a head of a province has eight hundred units.

A few are written out, so that each database plans for them; many are one parameter, for a statement of eight hundred
is put together, sent and read anew each time it is asked.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from intake.engine.conditions import Numbers

_FEW = 40


def one_of(column: Any, numbers: Collection[int]) -> ColumnElement[bool]:  # noqa: ANN401 - a column or an attribute
    """Return the condition that a column is one of these numbers."""
    if len(numbers) == 1:
        return column == next(iter(numbers))  # type: ignore[no-any-return]
    return _OneOf(column, sorted(numbers)) if len(numbers) > _FEW else column.in_(sorted(numbers))


def none_of(column: Any, numbers: Collection[int]) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    """Return the condition that a column, never NULL, is none of these numbers."""
    return ~one_of(column, numbers)


class _OneOf(FunctionElement[bool]):
    name = "one_of"
    type = Boolean()
    inherit_cache = True
    _is_implicitly_boolean = True  # else "= 1" is put behind it on SQLite, and no index serves it

    def __init__(self, column: Any, numbers: list[int]) -> None:  # noqa: ANN401 - as above
        super().__init__(column, bindparam(None, numbers, type_=Numbers(), unique=True))


@compiles(_OneOf)
def _as_array(element: _OneOf, compiler: Any, **rest: Any) -> str:  # noqa: ANN401 - the compiler of a dialect
    column, numbers = (compiler.process(part, **rest) for part in element.clauses)
    return f"{column} = ANY ({numbers})"


@compiles(_OneOf, "sqlite")
def _as_json(element: _OneOf, compiler: Any, **rest: Any) -> str:  # noqa: ANN401 - as above
    column, numbers = (compiler.process(part, **rest) for part in element.clauses)
    return f"{column} IN (SELECT CAST(value AS INTEGER) FROM json_each({numbers}))"  # noqa: S608 - names of columns and of parameters

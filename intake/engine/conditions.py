"""Conditions that a prepared statement can hold: their words do not depend on how many values there are."""

from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import JSON, BigInteger, Boolean, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine


class Numbers(TypeDecorator[Sequence[int]]):
    """Whole numbers in one parameter: JSON text on SQLite, an array on PostgreSQL."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return how a database takes them."""
        return dialect.type_descriptor(JSON() if dialect.name == "sqlite" else ARRAY(BigInteger))


class Words(TypeDecorator[Sequence[str]]):
    """Words in one parameter, in the same way."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return how a database takes them."""
        return dialect.type_descriptor(JSON() if dialect.name == "sqlite" else ARRAY(Text))


class _Among(ColumnElement[bool]):
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str, kind: TypeEngine[Any], array: str) -> None:
        self.column, self.values, self.array = column, bindparam(name, type_=kind), array
        self.type = Boolean()

    def self_group(self, against: object = None) -> Self:  # noqa: ARG002 - it stands beside others as it is
        return self


@compiles(_Among)
def _as_array(among: _Among, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - the compiler of a dialect
    column, values = compiler.process(among.column), compiler.process(among.values)
    return f"{column} = ANY ((SELECT {values})::{among.array})"


@compiles(_Among, "sqlite")
def _as_json(among: _Among, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - as above
    column, values = compiler.process(among.column), compiler.process(among.values)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - names of columns and of parameters


def among(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column or an attribute of a table
    """Return the condition that a column is one of the whole numbers in the parameter `name`, however many."""
    return _Among(column, name, Numbers(), "BIGINT[]")


def among_words(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    """Return the condition that a column is one of the words in the parameter `name`, however many."""
    return _Among(column, name, Words(), "TEXT[]")


class _Unindexed(ColumnElement[Any]):
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column, self.type = column, column.type


@compiles(_Unindexed)
def _as_column(unindexed: _Unindexed, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - as above
    return str(compiler.process(unindexed.column))


@compiles(_Unindexed, "sqlite")
def _as_value(unindexed: _Unindexed, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - as above
    return f"+{compiler.process(unindexed.column)}"


def unindexed(column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column or an attribute of a table
    """Return a column by whose index SQLite does not search.

    It keeps no count of rows and takes the index of a state that half of the book is in for as good as that of a case.
    """
    return _Unindexed(column)


class _BeginsWith(ColumnElement[bool]):
    inherit_cache = False

    def __init__(self, column: ColumnElement[str], beginning: str) -> None:
        behind = beginning[:-1] + chr(ord(beginning[-1]) + 1)  # the next word that does not begin so
        self.column, self.type = column, Boolean()
        self.first, self.behind = (bindparam(None, one, type_=Text()) for one in (beginning, behind))

    def self_group(self, against: object = None) -> Self:  # noqa: ARG002 - it stands beside others as it is
        return self


@compiles(_BeginsWith)
def _by_signs(begins: _BeginsWith, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - as above
    column, first, behind = (compiler.process(one) for one in (begins.column, begins.first, begins.behind))
    return f"({column} ~>=~ {first} AND {column} ~<~ {behind})"  # sign by sign, whatever order the database keeps


@compiles(_BeginsWith, "sqlite")
def _by_bytes(begins: _BeginsWith, compiler: Any, **_rest: Any) -> str:  # noqa: ANN401 - as above
    column, first, behind = (compiler.process(one) for one in (begins.column, begins.first, begins.behind))
    return f"({column} >= {first} AND {column} < {behind})"


def begins_with(column: Any, beginning: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column or an attribute
    """Return the condition that words begin so, which an index finds; on PostgreSQL one of `text_pattern_ops`.

    A LIKE finds them in no index of SQLite, for there it takes great letters for small ones.
    """
    return _BeginsWith(column, beginning)

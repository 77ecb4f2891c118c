"""Statements of the turn of talk: put into words once for each database, and handed straight to its driver.

Core puts a known statement together again for each run, at several times the cost of the run itself. What is asked once
a page may pay that; what is asked thirty times a turn is `Prepared` and goes through `Snapshot.execute` as any other.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, UpdateBase
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import TypeEngine

from intake.engine.driver import as_core

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
Process = Callable[[Any], Any]

_PLACE = re.compile(r"%(?:\((?P<name>[^)]+)\)s|%)")


@dataclass(slots=True)
class Rows:
    """What a statement gave: named tuples, all of them read; `rowcount` is how many rows it wrote."""

    found: Sequence[Any]
    rowcount: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.found)

    def all(self) -> Sequence[Any]:
        """Return every row."""
        return self.found

    def first(self) -> Any:  # noqa: ANN401 - a row
        """Return the first row, None where there is none."""
        return self.found[0] if self.found else None

    def one(self) -> Any:  # noqa: ANN401 - a row
        """Return the only row.

        Raises:
            NoResultFound, MultipleResultsFound: there is not exactly one.
        """
        if len(self.found) == 1:
            return self.found[0]
        raise (MultipleResultsFound if self.found else NoResultFound)(f"{len(self.found)} rows where one was expected")

    def scalars(self) -> Sequence[Any]:
        """Return the first value of every row."""
        return [row[0] for row in self.found]

    def scalar(self) -> Any:  # noqa: ANN401 - a value
        """Return the first value of the first row, None where there is none."""
        return self.found[0][0] if self.found else None

    def scalar_one(self) -> Any:  # noqa: ANN401 - a value
        """Return the first value of the only row; raises as `one` does."""
        return self.one()[0]

    def mappings(self) -> Sequence[dict[str, Any]]:
        """Return every row by the names of its columns."""
        return [row._asdict() for row in self.found]


@dataclass(slots=True)
class _Plan:
    """A statement in the words of one database, how its parameters are bound, and how its rows are read.

    `fixed` are the values that are the same at each run, by name; `values_of` gives these and those that are given in
    their order, and some of them are `worked` on by their type.
    """

    sql: str
    fixed: Mapping[str, Any]
    values_of: Callable[[Mapping[str, Any]], Iterable[Any]]
    worked: Sequence[tuple[int, Process]]
    types: Sequence[TypeEngine[Any]]
    make: Callable[[Sequence[Any]], Any]
    readers: Sequence[tuple[int, Process]] | None = None

    def bind(self, given: Mapping[str, Any]) -> list[Any]:
        values = list(self.values_of({**given, **self.fixed}))
        for place, process in self.worked:
            values[place] = process(values[place])
        return values

    def read(self, dialect: Dialect, cursor: Any) -> list[Any]:  # noqa: ANN401 - the driver's own object
        if self.readers is None:
            found = zip(self.types, cursor.description, strict=True)
            made = [one.dialect_impl(dialect).result_processor(dialect, told[1]) for one, told in found]
            self.readers = [(place, process) for place, process in enumerate(made) if process is not None]
        readers, make, rows = self.readers, self.make, []
        if not readers:
            return list(map(make, cursor.fetchall()))
        for raw in cursor.fetchall():
            row = list(raw)
            for place, process in readers:
                if row[place] is not None:  # of nothing every type makes nothing
                    row[place] = process(row[place])
            rows.append(make(row))
        return rows


class Prepared:
    """A Core statement whose parameters are named when it is run; a list of parameters runs it once for each.

    Its parameters never stand in an expanding IN (see `among`), and the defaults of its columns are plain values.
    `writes_to` is the table that it changes, blank where it only reads.
    """

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self.writes_to = written_by(statement)
        self._plans: dict[tuple[str, tuple[str, ...]], _Plan] = {}

    def run(self, cursor: Any, dialect: Dialect, parameters: Parameters = {}) -> Rows:  # noqa: ANN401, B006
        """Run it by a cursor (see `intake.engine.driver`) whose transaction has begun; one serves many statements.

        Raises:
            DBAPIError: as Core raises it.
        """
        many = type(parameters) is not dict and not isinstance(parameters, Mapping)
        first: Mapping[str, Any] = parameters[0] if many else parameters  # type: ignore[index,assignment]
        plan = self._plans.get((dialect.name, tuple(first))) or self._plan(dialect, first, many=many)
        bound = [plan.bind(one) for one in parameters] if many else plan.bind(parameters)  # type: ignore[arg-type]
        try:
            (cursor.executemany if many else cursor.execute)(plan.sql, bound)
            return Rows(plan.read(dialect, cursor) if plan.types else (), cursor.rowcount)
        except dialect.loaded_dbapi.Error as error:
            raise as_core(dialect, plan.sql, error) from error

    def write(self, cursor: Any, dialect: Dialect, parameters: Parameters) -> None:  # noqa: ANN401
        """Run it with the next statement of a cursor that can wait, else at once; nobody needs the answer.

        Raises:
            DBAPIError: as Core raises it.
        """
        if dialect.name == "sqlite":
            self.run(cursor, dialect, parameters)
            return
        every = [parameters] if isinstance(parameters, Mapping) else parameters
        plan = self._plans.get((dialect.name, tuple(every[0]))) or self._plan(dialect, every[0], many=False)
        try:
            for one in every:
                cursor.put_off(plan.sql, plan.bind(one))
        except dialect.loaded_dbapi.Error as error:
            raise as_core(dialect, plan.sql, error) from error

    def ask(self, cursor: Any, dialect: Dialect, parameters: Mapping[str, Any]) -> Callable[[], Rows]:  # noqa: ANN401
        """Ask what is answered with the next question of a cursor that can wait, and give what returns the answer.

        Raises:
            DBAPIError: as Core raises it; so does what is returned.
        """
        if dialect.name == "sqlite":
            known = self.run(cursor, dialect, parameters)
            return lambda: known
        plan = self._plan(dialect, parameters, many=False)
        answer: list[Rows] = []

        def answered() -> None:
            answer.append(Rows(plan.read(dialect, cursor), cursor.rowcount))

        def rows() -> Rows:
            if not answer:
                _told_as_core(dialect, plan.sql, cursor.settle)
            return answer[0]

        _told_as_core(dialect, plan.sql, partial(cursor.put_off, plan.sql, plan.bind(parameters), answered))
        return rows

    def _plan(self, dialect: Dialect, parameters: Mapping[str, Any], *, many: bool) -> _Plan:
        key = (dialect.name, tuple(parameters))
        if key not in self._plans:
            self._plans[key] = _planned(self.statement, dialect, key[1], many=many)
        return self._plans[key]


def written_by(statement: Executable) -> str:
    """Return the table that a statement changes, blank where it changes none; no statement changes two."""
    return str(getattr(statement.table, "name", "")) if isinstance(statement, UpdateBase) else ""


def _told_as_core(dialect: Dialect, sql: str, call: Callable[[], None]) -> None:
    try:
        call()
    except dialect.loaded_dbapi.Error as error:
        raise as_core(dialect, sql, error) from error


def _planned(statement: Executable, dialect: Dialect, names: Sequence[str], *, many: bool) -> _Plan:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=many)  # type: ignore[attr-defined]
    if any(compiled.binds[name].expanding for name in names if name in compiled.binds):
        raise TypeError("a list in an expanding IN cannot be prepared: use among()")
    whole = compiled.construct_expanded_state(dict.fromkeys(names))
    fixed = whole.parameters | {one.key: one.default.arg for one in getattr(compiled, "insert_prefetch", ())}
    values: dict[str, Any] = {}
    processes: dict[str, Process | None] = {}
    for name in whole.positiontup or fixed:
        process = whole.processors.get(name)
        if name in compiled.binds:
            process = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        values[name] = process(fixed[name]) if process and name not in names else fixed[name]
        processes[name] = process
    sql, order = whole.statement, whole.positiontup
    if not compiled.positional:
        sql, order = _numbered(sql, {name: value for name, value in values.items() if name not in names})
    given = [(place, processes[name]) for place, name in enumerate(order) if name in names]
    columns = list(getattr(statement, "exported_columns", ()))
    row = namedtuple("Row", [str(column.key) for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
    return _Plan(
        sql,
        {name: values[name] for name in order if name not in names},
        itemgetter(*order) if len(order) > 1 else lambda given: [given[name] for name in order],
        [(place, process) for place, process in given if process is not None],
        [column.type for column in columns],
        row._make,
    )


def _numbered(sql: str, fixed: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return a statement with `$1`, `$2`, … for its parameters and their names in this order.

    A fixed number or word stands in the statement itself: the database sees which index is of just these rows, and need
    not plan for any other.
    """
    order: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return "%"
        literal = _literal(fixed[name]) if name in fixed else None
        return literal or order.setdefault(name, f"${len(order) + 1}")

    return _PLACE.sub(put, sql), list(order)


def _literal(value: object) -> str | None:
    """Return a value as it stands in a statement, None for one that is to be handed over."""
    if type(value) is str and "\\" not in value and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    return str(value).upper() if type(value) in {bool, int} else None

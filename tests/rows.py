"""A table of rows that asks for nothing else is one test, which tries every row and names each that fails.

To set a test up and to report on it takes longer than most rows, and every worker of a run collects all of them.
Name a row (`pytest 'FILE::test[row]'`), and each row is a test of its own.
"""

import functools
import inspect
import itertools
from collections.abc import Callable, Iterable, Iterator

import pytest
from _pytest.mark import ParameterSet

_APART = {"slow", "browser", "usefixtures"}


def whole_table(collector: pytest.Collector, name: str, test: object) -> pytest.Function | None:
    """Return the one test of all rows, or nothing where what it asks for is made anew for every test."""
    if not inspect.isfunction(test) or not collector.istestfunction(test, name):
        return None
    marks = list(getattr(test, "pytestmark", ()))
    tables = [list(_table(mark)) for mark in reversed(marks) if mark.name == "parametrize" and _is_plain(mark)]
    all_marks = [*marks, *collector.iter_markers()]
    if not all(tables) or len(tables) != sum(mark.name == "parametrize" for mark in all_marks) or not tables:
        return None
    if hasattr(test, "hypothesis") or any(mark.name in _APART for mark in all_marks):
        return None
    rows = [functools.reduce(lambda a, b: a | b, parts) for parts in itertools.product(*tables)]
    made = pytest.Function.from_parent(collector, name=name, callobj=_of_all(test, rows))
    return made if len(rows) > 1 and _is_lasting(made) else None


def _is_plain(mark: pytest.Mark) -> bool:
    """Whether a table gives mere values, all of which are tried."""
    values = mark.args[1] if len(mark.args) > 1 else ()
    return (
        isinstance(values, list | tuple | set | frozenset | dict | range | type({}.keys()) | type({}.values()))
        and not (set(mark.kwargs) - {"ids"} or len(mark.args) > 2)
        and not any(isinstance(one, ParameterSet) and one.marks for one in values)
    )


def _table(mark: pytest.Mark) -> Iterator[dict[str, object]]:
    names, values = mark.args
    split = [one.strip() for one in names.split(",") if one.strip()] if isinstance(names, str) else list(names)
    is_one = isinstance(names, str) and len(split) == 1 and not names.rstrip().endswith(",")
    for one in values:
        row = ParameterSet.extract_from(one, force_tuple=is_one).values
        yield dict(zip(split, row, strict=True))


def _is_lasting(test: pytest.Function) -> bool:
    """Whether all that a test asks for is made once for many tests."""
    found = test._fixtureinfo  # noqa: SLF001 - pytest tells it nowhere else
    lasting = {name for name, made in found.name2fixturedefs.items() if made and made[-1].scope != "function"}
    return set(found.names_closure) <= lasting


def _of_all(test: Callable[..., None], rows: list[dict[str, object]]) -> Callable[..., None]:
    """Return the test of all rows, which asks for what the rows do not give."""

    @functools.wraps(test)
    def every_row(**asked: object) -> None:
        _tell(len(rows), _failures(test, rows, asked))

    given = inspect.signature(test).parameters
    every_row.__signature__ = inspect.Signature([one for name, one in given.items() if name not in rows[0]])
    every_row.pytestmark = [mark for mark in test.pytestmark if mark.name != "parametrize"]
    return every_row


def _failures(test: Callable[..., None], rows: Iterable[dict[str, object]], asked: dict) -> Iterator[BaseException]:
    for row in rows:
        try:
            test(**row, **asked)
        except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - each is told
            failure.add_note("in the row " + ", ".join(f"{name}={value!r:.300}" for name, value in row.items()))
            yield failure


def _tell(tried: int, failures: Iterable[BaseException]) -> None:
    failed = list(failures)
    if len(failed) == 1:
        raise failed[0]
    if failed:
        told = "\n".join(one.__notes__[-1] for one in failed)
        raise BaseExceptionGroup(f"{len(failed)} rows of {tried} fail:\n{told}\n", failed)

"""Hides small numbers from those who see figures only: a cell below five could point at a person."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

SMALLEST = 5
Name = TypeVar("Name")


def covered(rows: Sequence[Mapping[Name, int | None]]) -> list[dict[Name, int | None]]:
    """Return rows of a table with every number from 1 to 4 covered (None).

    Where a column has just one covered cell, its smallest other number is covered too: else the one could be found by
    taking the others from the total.
    """
    names = list(rows[0]) if rows else []
    hidden = {name: _hidden([row[name] for row in rows]) for name in names}
    return [{name: None if at in hidden[name] else row[name] for name in names} for at, row in enumerate(rows)]


def is_small(number: int | None) -> bool:
    """Tell whether a number is not shown."""
    return number is None or 0 < number < SMALLEST


def _hidden(column: Sequence[int | None]) -> set[int]:
    hidden = {at for at, number in enumerate(column) if is_small(number)}
    if len(hidden) == 1:
        others = [(number, at) for at, number in enumerate(column) if number and at not in hidden]
        hidden |= {min(others)[1]} if others else set()
    return hidden

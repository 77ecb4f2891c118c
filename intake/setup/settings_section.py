"""A part of a file of settings compared with the book: what changes and how, what is wrong, what stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intake.db import Transaction
from intake.files.sheets import Wrong

Do = Callable[[Transaction, str, str], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be added or changed (name of the field, before, after); `do` takes why and the actor."""

    name: str
    lines: tuple[tuple[str, Any, Any], ...]
    do: Do
    is_new: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One section; `same` counts what would not change."""

    name: str
    title: str
    changes: tuple[Change, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    same: int = 0

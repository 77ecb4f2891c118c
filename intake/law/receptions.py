"""How many days a month the law has a head receive citizens; data with their source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Least:
    """The least number of days a month for a level (`commune`, `province`), its source, and how sure we are of it."""

    level: str
    days_a_month: int
    who: str
    basis: str
    in_force_from: date
    mark: str


@cache
def _rows() -> tuple[Least, ...]:
    table = tomllib.loads((files("intake.law") / "receptions.toml").read_text(encoding="utf-8"))
    return tuple(Least(**row) for row in table["least"])


def least_days(level: str, on: date) -> Least | None:
    """Return what the law asks of a level on a day; None where it sets no number."""
    found = [row for row in _rows() if row.level == level and row.in_force_from <= on]
    return max(found, key=lambda row: row.in_force_from, default=None)

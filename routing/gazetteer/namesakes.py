"""Knows the names of units that are other words too where no marks are typed: Quế Võ is "quê vợ", Lục Nam "lúc năm"."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from routing.gazetteer.served import served

_SELDOM, _OFTEN = 20.0, 100.0  # of a hundred thousand messages


def is_seldom_talk(name: tuple[str, ...]) -> bool:
    """Whether hardly a message holds other words that look like the name, as counted in people's messages."""
    return _met().get(name, 0.0) < _SELDOM


def is_never_talk(name: tuple[str, ...]) -> bool:
    """Whether no message was met that holds other words which look like the name; unknown where none were counted."""
    return bool(_met()) and name not in _met()


def is_often_talk(name: tuple[str, ...]) -> bool:
    """Whether so many messages hold other words which look like the name that they are rather meant."""
    return _met().get(name, 0.0) >= _OFTEN


def _met() -> Mapping[tuple[str, ...], float]:
    return _counted(served())


@cache
def _counted(province_code: str) -> Mapping[tuple[str, ...], float]:
    """Return what was counted for the names of a province; nothing where nobody has run `make_namesakes.py` for it."""
    file = files("routing") / "data" / f"namesakes_{province_code}.csv"
    if not file.is_file():
        return {}
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {tuple(row["name"].split()): float(row["per_100000"]) for row in rows}

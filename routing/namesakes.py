"""Knows the names of units that are other words too where no marks are typed: Quế Võ is "quê vợ", Lục Nam "lúc năm"."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SELDOM, _OFTEN = 20.0, 100.0  # of a hundred thousand messages


def is_seldom_talk(name: tuple[str, ...]) -> bool:
    """Whether hardly a message holds other words that look like the name, as counted in people's messages."""
    return _met().get(name, 0.0) < _SELDOM


def is_never_talk(name: tuple[str, ...]) -> bool:
    """Whether no message was met that holds other words which look like the name."""
    return name not in _met()


def is_often_talk(name: tuple[str, ...]) -> bool:
    """Whether so many messages hold other words which look like the name that they are rather meant."""
    return _met().get(name, 0.0) >= _OFTEN


@cache
def _met() -> Mapping[tuple[str, ...], float]:
    text = (files("routing") / "data" / "namesakes_24.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {tuple(row["name"].split()): float(row["per_100000"]) for row in rows}

"""Tells neighbouring topics apart by one telling word where the scorer leaves it open: water for fields is no tap."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Phrasebook
from routing.language.words import Words

_LEAST = 0.6


class Row(NamedTuple):
    """What tells a topic from the neighbour it is taken for: its marks among the labels of `_book`, by its number."""

    said: str
    unless: str
    to: str


def neighbour(topic: str, words: Words) -> str | None:
    """Return the topic that the words tell where `topic` was guessed, None where it stays."""
    rows = _rows().get(topic)
    if not rows:
        return None
    found = {one.phrase.label for one in _book(topic).find(words, slips=False, nested=True) if one.quality >= _LEAST}
    return next((row.to for row in rows if row.said in found and row.unless not in found), None)


@cache
def _rows() -> Mapping[str, Sequence[Row]]:
    rows: dict[str, list[Row]] = {}
    for number, written in enumerate(_written()):
        for topic in written["of"].split():
            rows.setdefault(topic, []).append(Row(f"said {number}", f"unless {number}", written["to"]))
    return rows


@cache
def _book(topic: str) -> Phrasebook:
    """Return the marks of what a topic is taken for: those of all others would only cost."""
    rows = [(number, row) for number, row in enumerate(_written()) if topic in row["of"].split()]
    parts = ((f"{part} {number}", row[part]) for number, row in rows for part in ("said", "unless"))
    return Phrasebook(phrase for label, said in parts for phrase in parse_listed(said, label, 1.0))


@cache
def _written() -> Sequence[Mapping[str, str]]:
    text = (files("routing") / "data" / "neighbours.toml").read_text(encoding="utf-8")
    rows: Sequence[Mapping[str, str]] = tomllib.loads(text)["apart"]
    return rows

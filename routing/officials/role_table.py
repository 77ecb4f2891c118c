"""What people in office are called by, do and are told to do to people, and what belongs to them (data/roles.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Phrasebook


@cache
def table() -> Mapping[str, Any]:
    """Return the table as it is written."""
    return tomllib.loads((files("routing") / "data" / "roles.toml").read_text(encoding="utf-8"))


@cache
def book_of(name: str) -> Phrasebook:
    """Return the phrases of a part of data/roles.toml."""
    return Phrasebook(parse_listed(table()[name]["said"], name, 1.0))

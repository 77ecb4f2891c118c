"""Every sentence said to an officer on the phone, in Vietnamese, as it stands in words.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.texts import fill


def say(key: str, **fields: str) -> str:
    """Return a sentence by its key (`say.linked`) with its fields filled in."""
    return fill(sentences()[key], fields)


@cache
def sentences() -> Mapping[str, str]:
    """Return all sentences by key."""
    table = tomllib.loads((files("bot.officers") / "words.toml").read_text(encoding="utf-8"))
    return {f"{part}.{name}": text for part, listed in table.items() for name, text in listed.items()}

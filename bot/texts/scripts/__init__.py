"""What whoever writes in a script that nobody here reads is told in their own language: whom to call, what is read."""

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import filterfalse

_HALF = 0.5
_LATIN = "LATIN "


def strange_line(text: str) -> str | None:
    """Return the line for the script in which a message is mostly written; None where it is in Latin letters.

    Blank for a script that has no line.
    """
    letters = list(filter(str.isalpha, text))
    strange = list(filterfalse(_is_latin, letters))
    if len(strange) <= _HALF * len(letters):
        return None
    known = (line for name, line in _lines() if any(unicodedata.name(one).startswith(name) for one in strange))
    return next(known, "")


@lru_cache(maxsize=4096)
def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, _LATIN).startswith(_LATIN)


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    written = (files(__name__) / "lines.toml").read_text("utf-8")
    return tuple((str(one["script"]), str(one["line"])) for one in tomllib.loads(written)["line"])

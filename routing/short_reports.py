"""Hears a report of a few words: a thing and what is wrong with it ("Đèn hỏng", "mất điện thôn Đoài")."""

import tomllib
from functools import cache
from importlib.resources import files

from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.words import Words

_WRONG, _ELSE = "wrong", "else"
_MOST = 10  # words: whoever writes more says by themselves whether they ask
_LEAST_QUALITY = 0.55
_THINGS = frozenset({"den", "duong", "cau", "cong", "may", "voi", "bom", "loa", "bien", "nap", "cua", "camera", "cay"})


def is_short_report(words: Words) -> bool:
    """Whether a few words say that something is wrong, and nothing is asked, thanked for or ordered."""
    if not 0 < len(words) <= _MOST or words.asks():
        return False
    found = {one.phrase.label for one in _book().find(words, nested=True) if one.quality >= _LEAST_QUALITY}
    return found == {_WRONG} or (not found and _is_broken_without_marks(words))


def _is_broken_without_marks(words: Words) -> bool:
    """Whether "hong" is "hỏng" behind a thing ("den hong"), though elsewhere it is short for "không"."""
    written = (words.text[start:end].lower() for start, end in zip(words.starts, words.ends, strict=True))
    behind = zip(("", *words.bases), written, strict=False)
    return any(word == "hong" and before in _THINGS for before, word in behind)


@cache
def _book() -> SeldomBook:
    stored = tomllib.loads((files("routing") / "data" / "short_reports.toml").read_text(encoding="utf-8"))
    return SeldomBook(one for part in (_WRONG, _ELSE) for one in parse_listed(stored[part], part, 1.0))

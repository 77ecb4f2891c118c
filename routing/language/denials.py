"""Hears whether a cry is denied by the words right before it: "không muốn chết" calls nobody."""

import tomllib
from functools import cache
from importlib.resources import files

from routing.language.folding import bare
from routing.language.listed import listed
from routing.language.words import Words

_MOST_BETWEEN = 2


def is_denied(words: Words, start: int) -> bool:
    """Whether what begins at word `start` is denied in the same clause.

    Where the writer types diacritics they tell "không" from "sông Hồng" and "chưa" from "chùa".
    """
    said, between = _words(is_accented=words.is_accented)
    shown = words.shown if words.is_accented else words.bases
    for at in range(start - 1, max(start - 2 - _MOST_BETWEEN, -1), -1):
        if words.after_break[at + 1]:
            return False
        if shown[at] in said or words.shown[at] in said:
            return True
        if shown[at] not in between:
            return False
    return False


@cache
def _words(*, is_accented: bool) -> tuple[frozenset[str], frozenset[str]]:
    tables = tomllib.loads((files("routing") / "data" / "denials.toml").read_text(encoding="utf-8"))
    said, plain, between = (frozenset(listed(tables[name])) for name in ("words", "plain", "between"))
    return (said, between) if is_accented else (said | plain, frozenset(map(bare, between)))

"""Complaints that may be about how an official was disciplined: the law has limits of their own for these."""

import re

from routing.language.folding import fold

_DISCIPLINE = re.compile(r"\bky luat\b|\bbuoc thoi viec\b|\bkhien trach\b|\bcach chuc\b|\bha bac luong\b")


def may_be_about_discipline(words: str) -> bool:
    """Tell whether a complaint may be about how an official was disciplined."""
    return _DISCIPLINE.search(fold(words)) is not None

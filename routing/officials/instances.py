"""Which instance a complaint is, and whether the decision is the province's own: both say who decides it."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from routing.directory import TOP
from routing.kinds import Kind
from routing.language.folding import fold
from routing.language.listed import listed
from routing.language.words import Words
from routing.officials.office_table import CHAIRS
from routing.officials.offices import Title, as_words, titles_in
from routing.officials.undecided import is_undecided, is_undecided_by_province

_LINE = re.compile(r"[.,;\n]+")
_BY = (("cua",), ("do",), ("khieu", "nai"))
_PROVINCE = "tinh"
_CALLED = frozenset({"ong", "ba"})
_BETWEEN = 1  # words between whoever decides and what is done ("UBND tỉnh đã ký")


def instance_of(kind: Kind, text: str) -> int:
    """Return 2 for a complaint about how an earlier complaint was decided, else 1 (law on complaints, Art. 33)."""
    return 2 if kind is Kind.COMPLAINT and is_second(text) else 1


def is_second(text: str) -> bool:
    """Whether a text says that a complaint was made before, and that it was not decided, or not as it should be."""
    folded = f" {fold(text)} "
    return is_undecided(text) or any(f" {phrase} " in folded for phrase in _listed("second"))


def is_of_province(text: str) -> bool:
    """Whether a complaint is about what the chair or the committee of the province decided, or did not (Art. 21)."""
    if is_undecided_by_province(text):
        return True
    lines = (line for line in _LINE.split(text) if _PROVINCE in fold(line))
    return any(_is_theirs(as_words(line)) for line in lines)


def _is_theirs(words: Words) -> bool:
    return any(
        _is_top(title) and (_is_named_as_author(words, title.start) or _decides(words, title))
        for title in titles_in(words)
    )


def _is_top(title: Title) -> bool:
    is_committee = not title.rank and not title.is_staff and not title.is_bare
    return title.tier == "province" and title.body in {"", TOP} and (title.rank in CHAIRS or is_committee)


def _is_named_as_author(words: Words, start: int) -> bool:
    start -= start > 0 and words.bases[start - 1] in _CALLED
    return any(words.bases[max(start - len(verb), 0) : start] == verb for verb in _BY)


def _decides(words: Words, title: Title) -> bool:
    """Whether a line begins with them and says what they decided."""
    behind = range(title.end, min(title.end + _BETWEEN + 1, len(words)))
    is_first = title.start == 0 or (title.start == 1 and words.bases[0] in _CALLED)
    return is_first and any(words.bases[i : i + len(did)] == did for i in behind for did in _done())


@cache
def _done() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.split()) for one in _listed("decided"))


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in listed(_tables()[name]))


@cache
def _tables() -> Mapping[str, str]:
    return tomllib.loads((files("routing") / "data" / "instances.toml").read_text(encoding="utf-8"))

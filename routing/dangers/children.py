"""Hears that a child is hurt, and that whoever writes is a child: one such message is enough, no model is asked."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from routing.dangers.pleas import Plea, sentence_around
from routing.language.denials import is_denied
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_KIND = "child"
_CHILD, _SHAMED, _BEATEN, _OWN, _OVER = "child", "shamed", "beaten", "own", "over"
_LEAST_QUALITY = 0.6
_BELOW, _WRITES_FROM, _LAST_CLASS = 16, 7, 10  # law on children 2016, Art. 1; who is younger does not write
_SELF = frozenset({"chau", "em", "con", "e"})
_GROWN = frozenset({"toi", "tui", "tao"})
_BETWEEN = frozenset({"nam", "nay", "moi", "duoc", "la", "hoc", "sinh", "ten", "dang", "hien", "chi", "gan"})
# right before "con 8 tuổi" these tell of another's child
_OF_ANOTHER = frozenset(
    ["hai", "ba", "may", "cac", "nhung", "co", "cho", "thang", "dua", "cua", "vo", "chong", "gai", "trai", "nha", "be"]
)
# so do these, where who is beaten has not spoken of itself before ("em hay bị bố đánh em học lớp 6")
_BLOWS = frozenset({"danh", "dap", "tat", "quat", "troi", "xich", "nhot", "chem", "ha", "hai"})
_NEAR = 4
# without one of these words nobody tells of a child, nor writes as one: few messages have any
_OF_CHILDREN = frozenset(["be", "nho", "tre", "cu", "sinh", "tro", "nit", "non", "giao", "gai", "trai", "tuoi", "lop"])


def harmed_child_in(words: Words) -> Plea | None:
    """Return where a message tells that a child is beaten or abused, None for none, and for what is over or asked."""
    if _OF_CHILDREN.isdisjoint(words.bases) and not any(map(_is_age, words.bases)):
        return None
    found = _book().find(words, nested=True)
    if not found:
        return None
    is_own = writes_as_child(words)
    sorts = {_SHAMED, _BEATEN, *((_OWN,) if is_own else ())}
    harms = [one for one in found if one.phrase.label in sorts and one.quality >= _LEAST_QUALITY]
    if any(one.phrase.label == _OVER for one in found):
        return None
    against = [one for one in found if one.phrase.weight < 0]
    told = (one for one in harms if is_own or _is_of_child(one, found, words))
    return next((Plea(_KIND, one.start, one.end) for one in told if _is_meant(one, against, words)), None)


def writes_as_child(words: Words) -> bool:
    """Whether whoever writes says that they are below 16, by their age or class ("cháu 13 tuổi", "em học lớp 6")."""
    if not _GROWN.isdisjoint(words.bases):
        return False
    return any(_is_of_writer(at, words) for at in _young(words, _WRITES_FROM))


def _is_of_writer(at: int, words: Words) -> bool:
    """Whether the age or class at word `at` is that of "cháu", "em" or "con" right before it, who is nobody's."""
    start = at
    while start > 0 and at - start <= _NEAR and words.bases[start - 1] in _BETWEEN:
        start -= 1
    if not start or words.bases[start - 1] not in _SELF:
        return False
    before = words.bases[start - 2] if start > 1 and not words.after_break[start - 1] else ""
    if before in _BLOWS:
        return words.bases[start - 1] in words.bases[: start - 1]
    return before not in _SELF | _OF_ANOTHER


def _young(words: Words, least: int) -> Iterator[int]:
    """Yield where an age below 16, or a class of those who have it, is told."""
    bases = words.bases
    for i, base in enumerate(bases):
        after, before = bases[i + 1 : i + 2], bases[i - 1] if i else ""
        age = base.removesuffix("tuoi").removesuffix("t")
        if not age.isdecimal() or len(age) > 2:  # noqa: PLR2004 - no age has three figures
            continue
        if (age != base or after in {("tuoi",), ("t",)}) and least <= int(age) < _BELOW:
            yield i
        if before == "lop" and age == base and int(age) <= _LAST_CLASS:
            yield i - 1


def _is_age(base: str) -> bool:
    """Whether a word is an age in one piece ("13t", "13tuoi")."""
    return base[0].isdecimal() and base.endswith(("t", "tuoi"))


def _is_of_child(harm: Match, found: Sequence[Match], words: Words) -> bool:
    """Whether a child is told of in the sentence of what is done."""
    start, end = sentence_around(harm, words)
    named = any(one.phrase.label == _CHILD and start <= one.start < end for one in found)
    return named or any(start <= at < end for at in _young(words, 0))


def _is_meant(harm: Match, against: Sequence[Match], words: Words) -> bool:
    if is_denied(words, harm.start) or any(words.after_break[harm.start + 1 : harm.end]):
        return False
    start, end = sentence_around(harm, words)
    return not any(start <= one.start < end for one in against)


@cache
def _book() -> SeldomBook:
    harms = [phrase for name in (_SHAMED, _BEATEN, _OWN) for phrase in _listed(name)]
    spoilers = [one for name, listed in _tables()["unless"].items() for one in parse_listed(listed, name, -1.0)]
    return SeldomBook([*harms, *_listed(_CHILD), *spoilers], harms)


def _listed(name: str) -> Iterator[Phrase]:
    cues = _tables()[name]["cues"]
    for short, choice in _tables()["names"].items():
        cues = cues.replace(f"{{{short}}}", choice)
    yield from parse_listed(cues, name, 1.0)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "children.toml").read_text(encoding="utf-8"))

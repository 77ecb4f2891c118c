"""Hears that a child is hurt, and that whoever writes is a child: one such message is enough, no model is asked."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from routing.dangers.pleas import Plea, sentence_around
from routing.language.denials import is_denied
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import Match
from routing.language.words import Words

_KIND = "child"
_CHILD, _SHAMED, _BEATEN, _OWN, _OVER = "child", "shamed", "beaten", "own", "over"
_KIN_SHAMED, _KIN_TOUCHED, _HUSH, _HUSHED = "kin_shamed", "kin_touched", "hush", "hushed"
_WITH_CHILD, _OF_GROWN = "with_child", "grown"
_BY_MATES, _MATES, _DEALT, _SCHOOL = "by_mates", "mates", "dealt", "school"
_HARMS = (_SHAMED, _BEATEN, _OWN, _KIN_SHAMED, _KIN_TOUCHED, _HUSH, _BY_MATES, _WITH_CHILD)
_LEAST_OF = {_KIN_TOUCHED: 1.0}
_LEAST_QUALITY = 0.6
_OF_A_GIRL = 9
_BELOW, _WRITES_FROM, _LAST_CLASS = 16, 7, 10  # law on children 2016, Art. 1; who is younger does not write
_SELF = frozenset({"chau", "em", "con", "e"})
_GROWN, _GROWN_IN_MARKS = frozenset({"toi", "tui", "tao"}), frozenset({"tôi", "tui", "tao"})
_BETWEEN = frozenset({"nam", "nay", "moi", "duoc", "la", "hoc", "sinh", "ten", "dang", "hien", "chi", "gan"})
# right before "con 8 tuổi" these tell of another's child
_OF_ANOTHER = frozenset(
    ["hai", "ba", "may", "cac", "nhung", "co", "cho", "thang", "dua", "cua", "vo", "chong", "gai", "trai", "nha", "be"]
)
# so do these, where who is beaten has not spoken of itself before ("em hay bị bố đánh em học lớp 6")
_BLOWS = frozenset({"danh", "dap", "tat", "quat", "troi", "xich", "nhot", "chem", "ha", "hai"})
_NEAR = 4
# without one of these words nobody tells of a child that is not named as the writer's kin
_OF_CHILDREN = frozenset(["be", "nho", "tre", "cu", "sinh", "tro", "nit", "non", "giao", "gai", "trai", "tuoi", "lop"])


def harmed_child_in(words: Words) -> Plea | None:
    """Return where a message tells that a child is beaten or abused, None for none, and for what is over or asked."""
    found = _found_in(words)
    labels = {one.phrase.label for one in found}
    if labels.isdisjoint(_HARMS) or _OVER in labels:
        return None
    alone = {_KIN_SHAMED, _KIN_TOUCHED}
    alone |= {_HUSH} if _HUSHED in labels else set()
    alone |= {_BY_MATES} if _are_pupils(labels) else set()
    alone |= {_WITH_CHILD} if _OF_GROWN not in labels and any(_young(words, _OF_A_GIRL)) else set()
    alone |= {_SHAMED, _BEATEN, _OWN} if writes_as_child(words) else set()
    is_of_child = not _OF_CHILDREN.isdisjoint(words.bases) or any(map(_is_age, words.bases))
    told = (one for one in found if one.phrase.label in alone or (is_of_child and _is_of_child(one, found, words)))
    against = [one for one in found if one.phrase.weight < 0]
    return next((Plea(_KIND, one.start, one.end) for one in told if _is_meant(one, against, words)), None)


def is_among_pupils(words: Words) -> bool:
    """Whether those hurt somebody with whom they go to school: what they do is no wrong of an office."""
    labels = {one.phrase.label for one in _found_in(words)}
    return _BY_MATES in labels and _are_pupils(labels)


def _are_pupils(labels: AbstractSet[str]) -> bool:
    return labels >= {_MATES, _SCHOOL} and _DEALT not in labels


def _found_in(words: Words) -> Sequence[Match]:
    """Return what is told that is spelt well enough."""
    found = _book().find(words, nested=True)
    return [one for one in found if one.quality >= _LEAST_OF.get(one.phrase.label, _LEAST_QUALITY)]


def writes_as_child(words: Words) -> bool:
    """Whether whoever writes says that they are below 16, by their age or class ("cháu 13 tuổi", "em học lớp 6").

    So does who tells that those they go to school with hurt them.
    """
    # with its marks "tụi" is no "tui"
    if not (_GROWN_IN_MARKS.isdisjoint(words.shown) if words.is_accented else _GROWN.isdisjoint(words.bases)):
        return False
    return any(_is_of_writer(at, words) for at in _young(words, _WRITES_FROM)) or _is_hurt_pupil(words)


def _is_hurt_pupil(words: Words) -> bool:
    """Whether pupils hurt who writes, and not a child of theirs ("con em")."""
    if not is_among_pupils(words):
        return False
    of_another = _SELF | _OF_ANOTHER
    kin = (before in of_another and self in _SELF for before, self in pairwise(words.bases))
    return not any(is_kin and not is_cut for is_kin, is_cut in zip(kin, words.after_break[1:], strict=True))


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


def _is_of_child(harm: Match, found: Sequence[Match], words: Words) -> bool:
    """Whether harm is done to a child that is told of in the same sentence."""
    if harm.phrase.label not in {_SHAMED, _BEATEN}:
        return False
    start, end = sentence_around(harm, words)
    named = any(one.phrase.label == _CHILD and start <= one.start < end for one in found)
    return named or any(start <= at < end for at in _young(words, 0))


def _is_meant(harm: Match, against: Sequence[Match], words: Words) -> bool:
    if is_denied(words, harm.start) or any(words.after_break[harm.start + 1 : harm.end]):
        return False
    start, end = sentence_around(harm, words)
    return not any(start <= one.start < end for one in against)


def _is_age(base: str) -> bool:
    """Whether a word is an age in one piece ("13t", "13tuoi")."""
    return base[0].isdecimal() and base.endswith(("t", "tuoi"))


@cache
def _book() -> SeldomBook:
    harms = [phrase for name in _HARMS for phrase in _listed(name)]
    around = [phrase for name in (_CHILD, _OF_GROWN, _HUSHED, _MATES, _DEALT, _SCHOOL) for phrase in _listed(name)]
    spoilers = [one for name, listed in _tables()["unless"].items() for one in parse_listed(listed, name, -1.0)]
    return SeldomBook([*harms, *around, *spoilers], harms)


def _listed(name: str) -> Iterator[Phrase]:
    cues = _tables()[name]["cues"]
    for short, choice in _tables()["names"].items():
        cues = cues.replace(f"{{{short}}}", choice)
    yield from parse_listed(cues, name, 1.0)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "children.toml").read_text(encoding="utf-8"))

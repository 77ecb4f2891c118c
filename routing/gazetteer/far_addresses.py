"""Sees where an address in another province ends: “phường cầu giấy hà nội” typed small is no spot of this one."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from routing.gazetteer.place_words import is_in, listed
from routing.gazetteer.plain_names import BARE
from routing.gazetteer.spot_names import ahead
from routing.gazetteer.talk import LONGEST, people_talk
from routing.gazetteer.units import Unit
from routing.language.words import Words

_LOWER_TYPED = frozenset({"xa", "phuong", "huyen", "quan"})
_SHORTEST, _LONGEST = 2, 3  # words of a commune's name
_OFTEN_MET = 3  # times, one word behind the other in talk
_SIDES = frozenset({"thuong", "ha", "trung", "dong", "tay", "nam", "bac"})
_SURE_MARKED, _SURE_PLAIN = -2.0, 3.0  # log odds against talk


def ends_far_address(
    words: Words, i: int, units: Iterable[Unit], by_name: Mapping[tuple[str, ...], Sequence[Unit]]
) -> bool:
    """Whether the name of another province at word `i` ends an address, behind its comma or its commune."""
    if not any(unit.kind == "tỉnh" and unit.level == "outside" for unit in units):
        return False
    return _is_behind_comma(words, i) or is_after_its_commune(words, i, units, by_name)


def is_after_its_commune(
    words: Words, i: int, units: Iterable[Unit], by_name: Mapping[tuple[str, ...], Sequence[Unit]]
) -> bool:
    """Whether a commune of just this other province is told by its type right before its name."""
    provinces = {unit.where for unit in units if unit.level == "outside"}
    for length in range(1, min(_LONGEST, i - 1) + 1):
        start = i - length
        if words.after_break[start + 1 : i + 1].count(True) or words.bases[start - 1] not in _LOWER_TYPED:
            continue
        return any(
            unit.level == "outside" and unit.where in provinces for unit in by_name.get(words.bases[start:i], ())
        )
    return False


def is_told_far(words: Words, name: int, length: int, is_ours: Callable[[tuple[str, ...]], bool]) -> bool:
    """Whether the commune of another province is told behind its type: with a capital, its marks, or no likely talk.

    "xa minh dan" stays "xã mình dân"; among marks "xã minh dân" is no other word. Of the province is rather meant what
    `is_ours` knows ("phuong tan an | thanh pho bac giang").
    """
    if words.capital[name]:
        return True
    end = name + length
    if length < _SHORTEST or any(is_ours(words.bases[name : name + n]) for n in range(1, length)):
        return False
    met = people_talk().words.pairs.get(words.bases[name], {}).get(words.bases[name + 1], 0)
    if met >= _OFTEN_MET or is_in(listed("ordinary"), words, name, end):  # "xã biên giới"
        return False
    if words.bases[end - 1] in _SIDES or _goes_on(words, end):
        return False  # "xã yên mô thượng" is no Yên Mô
    if words.is_accented and words.shown[name:end] == words.bases[name:end]:
        return False
    odds = people_talk().odds_of(words.bases[name - 1], ahead(words, name), min(length, LONGEST), least=BARE)
    return odds > (_SURE_MARKED if words.is_accented else _SURE_PLAIN)


def _goes_on(words: Words, end: int) -> bool:
    return end < len(words) and words.bases[end] in _SIDES and not words.after_break[end]


def _is_behind_comma(words: Words, i: int) -> bool:
    """Whether the name stands behind the comma of an address ("phuong hai chau, da nang")."""
    if not words.after_break[i] or not i or "," not in words.text[words.ends[i - 1] : words.starts[i]]:
        return False
    return any(words.bases[k] in _LOWER_TYPED for k in range(max(0, i - 4), i))

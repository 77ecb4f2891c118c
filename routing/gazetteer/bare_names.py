"""Judges whether the name of a unit that stands without its type is meant as one or is other words."""

from collections.abc import Iterable

from routing.gazetteer.name_context import (
    SIDE,
    begins_spot,
    goes_before,
    is_after_hamlet,
    is_after_place_word,
    is_after_title,
    is_in_address,
    is_in_spot,
    is_of_person,
    is_of_spot,
    is_surely_placed,
    runs_together,
)
from routing.gazetteer.namesakes import is_never_talk, is_seldom_talk
from routing.gazetteer.place_words import crosses, follows, heads, is_in, listed, streets
from routing.gazetteer.plain_names import BARE, is_told_plain
from routing.gazetteer.spot_names import ahead, street_at
from routing.gazetteer.street_openings import is_along
from routing.gazetteer.talk import BREAK, people_talk
from routing.gazetteer.towns import may_be_short_name
from routing.gazetteer.units import OWN_LEVELS, Unit
from routing.language.words import Words

_WITH_MARKS, _CLEAR, _CLEAR_MARKS = 1.0, 0.0, -3.0  # the marks of a name are seldom another word's
_LONGEST_UNKNOWN = 3
_LONGEST_SPOT = 5  # words
_LONGEST_TRADE = 8
_ROADS = frozenset({"duong", "pho", "tau"})
_LOWER_TYPED = frozenset({"xa", "phuong", "huyen", "quan"})


def may_be_bare(words: Words, i: int, end: int, units: Iterable[Unit], *, with_capitals: bool) -> bool:
    """Whether words `i` to `end` are the name of one of the units, not of a spot or a person, nor talk."""
    is_ours = any(unit.level in OWN_LEVELS for unit in units) and not any(unit.kind == "tỉnh" for unit in units)
    is_todays = any(unit.level == "commune" for unit in units)
    if any(words.after_break[i + 1 : end]) or _begins_small(words, i, end):
        return False
    if is_todays and end - i > 1 and is_after_hamlet(words, i):
        if all(words.capital[i:end]) or words.is_accented:
            return True
    elif _is_barred(words, i, is_ours=is_ours) or _names_spot(words, i, end, units):
        return False
    if end - i == 1 and is_ours:
        return _is_short_name(words, i, is_todays=is_todays)
    if all(words.capital[i:end]):
        is_begun = not goes_before(words, i) or _ends_spot(words, i, units)
        return is_begun and not _is_told_of_person(words, i, end)
    may_be_small = end - i > 1 and (words.is_accented or not with_capitals or _is_clear_at(words, i, end))
    return may_be_small and _is_told_small(words, i, end, units, is_ours=is_ours)


def _is_clear_at(words: Words, i: int, end: int) -> bool:
    """Whether a small name among capitals is hardly another word and follows "ở" ("may thon o dong viet")."""
    return is_seldom_talk(words.bases[i:end]) and follows(words, i, listed("surely_at"))


def _begins_small(words: Words, i: int, end: int) -> bool:
    """Whether the first word is small and a later one is not: another word before a name ("đồng Việt", "xã Việt")."""
    return not words.capital[i] and any(words.capital[i + 1 : end])


def may_begin_address(words: Words, i: int, end: int, units: Iterable[Unit]) -> bool:
    """Whether a name may be a commune's before its district ("lim tien du"): no person's, no spot's, no usual word."""
    if _names_spot(words, i, end, units) or is_of_person(words, i):
        return False
    if _is_barred(words, i, is_ours=True) and not is_after_hamlet(words, i):  # "xóm 5 | đào mỹ lạng giang"
        return False
    if words.capital[i] and goes_before(words, i):
        return False
    return end - i > 1 or may_be_short_name(words, i, i)


def _is_told_small(words: Words, i: int, end: int, units: Iterable[Unit], *, is_ours: bool) -> bool:
    is_todays = any(unit.level == "commune" for unit in units)
    if not words.is_accented:
        return is_told_plain(words, i, end, is_ours=is_ours, is_todays=is_todays)
    if not is_ours:
        return _is_province_told(words, i, end, units)
    return _is_told_with_marks(words, i, end, is_todays=is_todays)


def _ends_spot(words: Words, i: int, units: Iterable[Unit]) -> bool:
    """Whether its old district or province stands behind a spot ("Chợ Giàu Từ Sơn", not "Công ty May Lục Nam")."""
    is_district = any(unit.level == "district" for unit in units)
    is_far = any(unit.level == "outside" and unit.kind == "tỉnh" for unit in units)
    if not (is_district or is_far) or any(unit.level == "home" for unit in units):
        return False
    for k in range(i - 1, max(0, i - _LONGEST_SPOT), -1):
        if words.after_break[k] or not words.capital[k] or is_of_person(words, k):
            return False
        if follows(words, k, listed("addressed")):
            return is_district or (k < i - 1 and words.bases[k - 1] not in _ROADS)  # "đường Hà Nội Bắc Giang"
    return False


def _names_spot(words: Words, i: int, end: int, units: Iterable[Unit]) -> bool:
    """Whether the name is that of a street or another spot, whose head stands before it."""
    if street_at(words, i, is_sure=True) > end - i:
        return True  # "hoang van | thu"
    if words.bases[i:end] in streets():
        return (
            is_of_spot(words, i)
            or follows(words, i, heads())
            or crosses(words, i)
            or _is_behind_number(words, i)
            or is_along(words, i)
        )
    return is_of_spot(words, i) and not may_be_of_house(words, i, units)


def _is_behind_number(words: Words, i: int) -> bool:
    """Whether the number of an alley and a comma stand before ("ngõ 5, lê lợi")."""
    if not i or not words.after_break[i] or not words.shown[i - 1][0].isdigit():
        return False
    return words.text[words.ends[i - 1] : words.starts[i]].strip() == ","


def may_be_of_house(words: Words, i: int, units: Iterable[Unit]) -> bool:
    """Whether a spot goes before the name of its commune ("trạm y tế Tân Yên", "thôn 5 Tân Yên").

    A former commune is surely meant behind fewer of them ("trường mầm non Song Mai", but "cầu Song Mai").
    """
    levels = {unit.level for unit in units}
    if "commune" in levels:
        is_side = not words.is_accented and i > 0 and words.bases[i - 1] == SIDE
        return (follows(words, i, listed("institutions")) and not is_side) or is_after_hamlet(words, i)
    return "old" in levels and follows(words, i, listed("public_houses"))


def _is_barred(words: Words, i: int, *, is_ours: bool) -> bool:
    """Whether what stands before makes it a street, a person or a thing, or merely where somebody goes."""
    if not i or words.after_break[i]:
        return False
    if words.shown[i - 1][0].isdigit() or is_after_title(words, i):
        return True  # "kiệt 82 Trần Phú", "91 Nguyễn Văn Linh": streets
    if (
        follows(words, i, listed("businesses"))
        or _is_of_firm(words, i)
        or follows(words, i, listed("goods" if words.is_accented else "goods_plain"))
    ):
        return True
    return not is_ours and follows(words, i, listed("going"))


def _is_of_firm(words: Words, i: int) -> bool:
    """Whether a company and what it deals in stand before its name ("công ty môi trường xanh Xuân Hương")."""
    trades, first = listed("trades"), i
    while first and i - first < _LONGEST_TRADE and not words.after_break[first]:
        length = next((n for n in (4, 3, 2, 1) if n <= first and is_in(trades, words, first - n, first)), 0)
        if not length or any(words.after_break[first - length + 1 : first]):
            break
        first -= length
    return first < i and follows(words, first, listed("firms"))


def _is_short_name(words: Words, i: int, *, is_todays: bool) -> bool:
    """Whether "Kép", "Chũ", "Nếnh" is meant: marks, and a capital after a word for places or small after "ở"."""
    if words.shown[i] == words.bases[i]:
        if words.is_accented or not is_todays or not is_seldom_talk(words.bases[i : i + 1]):
            return False
        is_placed = follows(words, i, listed("at")) or follows(words, i, listed("offices"))
        return is_placed or (
            is_never_talk(words.bases[i : i + 1]) and is_told_plain(words, i, i + 1, is_ours=True, is_todays=True)
        )
    return (
        is_after_place_word(words, i)
        if words.capital[i]
        else is_todays and (is_surely_placed(words, i) or follows(words, i, listed("near")))
    )


def _is_told_of_person(words: Words, i: int, end: int) -> bool:
    if i and not words.after_break[i] and follows(words, i, listed("at")):
        return False
    return any(is_in(listed("is_person"), words, end, end + n) for n in (2, 3))


def _is_province_told(words: Words, i: int, end: int, units: Iterable[Unit]) -> bool:
    """Whether another province is told in small letters with its marks ("em ở hà nội", but "được ở hòa bình")."""
    is_province = any(unit.kind == "tỉnh" for unit in units)
    is_placed = follows(words, i, listed("surely_at")) and not runs_together(words, i, end)
    return is_province and is_placed and not is_in(listed("ordinary"), words, i, end)


def _is_told_with_marks(words: Words, i: int, end: int, *, is_todays: bool) -> bool:
    """Whether a name in small letters, marks and all, stands after a word for places, or is likelier than talk."""
    if _is_ordinary(words, i, end, is_todays=is_todays):
        return False
    if is_in_spot(words, i, is_clear=is_todays) or is_of_person(words, i) or runs_together(words, i, end):
        return False
    if follows(words, i, listed("at")):
        return True
    is_placed = is_after_place_word(words, i) or is_in_address(words, i)
    if begins_spot(words, i):
        return (is_todays or is_in_address(words, i)) and is_placed
    return is_placed or _is_likelier(words, i, end, is_todays=is_todays)


def _is_ordinary(words: Words, i: int, end: int, *, is_todays: bool) -> bool:
    """Whether the name is a word of the talk, and nothing says that it is a place."""
    if not any(is_in(listed(name), words, i, end) for name in ("ordinary", "ordinary_marked")):
        return False
    is_placed = any(follows(words, i, listed(name)) for name in ("at", "near", "offices", "resident"))
    return not (is_todays and (is_placed or is_in_address(words, i)))


def _is_likelier(words: Words, i: int, end: int, *, is_todays: bool) -> bool:
    """Whether the name with its marks is likelier than talk of the same words."""
    is_clear = is_todays and is_seldom_talk(words.bases[i:end])
    is_other = words.shown[i:end] == words.bases[i:end] or words.bases[i:end] in streets()
    if (is_other and not is_clear) or any(words.capital):
        return False
    before = words.bases[i - 1] if i and not words.after_break[i] else BREAK
    odds = people_talk().odds_of(before, ahead(words, i), end - i, least=BARE)
    if (is_todays or i == 0) and not is_other:
        return odds > _CLEAR_MARKS
    return odds > (_CLEAR if is_clear else _WITH_MARKS)


def is_after_unknown(words: Words, i: int) -> bool:
    """Whether the name of a commune that no list knows stands right before ("phường Ba Đình Hà Nội"), no person's."""
    if not i or words.after_break[i] or is_of_person(words, i):
        return False
    for k in range(i - 1, max(-1, i - _LONGEST_UNKNOWN - 2), -1):
        if words.bases[k] in _LOWER_TYPED:
            return k < i - 1
        if words.after_break[k] or not words.capital[k]:
            return False
    return False

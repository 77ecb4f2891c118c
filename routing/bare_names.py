"""Judges whether the name of a unit that stands without its type is meant as one or is other words."""

from collections.abc import Iterable

from routing.place_words import follows, head_at, heads, is_in, listed, streets
from routing.spot_names import ahead
from routing.talk import BREAK, people_talk
from routing.units import Unit
from routing.words import Words

# how often at least a place stands without its type, and by what log odds it must beat talk away from "ở"
_BARE, _AFTER_AT, _AFTER_NEAR, _SURE_BARE, _SURE_TYPED = 0.02, -7.0, 0.0, 2.0, -2.0
_WITH_MARKS = 1.0  # the marks of a name are seldom another word's
_LOWER_TYPED = frozenset({"xa", "phuong", "huyen", "quan"})
_SELDOM_SPOTS = frozenset({"dong", "dinh", "tram"})
_RIVER_WORDS = frozenset({"song", "cau"})
_OWN_LEVELS = frozenset({"commune", "old", "district"})


def may_be_bare(words: Words, i: int, end: int, units: Iterable[Unit], *, with_capitals: bool) -> bool:
    """Whether words `i` to `end` are the name of one of the units, not of a spot or a person, nor talk."""
    is_ours = any(unit.level in _OWN_LEVELS for unit in units) and not any(unit.kind == "tỉnh" for unit in units)
    is_todays = any(unit.level == "commune" for unit in units)
    if any(words.after_break[i + 1 : end]):
        return False
    if is_todays and end - i > 1 and _is_after_hamlet(words, i):
        return all(words.capital[i:end]) or words.is_accented
    is_of_spot = _is_of_spot(words, i) and (words.bases[i:end] in streets() or not may_be_of_house(words, i, units))
    if is_of_spot or _is_barred(words, i, is_ours=is_ours):
        return False
    if end - i == 1 and is_ours:
        return _is_short_name(words, i, is_todays=is_todays)
    if all(words.capital[i:end]):
        return not _goes_before(words, i) and not _is_told_of_person(words, i, end)
    return _is_told_small(words, i, end, is_ours=is_ours, is_todays=is_todays, with_capitals=with_capitals)


def _is_told_small(words: Words, i: int, end: int, *, is_ours: bool, is_todays: bool, with_capitals: bool) -> bool:
    if not words.is_accented:
        return not with_capitals and end - i > 1 and _is_told_plain(words, i, end, is_ours=is_ours)
    is_ordinary = is_in(listed("ordinary"), words, i, end) and not (is_todays and _is_surely_placed(words, i))
    return is_ours and not is_ordinary and _is_told_with_marks(words, i, end, with_capitals=with_capitals)


def may_be_of_house(words: Words, i: int, units: Iterable[Unit]) -> bool:
    """Whether a spot goes before the name of its commune of today ("trạm y tế Tân Yên", "thôn 5 Tân Yên")."""
    is_todays = any(unit.level == "commune" for unit in units)
    return is_todays and (follows(words, i, listed("institutions")) or _is_after_hamlet(words, i))


def _is_after_hamlet(words: Words, i: int) -> bool:
    """Whether a hamlet of a number or of one usual word stands before ("tổ 3", "thôn Đoài")."""
    if i < 2 or any(words.after_break[i - 1 : i + 1]) or words.bases[i : i + 2] in streets():  # noqa: PLR2004 - two words
        return False
    is_name = words.shown[i - 1].isdigit() or is_in(listed("single_names"), words, i - 1, i)
    return is_name and follows(words, i - 1, listed("hamlets"))


def _is_after_place_word(words: Words, i: int) -> bool:
    return any(follows(words, i, listed(name)) for name in ("at", "near", "offices", "towards", "institutions"))


def _is_surely_placed(words: Words, i: int) -> bool:
    return follows(words, i, listed("surely_at")) or follows(words, i, listed("offices"))


def _is_barred(words: Words, i: int, *, is_ours: bool) -> bool:
    """Whether what stands before makes it a street, a person or a thing, or merely where somebody goes."""
    if not i or words.after_break[i]:
        return False
    if words.shown[i - 1][0].isdigit() or follows(words, i, listed("not_after")):
        return True  # "kiệt 82 Trần Phú", "91 Nguyễn Văn Linh": streets
    if words.is_accented and follows(words, i, listed("goods")):
        return True
    return not is_ours and follows(words, i, listed("going"))


def _is_of_spot(words: Words, i: int) -> bool:
    """Whether a word right before opens the name of a spot."""
    if not i or words.after_break[i]:
        return False
    return follows(words, i, heads()) and (words.is_accented or not follows(words, i, listed("no_heads")))


def _is_short_name(words: Words, i: int, *, is_todays: bool) -> bool:
    """Whether "Kép", "Chũ", "Nếnh" is meant: marks, and a capital after a word for places or small after "ở"."""
    if words.shown[i] == words.bases[i]:
        return False
    return (
        _is_after_place_word(words, i)
        if words.capital[i]
        else is_todays and (_is_surely_placed(words, i) or follows(words, i, listed("near")))
    )


def _goes_before(words: Words, i: int) -> bool:
    """Whether another name stands right before ("Nguyễn Tân Yên"), which no office ("Công An", "UBND") is."""
    if not i or words.after_break[i] or words.after_break[i - 1] or not words.capital[i - 1]:
        return False
    return not _is_after_place_word(words, i)


def _is_told_of_person(words: Words, i: int, end: int) -> bool:
    if i and not words.after_break[i] and follows(words, i, listed("at")):
        return False
    return any(is_in(listed("is_person"), words, end, end + n) for n in (2, 3))


def _is_told_with_marks(words: Words, i: int, end: int, *, with_capitals: bool) -> bool:
    """Whether a name in small letters, marks and all, stands after a word for places, or is likelier than talk."""
    if _is_in_spot(words, i) or _is_of_person(words, i) or _runs_together(words, i, end):
        return False
    if follows(words, i, listed("at")):
        return True
    if _begins_spot(words, i):
        return False
    if _is_after_place_word(words, i):
        return True
    if with_capitals or words.shown[i:end] == words.bases[i:end] or words.bases[i:end] in streets():
        return False
    before = words.bases[i - 1] if i and not words.after_break[i] else BREAK
    return people_talk().odds_of(before, ahead(words, i), end - i, least=_BARE) > _WITH_MARKS


def _runs_together(words: Words, i: int, end: int) -> bool:
    """Whether the first or the last syllable belongs to a word of the talk beside it ("tiền phong bì")."""
    if i and not words.after_break[i] and is_in(listed("runs_from"), words, i - 1, i + 1):
        return True
    return end < len(words) and not words.after_break[end] and is_in(listed("runs_into"), words, end - 1, end + 1)


def _begins_spot(words: Words, i: int) -> bool:
    """Whether the name could as well be a spot's ("đèo gia bắc", "cầu gồ")."""
    return head_at(words, i) > 0 and words.bases[i] not in _SELDOM_SPOTS


def _is_told_plain(words: Words, i: int, end: int, *, is_ours: bool) -> bool:
    """Whether a name typed small, without marks and without its type is likelier than talk of the same words."""
    is_ordinary = any(words.bases[i:end] in listed(name) for name in ("ordinary", "ordinary_plain"))
    if words.bases[i] in _RIVER_WORDS or (is_ordinary and not follows(words, i, listed("at"))):
        return False
    if _is_of_person(words, i) or _is_in_spot(words, i) or (is_ours and _runs_together(words, i, end)):
        return False
    before = words.bases[i - 1] if i and not words.after_break[i] else BREAK
    odds = people_talk().odds_of(before, ahead(words, i), end - i, least=_BARE)
    if follows(words, i, listed("at")):
        return odds > _AFTER_AT
    is_near = is_ours and any(follows(words, i, listed(name)) for name in ("near", "offices"))
    return odds > (_AFTER_NEAR if is_near else _SURE_BARE)


def ends_address(words: Words, i: int) -> bool:
    """Whether a word stands after the comma of an address ("phuong hai chau, da nang")."""
    if not words.after_break[i] or not i or "," not in words.text[words.ends[i - 1] : words.starts[i]]:
        return False
    return any(words.bases[k] in _LOWER_TYPED for k in range(max(0, i - 4), i))


def _is_in_spot(words: Words, i: int) -> bool:
    """Whether a word before opens a spot whose name may go on to here ("ap tan binh duong ...")."""
    if follows(words, i, listed("institutions")) or follows(words, i, listed("surely_at")):
        return False
    if _is_after_place_word(words, i) if words.is_accented else follows(words, i, listed("no_heads")):
        return False
    return any(not any(words.after_break[i - k + 1 : i + 1]) and head_at(words, i - k) for k in (1, 2) if k <= i)


def _is_of_person(words: Words, i: int) -> bool:
    """Whether a person's surname stands before ("nguyen thi thanh ha")."""
    surnames = listed("person_surnames")
    return any(is_in(surnames, words, k, k + 1) for k in range(max(0, i - 2), i)) and not _is_surely_placed(words, i)


def is_told_typed(words: Words, i: int) -> bool:
    """Whether a name of one word, "chu" or "kep", follows its type and is no other word."""
    return people_talk().odds_of(words.bases[i - 1], ahead(words, i), 1, least=_BARE) > _SURE_TYPED

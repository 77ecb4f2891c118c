"""Reads letters that are short for a way or a hamlet: “ngõ 34 đ.Lê Lợi”, “t.Đức Tái p.Nhân Hòa”, “x7 xã Kép”."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from routing.gazetteer.address_words import begins_commune, way_words
from routing.gazetteer.house_numbers import named_in_capitals
from routing.gazetteer.spot_names import street_at
from routing.language.folding import bare
from routing.language.words import Words

IsUnit = Callable[[tuple[str, ...]], bool]

_UNIT = 2  # words of most names
_SHORT = re.compile(r"(?<![^\W_])(?:(?:[đd]g?|[tx])\.|[txkh]\d|ng[. ]?\d|trg\b)", re.IGNORECASE)
# what each of these ends with, which most messages hold nowhere; looking for that costs a quarter
_MAY_BE_SHORT = re.compile(r"[.\dgG](?<=[đĐdDgGtTxX]\.|[gGtTxXkKhH .]\d|[rR][gG])")
_WAYS = frozenset({"đ", "d", "đg", "dg"})
_HAMLETS = {"t": "thôn", "x": "xóm"}
_NUMBERED = {**_HAMLETS, "k": "khu"}
_ALLEY = {"ng": "ngõ"}
_DA_NANG = {"k": "kiệt", "h": "hẻm"}
_SCHOOL = {"trg": "trường"}  # in talk it is short for "trong"
_SCHOOLS = frozenset({"tieu", "mam", "mau", "mn", "th", "thcs", "thpt", "cap"})
_WAY = "duong"
_SHORTEST = 2  # letters: "Đ.T.N" are somebody's initials
_LONGEST = 3  # words of a hamlet's name


def with_short_heads(words: Words, is_unit: IsUnit) -> Words:
    """Return the words with each short head written out, in one clause with the name behind it.

    `is_unit` tells whether words without diacritics are the name of a unit: "x7 hợp thịnh", but not "x2 tiền phạt".
    """
    if not (_MAY_BE_SHORT.search(words.text) and _SHORT.search(words.text)):
        return words
    shown, bases, breaks = list(words.shown), list(words.bases), list(words.after_break)
    for i in range(len(words) - 1):
        if _is_before_street(words, i):
            breaks[i + 1] = False
        if head := next(_heads(words, i, is_unit), ""):
            shown[i], bases[i], breaks[i + 1] = head, bare(head), False
    return replace(words, shown=tuple(shown), bases=tuple(bases), after_break=tuple(breaks))


def _heads(words: Words, i: int, is_unit: IsUnit) -> Iterator[str]:
    """Yield what word `i` is short for."""
    short = words.said(i, i + 1).lower()
    if short in _HAMLETS and _is_dotted(words, i) and _is_before_unit(words, i + 1):
        yield _HAMLETS[short]
    is_numbered = words.ends[i] == words.starts[i + 1] and words.shown[i + 1].isdigit()
    if short in _DA_NANG and words.ends[i] == words.starts[i + 1] and _is_alley(words, i):
        yield _DA_NANG[short]
    is_placed = _is_commune(words, i + 2) or (short == "x" and is_unit(words.bases[i + 2 : i + 2 + _UNIT]))
    if short in _NUMBERED and is_numbered and is_placed:
        yield _NUMBERED[short]
    if short in _SCHOOL and words.bases[i + 1] in _SCHOOLS:
        yield _SCHOOL[short]
    if short in _ALLEY and words.shown[i + 1][0].isdigit() and _is_way(words, i + 2):
        yield _ALLEY[short]


def _is_alley(words: Words, i: int) -> bool:
    """Whether a street or the next alley stands behind a letter with its number ("H23/5 K280 Hoàng Diệu")."""
    street = i + 2
    if street >= len(words) or words.after_break[street] or not words.shown[i + 1][0].isdigit():
        return False
    is_next = (
        words.said(street, street + 1).lower() in _DA_NANG
        and words.ends[street] == words.starts[street + 1 : street + 2][0]
    )
    return is_next or _is_way(words, street) or (street + 1 < len(words) and named_in_capitals(words, street) > 0)


def _is_dotted(words: Words, i: int) -> bool:
    return words.text[words.ends[i] : words.ends[i] + 1] == "."


def _is_before_unit(words: Words, start: int) -> bool:
    """Whether a name and then a unit by its type stand at word `start` ("Đức Tái p.Nhân Hòa", not "Bắc Ninh")."""
    if words.ends[start] - words.starts[start] < _SHORTEST:
        return False
    reach = range(start + 1, min(start + _LONGEST + 1, len(words) - 1))
    end = next((end for end in reach if words.after_break[end] or _is_commune(words, end)), len(words))
    return _is_commune(words, end)


def _is_commune(words: Words, i: int) -> bool:
    """Whether the type of a commune stands at word `i`, in the same clause."""
    return i < len(words) and not words.after_break[i] and begins_commune(words, i)


def _is_way(words: Words, i: int) -> bool:
    return i < len(words) and (words.bases[i] in way_words() or street_at(words, i, is_sure=True) > 0)


def _is_before_street(words: Words, i: int) -> bool:
    """Whether "đ." stands before a name, small or after a number or a sign: "ông Đ. Hôm nay" is no street."""
    if not (words.bases[i] == _WAY and _is_dotted(words, i) and words.said(i, i + 1).lower() in _WAYS):
        return False
    is_opened = not i or words.after_break[i] or words.shown[i - 1][0].isdigit()
    may_end = words.ends[i] - words.starts[i] > 1  # "ngoài đg. Đề nghị"
    is_way = is_opened or not (words.capital[i] or may_end) or street_at(words, i + 1, is_sure=True) > 0
    is_name = words.capital[i + 1] and words.ends[i + 1] - words.starts[i + 1] >= _SHORTEST
    return is_way and (is_name or words.shown[i + 1][0].isdigit())

"""Finds the number of a house, a flat, a stall or a lamp post: an officer who goes there needs more than the street."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from routing.gazetteer.address_words import way_words
from routing.gazetteer.measures import is_measure
from routing.gazetteer.place_words import first_words, follows, is_in, listed
from routing.gazetteer.spot_names import street_behind
from routing.language.words import Words

_NUMBER = re.compile(r"[a-zđ]{0,2}\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?)*(?![./,-]?\w)", re.IGNORECASE)
_MAY_BE_DAY = re.compile(r"(?:[0-2]?\d|3[01])[/-](?:0?\d|1[0-2])")
_SO = "so"
_FLOOR, _HOUSE = "tang", "nha"
_ROOMS = frozenset({_FLOOR, "phong", "can"})
_CODED = frozenset({"toa", "lo", "block", "day", "kenh", "muong", "duong", "tram", "cot", "khu", "cau", "cong"})
_DISTRICT = frozenset({"q", "p"})  # "đường q9" lies in a district
# typed plain, the others are mostly other words ("can" for "cắn" and "cần"), but before a long number
_CLEAR_PLAIN = frozenset(
    {"nha", "phong", "quay", "ki ot", "kiot", "can ho", "cot dien", "cot den", "tru dien", "tru den", "kios"}
)
_LONG = 3
_WAYS = frozenset({"duong", "pho", "dai", "quoc", "tinh"})  # with the first words of "đại lộ" and its like
_BEFORE_HOUSES = ("before", "at", "resident", "businesses")
_LONGEST_THING = 2
_SHORTEST_STREET, _LONGEST_STREET = 2, 4
_LONGEST_WAY = 6  # words


def number_end(words: Words, i: int) -> int:
    """Return where the number ends that begins at word `i` ("37", "12/3", "12A", "B12"), `i` where none does."""
    if i >= len(words):
        return i
    found = _NUMBER.match(words.text, words.starts[i])
    digits = i if words.shown[i][0].isdigit() else i + 1
    if found is None or (digits < len(words) and is_measure(words, digits)):
        return i
    end = i + 1
    while end < len(words) and words.starts[end] < found.end():
        end += 1
    return end


def numbered_at(words: Words, i: int) -> tuple[int, bool]:
    """Return where "nhà 37", "căn 1204" or "cột điện số 23" ends, `i` where none is, and whether a street is told too.

    By itself it may be a count ("nhà 3 tầng"): it is a place only beside one.
    """
    if words.bases[i] not in first_words("numbered_things"):
        return i, False
    if _is_counted(words, i):
        return i, False
    for length in range(_LONGEST_THING, 0, -1):
        if not is_in(listed("numbered_things"), words, i, i + length):
            continue
        number = _number(words, i, i + length)
        end = number_end(words, number) if number else number
        if end > number and _is_clear(words, i, i + length, number):
            street = _street(words, end)
            return end + street, street > 0
    return i, False


def _is_counted(words: Words, i: int) -> bool:
    """Whether a count stands before a thing ("3 tầng 36 phòng"), and no number of another ("phòng 2 tầng 3")."""
    if not i or words.after_break[i] or not words.shown[i - 1][0].isdigit():
        return False
    is_of_thing = i > 1 and words.bases[i - 2] in first_words("numbered_things")
    return words.bases[i] in _ROOMS and not is_of_thing


def coded_at(words: Words, i: int, head: int) -> int:
    """Return where "toa b2" or "lo c15" ends that has a head of so many words, `i` where no code follows it."""
    code = i + head
    is_coded = words.bases[i] in _CODED and code < len(words) and not words.after_break[code]
    is_letter = is_coded and not words.shown[code][0].isdigit() and words.shown[code] not in _DISTRICT
    end = number_end(words, code) if is_letter else code
    return end if end > code else i


def _number(words: Words, i: int, after: int) -> int:
    """Return where the number of a thing is written, also behind "số"; 0 where it is not, or "nhà số" opens it."""
    number = after
    if number < len(words) and words.bases[number] == _SO:
        if words.bases[i:after] in {(_FLOOR,), (_HOUSE,)}:
            return 0
        number += 1
    return 0 if number >= len(words) or any(words.after_break[after : number + 1]) else number


def _is_clear(words: Words, i: int, after: int, number: int) -> bool:
    is_clear = words.is_accented or " ".join(words.bases[i:after]) in _CLEAR_PLAIN
    return is_clear or len(words.shown[number]) >= _LONG


def is_house_number(words: Words, i: int, end: int) -> bool:
    """Whether a mere number is a house's: it counts no days, and where it may be a day, an address goes on with it."""
    if follows(words, i, listed("counted_after")):
        return False
    is_begun = i == 0 or words.after_break[i]
    return not (is_begun and _MAY_BE_DAY.fullmatch(words.said(i, end))) or _goes_on(words, end)


def _goes_on(words: Words, i: int) -> bool:
    """Whether a street stands right behind what may be a day ("15/3 Trần Hưng Đạo"), or a way that a comma closes."""
    if i >= len(words) or words.after_break[i]:
        return False
    if words.bases[i] not in way_words():
        return _street(words, i) > 0 or _is_double_address(words, i)
    behind = next((k for k in range(i + 2, min(i + _LONGEST_WAY, len(words))) if words.after_break[k]), 0)
    return behind > 0 and words.text[words.ends[behind - 1] : words.starts[behind]].strip() == ","


def _is_double_address(words: Words, i: int) -> bool:
    """Whether a part of a village with its number goes before another ("11/4 | tổ 3 ấp Bàu Cá")."""
    further = i + 2
    is_numbered = further < len(words) and words.shown[i + 1][0].isdigit() and not words.after_break[further]
    return is_numbered and words.bases[i : i + 1] in listed("hamlets") and words.bases[further] in _behind_parted()


def is_before_way(words: Words, i: int, end: int) -> bool:
    """Whether a mere number stands where an address may begin, and "đường" or the like follows ("ở 37 đường …").

    "5 ngõ" are five of them, "12/5 ngõ Đình" is a house.
    """
    if end >= len(words) or words.after_break[end]:
        return False
    if words.bases[end] not in (_behind_parted() if "/" in words.said(i, end) else _WAYS):
        return False
    return _may_begin(words, i)


def _may_begin(words: Words, i: int) -> bool:
    """Whether an address may begin at word `i`."""
    return i == 0 or words.after_break[i] or any(follows(words, i, listed(name)) for name in _BEFORE_HOUSES)


@cache
def _behind_parted() -> frozenset[str]:
    """Return what follows the number of a house with a stroke: a way, or the part of a village that counts houses."""
    return way_words() | {bases[0] for bases in listed("hamlets") if len(bases) == 1} | {"khu"}


def _street(words: Words, i: int) -> int:
    """Return how many words right behind a number are its street, told without "đường" ("nhà 37 Lê Lợi")."""
    if i >= len(words) or words.after_break[i]:
        return 0
    return street_behind(words, i) or named_in_capitals(words, i)


def addressed_street(words: Words, number: int, i: int, taken: Sequence[int]) -> int:
    """Return how many words at `i`, right behind a number, are a street that no list knows, as its unit follows.

    "26 Thùy Vân, P. Thắng Tam" is a house. `taken` are the words of units, in order.
    """
    end = i
    while end < len(words) and end - i < _LONGEST_STREET and words.capital[end] and not words.shown[end][0].isdigit():
        if words.after_break[end]:
            break
        end += 1
    if end - i < _SHORTEST_STREET or not _may_begin(words, number) or end >= len(words) or not _is_taken(taken, end):
        return 0
    is_near = words.text[words.ends[end - 1] : words.starts[end]].strip() in {"", ","}
    return end - i if is_near else 0


def _is_taken(taken: Sequence[int], i: int) -> bool:
    at = bisect_left(taken, i)
    return at < len(taken) and taken[at] == i


def named_in_capitals(words: Words, i: int) -> int:
    """Return how many words from word `i` on are a name in capitals after which streets are called ("Lê Lợi")."""
    end = i
    while end < len(words) and end - i < _LONGEST_STREET and words.capital[end] and not words.shown[end][0].isdigit():
        if end > i and words.after_break[end]:
            break
        end += 1
    is_street = end - i >= _SHORTEST_STREET and is_in(listed("family_names"), words, i, i + 1)
    return end - i if is_street else 0

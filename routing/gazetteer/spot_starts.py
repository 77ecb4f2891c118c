"""Tells where the words for a spot begin: with the side, the way or the landmark that it is told by."""

from collections.abc import Sequence

from routing.gazetteer.place_words import follows, is_in, listed
from routing.language.words import Words

_LONGEST_BEFORE, _LONGEST_LANDMARK = 3, 5
_SHORTEST_PLAIN = 2  # words: typed plain "cho" and "cau" are mostly other words
_COUNTERS = frozenset({"cái", "ngôi", "ngoi"})  # without its mark "cái" is other words too
_HOUSE = "nha"
_TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "thầy", "ong", "ba", "chi", "chu"})
_BEYOND = frozenset({"ngoài", "trong", "ven", "dọc"})
_LANDMARKS = ("bare", "businesses", "grounds")


def spot_start(words: Words, i: int) -> int:
    """Return where a place begins of which the spot stands at word `i`."""
    if _HOUSE in words.bases[i - 4 if i > 3 else 0 : i]:  # noqa: PLR2004 - "nhà bà Tư Lan"
        house = _with_house(words, i)
        if house < i and (beside := _from_way(words, house)) < house:
            return beside
    start = _with_sides(words, i)
    if start == i and words.shown[i - 1] in _BEYOND and i > 1:
        ground = _with_landmark(words, i - 1, ("grounds",))
        return ground if ground < i - 1 else i  # "bãi cát | ngoài đê"
    return _with_landmark(words, _with_way(words, start, i)) if start < i else _with_way(words, start, i)


def _with_house(words: Words, start: int) -> int:
    """Return where the house of somebody begins by which a place is told ("đầu ngõ nhà ông Thiềng | xóm Chùa")."""
    for length in (1, 2):
        title, house = start - length - 1, start - length - 2
        if house < 0 or any(words.after_break[house + 1 : start + 1]):
            break
        if words.bases[house] == _HOUSE and words.shown[title] in _TITLES and all(words.capital[title + 1 : start]):
            return house
    return start


def _from_way(words: Words, house: int) -> int:
    """Return where the side or the way begins by which a house is told, the house where none is: it may be accused."""
    start = _with_sides(words, house)
    way = start - 1
    return _with_sides(words, way) if way > 0 and is_in(listed("ways_of_spots"), words, way, start) else start


def _with_sides(words: Words, i: int) -> int:
    start = i
    if (
        i > 1
        and words.shown[i - 1] in _COUNTERS
        and not words.after_break[i]
        and follows(words, i - 1, listed("before"))
    ):
        start -= 1  # "gần cái nhà văn hóa", "sau ngôi chùa"
    for _ in range(2):
        for length in range(_LONGEST_BEFORE, 0, -1):
            if start - length >= 0 and is_in(listed("before"), words, start - length, start):
                start -= length
                break
    return start


def _with_way(words: Words, start: int, i: int) -> int:
    """Return where a place begins with the way to it ("đường dẫn cầu Hồ"), `start` where none is told."""
    if not start or words.after_break[start]:
        return start
    if start < i and is_in(listed("ways_of_spots"), words, start - 1, start):
        return start - 1
    if words.bases[start - 1] not in listed("approaches").lasts:
        return start
    lengths = (n for n in (3, 2) if n <= start)
    return next((start - n for n in lengths if is_in(listed("approaches"), words, start - n, start)), start)


def _with_landmark(words: Words, start: int, lists: Sequence[str] = _LANDMARKS) -> int:
    """Return where a place begins with what is beside a spot ("bãi đỗ xe | sau đình"), `start` where none is told."""
    if not start or words.after_break[start]:
        return start
    shortest = 1 if words.is_accented else _SHORTEST_PLAIN
    for name in lists:
        if words.bases[start - 1] not in listed(name).lasts:
            continue
        for length in range(min(_LONGEST_LANDMARK, start), shortest - 1, -1):
            first = start - length
            if is_in(listed(name), words, first, start) and not any(words.after_break[first + 1 : start]):
                return first
    return start

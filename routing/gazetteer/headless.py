"""Finds spots that no head opens: "91 Nguyễn Văn Linh", "ở Nhơn Tân", "sau lưng ủy ban", "… gần Vincom"."""

from collections.abc import Sequence
from string import digits

from routing.gazetteer.house_numbers import addressed_street, is_before_way, is_house_number, number_end
from routing.gazetteer.place_words import first_words, follows, is_in, listed
from routing.gazetteer.spot_names import name_end, street_behind
from routing.gazetteer.spot_starts import spot_start
from routing.gazetteer.street_openings import is_along, street_without_head
from routing.gazetteer.units import Spot
from routing.language.words import Words

_DIGITS = frozenset(digits)
_LONGEST_UNKNOWN = 4
_NAMED_AFTER = frozenset({"ở", "tại", "ra", "vô", "về", "xuống", "lên", "bên", "dân", "khúc", "đoạn", "dưới", "trên"})
_OFFICES = frozenset({"sở", "cục", "phòng"})  # "ra Sở Xây dựng" names who is asked, and no place


def headless(words: Words, i: int, taken: Sequence[int], *, with_capitals: bool) -> Spot | None:
    """Return an address without "đường" ("91 Nguyễn Văn Linh", "lê lợi đoạn …") or a name after "ở" ("ở Nhơn Tân")."""
    if words.shown[i][0] in _DIGITS:
        return _house(words, i, taken)
    if (words.after_break[i] or is_along(words, i)) and (street := street_without_head(words, i)):
        return Spot(i, i + street, 1.0)
    follows_at = i > 0 and words.shown[i - 1] in _NAMED_AFTER and not words.after_break[i]
    if not (with_capitals and words.capital[i] and follows_at) or words.shown[i] in _OFFICES:
        return None
    end = name_end(words, i, 0, with_capitals=True)
    has_digit = any(words.shown[k][0].isdigit() for k in range(i, end))
    is_name = 1 < end - i <= _LONGEST_UNKNOWN and not has_digit and words.bases[i] not in first_words("surnames")
    return Spot(i, end, 0.8) if is_name and not is_in(listed("abroad"), words, i, end) else None


def _house(words: Words, i: int, taken: Sequence[int]) -> Spot | None:
    """Return a mere number with its street ("91 Nguyễn Văn Linh"), or before one ("91 đường …")."""
    end = number_end(words, i)
    if end == i or not is_house_number(words, i, end):
        return None
    street = 0 if end >= len(words) or words.after_break[end] else street_behind(words, end)
    street = street or addressed_street(words, i, end, taken)
    if street:
        return Spot(spot_start(words, i), end + street, 1.5)
    return Spot(spot_start(words, i), end, 0.0) if is_before_way(words, i, end) else None


def office(words: Words, i: int) -> Spot | None:
    """Return an office beside which something is ("sau lưng ủy ban"), but none in or before which something was."""
    if not follows(words, i, listed("beside")):
        return None
    ends = (i + n for n in range(_LONGEST_UNKNOWN, 0, -1) if i + n <= len(words))
    end = next((end for end in ends if is_in(listed("bare_offices"), words, i, end)), 0)
    return Spot(spot_start(words, i), end, 1.0) if end else None


def beside_last(words: Words, i: int, reached: int) -> Spot | None:
    """Return what has a name of its own and no head, as the side of it stands right behind a spot ("… gần Vincom")."""
    if not follows(words, i, listed("before")) or is_in(listed("feasts"), words, i, i + 1):
        return None
    start = spot_start(words, i)
    is_beside = start == reached and not words.after_break[start]
    return Spot(start, name_end(words, i, 0, with_capitals=True), 0.0) if is_beside else None

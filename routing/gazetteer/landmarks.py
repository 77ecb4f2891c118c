"""Finds the spot a citizen names in words (street, alley, hamlet, school, market), without looking it up anywhere."""

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from string import digits

from routing.gazetteer.address_words import begins_commune, begins_unit
from routing.gazetteer.before_units import end_before_unit
from routing.gazetteer.hamlet_names import HAMLETS
from routing.gazetteer.headless import beside_last, headless, office
from routing.gazetteer.house_numbers import coded_at, numbered_at
from routing.gazetteer.joining import joined
from routing.gazetteer.measures import is_measure
from routing.gazetteer.place_words import LONGEST_HEAD, first_of_heads, first_words, follows, head_at, is_in, listed
from routing.gazetteer.spot_names import CLEAR_HEADS, is_of_many, known_spot, name_end, street_at
from routing.gazetteer.spot_starts import spot_start
from routing.gazetteer.street_openings import first_of_streets, is_along
from routing.gazetteer.stretches import with_stretches
from routing.gazetteer.units import Spot
from routing.language.words import Words

_DIGITS = frozenset(digits)
_OF_PAPER = re.compile(r"\s?/\s?[A-Za-zĐđ]{2,}")  # "số 45/QĐ-XPHC" is a decision and no house
_TELEPHONE, _ROAD_DIGITS = ("dien", "thoai"), 3  # "ĐT 398" is a road, though "đt" is read as a telephone
_TURNS = frozenset({"dau", "mot", "hai", "ba", "1", "2", "3", "nhat"})
_MERE_NUMBER = ("so",)  # a house only beside another place
_PART_OF_NAMES = frozenset({"truong", "ho", "lo", "cau", "dinh", "dong", "song", "quan", "ben"})
_NAMED_ONLY = frozenset(
    """
    cho cau truong ty chua dinh den song suoi ho quan xuong may vien bai rung trai dong kho mo khe hang tram
    vuc doi dao nui thac gieng rach ben cang
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_LONGEST_TIE = 4  # words
_LANDING = "ben"  # "Bến Tre" is a town
# typed plain they are mostly other words: only before a commune
_FAINT = frozenset({_LANDING, "cang", "muong", "ngoi"})
_QUARTERS = frozenset({("khối",), ("cụm",), ("tổ", "dp"), ("to", "dp")})
_BUILDINGS = frozenset({("block",), ("lo",)})
_HILL = ("đồi",)  # without its mark it looks like "đội"
_NUMBERED_ONLY = frozenset(
    {"to", "so", "doi", "cum", "lo", "km", "khoi", "nha so", "so nha", "block", "q", "p", "to dp"}
)


def find_spots(words: Words, taken: frozenset[int] = frozenset(), *, with_capitals: bool) -> list[Spot]:
    """Return the spots that the words name, joined where they stand side by side; words in `taken` belong to others."""
    alone = list(_spots(words, taken, with_capitals=with_capitals))
    found = joined(words, with_stretches(words, alone, taken), taken)
    return [spot for spot in found if spot.points or spot.end in taken or spot.end + 1 in taken]


def _spots(words: Words, taken: frozenset[int], *, with_capitals: bool) -> Iterator[Spot]:
    heads, named, reached, ordered = _beginnings(), first_of_streets(), 0, sorted(taken)
    for i, (base, shown) in enumerate(zip(words.bases, words.shown, strict=True)):
        is_opening = (
            base in heads
            or words.capital[i]
            or shown[0] in _DIGITS
            or (base in named and (words.after_break[i] or is_along(words, i)))
        )
        if i < reached or i in taken or not is_opening:
            continue
        spot = _spot_at(words, i, ordered, with_capitals=with_capitals)
        if spot is None and with_capitals and reached and words.capital[i]:
            spot = beside_last(words, i, reached)
        if spot is not None and taken.isdisjoint(range(i, spot.end)):
            yield spot
            reached = spot.end


def _next_unit(taken: Sequence[int], i: int, end: int) -> range:
    """Return the words of the next unit behind word `i`, with what it lies in; none at the end of the text."""
    first = last = bisect(taken, i)
    if first == len(taken):
        return range(end, end)
    while last < len(taken) and taken[last] - taken[first] == last - first:
        last += 1
    return range(taken[first], taken[last - 1] + 1)


@cache
def _beginnings() -> frozenset[str]:
    """Return the words, without diacritics, with which a spot may begin that has no capital and no number."""
    return frozenset(first_of_heads()) | first_words("numbered_things") | first_words("bare_offices")


def _spot_at(words: Words, i: int, taken: Sequence[int], *, with_capitals: bool) -> Spot | None:
    """Return the spot that begins at word `i`; the words in `taken`, in order, belong to the names of units."""
    numbered, has_street = numbered_at(words, i)
    if numbered > i:
        return Spot(spot_start(words, i), numbered, 1.5 if has_street else 0.0)
    head = head_at(words, i)
    if not head:
        return headless(words, i, taken, with_capitals=with_capitals) or office(words, i)
    if _is_other_word(words, i, head):
        return None
    if _is_part_of_name(words, i, head):
        return headless(words, i, taken, with_capitals=with_capitals)
    unit = _next_unit(taken, i, len(words))
    return _named(words, i, head, unit, with_capitals=with_capitals) or _coded(words, i, head)


def _is_other_word(words: Words, i: int, head: int) -> bool:
    """Whether a head typed plain is another word, as a clear one stands right after it ("xuong quoc lo", "ho to 9")."""
    after = i + 1
    if words.is_accented or head > 1 or after >= len(words) or words.after_break[after]:
        return False
    if words.bases[after] not in first_of_heads() or words.bases[i] in CLEAR_HEADS or street_at(words, after):
        return False
    further = head_at(words, after)
    is_clear = further > 1 or (further == 1 and words.bases[after] in CLEAR_HEADS - {*_MERE_NUMBER})
    return is_clear and spot_start(words, i) == i


def _named(words: Words, i: int, head: int, unit: range, *, with_capitals: bool) -> Spot | None:
    end, stop, last_head = i + head, unit.start, head
    is_small = not with_capitals or not any(words.capital[end : _next_name(words, unit)])
    last = end_before_unit(words, i, end, unit) if is_small else end
    while last == end < stop and end - i < LONGEST_HEAD and not words.after_break[end]:
        further = head_at(words, end)
        if not further or not (words.is_accented or words.bases[end] in CLEAR_HEADS or further > 1):
            break
        end, last_head = end + further, further
        last = end if with_capitals else end_before_unit(words, end - further, end, unit)
    start = spot_start(words, i)
    if last > end:
        return Spot(start, last, 1.0 + 0.5 * (start < i))
    is_mere_many = not with_capitals and words.bases[i] in HAMLETS and is_of_many(words, i)
    if is_mere_many and not (end < len(words) and words.shown[end][0].isdigit()):
        return None  # "ca xom dau dau"
    if head == 1 and words.bases[i] in _FAINT and not words.is_accented:
        return None
    last = min(name_end(words, end, last_head, with_capitals=with_capitals), max(stop, end))
    if last == stop > end and words.shown[last - 1] == _LANDING and not words.capital[last - 1]:
        last -= 1  # "duoi cau vuot | ben ninh xa" is "bên"
    farthest = end
    if last <= end and end - i > head:
        end, last = _named_like_a_head(words, i, i + head, end, with_capitals=with_capitals)
    if last > end:
        return _weighed(words, start, i, end, last)
    if known := known_spot(words, i):
        return Spot(start, known, 1.0 + 0.5 * (start < i))
    return _unnamed(words, start, i, {farthest: 0, end: 0}, unit)


def _unnamed(words: Words, start: int, i: int, ends: Collection[int], unit: range) -> Spot | None:
    """Return a landmark without a name that is told by its side ("sau đình làng") or stands before a unit."""
    stop = unit.start
    tied = 0 if stop in ends else _tied_at(words, unit)
    if start == i and stop not in ends and tied not in ends:
        return None
    end = next((at for at in ends if _is_bare(words, i, at, in_unit=at in {stop, tied} and len(unit) > 0)), 0)
    if end and end == tied > i and (words.is_accented or end - i > 1):
        return Spot(start, end, 0.5)
    return Spot(start, end, 0.5 if start < i else 0.0) if end and (start < i or end == stop) else None


def _tied_at(words: Words, unit: range) -> int:
    """Return where the words begin that tie a landmark to its unit ("cầu treo | trên địa bàn xã …"), 0 without any."""
    if not unit or not begins_commune(words, unit.start):
        return 0
    ties = (unit.start - n for n in range(_LONGEST_TIE, 0, -1) if n < unit.start)
    found = (at for at in ties if is_in(listed("ties"), words, at, unit.start))
    return next((at for at in found if not any(words.after_break[at : unit.start + 1])), 0)


def _next_name(words: Words, unit: range) -> int:
    """Return up to which word no capital may stand in a spot's name that is small: one elsewhere says nothing here.

    Among marks that of the unit tells nothing where its type parts them ("hồ suối nứa | xã Đông Phú").
    """
    is_parted = words.is_accented and unit.start < unit.stop and begins_unit(words, unit.start)
    return unit.start if is_parted else unit.stop


def _is_bare(words: Words, i: int, end: int, *, in_unit: bool) -> bool:
    """Whether a landmark without a name ends at word `end` ("đình làng"), `in_unit` where its unit stands behind it."""
    lists = ("bare", "bare_in_unit") if in_unit else ("bare",)
    is_bare = any(is_in(listed(name), words, k, end) for name in lists for k in range(i, end))
    return is_bare and not any(words.after_break[i + 1 : end])


def _weighed(words: Words, start: int, i: int, end: int, last: int) -> Spot | None:
    """Return the spot from `start` to `last` whose head is words `i` to `end`, or None when such a thing is not one."""
    if last - 1 > end and words.capital[end] and _counts_at_end(words, end, last):
        last -= 1  # "cách nhà văn hóa thôn Đông 50 mét"
    has_number = any(words.shown[k][0].isdigit() for k in range(end, last))
    head = words.bases[i:end]
    is_told_by_it = _bears_number(words, i, end, last) or _is_second(words, end, last)
    if has_number and (_counts_at_end(words, end, last) or not is_told_by_it):
        return None
    is_counted = " ".join(head) in _NUMBERED_ONLY and words.shown[i:end] != _HILL
    if not has_number and (head == _TELEPHONE or (is_counted and not _is_lettered(words, i, end))):
        return None
    if head == _MERE_NUMBER and last == end + 1 and start == i:
        return Spot(start, last, 0.0)
    return Spot(start, last, 1.0 + 0.5 * (start < i) + 0.5 * has_number)


def _is_lettered(words: Words, i: int, end: int) -> bool:
    """Whether a part of a town is named ("khối Nam Ngạn") or a building has a letter ("lô C"), and no number."""
    is_letter = words.bases[i:end] in _BUILDINGS and words.ends[end] - words.starts[end] == 1
    return (is_letter or words.shown[i:end] in _QUARTERS) and words.capital[end] and not words.after_break[end]


def _coded(words: Words, i: int, head: int) -> Spot | None:
    end = coded_at(words, i, head)
    return Spot(spot_start(words, i), end, 1.5) if end > i else None


def _named_like_a_head(words: Words, i: int, first: int, end: int, *, with_capitals: bool) -> tuple[int, int]:
    """Return where head and name end when the name is itself a word for a place: "xóm Trại", "sông Cầu", "cầu Hồ"."""
    if not with_capitals:
        return first, name_end(words, first, first - i, with_capitals=False)
    is_name = words.capital[end - 1] and (words.after_break[i] or not words.capital[first - 1])
    return (first, end) if is_name else (end, end)


def _counts_at_end(words: Words, end: int, last: int) -> bool:
    """Whether other words stand before a quantity ("đường hẹp 2 mét")."""
    return last - 1 > end and words.shown[last - 1].isdigit() and is_measure(words, last - 1)


def _is_second(words: Words, end: int, last: int) -> bool:
    """Whether a figure behind a name tells one of two that are called so ("cầu Như Nguyệt 2")."""
    is_named = last - 1 > end and words.capital[end]
    return is_named and words.shown[last - 1].isdigit() and len(words.shown[last - 1]) == 1


def _bears_number(words: Words, i: int, end: int, last: int) -> bool:
    """Whether such a thing is told by a number, and this one counts nothing ("chợ 350k", "quyết định số 12")."""
    head = words.bases[end - 1]
    if words.bases[i:end] == _TELEPHONE:
        return words.starts[i] == words.starts[i + 1] and len(words.shown[end]) <= _ROAD_DIGITS
    is_team = words.shown[end - 1] == "đội" or (head == "doi" and last < len(words) and _opens_clearly(words, last))
    is_numbered = end - i > 1 or (head not in _NAMED_ONLY if words.is_accented else head in CLEAR_HEADS)
    if not (is_numbered or is_team) or is_measure(words, end):
        return False
    if words.bases[i:end] != _MERE_NUMBER:
        return True
    if _OF_PAPER.match(words.text, words.ends[end]):
        return False
    return not i or not (words.bases[i - 1] in first_words("numbered") or _is_turn(words, i))


def _opens_clearly(words: Words, i: int) -> bool:
    """Whether a head stands at word `i` that is no other word typed plain ("doi 41 | ngoi mo" is no team)."""
    return head_at(words, i) > 0 and (words.is_accented or words.bases[i] not in _FAINT)


def _is_turn(words: Words, i: int) -> bool:
    """Whether it is said before word `i` for the how-manieth time a paper was made ("khiếu nại lần đầu số 88")."""
    return words.bases[i - 1] in _TURNS and "lan" in words.bases[max(i - 3, 0) : i - 1]


def _is_part_of_name(words: Words, i: int, head: int) -> bool:
    """Whether a head of one word is a syllable of another name ("Nguyễn Trường Tộ")."""
    if not (head == 1 and words.bases[i] in _PART_OF_NAMES and words.capital[i]) or words.after_break[i]:
        return False
    is_mere_opening = i == 1 or (i > 1 and words.after_break[i - 1])  # its capital is the sentence's
    is_person = is_in(listed("family_names"), words, i - 1, i) or follows(words, i, listed("not_after"))
    is_placed = words.bases[i] != _LANDING and follows(words, i, listed("before"))  # "gần Hồ Gươm"
    return is_person or not (is_mere_opening or is_placed)

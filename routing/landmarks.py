"""Finds the spot a citizen names in words (street, alley, hamlet, school, market), without looking it up anywhere."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from routing.folding import bare
from routing.words import Words

_LONGEST_HEAD = 5
_LONGEST_NAME = 6
_LONGEST_LOWER_NAME = 3
_FULL_NAME = 3
_LONGEST_UNKNOWN = 4
_LONGEST_BEFORE = 2
_NEAR = 2
_BRIDGES = frozenset({"cu", "o", "thuoc", "tai", "voi", "va", "cua", "doan", "qua", "khuc", "giao"})
_AT = frozenset({"o", "tai", "qua", "thuoc", "ben", "tren", "duoi", "doan", "khuc", "ngoai", "ra", "doc", "ve"})
_MEASURES = frozenset(
    {"k", "h", "m", "tr", "kg", "ha", "p", "cm", "km", "khong", "trieu", "ngan", "nghin", "gio", "met"}
)
_OFTEN_SECOND = frozenset({"minh", "xuan", "dong"})
_NAMED_AFTER = frozenset({"ở", "tại", "ra", "vô", "về", "xuống", "lên", "bên", "dân", "khúc", "đoạn", "dưới", "trên"})
_PART_OF_NAMES = frozenset({"truong", "ho", "lo", "cau", "dinh", "dong", "song", "quan"})
_NAMED_ONLY = frozenset(
    """
    cho cau truong ty chua dinh den song suoi ho quan xuong may vien bai rung trai dong kho mo khe hang tram
    vuc doi dao nui thac gieng rach
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_PLAIN_ENOUGH = frozenset(
    """
    duong ngo hem ngach kiet thon xom ap to khu khoi khom km ql dt tl so block lang truong xa phuong huyen p
    tinh
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_NUMBERED_ONLY = frozenset({"to", "so", "khu", "doi", "cum", "lo", "km", "khoi", "nha so", "so nha", "block", "q", "p"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot named at words `start` to `end` (not included); `points` tells how telling it is."""

    start: int
    end: int
    points: float


@cache
def tables() -> Mapping[str, Any]:
    """Return the word lists of places.toml."""
    return tomllib.loads((files("routing") / "data" / "places.toml").read_text(encoding="utf-8"))


Marked = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]


def _by_bases(listed: Iterable[str]) -> Marked:
    """Return comma-separated phrases by their words without diacritics."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for text in ",".join(listed).split(","):
        found[tuple(bare(text).split())].append(tuple(text.split()))
    return {bases: tuple(phrases) for bases, phrases in found.items()}


@cache
def heads() -> Marked:
    """Return the phrases that open the name of a spot or of a unit."""
    units = [name for name in tables()["unit_types"] if name != "quận"]
    return _by_bases([*tables()["heads"].values(), *units, "p, q"])


@cache
def _head_beginnings() -> frozenset[str]:
    return frozenset(bases[0] for bases in heads())


@cache
def _listed(name: str) -> Marked:
    return _by_bases([tables()["places"][name]])


def _is_in(phrases: Marked, words: Words, start: int, end: int) -> bool:
    """Whether words `start` to `end` are one of the phrases, in the diacritics the writer uses."""
    meant = phrases.get(words.bases[start:end], ())
    shown = words.shown[start:end]
    return shown in meant or (bool(meant) and not words.is_accented)


@cache
def _streets() -> frozenset[tuple[str, ...]]:
    """Return names that streets bear everywhere, mostly persons', in words without diacritics."""
    return frozenset(_listed("streets"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name[0] for name in _listed("surnames"))


@cache
def _never_first() -> frozenset[str]:
    return frozenset(word for bases in _listed("never_first") for word in bases)


@cache
def _stops() -> frozenset[str]:
    return frozenset(word for bases in _listed("stop") for word in bases)


def has_capitals(words: Words) -> bool:
    """Whether the writer uses capital letters inside sentences (then a name without one is no name)."""
    inner = [words.capital[i] for i in range(len(words)) if not words.after_break[i] and words.shown[i].isalpha()]
    shouted = sum(inner) > len(inner) * 0.6
    return any(inner) and not shouted


def find_spots(words: Words, taken: frozenset[int] = frozenset()) -> list[Spot]:
    """Return the spots that the words name, joined where they stand side by side; words in `taken` belong to others."""
    return _joined(words, list(_spots(words, taken)), taken)


def _spots(words: Words, taken: frozenset[int]) -> Iterator[Spot]:
    with_capitals = has_capitals(words)
    i = 0
    while i < len(words):
        head = _head_at(words, i)
        spot = _named(words, i, head, with_capitals=with_capitals) if head else _headless(words, i, with_capitals)
        if spot is None or any(k in taken for k in range(i, spot.end)):
            i += 1
            continue
        yield spot
        i = spot.end


def _head_at(words: Words, i: int) -> int:
    """Return how many words the head that begins at `i` has, 0 when there is none."""
    if words.bases[i] not in _head_beginnings() or (i and words.starts[i] == words.starts[i - 1]):
        return 0
    for length in range(min(_LONGEST_HEAD, len(words) - i), 0, -1):
        if _is_in(heads(), words, i, i + length):
            return length
    return 0


def _headless(words: Words, i: int, with_capitals: bool) -> Spot | None:  # noqa: FBT001 - one caller
    """Return an address without "đường" ("91 Nguyễn Văn Linh") or a name after "ở" ("ở Nhơn Tân")."""
    if words.shown[i][0].isdigit() and i + 1 < len(words) and not words.after_break[i + 1]:
        length = _street_at(words, i + 1)
        return Spot(_with_before(words, i), i + 1 + length, 1.5) if length else None
    if not (
        with_capitals and words.capital[i] and i and words.shown[i - 1] in _NAMED_AFTER and not words.after_break[i]
    ):
        return None
    end = _name_end(words, i, with_capitals=True)
    has_digit = any(words.shown[k][0].isdigit() for k in range(i, end))
    is_name = 1 < end - i <= _LONGEST_UNKNOWN and not has_digit and words.bases[i] not in _surnames()
    return Spot(i, end, 0.8) if is_name else None


def _street_at(words: Words, start: int) -> int:
    """Return how many words the well-known street name at `start` has, 0 when there is none."""
    for length in (3, 2):
        if start + length <= len(words) and words.bases[start : start + length] in _streets():
            is_meant = not words.is_accented or words.capital[start]
            return length if is_meant else 0
    return 0


def _named(words: Words, i: int, head: int, *, with_capitals: bool) -> Spot | None:
    end = i + head
    while (
        end < len(words)
        and (further := _head_at(words, end))
        and not words.after_break[end]
        and end - i < _LONGEST_HEAD
        and (words.is_accented or words.bases[end] in _PLAIN_ENOUGH or further > 1)
    ):
        end += further
    start = _with_before(words, i)
    if head == 1 and not _is_told(words, i, start):
        return None
    name_end = _name_end(words, end, with_capitals=with_capitals)
    name = range(end, name_end)
    if not name and end - i > head and words.capital[end - 1] and not words.capital[i + head - 1]:
        name, name_end, end = (
            range(i + head, end),
            end,
            i + head,
        )  # "xóm Trại", "sông Cầu": the name is itself such a word
    if not name:
        bare = any(_is_in(_listed("bare"), words, k, end) for k in range(i, end))
        return Spot(start, end, 0.5) if bare and start < i else None
    has_number = any(words.shown[k][0].isdigit() for k in name)
    only_number = words.shown[end][0].isdigit()
    if only_number and (words.bases[end - 1] in _NAMED_ONLY or _is_measure(words, end)):
        return None
    if not has_number and " ".join(words.bases[i:end]) in _NUMBERED_ONLY:
        return None
    return Spot(start, name_end, 1.0 + 0.5 * (start < i) + 0.5 * has_number)


def _is_measure(words: Words, number: int) -> bool:
    """Whether a number is a quantity: a unit is written to it ("350k", "1h")."""
    after = number + 1
    is_glued = after < len(words) and words.starts[after] == words.ends[number]
    return is_glued and words.bases[after] in _MEASURES


def _is_told(words: Words, i: int, start: int) -> bool:
    """Whether a head of one word surely opens a place: typed plain it may be any word, in capitals part of a name."""
    base = words.bases[i]
    if base in _PART_OF_NAMES and words.capital[i] and not words.after_break[i]:
        return False
    if words.is_accented or base in _PLAIN_ENOUGH or start < i:
        return True
    return i > 0 and words.bases[i - 1] in _AT


def _name_end(words: Words, start: int, *, with_capitals: bool) -> int:
    end = start + _known_name(words, start, with_capitals=with_capitals)
    while end < len(words) and end - start < _LONGEST_NAME and not words.after_break[end]:
        if words.shown[end][0].isdigit():
            if "," in words.shown[end] or "." in words.shown[end]:
                break
            end += 1
            continue
        is_letter_of_number = end > start and words.starts[end] == words.ends[end - 1]
        if with_capitals or words.is_accented:
            fits = words.capital[end]
        else:
            not_name = _never_first() if end - start <= 1 else _stops()
            fits = end - start < _LONGEST_LOWER_NAME and (
                words.bases[end] not in not_name or (end - start == 1 and words.bases[end] in _OFTEN_SECOND)
            )
        if not fits and not is_letter_of_number:
            break
        end += 1
    return end


def _known_name(words: Words, start: int, *, with_capitals: bool) -> int:
    """Return how many words at `start` surely are a name though typed small: a known street, "nguyen" and two more."""
    while start < len(words) and words.shown[start][0].isdigit() and not words.after_break[start]:
        return 1 + _known_name(words, start + 1, with_capitals=with_capitals)
    if start >= len(words) or words.after_break[start] or with_capitals or words.is_accented:
        return 0
    known = _street_at(words, start)
    if known or words.bases[start] not in _surnames():
        return known
    broken = any(words.after_break[start : start + _FULL_NAME])
    return 0 if broken or len(words) - start < _FULL_NAME else _FULL_NAME


def _with_before(words: Words, i: int) -> int:
    start = i
    for _ in range(2):
        for length in range(_LONGEST_BEFORE, 0, -1):
            if start - length >= 0 and _is_in(_listed("before"), words, start - length, start):
                start -= length
                break
    return start


def _joined(words: Words, spots: list[Spot], taken: frozenset[int]) -> list[Spot]:
    joined: list[Spot] = []
    for spot in spots:
        last = joined[-1] if joined else None
        if last and spot.start - last.end <= _NEAR and _is_beside(words, last.end, spot.start, taken):
            joined[-1] = Spot(last.start, spot.end, last.points + spot.points)
        else:
            joined.append(spot)
    return joined


def _is_beside(words: Words, end: int, start: int, taken: frozenset[int]) -> bool:
    between = words.text[words.ends[end - 1] : words.starts[start]]
    bridge = all(words.bases[k] in _BRIDGES for k in range(end, start))
    return bridge and not set("\n.!?;") & set(between) and not any(k in taken for k in range(end, start))

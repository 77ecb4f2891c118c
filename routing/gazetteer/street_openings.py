"""Hears a street told without “đường”: “trên võ văn kiệt”, “nguyễn gia thiều đoạn bờ hồ” where a clause begins."""

from functools import cache

from routing.gazetteer.place_words import streets
from routing.gazetteer.spot_names import street_at
from routing.language.words import Words

# what tells where in a street, and is told of no person; typed plain fewer are clear
_PARTS = frozenset({"đoạn", "khúc", "hướng", "chỗ", "gần", "số", "sn", "đối", "giao"})
ALONG = frozenset({"trên", "tren", "dọc", "doc"})
_PLAIN_PARTS = frozenset({"doan", "khuc", "so", "sn", "doi"})
_WITH_NEXT = {"doi": "dien", "so": "nha"}  # "đối diện", "số nhà", but no "số điện thoại"


@cache
def first_of_streets() -> frozenset[str]:
    """Return the words, without diacritics, that the names of known streets begin with."""
    return frozenset(name[0] for name in streets())


def is_along(words: Words, i: int) -> bool:
    """Whether a street may be told at word `i` without "đường", as "trên" stands before."""
    return i > 0 and words.shown[i - 1] in ALONG and not words.after_break[i]


def street_without_head(words: Words, i: int) -> int:
    """Return how many words at `i` are a known street, where a clause begins by what follows; 0 where none are."""
    if words.bases[i] not in first_of_streets():
        return 0
    length = street_at(words, i, is_sure=True)
    if length and is_along(words, i) and not any(words.after_break[i : i + length]):
        return length
    part = i + length
    if not length or part >= len(words) or any(words.after_break[i + 1 : part + 1]):
        return 0
    is_part = words.shown[part] in (_PARTS if words.is_accented else _PLAIN_PARTS)
    return length if is_part and _is_of_street(words, part) else 0


def _is_of_street(words: Words, part: int) -> bool:
    """Whether the word at `part` is what it is in an address by the one behind it."""
    after = _WITH_NEXT.get(words.bases[part])
    if after is None:
        return True
    further = part + 1
    if further >= len(words):
        return False
    return words.bases[further] == after or (words.bases[part] == "so" and words.shown[further][0].isdigit())

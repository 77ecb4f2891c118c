"""Whether words begin as an address does: with a unit, a hamlet, a street or a number; the words of places.toml."""

from functools import cache

from routing.gazetteer.place_words import LONGEST_HEAD, Marked, is_in, listed_by_bases, tables
from routing.gazetteer.spot_names import CLEAR_HEADS
from routing.language.words import Words

_LONGEST_UNIT, _SHORT = 5, 2  # words of a unit, letters of what is short for its kind
_ABOVE = frozenset({"h", "q", "tx", "tp", "huyen", "quan", "tinh", "thanh"})
_OF_PLACES, _OF_WAYS = ("hamlet",), ("street", "number")


@cache
def unit_words() -> frozenset[str]:
    """Return the kinds of units that are one word, without diacritics ("xa", "phuong", "tinh")."""
    return frozenset(bases[0] for bases in _units() if len(bases) == 1)


@cache
def way_words() -> frozenset[str]:
    """Return the kinds of ways that are one word, without diacritics ("duong", "ngo")."""
    return frozenset(bases[0] for bases in listed_by_bases([tables()["heads"]["street"]]) if len(bases) == 1)


def is_mere_unit(words: Words) -> bool:
    """Whether words are a commune, a ward or a district and its name, and nothing else ("phường Nguyễn Du")."""
    return 1 < len(words) <= _LONGEST_UNIT and _begins(words, _units()) and not any(words.after_break[1:])


def begins_unit(words: Words, i: int) -> bool:
    """Whether a kind of unit stands at word `i` ("xã", "thị trấn", short "x", "tt")."""
    return words.shown[i] in _short_units() or any(is_in(_units(), words, i, i + count) for count in (1, 2))


def begins_commune(words: Words, i: int) -> bool:
    """Whether the type of a commune stands at word `i` ("xã", "thị trấn", short "p")."""
    return begins_unit(words, i) and words.bases[i] not in _ABOVE


def begins_in_unit(words: Words) -> bool:
    """Whether words begin with a unit or a hamlet ("tổ 5", "xã Tân Yên"); "đường hỏng nặng" tells what is wrong."""
    return _begins(words, _heads(_OF_PLACES))


def begins_as_address(words: Words) -> bool:
    """Whether words begin as an address does: with a unit, a hamlet, a way or the number of a house."""
    return _begins(words, _heads((*_OF_PLACES, *_OF_WAYS)))


def _begins(words: Words, heads: Marked) -> bool:
    """Whether words begin with a head; typed without marks, with one that is seldom another word."""
    is_clear = words.is_accented or (len(words) > 0 and words.bases[0] in CLEAR_HEADS | unit_words())
    return is_clear and any(is_in(heads, words, 0, count) for count in range(1, LONGEST_HEAD + 1))


@cache
def _heads(kinds: tuple[str, ...]) -> Marked:
    return listed_by_bases([*tables()["unit_types"], *(tables()["heads"][kind] for kind in kinds)])


@cache
def _short_units() -> frozenset[str]:
    return frozenset(word for short in tables()["unit_types"].values() for word in short if len(word) <= _SHORT)


@cache
def _units() -> Marked:
    return listed_by_bases(tables()["unit_types"])

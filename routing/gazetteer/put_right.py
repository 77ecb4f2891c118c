"""Tells which places of a message its writer denies: “không phải phường A mà phường B” is at B, and nowhere near A."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from routing.gazetteer.place_words import listed
from routing.gazetteer.units import Named
from routing.language.words import Words

_LITTLE = frozenset({"o", "tai", "la", "ben", "thuoc", "trong", "phia", "cua", "dia", "chi", "cho"})
_NOT = frozenset({"khong", "hong", "chang", "cha", "dau", "ko", "kg", "khg", "hem"})
_AT_ALL = "phai"
_REACH = 8  # words


@dataclass(frozen=True, slots=True)
class Standing:
    """The places that stand, and the words of those that do not."""

    named: tuple[Named, ...]
    denied: frozenset[int] = frozenset()


def standing(words: Words, named: Sequence[Named], is_ours: Callable[[Named], bool]) -> Standing:
    """Return the places of a message without those denied in it, unless nothing of this province would be left."""
    starts = list(_denials(words))
    denied = frozenset(i for start in starts for i in range(start, _end_of_denial(words, start)))
    if len(named) < 2:  # noqa: PLR2004 - one place is the place, whatever is said of it
        return Standing(tuple(named), denied)
    right = [one for one in named if _is_put_right(words, one)]
    strongly = [one for one in named if _reach(words, one) - 2 in starts]
    mistaken = [one for one in named if one not in right and _is_mistaken(words, one)]
    before = [one for one in named if one not in right and any(one.start < other.start for other in right)]
    for left_out in ([*strongly, *mistaken, *before], [*strongly, *mistaken], strongly):
        left = tuple(one for one in named if one not in left_out)
        if left_out and any(map(is_ours, left)):
            return Standing(left, denied | _covered(left_out))
    return Standing(tuple(named), denied)


def _covered(names: Sequence[Named]) -> frozenset[int]:
    return frozenset(i for one in names for i in range(one.start, one.end))


def _denials(words: Words) -> Iterator[int]:
    """Yield where "không phải" and its like begin that go on without a sign."""
    if _AT_ALL not in words.bases:
        return
    for i in range(len(words) - 2):
        if words.bases[i] in _NOT and words.bases[i + 1] == _AT_ALL and not words.after_break[i + 2]:
            yield i


def _end_of_denial(words: Words, start: int) -> int:
    """Return where what is denied ends: before a sign or the word that turns to what is right."""
    end = start + 2
    while end < min(len(words), start + _REACH) and not words.after_break[end] and words.bases[end] != "ma":
        end += 1
    return end


def _reach(words: Words, name: Named) -> int:
    """Return where the little words before a name begin ("không phải là ở …")."""
    i = name.start
    while i and not words.after_break[i] and words.bases[i - 1] in _LITTLE:
        i -= 1
    return -1 if i and words.after_break[i] else i


def _is_mistaken(words: Words, name: Named) -> bool:
    return _stands_before(words, _reach(words, name), "mistaken")


def _is_put_right(words: Words, name: Named) -> bool:
    behind = words.bases[name.end :]
    closed = (name.end + len(one) for one in listed("right_after") if behind[: len(one)] == one)
    is_closed = any(end == len(words) or words.after_break[end] for end in closed)  # "phường A cơ", no "cơ sở"
    return is_closed or _stands_before(words, _reach(words, name), "right_before")


def _stands_before(words: Words, at: int, called: str) -> bool:
    return at > 0 and any(at >= len(one) and words.bases[at - len(one) : at] == one for one in listed(called))

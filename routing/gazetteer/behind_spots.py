"""Finds the commune right behind a spot, without a word between them: "ngo hang kenh | nha nam"."""

from collections.abc import Callable, Iterator, Sequence

from routing.gazetteer.name_context import is_of_person, runs_together
from routing.gazetteer.place_words import follows, head_at, heads, is_in, listed, streets
from routing.gazetteer.spot_names import CLEAR_HEADS
from routing.gazetteer.units import Named, Spot, Unit
from routing.language.words import Words

_LONGEST, _SHORTEST = 3, 2  # words of a commune's name; one alone is too often another word
_FIRMS = frozenset({"cong ty", "xuong", "quan", "khach san", "sieu thi", "nha may", "toa nha"})  # named after anything

Bearers = Callable[[int, int], Sequence[Unit]]


def behind_spots(words: Words, spots: Sequence[Spot], bearers: Bearers) -> Iterator[Named]:
    """Yield the communes of today that stand behind the spots, also where the name of a spot seemed to run into them.

    `bearers` tells which of them bear the name that is words `start` to `end`. A spot keeps at least one word of its
    own: "chợ Đồng Kỵ" is a market, and no commune behind one.
    """
    for spot in spots:
        name = _name_start(words, spot)
        if name:
            found = (_at(words, at, spot, bearers) for at in range(spot.end, name, -1))
            yield from filter(None, (next(filter(None, found), None),))


def _name_start(words: Words, spot: Spot) -> int:
    """Return where the name begins behind the head of a spot, 0 for a firm's or where nothing is told by name."""
    if not spot.points:
        return 0
    head = next((i for i in range(spot.start, spot.end) if head_at(words, i)), None)
    if head is None:
        return spot.start
    name = head + head_at(words, head)
    return 0 if " ".join(words.bases[head:name]) in _FIRMS else name


def _at(words: Words, at: int, spot: Spot, bearers: Bearers) -> Named | None:
    """Return the commune named from word `at` to the end of the spot or beyond it."""
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        end = at + length
        if end < spot.end or end > len(words) or any(words.after_break[at + 1 : end]) or _is_parted(words, at):
            continue
        units = bearers(at, end)
        if units and not (_is_other(words, at, end) or (at < spot.end and _is_after_head(words, at))):
            return Named(tuple(units), at, end, None)
    return None


def _is_parted(words: Words, at: int) -> bool:
    """Whether more than a comma stands before word `at`."""
    return words.after_break[at] and words.text[words.ends[at - 1] : words.starts[at]].strip() != ","


def _is_after_head(words: Words, at: int) -> bool:
    """Whether a spot's head stands right before; typed plain, a clear one ("thon | tan an", not "khe | tan an")."""
    is_clear = words.is_accented or words.bases[at - 1] in CLEAR_HEADS
    return follows(words, at, heads(), least=1 if is_clear else 2)


def _is_other(words: Words, at: int, end: int) -> bool:
    """Whether the name is a street's, a person's or a word of the talk as well."""
    if words.bases[at:end] in streets() or is_of_person(words, at) or runs_together(words, at, end):
        return True
    if all(words.capital[at:end]):
        return False
    return any(words.capital[at:end]) or any(
        is_in(listed(name), words, at, end) for name in ("ordinary", "ordinary_marked", "ordinary_plain")
    )

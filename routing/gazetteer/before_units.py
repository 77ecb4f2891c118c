"""Hears a spot's name by the commune right behind it: "ben cat | xa xuan cam" is no sand, though the talk goes on."""

from routing.gazetteer.address_words import begins_unit
from routing.gazetteer.hamlet_names import HAMLETS, TIES, UNITS_ABOVE, hamlet_end, may_be_name, unit_at
from routing.gazetteer.name_context import SIDE, stands_with_next
from routing.gazetteer.place_words import follows, listed
from routing.gazetteer.spot_names import GOING, is_of_many, leads_on, odds_of_name
from routing.gazetteer.talk import LONGEST, people_talk
from routing.language.words import Words

# by what log odds a name must beat talk where a commune stands behind it; how much less where it is longer, where a
# clause begins with it, and where "ở" or "gần" says that a place is told
_NEEDED, _LONGER, _OPENED, _PLACED = -1.5, 1.5, 2.0, 2.5
_MARKED = 3.0  # how much less where the marks tell the head
_PAIRED = 0.009
_PLACING = ("surely_at", "before", "writer", "resident")
_UNTYPED = 1.5  # how much more where the commune is told without its type


def end_before_unit(words: Words, i: int, start: int, unit: range) -> int:
    """Return where the name ends whose head is words `i` to `start`, as a unit stands behind it; `start` where none.

    `unit` is the next unit that is known.
    """
    is_far = unit.start > start + LONGEST + 1  # a word may tie both
    if is_far and UNITS_ABOVE.isdisjoint(words.bases[start + 1 : start + 1 + LONGEST]):
        return start
    if not GOING.isdisjoint(words.bases[start : start + 1]) and leads_on(words, i, start):
        return start
    unit = _with_tie(words, start, unit)
    end = hamlet_end(words, i, start, unit)
    if end > start:
        return end
    end = unit_at(words, start, unit, longest=LONGEST)
    if end == start or words.after_break[end] or not may_be_name(words, start, end):
        return start
    if is_of_many(words, i) or _is_of_talk(words, start - 1):
        return start
    needed = _needed(words, i, end - start) + _UNTYPED * (not begins_unit(words, end))
    return end if odds_of_name(words, i, start, end) > needed else start


def _with_tie(words: Words, start: int, unit: range) -> range:
    """Return the unit with the word that ties a spot to it ("xóm đồng lái | ở xuân cẩm"); typed plain, a hamlet."""
    tie = unit.start - 1
    is_clear = words.is_accented or words.bases[start - 1] in HAMLETS or words.shown[tie] == SIDE
    is_tied = is_clear and words.shown[tie] in TIES and unit.stop > unit.start and not words.after_break[unit.start]
    return range(tie, unit.stop) if is_tied else unit


def _is_of_talk(words: Words, i: int) -> bool:
    """Whether a head mostly goes with the next word in talk ("con trai", "đường hỏng")."""
    if not words.is_accented:
        return stands_with_next(words, i)
    share = people_talk().words.share(words.bases[i], words.bases[i + 1])
    return words.bases[i] not in HAMLETS and share > _PAIRED


def _needed(words: Words, i: int, length: int) -> float:
    is_placed = any(follows(words, i, listed(name)) for name in _PLACING)
    is_opened = is_placed or i == 0 or words.after_break[i]
    return _NEEDED - _MARKED * words.is_accented - _LONGER * (length > 1) - _OPENED * is_opened - _PLACED * is_placed

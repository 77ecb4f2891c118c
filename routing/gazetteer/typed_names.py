"""Judges whether a type word before a name is meant as one, and whether a name of one word is one behind it."""

from collections.abc import Iterable

from routing.gazetteer.plain_names import is_told_typed
from routing.gazetteer.towns import is_tt
from routing.gazetteer.unit_kinds import TOWN, UPPER_TYPES, has_been
from routing.gazetteer.units import Unit
from routing.language.words import Words


def says_type(words: Words, start: int, end: int, kind: str) -> bool:
    """Whether these words are a type word before a name: "xã", not "xa" or "xả", and no sentence ends between."""
    shown = " ".join(words.shown[start:end])
    is_short = len(shown) <= 2 and shown.isascii()  # noqa: PLR2004 - "p", "tx", "tp", but "xá" ends a hamlet's name
    if kind == TOWN and is_tt(words, start, end - start):
        return True
    if is_short and start and words.starts[start] == words.ends[start - 1] and words.shown[start - 1][0].isdigit():
        return False  # "5h Tân Yên mất điện", "10p"
    is_broken = words.after_break[end] and not words.was_dotted(end - 1)
    return not is_broken and (shown == kind or is_short or not words.is_accented or words.was_dotted(end - 1))


def is_surely(units: Iterable[Unit], words: Words, name: int, kind: str) -> bool:
    """Whether a name of one word ("Chờ", "Kép", "Hồ") is meant as one: with a capital, or after "thị trấn".

    Typed plain it must be of just that type: "xa voi" is no town of Vôi.
    """
    is_clear = kind in UPPER_TYPES or kind == TOWN
    if words.capital[name] or words.is_accented:
        return is_clear or words.capital[name]
    return any(has_been(unit, kind) for unit in units) and (is_clear or is_told_typed(words, name))

"""Tells whether words may be the name of a unit as it is written: in its own marks, or typed without any."""

from collections.abc import Iterable

from routing.gazetteer.units import Unit
from routing.language.words import Words


def spelt(units: Iterable[Unit], words: Words, start: int) -> list[Unit]:
    """Return the units whose marks fit; among marks "Quang Minh" is itself, and no "Quảng Minh" typed without them."""
    fitting = [unit for unit in units if marks_fit(unit, words, start)]
    return [unit for unit in fitting if words.is_accented and _is_exact(unit, words, start)] or fitting


def marks_fit(unit: Unit, words: Words, start: int) -> bool:
    """Whether the diacritics typed are those of the name; a name typed wholly without them fits if it has two words."""
    meant = _syllables(unit)
    shown = words.shown[start : start + len(meant)]
    bases = words.bases[start : start + len(meant)]
    is_plain = shown == bases or (not words.is_accented and _are_either(shown, bases, meant))
    may_be_plain = not unit.is_by_marks and (len(meant) > 1 or not words.is_accented)
    return shown == meant or (is_plain and may_be_plain)


def _are_either(shown: tuple[str, ...], *ways: tuple[str, ...]) -> bool:
    """Whether each word is written in one of the ways ("Tan Yeen" in a plain text)."""
    return all(one in meant for one, *meant in zip(shown, *ways, strict=False))


def _is_exact(unit: Unit, words: Words, start: int) -> bool:
    meant = _syllables(unit)
    return words.shown[start : start + len(meant)] == meant


def _syllables(unit: Unit) -> tuple[str, ...]:
    return tuple(unit.name.lower().replace("-", " ").split())

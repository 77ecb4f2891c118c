"""Reads the numbered units of large towns: “p13”, “q.5”, and the district whose name or letters follow (“p12 gv”)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from routing.gazetteer.measures import is_measure
from routing.gazetteer.unit_kinds import of_type
from routing.gazetteer.units import OWN_LEVELS, Named, Unit
from routing.language.folding import bare
from routing.language.words import Words

_WARD, _QUARTER, _QUARTER_PLAIN = "phường", "quận", "quan"
_QUARTERS = frozenset(map(str, range(1, 13)))  # of Hồ Chí Minh City
_VERBS = frozenset({"ban", "cua", "dang", "chuyen"})
_FEWEST, _MOST = 2, 4  # letters that a district is short for

ByName = Mapping[tuple[str, ...], Sequence[Unit]]


def numbered(words: Words, start: int, name: int, kind: str, by_name: ByName) -> Named | None:
    """Return the wards or the district that a number behind the type names ("p13", "phường 09", "quận 5")."""
    number = words.shown[name].lstrip("0")
    if kind not in {_WARD, _QUARTER} or not number.isdecimal() or _counts(words, name):
        return None
    found = of_type((u for u in by_name.get((number,), ()) if u.level in OWN_LEVELS), kind)
    units = tuple(sorted(found, key=lambda unit: (not unit.where.isdecimal(), unit.where.zfill(_MOST))))
    if not units and kind == _QUARTER and number in _QUARTERS:
        units = (Unit(number, kind, "outside", where="Hồ Chí Minh"),)
    return within_letters(words, Named(units, start, name + 1, kind)) if units else None


def _counts(words: Words, number: int) -> bool:
    """Whether a number counts what follows; what is typed plain is rather a verb ("quan 5 ban hang": "bán")."""
    return is_measure(words, number) and (words.is_accented or words.bases[number + 1] not in _VERBS)


def within_letters(words: Words, named: Named) -> Named:
    """Return a former commune with the one old district whose name or letters stand right behind it ("p12 gv")."""
    if len(named.units) == 1:
        return named
    wheres = {unit.where for unit in named.units}
    if len(wheres) <= 1 or named.end >= len(words):
        return named
    if end := next((end for where in wheres if (end := _name_behind(words, named.end, where))), 0):
        said = bare(words.said(named.end, end)).split()
        return replace(named, units=tuple(u for u in named.units if bare(u.where).split() == said), end=end)
    letters, end = _letters(words, named.end)
    if letters == _QUARTER_PLAIN:  # among marks "quan 11" has lost its own
        letters, end = "".join(words.shown[end : end + 1]), end + 1
    within = tuple(unit for unit in named.units if unit.level == "old" and letters in {_initials(unit), unit.where})
    return replace(named, units=within, end=end) if within else named


def _name_behind(words: Words, i: int, where: str) -> int:
    """Return where the name of a district ends that stands at word `i`, or behind its comma; 0 where it does not."""
    name = tuple(bare(where).split())
    end = i + len(name)
    if len(name) < _FEWEST or words.bases[i:end] != name or any(words.after_break[i + 1 : end]):
        return 0
    is_meant = words.shown[i:end] in {name, tuple(where.lower().split())}
    return end if is_meant and words.text[words.ends[i - 1] : words.starts[i]].strip() in {"", ","} else 0


def _letters(words: Words, i: int) -> tuple[str, int]:
    """Return the word at `i` as it was typed, if it may be short for others, and where it ends."""
    if i >= len(words) or words.after_break[i]:
        return "", i
    typed = bare(words.said(i, i + 1))
    is_short = typed.isalpha() and _FEWEST <= len(typed) <= _MOST
    return (typed if is_short else ""), i + words.starts.count(words.starts[i])


def _initials(unit: Unit) -> str:
    return "".join(word[0] for word in bare(unit.where).split())

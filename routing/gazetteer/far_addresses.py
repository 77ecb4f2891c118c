"""Sees where an address in another province ends: “phường cầu giấy hà nội” typed small is no spot of this one."""

from collections.abc import Iterable, Mapping, Sequence

from routing.gazetteer.units import Unit
from routing.language.words import Words

_LOWER_TYPED = frozenset({"xa", "phuong", "huyen", "quan"})
_LONGEST = 3  # words of a commune's name


def ends_far_address(
    words: Words, i: int, units: Iterable[Unit], by_name: Mapping[tuple[str, ...], Sequence[Unit]]
) -> bool:
    """Whether the name of another province at word `i` ends an address, behind its comma or its commune."""
    if not any(unit.kind == "tỉnh" and unit.level == "outside" for unit in units):
        return False
    return _is_behind_comma(words, i) or is_after_its_commune(words, i, units, by_name)


def is_after_its_commune(
    words: Words, i: int, units: Iterable[Unit], by_name: Mapping[tuple[str, ...], Sequence[Unit]]
) -> bool:
    """Whether a commune of just this other province is told by its type right before its name."""
    provinces = {unit.where for unit in units if unit.level == "outside"}
    for length in range(1, min(_LONGEST, i - 1) + 1):
        start = i - length
        if words.after_break[start + 1 : i + 1].count(True) or words.bases[start - 1] not in _LOWER_TYPED:
            continue
        return any(
            unit.level == "outside" and unit.where in provinces for unit in by_name.get(words.bases[start:i], ())
        )
    return False


def _is_behind_comma(words: Words, i: int) -> bool:
    """Whether the name stands behind the comma of an address ("phuong hai chau, da nang")."""
    if not words.after_break[i] or not i or "," not in words.text[words.ends[i - 1] : words.starts[i]]:
        return False
    return any(words.bases[k] in _LOWER_TYPED for k in range(max(0, i - 4), i))

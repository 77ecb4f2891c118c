"""Who must not handle, see or be told of a matter: the accused body and everything below it."""

from routing.directory import Directory, Unit
from routing.folding import fold
from routing.kinds import Kind
from routing.reading import Reading

CORRUPTION_TOPIC = "tham_nhung"
_TOO_COMMON = frozenset({"UBND", "Ban Tiếp công dân tỉnh"})


def excluded_units(kind: Kind, text: str, reading: Reading, directory: Directory) -> frozenset[int]:
    """Return the ids of the units that must be kept out.

    A denunciation of a commune goes past that commune (law on denunciation, Art. 12-13); a report of corruption is
    protected alike (law against corruption, Art. 65, 67). A complaint goes first to whoever made the decision, so it
    excludes nobody.
    """
    if kind is not Kind.DENUNCIATION and reading.topic != CORRUPTION_TOPIC:
        return frozenset()
    communes = _named_communes(reading)
    accused = {
        unit.id
        for unit in directory.units.values()
        if (unit.commune_code in communes if unit.level == "commune" else _is_named(unit, text))
    }
    return _with_all_below(accused, directory)


def _named_communes(reading: Reading) -> frozenset[str]:
    if reading.place is None:
        return frozenset()
    codes = {commune.code for commune in reading.place.candidates}
    return frozenset(codes | ({reading.place.code} if reading.place.code else set()))


def _is_named(unit: Unit, text: str) -> bool:
    """Whether a provincial unit is named in the text; the addressee of every petition is not taken for accused."""
    if unit.function in _TOO_COMMON:
        return False
    folded = f" {fold(text)} "
    named = f" {fold(unit.function)} " in folded
    return named and not any(f" {word} {fold(unit.function)} " in folded for word in ("kinh gui", "gui", "nho", "mong"))


def _with_all_below(accused: set[int], directory: Directory) -> frozenset[int]:
    reached = set(accused)
    while below := {u.id for u in directory.units.values() if u.parent_id in reached} - reached:
        reached |= below
    return frozenset(reached)

"""Knows the names of units, today's and old ones, and which commune of today each may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from routing.bare_names import ends_address, is_told_bare, is_told_typed
from routing.folding import bare
from routing.place_words import heads, lengths_by_beginning, tables
from routing.words import Words

_FORMER = "cu"
_MOST_TYPED = ("thông", "tin")  # what "tt" is written out as
LOWER_TYPES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
UPPER_TYPES = frozenset({"huyện", "quận", "thị xã", "thành phố"})
_LONGEST_NAME = 4
_SHORTEST_SLIP = 8
_NOT_AFTER = frozenset(
    [
        "ong",
        "ba",
        "anh",
        "chi",
        "co",
        "chau",
        "ten",
        "di",
        "ra",
        "ve",
        "tu",
        "len",
        "sang",
        "que",
        "huong",
        "hang",
        "xe",
        "tuyen",
        "hoc",
        "vien",
        "si",
        "thay",
        "bac",
        "chu",
        "sep",
        "cu",
        "em",
    ]
)
_AT_PLAIN = frozenset({"o", "tai"})
_ORDINARY = frozenset(
    {("trung", "tam"), ("chi", "dao"), ("hoa", "binh"), ("an", "toan"), ("tien", "phong"), ("dong", "tam")}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by name.

    `level`: "commune" (of today), "old" (commune until 2025), "district", "home" (the province itself, also its old
    parts) or "outside". `codes` are communes of today; `where` is the province when outside, else the district.
    """

    name: str
    kind: str
    level: str
    codes: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Units that words `start` to `end` (not included) may name; `is_typed` when a type word stands before the name."""

    units: tuple[Unit, ...]
    start: int
    end: int
    kind: str | None

    @property
    def is_typed(self) -> bool:
        """Whether the writer said what sort of unit it is."""
        return self.kind is not None


class PlaceNames:
    """All names of one gazetteer."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_name: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for unit in units:
            self._by_name[tuple(bare(unit.name).replace("-", " ").split())].append(unit)
        self._spoken: Mapping[str, tuple[str, ...]] = {
            " ".join(name): name
            for name, found in self._by_name.items()
            if any(unit.level in {"commune", "old"} for unit in found)
        }
        self._types = {tuple(word.split()): kind for kind, words in tables()["unit_types"].items() for word in words}
        self._lengths = lengths_by_beginning(
            name
            for name, found in self._by_name.items()
            if len(name) <= _LONGEST_NAME and any(map(_is_known_bare, found))
        )
        self._beginnings = self._lengths.keys() | {words[0] for words in self._types} | {bare(_MOST_TYPED[0])}

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the name of each unit in words without diacritics, and whether the unit is of this province."""
        for name, found in self._by_name.items():
            yield from ((name, unit.level != "outside") for unit in found)

    def find(self, words: Words, *, with_capitals: bool) -> list[Named]:
        """Return the units named, in order; a bare name counts only with capitals (or, typed without, after "ở")."""
        found: list[Named] = []
        i = 0
        while i < len(words):
            if words.bases[i] not in self._beginnings:
                i += 1
                continue
            named = self._at(words, i, with_capitals=with_capitals, goes_on=bool(found) and found[-1].end == i)
            if named:
                found.append(named)
            i = named.end if named else i + 1
        return found

    def told_small(self, words: Words) -> tuple[int, int] | None:
        """Return where a name of any commune stands after "o" in a message typed without diacritics and capitals.

        It is only the citizen's words: many villages share such names, so it names no unit.
        """
        if words.is_accented:
            return None
        for i in range(1, len(words)):
            for length in (3, 2):
                name = words.bases[i : i + length]
                if (
                    len(name) == length
                    and words.bases[i - 1] in _AT_PLAIN
                    and name in self._by_name
                    and name not in _ORDINARY
                ):
                    return i, i + length
        return None

    def _at(self, words: Words, i: int, *, with_capitals: bool, goes_on: bool) -> Named | None:
        """Return what is named at `i`; `goes_on` when another unit was named just before ("xa dong tien, hiep hoa")."""
        for length in (2, 1):
            kind = "thị trấn" if _is_tt(words, i, length) else self._types.get(words.bases[i : i + length])
            if kind and i + length < len(words) and _says_type(words, i, i + length, kind):
                return self._typed(words, i, i + length, kind)
        for length in self._lengths.get(words.bases[i], ()):
            found = self._by_name.get(words.bases[i : i + length], ()) if i + length <= len(words) else ()
            units = [unit for unit in found if _is_known_bare(unit) and _marks_fit(unit, words, i)]
            is_small = length > 1 and not with_capitals and not words.is_accented
            is_next = is_small and (goes_on or (_is_other_province(units) and ends_address(words, i)))
            if units and (is_next or self._may_be_bare(words, i, length, units, with_capitals=with_capitals)):
                return Named(tuple(units), i, i + length, None)
        return None

    def _typed(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        if kind == "quận" and words.shown[name].isdigit():
            return Named((Unit(words.shown[name], kind, "outside", where="Hồ Chí Minh"),), start, name + 1, kind)
        for length in range(min(_LONGEST_NAME, len(words) - name), 0, -1):
            units = [u for u in self._by_name.get(words.bases[name : name + length], ()) if _marks_fit(u, words, name)]
            fitting = tuple(unit for unit in _of_type(units, kind) if words.capital[name] or _is_known_bare(unit))
            if fitting and not self._runs_on(words, name + length) and (length > 1 or _is_surely(words, name, kind)):
                return Named(fitting, start, name + length, kind)
        return self._misspelt(words, start, name, kind)

    def _misspelt(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return what a name with one wrong letter means; only where accents and a capital vouch for the rest."""
        if kind not in LOWER_TYPES or not words.is_accented or not words.capital[name]:
            return None
        for length in (3, 2):
            end = name + length
            written = " ".join(words.bases[name:end])
            near = process.extractOne(written, self._spoken.keys(), scorer=OSA.distance, score_cutoff=1)
            if (
                near is None
                or end > len(words)
                or self._runs_on(words, end)
                or (len(written) < _SHORTEST_SLIP and written != near[0])
            ):
                continue
            shown = " ".join(words.shown[name:end])
            units = tuple(
                unit
                for unit in _of_type(self._by_name[self._spoken[near[0]]], kind)
                if OSA.distance(shown, unit.name.lower()) <= (1 if written != near[0] else 2)
            )
            if units:
                return Named(units, start, end, kind)
        return None

    def _runs_on(self, words: Words, end: int) -> bool:
        """Whether a longer, unknown name begins here ("Việt Hưng Bắc" is not Việt Hưng, "Tân Yên Bắc Giang" is)."""
        if end >= len(words) or words.after_break[end] or not words.capital[end] or words.shown[end][0].isdigit():
            return False
        return not any(
            words.bases[end : end + length] in self._by_name or words.bases[end : end + length] in self._types
            for length in range(1, _LONGEST_NAME + 1)
        )

    def _may_be_bare(self, words: Words, i: int, length: int, units: list[Unit], *, with_capitals: bool) -> bool:
        before = words.bases[i - 1] if i and not words.after_break[i] else ""
        after = i + length
        of_spot = any(words.bases[i - k : i] in heads() for k in (1, 2, 3) if k <= i and not words.after_break[i])
        of_spot = of_spot or _has_house_number(words, i)
        if of_spot or before in _NOT_AFTER or (length == 1 and not all(unit.level == "outside" for unit in units)):
            return False
        if not all(words.capital[i:after]):
            return not with_capitals and not words.is_accented and length > 1 and is_told_bare(words, i, length, before)
        after_name = before and words.capital[i - 1] and not words.after_break[i - 1]
        return not after_name and not self._runs_on(words, after)


def _is_other_province(units: Iterable[Unit]) -> bool:
    return any(unit.kind == "tỉnh" and unit.level == "outside" for unit in units)


def _is_tt(words: Words, i: int, length: int) -> bool:
    """Whether "TT" is a town here, not "thông tin": before a capital, or a name that is "cũ"."""
    if length != 2 or words.shown[i : i + 2] != _MOST_TYPED or i + 2 >= len(words):  # noqa: PLR2004 - two words
        return False
    is_former = words.bases[i + 3 : i + 4] == (_FORMER,)
    return words.starts[i] == words.starts[i + 1] and (words.capital[i + 2] or is_former)


def _is_known_bare(unit: Unit) -> bool:
    """Whether a unit is known by its mere name; a commune of another province is too small for that."""
    return unit.level != "outside" or unit.kind not in LOWER_TYPES


def _has_house_number(words: Words, i: int) -> bool:
    """Whether a number stands right before the name ("kiệt 82 Trần Phú", "91 Nguyễn Văn Linh": streets)."""
    return i > 0 and not words.after_break[i] and words.shown[i - 1][0].isdigit()


def _marks_fit(unit: Unit, words: Words, start: int) -> bool:
    """Whether the diacritics typed are those of the name; a name typed wholly without them fits if it has two words."""
    meant = tuple(unit.name.lower().replace("-", " ").split())
    shown = words.shown[start : start + len(meant)]
    is_plain = shown == words.bases[start : start + len(meant)]
    return shown == meant or (is_plain and (len(meant) > 1 or not words.is_accented))


def _says_type(words: Words, start: int, end: int, kind: str) -> bool:
    """Whether these words are a type word before a name: "xã", not "xa" or "xả", and no sentence ends between."""
    shown = " ".join(words.shown[start:end])
    is_short = len(shown) <= 2  # noqa: PLR2004 - "p", "tx", "tp"
    if _is_tt(words, start, end - start):
        return True
    is_broken = words.after_break[end] and not words.was_dotted(end - 1)
    return not is_broken and (shown == kind or is_short or not words.is_accented or words.was_dotted(end - 1))


def _is_surely(words: Words, name: int, kind: str) -> bool:
    """Whether a name of one word ("Chờ", "Kép", "Hồ") is meant as one: with a capital, or after "thị trấn"."""
    if kind in UPPER_TYPES or kind == "thị trấn" or words.capital[name]:
        return True
    return not words.is_accented and is_told_typed(words, name)


def _of_type(units: Iterable[Unit], kind: str) -> Iterator[Unit]:
    """Yield the units that the type word allows: the very type first, else another type of the same tier."""
    units = list(units)
    exact = [unit for unit in units if unit.kind == kind]
    today = [unit for unit in exact if unit.level == "commune"]
    if today or exact:
        yield from today or exact
        return
    tier = LOWER_TYPES if kind in LOWER_TYPES else UPPER_TYPES if kind in UPPER_TYPES else {"tỉnh"}
    near = [unit for unit in units if unit.kind in tier]
    yield from [unit for unit in near if unit.level == "commune"] or near

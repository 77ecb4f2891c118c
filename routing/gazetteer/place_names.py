"""Knows the names of units, today's and old ones, and which commune of today each may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from sys import intern

from rapidfuzz.distance import OSA

from routing.gazetteer.bare_names import is_after_unknown, may_be_bare, may_be_of_house, may_begin_address
from routing.gazetteer.behind_spots import behind_spots
from routing.gazetteer.far_addresses import ends_far_address, is_after_its_commune, is_told_far
from routing.gazetteer.initials import Initials
from routing.gazetteer.mere_names import told_alone
from routing.gazetteer.name_ends import begins_anew
from routing.gazetteer.place_words import Beginnings, follows, listed, tables
from routing.gazetteer.slips import Slips, is_near
from routing.gazetteer.slips_behind import slipped_behind
from routing.gazetteer.spellings import marks_fit, spelt
from routing.gazetteer.town_units import numbered, within_letters
from routing.gazetteer.towns import WRITTEN_OUT, is_followed_by_name, is_tt, may_be_short_name
from routing.gazetteer.typed_names import is_surely, says_type
from routing.gazetteer.unit_kinds import (
    LOWER_TYPES,
    TOWN,
    UPPER_TYPES,
    has_been,
    is_known_bare,
    is_known_typed,
    is_todays,
    of_type,
)
from routing.gazetteer.units import COMMUNE_LEVELS, OWN_LEVELS, Named, Spot, Unit
from routing.language.folding import bare
from routing.language.words import Words

_LONG_NAME = 7  # letters of a name in which one may be wrong
_LONGEST_NAME = 6  # "Văn Miếu - Quốc Tử Giám"
_LONGEST_SHORT = 4  # words that a few letters are short for
_AT_PLAIN = frozenset({"o", "tai"})


class PlaceNames:
    """All names of one gazetteer."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_name: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for unit in units:
            self._by_name[tuple(map(intern, bare(unit.name).replace("-", " ").split()))].append(unit)
        all_names = self._by_name.items()
        self._slips = Slips(name for name, found in all_names if any(u.level in {"commune", "old"} for u in found))
        self._initials = Initials(self._by_name)
        self._types = {tuple(word.split()): kind for kind, words in tables()["unit_types"].items() for word in words}
        self._known = Beginnings(
            name
            for name, found in all_names
            if len(name) <= _LONGEST_NAME and not name[0].isdecimal() and any(map(is_known_bare, found))
        )
        self._begin_types = {words[0] for words in self._types} | {bare(WRITTEN_OUT[0])}
        self._beginnings = {*self._known.firsts, *self._begin_types}

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the name of each unit in words without diacritics, and whether the unit is of this province."""
        yield from ((name, one.level != "outside") for name, found in self._by_name.items() for one in found)

    def called(self, words: Words) -> tuple[Unit, ...]:
        """Return the units of the province that bear just this name, or nearly behind what they are ("tt neo")."""
        if units := self._own(words.bases):
            return tuple(spelt(units, words, 0) or (units if len(words) == 1 and not words.is_accented else ()))
        for length in (2, 1):
            kind = TOWN if is_tt(words, 0, length) else self._types.get(words.bases[:length])
            name = words.bases[length:]
            if kind and name and (units := self._own(name) or self._own(self._nearly(name))):
                return tuple(of_type(units, kind))
        return ()

    def has(self, name: tuple[str, ...]) -> bool:
        """Whether a unit of the province bears the name, in words without diacritics."""
        return bool(self._own(name))

    def _own(self, name: tuple[str, ...]) -> list[Unit]:
        return [unit for unit in self._by_name.get(name, ()) if unit.level in OWN_LEVELS]

    def bearing(self, words: Words, start: int, end: int) -> list[Unit]:
        """Return the communes of the province, of today and of old, whose name words `start` to `end` are."""
        return spelt((unit for unit in self._own(words.bases[start:end]) if unit.level != "district"), words, start)

    def behind(self, words: Words, spots: Sequence[Spot]) -> list[Named]:
        """Return the communes that stand behind the spots without a word between."""
        found = behind_spots(words, spots, self._known, self._by_name)
        heard = [one for one in found if not self._runs_on(words, one.end)]
        return heard or list(slipped_behind(words, spots, self._slips, self._by_name))

    def told_alone(self, words: Words) -> bool:
        """Whether the words are names of units, of whatever province, and nothing else."""
        return told_alone(words, self._by_name)

    def _nearly(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """Return the only name of the province that is one letter away, itself where none or several are."""
        told = " ".join(name)
        if len(told) < _LONG_NAME:
            return name
        near = [one for one in self._own_names if OSA.distance(told, one, score_cutoff=1) <= 1]
        return self._own_names[near[0]] if len(near) == 1 else name

    @cached_property
    def _own_names(self) -> dict[str, tuple[str, ...]]:
        """The names of the units of the province, by how they are typed."""
        return {" ".join(one): one for one in self._by_name if self._own(one)}

    def spellings(self, *, with_small: bool = False) -> Iterator[str]:
        """Yield names as they are written: of units known without their type, or `with_small` ones elsewhere too."""
        units = (unit for found in self._by_name.values() for unit in found if with_small or is_known_bare(unit))
        yield from (unit.name.replace("-", " ") for unit in units)

    def find(self, words: Words, *, with_capitals: bool) -> list[Named]:
        """Return the units named, in order; a bare name counts only with capitals (or, typed without, after "ở")."""
        found: list[Named] = []
        i, bases, beginnings, begin_types, known = 0, words.bases, self._beginnings, self._begin_types, self._known
        while i < len(bases):
            if bases[i] not in beginnings or not (bases[i] in begin_types or known.at(bases, i)):
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
                    and name not in listed("ordinary")
                ):
                    return i, i + length
        return None

    def _at(self, words: Words, i: int, *, with_capitals: bool, goes_on: bool) -> Named | None:
        """Return what is named at `i`; `goes_on` when another unit was named just before ("xa dong tien, hiep hoa")."""
        for length in (2, 1) if words.bases[i] in self._begin_types else ():
            kind = TOWN if self._is_town(words, i, length) else self._types.get(words.bases[i : i + length])
            if kind and i + length < len(words) and says_type(words, i, i + length, kind):
                typed = self._typed(words, i, i + length, kind)
                if typed:
                    return typed
        for length in self._known.at(words.bases, i):
            found = self._by_name.get(words.bases[i : i + length])
            if not found or i + length > len(words):
                continue
            units = spelt(filter(is_known_bare, found), words, i)
            if ours := self._before_district(words, i, i + length, found):
                return Named(tuple(ours), i, i + length, None, is_of_house=may_be_of_house(words, i, ours))
            if units and (
                self._goes_on(words, i, i + length, units, with_capitals=with_capitals, goes_on=goes_on)
                or self._is_bare(words, i, i + length, units, with_capitals=with_capitals)
            ):
                return Named(tuple(units), i, i + length, None, is_of_house=may_be_of_house(words, i, units))
        return None

    def _is_town(self, words: Words, i: int, length: int) -> bool:
        """Whether "tt" is a town here, not "thông tin": before a capital, a name that is "cũ", or a town's."""
        return is_tt(words, i, length) and (
            is_followed_by_name(words, i) or any(self._is_town_named(words, i + length, n) for n in (3, 2, 1))
        )

    def _is_town_named(self, words: Words, i: int, length: int) -> bool:
        units = self._own(words.bases[i : i + length])
        is_name = any(has_been(unit, TOWN) and marks_fit(unit, words, i) for unit in units)
        return is_name and (length > 1 or may_be_short_name(words, i, i - len(WRITTEN_OUT)))

    def _goes_on(
        self, words: Words, i: int, end: int, units: list[Unit], *, with_capitals: bool, goes_on: bool
    ) -> bool:
        """Whether a name goes on an address ("xã Đồng Tiến Hiệp Hòa", "phuong hai chau, da nang")."""
        if all(words.capital[i:end]):
            is_written_on = goes_on and words.text[words.ends[i - 1] : words.starts[i]] == " "
            is_far = not is_written_on and all(unit.level == "outside" for unit in units)
            return (is_written_on or (is_far and is_after_unknown(words, i))) and not self._runs_on(words, end)
        is_small = end - i > 1 and not with_capitals
        if words.is_accented:
            return is_small and is_after_its_commune(words, i, units, self._by_name)
        return is_small and (goes_on or ends_far_address(words, i, units, self._by_name))

    def _is_bare(self, words: Words, i: int, end: int, units: list[Unit], *, with_capitals: bool) -> bool:
        if not words.capital[i] and (self._is_cut_off(words, i, end) or self._is_across(words, i, end)):
            return False
        if follows(words, i, listed("estates")) and not all(
            unit.level in OWN_LEVELS for unit in self._by_name[words.bases[i:end]]
        ):
            return False
        is_meant = may_be_bare(words, i, end, units, with_capitals=with_capitals)
        return is_meant and not (words.capital[end - 1] and self._runs_on(words, end))

    def _before_district(self, words: Words, i: int, end: int, units: Iterable[Unit]) -> list[Unit]:
        """Return the communes whose old district stands behind their name ("lim tien du", "Bình Định, Lương Tài")."""
        ours = spelt((unit for unit in units if unit.level in COMMUNE_LEVELS), words, i)
        if not ours or end >= len(words) or any(words.after_break[i + 1 : end]):
            return []
        at = end + next((n for n in (2, 1) if self._types.get(words.bases[end : end + n]) in UPPER_TYPES), 0)
        if at >= len(words) or words.text[words.ends[end - 1] : words.starts[end]].strip() not in {"", ","}:
            return []
        behind = (self._by_name.get(words.bases[at : at + n], ()) for n in (2, 1))
        districts = [
            unit for found in behind for unit in found if unit.level == "district" and marks_fit(unit, words, at)
        ]
        area = frozenset(code for unit in districts for code in unit.codes)
        within = [unit for unit in ours if not area.isdisjoint(unit.codes)]
        return within if within and may_begin_address(words, i, end, within) else []

    def _is_cut_off(self, words: Words, i: int, end: int) -> bool:
        """Whether the last word rather begins another name ("từ Sơn La", "từ Sơn Động")."""
        if end >= len(words) or words.after_break[end]:
            return False
        further = self._by_name.get(words.bases[end - 1 : end + 1], ())
        return any(
            ((unit.kind == "tỉnh" and unit.level != "home") or (words.bases[i] == "tu" and unit.level == "commune"))
            and marks_fit(unit, words, end - 1)
            for unit in further
        )

    def _is_across(self, words: Words, i: int, end: int) -> bool:
        """Whether the first word ends another name and the last begins one ("bich dong | viet yen", not Đồng Việt)."""
        if not i or words.after_break[i] or end >= len(words) or words.after_break[end]:
            return False
        return bool(self._own(words.bases[i - 1 : i + 1]) and self._own(words.bases[end - 1 : end + 1]))

    def _typed(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        is_number = words.shown[name][0].isdigit()
        for end in range(min(name + _LONGEST_NAME, len(words)), name + is_number, -1):
            known = self._by_name.get(words.bases[name:end])
            if not known or True in words.after_break[name + 1 : end]:
                continue
            length, units = end - name, spelt(known, words, name)
            fitting = tuple(
                unit
                for unit in of_type(units, kind)
                if unit.level != "outside" or is_known_bare(unit) or is_told_far(words, name, length, self.has)
            )
            is_sure = length > 1 or is_surely(fitting, words, name, kind) or is_todays(fitting, words, name, kind)
            if not fitting or not is_sure:
                continue
            may_stop = length > 1 or any(unit.level != "outside" for unit in fitting)
            if self._runs_on(words, end, may_stop=may_stop):
                break
            return within_letters(words, Named(fitting, start, end, kind))
        if is_number:
            return numbered(words, start, name, kind, self._by_name)
        found = self._as_typed(words, start, name, kind) or self._misspelt(words, start, name, kind)
        return found or self._initials.district(words, start, name, kind)

    def _as_typed(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return what words mean after a type that are short for others elsewhere ("TP BN", "phuong tan hong")."""
        typed: tuple[str, ...] = ()
        end = name
        while end < len(words) and len(typed) < _LONGEST_NAME and not (typed and words.after_break[end]):
            typed = (*typed, words.said(end, end + 1).lower())
            end += words.starts[end : end + _LONGEST_SHORT].count(words.starts[end])
            known = filter(is_known_typed, self._by_name.get(typed, ()))
            units = tuple(of_type(known, kind)) if typed != words.bases[name:end] else ()
            if units:
                return Named(units, start, end, kind)
        return None

    def _misspelt(self, words: Words, start: int, name: int, kind: str) -> Named | None:
        """Return what a misspelt name means after the type of a commune."""
        if kind not in LOWER_TYPES:
            return None
        for length in (3, 2):
            end = name + length
            if end > len(words) or any(words.after_break[name + 1 : end]) or self._runs_on(words, end):
                continue
            meant = self._slips.meant(words, name, end)
            found = of_type(self._by_name[meant], kind) if meant else ()
            is_vouched = words.is_accented or words.capital[name]
            units = tuple(u for u in found if is_near(words, name, end, u.name) and (is_vouched or u.kind == kind))
            if units:
                return Named(units, start, end, kind)
        return self._initials.named(words, start, name, kind)

    def _runs_on(self, words: Words, end: int, *, may_stop: bool = True) -> bool:
        """Whether a longer, unknown name begins here ("Việt Hưng Bắc" is not Việt Hưng, "Tân Yên Bắc Giang" is)."""
        if end >= len(words) or words.after_break[end] or not words.capital[end] or words.shown[end][0].isdigit():
            return False
        if may_stop and begins_anew(words, end):
            return False
        return not any(
            words.bases[end : end + length] in self._by_name or words.bases[end : end + length] in self._types
            for length in range(1, _LONGEST_NAME + 1)
        )

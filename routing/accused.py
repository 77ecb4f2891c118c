"""Which members of staff a text speaks of: by their full name or by their rank, whatever the diacritics."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from routing.directory import PROVINCE_RECEPTION, TOP, Directory, Officer, Unit
from routing.folding import fold

# The longer first, so that "phó chủ tịch" is not taken for "chủ tịch".
RANKS = (
    "pho chanh van phong", "pho truong cong an", "pho chanh thanh tra", "pho truong phong", "pho truong ban",
    "chanh van phong", "pho chi huy truong", "truong cong an", "chanh thanh tra", "pho chu tich", "pho giam doc",
    "chi huy truong", "truong phong", "truong ban", "truong tram", "pho cong an", "pho phong", "chu tich", "giam doc",
    "truong co quan",
)  # fmt: skip
_BY_FIRST_WORD: Mapping[str, tuple[str, ...]] = {
    rank.split()[0]: tuple(one for one in RANKS if one.split()[0] == rank.split()[0]) for rank in RANKS
}
_SAME_RANK = {"pho phong": "pho truong phong", "pho cong an": "pho truong cong an"}
_NOT_OURS = frozenset({"hoi", "hdqt", "cong", "hop", "doanh", "ngan"})  # chủ tịch hội…, giám đốc công ty, hợp tác xã
_POLITE = frozenset(
    fold("Ông bà anh chị cô chú bác đồng ngài lãnh đạo các quý ủy ban nhân dân UBND xã phường tỉnh sở").split()
)
_RANK_WORDS = frozenset(word for rank in RANKS for word in rank.split())
_ASKED = (("kinh", "gui"), ("kinh", "thua"), ("kinh", "mong"), ("de", "nghi"), ("kinh", "de", "nghi"))
_ACCUSED = (("to", "cao"), ("to", "giac"), ("khieu", "nai"))
_LINE = re.compile(r"[.;!?\n]+")
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Named:
    """Members of staff who may be meant by some words of a text.

    `words` are folded, `rank` too: blank where a full name stands; `is_direct` says that an accusing verb stands right
    before them.
    """

    words: str
    people: tuple[Officer, ...]
    rank: str
    is_direct: bool


def named_in(text: str, communes: frozenset[str], directory: Directory) -> tuple[Named, ...]:
    """Return whom the text names, those left out whom it only addresses ("Kính gửi ông chủ tịch …").

    Args:
        text: as it was written.
        communes: codes of the communes that the text may speak of; a name is first looked for there.
        directory: who works where.
    """
    bearers, holders = _Bearers(communes, directory), _Holders(communes, directory)
    found: list[Named] = []
    for line in _LINE.split(text):
        words = fold(line).split()
        found += bearers.named(words)
        found += _by_rank(words, holders, bearers)
    return tuple(found)


def is_leader(officer: Officer) -> bool:
    """Tell whether others work under a person: the head of a unit, or a deputy by title."""
    return officer.is_head or rank_of(officer.title) != ""


def is_at_top(officer: Officer, directory: Directory) -> bool:
    """Tell whether a person works in the office of the province itself, below which stands every unit."""
    return _is_top(directory.units[officer.unit_id])


def leads_province(officer: Officer, directory: Directory) -> bool:
    """Tell whether a person is chair or vice chair of the province."""
    return is_at_top(officer, directory) and (officer.is_head or rank_of(officer.title).endswith("chu tich"))


@lru_cache(maxsize=1 << 12)
def rank_of(title: str) -> str:
    """Return the rank that a title begins with, folded; blank for a plain officer."""
    folded = _folded(title)
    found = next((rank for rank in RANKS if f"{folded} ".startswith(f"{rank} ")), "")
    return _SAME_RANK.get(found, found)


def units_named(text: str, directory: Directory) -> frozenset[int]:
    """Return the provincial bodies that the text names, those left out that it only writes to."""
    folded = f" {fold(text)} "
    return frozenset(unit.id for unit in directory.units.values() if _is_named(unit, folded))


def _is_named(unit: Unit, folded: str) -> bool:
    if unit.level == "commune" or unit.function in {TOP, PROVINCE_RECEPTION}:
        return False
    called = _folded(unit.function)
    if f" {called} " not in folded:
        return False
    return not any(f" {word} {called} " in folded for word in ("kinh gui", "gui", "nho", "mong"))


@lru_cache(maxsize=1 << 15)
def _folded(text: str) -> str:
    return fold(text)


class _Bearers:
    """Who bears which full name, folded."""

    def __init__(self, communes: frozenset[str], directory: Directory) -> None:
        self._communes, self._directory = communes, directory
        self._names: defaultdict[str, list[Officer]] = defaultdict(list)
        for person in directory.people():
            if " " in (folded := _folded(person.name)):
                self._names[folded].append(person)
        self._lengths = sorted({name.count(" ") + 1 for name in self._names})

    def named(self, words: Sequence[str]) -> Iterator[Named]:
        """Yield whoever is named in a line."""
        for start in range(len(words)):
            for length in self._lengths:
                called = " ".join(words[start : start + length])
                if called in self._names and not _is_asked(words, start):
                    people = _within(self._names[called], self._communes, self._directory)
                    yield Named(called, people, "", is_direct=_is_direct(words, start))

    def is_asked_before(self, words: Sequence[str], end: int) -> bool:
        """Tell whether a name that is only written to ends here: what rank follows is that person's too."""
        starts = (end - length for length in self._lengths if length <= end)
        return any(" ".join(words[at:end]) in self._names and _is_asked(words, at) for at in starts)


def _within(bearers: Sequence[Officer], communes: frozenset[str], directory: Directory) -> tuple[Officer, ...]:
    """Return the bearers of a name in the place and in the province; all of them where the place has none."""
    near = [one for one in bearers if directory.units[one.unit_id].commune_code in communes | {None}]
    return tuple(near or bearers)


def _by_rank(words: Sequence[str], holders: "_Holders", bearers: "_Bearers") -> Iterator[Named]:
    start = 0
    while start < len(words):
        rank = _rank_at(words, start)
        end = start + max(rank.count(" ") + 1, 1)
        after = words[end : end + _NEAR]
        is_asked = bool(rank) and (_is_asked(words, start) or bearers.is_asked_before(words, start))
        if rank and not is_asked and _NOT_OURS.isdisjoint(after[:1]):
            people = holders.meant(_SAME_RANK.get(rank, rank), tuple(after))
            yield Named(" ".join((rank, *after[:3])), people, rank, is_direct=_is_direct(words, start))
        start = end


def _rank_at(words: Sequence[str], start: int) -> str:
    for rank in _BY_FIRST_WORD.get(words[start], ()):
        if " ".join(words[start : start + rank.count(" ") + 1]) == rank:
            return rank
    return ""


class _Holders:
    """Who holds which rank in the places that a text speaks of and in the province; each phrase is looked at once."""

    def __init__(self, communes: frozenset[str], directory: Directory) -> None:
        self._units = directory.units
        self._found: dict[tuple[str, tuple[str, ...]], tuple[Officer, ...]] = {}
        self._by_rank: defaultdict[str, list[Officer]] = defaultdict(list)
        for one in directory.people():
            if self._units[one.unit_id].commune_code in communes | {None}:
                self._by_rank[rank_of(one.title)].append(one)

    def meant(self, rank: str, after: tuple[str, ...]) -> tuple[Officer, ...]:
        """Return who may be meant by a rank and the words after it."""
        key = (rank, after)
        if key not in self._found:
            self._found[key] = self._look_for(rank, after)
        return self._found[key]

    def _look_for(self, rank: str, after: tuple[str, ...]) -> tuple[Officer, ...]:
        """Find the holders in the body that is named after the rank, else in the communes that the text speaks of."""
        holders = self._by_rank.get(rank, [])
        if "tinh" in after[:5] and rank.endswith("chu tich"):
            return tuple(one for one in holders if _is_top(self._units[one.unit_id]))
        said = f" {' '.join(after)} "
        at_named = [one for one in holders if _is_said(self._units[one.unit_id], said)]
        if provincial := [one for one in at_named if self._units[one.unit_id].level == "province"]:
            return tuple(provincial)
        local = [one for one in holders if self._units[one.unit_id].level == "commune"]
        return tuple([one for one in local if one in at_named] or local)


def _is_said(unit: Unit, said: str) -> bool:
    called = _folded(unit.function)
    return f" {called} " in said or f" {called.removeprefix('phong ')} " in said


def _is_top(unit: Unit) -> bool:
    return unit.level == "province" and unit.parent_id is None and unit.function == TOP


def _is_asked(words: Sequence[str], start: int) -> bool:
    """Tell whether somebody is only written to: "Kính gửi ông chủ tịch …", "đề nghị chủ tịch …"."""
    return _comes_before(words, start, _ASKED)


def _is_direct(words: Sequence[str], start: int) -> bool:
    return _comes_before(words, start, _ACCUSED)


def _comes_before(words: Sequence[str], start: int, verbs: Sequence[tuple[str, ...]]) -> bool:
    at = start
    while at and words[at - 1] in _POLITE | _RANK_WORDS and not any(_ends_with(words, at, verb) for verb in verbs):
        at -= 1
    return any(_ends_with(words, at, verb) for verb in verbs)


def _ends_with(words: Sequence[str], end: int, verb: tuple[str, ...]) -> bool:
    return tuple(words[max(end - len(verb), 0) : end]) == verb

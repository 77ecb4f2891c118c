"""Which members of staff and which bodies a text speaks of: by name or by title, whatever the diacritics."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from routing.directory import PROVINCE_RECEPTION, TOP, Directory, Officer, Unit
from routing.gazetteer.name_marks import may_be_written
from routing.language.folding import fold
from routing.language.words import Words, breaks_off
from routing.officials.addressees import is_listed
from routing.officials.branches import Branches
from routing.officials.joined import Joined
from routing.officials.office_table import CHAIRS
from routing.officials.offices import Title, bodies_in, in_parts, rank_of, titles_in
from routing.officials.owned import is_owned_before
from routing.officials.stance import is_asked, is_subject
from routing.officials.wrongs import Wrongs, only_serves
from routing.places import load_gazetteer

# bodies that the law of competence of the committees does not cover: they answer to their own branch
_OF_THEIR_BRANCH = ("Công an", "Ban Chỉ huy Quân sự", "Bộ Chỉ huy Quân sự", "Thuế", "Bảo hiểm xã hội")
_WRITTEN_TO = ("gui", "nho", "mong")
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Named:
    """Members of staff or a body who may be meant by some words of a text.

    Attributes:
        words: folded.
        people: who is meant, as far as the directory knows.
        title: what is said of their office; None where a full name stands.
        communes: codes of the communes whose office it is, as far as that is said or can be told.
        is_direct: an accusing verb stands right before them.
        is_subject: a sentence begins with them.
        is_wrong: and tells of a wrong that they do.
        is_of_branch: their office is of a branch that no committee decides on.
        is_called: they are only called by a given name or by what they do, so that others may be meant.
        is_owner: something is told to be theirs.
    """

    words: str
    people: tuple[Officer, ...]
    title: Title | None = None
    communes: frozenset[str] = frozenset()
    is_direct: bool = False
    is_subject: bool = False
    is_wrong: bool = False
    is_of_branch: bool = False
    is_called: bool = False
    is_owner: bool = False


def named_in(text: str, communes: frozenset[str], directory: Directory) -> tuple[Named, ...]:
    """Return whom the text names, those left out whom it only addresses ("Kính gửi ông chủ tịch …").

    Args:
        text: as it was written.
        communes: codes of the communes that the text may speak of; a name is first looked for there.
        directory: who works where.
    """
    bearers, holders = _Bearers(communes, directory), _Holders(communes, directory)
    found: list[Named] = []
    for words in in_parts(text):
        wrongs, titles = Wrongs(words), tuple(titles_in(words))
        joined = Joined(words, titles)
        found += bearers.named(words, wrongs, joined)
        found += _titled(words, titles, (wrongs, joined), holders, bearers)
    return tuple(found)


def is_leader(officer: Officer) -> bool:
    """Tell whether others work under a person: the head of a unit, or a deputy by title."""
    return officer.is_head or rank_of(officer.title) != ""


def is_at_top(officer: Officer, directory: Directory) -> bool:
    """Tell whether a person works in the office of the province itself, below which stands every unit."""
    return _is_top(directory.units[officer.unit_id])


def leads_province(officer: Officer, directory: Directory) -> bool:
    """Tell whether a person is chair or vice chair of the province."""
    return is_at_top(officer, directory) and (officer.is_head or rank_of(officer.title) in CHAIRS)


def is_top_office(title: Title) -> bool:
    """Tell whether a title is one of the office of the province itself."""
    return title.tier == "province" and title.body in {"", TOP}


def is_of_own_branch(function: str) -> bool:
    """Tell whether a body answers to its own branch, as the police does, not to the committee."""
    return function.startswith(_OF_THEIR_BRANCH)


def units_named(text: str, directory: Directory) -> frozenset[int]:
    """Return the provincial bodies that the text names, those left out that it only writes to."""
    said, asked = set[str](), {PROVINCE_RECEPTION}
    for words in in_parts(text):
        for body, at in bodies_in(words):
            is_written_to = (at and words.bases[at - 1] in _WRITTEN_TO) or is_listed(words, at)
            (asked if is_written_to else said).add(body)
    folded = f" {fold(text)} "
    known = (unit for unit in directory.units.values() if unit.level == "province" and unit.function != TOP)
    return frozenset(one.id for one in known if one.function not in asked and _is_named(one, said, folded))


def _is_named(unit: Unit, said: set[str], folded: str) -> bool:
    """Tell whether a body stands in a text, as people say it or by the name that the directory has for it."""
    called = _folded(unit.function)
    if unit.function in said or f" {called} " not in folded:
        return unit.function in said
    return not any(f" {word} {called} " in folded for word in ("kinh gui", *_WRITTEN_TO))


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

    def named(self, words: Words, wrongs: Wrongs, joined: Joined) -> Iterator[Named]:
        """Yield whoever is named in a line."""
        for start in range(len(words)):
            for length in self._lengths:
                people = self._meant(words, start, start + length)
                if people and not is_asked(words, start):
                    called, begins = " ".join(words.bases[start : start + length]), is_subject(words, start)
                    yield Named(
                        called,
                        people,
                        is_direct=joined.is_accused(start),
                        is_subject=begins,
                        is_wrong=begins and wrongs.follow(start + length),
                        is_owner=is_owned_before(words, start),
                    )

    def _meant(self, words: Words, start: int, end: int) -> tuple[Officer, ...]:
        """Return whom these words name: nobody where they are none ("Phòng … Đô thị phường …": no Đỗ Thị …)."""
        bearers = self._names.get(" ".join(words.bases[start:end]), ())
        meant = [one for one in bearers if may_be_written(one.name, words, start, end)]
        if not meant or self._begins_in_body(words, start, end):
            return ()
        return _within(meant, self._communes, self._directory)

    def _begins_in_body(self, words: Words, start: int, end: int) -> bool:
        """Tell whether the name of a body begins before these words and ends in them."""
        lengths = {len(one) for one in self._bodies}
        ends = ((stop, stop - length) for stop in range(start + 1, end + 1) for length in lengths)
        return any(0 <= first < start and words.bases[first:stop] in self._bodies for stop, first in ends)

    @cached_property
    def _bodies(self) -> frozenset[tuple[str, ...]]:
        units = self._directory.units.values()
        return frozenset(tuple(_folded(said).split()) for one in units for said in (one.name, one.function))

    def is_asked_before(self, words: Words, end: int) -> bool:
        """Tell whether a name that is only written to ends here: what rank follows is that person's too."""
        starts = (end - length for length in self._lengths if length <= end)
        return any(" ".join(words.bases[at:end]) in self._names and is_asked(words, at) for at in starts)


def _within(bearers: Sequence[Officer], communes: frozenset[str], directory: Directory) -> tuple[Officer, ...]:
    """Return the bearers of a name in the place and in the province; all of them where the place has none."""
    near = [one for one in bearers if directory.units[one.unit_id].commune_code in communes | {None}]
    return tuple(near or bearers)


def _titled(
    words: Words, titles: Sequence[Title], told: tuple[Wrongs, Joined], holders: "_Holders", bearers: "_Bearers"
) -> Iterator[Named]:
    branches, (wrongs, joined) = Branches(words), told
    for title in titles:
        is_only_asked = is_asked(words, title.start) or bearers.is_asked_before(words, title.start)
        is_direct, begins = joined.is_accused(title.start), is_subject(words, title.start)
        is_place = title.is_bare and not breaks_off(words, title.start)  # "nhà bên ở thôn Thượng, xã Tân Yên đánh …"
        is_wrong = begins and not is_place and wrongs.follow(title.end)
        if is_only_asked or not (title.is_leader or title.is_staff or is_direct or is_wrong):
            continue  # a place where somebody works or lives
        is_of_others = any(one.start > title.start and not one.is_bare for one in titles)
        if is_top_office(title) and not is_direct and (is_of_others or not is_wrong) and only_serves(words, title.end):
            continue  # "chủ tịch tỉnh đã chỉ đạo nhưng xã không làm"
        communes = holders.communes_of(words, title)
        said = words.bases[title.start : title.end + 3]
        yield Named(
            " ".join(said),
            holders.meant(title, communes, f" {' '.join(words.bases[title.start : title.end + _NEAR])} "),
            title,
            communes,
            is_direct=is_direct,
            is_subject=begins,
            is_wrong=is_wrong,
            is_of_branch=branches.have(title.start, title.end),
        )


class _Holders:
    """Who holds which office in the places that a text speaks of and in the province."""

    def __init__(self, communes: frozenset[str], directory: Directory) -> None:
        self._directory, self._units, self._communes = directory, directory.units, communes

    def communes_of(self, words: Words, title: Title) -> frozenset[str]:
        """Return the communes whose office it is: the one named right behind, else all that the text speaks of."""
        if title.tier == "province":
            return frozenset()
        first = title.end - _length_of_type(words, title)
        if title.tier == "district" or first >= len(words):
            return self._communes
        said = words.said(first, min(title.end + _NEAR, len(words)))
        behind = next(iter(load_gazetteer().communes_named(said)), None)
        return frozenset(behind.codes) if behind and behind.start == 0 else self._communes

    def meant(self, title: Title, communes: frozenset[str], said: str) -> tuple[Officer, ...]:
        """Return who is meant by a title in a body of the province, or in these communes; `said` are its words."""
        if title.is_former:
            return ()
        if title.tier == "province":
            return tuple(self._in_province(title))
        if not title.rank:
            return ()
        local = [one for one in self._with_rank(title.rank) if self._units[one.unit_id].commune_code in communes]
        if title.rank in CHAIRS or title.body:
            body = title.body or TOP
            return tuple(one for one in local if self._units[one.unit_id].function == body)
        return tuple([one for one in local if _is_said(self._units[one.unit_id], said)] or local)

    def _in_province(self, title: Title) -> Iterator[Officer]:
        """Yield the holders; of the office of the province, where it is no body of its own, whoever is meant there."""
        known = {unit.function for unit in self._units.values() if unit.level == "province"}
        is_office = title.body != "" and title.body not in known and title.body.endswith("UBND tỉnh")
        for one in self._directory.people():
            unit = self._units[one.unit_id]
            if not (_is_top(unit) if is_office or title.body in {"", TOP} else unit.function == title.body):
                continue
            has_rank = (
                rank_of(one.title) == title.rank if title.rank else is_office or (title.is_leader and one.is_head)
            )
            if has_rank and not (is_office and leads_province(one, self._directory)):
                yield one

    def _with_rank(self, rank: str) -> Iterator[Officer]:
        yield from (one for one in self._directory.people() if rank_of(one.title) == rank)


def _length_of_type(words: Words, title: Title) -> int:
    """Return how many words before the end of a title say its tier ("xã", "thị trấn")."""
    return (2 if words.bases[title.end - 1] in {"tran", "khu"} else 1) if title.tier else 0


def _is_said(unit: Unit, said: str) -> bool:
    called = _folded(unit.function)
    return f" {called} " in said or f" {called.removeprefix('phong ')} " in said


def _is_top(unit: Unit) -> bool:
    return unit.level == "province" and unit.parent_id is None and unit.function == TOP

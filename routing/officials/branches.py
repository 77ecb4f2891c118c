"""Whom no committee decides on: of which branch they are, where a text accuses or complains of them.

The police, the Party, the councils, schools and hospitals, the army, courts and procuracy answer to their own; so do
bodies below a department the first time; what was a district is no more. Who decides on each is in the table of
competence; what they are called is in data/offices.toml and data/subordinates.toml.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from routing.kinds import Kind
from routing.language.folding import fold
from routing.language.listed import listed
from routing.language.openings import SeldomBook
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match
from routing.language.words import Words
from routing.officials.office_table import branch_lists, tables
from routing.officials.offices import Title, in_parts, titles_in
from routing.officials.stance import behind_name, is_accused, is_asked, is_subject
from routing.officials.subordinates import DEPARTMENT_UNIT, heads, names_of_subordinates
from routing.officials.wrongs import Wrongs, only_serves

DISTRICT = "district"
_NO_BRANCH, _PRIVATE = "others", "private"
_ABOVE_ALL = frozenset({"party_province", "council_province"})  # merely named they shut nobody out
_OF_PROVINCE, _PROVINCE = {"council_chair": "council_province"}, (("tỉnh",), ("tinh",))
OF_PUBLIC_BODIES = frozenset({"public_head", "public_staff"})
_LEAST = 0.6
_BY, _SUFFERED = frozenset({"cua", "do"}), "bi"
_ACTS = frozenset({
    ("quyet", "dinh"), ("thong", "bao"), ("bien", "ban"), ("hanh", "vi"), ("ket", "luan"), ("cong", "van"),
})  # fmt: skip
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that a text speaks of; `is_outright`: it is accused or told to do wrong, and not only named first."""

    code: str
    is_outright: bool


def branch_of(kind: Kind, text: str) -> Branch | None:
    """Return the branch whose people or body a text is about, the one accused outright first; None for none."""
    found = [one for number, words in enumerate(in_parts(text)) for one in _branches(words, kind, is_first=not number)]
    return max(found, key=lambda one: one.is_outright, default=None)


class Branches:
    """The branches that some words name, looked for once and only when somebody asks."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def have(self, start: int, end: int) -> bool:
        """Tell whether a title that stands there is one of a branch ("giám đốc bệnh viện")."""
        return any(start < one.end and (one.start < end or _is_led(one, end)) for one in self._named)

    @cached_property
    def _named(self) -> list[Match]:
        return [one for one in _found(self._words) if one.phrase.label != _NO_BRANCH]


def _is_led(found: Match, end: int) -> bool:
    """Whether a title that ends there leads a body below a department ("giám đốc trung tâm …")."""
    return found.start == end and found.phrase.label == DEPARTMENT_UNIT


def _branches(words: Words, kind: Kind, *, is_first: bool) -> Iterator[Branch]:
    wrongs, found = Wrongs(words), _found(words)
    is_private = any(one.phrase.label == _PRIVATE for one in found)
    titles = [one for one in titles_in(words) if not one.is_bare]
    spans = [(one.phrase.label, _from_title(one, titles), one.end) for one in found]
    spans += [(DISTRICT, one.start, one.end) for one in titles if one.tier == DISTRICT]
    for said, start, end in sorted(spans, key=lambda one: one[1]):
        code = _OF_PROVINCE.get(said, said) if words.shown[end : end + 1] in _PROVINCE else said
        if code in {_NO_BRANCH, _PRIVATE} or (is_private and code in OF_PUBLIC_BODIES) or is_asked(words, start):
            continue
        at = behind_name(words, _behind_staff(words, start))
        begins = is_subject(words, at)
        is_theirs = kind is Kind.COMPLAINT and has_acted(words, _behind_staff(words, start))
        is_outright = is_accused(words, at) or is_theirs or (begins and wrongs.follow(end))
        is_of_others = code in _ABOVE_ALL and (kind is not Kind.DENUNCIATION or only_serves(words, end))
        if is_outright or (begins and is_first and not is_of_others and not any(words.after_break[1 : start + 1])):
            yield Branch(code, is_outright)


def _from_title(found: Match, titles: Iterable[Title]) -> int:
    """Return where a title begins that a branch is part of ("giám đốc bảo hiểm xã hội"), else the branch."""
    return min((one.start for one in titles if one.start < found.start <= one.end), default=found.start)


def _behind_staff(words: Words, start: int) -> int:
    """Return where somebody of a branch is named by their work ("cán bộ thuế") or as its head, else the branch."""
    if " ".join(words.bases[max(start - 2, 0) : start]) in _staff():
        return start - 2
    led = (len(one) for one in heads() if start >= len(one) and words.bases[start - len(one) : start] == one)
    return start - next(led, 0)


def has_acted(words: Words, start: int) -> bool:
    """Tell whether it is their act that is complained of ("quyết định … của công an", "bị hiệu trưởng kỷ luật")."""
    if start and words.bases[start - 1] == _SUFFERED:
        return True
    if not start or words.bases[start - 1] not in _BY:
        return False
    return any(words.bases[i : i + 2] in _ACTS for i in range(max(start - _NEAR, 0), start))


def _found(words: Words) -> list[Match]:
    return [one for one in _book().find(words) if one.quality >= _LEAST]


@cache
def _staff() -> frozenset[str]:
    return frozenset(fold(one) for said in tables()["staff"].values() for one in listed(said))


@cache
def _book() -> SeldomBook:
    below = ((said, DEPARTMENT_UNIT) for said in names_of_subordinates())
    return SeldomBook(phrase for said, code in (*branch_lists(), *below) for phrase in parse_listed(said, code, 1.0))

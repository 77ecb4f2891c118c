"""Whom a text means without a full name: "bà Dung tiếp dân", "cán bộ hộ tịch", whoever sits at the reception."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from routing.directory import INSPECTORATE, PROVINCE_RECEPTION, Directory, Officer
from routing.language.folding import fold, normalise
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words, breaks_off
from routing.officials.accused import Named
from routing.officials.near_names import VERBS, nearly_named
from routing.officials.offices import bodies_in, in_parts
from routing.officials.role_table import book_of, table

_BEFORE_NAME = ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "thằng", "lão", "mụ", "tên", "cậu", "dì")
_CALLED, _CALLED_PLAIN = frozenset(_BEFORE_NAME), frozenset(map(fold, _BEFORE_NAME))
_WHO = _CALLED_PLAIN | {"bo", "chuc", "vien", "nguoi"}  # cán bộ, công chức, viên chức, nhân viên
_GOES_TO = frozenset(["gui", "nho", "mong", "len", "toi", "den", "nop", "trinh", "kinh"])
_RECEPTION = ("tiep", "dan"), ("tiep", "cong", "dan")
_TO_ROLE, _FROM_ROLE, _TO_TIER = 4, 6, 4


def called_in(text: str, communes: frozenset[str], directory: Directory) -> tuple[Named, ...]:
    """Return the members of staff of these communes, and of a provincial body that is spoken of, who may be meant.

    Nobody is sure to be meant: they are kept out alone, and the body that they work in is not.

    Args:
        text: as it was written.
        communes: codes of the communes that the text may speak of.
        directory: who works where.
    """
    found: list[Named] = []
    for words in in_parts(text):
        roles, offices = _roles_in(words), book_of("office").find(words, slips=False)
        near = list(_near(words, communes, directory))
        found += nearly_named(words, _CALLED_PLAIN, [*near, *directory.staff_in.get(None, ())], near)
        found += _by_role(words, roles, near, directory)
        if found or offices:
            found += _by_given_name(words, near, directory)
    return tuple(found)


def tells_how_treated(text: str) -> bool:
    """Whether a text tells how somebody in office treats people ("quát mắng", "hạch sách")."""
    return any(one.quality > 0 for words in in_parts(text) for one in book_of("conduct").find(words, slips=False))


def speaks_of_office(text: str) -> bool:
    """Whether a text speaks of somebody who works for an office, or of what they do there."""
    parts = in_parts(text)
    return any(_roles_in(words) or book_of("office").find(words, slips=False) for words in parts)


def speaks_of_reception(text: str) -> bool:
    """Whether the reception of the province is spoken of, and not only gone to or written to."""
    return any(_reception_of_province(words) for words in in_parts(text))


def _near(words: Words, communes: frozenset[str], directory: Directory) -> Iterator[Officer]:
    """Yield who works in these communes and bodies; of a text that says no place, who would take the matter in."""
    bodies = {body for body, _at in bodies_in(words)}
    if not communes:
        bodies |= {PROVINCE_RECEPTION, INSPECTORATE}
    if _reception_of_province(words):
        bodies.add(PROVINCE_RECEPTION)
    for code in communes:
        yield from directory.staff_in.get(code, ())
    if bodies:
        yield from (one for one in directory.staff_in.get(None, ()) if directory.units[one.unit_id].function in bodies)


def _reception_of_province(words: Words) -> bool:
    return any(
        "tinh" in words.bases[end : end + _TO_TIER]
        and _GOES_TO.isdisjoint(words.bases[max(start - 2, 0) : start])
        and not any(breaks_off(words, at) for at in range(start + 1, end))
        for start, end in _receptions(words)
    )


def _receptions(words: Words) -> Iterator[tuple[int, int]]:
    """Yield where "tiếp dân" stands, from the word "ban" or "trụ sở" before it on."""
    for at in range(len(words)):
        for said in _RECEPTION:
            if words.bases[at : at + len(said)] == said:
                is_body = at > 0 and words.bases[at - 1] in {"ban", "so", "phong"}
                yield at - is_body, at + len(said)


def _by_given_name(words: Words, near: Sequence[Officer], directory: Directory) -> Iterator[Named]:
    for at in range(len(words) - 1):
        if not _is_called(words, at) or breaks_off(words, at + 1) or _is_longer_name(words, at + 1):
            continue
        pair = f" {words.bases[at]} {words.bases[at + 1]} "  # "bac giang" is a place
        people = tuple(
            one
            for one in near
            if _is_given_name(words, at + 1, one.name) and pair not in f" {fold(directory.units[one.unit_id].name)} "
        )
        if people:
            yield Named(words.said(at, at + 2), people, is_called=True)


def _is_called(words: Words, at: int) -> bool:
    if words.bases[max(at - 1, 0) : at + 1] in VERBS:
        return True
    return words.shown[at] in _CALLED if words.is_accented else words.bases[at] in _CALLED_PLAIN


def _is_longer_name(words: Words, at: int) -> bool:
    """Whether more of a name follows: a family name is no given name."""
    return at + 1 < len(words) and words.capital[at] and words.capital[at + 1] and not breaks_off(words, at + 1)


def _is_given_name(words: Words, at: int, name: str) -> bool:
    """Whether a word is somebody's given name; typed plain only where it is written as one ("chu quan": chủ quán)."""
    given = _given(name)
    return words.shown[at] == given if words.is_accented else words.capital[at] and words.bases[at] == fold(given)


@lru_cache(maxsize=1 << 13)
def _given(name: str) -> str:
    return normalise(name).lower().split()[-1] if name.strip() else ""


def _roles_in(words: Words) -> list[Match]:
    """Return what somebody is said to do for an office."""
    found = _roles().find(words, slips=False)
    return [one for one in found if _is_of_somebody(words, one)]


def _is_of_somebody(words: Words, role: Match) -> bool:
    """Whether a role is somebody's: who it is stands before it, or behind ("ở một cửa, cô nhân viên …")."""
    if not _WHO.isdisjoint(words.bases[max(role.start - _TO_ROLE, 0) : role.start]):
        return True
    return role.phrase.label != "reception" and "vien" in words.bases[role.end : role.end + _FROM_ROLE]


def _by_role(words: Words, roles: Iterable[Match], near: Sequence[Officer], directory: Directory) -> Iterator[Named]:
    for match in roles:
        role = match.phrase.label
        people = tuple(one for one in near if _has_role(one, role, directory))
        if people:
            yield Named(words.said(match.start, match.end), people, is_called=True)


def _has_role(person: Officer, role: str, directory: Directory) -> bool:
    if role == "reception":
        return person.is_reception
    told = f" {fold(person.title)} ", f" {fold(directory.units[person.unit_id].function)} "
    return any(f" {one.removeprefix('@')} " in told[one.startswith("@")] for one in role.split("|"))


@cache
def _roles() -> Phrasebook:
    return Phrasebook([one for role, said in table()["roles"].items() for one in parse_listed(said, role, 1.0)])

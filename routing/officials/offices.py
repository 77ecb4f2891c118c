"""Titles and bodies as people write them: which rank, of what body, of which tier ("pct ubnd xã", "sếp sở y tế")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from routing.directory import TOP
from routing.gazetteer.served import former_towns, served
from routing.language.folding import bare, fold
from routing.language.listed import listed
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Phrasebook
from routing.language.words import Words, breaks_off, split
from routing.officials.office_table import COMMITTEE, ranks, tables
from routing.places import load_gazetteer

_LEADER, _STAFF = "leader", "staff"
_NEAR = 9
_CHUNK = 3_000
_ENDS = re.compile(r"(?<=[.;!?\n])")
_TIERS: Mapping[tuple[str, ...], str] = {
    ("tỉnh",): "province", ("xã",): "commune", ("phường",): "commune", ("thị", "trấn"): "commune",
    ("đặc", "khu"): "commune", ("huyện",): "district", ("quận",): "district", ("thị", "xã"): "district",
    ("thành", "phố"): "district",
}  # fmt: skip
_TIER_BEGINS = frozenset(bare(meant[0]) for meant in _TIERS)
_CITY = ("thành", "phố")  # a district once, but where a city is what is served
_QUARTER = ("quận",)  # without its mark it may be any "quan"
_NO_TIER = frozenset({("uy",), ("doi",), ("doan",), ("lo",)})  # tỉnh ủy, xã đội, tỉnh đoàn, tỉnh lộ


@dataclass(frozen=True, slots=True)
class Title:
    """A title, or a body itself, at words `start` to `end` (not included).

    Attributes:
        rank: folded, as titles of the directory begin; blank for a body, and for a leader of whatever rank.
        tier: "province", "commune", "district" (one of the time before 7/2025), or blank where it is not said.
        body: the function of a body of the province or of a commune; `TOP` for the committee of a tier; blank where it
            is not said.
        is_leader: it is somebody who leads the body; else, unless `is_staff`, the body itself.
        is_staff: somebody who works there under a leader.
        is_former: who held it once.
        is_bare: nothing but the tier stands there ("xã Tân Yên ăn chặn tiền"): it may be an address.
    """

    start: int
    end: int
    rank: str = ""
    tier: str = ""
    body: str = ""
    is_leader: bool = False
    is_staff: bool = False
    is_former: bool = False
    is_bare: bool = False


def written_out(text: str) -> str:
    """Return the text with ranks written short before a body ("PCT UBND") and departments ("sở NN&MT") written out."""
    text = _initials().sub(_department, text)
    return _short().sub(lambda found: f"{tables()['short'][found[1].lower()]} ", text)


def _department(found: re.Match[str]) -> str:
    initials = "".join(found[1].lower().split())
    return f"sở {tables()['initials'][initials]}"


def titles_in(words: Words) -> Iterator[Title]:
    """Yield the titles and the bodies that a text names, in order; a body inside a title is not told again."""
    bodies = _bodies_at(words)
    taken = 0
    ranked = list(_ranked(words))
    for start, end, rank in ranked:
        if start < taken or _is_not_ours(words, end):
            continue
        found = _title(words, start, end, rank, bodies)
        if found is None:
            continue
        yield from _alone(words, bodies, taken, start)
        following = min((one for one, _end, _rank in ranked if end <= one < found.end), default=found.end)
        found = replace(found, end=following)  # "trưởng phòng và chủ tịch phường": the place is of both
        yield found
        taken = found.end
    yield from _alone(words, bodies, taken, len(words))


@lru_cache(maxsize=1 << 12)
def rank_of(title: str) -> str:
    """Return the rank that a title begins with, folded; blank for a plain officer."""
    folded = f"{fold(title)} "
    return next((rank for said, rank in ranks() if folded.startswith(f"{said} ")), "")


def bodies_in(words: Words) -> frozenset[tuple[str, int]]:
    """Return the functions of the bodies of the province that a text names, and at which word."""
    return frozenset((function, start) for (start, _end), function in _bodies_at(words).items())


def _bodies_at(words: Words) -> Mapping[tuple[int, int], str]:
    """Return the functions of the bodies that a text names, by where they begin and end."""
    found = (one for one in _bodies().find(words, slips=False) if one.quality > 0)
    return {(one.start, one.end): one.phrase.label for one in found if not _is_branch_office(words, one.start)}


def _is_branch_office(words: Words, start: int) -> bool:
    """Whether an office below a body is named, and not the body: "chi cục thuế" is no "cục thuế"."""
    return start > 0 and (words.bases[start - 1], words.bases[start]) == ("chi", "cuc")


@cache
def forms_of(function: str) -> tuple[str, ...]:
    """Return what a body of the province is called, folded, by the function that the directory has for it."""
    said = tables()["bodies"].get(function, "")
    return tuple(fold(one) for one in (function, *listed(said)))


def _ranked(words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield where a rank or a leader stands, the longer first where several begin; `_LEADER` for one of no rank."""
    plain = replace(words, shown=words.bases, is_accented=False)
    found = [(m.start, m.end, m.phrase.label) for m in _rank_book().find(plain, slips=False)]
    found += [(m.start, m.end, m.phrase.label) for m in _led_book().find(words, slips=False) if m.quality > 0]
    yield from sorted(found, key=lambda one: (one[0], -one[1]))


def _title(words: Words, start: int, end: int, rank: str, bodies: Mapping[tuple[int, int], str]) -> Title | None:
    body, last = _body_after(words, start + 1, end, bodies)
    tier, at = (_tier_of(body), last) if body else _tier_after(words, end, is_loose=rank != _LEADER)
    if rank in {_LEADER, _STAFF}:
        flags = {"is_leader": rank == _LEADER, "is_staff": rank == _STAFF}
        return Title(start, max(last, at), "", tier, body or TOP, **flags) if body or tier else None
    body = body or (_bound().get(rank, "") if tier in {"", "province"} else "")
    tier = tier or (_tier_of(body) if body else "")
    end = max(end, last, at)
    return Title(start, end, rank, tier, body, is_leader=True, is_former=_is_former(words, start, end))


def _body_after(words: Words, first: int, end: int, bodies: Mapping[tuple[int, int], str]) -> tuple[str, int]:
    """Return the body of the province that stands right behind a rank, or that the rank is part of, and its end."""
    for (start, last), function in sorted(bodies.items()):
        if first <= start and last > end and all(_is_filler(words, i) for i in range(end, start)):
            return function, last
    return "", end


def _tier_after(words: Words, end: int, *, is_loose: bool) -> tuple[str, int]:
    """Return the tier that is said behind a rank and where; that of the province only with nothing else between."""
    is_right_behind = True
    for i in range(end, min(end + _NEAR, len(words))):
        if breaks_off(words, i):
            break
        if tier := _tier_at(words, i):
            return ("", end) if tier == "province" and not is_right_behind else (tier, i + 1)
        is_right_behind = is_right_behind and _is_filler(words, i)
        if not is_right_behind and not is_loose:
            break
    return "", end


def _tier_at(words: Words, i: int) -> str:
    if i >= len(words) or words.bases[i] not in _TIER_BEGINS:
        return ""
    if words.bases[i + 1 : i + 2] in _NO_TIER or _is_initial(words, i):
        return ""
    for meant, tier in _TIERS.items():
        shown = words.shown[i : i + len(meant)]
        if shown == meant or (meant != _QUARTER and shown == tuple(map(bare, meant))):
            return "province" if meant == _CITY and _is_of_city(words, i + len(meant)) else tier
    return ""


def _is_of_city(words: Words, name: int) -> bool:
    """Whether "thành phố" before a name is the city that is served, and no town that was a part of it ("Thủ Đức")."""
    towns = former_towns(served())
    return load_gazetteer().is_city and not any(words.bases[name : name + n] in towns for n in (2, 3))


def _is_initial(words: Words, i: int) -> bool:
    """Whether a letter with a full stop is somebody's initial ("ông H. bỏ trực"): no name of a place follows."""
    return words.was_dotted(i) and not (i + 1 < len(words) and words.capital[i + 1])


def _alone(words: Words, bodies: Mapping[tuple[int, int], str], first: int, last: int) -> Iterator[Title]:
    """Yield the bodies that stand between two titles."""
    found = [
        Title(start, end, "", _tier_of(body), body) for (start, end), body in bodies.items() if first <= start < last
    ]
    ends = {one.start: one.end for one in found}
    at = first
    while at < last:
        committee = None if at in ends else _committee_at(words, at)
        found += [committee] if committee else []
        at = committee.end if committee else ends.get(at, at + 1)
    yield from sorted(found, key=lambda one: one.start)


def _committee_at(words: Words, i: int) -> Title | None:
    """Return the committee of a tier at a word ("ủy ban xã"), or the tier for it ("xã Tân Yên"); its office is none."""
    length = next((len(said) for said in COMMITTEE if words.bases[i : i + len(said)] == said), 0)
    tier = _tier_at(words, i + length)
    if not tier and not length:
        return None
    return Title(i, i + length + (1 if tier else 0), "", tier, TOP, is_bare=not length)


def _is_filler(words: Words, i: int) -> bool:
    return words.bases[i] in _listed("fillers", "said")


def _is_not_ours(words: Words, end: int) -> bool:
    """Whether what follows has ranks of its own: a firm, a society, the people's council."""
    return any(" ".join(words.bases[end : end + n]) in _listed("not_ours", "said") for n in (1, 2, 3, 4))


def _is_former(words: Words, start: int, end: int) -> bool:
    before, after = " ".join(words.bases[max(start - 3, 0) : start]), f"{' '.join(words.bases[end : end + _NEAR])} "
    is_before = any(before.endswith(one) for one in _listed("former", "before"))
    return is_before or any(f" {one} " in f" {after}" for one in _listed("former", "after"))


# --- the tables --------------------------------------------------------------------------------------------------


@cache
def _listed(table: str, name: str) -> frozenset[str]:
    return frozenset(bare(one) for one in listed(tables()[table][name]))


def _tier_of(body: str) -> str:
    return "commune" if body in tables()["local"] else "province"


@cache
def _bound() -> Mapping[str, str]:
    return {fold(rank): body for rank, body in tables()["bound"].items()}


@cache
def _rank_book() -> Phrasebook:
    return Phrasebook(phrase for said, rank in ranks() for phrase in parse_listed(said, rank, 1.0))


@cache
def _led_book() -> Phrasebook:
    parts = (("leaders", _LEADER), ("staff", _STAFF))
    said = ((one, label) for name, label in parts for text in tables()[name].values() for one in listed(text))
    return Phrasebook(phrase for one, label in said for phrase in parse_listed(one, label, 1.0))


@cache
def _bodies() -> Phrasebook:
    forms = {**tables()["bodies"], **tables()["local"]}.items()
    return Phrasebook(phrase for function, said in forms for phrase in parse_listed(said, function, 1.0))


@cache
def _short() -> re.Pattern[str]:
    short = "|".join(re.escape(one) for one in sorted(tables()["short"], key=len, reverse=True))
    before = "|".join(re.escape(one) for one in listed(tables()["before"]["said"]))
    return re.compile(rf"(?<!\w)({short})[ .]+(?=(?:{before})(?!\w))", re.IGNORECASE)


@cache
def _initials() -> re.Pattern[str]:
    said = sorted(tables()["initials"], key=len, reverse=True)
    spaced = (r"\s*&\s*".join(map(re.escape, one.split("&"))) for one in said)
    return re.compile(rf"(?<!\w)(?:sở|so)\s+({'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def as_words(text: str) -> Words:
    """Return the words of a text with its short ranks written out."""
    return split(written_out(text))


def in_parts(text: str) -> Iterator[Words]:
    """Yield the words of a text in parts of whole sentences; of a long one nothing is left out."""
    part = ""
    for sentence in _ENDS.split(text):
        if part and len(part) + len(sentence) > _CHUNK:
            yield as_words(part)
            part = ""
        part += sentence
    for start in range(0, len(part), _CHUNK):
        yield as_words(part[start : start + _CHUNK])

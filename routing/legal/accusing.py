"""Sees by the legal test, not by the word, whether somebody in office is accused, and whether anybody is at all.

The law on denunciations (2018, Art. 2) asks for a person or a body that breaks the law: an official who takes money is
accused without the word, a drain that stinks is not accused with it. The law on complaints (2011, Art. 2) asks for an
act of an authority: of a neighbour there is nothing to review. How they must stand is in data/accusations.toml.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from routing.language.folding import fold
from routing.language.listed import listed
from routing.language.openings import Openings
from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Match, Phrasebook
from routing.language.words import Words
from routing.legal import posing
from routing.legal.awaited import is_awaited
from routing.officials.office_table import holders, offices_written
from routing.officials.wrongs import OF_OFFICE, wrongs_listed, wrongs_written

Found: TypeAlias = Mapping[str, Sequence[Match]]

_MARKED = "marked"
_OFFICE = "office"
_POSED = frozenset({_OFFICE, "body", "authority"})
_OF_ONE_WORD, _OF_MORE = 0.65, 0.6
_LEAST_OF = {_MARKED: 1.0, "goods": 0.55, "much": 0.55, "taken": 0.6}
REACH = 25  # words between somebody in office and what they do
_MOST_ENDS = 1  # sentences that end between them
_GIVEN_WITHIN = 12  # words between kin and what they are given
_FEW, _OPENING = 30, 3
_NEAR_WRITER, _REACH_OF_BI = 2, 8  # words behind a threat where the writer stands, before it where "bị" does
_PAID_WITHIN = 15  # words between money and what it is taken for
_END = re.compile(r"[.!?;\n]")
ACCUSING = (("to", "cao"), ("to", "giac"))
_TITLES = frozenset(fold("ong ba anh chi co chu bac cau dong lanh dao cac quy ban uy ubnd nhan dan luc luong").split())
_OWN = frozenset(fold("toi tui tao em e minh dan nha bi").split())
WRITER = frozenset(("toi", "tui", "tao", "em", "minh"))
_PLACES = frozenset(fold("xa phuong thon ap ban lang xom to khu buon truong que tinh").split())
_NOT_DONE = frozenset(fold("khong chang cha chua dung hong duoc len ra chong ai ky").split())
_DENIED = frozenset(fold("không chẳng chả chưa đừng").split())
_OF_WRITER = frozenset(fold("toi tui tao em minh nha chung cua").split())
_GIVING = frozenset(fold("cho cua de ty giao dem la").split())
_CLASSIFIERS = frozenset(fold("thang dua chinh may hai ca ong cai bon nha mot nhung").split())
_BEFORE_OBJECT = frozenset(fold("ve viec vi chuyen vu ca luon nguyen may nhung cac mot").split())
_SINGLED = frozenset(("cai", "chiec", "con"))
_VEHICLES, _BY_PLATE = frozenset(("xe", "oto", "bks")), (("bien", "so"), ("o", "to"), ("bien", "kiem"))
_CROSSINGS = frozenset(("nga", ways) for ways in ("ba", "tu", "nam", "sau"))  # called after somebody: "ngã ba ông Tạ"
_SCHOOL, _BOUND = ("truong",), frozenset(fold("môi thị hiện công quảng nông lâm lập ngư").split())
_GROUPS = frozenset(fold("nhom dam bon tui lu toan dua").split())
_YOUNG = (("hoc", "sinh"), ("thanh", "nien"), ("sinh", "vien"), ("tre", "con"), ("nam", "sinh"), ("nu", "sinh"))
_THINGS = frozenset(fold("xe hang so giay bang may sap quan don").split())
_PERSONS = frozenset(fold("trai gai dau re mu ong ba me nho do ranh nay kia cau").split())


def accusations() -> str:
    """Return the phrases of an accusation as they are written: how they stand, who is in office, what is wrong."""
    own = (files("routing") / "data" / "accusations.toml").read_text(encoding="utf-8")
    return own + offices_written() + wrongs_written()


@cache
def _book() -> Phrasebook:
    written = tomllib.loads((files("routing") / "data" / "accusations.toml").read_text(encoding="utf-8"))
    parts = {part: listed(said) for part, said in written.items()}
    parts |= {_OFFICE: (*holders(), *parts.pop("serving"))} | {part: wrongs_listed(part) for part in OF_OFFICE}
    said = ((one, part) for part, some in parts.items() for one in some)
    return Phrasebook(phrase for one, part in said for phrase in parse_listed(one, part, 1.0))


@cache
def _offices() -> Openings:
    return _openings(_OFFICE)


@cache
def _deceits() -> Openings:
    return _openings("deceit")


def _openings(part: str) -> Openings:
    return Openings(phrase.bases for phrase in _book().phrases if phrase.label == part)


def names_an_office(words: Words) -> bool:
    """Whether somebody in office may be named: in most messages nobody is."""
    return _offices().may_stand_in(words)


def names_whom_to_accuse(words: Words) -> bool:
    """Whether somebody in office, or a deceit, may be told of: in most messages none is."""
    return names_an_office(words) or _deceits().may_stand_in(words)


def found_in(words: Words) -> Found:
    """Return the phrases that stand in the words well enough, by what they mean."""
    found: dict[str, list[Match]] = defaultdict(list)
    for match in _book().find(words, slips=False, nested=True):
        part = match.phrase.label
        is_other = _is_bound(match, words) or is_awaited(match, words)
        if match.quality >= _least_quality(match) and not is_other:
            is_posed = part in _POSED and posing.is_posed(words, match.start)
            found["wrong" if part == _MARKED else "posed" if is_posed else part].append(match)
    return found


def _is_bound(match: Match, words: Words) -> bool:
    """Whether a word is the end of another one: no school stands in "môi trường"."""
    before = words.bases[match.start - 1] if match.start else ""
    return match.phrase.bases == _SCHOOL and before in _BOUND


def _least_quality(match: Match) -> float:
    if match.phrase.label in _LEAST_OF:
        return _LEAST_OF[match.phrase.label]
    return _OF_ONE_WORD if len(match.phrase.bases) == 1 else _OF_MORE


def accuses_office(words: Words, found: Found) -> bool:
    """Whether somebody in office, not merely asked or thanked, is said to do what the law forbids."""
    if not found["office"] or not any(found[part] for part in ("wrong", "blow", "kin", "taken")):
        return False
    return any(
        _does_wrong(one, words, found) or _gives_to_kin(one, words, found) or _takes(one, words, found)
        for one in found["office"]
        if is_spoken_of(one, words, found)
    )


def only_threatens(words: Words, found: Found) -> bool:
    """Whether little is told but a threat to the writer, by nobody in office: who is afraid accuses nobody."""
    threats = [range(one.start, one.end) for one in found["threat"] if _is_of_writer(one, words)]
    blows = [one for one in found["blow"] if not any(one.start in threat for threat in threats)]
    if not threats or len(words) > _FEW or blows or found["wrong"] or found["dealt"]:
        return False
    return not ("to" in words.bases[:_OPENING] or says_accuse(words)) and not speaks_of_office(words, found)


def begins_with_thing(found: Found) -> bool:
    """Whether a thing is the first that is told of ("đống đất gây nguy hiểm"): a thing breaks no law."""
    return any(one.start == 0 for one in found["thing"])


def only_posed(words: Words, found: Found) -> bool:
    """Whether nobody in office is told of but one whom somebody unknown poses as, and no accusation is named so."""
    return bool(found["posed"]) and not found["office"] and not (says_accuse(words) or found["said"])


def says_accuse(words: Words) -> bool:
    """Whether the word is said: "tố cáo", "tố giác"."""
    return any(words.bases[i : i + 2] in ACCUSING for i in range(len(words)))


def _is_of_writer(threat: Match, words: Words) -> bool:
    behind = words.bases[threat.end - 1 : threat.end + _NEAR_WRITER]
    return not WRITER.isdisjoint(behind) or "bi" in words.bases[max(threat.start - _REACH_OF_BI, 0) : threat.start]


def accuses_thing(words: Words, found: Found) -> bool:
    """Whether the object of "tố cáo" is a thing or a beast, and no body is named that could have broken the law."""
    at = object_of(ACCUSING, words)
    if at is None or found["body"] or found["wrong"]:
        return False
    if words.bases[at] in _VEHICLES or words.bases[at : at + 2] in _BY_PLATE:
        return not (found["office"] or found["authority"])  # whoever drives it is for the police to find
    if words.bases[at] in _SINGLED:
        return words.bases[at + 1 : at + 2] != () and words.bases[at + 1] not in _PERSONS
    persons = any(one.start == at for part in ("office", "private", "authority") for one in found[part])
    return not persons and any(one.start == at for one in found["thing"])


def accuses_group(words: Words) -> bool:
    """Whether the object of "tố cáo" is young people of whom nobody says who they are ("nhóm học sinh hút thuốc")."""
    at = object_of(ACCUSING, words)
    if at is None:
        return False
    first = at + (words.bases[at] in _GROUPS)
    return (at != first or words.bases[at - 1] == "may") and words.bases[first : first + 2] in _YOUNG


def accuses_authority(words: Words, found: Found) -> bool:
    """Whether the object of "tố cáo" is a body of the state ("tố cáo xã Tân Yên không dọn rác")."""
    at = object_of(ACCUSING, words)
    return at is not None and any(one.start == at for one in found["authority"])


def accuses_nobody(words: Words, found: Found) -> bool:
    """Whether nobody who could be found is told of, and nothing shows that an accusation is meant."""
    if found["meant"] or any(
        words.bases[max(one.start - 2, 0) : one.start] not in _CROSSINGS for one in found["somebody"]
    ):
        return False
    return not speaks_of_office(words, found)


def object_of(verbs: Sequence[tuple[str, ...]], words: Words) -> int | None:
    """Return where the object of the first of some verbs begins."""
    for start in range(len(words) - 2):
        if words.bases[start : start + 2] in verbs:
            at = start + 2
            while at < len(words) - 1 and words.bases[at] in _BEFORE_OBJECT:
                at += 1
            return at
    return None


def speaks_of_office(words: Words, found: Found) -> bool:
    """Whether somebody in office is told of, not merely asked, nor named only as who is to get a paper."""
    return any(
        is_spoken_of(one, words, found) and not stands_behind(one, words, found["addressed"]) for one in found[_OFFICE]
    )


def is_spoken_of(office: Match, words: Words, found: Found) -> bool:
    """Whether somebody in office is neither a firm's nor only written to, thanked or asked."""
    if any(firm.start <= office.start < firm.end for firm in found["firm"]):
        return False
    return not stands_behind(office, words, found["asked"])


def stands_behind(office: Match, words: Words, before: Sequence[Match]) -> bool:
    """Whether somebody in office, with the titles before them, stands right behind one of some phrases."""
    at = office.start
    while at and words.bases[at - 1] in _TITLES:
        at -= 1
    return any(one.end in {at, office.start} for one in before)


def _does_wrong(office: Match, words: Words, found: Found) -> bool:
    return any(
        office.end - 1 <= one.start <= office.end + REACH
        and one.end > office.end
        and _is_their_doing(words, one.start)
        and not _is_anothers(office, one, found)
        and not _is_far(office, one, words)
        for part in ("wrong", "blow")
        for one in found[part]
    )


def _is_their_doing(words: Words, start: int) -> bool:
    """Whether what begins at `start` is neither denied nor the writer's ("tôi nhận tiền", but "xã tôi nhận tiền")."""
    before, last = words.bases[max(start - 2, 0) : start] if start > 1 else ("", words.bases[start - 1])
    if last in _NOT_DONE or before in _DENIED:
        return False
    return last not in _OWN or before in _PLACES or before in _THINGS


def _is_anothers(office: Match, done: Match, found: Found) -> bool:
    """Whether somebody else is named between those in office and what is done."""
    return any(office.start < one.start < done.start for one in found["other"])


def _is_far(office: Match, done: Match, words: Words) -> bool:
    between = words.text[words.ends[office.end - 1] : words.starts[max(done.start, office.end - 1)]]
    return len(_END.findall(between)) > _MOST_ENDS


def _gives_to_kin(office: Match, words: Words, found: Found) -> bool:
    return any(
        office.end <= kin.start <= office.end + REACH
        and _is_given(kin, words)
        and any(office.end <= one.start and abs(one.start - kin.end) <= _GIVEN_WITHIN for one in found["goods"])
        and not _is_anothers(office, kin, found)
        for kin in found["kin"]
    )


def _takes(office: Match, words: Words, found: Found) -> bool:
    """Whether they take money for which there is no receipt, or much of it for a paper that costs next to nothing."""
    return any(
        abs(one.start - office.end) <= REACH
        and _is_their_doing(words, one.start)
        and not _is_anothers(office, one, found)
        and not _is_far(office, one, words)
        and _is_undue(one, found)
        for one in found["taken"]
    )


def _is_undue(taken: Match, found: Found) -> bool:
    def near(part: str) -> bool:
        return any(abs(one.start - taken.end) <= _PAID_WITHIN for one in found[part])

    return not near("fund") and (near("unreceipted") or (near("much") and near("paper")))


def _is_given(kin: Match, words: Words) -> bool:
    if not _OF_WRITER.isdisjoint(words.bases[kin.end : kin.end + 1]):
        return False
    at = kin.start
    while at and words.bases[at - 1] in _CLASSIFIERS:
        at -= 1
    return words.bases[at - 1] in _GIVING

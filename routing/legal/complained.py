"""Sees that what is complained of is no act of an authority, whatever the word: there is nothing to review (Art. 2).

Whoever says "khiếu nại" of a neighbour, a shop, a bill or the wards of a hospital reports it; the authority that they
ask to step in has done nothing to them. An act against the writer's own right (Law on Complaints 2011, Art. 2), or the
wish to have it undone, makes it a complaint again. The phrases are in data/accusations.toml and data/legal_test.toml.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from routing.language.phrases import Match
from routing.language.words import Words
from routing.legal.accusing import WRITER, Found, object_of, stands_behind
from routing.legal.filing import threatens_to_complain
from routing.legal.kind_signs import signs_found
from routing.places import load_gazetteer

_COMPLAINING = (("khieu", "nai"),)
_OPPOSING = (("dong", "y"), ("tan", "thanh"), ("chap", "nhan"))
_PLACED = frozenset({"o", "tai", "thuoc"})
_ASKED = frozenset({"nho", "mong", "xin", "gui", "goi", "bao", "len"})  # right before whom a matter is only brought to
_ACT, _OWN, _UNDO = "act", "own", "undo"
_CLEAR = 0.65
_BORNE = frozenset({"duoc", "noi", "thau"})  # "không chịu nổi"
_DENIED = frozenset({"khong", "chua", "chang"})
_PRONOUNS = frozenset({("toi",), ("tui",), ("tao",), ("toi", "khong")})
_SUFFERS, _LAND = "bi", "dat"
_NOT_OBEYED = re.compile(
    r"\b(?:quyet dinh|bien ban|thong bao|lenh|dinh chi|phat|nhac|bien cam|cam)(?: \w+){0,8} (?:ma|nhung)(?: \w+){0,5}"
    r" (?:van|cu|dau vao day|tiep tuc)\b"
)
_OBJECTS = re.compile(
    r"\b(?:khong (?:dong y|dong tinh|tan thanh|chap nhan|ung ho)|phan doi) (?:voi )?"
    r"(?:viec|cho|de|chuyen|mo|xay|dat|chat)\b"
)
_PARENTS = (("phu", "huynh"),)
_LAID_ON = re.compile(
    r"\b(?:bat (?:\w+ ){0,2}(?:boi thuong|den|tra|nop|dong)|cau (?:trom|moc)|an cap|truy thu|phat|ap gia"
    r"|gia kinh doanh)\b"
)
_RISEN = re.compile(
    r"\b(?:tang|gap (?:doi|ba|bon|hai|may|nam|\d)|tang vot|cao (?:bat|gap|qua|ngat|vot)|nhay|doi len|vot)\b"
)
# a claim of one citizen against another; what is taken for works of the State is paid for by an authority
_CLAIMED = re.compile(r"\b(?:doi|yeu cau|bat|xin|bao)(?: \w+){0,2} (?:boi thuong|den|den bu|den tien|den thuoc)\b")
_FOR_THE_STATE = re.compile(r"\b(?:du an|giai toa|mat bang|thu hoi|kiem dem|cuong che|quyet dinh|dap|thuy dien)\b")
_THEY = frozenset({("no",), ("ho",), ("han",), ("chung", "no"), ("bon",), ("dam",), ("lu",), ("vo",), ("chong",)})
_NAME = 5  # words of a commune's name with its kind
_REACH = 4  # words between the word and what is complained of ("về thái độ phục vụ của …")
# looked at again is whatever is reported; what is to be undone or given back was decided
_LOOKED_AT = frozenset({("xem", "lai"), ("coi", "lai"), ("xem", "xet", "lai"), ("kiem", "tra", "lai"), ("lam", "lai")})


def complains_of_no_act(words: Words, found: Found, *, is_nuisance: bool) -> bool:
    """Whether the word is said of what no authority decided; `is_nuisance`: the topic is one of nuisances."""
    return (
        complains_of_private(words, found)
        or complains_of_service(words, found)
        or _claims_of_private(words, found)
        or _objects_to_trader(words, found)
        or _objects_to_fund(words, found)
        or _objects_to_bill(words, found)
        or (is_nuisance and (is_not_obeyed(words, found) or _objects_to_others(words, found)))
        or ((is_nuisance or bool(found["nuisance"])) and threatens_to_complain(words) and not _signs(words, _ACT))
    )


def complains_of_private(words: Words, found: Found) -> bool:
    """Whether the object of "khiếu nại" is a neighbour, a firm or a thing, and no authority is told to have acted."""
    at = object_of(_COMPLAINING, words)
    if at is None or _has_acted(words, found):
        return False
    # a road that was laid through somebody's land is no thing that lies about: who asks an authority may be owed for it
    is_of_land = any(_LAND in one.phrase.bases for one in _signs(words, _OWN))
    is_owed = bool(_authorities(words, found)) or is_of_land or (bool(_signs(words, _ACT)) and _tells_own(words))
    parts = ("private",) if is_owed else ("private", "thing")
    return any(one.start == at and _is_anothers(one, words) for part in parts for one in found[part])


def _claims_of_private(words: Words, found: Found) -> bool:
    """Whether damages are claimed of a neighbour, a driver, a firm; an authority only says where: no act is told."""
    said = " ".join(words.bases)
    if _CLAIMED.search(said) is None or _FOR_THE_STATE.search(said) is not None:
        return False
    named = [one for part in ("private", "firm") for one in found[part] if one.phrase.bases not in _THEY]
    is_of_them = any(_is_anothers(one, words) for one in named)
    return is_of_them and all(_ends_as_place(one, words) for one in _authorities(words, found))


def complains_of_service(words: Words, found: Found) -> bool:
    """Whether the object of "khiếu nại" is a bill, or how the public is served; no act, no right of the writer's own.

    A bill is the writer's own: who was only billed, and wants it looked at, was not decided on.
    """
    if _signs(words, _ACT):
        return False
    at, opposed = object_of(_COMPLAINING, words), object_of(_OPPOSING, words)
    if _stands_near((*found["bill"], *found["tariff"]), at) or _stands_near(found["tariff"], opposed):
        return not (_is_undone(words, at or opposed) or _is_decided(words, found))
    if _is_undone(words, at):
        return False
    is_own = any(one.start >= (at or 0) for one in _signs(words, _OWN))
    return _stands_near(found["manners"], at) or (not is_own and _stands_near(found["served"], at))


def is_to_be_reviewed(words: Words) -> bool:
    """Whether somebody complains by the word, tells an act of an authority, does not accept it, or wants it undone."""
    is_said = any(pair in _COMPLAINING for pair in pairwise(words.bases))
    return is_said or any(one.phrase.label in {_ACT, _UNDO} for one in signs_found(words))


def is_not_obeyed(words: Words, found: Found) -> bool:
    """Whether others do what an authority forbade ("lập biên bản rồi mà vẫn hát"), and nothing is the writer's own."""
    if _tells_own(words) or not found["nuisance"] or _is_undone(words, None):
        return False
    return _NOT_OBEYED.search(" ".join(words.bases)) is not None


def _objects_to_others(words: Words, found: Found) -> bool:
    """Whether what is objected to is a nuisance of others: no authority did it, and nothing is the writer's own."""
    said = " ".join(words.bases)
    objection = _OBJECTS.search(said)
    if objection is None or _tells_own(words) or _signs(words, _ACT):
        return False
    behind = said[: objection.end()].count(" ") + 1
    return not (_is_undone(words, behind) or _has_acted(words, found, beside=found["served"]))


def _is_decided(words: Words, found: Found) -> bool:
    """Whether what is billed was laid on the writer: by an authority, as a theft, or at another tariff."""
    is_tariff_of_own = bool(found["tariff"]) and _tells_own(words)
    is_laid_on = _LAID_ON.search(" ".join(words.bases)) is not None
    return is_tariff_of_own or is_laid_on or _has_acted(words, found, beside=found["served"])


def _objects_to_fund(words: Words, found: Found) -> bool:
    """Whether what is gathered of everybody is too much for all, and an authority is only asked to look at it."""
    is_common = bool(_signs(words, "common")) or any(pair in _PARENTS for pair in pairwise(words.bases))
    if not (found["fund"] and is_common) or _tells_own(words) or _signs(words, _ACT):
        return False
    return not _has_acted(words, found, beside=found["served"])


def _objects_to_bill(words: Words, found: Found) -> bool:
    """Whether a bill that has risen is to be looked at, and that is all: who was only billed was not decided on."""
    if not found["bill"] or _RISEN.search(" ".join(words.bases)) is None or _signs(words, _ACT):
        return False
    return not (_is_undone(words, None) or _is_decided(words, found))


def _objects_to_trader(words: Words, found: Found) -> bool:
    """Whether a message begins with a shop or a driver, not the writer's, and the price; no authority and no act."""
    if found["authority"] or not (found["charged"] or found["money"]) or _signs(words, _ACT) or _tells_own(words):
        return False
    first = (one for one in found["trader"] if one.start == 0 and _is_anothers(one, words))
    return any(_SUFFERS not in words.bases[one.end : one.end + 2] for one in first)


def names_only_private(words: Words, found: Found) -> bool:
    """Whether a firm, a shop, a neighbour is named and no authority that could review what it decided."""
    named = [one for part in ("private", "body", "firm") for one in found[part]]
    if not named or all(_is_place(one, words) for one in found["authority"]):
        return bool(named)
    return any(_is_anothers(one, words) for one in named) and not _has_acted(words, found)


def _has_acted(words: Words, found: Found, beside: Sequence[Match] = ()) -> bool:
    """Whether an authority, others than `beside`, neither says where something is nor is only asked to step in."""
    at = {one.start for one in beside}
    told = [one for one in _authorities(words, found) if one.start not in at]
    if told and _signs(words, _ACT):
        return True
    return any(
        not stands_behind(one, words, found["asked"]) and words.bases[max(one.start - 1, 0)] not in _ASKED
        for one in told
    )


def _tells_own(words: Words) -> bool:
    """Whether a right, a thing, somebody of the writer's own is told of, and not only who writes."""
    return any(one.phrase.bases not in _PRONOUNS for one in _signs(words, _OWN))


def _authorities(words: Words, found: Found) -> Sequence[Match]:
    """Return the authorities that do not only say where something is."""
    return [one for one in found["authority"] if not _is_place(one, words)]


def _is_anothers(one: Match, words: Words) -> bool:
    """Whether what is named is not the writer's own ("quán tôi", "tiệm của tôi")."""
    return WRITER.isdisjoint(words.bases[one.end : one.end + 2])


def _stands_near(those: Iterable[Match], at: int | None) -> bool:
    return at is not None and any(at <= one.start <= at + _REACH for one in those)


def _is_undone(words: Words, at: int | None) -> bool:
    """Whether behind `at`, or anywhere, something is to be undone or given back, and is not merely unbearable."""
    return any(
        one.start >= (at or 0)
        and one.phrase.bases not in _LOOKED_AT
        and words.bases[one.start - 1] not in _DENIED
        and _BORNE.isdisjoint(words.bases[one.end : one.end + 1])
        for one in _signs(words, _UNDO)
    )


def _is_place(authority: Match, words: Words) -> bool:
    """Whether a name of an authority only says where something is ("quán ở xã Tân Yên")."""
    return words.bases[max(authority.start - 1, 0)] in _PLACED


def _ends_as_place(authority: Match, words: Words) -> bool:
    """Whether the name of a commune closes a message or a clause: there it happened ("…, xóm 3 xã Tân Yên")."""
    behind = words.said(authority.start, min(authority.start + _NAME, len(words)))
    named = next(iter(load_gazetteer().communes_named(behind)), None)
    if named is None or named.start:
        return False
    end = authority.start + named.end
    return end >= len(words) or bool(words.after_break[end])


def _signs(words: Words, part: str) -> Sequence[Match]:
    """Return what stands in the words for a part of the legal test, and can hardly be another word."""
    return [one for one in signs_found(words) if one.phrase.label == part and one.quality >= _CLEAR]

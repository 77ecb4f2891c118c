"""Sees what somebody in office turns to his own use, told without the words of the law.

A neighbour says "ai đưa tiền là có giấy", not "nhận hối lộ": money goes to an office and something is done for it; less
comes out of a hand than was put in; what is everybody's is carried home. The phrases are in data/accusations.toml.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from routing.language.phrases import Match
from routing.language.words import Words
from routing.legal.accusing import REACH, WRITER, Found, is_spoken_of

_DONE_WITHIN = 15  # words between money and what is done for it
_NAMED_WITHIN = 12
_SUMS = 2
_NUMBER = re.compile(r"\d|^(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|phan)$")
_TITLES = frozenset(["ong", "ba", "anh", "chi", "co", "chu", "bac", "thang", "ten", "chau", "nha"])
_OF_OTHERS = frozenset(["chi", "anh", "cua", "ba", "con"])
_ANOTHERS = frozenset(["bi", "ke", "bon", "dam", "nhom", "dua", "khong"])  # whoever is named is robbed, not robbing
_PAPERS = frozenset(["phieu", "giay", "so", "don", "ho", "the", "danh"])
_SUM = frozenset(["tien", "trieu", "nghin", "ngan", "tram", "qua", "phe"])
_DENIED = frozenset(["khong", "chua", "chang", "cha"])


def turns_to_own_use(words: Words, found: Found) -> bool:
    """Whether somebody in office, not merely asked or thanked, gets or keeps what is not theirs."""
    return any(
        _is_paid(one, found, words)
        or _keeps(one, found, words)
        or _passes_on_less(one, found, words)
        or _favours(one, found, words)
        or _is_gone(one, found)
        or _takes_back(one, found, words)
        or _takes_a_share(one, found, words)
        for one in found["office"]
        if is_spoken_of(one, words, found)
    )


def names_a_deceiver(words: Words, found: Found) -> bool:
    """Whether a person who is named is said to have cheated or robbed somebody."""
    return any(
        0 <= deed.start - at < _NAMED_WITHIN and _ANOTHERS.isdisjoint(words.bases[at : deed.start])
        for at in _named(words)
        for deed in found["deceit"]
    )


def _is_paid(office: Match, found: Found, words: Words) -> bool:
    """Whether money goes to them for which something is done, or again and again."""
    asked = [one for one in found["price"] if _is_near(office, one) and not _is_writers(one, words)]
    if asked and (found["money"] or any(_is_sum(words.bases[one.start : one.end + 1]) for one in asked)):
        return not _is_due(asked[0], found)
    return any(
        _is_near(office, taken)
        and not _is_writers(taken, words)
        and not _is_due(taken, found)
        and any(abs(one.start - taken.end) <= _DONE_WITHIN for one in (*found["away"], *found["often"]))
        for taken in found["takes"]
    )


def _is_sum(bases: Sequence[str]) -> bool:
    """Whether among the words that ask a price one is money or a gift, which alone without its marks may be another."""
    return not _SUM.isdisjoint(bases)


def _keeps(office: Match, found: Found, words: Words) -> bool:
    return any(_is_near(office, one) and not _is_writers(one, words) for one in found["keeps"])


def _passes_on_less(office: Match, found: Found, words: Words) -> bool:
    """Whether of two sums the smaller came out of their hands."""
    return any(
        _is_near(office, less)
        and not any(words.after_break[less.start + 1 : less.end])
        and any(one.start < less.start for one in found["whole"])
        and _counts(words) >= _SUMS
        for less in found["less"]
    )


def _favours(office: Match, found: Found, words: Words) -> bool:
    """Whether their kin, named right before them, get what they have to give ("anh em ông trưởng thôn")."""
    kin = (one for one in found["of_theirs"] if 0 <= office.start - one.end <= 1)
    return any(
        _TITLES.issuperset(words.bases[one.end : office.start])
        and not any(words.after_break[one.end : office.start + 1])
        and _lies_within(one, found["favour"], _DONE_WITHIN)
        for one in kin
    )


def _is_gone(office: Match, found: Found) -> bool:
    """Whether what they gathered or were given is nowhere, or they pay who never worked."""
    lost = [one for one in found["gone"] if any(whole.start < one.start for whole in found["whole"])]
    return any(_is_near(office, one) for one in (*lost, *found["ghost"]))


def _takes_back(office: Match, found: Found, words: Words) -> bool:
    """Whether the head of a hamlet takes back of a relief that was paid, which only who granted it could decide."""
    if found["mistaken"] or not any(one.start == office.start for one in found["hamlet"]):
        return False
    return any(
        office.end <= one.start <= office.end + REACH
        and not _is_writers(one, words)
        and _PAPERS.isdisjoint(words.bases[one.end : one.end + 1])
        and any(relief.start < one.start or "tien" in words.bases[one.end : relief.start] for relief in found["relief"])
        for one in found["back"]
    )


def _takes_a_share(office: Match, found: Found, words: Words) -> bool:
    """Whether who was paid must hand back a share, which no decision takes ("bắt chia lại nửa tiền trợ cấp")."""
    if found["mistaken"] or not found["back"]:
        return False
    return any(office.end <= one.start <= office.end + REACH and not _is_writers(one, words) for one in found["share"])


def _is_near(office: Match, one: Match) -> bool:
    return abs(one.start - office.start) <= REACH


def _is_due(taken: Match, found: Found) -> bool:
    return _lies_within(taken, (*found["due"], *found["fund"]), _DONE_WITHIN)


def _lies_within(one: Match, others: Iterable[Match], reach: int) -> bool:
    return any(abs(other.start - one.start) <= reach for other in others)


def _is_writers(one: Match, words: Words) -> bool:
    """Whether it is the writer's own doing ("tôi nhận tiền", but "của chị em rồi …"), or denied."""
    before, last = ("", "", *words.bases[: one.start])[-2:]
    return last in _DENIED or (last in WRITER and before not in _OF_OTHERS)


def _counts(words: Words) -> int:
    return sum(bool(_NUMBER.search(base)) for base in words.bases)


def _named(words: Words) -> Iterator[int]:
    for at, base in enumerate(words.bases[:-1]):
        if base in _TITLES and words.capital[at + 1] and not words.after_break[at + 1]:
            yield at

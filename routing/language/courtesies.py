"""Sets aside how a letter opens and closes: with "Xin cảm ơn" behind it a report is a report, and no greeting."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from routing.language.phrase_rules import parse_listed
from routing.language.phrases import Phrasebook
from routing.language.words import Words, breaks_off

_LEAST, _LEAST_LEFT = 2, 3  # words of a closing, and what must be left to tell
_LEAST_TOLD = 4  # words of a matter before a question that waits for no answer
_LONGEST_NAME = 4
_TALKATIVE, _FORMAL = 30, "kinh"
_LEAST_QUALITY = 0.5
_THANKS, _ALREADY = ("cam", "on"), "roi"
_IDLE, _PLEA, _NOT = "idle", "plea", "khong"
_ACCUSE = ("to", "cao")
_POLITE = ("dạ",)  # which without its mark is "đã"
_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of courtesies.toml.

    `begins` are openings of a word or two; one of `closing` stands in each closing, or in one that is a sentence of its
    own one of `closing_sentence`.
    """

    begins: frozenset[tuple[str, ...]]
    lead: frozenset[tuple[str, ...]]
    tail: frozenset[tuple[str, ...]]
    closing: _Pairs
    closing_sentence: _Pairs
    words: frozenset[str]
    addressed: frozenset[str]
    units: frozenset[str]
    done: frozenset[str]
    wanting: frozenset[str]
    idle_words: frozenset[str]
    hinges: frozenset[str]


def beyond_courtesies(words: Words) -> Words:
    """Return the words without opening and closings of courtesy; all of them where hardly anything else would be left.

    Who is thanked for what was done is thanked in earnest, and a desk of one field that is written to tells the field.
    """
    start, end = _opened(words) or _led_in(words), len(words)
    end -= _trailing(words, start)
    while (before := _closed(words, start, end)) < end:
        end = before
    if end - start == len(words) or end - start < _LEAST_LEFT:
        return words
    told = words.only(range(start, end))
    return told if end == len(words) else replace(told, text=words.text[: words.starts[end]])  # nor its question mark


def is_mere_request(words: Words) -> bool:
    """Whether nothing is told but that somebody may look into it ("kính mong kiểm tra, xử lý")."""
    return _said().words.issuperset(words.bases)


def _opened(words: Words) -> int:
    """Return where the matter begins, behind the opening that names whom one writes to; 0 where none stands."""
    size = next((one for one in (2, 1) if words.bases[:one] in _said().begins), 0)
    if not size:
        return 0
    if len(words) >= _TALKATIVE and words.bases[0] != _FORMAL:
        return 0  # amid talk a greeting tells that there may be nothing else
    first = _end_of_clause(words, 0)
    end = _end_of_clause(words, first) if first == size else first  # "Kính gửi: UBND xã"
    return end if end < len(words) and _is_address(words, end) else 0


def _led_in(words: Words) -> int:
    """Return where the matter begins behind what somebody calls out first ("alo ad ơi"), with no sign behind it."""
    start = 0
    while size := _longest(_said().lead, words.bases[start : start + _LONGEST_NAME + 1]):
        start += size
    return start


def _trailing(words: Words, matter: int) -> int:
    """Return how many words of thanks stand at the end with no sign before them ("… đi ạ cảm ơn nhiều")."""
    sizes = range(min(_LONGEST_NAME + 1, len(words) - matter - _LEAST_LEFT), 0, -1)
    size = next((one for one in sizes if words.bases[-one:] in _said().tail), 0)
    is_kept = not size or _is_done(words.bases[matter : len(words) - size]) or _asks(words, len(words))
    return 0 if is_kept else size


def _longest(phrases: frozenset[tuple[str, ...]], begun: tuple[str, ...]) -> int:
    return next((size for size in range(len(begun), 0, -1) if begun[:size] in phrases), 0)


def _end_of_clause(words: Words, start: int) -> int:
    return next((i for i in range(start + 1, len(words)) if words.after_break[i]), len(words))


def _is_address(words: Words, end: int) -> bool:
    """Whether nothing but people, offices and names of units stand in the first words."""
    said, room = _said(), 0
    is_typed = any(words.capital[1:])  # else no capital tells a name
    for base, is_capital in zip(words.bases[:end], words.capital, strict=False):
        if base in said.addressed or base.isdigit():
            room = _LONGEST_NAME if base in said.units else room
        elif room and (is_capital or not is_typed):
            room -= 1
        else:
            return False
    return True


def _closed(words: Words, matter: int, end: int) -> int:
    """Return where the clause that ends there begins if it is a mere closing behind the matter, else `end`."""
    start = next((i for i in range(end - 1, matter, -1) if words.after_break[i]), end)
    clause = words.bases[start + (words.shown[start : start + 1] == _POLITE) : end]
    if _is_idle(words, matter, start, end):
        return start
    if len(clause) < _LEAST or not _said().words.issuperset(clause):
        return end
    closing = _said().closing_sentence if breaks_off(words, start) else _said().closing
    found = closing.intersection(pairwise(clause))
    is_earnest = _THANKS in found and _is_done(words.bases[matter:start])
    return end if not found or is_earnest or _asks(words, end) else start


def _is_idle(words: Words, matter: int, start: int, end: int) -> bool:
    """Whether a clause behind a matter asks what nobody answers ("Chính quyền ở đâu?"), or pleads for one's name."""
    said, clause = _said(), words.bases[start:end]
    if start - matter < _LEAST_TOLD or said.hinges.isdisjoint(clause) or not said.idle_words.issuperset(clause):
        return False
    found = [one for one in _idle().find(words.part(start, end), nested=True) if one.quality >= _LEAST_QUALITY]
    # whether a name is kept is asked in earnest, and whoever says that they accuse pleads in earnest
    is_meant = clause[-1] == _NOT or _asks(words, end) or _ACCUSE in pairwise(words.bases[matter:start])
    return any(one.phrase.label == _IDLE or not is_meant for one in found)


def _asks(words: Words, end: int) -> bool:
    return "?" in words.text[words.ends[end - 1] : words.ends[end - 1] + _LEAST]


def _is_done(before: tuple[str, ...]) -> bool:
    """Whether something was done, and nothing is wanting."""
    is_told = before[-1] == _ALREADY or not _said().done.isdisjoint(before)
    return is_told and _said().wanting.isdisjoint(before)


@cache
def _said() -> _Said:
    table = _table()
    closing, of_sentences = _pairs(table["closing"]), _pairs(table["closing_sentence"])
    words = frozenset(table["words"].split()) | {word for pair in closing | of_sentences for word in pair}
    return _Said(
        begins=_phrases(table["opening"]),
        lead=_phrases(table["lead"]),
        tail=_phrases(table["tail"]),
        closing=closing,
        closing_sentence=closing | of_sentences,
        words=words,
        addressed=words | frozenset(table["addressed"].split()),
        units=frozenset(table["units"].split()),
        done=frozenset(table["done"].split()),
        wanting=frozenset(table["wanting"].split()),
        hinges=frozenset(table["hinges"].split()),
        idle_words=words | frozenset(table["idle_words"].split()),
    )


@cache
def _idle() -> Phrasebook:
    return Phrasebook(one for part in (_IDLE, _PLEA) for one in parse_listed(_table()[part], part, 1.0))


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads((files("routing") / "data" / "courtesies.toml").read_text(encoding="utf-8"))


def _phrases(written: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(one.split()) for one in written.split(","))


def _pairs(written: str) -> _Pairs:
    return frozenset((one, other) for one, other in map(str.split, written.split(",")))

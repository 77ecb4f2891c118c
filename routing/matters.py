"""Finds two matters in one message: a complaint and a request for a lamp are two cases before the law."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, TypeAlias

from routing.judgement import Judge
from routing.kinds import APART, Kind, as_one
from routing.language.folding import bare
from routing.language.openings import Openings
from routing.language.words import Words, split
from routing.topics import OTHER_TOPIC

_Told: TypeAlias = tuple[tuple[str, str], str]  # kind and topic, and the sentence

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n+|\s+(?=\d{1,2}[.)]\s+\D)|^\s*(?:[-+*•]|\d{1,2}[.)])\s+")
_ITEM = re.compile(r"(?:^|\s)(?:[-+*•]|\d{1,2}[.)])\s+(?=[^\W\d])")
_ORDINAL = r"(?:(?:việc |điều |vấn đề )?thứ (?:nhất|hai|ba|tư|năm)|(?:một|hai|ba|bốn|năm) là|ý (?:một|hai|ba|1|2|3))"
_ORDINALS = re.compile(rf"(?:^|[.;:,\n]\s*)(?P<ordinal>{_ORDINAL})\b", re.IGNORECASE)
_FIRST_OF = re.compile(r"(?:việc |điều |vấn đề )?(?:thứ nhất|một là|ý (?:một|1))\b", re.IGNORECASE)
_LEAST_WORDS, _LEAST_OF_ACT = 6, 4
_SURE = 0.5
_MOST_SENTENCES = 8
_TWO_MATTERS, _TWO_TOLD = 14, 9
_SECOND_SHARE = 0.2
_PLAIN_IS_ANOTHER = frozenset({"còn"})  # typed plain it ends "bà con kiến nghị"


def matters(judge: Judge, words: Words, kinds: Sequence[tuple[str, float]]) -> list[tuple[str, str, str]]:
    """Return kind, topic and words of each matter; empty unless there are two of different kinds and topics.

    `kinds` with their shares, the likeliest first: only where one that the law tells from the first is near, or where
    the writer turns to another matter in so many words, are the sentences read one by one. A complaint and a
    denunciation are two whatever their topic (law on citizen reception, Art. 25).
    """
    if len(words) < _TWO_TOLD or not _may_be_two(words, kinds):
        return []
    found = list(_told(judge, words.text))
    if {kind for kind, _topic, _words in found} >= APART:
        return found
    found = [row for row in found if row[1] != OTHER_TOPIC]
    is_two = len({as_one(kind) for kind, _topic, _words in found}) > 1 < len({topic for _kind, topic, _words in found})
    return found if is_two else []


def turned(text: str) -> tuple[str, str] | None:
    """Return what stands before and behind the first words that turn to another matter; None where there are none."""
    turn = _turn().search(text)
    return (text[: turn.start()].strip(" \n,;:-"), text[turn.end() :].strip()) if turn else None


def sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a message, and of each whether it turns to another matter: a new line, a word that does.

    Each stands in the text just as it is yielded.
    """
    for line in filter(str.strip, text.splitlines()):
        parts = [part for sentence in _SENTENCE.split(line) for part in _turn().split(sentence) if part.strip()]
        for number, part in enumerate(parts):
            yield part.strip(" ,;:-"), number == 0 or _turn().match(f" {part}") is not None


def is_list(text: str) -> bool:
    """Whether a message is written as a list, one matter an item."""
    return len(_ITEM.findall(text)) > 1 or bool(counted_off(text))


def counted_off(text: str) -> list[int]:
    """Return where the second and further matters begin that are counted off ("thứ nhất …, thứ hai …"), if so."""
    begun = [found.start("ordinal") for found in _ORDINALS.finditer(text)]
    is_counted = bool(begun) and (begun[0] == 0 or _FIRST_OF.match(text, begun[0]) is not None)
    return begun[1:] if is_counted else []


def _may_be_two(words: Words, kinds: Sequence[tuple[str, float]]) -> bool:
    if _SENTENCE.match(words.text):
        return True
    if _openings().may_stand_in(words) and (_turn().search(words.text) or _does_two(words.text)):
        return True
    first = as_one(kinds[0][0])
    rival = next((share for kind, share in kinds if as_one(kind) != first), 0.0)
    return len(words) >= _TWO_MATTERS and rival >= _SECOND_SHARE


def _does_two(text: str) -> bool:
    """Whether somebody accuses and complains in so many words, or asks and does one of them."""
    return sum(act.search(text) is not None for act in _acts().values()) > 1


def _told(judge: Judge, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each sure sentence tells; neighbours of one kind and topic as one."""
    turn = _beginning() if _does_two(text) else _turn()
    sentences = [part for line in _SENTENCE.split(text) for part in turn.split(line) if part][:_MOST_SENTENCES]
    cut = [(words, part) for part in sentences if len(words := split(part)) >= _least(part)]
    if len(cut) < 2:  # noqa: PLR2004 - one sentence tells no second matter
        return
    read = [(row, sentence) for words, sentence in cut if (row := _read(judge, words))]
    for (kind, topic), group in groupby(_settled(read), key=lambda pair: pair[0]):
        yield kind, topic, " ".join(sentence for _row, sentence in group)


def _settled(read: Sequence[_Told]) -> Iterator[_Told]:
    """Yield what was read, the topic of a neighbour of the same kind where a sentence leaves its own open."""
    for i, ((kind, topic), sentence) in enumerate(read):
        near = [row[1] for row, _sentence in (*read[max(i - 1, 0) : i], *read[i + 1 : i + 2]) if row[0] == kind]
        yield (kind, near[0] if near and topic == OTHER_TOPIC else topic), sentence


def _least(sentence: str) -> int:
    return _LEAST_OF_ACT if any(act.search(sentence) for act in _acts().values()) else _LEAST_WORDS


def _read(judge: Judge, words: Words) -> tuple[str, str] | None:
    told = judge.sure(words, _SURE)
    if told is None or told[0] == Kind.OTHER:
        return None
    return told if told[1] != OTHER_TOPIC or told[0] in APART else None


@cache
def _turn() -> re.Pattern[str]:
    """Return where another matter begins: at a word of turning, or where another act is added ("và tôi tố cáo")."""
    lists = _lists()
    again = rf"{_before()}{_any_of(lists['before_acts']['again'], _PLAIN_IS_ANOTHER)}\s+{_before()}{_any_act()}"
    ordinal = rf"(?<=[,.:;-])\s+(?={_any_of(lists['ordinals'])}\b)"
    return _pattern(rf"\s+(?=(?:{_any_of(lists['turns'])}|{again})\b)|{ordinal}")


@cache
def _beginning() -> re.Pattern[str]:
    """Return where another matter or another act begins."""
    return _pattern(rf"{_turn().pattern}|(?<=[,.:;-])\s+(?={_before()}{_any_act()}\b)")


@cache
def _openings() -> Openings:
    """Return how turning to another matter and an act in so many words begin."""
    lists = _lists()
    written = ",".join([lists["turns"], lists["ordinals"], *lists["acts"].values()])
    return Openings(tuple(bare(phrase).split()) for phrase in written.split(","))


@cache
def _acts() -> Mapping[str, re.Pattern[str]]:
    return {act: _pattern(rf"\b{_any_of(listed)}\b") for act, listed in _lists()["acts"].items()}


def _any_act() -> str:
    return _any_of(",".join(_lists()["acts"].values()))


def _before() -> str:
    return rf"(?:{_any_of(_lists()['before_acts']['any'])}\s+){{0,3}}"


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((files("routing") / "data" / "turns.toml").read_text(encoding="utf-8"))


def _any_of(listed: str, not_bare: frozenset[str] = frozenset()) -> str:
    """Return a pattern of phrases between commas, also typed without diacritics, the longest first."""
    phrases = {" ".join(phrase.split()) for phrase in listed.split(",")}
    both = sorted(phrases | set(map(bare, phrases - not_bare)), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(re.escape, both))})"

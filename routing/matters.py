"""Finds two matters in one message: a complaint and a request for a lamp are two cases before the law."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from routing.judgement import Judge
from routing.kinds import Kind, as_one
from routing.topics import OTHER_TOPIC
from routing.words import Words, split

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n+")
_TURN = re.compile(
    r"\s+(?=(?:ngoài ra|nhân tiện|tiện thể|đồng thời|bên cạnh đó|thêm nữa|với lại|ngoai ra|nhan tien|tien the|dong thoi"
    r"|ben canh do|them nua|voi lai)\b)",
    re.IGNORECASE,
)
_LEAST_WORDS = 6
_SURE = 0.6
_MOST_SENTENCES = 6
_TWO_MATTERS = 14
_SECOND_SHARE = 0.2


def matters(judge: Judge, words: Words, kinds: Sequence[tuple[str, float]]) -> list[tuple[str, str, str]]:
    """Return kind, topic and words of each matter; empty unless there are two of different kinds and topics.

    `kinds` with their shares, the likeliest first: only where one that the law tells from the first is near, or where
    the writer turns to another matter in so many words, are the sentences read one by one.
    """
    first = as_one(kinds[0][0])
    rival = next((share for kind, share in kinds if as_one(kind) != first), 0.0)
    if len(words) < _TWO_MATTERS or (rival < _SECOND_SHARE and not _TURN.search(words.text)):
        return []
    found = list(_told(judge, words.text))
    if len({as_one(kind) for kind, _topic, _words in found}) < 2:  # noqa: PLR2004 - two or nothing
        return []
    return found if len({topic for _kind, topic, _words in found}) > 1 else []


def _told(judge: Judge, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each sure sentence tells; neighbours of one kind and topic as one."""
    sentences = [part for line in _SENTENCE.split(text) for part in _TURN.split(line)][:_MOST_SENTENCES]
    cut = [(words, part) for part in sentences if len(words := split(part)) >= _LEAST_WORDS]
    if len(cut) < 2:  # noqa: PLR2004 - one sentence tells no second matter
        return
    read = [(row, sentence) for words, sentence in cut if (row := _read(judge, words))]
    for (kind, topic), group in groupby(read, key=lambda pair: pair[0]):
        yield kind, topic, " ".join(sentence for _row, sentence in group)


def _read(judge: Judge, words: Words) -> tuple[str, str] | None:
    told = judge.sure(words, _SURE)
    return None if told is None or told[0] == Kind.OTHER or told[1] == OTHER_TOPIC else told

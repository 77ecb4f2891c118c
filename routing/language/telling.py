"""Sets small talk aside: of a long message only the sentences that tell of a matter are weighed."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from routing.language.words import Words

_END = re.compile(r"[.!?;\n]")
_LEAST_SENTENCES = 2
_THANKS, _DONE = ("cam", "on"), "da"
_THANKS_WITHIN, _DONE_WITHIN = 5, 15
_WANTING = frozenset(
    ["xin", "nghi", "mong", "nhung", "sao", "chua", "khong", "hoi", "kien", "khieu", "to", "bao", "tai"]
)
# what the thanks are for and nobody asks for any more: "đã giải quyết khiếu nại của tôi"
_ANSWERED = re.compile(
    r"\b(?:giai quyet|tra loi|xu ly|tiep nhan|xem xet)(?: \w+){0,2}? (?:khieu nai|kien nghi|phan anh|y kien)\b"
)

Measure = Callable[[Sequence[Words]], Sequence[bool]]


def telling(words: Words, is_talk: Measure) -> Words:
    """Return the words without the sentences that are mere talk; all of them where nothing else would be left.

    `is_talk` says of each of the sentences whether it is.
    """
    parts = list(sentences(words))
    if len(parts) < _LEAST_SENTENCES:
        return words
    are_talk = is_talk([words.part(*part) for part in parts])
    kept = [part for part, is_mere_talk in zip(parts, are_talk, strict=True) if not is_mere_talk]
    if not kept or len(kept) == len(parts):
        return words
    return words.only([i for start, end in kept for i in range(start, end)])


def sentences(words: Words, end: re.Pattern[str] = _END) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; `end`: the signs that end one."""
    start = 0
    for i in range(1, len(words)):
        if words.after_break[i] and end.search(words.text, words.ends[i - 1], words.starts[i]):
            yield start, i
            start = i
    if len(words):
        yield start, len(words)


def is_praise(words: Words) -> bool:
    """Whether somebody is thanked for what was done, and nothing is asked, missed or objected to."""
    return (
        _THANKS in pairwise(words.bases[:_THANKS_WITHIN])
        and _DONE in words.bases[:_DONE_WITHIN]
        and _WANTING.isdisjoint(_ANSWERED.sub("", " ".join(words.bases)).split())
        and "?" not in words.text
    )

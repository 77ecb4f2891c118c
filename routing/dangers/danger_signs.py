"""Sees in a message the signs of danger: what happens, whether it happens now, to whom; a scorer weighs them.

Words are gathered in classes ("té", "rớt", "ngã" are one: to fall), and signs are classes that meet in one sentence: a
child and a fall and water. So a sentence never seen before is understood by its sort, and "hôm qua cháy, đã dập xong"
and "đang cháy" are different signs though they share a word. Of what could take a life it is seen whether it is said
to be now, over, lasting or only feared, and whether somebody is told of in the same sentence.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from routing.dangers.danger_lexicon import Told, lexicon
from routing.language.words import Words

_SENTENCE_END = frozenset(".!?;\n")
_SIZES = (5, 12, 25)
_MANY = 3
_NEAR = 4
_NOT = frozenset({"khong", "chua", "chang", "cha", "hong", "hem"})
_BEFORE = 2
_TIMES = {
    "#now": "now", "#today": "now", "#call": "call", "#trapped": "now", "#past": "past", "#recent": "recent",
    "#habit": "habit", "#ask": "ask", "#improve": "ask", "#legal": "ask", "#soon": "soon", "#done": "done",
    "#money": "ask", "#papers": "ask", "#unsolved": "unsolved", "#feared": "feared", "#spared": "spared",
}  # fmt: skip
_SOMEBODY = frozenset({"#child", "#frail", "#person", "#many"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen in a message or a part of it: the phrases told, in order, and every sign for the scorer.

    A sign is a word, a class of words, or two and more of them with a space between.
    """

    told: tuple[Told, ...]
    signs: frozenset[str]


def see(words: Words, *, is_part: bool = False) -> Seen:
    """Return what is told and the signs; `is_part`: the words are cut from a longer message."""
    told = lexicon().find(words)
    events = [one for one in told if one.meaning.is_event]
    classes = [one for one in told if not one.meaning.is_event]
    signs: set[str] = {*_words_as_signs(words), *_shape(words, is_part=is_part), *_of_events(events)}
    signs.update(_of_classes(classes, _sentences(words)))
    signs.update(_denied(classes, words))
    if not any(one.meaning.is_grave for one in told):
        signs.add("#calm")
    return Seen(tuple(told), frozenset(signs))


def _of_events(events: Sequence[Told]) -> Iterator[str]:
    sure = [one for one in events if one.meaning.is_sure]
    yield f"#kinds:{min(len({one.meaning.kind for one in sure}), _MANY)}"
    yield f"#sure:{min(len(sure), _MANY)}"
    yield from (one.sign for one in events)


def _of_classes(classes: Sequence[Told], sentence: Sequence[int]) -> Iterator[str]:
    """Yield each class of words, each two that meet near each other, and what is said of each grave one."""
    said_in: dict[int, set[str]] = defaultdict(set)
    for one in classes:
        said_in[sentence[one.start]].add(one.meaning.sign)
    for i, one in enumerate(classes):
        place = sentence[one.start]
        yield one.sign
        for other in classes[i + 1 : i + 1 + _NEAR]:
            if sentence[other.start] == place:
                yield " ".join(sorted((one.sign, other.sign)))
        if one.meaning.is_grave:
            yield from _circumstances(one.sign, said_in[place])


def _circumstances(what: str, said: set[str]) -> Iterator[str]:
    """Yield when a grave thing is said to be, and whether somebody is told of beside it."""
    times = sorted({_TIMES[name] for name in said if name in _TIMES})
    whom = "none" if _SOMEBODY.isdisjoint(said) else "who"
    yield f"{what} @{'+'.join(times)}"
    for time in times or ("-",):
        yield f"{what} @{time} {whom}"


def _denied(classes: Sequence[Told], words: Words) -> Iterator[str]:
    for one in classes:
        if one.meaning.is_grave and not _NOT.isdisjoint(words.bases[max(0, one.start - _BEFORE) : one.start]):
            yield f"#no {one.sign}"


def _sentences(words: Words) -> list[int]:
    """Return for each word the number of its sentence."""
    numbers: list[int] = []
    number = 0
    for i, is_broken in enumerate(words.after_break):
        if is_broken and i and not _SENTENCE_END.isdisjoint(words.text[words.ends[i - 1] : words.starts[i]]):
            number += 1
        numbers.append(number)
    return numbers


def _words_as_signs(words: Words) -> Iterator[str]:
    yield from words.bases
    yield from paired(words.bases)
    if words.is_accented:
        yield from words.shown
        yield from paired(words.shown)


def paired(words: Sequence[str]) -> Iterator[str]:
    """Yield each word with the next, as one sign."""
    return map(" ".join, pairwise(words))


def _shape(words: Words, *, is_part: bool) -> Iterator[str]:
    if is_part:
        yield "#part"
    else:
        tail = words.text[-3:]
        yield f"#size:{sum(len(words) > size for size in _SIZES)}"
        yield f"#end:{'?' if '?' in tail else '!' if '!' in tail else '.'}"
    if "!!" in words.text:
        yield "#shouts"

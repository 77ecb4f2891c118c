"""Sees in a message the signs of danger: what happens, whether it happens now, to whom; a scorer weighs them.

Words are gathered in classes ("té", "rớt", "ngã" are one: to fall), and signs are classes that meet in one sentence: a
child and a fall and water. So a sentence never seen before is understood by its sort, and "hôm qua cháy, đã dập xong"
and "đang cháy" are different signs though they share a word. What stands in a figure of speech ("cháy túi") is no sign.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from routing.phrases import Match, Phrase, Phrasebook, parse
from routing.words import Words

FIGURE = "figure"
_SURE = "sure"
_WELL_READ = 0.5
_AMBIGUOUS = 0.6
_SENTENCE_END = frozenset(".!?;\n")
_SIZES = (5, 12, 25, 50, 90)
_MANY = 3
_NEAR = 4
_LONG = 26
_PASSAGE = 18
_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of dangers.toml: events are labelled "kind:tier", classes of words by their name."""

    events: Phrasebook
    classes: Phrasebook
    grave: frozenset[str]
    numbers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen in a message: the events told, the classes of words met, and every sign for the scorer."""

    events: tuple[Match, ...]
    classes: tuple[Match, ...]
    signs: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether anything is told that could take a life: without it no sum of small signs is a danger."""
        grave = lexicon().grave
        return any(map(is_sure, self.events)) or any(match.phrase.label in grave for match in self.classes)


@cache
def lexicon() -> Lexicon:
    """Return the phrases and numbers of dangers.toml."""
    tables = tomllib.loads((files("routing") / "data" / "dangers.toml").read_text(encoding="utf-8"))
    figures = tuple(_phrases(tables[FIGURE]["words"], FIGURE))
    events = (
        phrase
        for kind, tiers in tables["events"].items()
        for tier, listed in tiers.items()
        for phrase in _phrases(listed, f"{kind}:{tier}")
    )
    classes = (phrase for name, listed in tables["classes"].items() for phrase in _phrases(listed, name))
    return Lexicon(
        events=Phrasebook([*events, *figures]),
        classes=Phrasebook([*classes, *figures]),
        grave=frozenset(tables["grave"]["classes"]),
        numbers={kind: tuple(numbers) for kind, numbers in tables["numbers"].items()},
    )


def _phrases(listed: str, label: str) -> Iterator[Phrase]:
    for text in listed.split(","):
        if text.strip():
            yield from parse(text, label, 1.0)


def see(words: Words) -> Seen:
    """Return the events and signs of a message."""
    events = _told(lexicon().events, words)
    classes = _told(lexicon().classes, words)
    signs = {*_words_as_signs(words), *_shape(words), *_of_events(events), *_of_classes(classes, _sentences(words))}
    return Seen(tuple(events), tuple(classes), tuple(signs))


def passage(words: Words, seen: Seen) -> Words | None:
    """Return the part of a long message where most of danger is told; a long story around it must not drown it."""
    if len(words) <= _LONG or not seen.is_grave:
        return None
    grave = lexicon().grave
    told = [m.start for m in seen.events if is_sure(m)] + [m.start for m in seen.classes if m.phrase.label in grave]
    start = max(sorted(told), key=lambda at: sum(at <= other < at + _PASSAGE for other in told))
    part = slice(max(0, start - _BEFORE), start + _PASSAGE)
    return Words(
        text=words.said(part.start, min(part.stop, len(words))),
        shown=words.shown[part],
        bases=words.bases[part],
        starts=tuple(at - words.starts[part.start] for at in words.starts[part]),
        ends=tuple(at - words.starts[part.start] for at in words.ends[part]),
        capital=words.capital[part],
        after_break=words.after_break[part],
        is_accented=words.is_accented,
    )


def _told(book: Phrasebook, words: Words) -> list[Match]:
    """Return the matches in order, without those that stand inside a figure of speech."""
    found = [m for m in book.find(words, slips=False) if m.quality >= _WELL_READ]
    figures = [m for m in found if m.phrase.label == FIGURE]
    told = [m for m in found if not any(f.start <= m.start and m.end <= f.end for f in figures)]
    return sorted(told, key=lambda m: m.start)


def _of_events(events: Sequence[Match]) -> Iterator[str]:
    kinds = {kind_of(m) for m in events if is_sure(m)}
    yield f"#kinds:{min(len(kinds), _MANY)}"
    yield f"#sure:{min(sum(map(is_sure, events)), _MANY)}"
    yield from (f"#{m.phrase.label}" for m in events)


def kind_of(match: Match) -> str:
    """Return the kind of danger that an event is of."""
    return match.phrase.label.partition(":")[0]


def is_sure(match: Match) -> bool:
    """Whether the words of the event seldom mean anything else."""
    return match.phrase.label.endswith(_SURE)


def _of_classes(classes: Sequence[Match], sentence: Sequence[int]) -> Iterator[str]:
    """Yield each class of words, and each two that meet near each other in one sentence."""
    for i, match in enumerate(classes):
        name = class_of(match)
        yield f"#{name}"
        for other in classes[i + 1 : i + 1 + _NEAR]:
            if sentence[other.start] == sentence[match.start]:
                one, two = sorted((name, class_of(other)))
                yield f"#{one}+{two}"


def class_of(match: Match) -> str:
    """Return the class of a match; one short word typed without diacritics may be another word and is told apart."""
    return match.phrase.label if match.quality > _AMBIGUOUS else f"{match.phrase.label}~"


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
    bases, shown = words.bases, words.shown
    yield from bases
    yield from map(" ".join, pairwise(bases))
    if words.is_accented:
        yield from shown
        yield from map(" ".join, pairwise(shown))


def _shape(words: Words) -> Iterator[str]:
    yield f"#size:{sum(len(words) > size for size in _SIZES)}"
    tail = words.text[-3:]
    yield f"#end:{'?' if '?' in tail else '!' if '!' in tail else '.'}"
    if "!!" in words.text:
        yield "#shouts"

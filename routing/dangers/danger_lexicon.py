"""Finds the words of dangers.toml in a message in one walk: events of a kind of danger, and classes of words.

All phrases hang in one tree of words without diacritics, so that most words of a message cost one look and no more.
Where the writer typed diacritics, a word whose marks differ is another word ("cháy" is not "chạy").
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from routing.language.phrase_rules import Phrase, parse_listed
from routing.language.phrases import hooked
from routing.language.words import Words

_FIGURE = "figure"
_SURE = "sure"
_GAP_WORDS = 3
_CARRIES_A_WRONG_MARK = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: an event ("#fire:sure", of a kind) or a class of words ("#child").

    `doubtful` is its sign where one short word typed without diacritics may be another word.
    """

    sign: str
    doubtful: str
    kind: str
    is_event: bool
    is_sure: bool
    is_grave: bool
    is_figure: bool


class Told(NamedTuple):
    """A phrase found at words `start` to `end` (not included); `sign` is its meaning's sign, or the doubtful one."""

    sign: str
    start: int
    end: int
    meaning: Meaning
    is_gapped: bool


class _Node:
    """A place in the tree: what may follow, what may follow after a gap, and the phrases that end here."""

    __slots__ = ("endings", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.endings: list[tuple[tuple[str, ...], Meaning]] = []


class Lexicon:
    """The phrases of dangers.toml as a tree, and the numbers to call for each kind of danger, best first."""

    def __init__(self, phrases: Iterable[tuple[Phrase, Meaning]], numbers: Mapping[str, tuple[str, ...]]) -> None:
        self.numbers = numbers
        self._root = _Node()
        for phrase, meaning in phrases:
            _hang(self._root, phrase, meaning)

    def find(self, words: Words) -> list[Told]:
        """Return what is told, in order; nothing inside of a longer phrase or of a figure of speech ("cháy túi")."""
        found: list[Told] = []
        message = _Message(words)
        root = self._root.next
        events_reach = classes_reach = 0
        for start, base in enumerate(words.bases):
            node = root.get(base)
            if node is None:
                continue
            hits = _walk(node, message, start)
            if not hits:
                continue
            events_reach = _keep_longest([hit for hit in hits if hit.meaning.is_event], events_reach, found)
            classes_reach = _keep_longest([hit for hit in hits if not hit.meaning.is_event], classes_reach, found)
        figures = [told for told in found if told.meaning.is_figure]
        if not figures:
            return found
        return [told for told in found if not any(f.start <= told.start and told.end <= f.end for f in figures)]


class _Message:
    """A message as it is walked: its words without diacritics, and as written but for hook and tilde."""

    __slots__ = ("bases", "is_accented", "written")

    def __init__(self, words: Words) -> None:
        self.bases = words.bases
        self.written = tuple(map(hooked, words.shown))
        self.is_accented = words.is_accented


def _hang(node: _Node, phrase: Phrase, meaning: Meaning, before: tuple[str, ...] = ()) -> None:
    """Hang a phrase into the tree below `node`; `before`: what is said on the way there."""
    for base in phrase.bases:
        node = node.next.setdefault(base, _Node())
    said = (*before, *map(hooked, phrase.words))
    if not phrase.tails:
        node.endings.append((said, meaning))
        return
    node.gap = node.gap or _Node()
    for tail in phrase.tails:
        _hang(node.gap, tail, meaning, said)


def _keep_longest(hits: list[Told], reach: int, found: list[Told]) -> int:
    """Add the longest of the phrases that begin at one word if they end after all before; return how far is told."""
    if not hits:
        return reach
    end = max([hit.end for hit in hits if not hit.is_gapped], default=0)
    found += [hit for hit in hits if hit.is_gapped or (hit.end == end > reach)]
    return max(end, reach)


def _walk(node: _Node, message: _Message, start: int) -> list[Told]:
    """Return the phrases that begin at word `start`, of which `node` is the first."""
    hits: list[Told] = []
    bases, end = message.bases, start + 1
    count = len(bases)
    while True:
        if node.endings or node.gap is not None:
            said = message.written[start:end]
            hits += [Told(sign, start, end, what, is_gapped=False) for sign, what in _ends(node, said, message)]
            if node.gap is not None:
                leaps = _leaps(node.gap, message, end, said)
                hits += [Told(sign, start, far, what, is_gapped=True) for far, sign, what in leaps]
        if end >= count or (follows := node.next.get(bases[end])) is None:
            return hits
        node, end = follows, end + 1


def _leaps(gap: _Node, message: _Message, end: int, said: tuple[str, ...]) -> Iterator[tuple[int, str, Meaning]]:
    """Yield where phrases end that go on after a gap of at most three words, with their signs and meanings."""
    bases = message.bases
    count = len(bases)
    for place in range(end, min(end + _GAP_WORDS + 1, count)):
        node, at = gap.next.get(bases[place]), place + 1
        while node is not None:
            more = said + message.written[place:at]
            for sign, meaning in _ends(node, more, message):
                yield at, sign, meaning
            if node.gap is not None:
                yield from _leaps(node.gap, message, at, more)
            node = node.next.get(bases[at]) if at < count else None
            at += 1


def _ends(node: _Node, said: tuple[str, ...], message: _Message) -> Iterator[tuple[str, Meaning]]:
    """Yield the phrases that end at `node` and are what was said."""
    for meant, meaning in node.endings:
        if said == meant:
            yield meaning.sign, meaning
        elif (is_clear := _fits(said, meant, is_accented=message.is_accented)) is not None:
            yield (meaning.sign if is_clear else meaning.doubtful), meaning


def _fits(said: tuple[str, ...], meant: tuple[str, ...], *, is_accented: bool) -> bool | None:
    """Return whether words typed otherwise are surely what was meant; None if they are other words.

    Of three words one may have a wrong mark, but not one that stands in any sentence: "rồi" is no slip for "rơi".
    """
    if not is_accented:
        return len(meant) > 1
    if len(meant) == 1:
        return None
    others = [a for a, b in zip(said, meant, strict=True) if a != b and not a.isascii()]
    if not others:
        return False
    is_slip = len(others) == 1 and len(meant) >= _CARRIES_A_WRONG_MARK and others[0] not in _plain_words()
    return False if is_slip else None


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(map(hooked, danger_tables()["marks"]["plain"].split()))


@cache
def danger_tables() -> Mapping[str, Any]:
    """Return the tables of dangers.toml."""
    return tomllib.loads((files("routing") / "data" / "dangers.toml").read_text(encoding="utf-8"))


def numbers_of(kind: str) -> tuple[str, ...]:
    """Return the numbers to call in a danger of a kind, best first; none for what is no kind of danger."""
    tables = danger_tables()
    return tuple({**tables["numbers"], **tables["numbers_by_rule"], **tables["numbers_of_hazards"]}.get(kind, ()))


@cache
def lexicon() -> Lexicon:
    """Return the phrases and numbers of dangers.toml."""
    tables = danger_tables()
    return Lexicon(_meanings(tables), {kind: tuple(numbers) for kind, numbers in tables["numbers"].items()})


def _meanings(tables: Mapping[str, Any]) -> Iterator[tuple[Phrase, Meaning]]:
    grave = set(tables["grave"]["classes"])
    for is_event in (True, False):
        yield from _phrases(tables[_FIGURE]["words"], _meaning(_FIGURE, is_event=is_event, is_figure=True))
    for kind, tiers in tables["events"].items():
        for tier, listed in tiers.items():
            is_sure = tier == _SURE
            yield from _phrases(
                listed, _meaning(f"{kind}:{tier}", kind=kind, is_event=True, is_sure=is_sure, is_grave=is_sure)
            )
    for name, listed in tables["classes"].items():
        yield from _phrases(listed, _meaning(name, is_grave=name in grave))


def _meaning(
    name: str,
    *,
    kind: str = "",
    is_event: bool = False,
    is_sure: bool = False,
    is_grave: bool = False,
    is_figure: bool = False,
) -> Meaning:
    doubtful = f"#{name}" if is_event else f"#{name}~"
    return Meaning(f"#{name}", doubtful, kind, is_event, is_sure, is_grave, is_figure)


def _phrases(listed: str, meaning: Meaning) -> Iterator[tuple[Phrase, Meaning]]:
    yield from ((phrase, meaning) for phrase in parse_listed(listed, meaning.sign, 1.0))

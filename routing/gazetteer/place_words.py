"""The word lists of places.toml: what opens the name of a spot or of a unit, and what may stand around it."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from routing.gazetteer.talk import people_talk
from routing.language.folding import bare
from routing.language.words import Words, split

LONGEST_HEAD = 5
_LONGEST_BEFORE = 4
# heads that are hardly another word, also typed without marks
HARDLY_ELSE = frozenset({"duong", "ngo", "hem", "ngach", "kiet", "thon", "xom", "ap", "lang", "pho", "khom"})
_CLEAR_UNMARKED = HARDLY_ELSE - {"lang", "pho"}

CROSSING = frozenset({"va", "voi", "giao", "cat"})
_CROSSINGS, _FARTHEST_CROSSING = frozenset({"nga", "giao"}), 8  # "ngã ba", "ngã tư", "giao lộ"

_MONEY = "dong"  # "đồng", without its marks that of a field
_DASHES = frozenset({"-", "–"})


class Marked(dict[tuple[str, ...], tuple[tuple[str, ...], ...]]):
    """Phrases as they are written, by their words without diacritics; `lasts` are the words that they end with."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Iterable[tuple[str, ...]]]) -> None:
        super().__init__({bases: tuple(written) for bases, written in phrases.items()})
        self.lasts = frozenset(bases[-1] for bases in self if bases)


@cache
def tables() -> Mapping[str, Any]:
    """Return the word lists of places.toml."""
    return tomllib.loads((files("routing") / "data" / "places.toml").read_text(encoding="utf-8"))


def listed_by_bases(texts: Iterable[str]) -> Marked:
    """Return comma-separated phrases by their words without diacritics."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for text in ",".join(texts).split(","):
        found[tuple(bare(text).split())].append(tuple(text.split()))
    return Marked(found)


@cache
def heads() -> Marked:
    """Return the phrases that open the name of a spot or of a unit."""
    units = [name for name in tables()["unit_types"] if name != "quận"]
    return listed_by_bases([*tables()["heads"].values(), *units, "p, q"])


class Beginnings:
    """How many words the names have that begin with two words, so that few are looked for in vain."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        lengths: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for name in names:
            lengths[name[0]][name[1] if len(name) > 1 else ""].add(len(name))
        self._by_first = {first: _from_longest(seconds) for first, seconds in lengths.items()}
        self.firsts: Collection[str] = self._by_first

    def at(self, bases: Sequence[str], i: int) -> tuple[int, ...]:
        """Return how many words a name may have that begins at word `i`, the longest first."""
        by_second = self._by_first.get(bases[i])
        if by_second is None:
            return ()
        return by_second.get(bases[i + 1], by_second[""]) if i + 1 < len(bases) else by_second[""]


def _from_longest(seconds: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Return the lengths by second word, those of names of one word with all, the longest first."""
    alone = seconds.get("", set())
    found = {second: tuple(sorted(longer | alone, reverse=True)) for second, longer in seconds.items()}
    return {"": tuple(alone)} | found


@cache
def head_beginnings() -> Beginnings:
    """Return how the heads begin."""
    return Beginnings(heads())


def first_of_heads() -> Collection[str]:
    """Return the words, without diacritics, that a head may begin with."""
    return head_beginnings().firsts


@cache
def listed(name: str) -> Marked:
    """Return one list of the table "places"."""
    return listed_by_bases([tables()["places"][name]])


@cache
def streets() -> frozenset[tuple[str, ...]]:
    """Return names that streets bear, mostly persons', everywhere or in a province, in words without diacritics."""
    known = listed_by_bases([tables()["places"]["streets"], *tables()["own_streets"].values()])
    # "hong" alone is chat for "không": a street is met as it is read
    return frozenset(known) | {split(" ".join(name)).bases for name in known}


@cache
def well_known() -> Marked:
    """Return the spots of the provinces that everybody there knows, with their heads."""
    return listed_by_bases(tables()["spots"].values())


@cache
def known_beginnings() -> Beginnings:
    """Return how the spots begin that everybody knows."""
    return Beginnings(well_known())


@cache
def first_words(name: str) -> frozenset[str]:
    """Return the words, without diacritics, that the phrases of one list begin with."""
    return frozenset(bases[0] for bases in listed(name))


def is_in(phrases: Marked, words: Words, start: int, end: int) -> bool:
    """Whether words `start` to `end` are one of the phrases, in the diacritics the writer uses."""
    meant = phrases.get(words.bases[start:end])
    return meant is not None and (not words.is_accented or words.shown[start:end] in meant)


def follows(words: Words, i: int, phrases: Marked, *, least: int = 1) -> bool:
    """Whether one of the phrases, of at least so many words, stands right before word `i`."""
    if not i or words.after_break[i] or words.bases[i - 1] not in phrases.lasts:
        return False
    return any(is_in(phrases, words, i - n, i) for n in range(least, min(_LONGEST_BEFORE, i) + 1))


def crosses(words: Words, i: int) -> bool:
    """Whether "và" or a dash stands before word `i`, and a crossing before that ("ngã tư đường A với B")."""
    if not i or words.after_break[i]:
        return False
    is_dashed = words.text[words.ends[i - 1] : words.starts[i]].strip() in _DASHES
    if not (is_dashed or words.bases[i - 1] in CROSSING):
        return False
    return not _CROSSINGS.isdisjoint(words.bases[max(0, i - _FARTHEST_CROSSING) : i])


def head_at(words: Words, i: int) -> int:
    """Return how many words the head that begins at `i` has, 0 when there is none."""
    lengths = head_beginnings().at(words.bases, i)
    if not lengths or (i and (words.starts[i] == words.starts[i - 1] or _is_of_number(words, i))):
        return 0
    found = next((n for n in lengths if i + n <= len(words) and is_in(heads(), words, i, i + n)), 0)
    if not found and words.is_accented and words.bases[i] in _CLEAR_UNMARKED and _has_lost_its_marks(words, i):
        return 1
    return 0 if found == 1 and _is_of_compound(words, i) else found


def _has_lost_its_marks(words: Words, i: int) -> bool:
    """Whether a clear head is typed plain before a number or a capital, though the writer uses marks ("ap 5 xã …")."""
    after = i + 1
    if words.shown[i] != words.bases[i] or words.capital[i]:
        return False
    is_begun = after < len(words) and not words.after_break[after]
    return is_begun and (words.shown[after][0].isdigit() or words.capital[after])


def _is_of_number(words: Words, i: int) -> bool:
    """Whether a letter is written to a number before it, as on a plate ("51d-12345")."""
    return words.starts[i] == words.ends[i - 1] and words.shown[i - 1][0].isdigit()


def _is_of_compound(words: Words, i: int) -> bool:
    """Whether a word stands with a neighbour as one word of the talk ("đường sá", "gia đình") and opens no name."""
    if is_in(listed("compounds"), words, i, i + 2) and not words.capital[i + 1]:
        return True
    if words.bases[i] == _MONEY and not words.capital[i] and is_in(listed("monies"), words, i, i + 2):
        return True  # "quy ra đồng Việt"
    if not i or words.after_break[i] or words.capital[i] or words.capital[min(i + 1, len(words) - 1)]:
        return False
    if is_in(listed("compounds"), words, i - 1, i + 1):
        return True
    before = words.bases[i - 1]
    return before not in first_words("before") and people_talk().belong(before, words.bases[i])

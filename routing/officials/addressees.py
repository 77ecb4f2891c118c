"""To whom a letter is written: everybody in the list behind "Kính gửi", as long as nothing is told of them there."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from routing.language.folding import bare
from routing.language.listed import listed
from routing.language.words import Words, breaks_off

_LONGEST_NAME = 5
_MOST_CAPITAL = 0.75  # of the words of a letter, which may be hardly more than names and offices
_SENTENCE_ENDS = frozenset(".!?")
_Phrases = tuple[tuple[str, ...], ...]


def is_listed(words: Words, at: int) -> bool:
    """Tell whether a word stands in a list of those only written to ("Kính gửi: Chủ tịch tỉnh, Sở Xây dựng")."""
    return any(first <= at < end for first, end in _lists(words))


def _lists(words: Words) -> Iterator[tuple[int, int]]:
    """Yield where lists of addressees begin and end: those behind which another sentence or the writer begins."""
    for i in (at for at, base in enumerate(words.bases) if base in _firsts()):
        for heads, closes in _sorts():
            size = next((len(one) for one in heads if words.bases[i : i + len(one)] == tuple(map(bare, one))), 0)
            if not size or (size == 1 and not breaks_off(words, i)):
                continue
            end = _end(words, i + size, closes)
            if i + size < end and (breaks_off(words, end) or _begins(words, end, closes)):
                yield i + size, end


def _end(words: Words, first: int, closes: _Phrases) -> int:
    """Return the first word that is no office, no name and no joint of a list, or that begins another sentence."""
    room, at, has_names = _LONGEST_NAME, first, _capitals_tell(words)
    while at < len(words) and not (at > first and (_ends_sentence(words, at) or _begins(words, at, closes))):
        if words.bases[at] in _words() or words.bases[at].isdigit():
            room = _LONGEST_NAME
        elif has_names and words.capital[at] and room:
            room -= 1
        else:
            break
        at += 1
    return at


def _capitals_tell(words: Words) -> bool:
    """Whether a capital tells a name: not in a letter that is all in capitals, nor where every word begins with one."""
    typed = dict(zip(words.starts, words.capital, strict=True))  # "UBND" is one word that was typed
    return sum(typed.values()) < _MOST_CAPITAL * len(typed)


def _ends_sentence(words: Words, at: int) -> bool:
    """Whether a sentence ends before a word; the full stop behind the number of a line ends none ("2. Sở Xây dựng")."""
    between = words.text[words.ends[at - 1] : words.starts[at]]
    return not _SENTENCE_ENDS.isdisjoint(between) and breaks_off(words, at) and not words.bases[at - 1].isdigit()


def _begins(words: Words, at: int, closes: _Phrases) -> bool:
    """Whether a phrase stands at a word; with its marks where the letter has them, for Minh is no "mình"."""
    said = words.shown if words.is_accented else words.bases
    return any(said[at : at + len(one)] == (one if words.is_accented else tuple(map(bare, one))) for one in closes)


@cache
def _sorts() -> tuple[tuple[_Phrases, _Phrases], ...]:
    parts = (("heads", "writes"), ("asks", "does"))
    return tuple((_phrases(_table()[heads]), _phrases(_table()[closes])) for heads, closes in parts)


@cache
def _firsts() -> frozenset[str]:
    return frozenset(bare(one[0]) for heads, _closes in _sorts() for one in heads)


def _phrases(said: str) -> _Phrases:
    return tuple(tuple(one.split()) for one in listed(said))


@cache
def _words() -> frozenset[str]:
    return frozenset(_table()["words"].split())


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads((files("routing") / "data" / "addressees.toml").read_text(encoding="utf-8"))

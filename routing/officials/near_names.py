"""Whom a name nearly names: by a slip, initials or a part of it ("Nguyễn Hữu Xơn", "N.H.Sơn", "anh Hữu Sơn")."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from routing.directory import Officer
from routing.language.folding import bare, fold
from routing.language.words import Words, breaks_off
from routing.officials.accused import Named

_LEAST, _LONGEST = 3, 5  # words of a full name that may be written nearly
_SHORT = 2  # words of one that is left in part
_LEAST_LETTERS = 3  # of a word in which a letter may be wrong
VERBS = (("to", "cao"), ("to", "giac"), ("khieu", "nai"))
# what is heard alike somewhere in the country, or typed one for the other
_ALIKE = (
    ("gi", "z"),
    ("d", "z"),
    ("r", "z"),
    ("s", "x"),
    ("tr", "ch"),
    ("n", "l"),
    ("c", "k"),
    ("q", "k"),
    ("ngh", "ng"),
)


def nearly_named(
    words: Words, forms: frozenset[str], near: Sequence[Officer], there: Sequence[Officer]
) -> Iterator[Named]:
    """Yield whoever may be meant by a run of words that is nearly their name.

    Args:
        words: a line.
        forms: what people are called by before a name, folded.
        near: who is looked for by a whole name with a slip.
        there: who is looked for by a part of a name, or by its initials.
    """
    written = tuple(bare(words.text[start:end].lower()) for start, end in zip(words.starts, words.ends, strict=True))
    for start, end, is_led in _runs(words, forms):
        run = written[start:end]
        is_name = is_led or all(words.capital[start:end])
        people = [one for one in near if is_name and _is_slip(run, _parts(one.name))] if len(run) >= _LEAST else []
        if is_led and len(run) == _SHORT and not _goes_on(words, end):
            people += [one for one in there if _is_part(run, _parts(one.name))]
        if is_name and any(len(one) == 1 for one in run):
            people += [one for one in there if _is_by_initials(run, _parts(one.name))]
        if people:
            yield Named(words.said(start, end), tuple(dict.fromkeys(people)), is_called=True)


def _runs(words: Words, forms: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield where a name may begin and end, and whether it is led by a form of address or by a word that accuses."""
    for start in range(len(words) - 1):
        is_led = _is_led(words, start, forms)
        if not (is_led or words.capital[start]):
            continue
        for end in range(start + _SHORT, min(start + _LONGEST, len(words)) + 1):
            if breaks_off(words, end - 1) and not _is_initial(words, end - 2):
                break
            if not (is_led or words.capital[end - 1]):
                break
            yield start, end, is_led


def _is_led(words: Words, start: int, forms: frozenset[str]) -> bool:
    """Whether a form of address, or a word that accuses, stands right before."""
    return start > 0 and (words.bases[start - 1] in forms or words.bases[max(start - 2, 0) : start] in VERBS)


def _goes_on(words: Words, end: int) -> bool:
    """Whether more of a name follows: "ông Hữu Sơn Tùng" is nobody called Hữu Sơn."""
    return end < len(words) and words.capital[end - 1] and words.capital[end] and not breaks_off(words, end)


def _is_initial(words: Words, at: int) -> bool:
    return words.ends[at] - words.starts[at] == 1


def _is_slip(run: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a run is a whole name but for one word that sounds like it, or has one letter wrong."""
    if len(run) != len(name) or len(name) < _LEAST or run == name:
        return False
    wrong = [(said, meant) for said, meant in zip(run, name, strict=True) if said != meant]
    return len(wrong) == 1 and _is_like(*wrong[0])


def _is_like(said: str, meant: str) -> bool:
    if min(len(said), len(meant)) < _SHORT:
        return False
    if _heard(said) == _heard(meant):
        return True
    return min(len(said), len(meant)) >= _LEAST_LETTERS and Levenshtein.distance(said, meant, score_cutoff=1) <= 1


def _is_part(run: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a run is what is left of a longer name: its last two words, or the first and the last."""
    return len(run) == _SHORT and len(name) >= _LEAST and run in {name[-2:], (name[0], name[-1])}


def _is_by_initials(run: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a run is a name with some of its words, or all of them, by their first letter."""
    if len(run) != len(name) or len(name) < _LEAST or not any(len(one) == 1 for one in run):
        return False
    return all(said == meant or said == meant[0] for said, meant in zip(run, name, strict=True))


@lru_cache(maxsize=1 << 13)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


@lru_cache(maxsize=1 << 12)
def _heard(word: str) -> str:
    for typed, heard in _ALIKE:
        if word.startswith(typed):
            word = heard + word.removeprefix(typed)
            break
    return word.replace("y", "i")

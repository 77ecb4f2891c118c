"""Tells how far the name of a spot goes after "ngõ", "thôn", "chợ": by capitals, else by known names and by talk."""

from routing.place_words import first_words, listed, streets
from routing.talk import LOOKED_AT, people_talk
from routing.words import Words

_LONGEST_NAME = 6
_FULL_NAME = 3
_OFTEN_NAMED, _SELDOM_NAMED = 0.5, 0.002
_SAME = {"d": "duong", "cc": "chung cu"}
_PLACED_ODDS = 1.5
_LIKELIER = 0.3
_WITH_MARKS = 1.0  # who types marks would mostly type the capitals of a name too
_PLACING = frozenset(
    "o tai ven dau gan doan tri dan giua doc cuoi gam ngay goc canh truoc sau dien sat".split()  # noqa: SIM905 - a list of words reads better so
)


def has_capitals(words: Words) -> bool:
    """Whether the writer uses capital letters inside sentences (then a name without one is no name)."""
    inner = [c for c, after, word in zip(words.capital, words.after_break, words.shown, strict=True)
             if not after and word.isalpha()]
    shouted = sum(inner) > len(inner) * 0.6
    return any(inner) and not shouted


def name_end(words: Words, start: int, head: int, *, with_capitals: bool) -> int:
    """Return where the name ends that begins at word `start` after a head of `head` words; `start` when there is none."""
    end = start + known_name(words, start, with_capitals=with_capitals)
    if end == start and not with_capitals:
        end += _small_name(words, start, head)
    while end < len(words) and end - start < _LONGEST_NAME and not words.after_break[end]:
        if words.shown[end][0].isdigit():
            if "," in words.shown[end] or "." in words.shown[end]:
                break
            end += 1
            continue
        is_letter_of_number = end > start and words.starts[end] == words.ends[end - 1]
        if not is_letter_of_number and not (with_capitals and words.capital[end]):
            break
        end += 1
    return end


def _small_name(words: Words, start: int, head: int) -> int:
    """Return how many words at `start` are a name typed in small letters: likelier that than talk."""
    end = start
    while end < len(words) and end - start < LOOKED_AT and not words.after_break[end]:
        end += 1
    first = start - head
    is_placed = first > 0 and words.bases[first - 1] in _PLACING and not words.after_break[first]
    named = " ".join(words.bases[first:start])
    length, odds = people_talk().name_after(
        _SAME.get(named, named), words.bases[start:end], least=_OFTEN_NAMED if head > 1 else _SELDOM_NAMED
    )
    if length == 1 and len(words.shown[start]) == 1 and not _has_number(words, start):
        return 0
    likelier = _WITH_MARKS if words.is_accented else _LIKELIER
    return length if odds + _PLACED_ODDS * is_placed > likelier else 0


def _has_number(words: Words, i: int) -> bool:
    """Whether a number is written to the word ("D9")."""
    after = i + 1
    return after < len(words) and words.shown[after][0].isdigit() and words.starts[after] == words.ends[i]


def street_at(words: Words, start: int) -> int:
    """Return how many words the well-known street name at `start` has, 0 when there is none."""
    for length in (3, 2):
        if words.bases[start : start + length] in streets():
            is_meant = not words.is_accented or words.capital[start]
            return length if is_meant else 0
    return 0


def known_name(words: Words, start: int, *, with_capitals: bool) -> int:
    """Return how many words at `start` surely are a name though typed small: a known street, "nguyen" and two more."""
    while start < len(words) and words.shown[start][0].isdigit() and not words.after_break[start]:
        return 1 + known_name(words, start + 1, with_capitals=with_capitals)
    if start >= len(words) or words.after_break[start] or with_capitals:
        return 0
    known = street_at(words, start)
    if known or words.bases[start] not in first_words("surnames"):
        return known
    broken = any(words.after_break[start : start + _FULL_NAME])
    return 0 if broken or len(words) - start < _FULL_NAME else _FULL_NAME

"""Reads heads whose marks or letters went wrong: “Đưòng Lê Lợi”, “âp Tân Bình”, “kenh N3 xã Hợp Minh”.

One typed plain, or that is another word as it stands ("ngỏ"), is a head only before a number or a name in capitals.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from routing.gazetteer.address_words import begins_commune
from routing.gazetteer.place_words import head_beginnings, heads, is_in, listed
from routing.gazetteer.spot_names import street_at
from routing.language.folding import bare
from routing.language.telex import is_syllable
from routing.language.words import Words

IsUnit = Callable[[tuple[str, ...]], bool]

_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SWAPPED = {"\u0309": "\u0303", "\u0303": "\u0309"}  # many do not hear hỏi from ngã
_ALIKE = "".join(_SWAPPED)
_UNITS = frozenset({"xã", "phường", "huyện"})
_PLAIN_UNITS, _NEVER = frozenset({"xa", "phuong"}), frozenset({"cho", "con"})  # "cho Lan xa …" is for her
_LONG_HEADS = frozenset(
    {"thôn", "đường", "phường", "trường", "làng", "kênh", "ngách", "khóm", "khối", "xưởng", "huyện"}
)
_SHORTEST = 4  # letters of what was to be one of them
_SPOKEN = ("kinh kênh",)  # as the south has it; before a small word it is business, money or the Scriptures
_LONGEST_UNIT, _LONGEST = 3, 4  # words


def with_mistyped_heads(words: Words, is_unit: IsUnit) -> Words:
    """Return the words with each mistyped head put right; `is_unit` tells the names of units."""
    right = {
        i: meant
        for i, base in enumerate(words.bases)
        if (meant := _misspelt(base)) and _names(words, i, meant, is_unit)
    }
    if words.is_accented:
        wrong = _mistyped()
        doubtful = [i for i, shown in enumerate(words.shown) if shown in wrong]
        told = ((i, next(_of_longer(words, i), "") or _of_one_word(words, i, is_unit)) for i in doubtful)
        right |= {i: meant for i, meant in told if meant}
    if not right:
        return words
    shown = tuple(right.get(i, one) for i, one in enumerate(words.shown))
    return replace(words, shown=shown, bases=tuple(map(bare, shown)))


@lru_cache(maxsize=8192)
def _misspelt(base: str) -> str:
    """Return the head that what is no syllable was to be, but for two letters swapped, one too many or one gone."""
    if len(base) < _SHORTEST or is_syllable(base):
        return ""
    near = [one for one in sorted(_LONG_HEADS) if OSA.distance(base, bare(one), score_cutoff=1) <= 1]
    meant = near[0] if len(near) == 1 else ""
    is_another_letter = len(base) == len(meant) and sorted(base) != sorted(bare(meant))
    return "" if is_another_letter else meant


def _names(words: Words, i: int, meant: str, is_unit: IsUnit) -> bool:
    """Whether a number, a known street or a name in capitals stands behind word `i`; behind a unit's kind, its name."""
    if i + 1 >= len(words) or words.after_break[i + 1]:
        return False
    if meant in _UNITS:
        return _is_before_unit(words, i + 1, is_unit)
    is_told = words.shown[i + 1][0].isdigit() or words.capital[i + 1] or street_at(words, i + 1, is_sure=True) > 0
    return is_told or _is_before_commune(words, i + 1)


def _of_one_word(words: Words, i: int, is_unit: IsUnit) -> str:
    """Return the head that word `i` was to be, blank where it may be another word."""
    meant = next((head for head in _mistyped()[words.shown[i]] if (head,) in _single_heads()), "")
    is_inner = words.capital[i] and i > 0 and not words.after_break[i]
    if not meant or is_inner or i + 1 >= len(words) or words.after_break[i + 1]:
        return ""
    if meant in _UNITS and words.capital[i + 1] and _is_before_unit(words, i + 1, is_unit):
        return meant
    return meant if _stands_for(words, i, meant) else ""


def _stands_for(words: Words, i: int, meant: str) -> bool:
    """Whether word `i` is no other word than the head it looks like, by itself or by what stands around it."""
    written = words.shown[i]
    if written in _written("other_words"):
        return written not in _NEVER and words.capital[i + 1] and _is_typed_plain(words, i + 1)
    if i > 0 and is_in(listed("compounds"), words, i - 1, i + 1):
        return False
    is_doubtful = written in _written("doubtful_words")
    if is_doubtful and not _is_before_commune(words, i + 1):
        return False
    if not (is_doubtful or written.isascii()) and _without(meant, _ALIKE) != _without(written, _ALIKE):
        return True
    is_number = words.shown[i + 1][0].isdigit() and words.starts[i + 1] > words.ends[i]
    return meant not in _UNITS and (is_number or words.capital[i + 1])


def _is_before_unit(words: Words, start: int, is_unit: IsUnit) -> bool:
    return any(is_unit(words.bases[start : start + n]) for n in range(1, _LONGEST_UNIT + 1))


def _is_before_commune(words: Words, name: int) -> bool:
    """Whether the type of a commune stands behind a name or a number at word `name`, in the same clause."""
    reach = range(name + 1, min(name + 1 + _LONGEST, len(words)))
    end = next((at for at in reach if words.after_break[at] or begins_commune(words, at)), len(words))
    return end < len(words) and begins_commune(words, end)


def _is_typed_plain(words: Words, name: int) -> bool:
    """Whether a commune's kind stands plain behind a name in capitals, among marks: so was the head ("cau Rộ xa …")."""
    reach = range(name + 1, min(name + 1 + _LONGEST, len(words) - 1))
    at = next((at for at in reach if words.after_break[at] or words.shown[at] in _PLAIN_UNITS), 0)
    return at > 0 and words.shown[at] in _PLAIN_UNITS and words.capital[at + 1] and not words.after_break[at + 1]


def _of_longer(words: Words, i: int) -> Iterator[str]:
    """Yield what word `i` was to be in a head of several words ("nghia trang", "Ngax ba")."""
    if words.shown[i] in _written("other_words") or (words.capital[i] and i and not words.after_break[i]):
        return
    first = max(0, i - 2)
    near = words.shown[first : i + _LONGEST]
    bases = tuple(bare(_mistyped().get(word, (word,))[0]) for word in near)
    for start in range(i - first + 1):
        for length in head_beginnings().at(bases, start):
            end = start + length
            if start <= i - first < end and length > 1 and not any(words.after_break[first + start + 1 : first + end]):
                yield from (
                    written[i - first - start]
                    for written in heads().get(bases[start:end], ())
                    if _is_nearly(near[start:end], written)
                )


def _is_nearly(shown: Sequence[str], written: Sequence[str]) -> bool:
    """Whether words are those of a head but for marks gone wrong."""
    return all(one == meant or meant in _mistyped().get(one, ()) for one, meant in zip(shown, written, strict=True))


@cache
def _written(name: str) -> frozenset[str]:
    return frozenset(" ".join(written) for phrases in listed(name).values() for written in phrases)


@cache
def _single_heads() -> frozenset[tuple[str, ...]]:
    return frozenset(written for every in heads().values() for written in every if len(written) == 1)


@cache
def _mistyped() -> Mapping[str, tuple[str, ...]]:
    """Return the words of heads by the ways in which their marks go wrong."""
    right = {word for every in heads().values() for written in every for word in written if word.isalpha()}
    found: dict[str, list[str]] = {}
    for word in sorted(right):
        for wrong in set(_ways(word)) - right:
            found.setdefault(wrong, []).append(word)
    others = _written("other_words")
    for wrong, meant in (pair.split() for pair in _SPOKEN):
        found.setdefault(wrong, []).insert(0, meant)
    return {
        wrong: tuple(meant)
        for wrong, meant in found.items()
        if wrong not in others or wrong.isascii() or not _UNITS.isdisjoint(meant)
    }


def _ways(word: str) -> Iterator[str]:
    """Yield a word with marks left out, with hỏi for ngã, and with its tone left as a key behind it ("xax")."""
    tone = next((mark for mark in unicodedata.normalize("NFD", word) if mark in _KEYS), "")
    for letters in product(*map(_letters, word)):
        wrong = "".join(letters)
        yield wrong
        if tone and len(word) > 1 and _KEYS.keys().isdisjoint(unicodedata.normalize("NFD", wrong)):
            yield wrong + _KEYS[tone]


def _without(word: str, marks: str) -> str:
    return unicodedata.normalize("NFC", "".join(m for m in unicodedata.normalize("NFD", word) if m not in marks))


def _letters(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("đd")
    base, *marks = tuple(unicodedata.normalize("NFD", letter))
    kept = product(*((mark, _SWAPPED.get(mark, ""), "") for mark in marks))
    return frozenset(unicodedata.normalize("NFC", base + "".join(some)) for some in kept)

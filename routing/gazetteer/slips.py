"""Finds the name that a misspelt one was to be: a letter wrong or gone ("Phc Hòa"), or written as it sounds here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from routing.gazetteer.place_words import is_in, listed
from routing.gazetteer.talk import people_talk
from routing.language.folding import bare
from routing.language.telex import is_syllable
from routing.language.words import Words

_SHORTEST, _SHORTEST_PLAIN = 8, 6
_SOUNDS = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("r", "d"), ("l", "n"))  # the same in the mouth of many in the north
_UNHEARD_OF = 0.00015  # of what is met after a word: "vit | yen", but "tan | phu"
_TYPED_OUT = frozenset({"phuong", "xa", "tran"})
_END = re.compile("ng$")

Name = tuple[str, ...]


class Slips:
    """The names that may be misspelt, in words without diacritics."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._spoken = {" ".join(name): name for name in names}
        self._sounding: dict[Name, list[Name]] = defaultdict(list)
        for name in self._spoken.values():
            self._sounding[_sound(name)].append(name)

    def sounding(self, words: Words, start: int, end: int) -> Name | None:
        """Return the only name that sounds as the words do, which nobody says in talk ("xuân nai" for Xuân Lai)."""
        written = words.bases[start:end]
        alike = self._sounding.get(_sound(written), ())
        return alike[0] if len(alike) == 1 and not _is_talk(words, start, written) else None

    def meant(self, words: Words, start: int, end: int) -> Name | None:
        """Return the name that words `start` to `end` are but for one letter, one sound or the marks.

        Where no marks and no capital vouch for a name, only what is no syllable at all shows that a letter is wrong,
        or that nobody ever says its words one after another ("phuong vit yen").
        """
        written = words.bases[start:end]
        alike = self._sounding.get(_sound(written), ())
        is_vouched = words.is_accented and words.capital[start]
        if len(alike) == 1 and alike[0] != written and (is_vouched or not _is_talk(words, start, written)):
            return alike[0]
        is_broken = not all(map(is_syllable, written))
        is_unheard_of = _is_unheard_of(words, start, end)
        if not (is_broken or is_vouched or is_unheard_of):
            return None
        told = " ".join(written)
        near = process.extractOne(told, self._spoken.keys(), scorer=OSA.distance, score_cutoff=1)
        if near and not (is_broken or is_vouched) and len(near[0]) <= len(told):
            return None  # another letter is another place: "xa binh dong" lies elsewhere and is no slip for Bích Động
        is_swapped = near is not None and sorted(near[0]) == sorted(told)  # "Đa Mia"
        least = _SHORTEST_PLAIN if is_broken or is_swapped or is_unheard_of else _SHORTEST
        return self._spoken[near[0]] if near and (len(told) >= least or near[0] == told) else None


def is_near(words: Words, start: int, end: int, name: str) -> bool:
    """Whether words as they are shown, with their marks if the writer uses any, are nearly a name as it is written."""
    shown, meant = words.shown[start:end], tuple(name.lower().split())
    if not words.is_accented or _sound(shown) == _sound(meant):
        return True
    are_marks_alone = words.bases[start:end] == tuple(bare(name).split())
    return OSA.distance(" ".join(shown), " ".join(meant)) <= 1 + are_marks_alone


def _is_talk(words: Words, start: int, written: Name) -> bool:
    """Whether people say these words one after another ("huong dan", "phuong tien | song")."""
    if start and is_in(listed("runs_into"), words, start - 1, start + 1):
        return True
    pairs = people_talk().words.pairs
    return any(second in pairs.get(first, ()) for first, second in pairwise(written))


def _is_unheard_of(words: Words, start: int, end: int) -> bool:
    """Whether words typed plain behind the type of a commune are hardly ever met together, in talk or in a name."""
    if words.is_accented or words.bases[start - 1] not in _TYPED_OUT:
        return False
    share = people_talk().words.share
    return all(share(first, second) < _UNHEARD_OF for first, second in pairwise(words.bases[start:end]))


def _sound(name: Name) -> Name:
    return tuple(map(_syllable_sound, name))


@lru_cache(maxsize=4096)
def _syllable_sound(word: str) -> str:
    for written, said in _SOUNDS:
        if word.startswith(written):
            word = said + word.removeprefix(written)
            break
    return _END.sub("n", word).replace("y", "i")

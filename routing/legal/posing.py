"""Sees that somebody only poses as an officer ("nó giả công an"): the office that is named has done nothing."""

import re

from routing.language.words import Words

_WORDS_BEFORE = 4
_POSES = re.compile(
    r"\b(?:gia|gia (?:danh|mao|lam|vo|vo la|lam ca)|mao danh|mao nhan|dong gia(?: lam)?|doi lot"
    r"|(?:tu )?xung(?: danh)?(?: la)?) (?:(?:mot|1|anh|ong|ba|co|nguoi|can bo|ben|cua|bo|lanh dao) )*$"
)
_PLAIN = "gia"  # without its mark a house, a price, an age as well


def is_posed(words: Words, start: int) -> bool:
    """Whether what begins at a word is only what somebody calls themselves."""
    begin = max(0, start - _WORDS_BEFORE)
    found = _POSES.search(" ".join(words.bases[begin:start]) + " ")
    if found is None:
        return False
    at = begin + len(found.string[: found.start()].split())
    is_other_word = words.is_accented and words.bases[at] == _PLAIN and words.shown[at] != "giả"
    return not is_other_word

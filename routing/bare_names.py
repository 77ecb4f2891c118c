"""Judges whether the name of a unit, typed small and without diacritics, is meant as one or is other words."""

from routing.place_words import first_words, head_at
from routing.spot_names import ahead
from routing.talk import BREAK, people_talk
from routing.words import Words

# how often at least a place stands without its type, and by what log odds it must beat talk away from "ở"
_BARE, _AFTER_AT, _OF_PEOPLE, _SURE_BARE, _SURE_TYPED = 0.02, -7.0, 0.0, 2.0, -2.0
_LOWER_TYPED = frozenset({"xa", "phuong", "huyen", "quan"})
_RIVER_WORDS = frozenset({"song", "cau"})
_AT = frozenset(["o", "tai", "thuoc", "ben", "duoi", "tren", "trong", "ngoai"])


def is_told_bare(words: Words, i: int, length: int, before: str) -> bool:
    """Whether a name typed small and without its type is likelier than talk of the same words."""
    if words.bases[i] in _RIVER_WORDS or _is_of_person(words, i) or _is_in_spot(words, i):
        return False
    odds = people_talk().odds_of(before or BREAK, ahead(words, i), length, least=_BARE)
    return odds > (_AFTER_AT if before in _AT else _OF_PEOPLE if before == "dan" else _SURE_BARE)


def ends_address(words: Words, i: int) -> bool:
    """Whether a word stands after the comma of an address ("phuong hai chau, da nang")."""
    if not words.after_break[i] or not i or "," not in words.text[words.ends[i - 1] : words.starts[i]]:
        return False
    return any(words.bases[k] in _LOWER_TYPED for k in range(max(0, i - 4), i))


def _is_in_spot(words: Words, i: int) -> bool:
    """Whether a word before opens a spot whose name may go on to here ("ap tan binh duong ...")."""
    return any(not any(words.after_break[i - k + 1 : i + 1]) and head_at(words, i - k) for k in (1, 2) if k <= i)


def _is_of_person(words: Words, i: int) -> bool:
    """Whether a person's surname stands before ("nguyen thi thanh ha")."""
    return not first_words("person_surnames").isdisjoint(words.bases[max(0, i - 2) : i])


def is_told_typed(words: Words, i: int) -> bool:
    """Whether a name of one word, "chu" or "kep", follows its type and is no other word."""
    return people_talk().odds_of(words.bases[i - 1], ahead(words, i), 1, least=_BARE) > _SURE_TYPED

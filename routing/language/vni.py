"""Reads words typed in VNI on a keyboard that was in no Vietnamese mode ("d9u7o72ng" is đường): its keys are digits."""

import re
from collections.abc import Mapping
from functools import lru_cache

from routing.language.folding import bare
from routing.language.telex import is_syllable, toned

_KEYED = re.compile(r"[a-z]+(?:[1-9]+[a-z]*)+", re.IGNORECASE)
# a number behind a word ("to5", "ngo2b") is a number as often as a tone; a digit amid a word is a key
_TELLTALE = re.compile(r"d9[aeiouy]|[aeiouy][1-8]+(?![a-e]\b)[a-z]|[aeou][678][1-5]|[aeo]6[1-5]", re.IGNORECASE)
_KEY = re.compile("[1-9]")  # most messages hold none, and are seen through sooner for that alone
_ENOUGH = 2
_KEYS_SHARE = 3  # every third word
_LETTERS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_HORNED = re.compile("ươ|uơ|ưo")


def keyed_words(text: str) -> dict[int, re.Match[str]]:
    """Return the words typed in keys of VNI, by where they start; none unless the whole text shows that it was."""
    if _KEY.search(text) is None or _TELLTALE.search(text) is None:
        return {}
    keyed = {found.start(): found for found in _KEYED.finditer(text) if _is_keyed(found, text)}
    telling = sum(_TELLTALE.search(found[0]) is not None for found in keyed.values())
    enough = telling and (telling >= _ENOUGH or _KEYS_SHARE * len(keyed) >= 2 * len(text.split()))
    return keyed if enough and _KEYS_SHARE * len(keyed) >= len(text.split()) else {}


def _is_keyed(found: re.Match[str], text: str) -> bool:
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    return not (before.isalnum() or after.isalnum()) and decoded(found[0].lower()) != found[0].lower()


@lru_cache(maxsize=4096)
def decoded(word: str) -> str:
    """Return the Vietnamese syllable that the keys of a word in lower case stand for, or the word itself."""
    letters, tones = "", []
    for sign in word:
        if sign in _TONES:
            tones.append(_TONES[sign])
        elif sign in _LETTERS:
            changed = _changed(letters, _LETTERS[sign])
            if changed is None:
                return word
            letters = changed
        else:
            letters += sign
    letters = _HORNED.sub("ươ", letters)
    if len(tones) > 1 or not is_syllable(bare(letters)):
        return word
    return toned(letters, tones[0]) if tones else letters


def _changed(letters: str, table: Mapping[str, str]) -> str | None:
    """Return the letters with the last one that the key can change changed; None where there is none."""
    at = next((i for i in reversed(range(len(letters))) if letters[i] in table), None)
    return None if at is None else letters[:at] + table[letters[at]] + letters[at + 1 :]

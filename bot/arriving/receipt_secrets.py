"""Covers the secret of a receipt that a citizen types, before anything of the message is kept or read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from bot.listening.hearing import with_text
from bot.messages import COVERED_SECRET, Inbound
from intake.codes import ALPHABET, tidy_code
from routing.language.codes import SIGN, is_mixed
from routing.text import fold

_GAP = r"(?:[^\S\n]?[-–.][^\S\n]?|[^\S\n])?"
_SECRET = re.compile(rf"(?<![\w-]){SIGN}{{4}}({_GAP}){SIGN}{{4}}({_GAP}){SIGN}{{4}}(?![\w-])")
_CODE = re.compile(rf"(?<!\w)[A-Za-z]{{2,5}}[\s.-]?\d\d[\s.-]?{SIGN}{{4}}[\s.-]?{SIGN}{{4}}(?!\w)")
_GROUP = re.compile(SIGN + "{4}")
_SYLLABLE = re.compile("(?:ngh?|[nkptcg]h|tr|g?i|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:n[gh]|ch|[cmnpt])?")
_ALONE = re.compile(rf"\s*({_SECRET.pattern})\s*")
_DASH, _DASHES_OF_CODE = re.compile("[-–]"), 3
_SPOKEN_OF = re.compile(r"\b(?:bi mat|mat ma|bien nhan|secret)\b")
_ASKED_AT = "lookup_secret"


def covered(messages: Sequence[Inbound], state: Mapping[str, Any], prefix: str) -> tuple[list[Inbound], str]:
    """Return what was said with each secret covered, and the first of them; blank where there is none."""
    is_asked = state.get("step") == _ASKED_AT
    found = [without_secrets(one.text, prefix, is_asked=is_asked) for one in messages]
    said = [with_text(one, text) for one, (text, _secret) in zip(messages, found, strict=True)]
    return said, next((secret for _text, secret in found if secret), "")


def without_secrets(text: str, prefix: str, *, is_asked: bool = False) -> tuple[str, str]:
    """Return the text with each secret of a receipt covered, and the first of them; blank where it holds none.

    `prefix` is of the office's codes. `is_asked`: the secret was just asked for. What is no code and stands in dashes
    is one anyway; what has blanks or nothing between its groups only beside a code, beside a word for it, or alone.
    """
    spots = list(_spots(text, prefix, is_asked=is_asked))
    first = text[slice(*spots[0])] if spots else ""
    for start, end in reversed(spots):
        text = text[:start] + COVERED_SECRET + text[end:]
    return text, first


def _spots(text: str, prefix: str, *, is_asked: bool) -> Iterator[tuple[int, int]]:
    if is_asked and (alone := _ALONE.fullmatch(text)) and not _is_talk(alone[1]):
        yield alone.span(1)
        return
    bare = _CODE.sub(partial(_blank, prefix), text)
    formed = list(_SECRET.finditer(bare))
    is_spoken_of = bool(formed) and _SPOKEN_OF.search(fold(text)) is not None
    for found in formed:
        signs = found.group()
        if is_asked:
            is_sure = not _is_talk(signs)
        elif bare != text:
            is_sure = _may_be(signs)
        elif is_spoken_of or signs == text.strip():
            is_sure = _may_be(signs) and not _has_words(signs)
        else:
            is_sure = _may_be(signs) and all(map(_DASH.search, found.groups()))
        if is_sure:
            yield found.span()


def _blank(prefix: str, found: re.Match[str]) -> str:
    """Return what parts the words around a code; a secret that begins like a code of another office's stays."""
    signs = found.group()
    is_either = _SECRET.fullmatch(signs) is not None and not signs.upper().startswith(prefix)
    is_code = signs.count("-") == _DASHES_OF_CODE or (tidy_code(signs) is not None and not is_either)
    return "\n" * len(signs) if is_code else signs


def _may_be(signs: str) -> bool:
    """Whether signs are such as secrets are made of, and no words: letters and figures, or groups that nobody says."""
    groups = _GROUP.findall(signs)
    is_ours = all(sign in ALPHABET for sign in "".join(groups).upper())
    is_glued = len(signs) == len("".join(groups))
    return is_ours and (is_mixed(signs) or not (is_glued or all(map(_is_word, groups))))


def _is_talk(signs: str) -> bool:
    """Whether signs are words and nothing else: whoever is asked for a secret may cry for help instead."""
    return all(map(_is_word, _GROUP.findall(signs)))


def _has_words(signs: str) -> bool:
    """Whether a group between blanks may be a word: small letters that can be said."""
    return any(group.islower() and _is_word(group) for group in signs.split())


def _is_word(group: str) -> bool:
    return _SYLLABLE.fullmatch(group.lower()) is not None

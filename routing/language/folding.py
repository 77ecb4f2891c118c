"""Cleaning and folding of Vietnamese text: the same letters for the same word, whatever phone it was typed on."""

import re
import unicodedata
from collections.abc import Iterable

from routing.language.remembering import remembering

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")
_NOT_WORD = re.compile(r"[\W_]+")
_MOST_SIGNS = 10_000
_DIGIT = re.compile(r"\d")
_DIGIT_EDGE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")

_PLAIN = "aàáảãạăằắẳẵặâầấẩẫậ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ uùúủũụưừứửữự yỳýỷỹỵ dđ"
_FOLDING = str.maketrans(
    {letter: group[0] for group in _PLAIN.split() for letter in group}
    | {letter.upper(): group[0] for group in _PLAIN.split() for letter in group}
)
_COMBINING = "[\u0300-\u036f]"
_RUNS_ON = rf"[^\W\d_]|{_COMBINING}"
_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹỵ"}
# hòa/hoà, khỏe/khoẻ, thủy/thuỷ: with no final consonant the tone stands on the first vowel; with one, on the second
_OPEN = {o + s: f + b for a, b in ("oa", "oe", "uy") for f, s in zip(_TONED[a], _TONED[b], strict=True) for o in (a,)}
_CLOSED = {first: second for second, first in _OPEN.items()}


def _any_of(pairs: Iterable[str]) -> str:
    """Return classes of letters that hold the pairs in any case (and others): found quicker than one of a choice."""
    firsts, seconds = ("".join(sorted({*part, *"".join(part).upper()})) for part in zip(*pairs, strict=True))
    return f"([{firsts}][{seconds}])"


_OPEN_END = re.compile(rf"(?<![qQ]){_any_of(_OPEN)}(?!{_RUNS_ON})")
_CLOSED_END = re.compile(
    rf"{_any_of(k for k in _CLOSED if k[1] != 'y')}(?=(?:c|ch|n|ng|nh|t|m|p|i|o|y)(?!{_RUNS_ON}))", re.IGNORECASE
)
_AFTER_Q = re.compile(rf"(?<=[qQ]){_any_of(k for k in _CLOSED if k[1] == 'y')}(?!{_COMBINING})")


def _cased(table: dict[str, str], found: re.Match[str]) -> str:
    word = found.group()
    placed = table.get(word.lower(), word)
    return "".join(n.upper() if o.isupper() else n for o, n in zip(word, placed, strict=True))


@remembering(64)  # ten parts of a turn ask for the words of one message
def normalise(text: str) -> str:
    """Return the text as NFC with one tone placement and single blanks; newlines stay, unseen characters go."""
    is_one_line = text.isprintable()  # no line ends, nothing unseen, and no blanks but the usual one
    if not is_one_line:
        text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    text = _OPEN_END.sub(lambda m: _cased(_OPEN, m), text)
    text = _CLOSED_END.sub(lambda m: _cased(_CLOSED, m), text)
    text = _AFTER_Q.sub(lambda m: _cased(_CLOSED, m), text)
    if is_one_line:
        return (_BLANKS.sub(" ", text) if "  " in text else text).strip()
    text = _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", text))
    return _MANY_LINES.sub("\n\n", text).strip()


class _Seen(dict[int, int | None]):
    """Which signs stay when diacritics go; each is looked up once."""

    def __missing__(self, sign: int) -> int | None:
        kept = None if unicodedata.category(chr(sign)) in {"Mn", "Cf", "Cs"} else sign
        if len(self) < _MOST_SIGNS:
            self[sign] = kept
        return kept


_seen = _Seen()


def bare(text: str) -> str:
    """Return the text in lower case without diacritics (đ too); signs and blanks stay."""
    if not text.isprintable():
        text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    text = text.translate(_FOLDING).lower()
    if text.isascii():
        return text
    kept = unicodedata.normalize("NFKD", text).translate(_seen)
    return unicodedata.normalize("NFKD", kept.lower()).translate(_FOLDING)


@remembering(4096)  # a turn folds the same words and labels many times
def fold(text: str) -> str:
    """Return the text for matching: lower case, no diacritics (đ too), every run of other signs one space."""
    return _NOT_WORD.sub(" ", bare(text)).strip()


def shadow(text: str) -> str:
    """Return the search shadow, the same for every database: `fold` with digits split off ("QL1A" -> "ql 1 a")."""
    folded = fold(text)
    return _DIGIT_EDGE.sub(" ", folded) if _DIGIT.search(folded) else folded


def has_words(text: str, wanted: str) -> bool:
    """Say whether every word of `wanted` begins a word of the text, in any order, with or without marks."""
    held = f" {shadow(text)}"
    return all(f" {word}" in held for word in shadow(wanted).split())

"""Reads words whose Telex keys were left in the text ("dduwowfng" is đường): the keyboard was in the wrong mode."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from routing.language.folding import bare

_TELLTALE = re.compile(r"dd|aa|ee|oo|[aou]w|w[aou]")
_OTHERS = frozenset({"of", "if", "gif", "pdf", "def", "ref"})  # no Vietnamese word ends in f or j
# written so in Vietnamese: a pit of a quarry, a deck, a pot, a mine's cart, a trailer
_WITH_LONG_O = frozenset({"moong", "boong", "xoong", "goong", "mooc"})
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_LETTERS = (
    ("uwow", "ươ"), ("uow", "ươ"), ("uwo", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
    ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ơăâêôư"
_ALL_VOWELS = frozenset(_VOWELS)
# what may stand between the consonants of a syllable; behind "qu" and "gi" one vowel less
_WRITTEN = """a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iê iô oa oă oe oi ôi ơi oo ua uâ uê ui uô uơ uy ưa
ưi ươ ưu yê oai oay oao oeo uao uay uây uya uyê uyu iêu yêu uôi ươi ươu"""
_NUCLEI = frozenset(_WRITTEN.split())
_OPEN = frozenset(("iê", "uô", "yê", "uyê", "oă", "uâ"))  # which nothing but a consonant closes
LEAST_ENGLISH, _ENGLISH_SHARE = 2, 0.3


def may_be_telex(word: str) -> bool:
    """Whether a word in lower case shows keys of Telex."""
    if word in _WITH_LONG_O:
        return False
    return _TELLTALE.search(word) is not None or (word[-1:] in {"f", "j"} and word not in _OTHERS)


@lru_cache(maxsize=4096)
def is_syllable(plain: str) -> bool:
    """Whether a word without diacritics can be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(plain) is not None


def is_english_word(word: str) -> bool:
    """Whether a word in lower case, as it was typed, is one by which an English text is known."""
    return word in _english()


def is_english(words: Sequence[str]) -> bool:
    """Whether a text of such words, in lower case and as they were typed, is English: its "been" is no "bên"."""
    known = [word for word in words if word in _english()]
    return len(set(known)) >= LEAST_ENGLISH and len(known) >= _ENGLISH_SHARE * len(words)


@cache
def _english() -> frozenset[str]:
    written = (files("routing") / "data" / "english.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(written)["words"].split())


@lru_cache(maxsize=4096)
def decoded(word: str) -> str:
    """Return the Vietnamese syllable that the keys stand for, or the word itself when they stand for none."""
    letters = word
    for keys, letter in _LETTERS:
        letters = letters.replace(keys, letter)
    first = next((i for i, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    head, rest = letters[: first + 1], letters[first + 1 :]
    tones = [letter for letter in rest if letter in _TONES]
    if len(tones) > 1:
        return word
    plain = head + "".join(letter for letter in rest if letter not in _TONES)
    if (letters == word and not tones) or _SYLLABLE.fullmatch(bare(plain)) is None or not _is_sounded(plain):
        return word
    return toned(plain, _TONES[tones[0]]) if tones else plain


def _is_sounded(plain: str) -> bool:
    """Whether the vowels of a syllable go together: in "thie" ("thief") they do not."""
    head = 2 if plain.startswith(("qu", "gi")) and plain[2:3] in _ALL_VOWELS else 0
    at = [i for i, letter in enumerate(plain) if i >= head and letter in _VOWELS]
    if not at:  # it has its marks already
        return True
    nucleus = plain[at[0] : at[-1] + 1]
    return nucleus in _NUCLEI and (nucleus not in _OPEN or at[-1] + 1 < len(plain) or head > 0)


def toned(plain: str, tone: str) -> str:
    """Return the syllable with its tone over the vowel that carries it."""
    after = 2 if plain.startswith(("qu", "gi")) and plain[2:3] in _ALL_VOWELS else 0
    vowels = [i for i, letter in enumerate(plain) if i >= after and letter in _VOWELS]
    marked = [i for i in vowels if plain[i] in _MARKED]
    if marked:
        place = marked[-1]
    elif len(vowels) > 1 and (vowels[-1] + 1 < len(plain) or len(vowels) > 2):  # noqa: PLR2004 - three: the middle one
        place = vowels[1]
    else:
        place = vowels[0]
    return unicodedata.normalize("NFC", plain[: place + 1] + tone + plain[place + 1 :])

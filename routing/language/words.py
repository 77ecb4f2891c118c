"""Cuts a message into words that remember where they stood, so that evidence is always the citizen's own words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from html import unescape
from importlib.resources import files
from sys import intern

from routing.language import vni
from routing.language.disguise import undisguised
from routing.language.folding import bare, normalise
from routing.language.remembering import remembering
from routing.language.telex import LEAST_ENGLISH, decoded, is_english, is_english_word, may_be_telex

SCANNED = 4_000
_HEAD = 3_000
_LONGEST_WORD = 8
_KEYS_SHARE = 3  # every third word
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*")
# "xãTam Nông"
_GLUED = re.compile("(xã|phường|huyện|thôn|xóm|ấp|bản|đường|xa|phuong|huyen|thon|xom|duong)(?=[^\\W\\d_a-z])")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_DRAWN_OUT = re.compile(r"([^\W\d_a-zA-ZđĐ])([aeiouy])\2+$")  # "quáaa", "trờiii", but not "đau"
_TWICE = re.compile(r"([aeiuy])([^\W\d_a-zA-ZđĐ])")  # "ngaã", but "moóc" is one
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
# what a page runs or paints by says nothing; of all else only the tags go
_TAG = re.compile(
    r"<(script|style)\b[^<>]{0,300}>.{0,2000}?</\1\s{0,9}>|</?[a-zA-Z!][^<>]{0,300}>", re.IGNORECASE | re.DOTALL
)
_VOWELS = frozenset("aeiouy")
_BREAK = re.compile(r"[.!?;:\n,()]")
_STOP = re.compile(r"[.;!?\n]")


@dataclass(frozen=True, slots=True)
class Words:
    """A message as parallel lists, one entry a word.

    `shown`: lower case, shorthand written out; `bases`: without diacritics; `starts`, `ends`: where it stands in
    `text`; `capital`: it begins with one; `after_break`: a sentence sign stands before it.
    """

    text: str
    shown: tuple[str, ...]
    bases: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]
    after_break: tuple[bool, ...]
    is_accented: bool

    def __len__(self) -> int:
        return len(self.shown)

    def said(self, start: int, end: int) -> str:
        """Return the citizen's words from word `start` up to (not with) word `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def part(self, start: int, end: int) -> "Words":
        """Return the words from word `start` up to (not with) word `end`, as a message of their own."""
        part, first = slice(start, end), self.starts[start]
        return Words(
            text=self.said(start, min(end, len(self))),
            shown=self.shown[part],
            bases=self.bases[part],
            starts=tuple(at - first for at in self.starts[part]),
            ends=tuple(at - first for at in self.ends[part]),
            capital=self.capital[part],
            after_break=self.after_break[part],
            is_accented=self.is_accented,
        )

    def only(self, at: Sequence[int]) -> "Words":
        """Return some of the words; the text stays whole, so that what is quoted stays in the writer's words."""
        return replace(
            self,
            shown=tuple(self.shown[i] for i in at),
            bases=tuple(self.bases[i] for i in at),
            starts=tuple(self.starts[i] for i in at),
            ends=tuple(self.ends[i] for i in at),
            capital=tuple(self.capital[i] for i in at),
            after_break=tuple(self.after_break[i] for i in at),
        )

    def asks(self) -> bool:
        """Whether the message closes with a question mark."""
        return self.text.rstrip().endswith("?")

    def was_dotted(self, i: int) -> bool:
        """Whether word `i` is written out from an abbreviation with a full stop ("p.")."""
        return (
            i >= 0
            and self.text[self.ends[i] : self.ends[i] + 1] == "."
            and (self.text[self.starts[i] : self.ends[i]].lower() in shorthand().dotted)
        )


def breaks_off(words: Words, i: int) -> bool:
    """Whether a sentence ends before word `i`."""
    if i == 0 or i >= len(words):
        return True
    between = words.text[words.ends[i - 1] : words.starts[i]]
    return bool(_STOP.search(between)) and not words.was_dotted(i - 1)


@lru_cache(maxsize=8192)
def _bare_word(word: str) -> str:
    """Return a word without diacritics; people write the same few thousand words."""
    return intern(bare(word))  # so are the words of phrases: the same object is found without a look at its letters


def _meant(word: str) -> tuple[str, bool]:
    """Return what a word in lower case was to be ("quáaa" is quá, "dduwowfng" is đường), and whether it has marks."""
    if word[-2:-1] in _VOWELS:
        word = _DRAWN_OUT.sub(lambda found: found[1] + found[2].replace(_bare_word(found[1]), ""), word)
    if not word.isascii() and _TWICE.search(word):
        word = _TWICE.sub(lambda found: found[2] if _bare_word(found[2]) == found[1] else found[0], word)
    if not _VOWELS.isdisjoint(_bare_word(word)):  # "cccd" is no word drawn out
        word = _REPEATED.sub(r"\1", word)
    if may_be_telex(word):
        word = decoded(word)
    return word, not word.isascii() and word != _bare_word(word)


@lru_cache(maxsize=8192)
def _seen(word: str) -> tuple[str, bool, bool, bool, bool]:
    """Return what a word was to be in lower case, if it has marks and a capital, may be short, and is English."""
    small = word.lower()
    meant, has_marks = _meant(small)
    is_short = meant in shorthand().known or _glued(word) > 0
    return intern(meant), has_marks, word[0].isupper(), is_short, is_english_word(small)


def _glued(word: str) -> int:
    """Return how many letters a kind of place has to which its name is written without a blank, 0 where none is."""
    found = _GLUED.match(word)
    return found.end() if found and word[found.end()].isupper() else 0


def cut(text: str) -> str:
    """Return the part of a message that is read: all of it, or the head and the tail of a very long one."""
    if len(text) <= SCANNED:
        return text
    return text[:_HEAD] + "\n" + text[_HEAD - SCANNED :]


def _without_tags(text: str) -> str:
    """Return what a browser would show of a text that somebody copied, or wrote, as a page."""
    if "&" in text and _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    return _TAG.sub(" ", text) if "<" in text else text


@remembering(64, up_to=600)  # in a turn eight ask for the words of one message
def split(text: str) -> Words:
    """Return the words of a message (at most `SCANNED` characters of it), shorthand expanded; never raises."""
    text = undisguised(normalise(_without_tags(cut(text))))
    rows: list[tuple[str, int, int, bool, bool]] = []
    last = english = 0
    is_accented = False
    for found, typed in _tokens(text):
        start, end = found.span()
        lower, has_marks, capital, is_short, is_english_too = _seen(typed)
        english += is_english_too
        broken = start == 0 or (text[last:start] != " " and _BREAK.search(text, last, start) is not None)
        is_accented = is_accented or has_marks
        if is_short:
            kind = _glued(typed)
            if kind:
                rows.append((typed[:kind], start, start + kind, False, broken))
                lower, start, capital, broken = _meant(typed[kind:].lower())[0], start + kind, True, False
            for part in _expanded(lower, text, start, end):
                rows.append((part, start, end, capital, broken))
                broken = False
        else:
            rows.append((lower, start, end, capital, broken))
        last = end
    shown, starts, ends, capitals, breaks = zip(*rows, strict=True) if rows else ((),) * 5
    may_be_english = is_accented and english >= LEAST_ENGLISH
    if may_be_english and (plain := _as_english(text, shown, starts, ends)):
        shown, is_accented = plain, not all(map(str.isascii, plain))
    elif is_accented and text.isascii():
        is_accented = _are_keys(shown)  # a key or two left in a plain text make no marks of the other words
        shown = tuple(map(decoded, shown)) if is_accented else shown
    bases = tuple(map(_bare_word, shown))
    return Words(
        text=text,
        shown=shown,
        bases=bases,
        starts=starts,
        ends=ends,
        capital=capitals,
        after_break=breaks,
        is_accented=is_accented,
    )


def _tokens(text: str) -> list[tuple[re.Match[str], str]]:
    """Return where each word stands, and what it was to be where it was typed in keys that are digits."""
    found = [(one, one[0]) for one in _TOKEN.finditer(text)]
    keyed = vni.keyed_words(text)
    return list(_with_keys(found, keyed)) if keyed else found


def _with_keys(
    found: Iterable[tuple[re.Match[str], str]], keyed: Mapping[int, re.Match[str]]
) -> Iterator[tuple[re.Match[str], str]]:
    last = 0
    for one, typed in found:
        if one.start() < last:
            continue
        word = keyed.get(one.start())
        yield (word, _cased(vni.decoded(word[0].lower()), word[0])) if word else (one, typed)
        last = word.end() if word else one.end()


def _cased(meant: str, typed: str) -> str:
    return meant.capitalize() if typed[0].isupper() else meant


def _as_english(text: str, shown: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> tuple[str, ...]:
    """Return the words of an English text as they are typed but for names with marks; nothing for any other text."""
    typed = [text[start:end].lower() for start, end in zip(starts, ends, strict=True)]
    if not is_english(typed):
        return ()
    return tuple(intern(as_is) if as_is.isascii() else read for as_is, read in zip(typed, shown, strict=True))


def _are_keys(shown: Sequence[str]) -> bool:
    """Whether a text without one mark shows so many keys of Telex that its keys of tones are read in every word."""
    marked = sum(not word.isascii() for word in shown)
    return marked > 1 and _KEYS_SHARE * marked >= len(shown)


def _expanded(word: str, text: str, start: int, end: int) -> tuple[str, ...]:
    """Return what a word from `start` to `end` of the text is short for, or itself."""
    if start and text[start - 1].isdigit():
        return (word,)
    short = shorthand()
    if text[end : end + 1] == "." and word in short.dotted:
        return short.dotted[word]
    if (dialect := short.dialect.get(word)) and not dialect.is_another(text, start, end):
        return (dialect.means,)
    return short.words.get(word) or (word,)


@dataclass(frozen=True)
class Dialect:
    """What a word means in a dialect, unless it stands in another word of all dialects ("đàng hoàng", "thiên đàng")."""

    means: str
    not_before: frozenset[str]
    not_behind: frozenset[str]

    def is_another(self, text: str, start: int, end: int) -> bool:
        """Whether the words around it make another word of it."""
        before, behind = _TOKEN.findall(text[max(start - _LONGEST_WORD, 0) : start]), _TOKEN.search(text, end)
        is_begun = bool(before) and before[-1].lower() in self.not_behind
        return is_begun or (behind is not None and behind[0].lower() in self.not_before)


@dataclass(frozen=True)
class Shorthand:
    """Chat spellings: `words` always, `dotted` only when a full stop follows ("p." is phường, "p" may be anything).

    `dialect` words only where they are no part of another word.
    """

    words: Mapping[str, tuple[str, ...]]
    dotted: Mapping[str, tuple[str, ...]]
    dialect: Mapping[str, Dialect]

    @cached_property
    def known(self) -> frozenset[str]:
        """All of them: most words are none, and need no second look."""
        return frozenset((*self.words, *self.dotted, *self.dialect))


@cache
def shorthand() -> Shorthand:
    """Return the chat spellings of shorthand.toml."""
    table = tomllib.loads((files("routing") / "data" / "shorthand.toml").read_text(encoding="utf-8"))
    words, dotted = (
        {short: tuple(long.split()) for short, long in table[part].items()} for part in ("words", "dotted")
    )
    dialect = {
        word: Dialect(one["means"], *(frozenset(one[side].split()) for side in ("not_before", "not_behind")))
        for word, one in table["dialect"].items()
    }
    return Shorthand(words, dotted, dialect)

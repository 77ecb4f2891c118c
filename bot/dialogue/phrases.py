"""Phrases that people type and what they mean, written as rules and found whole, inside a message or at its start."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from routing.text import bare, fold, normalise

_NOT_WORD = re.compile(r"[^\w/]+|_+")
_LONGEST = 80
_SHORT = 300
_KNOWN = 128  # messages that each list remembers
_ANY_OF = re.compile(r"<(\w+)>")
_GROUP = re.compile(r"\[([^]]*)\] |\(([^)]*)\) ")
_LAST_OPTIONAL = re.compile(r"(?:\s*\[[^]]*\])+$")  # finds nothing more
_NGA_AS_HOI = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")
_PART = re.compile(r"[()\[\]|]|[^()\[\]|]+")
_SIGNS = frozenset("()[]|")
_FOLDED_AWAY = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """Return the text in lower case, diacritics kept, signs as single spaces."""
    return _tidied_before(text) if len(text) <= _SHORT else _tidied(text)


def _tidied(text: str) -> str:
    return _NOT_WORD.sub(" ", normalise(text).lower()).strip()


_tidied_before = lru_cache(maxsize=2048)(_tidied)  # a turn looks at the same words in many lists


def is_same(typed: str, meant: str) -> bool:
    """Whether tidy words mean a phrase: each letter as written or without its marks ("đung roi", not "dừng")."""
    if len(typed) != len(meant):
        return False
    return typed == meant or all(
        one == other or one == (fold(other) or other) for one, other in zip(typed, meant, strict=True)
    )


def _of_one_tone(typed: str) -> str:
    """Return tidy words with the tone ngã as hỏi: half of the country speaks one of them, and types either."""
    return typed.translate(_NGA_AS_HOI)


def written_out(listed: str, any_of: Mapping[str, str]) -> Iterator[str]:
    """Yield the phrases of a list: `(a|b)` is one of them, `[a|b]` that or nothing, `<me>` one of the words `me`."""
    yield from (phrase for phrase, _folded in _written_and_folded(listed, any_of))


def _written_and_folded(listed: str, any_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a list, each with what `fold` makes of it.

    The parts of a rule are folded, not the phrases: tens of thousands are made of a few thousand parts.
    """
    for rule in normalise(listed).lower().split(","):
        parts = _PART.findall(_ANY_OF.sub(lambda found: f"({any_of[found[1]]})", rule))
        written = _ways(_NOT_WORD.sub(" ", part) if part not in _SIGNS else part for part in parts)
        folded = _ways(_FOLDED_AWAY.sub(" ", bare(part)) if part not in _SIGNS else part for part in parts)
        yield from dict.fromkeys(zip(map(_single_spaced, written), map(_single_spaced, folded), strict=True))


def _single_spaced(way: str) -> str:
    return " ".join(way.split())


def _ways(parts: Iterator[str]) -> list[str]:
    """Return the ways to write what stands up to the end of a group, which is taken."""
    before: list[str] = []
    ways = [""]
    for part in parts:
        if part in {")", "]"}:
            break
        if part == "|":
            before, ways = [*before, *ways], [""]
        else:
            inner = _ways(parts) if part in {"(", "["} else [part]
            ways = [f"{way}{one}" for way in ways for one in (*inner, *([""] if part == "[" else []))]
    return [*before, *ways]


def any_of_rules(listed: str) -> re.Pattern[str]:
    """Return what finds any phrase of a list in folded words, where written out they would be too many to keep."""
    ended = (_LAST_OPTIONAL.sub("", rule.strip()) for rule in normalise(listed).lower().split(","))
    rules = (_GROUP.sub(_group, f"{rule} ").strip() for rule in ended)
    return re.compile(rf"(?<!\S)(?:{'|'.join(rules)})(?!\S)")


def _group(found: re.Match[str]) -> str:
    """Return one group of a rule as a pattern, with the space behind it."""
    return f"(?:(?:{found[1]}) )?" if found[1] else f"(?:{found[2]}) "


class Vocabulary:
    """Phrases and what they mean; `around` yields a message with less and less courtesy around it."""

    def __init__(
        self,
        lists: Mapping[str, str],
        any_of: Mapping[str, str] | None = None,
        around: Callable[[str], Iterable[str]] = lambda typed: (typed,),
    ) -> None:
        self._phrases: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._around = around
        for meaning, listed in lists.items():
            for phrase, folded in dict.fromkeys(_written_and_folded(listed, any_of or {})):
                self._phrases[folded].append((phrase, meaning))
        self._firsts = {folded.partition(" ")[0] for folded in self._phrases}
        self._most = max((folded.count(" ") + 1 for folded in self._phrases), default=0)
        # a turn asks the same of a message in many places, and people say the same few words again and again
        self._meant_before, self._inside_before = lru_cache(_KNOWN)(self._in_all), lru_cache(_KNOWN)(self._within)

    def meanings(self, text: str) -> frozenset[str]:
        """Return what the whole message means; nothing for a message that is more than such a phrase."""
        return self._meant_before(text) if len(text) <= _LONGEST else frozenset()

    def _in_all(self, text: str) -> frozenset[str]:
        for typed in self._around(tidy(text)):
            if found := self._meant(typed):
                return found
        return frozenset()

    def inside(self, text: str) -> frozenset[str]:
        """Return the meanings of all phrases found in the message, each letter as written or without its marks."""
        return self._inside_before(text) if len(text) <= _SHORT else self._within(text)

    def _within(self, text: str) -> frozenset[str]:
        told = [(word, bare) for word in tidy(text).split() if (bare := fold(word))]
        words, folded = [word for word, _bare in told], [bare for _word, bare in told]
        if not self._firsts.intersection(folded):
            return frozenset()
        begun = (start for start, word in enumerate(folded) if word in self._firsts)
        parts = ((start, end) for start in begun for end in range(start + 1, min(start + self._most, len(words)) + 1))
        return frozenset(
            meaning
            for start, end in parts
            for phrase, meaning in self._phrases.get(" ".join(folded[start:end]), ())
            if is_same(_of_one_tone(" ".join(words[start:end])), _of_one_tone(phrase))
        )

    def longest_inside(self, text: str) -> str | None:
        """Return the meaning of the longest phrase in the message, each letter as written or without its marks."""
        words = tidy(text).split()
        begun = [start for start, word in enumerate(words) if self._may_begin(word)]
        for length in range(min(len(words), self._most), 0, -1) if begun else ():
            for start in begun:
                if start + length > len(words):
                    break
                typed = " ".join(words[start : start + length])
                for phrase, meaning in self._phrases.get(fold(typed), ()):
                    if is_same(typed, phrase):
                        return meaning
        return None

    def _may_begin(self, word: str) -> bool:
        """Whether a phrase begins with a tidy word; one of mere signs is part of any."""
        folded = fold(word)
        return not folded or folded.partition(" ")[0] in self._firsts

    def strung(self, text: str, between: Collection["Vocabulary"]) -> frozenset[str]:
        """Return what a message means that is phrases side by side, with words of other lists between them.

        Nothing for a message in which any word is none of these.
        """
        words, found, at = tidy(text).split(), frozenset[str](), 0
        while at < len(words):
            taken = self.at_start(" ".join(words[at : at + self._most]))
            found |= self._meant(" ".join(words[at : at + taken]))
            if not (taken or any(one.holds(words[at]) for one in between)):
                return frozenset()
            at += taken or 1
        return found

    def _meant(self, typed: str) -> frozenset[str]:
        """Return what tidy words mean that are one of the phrases and nothing more."""
        return frozenset(meaning for phrase, meaning in self._phrases.get(fold(typed), ()) if is_same(typed, phrase))

    def at_start(self, text: str) -> int:
        """Return how many words of the message the longest phrase at its start takes; 0 for none."""
        words = tidy(text).split()
        lengths = range(min(len(words), self._most), 0, -1)
        return next((length for length in lengths if self.holds(" ".join(words[:length]))), 0)

    def holds(self, typed: str) -> bool:
        """Whether tidy words are one of the phrases."""
        known = self._phrases.get(fold(typed))
        return known is not None and any(is_same(typed, phrase) for phrase, _meaning in known)

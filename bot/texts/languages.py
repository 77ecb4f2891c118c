"""The languages of the house: each is one file of this folder, with its name, its sentences and the words heard in it.

A file begins with `[about]` (name, weekdays, and `fallback = true` where a missing sentence may be said in Vietnamese);
`[heard]` holds what people type in this language, `[topics]` the names of topics by code, `[said]` what the law and the
office say in standing Vietnamese words, by field, `[in_a_city]` what is said otherwise where the province is a city
under the central government; every other table holds sentences.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from routing.gazetteer.served import is_city, served
from routing.language.remembering import remembering
from routing.text import fold, normalise

FIRST = "vi"
_RESERVED = frozenset({"about", "heard", "topics", "said", "in_a_city"})
_HOUR = re.compile(r"\b(\d{1,2})h(\d{2})?\b")
_DAYS_A_WEEK = 7
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_FOR_ONE_MARKED = 4


class TextsError(Exception):
    """The files of sentences do not fit together; the sentence says which key and why."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language as its file tells it.

    Attributes:
        name: as those who speak it call it.
        weekdays: Monday first.
        falls_back: whether a sentence that is missing may be said in Vietnamese.
        sentences: by key, as they stand in the file.
        heard: lists of words, by part and meaning, as `heard.toml` of the dialogue has them.
        topics: names of topics by code, where they are not said in Vietnamese.
        said: by field, the standing Vietnamese words of the law and the office and what they are here.
    """

    code: str
    name: str
    weekdays: tuple[str, ...]
    falls_back: bool
    sentences: Mapping[str, str]
    heard: Mapping[str, Any]
    topics: Mapping[str, str]
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by code, Vietnamese first.

    Raises:
        TextsError: a file lacks its name or its weekdays.
    """
    found = sorted(one.name for one in files("bot.texts").iterdir() if one.name.endswith(".toml"))
    codes = sorted((name.removesuffix(".toml") for name in found), key=lambda code: (code != FIRST, code))
    return {code: read_language(code, (files("bot.texts") / f"{code}.toml").read_text("utf-8")) for code in codes}


def read_language(code: str, written: str) -> Language:
    """Return the language that a file tells of.

    Raises:
        TextsError: the file lacks the name of its language or the names of the weekdays.
    """
    table = tomllib.loads(written)
    about = table.get("about", {})
    weekdays = tuple(str(day) for day in about.get("weekdays", ()))
    if not about.get("name") or len(weekdays) != _DAYS_A_WEEK:
        raise TextsError(f"{code}: [about] needs a name and seven weekdays")
    city = table.get("in_a_city", {}) if is_city(served()) else {}
    told = _flat({name: part for name, part in table.items() if name not in _RESERVED})
    sentences = {key: _with(city, sentence) for key, sentence in told}
    return Language(
        code=code,
        name=str(about["name"]),
        weekdays=weekdays,
        falls_back=bool(about.get("fallback")),
        sentences=sentences,
        heard=table.get("heard", {}),
        topics=table.get("topics", {}),
        said=table.get("said", {}),
    )


def _with(words: Mapping[str, str], sentence: str) -> str:
    for before, after in words.items():
        sentence = sentence.replace(before, after)
    return sentence


def topic_in(language: str, code: str, name: str) -> str:
    """Return the name of a topic in a language; the office's own name where the language has none."""
    known = languages().get(language)
    return known.topics.get(code, name) if known else name


@lru_cache(maxsize=1024)
def standing_words(language: str, name: str, text: str) -> str:
    """Return what the law or the office says in a field, as far as the language has words for it; names stay."""
    known = languages().get(language)
    words = known.said.get(name, {}) if known else {}
    if not words:
        return text
    longest = sorted(words, key=len, reverse=True)
    each = "|".join(re.escape(one) if one.startswith(" ") else rf"(?<!\w){re.escape(one)}" for one in longest)
    said = re.sub(rf"(?:{each})(?!\w)", lambda found: words[found.group()], text)
    return _HOUR.sub(lambda at: f"{at[1]}:{at[2] or '00'}", said) if name == "hours" else said


@remembering(1024)  # a turn asks it of one message five times
def is_vietnamese(text: str) -> bool:
    """Whether a text is plainly written in Vietnamese: many of its words have marks, names aside."""
    marked: int = sum(one.islower() and fold(one) != one for one in _LETTERS.findall(normalise(text)))
    return marked > len(text.split()) // _PLAIN_FOR_ONE_MARKED


@cache
def heard(part: str) -> Mapping[str, str]:
    """Return what is heard in a part in any language: lists of words by meaning."""
    joined: dict[str, str] = {}
    for language in languages().values():
        for meaning, listed in language.heard.get(part, {}).items():
            joined[meaning] = f"{joined[meaning]}, {listed}" if meaning in joined else listed
    return joined


def heard_by_language(part: str) -> Mapping[str, str]:
    """Return a list of words for each language that has one: its names, its greetings, its commonest words."""
    return {code: str(language.heard[part]) for code, language in languages().items() if part in language.heard}


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value).strip()

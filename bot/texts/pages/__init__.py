"""The words of the citizen's pages: they stand in the templates in Vietnamese, other languages name each by them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files

from bot.texts.languages import languages

_FIELD = re.compile(r"\\\{([a-z_]+)\\\}")


@cache
def page_words(language: str, part: str = "page") -> Mapping[str, str]:
    """Return what the pages say in a language by what they say in Vietnamese; nothing for a language without pages."""
    written = files(__name__) / f"{language}.toml"
    if language not in languages() or not written.is_file():
        return {}
    words: Mapping[str, str] = tomllib.loads(written.read_text("utf-8")).get(part, {})
    return words


def page_word(language: str, text: str) -> str:
    """Return what a page says in a language; a sentence that it has no words for stays as it is.

    What goes wrong may be told in several sentences, with names and numbers in them.
    """
    known = page_words(language).get(text)
    return known if known is not None else _told_in_parts(language, text)


def _told_in_parts(language: str, text: str) -> str:
    for pattern, said in _problems(language):
        text = pattern.sub(partial(_filled, said), text)
    return text


def _filled(said: str, found: re.Match[str]) -> str:
    return said.format(**found.groupdict())


@cache
def _problems(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences of what goes wrong, the longest first, with what each is in a language."""
    words = page_words(language, "problem")
    longest = sorted(words, key=len, reverse=True)
    return tuple((re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(one))), words[one]) for one in longest)

"""Tells which language a citizen writes or asks for, and an accusation or a complaint in another than Vietnamese."""

import re
from collections.abc import Mapping
from functools import cache

from bot.dialogue.phrases import Vocabulary, tidy
from bot.dialogue.words import without_courtesy
from bot.texts.languages import FIRST, heard, heard_by_language, is_vietnamese, languages
from routing.kinds import Kind
from routing.language.links import beyond_links
from routing.text import fold

_FEWEST_MARKS = 2
_LONGEST_ASKING, _LONGEST_QUESTION = 60, 300  # letters
_SHARE_OF_MARKS, _SHARE_OF_FOREIGN = 0.2, 0.5
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?|\d+", re.IGNORECASE
)


def named_language(text: str) -> str | None:
    """Return the language that is asked for by its name, alone or with a few words of asking ("nói tiếng Anh đi")."""
    said = next(iter(_by_language("names").meanings(text)), None)
    return said or (_named_beside(text) if len(text) <= _LONGEST_ASKING else None)


def _named_beside(text: str) -> str | None:
    """Return the language whose name stands in a message that else only asks for it."""
    told = f" {fold(text)} "
    for code, listed in heard_by_language("names").items():
        for name in sorted((fold(one) for one in listed.split(",")), key=len, reverse=True):
            before, is_named, after = told.partition(f" {name} ")
            if is_named and set(f"{before} {after}".split()) <= _words_of_asking():
                return code
    return None


def greeted_in(text: str) -> str | None:
    """Return the language of a message that is a greeting and nothing more; None for a Vietnamese one."""
    return next(iter(_by_language("greeting").meanings(text)), None)


def called_in(text: str) -> str | None:
    """Return the other language than Vietnamese of a bare word that asks for help; None for all else."""
    return next(iter(_by_language("calls").meanings(text)), None)


def written_in(text: str) -> str:
    """Return the language of a message by its commonest words; Vietnamese where in doubt."""
    text = beyond_links(text)
    if is_vietnamese(text):  # of a name or a greeting alone nothing follows
        return FIRST
    words = tidy(_without_names(text)).split()
    for code, marks in _marks().items():
        seen = [word for word in words if word in marks]
        is_marked = len(seen) >= _SHARE_OF_MARKS * len(words)
        if len(set(seen)) >= _FEWEST_MARKS and (is_marked or _sounds_foreign(words)):
            return code
    return FIRST


def _without_names(text: str) -> str:
    """Return a text without the words written with a capital, but its first: names tell no language."""
    first, *others = text.split() or [""]
    small = [one for one in others if not one[:1].isupper()]
    return text if len(small) < len(others) * _SHARE_OF_FOREIGN else " ".join([first, *small])


def _sounds_foreign(words: list[str]) -> bool:
    """Whether half of the words can be no Vietnamese syllables ("factory", "chemicals")."""
    foreign = [word for word in words if len(word) > 1 and _SYLLABLE.fullmatch(fold(word)) is None]
    return len(foreign) >= _SHARE_OF_FOREIGN * len(words)


def tells_an_accusation(text: str) -> bool:
    """Whether a message in another language than Vietnamese accuses: of corruption by its name, or one in office."""
    if is_vietnamese(text):
        return False
    told = _in_any("accusation").inside(text)
    return "outright" in told or {"office", "wrong"} <= told


def tells_a_complaint(text: str) -> bool:
    """Whether a message in another language than Vietnamese says that it complains of what an authority decided."""
    return not is_vietnamese(text) and {"complains", "act"} <= _in_any("complaint").inside(text)


def topic_told(text: str) -> str:
    """Return the code of the topic of which a report in another language than Vietnamese tells; blank for none."""
    told = _in_any("topic").inside(text) if written_in(text) != FIRST else frozenset[str]()
    return next((code for code in heard("topic") if code in told), "")


def kind_told(text: str) -> Kind:
    """Return the kind of a report in another language than Vietnamese: a question, a wish, else what is reported."""
    told = _in_any("report").inside(text)
    if text.rstrip().endswith("?") or "asks" in told:
        return Kind.INQUIRY
    return Kind.PETITION if "wants" in told else Kind.FEEDBACK


def law_question(text: str) -> frozenset[str]:
    """Return what is asked of complaints in another language than Vietnamese: complaint, limit, handling, waits."""
    is_asked = len(text) <= _LONGEST_QUESTION and written_in(text) != FIRST
    return _in_any("law").inside(text) if is_asked else frozenset()


def language_names() -> str:
    """Return the names of all languages, for a sentence."""
    return ", ".join(f"“{one.name}”" for one in languages().values())


@cache
def _words_of_asking() -> frozenset[str]:
    lists = heard_by_language("asks_language").values()
    return frozenset(fold(word) for listed in lists for word in listed.split(","))


@cache
def _by_language(part: str) -> Vocabulary:
    return Vocabulary(heard_by_language(part), around=without_courtesy)


@cache
def _in_any(part: str) -> Vocabulary:
    return Vocabulary(heard(part), around=without_courtesy)


@cache
def _marks() -> Mapping[str, frozenset[str]]:
    lists = heard_by_language("marks")
    return {code: frozenset(tidy(word) for word in listed.split(",")) for code, listed in lists.items()}

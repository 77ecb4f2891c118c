"""Hears a danger to life told in another language than Vietnamese: in so many words, or as a scene of broken ones.

Whoever writes in a language that they hardly know names who or what, and what is happening, in no set phrase. The
lists stand with each language: `[heard.danger]` what is one by itself, `[heard.danger_scene]` who or what is met with
(`fire`) and what happens there (`fire_happens`), in one sentence that says nothing of `unless`; a message without a
word of `foreign` is not looked at.
"""

import re
from functools import cache
from re import Pattern

from bot.dialogue.phrases import Vocabulary, any_of_rules
from bot.dialogue.words import without_courtesy
from bot.texts.languages import heard, is_vietnamese
from routing.text import fold

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_AGAINST, _UNLESS, _FOREIGN, _HAPPENS = "against", "unless", "foreign", "_happens"


def danger_told(text: str) -> str | None:
    """Return the kind of a danger to life that is told in another language than Vietnamese, None for none."""
    told = _dangers().inside(text)
    if _AGAINST in told:
        return None
    return next(iter(sorted(told)), None) or (None if is_vietnamese(text) else _scene_told(text))


def _scene_told(text: str) -> str | None:
    """Return the kind of a danger whose scene one sentence tells."""
    if _foreign().isdisjoint(fold(text).split()):
        return None
    for sentence in _SENTENCE_END.split(text):
        met = _met().inside(sentence)
        folded = fold(sentence) if met else ""
        if met and not _happening(_UNLESS).search(folded):
            for kind in _kinds():
                if kind in met and _happening(f"{kind}{_HAPPENS}").search(folded):
                    return kind
    return None


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(name for name in heard("danger_scene") if f"{name}{_HAPPENS}" in heard("danger_scene"))


@cache
def _foreign() -> frozenset[str]:
    """Return words that no Vietnamese message holds, with or without its marks."""
    return frozenset(fold(word) for word in heard("danger_scene")[_FOREIGN].split(","))


@cache
def _dangers() -> Vocabulary:
    return Vocabulary(heard("danger"), around=without_courtesy)


@cache
def _met() -> Vocabulary:
    return Vocabulary({kind: heard("danger_scene")[kind] for kind in _kinds()})


@cache
def _happening(name: str) -> Pattern[str]:
    return any_of_rules(heard("danger_scene")[name])

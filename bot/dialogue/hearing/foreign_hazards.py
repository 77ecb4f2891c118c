"""Hears a hazard told in another language than Vietnamese: a thing, the state it is in, and who comes near it.

The lists stand with each language (`[heard.hazard]`): `tree` are the things of a kind, `tree_grave` states that are a
hazard by themselves, `tree_state` such as are one with somebody near, and `against` what tells that it is none.
"""

import re
from functools import cache

from bot.dialogue.phrases import Vocabulary
from bot.texts.languages import heard, is_vietnamese
from routing.dangers.danger_lexicon import danger_tables

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_NEAR, _AGAINST = "near", "against"


def hazard_told(text: str) -> str | None:
    """Return the kind of a hazard that is told in another language than Vietnamese, None for none."""
    if is_vietnamese(text):
        return None
    whole = _hazards().inside(text)
    if _AGAINST in whole:
        return None
    is_near = _NEAR in whole
    told = (_hazards().inside(sentence) for sentence in _SENTENCE_END.split(text))
    return next((kind for said in told for kind in _kinds() if _is_told(kind, said, is_near=is_near)), None)


def _is_told(kind: str, said: frozenset[str], *, is_near: bool) -> bool:
    """Whether one sentence names a thing of the kind and its state; who is near may stand in another."""
    return kind in said and (f"{kind}_grave" in said or (is_near and f"{kind}_state" in said))


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(danger_tables()["numbers_of_hazards"])


@cache
def _hazards() -> Vocabulary:
    return Vocabulary(heard("hazard"))

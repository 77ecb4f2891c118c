"""Finds the one sentence of a letter or a long story that tells a danger by itself: talk around it hides no fire."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from routing.dangers.danger_lexicon import danger_tables, lexicon
from routing.dangers.danger_scorer import default_scorer
from routing.dangers.urgency import Danger, danger_cried, danger_in, names_danger
from routing.language.folding import bare
from routing.language.telling import sentences
from routing.language.words import Words

# a colon too: what follows "như sau:" tells by itself
_END = re.compile(r"[.!?;:\n]")
_LEAST, _SHORTEST = 14, 3  # words of the message, of the sentence
_WEIGHED = 2
_CLEAR = 0.25  # by so much the model must take a sentence for a danger that names no sure event
_AT_AN_END = 7
_MAY_BE, _LEAST_HINT, _IN_A_STORY = -0.3, 2.0, 0.06
_SURELY_GRAVE = 2  # of signs that could take a life, where no sure event is named
# what is said beside it calms or asks: only what is told without is heard in the midst of a story
_CALMING = frozenset(
    {"#past", "#recent", "#habit", "#ask", "#improve", "#legal", "#spared", "#feared", "#money", "#papers"}
)


def danger_amid(words: Words, said: float, margin: Callable[[Words], float]) -> Danger | None:
    """Return the danger that one sentence of a long message tells by itself, or None.

    `margin`: by how much the learned model takes words for a danger; `said`: the whole. In a letter what stands
    around the sentence is form; in a story it may be what calms ("năm ngoái", "giờ ổn rồi"), so there the sentence must
    be grave and plain.
    """
    if len(words) < _LEAST:
        return None
    is_in_form = is_letter(words)
    if not is_in_form and said < _MAY_BE:
        return None
    places = [at for at in sentences(words, _END) if at[1] - at[0] >= _SHORTEST]
    if not is_in_form:
        return _of_the_plainest(_hinting(words, places, _LEAST_HINT), margin)
    cried = (danger_cried(words.part(*at)) for at in places)
    hinting = _hinting(words, places, default_scorer().least_hint)
    return next(filter(None, cried), None) or _of_the_gravest(hinting, margin)


def _of_the_gravest(parts: Sequence[Words], margin: Callable[[Words], float]) -> Danger | None:
    """Return the danger of the sentence that the model takes most for one."""
    weighed = [(margin(part), part) for part in parts]
    if not weighed:
        return None
    most, part = max(weighed, key=itemgetter(0))
    return danger_in(part, most) if most >= _CLEAR or names_danger(part, most) else None


def _of_the_plainest(parts: Sequence[Words], margin: Callable[[Words], float]) -> Danger | None:
    """Return the danger of the first of the few sentences that hint most which names it plainly."""
    plain = (part for part in parts if _is_plain(part))
    said = ((part, margin(part)) for part in plain)
    return next(filter(None, (danger_in(part, most) for part, most in said if most >= _IN_A_STORY)), None)


def _hinting(words: Words, places: Sequence[tuple[int, int]], least: float) -> list[Words]:
    """Return the few sentences that hint most, best first; none that hints less than `least`."""
    hints = default_scorer().hints_within(words, places)
    best = sorted(((hint, -i) for i, hint in enumerate(hints) if hint >= least), reverse=True)
    return [words.part(*places[-i]) for _hint, i in best[:_WEIGHED]]


def _is_plain(part: Words) -> bool:
    """Whether a sentence names an event or several grave things, and nothing that calms."""
    told = lexicon().find(part)
    if not _CALMING.isdisjoint(one.sign for one in told):
        return False
    meant = [one.meaning for one in told if one.sign == one.meaning.sign]
    grave = {meaning.sign for meaning in meant if meaning.is_grave}
    return len(grave) >= _SURELY_GRAVE or any(meaning.is_sure for meaning in meant)


def is_letter(words: Words) -> bool:
    """Whether the message begins or ends as letters to an authority do."""
    ends = {*pairwise(words.bases[:_AT_AN_END]), *pairwise(words.bases[-_AT_AN_END:])}
    return not ends.isdisjoint(_forms())


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(bare(form).split()) for form in danger_tables()["letters"]["forms"].split(","))

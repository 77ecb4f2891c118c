"""Finds the one sentence of a letter that tells a danger by itself: courtesy around it hides no fire."""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from routing.danger_scorer import default_scorer
from routing.folding import bare
from routing.telling import sentences
from routing.urgency import Danger, danger_cried, danger_in, names_danger
from routing.words import Words

# a colon too: what follows "như sau:" tells by itself
_END = re.compile(r"[.!?;:\n]")
_LEAST, _SHORTEST = 14, 3  # words of the message, of the sentence
_WEIGHED = 2
_CLEAR = 0.25  # by so much the model must take a sentence for a danger that names no sure event
_AT_AN_END = 7


def danger_amid(words: Words, margin: Callable[[Words], float]) -> Danger | None:
    """Return the danger that one sentence of a letter tells by itself, or None.

    `margin`: by how much the learned model takes words for a danger. In a letter what stands around the sentence is
    form; in a story it may be what calms ("năm ngoái", "giờ ổn rồi"), so only letters are read so.
    """
    if len(words) < _LEAST or not is_letter(words):
        return None
    parts = [words.part(*at) for at in sentences(words, _END) if at[1] - at[0] >= _SHORTEST]
    return next(filter(None, map(danger_cried, parts)), None) or _of_the_gravest(parts, margin)


def _of_the_gravest(parts: Sequence[Words], margin: Callable[[Words], float]) -> Danger | None:
    """Return the danger of the sentence that the model takes most for one, of the few that hint most."""
    scorer = default_scorer()
    hints = sorted(((scorer.hint(part), -i) for i, part in enumerate(parts)), reverse=True)[:_WEIGHED]
    said = [(margin(parts[-i]), -i) for hint, i in hints if hint >= scorer.least_hint]
    most, i = max(said, default=(-1.0, 0))
    return danger_in(parts[i], most) if most >= _CLEAR or names_danger(parts[i], most) else None


def is_letter(words: Words) -> bool:
    """Whether the message begins or ends as letters to an authority do."""
    ends = {*pairwise(words.bases[:_AT_AN_END]), *pairwise(words.bases[-_AT_AN_END:])}
    return not ends.isdisjoint(_forms())


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    tables = tomllib.loads((files("routing") / "data" / "dangers.toml").read_text(encoding="utf-8"))
    return frozenset(tuple(bare(form).split()) for form in tables["letters"]["forms"].split(","))

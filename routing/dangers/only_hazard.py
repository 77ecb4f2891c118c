"""Tells a hazard from a danger that is only guessed: where nobody is harmed yet, nobody is called at once.

Of a slack rope, or of a slab that hangs over a path, the signs of a danger say a little, and those of a hazard more.
"""

from routing.dangers.danger_lexicon import lexicon
from routing.dangers.hazards import hazard_in
from routing.dangers.urgency import Danger, names_event
from routing.language.telling import sentences
from routing.language.words import Words

# so surely a danger that no hazard matters: one that is listed, and alarms whoever is on duty; one that is weighed
_BESIDE_LISTED, _BESIDE_WEIGHED = 0.3, 0.2
_FALL = "collapse"
# who is hurt, held, threatened or cut off is in danger, whatever else is told
_HARMED = frozenset(
    {"#hurt", "#faint", "#crush", "#cry", "#call", "#sick", "#cutoff", "#unsolved"}
    | {"#threat", "#captive", "#abuse", "#despair", "#crash"}
)

_WITHIN, _SOMEBODY = "#trapped", frozenset({"#person", "#child", "#frail", "#many"})  # in the house that is leaning


def is_only_hazard(words: Words, danger: Danger, said: float) -> bool:
    """Whether a danger that no word names is read where only a hazard is told; a fall that is named may be to come.

    `said`: by how much the learned model takes the words for a danger.
    """
    if said >= _BESIDE_LISTED or len(list(sentences(words))) > 1:  # a story around it drowns what the model says
        return False
    # typed without marks "xin cứu" is hardly another word where somebody may be dying
    told = {one.sign if words.is_accented else one.meaning.sign for one in lexicon().find(words)}
    is_somebody_within = _WITHIN in told and not _SOMEBODY.isdisjoint(told)
    if is_somebody_within or not _HARMED.isdisjoint(told):
        return False
    is_named = names_event(words, danger.kind)
    if is_named and danger.kind != _FALL:
        return False
    hazard = hazard_in(words)
    return hazard is not None and (hazard.is_sure or (said < _BESIDE_WEIGHED and not is_named))

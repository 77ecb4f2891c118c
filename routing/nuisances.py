"""Sees that a nuisance is told and nobody is accused of a crime, however hard the punishment that is demanded.

Who denounces names somebody who breaks the law in office, or a crime (law on denunciations 2018, Art. 2); noise, waste,
pavements, lorries and rude clerks are reported, also where the authority that was told so often has done nothing.
"""

from itertools import pairwise

from routing.accusing import ACCUSING, Found, speaks_of_office
from routing.kind_signs import signs_found
from routing.shared_matters import load_shared_matters
from routing.words import Words

_CRIME, _TO = "crime", "to"
_CLEAR = 0.65
_ACCUSED_AFTER = frozenset((*(after for _to, after in ACCUSING), "con", "ong", "ba", "thang"))
_KEPT = ("unnamed", "keeps", "kin", "gone", "ghost", "price", "unreceipted", "threat")
_GAINED = ("money", "takes", "taken", "keeps", "kin", "price")


def is_nuisance_topic(topic: str) -> bool:
    """Whether what a topic is about is a nuisance to its neighbours more often than anybody's crime."""
    return topic in load_shared_matters().nuisances


def is_mere_nuisance(words: Words, found: Found, *, is_topic: bool) -> bool:
    """Whether a nuisance or bad manners are told, no crime, and nobody in office gains by it.

    `is_topic`: it is about what seldom is a crime; then that a fine is demanded, or the name to be kept, tells a
    nuisance as well.
    """
    is_told = found["nuisance"] or found["manners"] or (is_topic and (found["fined"] or found["unnamed"]))
    if not is_told or tells_a_crime(words, found) or (found["unnamed"] and not is_topic):
        return False
    if speaks_of_office(words, found):
        return bool(found["manners"] or found["idle"]) and not any(found[part] for part in _GAINED)
    return not found["shade"]


def accuses_of_no_crime(words: Words, found: Found) -> bool:
    """Whether nobody in office and no crime is told of, nor the word said, nuisance or not."""
    return not speaks_of_office(words, found) and not found["unnamed"] and not tells_a_crime(words, found)


def only_keeps_quiet(words: Words, found: Found) -> bool:
    """Whether all that is told of somebody in office is that the people were not asked, or not shown the accounts."""
    return bool(found["closed"]) and not tells_a_crime(words, found) and not any(found[part] for part in _KEPT)


def tells_a_crime(words: Words, found: Found) -> bool:
    """Whether a crime is told, or the word that accuses somebody of one."""
    if found["wrong"] or found["blow"] or found["said"] or found["deceit"] or _says_to(words):
        return True
    slight = {(one.start, one.end) for one in found["slight"]}
    signs = (one for one in signs_found(words) if one.phrase.label == _CRIME and one.quality >= _CLEAR)
    return any((one.start, one.end) not in slight for one in signs)


def _says_to(words: Words) -> bool:
    """Whether somebody is accused by "tố" alone ("tố ông Ba", "Tố quán …"); "tổ", the quarter, is another word."""
    shown = words.shown if words.is_accented else words.bases
    accuses = "tố" if words.is_accented else _TO
    pairs = pairwise((*zip(shown, words.bases, strict=True), ("", "")))
    return any(one == accuses and (not i or after in _ACCUSED_AFTER) for i, ((one, _), (_, after)) in enumerate(pairs))

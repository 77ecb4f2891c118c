"""Holds the learned kind to the legal test where the words settle it: the law decides, not the likeness to examples."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routing.dangers.advice import AT_HOME, advice_in
from routing.dangers.custody import beaten_by_police_in
from routing.kinds import ALIKE, APART, Kind
from routing.language.courtesies import is_mere_request
from routing.language.words import Words
from routing.legal.accusing import (
    Found,
    accuses_group,
    accuses_nobody,
    accuses_office,
    accuses_thing,
    begins_with_thing,
    found_in,
    names_whom_to_accuse,
    only_posed,
    only_threatens,
    says_accuse,
)
from routing.legal.asked_numbers import asks_for_figures, asks_how_to_get, asks_to_reach, asks_who_holds
from routing.legal.asks import lean_to_petition
from routing.legal.complained import complains_of_no_act, complains_of_private, is_to_be_reviewed, names_only_private
from routing.legal.consequences import asks_what_follows
from routing.legal.filing import (
    asks_how_to_complain,
    asks_nothing,
    complains_of_a_stop,
    files_a_complaint,
    names_no_act,
)
from routing.legal.further import denounces_further
from routing.legal.graft import names_a_deceiver, turns_to_own_use
from routing.legal.matterless import anger_in, asks_who_handles, is_wordless
from routing.legal.nuisances import (
    accuses_of_no_crime,
    is_mere_nuisance,
    is_nuisance_by_another_word,
    only_keeps_quiet,
    only_scorns,
    tells_a_crime,
    tells_what_is_a_crime,
)
from routing.legal.procedures import only_names_a_procedure
from routing.legal.rhetoric import only_wonders
from routing.legal.wished import wishes_them_well
from routing.officials.instances import is_second

Odds = NDArray[np.float64]

# by how much, as odds, what the law settles leads what was learned
_LEAD = 1.0
# who accuses an official and asks for a review of what was decided does both: how much nearer the accusation is
_NEARER = 2.0
# by how much a denunciation must lead what else a message may be where nobody is named who could have broken the law
# (Art. 23), a nuisance is told, or accounts are merely not shown; and of somebody in office, or of anybody, no crime is
_NOBODY, _NUISANCE, _QUIET, _NO_CRIME, _NEITHER = 0.6, 1.0, 1.0, 1.0, 2.0
# ... and where nothing of all this is told, but a thing is called a nuisance before all else
_NOTHING_ELSE = 4.0
# what does not lead enough is no denunciation, nor is anybody asked whether it is one
_FAR = 4.0
# within how much of the likeliest kind an accusation is near enough to be asked about
_NEAR = 3.0
# a firm's decision is reviewed by no authority (law on complaints 2011, Art. 2): by how much it is less of a complaint
_PRIVATE_ODDS = 2.0
# who waits for a paper, or wants work done otherwise, complains of no decision: by how much it is less of a complaint
_WAITING_ODDS = 3.0
_OPEN = ALIKE | APART
_NO_MATTER = frozenset({Kind.INQUIRY, Kind.OTHER})
# outside of these nothing that is asked for could turn feedback into a petition, or back
_NEAR_PETITION = (-5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a message beside its words when its kind is weighed.

    Attributes:
        is_danger: it tells of a danger to life.
        is_placed: it names a matter and where that is, which whoever merely greets or swears seldom does.
        is_nuisance: its topic is more often a nuisance than a crime.
        is_bare: its few words name a thing and what is wrong with it, and ask nothing.
        is_child_hurt: it tells that a child is beaten or abused.
        is_child: the child itself writes, or those it goes to school with did it.
    """

    is_danger: bool = False
    is_placed: bool = False
    is_nuisance: bool = False
    is_bare: bool = False
    is_child_hurt: bool = False
    is_child: bool = False


NOTHING = Beside()


def settled(odds: Odds, words: Words, kinds: Sequence[Kind], beside: Beside = NOTHING) -> Odds:
    """Return the odds of the kinds, in the order of `kinds`, as the law has them; who asks is left to ask."""
    at = {kind: i for i, kind in enumerate(kinds)}
    best = kinds[int(odds.argmax())]
    if (sure := _settled_at_once(odds, words, at, best, beside)) is not None:
        return sure
    if not beside.is_danger and ((not words.is_accented and is_wordless(words)) or anger_in(words)):
        return _led(odds, at[Kind.OTHER])
    if not beside.is_bare and _only_asks(words, best):
        return _led(odds, at[Kind.INQUIRY])
    if best not in _OPEN:
        return _as_asked(odds, words, at) if best is Kind.INQUIRY else odds
    if best is not Kind.DENUNCIATION and _complains(words, best):
        return _led(odds, at[Kind.COMPLAINT])
    told = _by_whom(odds, words, at, best, beside)
    return _lowered(told, at[Kind.COMPLAINT], by=_WAITING_ODDS) if names_no_act(words) else told


def _only_asks(words: Words, best: Kind) -> bool:
    """Whether a message asks who handles something, how to reach them, how one complains, for a paper or figures."""
    if (
        asks_who_handles(words)
        or asks_to_reach(words)
        or asks_who_holds(words)
        or asks_how_to_get(words)
        or only_names_a_procedure(words)
        or asks_what_follows(words)
        or (best is Kind.COMPLAINT and asks_how_to_complain(words))
    ):
        return True
    return best in _OPEN and asks_for_figures(words) and not _accuses(words, found_in(words))


def _complains(words: Words, best: Kind) -> bool:
    """Whether the words say outright that they complain: a second time, or of a benefit that was stopped."""
    if "nai" not in words.bases:
        return False
    is_of_benefit = best in ALIKE and complains_of_a_stop(words) and not complains_of_private(words, found_in(words))
    return is_of_benefit or is_second(" ".join(words.bases))


def _settled_at_once(odds: Odds, words: Words, at: Mapping[Kind, int], best: Kind, beside: Beside) -> Odds | None:
    """Return the odds where nothing else is to be weighed; None for all else.

    A child is hurt; the police beat somebody, which accuses them; a denunciation goes on to those above.
    """
    if beside.is_child_hurt and (beside.is_child or best is not Kind.DENUNCIATION):
        return _of_child(odds, at)
    if best not in _NO_MATTER and (beaten_by_police_in(words) or denounces_further(words)):
        return _raised(odds, at[Kind.DENUNCIATION], float(odds.max()) + _NEARER)
    return None


def _of_child(odds: Odds, at: Mapping[Kind, int]) -> Odds:
    """Return the odds of what is told of a child that is hurt: a report, without form or name (law, Art. 51)."""
    for kind in (Kind.DENUNCIATION, Kind.COMPLAINT, Kind.INQUIRY, Kind.OTHER):
        odds = _without(odds, at[kind])
    return odds


def _as_asked(odds: Odds, words: Words, at: Mapping[Kind, int]) -> Odds:
    """Return the odds of what looks most like a question: who complains, accuses, or asks for nothing."""
    if files_a_complaint(words):
        return _led(odds, at[Kind.COMPLAINT])
    if asks_nothing(words) and (found := found_in(words))["wrong"] and accuses_office(words, found):
        return _led(odds, at[Kind.DENUNCIATION])
    return _without(_without(odds, at[Kind.OTHER]), at[Kind.INQUIRY]) if only_wonders(words) else odds


def told_apart(odds: Odds, words: Words, kinds: Sequence[Kind], beside: Beside = NOTHING) -> Odds:
    """Return the odds with feedback and petition as what is asked for has them; the better of them stays as it was.

    Whoever cries for help in a danger, and proposes nothing, reports one.
    """
    feedback, petition = kinds.index(Kind.FEEDBACK), kinds.index(Kind.PETITION)
    lead = float(odds[petition] - odds[feedback])
    if kinds[int(odds.argmax())] not in ALIKE or not _NEAR_PETITION[0] < lead < _NEAR_PETITION[1]:
        return odds
    lean = lean_to_petition(words, lead)
    leant = -abs(lead) if beside.is_danger and lean < 0 else lead + lean
    apart = odds.copy()
    best = float(max(odds[feedback], odds[petition]))
    apart[petition], apart[feedback] = (best, best - leant) if leant > 0 else (best + leant, best)
    return apart


def _by_whom(odds: Odds, words: Words, at: Mapping[Kind, int], best: Kind, beside: Beside) -> Odds:
    """Return the odds as whoever is accused or complained of has them."""
    if best is Kind.DENUNCIATION:
        return _as_accused(odds, words, at, beside)
    is_near = odds[at[Kind.DENUNCIATION]] > odds[at[best]] - _NEAR
    if best is not Kind.COMPLAINT and not (is_near or names_whom_to_accuse(words)):
        return odds
    found = found_in(words)
    if best is Kind.COMPLAINT and complains_of_no_act(words, found, is_nuisance=beside.is_nuisance):
        odds = _without(odds, at[best])
        is_accusing = max(at, key=lambda kind: odds[at[kind]]) is Kind.DENUNCIATION
        return _as_accused(odds, words, at, beside) if is_accusing else odds
    if best is Kind.COMPLAINT and names_only_private(words, found):
        odds = _lowered(odds, at[best], by=_PRIVATE_ODDS)
    if _accuses(words, found):
        is_mere_blow = bool(found["blow"]) and not is_to_be_reviewed(words)
        alike = ALIKE | {Kind.COMPLAINT} if is_mere_blow else ALIKE
        return _accusing(odds, at[Kind.DENUNCIATION], [at[kind] for kind in alike])
    if is_near and (is_mere_nuisance(words, found, is_topic=beside.is_nuisance) or accuses_of_no_crime(words, found)):
        return _without(odds, at[Kind.DENUNCIATION])  # nobody is to be asked whom they accuse of a noise
    return odds


def _as_accused(odds: Odds, words: Words, at: Mapping[Kind, int], beside: Beside) -> Odds:
    """Return the odds of what looks most like a denunciation: whether one is accused, and of what."""
    found = found_in(words)
    is_of_group = accuses_group(words) and not tells_what_is_a_crime(words, found)
    if is_of_group or accuses_thing(words, found) or only_threatens(words, found) or is_mere_request(words):
        return _without(odds, at[Kind.DENUNCIATION])
    if _accuses(words, found):
        return odds
    is_other_word = is_nuisance_by_another_word(words, found, is_topic=beside.is_nuisance)
    if is_other_word or only_scorns(words, found) or wishes_them_well(words, found):
        return _reported(odds, words, at)
    is_of_unknown = beside.is_danger and accuses_nobody(words, found) and not says_accuse(words)
    if is_of_unknown or only_posed(words, found) or _is_beaten_at_home(words, found):
        return _reported(odds, words, at)  # a crime of somebody unknown, a husband's blows: for the police, and at once
    is_nuisance = is_mere_nuisance(words, found, is_topic=beside.is_nuisance)
    lead = odds[at[Kind.DENUNCIATION]] - max(odds[i] for kind, i in at.items() if kind is not Kind.DENUNCIATION)
    if lead >= _doubt(words, found, is_nuisance=is_nuisance):
        return odds
    return _reported(odds, words, at) if is_nuisance else _lowered(odds, at[Kind.DENUNCIATION], by=_FAR)


def _doubt(words: Words, found: Found, *, is_nuisance: bool) -> float:
    """Return by how much what looks like a denunciation must lead, by what is told in it of somebody and their crime.

    However alike it looks, who files a complaint, sends a paper to somebody in office, or would not be named in the
    report of a nuisance, and tells no crime, denounces nobody.
    """
    is_crimeless, is_of_nobody = accuses_of_no_crime(words, found), accuses_nobody(words, found)
    is_told_otherwise = (
        (files_a_complaint(words) and not tells_a_crime(words, found))
        or (is_nuisance and bool(found["unnamed"]))
        or (is_crimeless and bool(found["addressed"]))
    )
    if is_told_otherwise:
        return math.inf
    return max(
        _NOBODY * is_of_nobody,
        _NUISANCE * is_nuisance,
        _QUIET * only_keeps_quiet(words, found),
        _NO_CRIME * (not tells_a_crime(words, found)),
        _NEITHER * is_crimeless,
        _NOTHING_ELSE * (is_nuisance and is_of_nobody and is_crimeless and begins_with_thing(found)),
    )


def _is_beaten_at_home(words: Words, found: Found) -> bool:
    """Whether a husband, a son beats somebody of the family, and no accusation is named so, nor anybody in office."""
    advice = None if says_accuse(words) or found["office"] else advice_in(words.text)
    return advice is not None and advice.code == AT_HOME


def _reported(odds: Odds, words: Words, at: Mapping[Kind, int]) -> Odds:
    """Return the odds of what is reported, where a denunciation was nearest; who reviews what is not asked either."""
    without = _without(odds, at[Kind.DENUNCIATION])
    nearest = max(ALIKE, key=lambda kind: (odds[at[kind]], kind))
    others = [at[Kind.COMPLAINT]] if words.asks() else [at[Kind.COMPLAINT], at[Kind.INQUIRY]]
    return _raised(without, at[nearest], float(without[others].max()) + _LEAD)


def _accuses(words: Words, found: Found) -> bool:
    return accuses_office(words, found) or turns_to_own_use(words, found) or names_a_deceiver(words, found)


def _led(odds: Odds, at: int) -> Odds:
    return _raised(odds, at, float(odds.max()) + _LEAD)


def _without(odds: Odds, at: int) -> Odds:
    """Return the odds with one kind behind all the others."""
    return _lowered(odds, at, by=float(odds[at] - odds.min()) + _LEAD)


def _lowered(odds: Odds, at: int, *, by: float) -> Odds:
    lowered = odds.copy()
    lowered[at] -= by
    return lowered


def _accusing(odds: Odds, at: int, alike: Sequence[int]) -> Odds:
    """Return the odds of who accuses somebody: nearer, and before all that is `alike`."""
    return _raised(odds, at, max(float(odds[at]) + _NEARER, float(odds[alike].max()) + _LEAD))


def _raised(odds: Odds, at: int, to: float) -> Odds:
    raised = odds.copy()
    raised[at] = max(float(odds[at]), to)
    return raised

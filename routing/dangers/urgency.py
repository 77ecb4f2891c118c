"""Danger to life comes before all else: which messages mean that somebody must be called now, and whom."""

from dataclasses import dataclass, replace

from routing.dangers.children import harmed_child_in
from routing.dangers.custody import beaten_in_custody_in
from routing.dangers.danger_doubt import (
    is_clear,
    is_of_years_ago,
    is_only_absorbed,
    is_only_animal,
    is_only_beast,
    is_only_bottle,
    is_only_burden,
    is_only_claimed,
    is_only_dear,
    is_only_foreseen,
    is_only_past,
    is_only_pronoun,
    is_only_telephone,
    is_only_unanswered,
    is_only_unopened,
    least_said,
)
from routing.dangers.danger_lexicon import Told, lexicon, numbers_of
from routing.dangers.danger_scorer import Part, Scorer, default_scorer
from routing.dangers.danger_signs import Seen, see
from routing.dangers.farewells import farewell_in
from routing.dangers.hazards import hazard_in
from routing.dangers.kind_told import ANY, UNTOLD, kind_told, of_any_kind
from routing.dangers.numbers_beside import sure_kinds, with_beside
from routing.dangers.pleas import plea_in
from routing.gazetteer.place_words import first_words
from routing.language.words import Words

# by how many points another kind may be less likely for its number to be told too, the children's line nearly none
_ALSO_LIKELY, _AS_LIKELY, _MOST_CALLED = 2.0, 0.7, 3
_CRIME, _ATTACK = "crime", "#attack"
_CHILD, _MEDICAL = "child", "medical"
_OF_ANYTHING = (_MEDICAL, _CRIME)
_LONGEST_NAME = 5
_NEAR = 12  # words around a cry in which it is told who is hurt
_SAID = 20.0
# what is told so faintly is a danger only where it is told plainly, in as many words
_FAINTER, _TELLING = 1.3, 13
_AN_ANSWER = 4
# of few words that name no danger and call for no help ("chị ơi em hỏi tí"): by how much they must speak
_FEW, _LEAST_OF_FEW, _CALL = 7, 0.35, "#call"
# so surely one that signs which say little do not matter
_SURELY_ONE = 0.12
# so surely none that no signs say otherwise: nothing more is looked at
_SURELY_NONE = -0.25


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger to life: its kind, the numbers to call, best first, and the words of the citizen that tell it.

    Kinds: fire, crime, medical, child, drowning, electric, collapse, poisoning, suicide, custody, and any (nothing
    tells which).
    """

    kind: str
    numbers: tuple[str, ...]
    words: str


def danger_cried(words: Words) -> Danger | None:
    """Return the danger that a cry among the words tells without doubt, or None."""
    plea = plea_in(words) or farewell_in(words) or harmed_child_in(words) or beaten_in_custody_in(words)
    if plea is None or is_only_beast(words, plea.kind, told := lexicon().find(words)):
        return None
    if is_only_foreseen(words, plea.kind, told):
        return None
    near = [one for one in told if plea.start - _NEAR <= one.start < plea.end + _NEAR]
    numbers = with_beside(plea.numbers or numbers_of(plea.kind), plea.kind, near)
    return Danger(plea.kind, numbers, words.said(plea.start, plea.end))


def danger_in(words: Words, said: float = 0.0) -> Danger | None:
    """Return the danger that the words tell of, or None; chronic nuisance and figures of speech are no danger.

    `said`: by how much the learned model takes it for one (below 0: for none). Signs and model decide together: of
    messages that neither had learned from they found more than either alone, with fewer false alarms.
    """
    guess = None if said < _SURELY_NONE else _told(words, said)
    if guess is None:
        return None
    found, is_told = guess
    told = list(lexicon().find(words))
    doubts = (
        is_only_burden,
        is_only_telephone,
        is_only_bottle,
        is_only_pronoun,
        is_only_animal,
        is_only_beast,
        is_only_unopened,
        is_only_unanswered,
        is_only_absorbed,
        is_only_claimed,
        is_only_dear,
        is_only_foreseen,
        is_only_past,
    )
    if any(is_none(words, found.kind, told) for is_none in doubts):
        return None
    return found if is_told else replace(found, kind=ANY, numbers=of_any_kind(found.numbers))


def names_danger(words: Words, said: float) -> bool:
    """Whether a sentence names in so many words what endangers a life and is, by itself, a danger: it is no talk."""
    return (
        said >= 0 and danger_in(words, said) is not None and any(told.meaning.is_sure for told in lexicon().find(words))
    )


def names_event(words: Words, kind: str) -> bool:
    """Whether words name in so many words what happens in a danger of a kind: no guess from what stands around it."""
    return danger_cried(words) is not None or any(
        one.meaning.is_sure and one.meaning.kind == kind and one.sign == one.meaning.sign
        for one in lexicon().find(words)
    )


def _told(words: Words, said: float) -> tuple[Danger, bool] | None:
    """Return the danger that signs and model together tell of and whether its kind is told, or None."""
    scorer = default_scorer()
    parts = [part for part in scorer.parts(words) if said >= _SURELY_ONE or scorer.is_worth(part)]
    weighed = [(part, see(part.words, is_part=part.is_cut)) for part in parts]
    if not weighed:
        return None
    meanings = [told.meaning for _part, seen in weighed for told in seen.told]
    # "hai mẹ con", "dưới sông" may answer a question: of so few words only what is grave by itself is a danger
    if len(words) <= _AN_ANSWER:
        said = min(said, 0.0)
        if not any(meaning.is_grave for meaning in meanings):
            return None
    if _is_name(words) and not any(meaning.is_sure for meaning in meanings):
        return None
    if len(words) <= _FEW and said < _LEAST_OF_FEW and not any(one.kind or one.sign == _CALL for one in meanings):
        return None
    points, worst = max((scorer.score(seen.signs), i) for i, (_, seen) in enumerate(weighed))
    part, seen = weighed[worst]
    lead = points + _SAID * said - scorer.threshold
    is_told = said >= _SURELY_ONE or lead >= 0 or (lead >= -_FAINTER and _is_plainly_told(part, seen))
    if not is_told or said < least_said(part, seen.told):
        return None
    ranked = scorer.rank(seen.signs)
    guess = _kind(ranked[0][1], seen)
    everything = [one for _part, other in weighed for one in other.told]
    named = kind_told(guess, everything, ranked[0][0] - ranked[1][0], is_accented=words.is_accented)
    kind = named or guess
    also = [other for points, other in ranked[:_MOST_CALLED] if points >= ranked[0][0] - _likely(other)]
    if kind not in {one.kind for one in meanings if one.is_event}:
        also += sure_kinds(seen.told)  # a guess: what is named is called for as well
    if kind not in {one.kind for one in meanings}:
        also += _OF_ANYTHING  # no event tells of this kind: who lies there and answers nobody is under no ruin
    numbers = with_beside(numbers_of(kind), kind, seen.told, also)
    return Danger(kind, numbers, _evidence(seen, kind, part.words, scorer)), named is not None


def _is_plainly_told(part: Part, seen: Seen) -> bool:
    """Whether what is faintly told is all of a message, names something grave as it is spelt, and is no hazard."""
    if part.is_cut or len(part.words) < _TELLING or not any(is_clear(one) for one in seen.told):
        return False
    return not is_of_years_ago(part.words) and hazard_in(part.words) is None


def _kind(likeliest: str, seen: Seen) -> str:
    """Return the likeliest kind, or the one of what is told, blows or an injury, where nothing is of the likeliest."""
    told = {one.meaning.kind for one in seen.told if one.meaning.is_event}
    sure = {one.meaning.kind for one in seen.told if one.meaning.is_event and one.meaning.is_sure}
    is_attacked = any(one.meaning.sign == _ATTACK for one in seen.told)
    if likeliest == _CHILD and sure == {_MEDICAL} and not is_attacked:
        return _MEDICAL  # whom a dog bit needs a doctor
    is_beaten = _CRIME in told and is_attacked
    return _CRIME if is_beaten and likeliest not in told | UNTOLD else likeliest


def _likely(other: str) -> float:
    return _AS_LIKELY if other == _CHILD else _ALSO_LIKELY


def _is_name(words: Words) -> bool:
    """Whether there may be nothing but somebody's name: what "Đặng" or "Long" hint elsewhere they do not say there."""
    is_name = bool(words.bases) and words.bases[0] in first_words("person_surnames")
    return is_name and 1 < len(words) <= _LONGEST_NAME and all(words.capital)


def _evidence(seen: Seen, kind: str, words: Words, scorer: Scorer) -> str:
    """Return the words that tell the danger: of an event of the kind, else of the sign that weighs most, else all."""

    def telling(told: Told) -> tuple[bool, bool, bool, float, int]:
        meaning = told.meaning
        weight = scorer.weight(told.sign)
        return meaning.kind == kind, meaning.is_sure, meaning.is_grave, weight, told.end - told.start

    best = max(seen.told, key=telling, default=None)
    return words.said(best.start, best.end) if best else words.text

"""Danger to life comes before all else: which messages mean that somebody must be called now, and whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from routing.danger_scorer import Scorer, default_scorer
from routing.danger_signs import Seen, class_of, is_sure, kind_of, lexicon, passage, see
from routing.phrases import Match
from routing.words import Words, split

_ALSO_LIKELY = 0.7


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger to life: its kind, the numbers to call, best first, and the words of the citizen that tell it.

    Kinds: fire, crime, medical, child, drowning, electric, collapse, poisoning, suicide.
    """

    kind: str
    numbers: tuple[str, ...]
    words: str


def find_danger(text: str) -> Danger | None:
    """Return the danger that the text tells of, or None; chronic nuisance and figures of speech are no danger."""
    return danger_in(split(text))


def danger_in(words: Words) -> Danger | None:
    """Return the danger that the words tell of, or None."""
    scorer = default_scorer()
    seen = see(words)
    if not seen.is_grave:
        return None
    part = passage(words, seen)
    of_passage = see(part).signs if part else ()
    if scorer.points(seen.signs, of_passage) < scorer.threshold:
        return None
    ranked = scorer.rank(of_passage or seen.signs)
    kind = ranked[0][1]
    also = [other for points, other in ranked[1:] if points >= ranked[0][0] - _ALSO_LIKELY]
    return Danger(kind, _numbers(kind, also), _evidence(seen, kind, words, scorer))


def _numbers(kind: str, also: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of the kind, then the first of each kind that is nearly as likely."""
    numbers = lexicon().numbers
    return tuple(dict.fromkeys([*numbers[kind], *(numbers[other][0] for other in also)]))


def _evidence(seen: Seen, kind: str, words: Words, scorer: Scorer) -> str:
    """Return the words that tell the danger: of an event of the kind, else of the sign that weighs most."""

    def telling(match: Match) -> tuple[bool, bool, int, int]:
        return kind_of(match) == kind, is_sure(match), match.end - match.start, -match.start

    if seen.events:
        best = max(seen.events, key=telling)
    else:
        grave = [match for match in seen.classes if match.phrase.label in lexicon().grave]
        best = max(grave, key=lambda match: scorer.weights.get(f"#{class_of(match)}", 0.0))
    return words.said(best.start, best.end)

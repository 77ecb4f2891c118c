"""What a reading concluded, and by which of the citizen's own words."""

from collections.abc import Iterator
from dataclasses import dataclass

from routing.dangers.hazards import Hazard
from routing.dangers.urgency import Danger
from routing.judgement import Guess
from routing.language.words import Words
from routing.places import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was concluded (`about`: topic, kind, place, urgency, hazard), and the words of the citizen that say so."""

    about: str
    value: str
    words: str
    score: float


def quoted(about: str, guess: Guess, words: Words) -> Iterator[Evidence]:
    """Yield the words that speak for the best guess, as the citizen wrote them."""
    for said in guess.quote():
        yield Evidence(about, guess.ranked[0][0], words.said(said.start, said.end), said.weight)


def seen(place: Place | None, danger: Danger | None, hazard: Hazard | None) -> Iterator[Evidence]:
    """Yield where it is, and what makes it urgent, by the words that tell it."""
    if place:
        yield Evidence("place", place.code or place.outside or "", place.text or place.name or "", 1.0)
    if danger:
        yield Evidence("urgency", danger.kind, danger.words, 1.0)
    if hazard:
        yield Evidence("hazard", hazard.kind, hazard.words, 1.0)

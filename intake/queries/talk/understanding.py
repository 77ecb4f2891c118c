"""What the machine made of a message, read back from its stored reading, whichever version wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that was read, how sure (0..1), and the citizen's words that say so."""

    value: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """The reading of one message: kind, topics (best first), place, danger and hazard as words, empty for none.

    A score is how often such a guess is right, from 0 to 1.
    """

    kind: Guess | None
    topics: tuple[Guess, ...]
    place: str
    place_candidates: tuple[str, ...]
    danger: str
    hazard: str
    version: str


def understanding_of(stored: Mapping[str, Any] | None) -> Understanding | None:
    """Return a stored reading; None where the machine read nothing."""
    if not stored:
        return None
    place = stored.get("place") or {}
    names = [part for part in (place.get("text"), place.get("name"), place.get("outside")) if part]
    kind = stored.get("kind")
    return Understanding(
        kind=Guess(kind, float(stored.get("kind_confidence", 0)), _words(stored, "kind", kind)) if kind else None,
        topics=tuple(Guess(code, chance, _words(stored, "topic", code)) for code, chance in _chances(stored).items()),
        place=", ".join(dict.fromkeys(names)),
        place_candidates=tuple(one["name"] for one in place.get("candidates") or ()),
        danger=(stored.get("danger") or {}).get("words", ""),
        hazard=(stored.get("hazard") or {}).get("words", ""),
        version=str(stored.get("version", "")),
    )


def _chances(stored: Mapping[str, Any]) -> dict[str, float]:
    """Return how sure each topic is: the best as sure as the case says, the others share what that leaves."""
    shares = {topic["code"]: float(topic["score"]) for topic in stored.get("topics", ())}
    if not shares or "confidence" not in stored:
        return shares
    best, *_others = shares
    sure, rest = float(stored["confidence"]), 1 - shares[best]
    return {
        code: sure if code == best else share * (1 - sure) / rest
        for code, share in shares.items()
        if rest or code == best
    }


def _words(stored: Mapping[str, Any], about: str, value: str) -> tuple[str, ...]:
    rows = stored.get("evidence") or ()
    said = [row["words"] for row in rows if row.get("about") == about and row.get("value") == value]
    return tuple(dict.fromkeys(word for word in said if word))

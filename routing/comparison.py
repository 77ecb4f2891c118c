"""Reads and decides a registered matter again, to compare: what would go elsewhere now, and is it better?

Nothing is looked up and nothing changed: past matters go in one by one, differences come out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.directory import Directory
from routing.managed import managed_by
from routing.officials.instances import instance_of
from routing.places import Place
from routing.reading import Reader, Reading
from routing.referrals import referral_for
from routing.topics import OTHER_TOPIC

FIELDS = ("kind", "topic", "unit")


@dataclass(frozen=True, slots=True)
class Filed:
    """Kind, topic and lead unit (None: nobody's) of a matter, as a machine or an officer would have it."""

    kind: str
    topic: str
    unit: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """A matter as it was registered, and as officers left it.

    Attributes:
        place: where it was then, as the dialogue had found out; None where nobody knew.
        chosen_topic: what the citizen chose from the list of topics; they would choose it again.
    """

    code: str
    text: str
    place: Place | None
    registered: Filed
    final: Filed
    chosen_topic: str | None = None
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter that would be filed otherwise now; `changed` names the fields."""

    past: Past
    now: Filed
    changed: tuple[str, ...]

    def verdict(self, name: str) -> str:
        """Tell whether a change comes nearer to what officers decided: better, worse or other."""
        final, then, now = (getattr(one, name) for one in (self.past.final, self.past.registered, self.now))
        return "better" if now == final else "worse" if then == final else "other"


class Again:
    """Files matters again by one reader and one directory."""

    def __init__(self, reader: Reader, directory: Directory) -> None:
        self._reader = reader
        self._directory = directory

    def file(self, past: Past) -> Filed:
        """Return where a matter would go now."""
        reading = self._reader.read(past.text)
        catalogue = self._reader.catalogue
        kind, topic = reading.kind, catalogue.settled(past.chosen_topic or reading.topic)
        place, units = past.place or _known(reading), self._directory
        conflicts = conflicts_in(kind, past.text, topic=topic, places=(place, reading.place), directory=units)
        decision = decide(
            kind=kind,
            topic=topic,
            place=place,
            confidence=_sureness(past.chosen_topic, reading),
            directory=units,
            catalogue=catalogue,
            load={},
            conflicts=conflicts,
            instance=instance_of(kind, past.text),
            referral=referral_for(
                past.text,
                kind=kind,
                topic=catalogue.root(topic),
                directory=units,
                respondent=conflicts.respondent,
            ),
            managed_by=managed_by(past.text, catalogue.root(topic)),
        )
        return Filed(kind.value, topic, decision.unit_id)


def _sureness(chosen_topic: str | None, reading: Reading) -> float:
    """Return how sure the topic is: what the citizen chose is certain, that none fits is no topic at all."""
    if chosen_topic is None:
        return reading.confidence
    return 0.0 if chosen_topic == OTHER_TOPIC else 1.0


def _known(reading: Reading) -> Place | None:
    """Return the place that the text names by itself; one of several candidates is asked about, not taken."""
    return reading.place if reading.place and (reading.place.code or reading.place.outside) else None


@dataclass(slots=True)
class Tally:
    """Counts over a comparison; of sealed matters nothing but how many, and how many would go elsewhere."""

    matters: int = 0
    elsewhere: int = 0
    sealed: int = 0
    sealed_elsewhere: int = 0
    moves: Counter[tuple[str, Any, Any]] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, difference: Difference) -> None:
        """Count a difference."""
        self.elsewhere += 1
        for name in difference.changed:
            then, now = getattr(difference.past.registered, name), getattr(difference.now, name)
            self.moves[name, then, now] += 1
            self.verdicts[name, difference.verdict(name)] += 1

    def to_json(self, units: Mapping[Any, str]) -> dict[str, Any]:
        """Return plain values for JSON, units by name."""
        moves = [
            {"field": name, "from": _named(name, then, units), "to": _named(name, now, units), "count": count}
            for (name, then, now), count in self.moves.most_common()
        ]
        verdicts = {
            name: {verdict: self.verdicts[name, verdict] for verdict in ("better", "worse", "other")} for name in FIELDS
        }
        return {
            "cases": self.matters,
            "elsewhere": self.elsewhere,
            "sealed": {"cases": self.sealed, "elsewhere": self.sealed_elsewhere},
            "against_officers": verdicts,
            "moves": moves,
        }


def _named(name: str, value: Any, units: Mapping[Any, str]) -> Any:  # noqa: ANN401 - a code, or the id of a unit
    return units.get(value) if name == "unit" else value


def compare(matters: Iterable[Past], again: Again, tally: Tally) -> Iterator[Difference]:
    """Yield the open matters that would be filed otherwise, counting all of them into `tally`."""
    for past in matters:
        now = again.file(past)
        changed = tuple(name for name in FIELDS if getattr(past.registered, name) != getattr(now, name))
        if past.is_sealed:
            tally.sealed += 1
            tally.sealed_elsewhere += bool(changed)
            continue
        tally.matters += 1
        if changed:
            difference = Difference(past, now, changed)
            tally.add(difference)
            yield difference

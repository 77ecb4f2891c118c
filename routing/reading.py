"""Reads a message as a reception clerk does: what kind of matter, about what, where, how urgent, and by which words."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Self

from routing.kind_cues import guess_kind
from routing.kinds import Kind
from routing.phrases import Match
from routing.places import Commune, Gazetteer, Place, load_gazetteer
from routing.topic_cues import TopicReader
from routing.topics import OTHER_TOPIC, Catalogue, load_catalogue
from routing.urgency import Danger, danger_in
from routing.words import Words, split

_QUOTED = 4


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic and how well the message fits it, 0 to 1."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was concluded (`about`: topic, kind, place, urgency), and the words of the citizen that say so."""

    about: str
    value: str
    words: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, best guesses first, with evidence; `version` names the data that read it."""

    kind: Kind
    kind_confidence: float
    topics: tuple[TopicScore, ...]
    confidence: float
    place: Place | None
    danger: Danger | None
    evidence: tuple[Evidence, ...]
    version: str

    @property
    def topic(self) -> str:
        """The best topic, "khac" when none was recognised."""
        return self.topics[0].code if self.topics else OTHER_TOPIC

    @property
    def urgent(self) -> bool:
        """Whether the message tells of a danger to life."""
        return self.danger is not None

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON; `from_json` reads them back."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Rebuild a reading from `to_json`, also after a trip through a JSON file."""
        place, danger = stored["place"], stored["danger"]
        return cls(
            kind=Kind(stored["kind"]),
            kind_confidence=stored["kind_confidence"],
            topics=tuple(TopicScore(**row) for row in stored["topics"]),
            confidence=stored["confidence"],
            place=_place(place) if place else None,
            danger=Danger(danger["kind"], tuple(danger["numbers"]), danger["words"]) if danger else None,
            evidence=tuple(Evidence(**row) for row in stored["evidence"]),
            version=stored["version"],
        )


def _place(stored: dict[str, Any]) -> Place:
    candidates = tuple(Commune(**row) for row in stored.get("candidates", ()))
    return Place(**(stored | {"candidates": candidates}))


class Reader:
    """Reads messages with one catalogue and one gazetteer."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self.catalogue = catalogue
        self.gazetteer = gazetteer
        self._topics = TopicReader(catalogue)

    def read(self, text: str) -> Reading:
        """Return what the text says; any text at all is read, of a very long one the head and the tail."""
        words = split(text)
        ranking = self._topics.rank(words)
        guess = guess_kind(words, has_topic=bool(ranking.topics) and ranking.topics[0][0] != OTHER_TOPIC)
        topics = tuple(TopicScore(code, score) for code, score in ranking.topics)
        place = self.gazetteer.find_in(words)
        danger = danger_in(words)
        return Reading(
            kind=guess.kind,
            kind_confidence=guess.confidence,
            topics=topics,
            confidence=ranking.confidence,
            place=place,
            danger=danger,
            evidence=(
                *_quoted("topic", ranking.matches, words),
                *_quoted("kind", guess.matches, words),
                *_seen(place, danger),
            ),
            version=self.catalogue.version,
        )


def _quoted(about: str, matches: Iterable[Match], words: Words) -> Iterator[Evidence]:
    """Yield the strongest matches as the citizen's own words, each stretch once."""
    seen: set[tuple[int, int]] = set()
    for match in matches:
        stretch = (match.start, match.end)
        if stretch not in seen and len(seen) < _QUOTED:
            seen.add(stretch)
            yield Evidence(about, match.phrase.label, words.said(*stretch), round(match.points, 2))


def _seen(place: Place | None, danger: Danger | None) -> Iterator[Evidence]:
    if place:
        yield Evidence("place", place.code or place.outside or "", place.text or place.name or "", 1.0)
    if danger:
        yield Evidence("urgency", danger.kind, danger.words, 1.0)


@cache
def default_reader() -> Reader:
    """Return the reader of the package's own catalogue and gazetteer."""
    return Reader(load_catalogue(), load_gazetteer())

"""The closed list of topics that a locality uses, with who answers each and the phrases that point to it."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

OTHER_TOPIC = "khac"
CUE_WEIGHTS: Mapping[str, float] = {"sure": 4.0, "strong": 3.0, "cues": 2.0, "weak": 1.0, "faint": 0.5, "anti": -2.0}


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the catalogue; units are functions ("Phòng Kinh tế"), None where nobody of that level answers.

    A locality's own topic has a `parent`, whose rules and units hold where it has none. One that is not in use has an
    `heir`, the topic that takes its new matters.
    """

    code: str
    name_vi: str
    field_vi: str
    province_unit: str | None
    commune_unit: str | None
    sensitive: bool
    cues: tuple[str, ...]
    description: str = ""
    parent: str | None = None
    heir: str | None = None

    @property
    def short_name(self) -> str:
        """Its name without what it explains in brackets."""
        return self.name_vi.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that speaks for a topic (weight above 0) or against it (below 0), as `phrases.parse` reads it."""

    topic: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The topics in the order of the file ("khac" last), their weighted cues, a version that changes with any of it.

    `own_cues` are a locality's own phrases: they weigh beside those that the learned scorer has taken in already.
    """

    version: str
    topics: Mapping[str, Topic]
    cues: tuple[Cue, ...] = ()
    own_cues: tuple[Cue, ...] = ()

    @property
    def in_use(self) -> Mapping[str, Topic]:
        """The topics that a new matter may have."""
        return {code: topic for code, topic in self.topics.items() if topic.heir is None}

    def settled(self, code: str) -> str:
        """Return the topic that a new matter of this one gets: the same, or what takes its matters."""
        topic = self.topics.get(code)
        return topic.heir if topic and topic.heir else code

    def root(self, code: str) -> str:
        """Return the shipped topic to which this one belongs: its parent, or itself."""
        topic = self.topics.get(code)
        return topic.parent if topic and topic.parent else code


@cache
def load_catalogue() -> Catalogue:
    """Read the default catalogue of the package."""
    data = files("routing") / "data"
    table = (data / "topics.csv").read_text(encoding="utf-8")
    written = (data / "cues.toml").read_text(encoding="utf-8")
    cues = tuple(_cues(tomllib.loads(written)))
    topics = {row["code"]: _topic(row, cues) for row in csv.DictReader(table.splitlines())}
    return Catalogue(sha256((table + written).encode()).hexdigest()[:12], topics, cues)


def _cues(tables: Mapping[str, Mapping[str, str]]) -> Iterator[Cue]:
    for topic, tiers in tables.items():
        for tier, listed in tiers.items():
            for text in listed.split(","):
                if text.strip():
                    yield Cue(topic, " ".join(text.split()), CUE_WEIGHTS[tier])


def _topic(row: Mapping[str, str], cues: tuple[Cue, ...]) -> Topic:
    return Topic(
        code=row["code"],
        name_vi=row["name_vi"],
        field_vi=row["field_vi"],
        province_unit=row["province_unit"] or None,
        commune_unit=row["commune_unit"] or None,
        sensitive=row["sensitive"] == "yes",
        cues=tuple(cue.text for cue in cues if cue.topic == row["code"] and cue.weight > 0),
    )

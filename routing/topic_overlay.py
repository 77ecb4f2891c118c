"""What a locality changes in the shipped catalogue: names, topics of its own, topics it does not use, phrases."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256

from routing.lessons.examples import Lesson
from routing.topics import OTHER_TOPIC, Catalogue, Cue, Topic

SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# no example has taught the scorer these phrases, so they weigh more than those that are shipped
TIERS: Mapping[str, float] = {"sure": 7.0, "cues": 2.5, "anti": -2.5}
_EXAMPLE_TRUST = 1.0


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """What a locality says of one topic: of a shipped one, or of one of its own, which has a `parent`.

    Attributes:
        name, description: as citizens and officers read them; blank where they are as shipped.
        from_on: the first day of an own topic, None for at once.
        off_from: the first day on which no new matter gets it; from then on `heir` takes its matters.
        sure, cues, anti: phrases that point to it surely, point to it, or speak against it (see
            `routing.language.phrases`).
        examples: what people write about it, for the scorer to learn from.
    """

    code: str
    name: str = ""
    description: str = ""
    parent: str | None = None
    from_on: date | None = None
    off_from: date | None = None
    heir: str | None = None
    sure: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    anti: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def is_off(self, day: date) -> bool:
        """Tell whether new matters do not get it on a day."""
        return (self.off_from is not None and self.off_from <= day) or (self.from_on is not None and day < self.from_on)

    @property
    def phrases(self) -> Iterator[Cue]:
        """Its phrases with their weights."""
        for tier, weight in TIERS.items():
            yield from (Cue(self.code, text, weight) for text in getattr(self, tier))


Overlay = Mapping[str, OwnTopic]


def laid_over(shipped: Catalogue, overlay: Overlay, day: date) -> Catalogue:
    """Return the catalogue of a locality on a day: the shipped one itself where nothing is changed.

    Whatever an overlay names that is no longer there counts as "khac": an upgrade may have taken it away.
    """
    if not overlay:
        return shipped
    topics: dict[str, Topic] = {}
    for code, topic in shipped.topics.items():
        own = overlay.get(code)
        topics[code] = _changed(topic, own) if own else topic
        topics |= {one.code: _added(one, topics[code]) for one in _children(code, overlay, shipped)}
    off = {code: own.heir or own.parent or OTHER_TOPIC for code, own in overlay.items() if own.is_off(day)}
    topics |= {code: replace(topics[code], heir=_last(code, off, topics)) for code in off if code in topics}
    return Catalogue(
        version=f"{shipped.version}+{version_of(overlay, day)}",
        topics=topics,
        cues=shipped.cues,
        own_cues=tuple(cue for code, own in overlay.items() if code in topics for cue in own.phrases),
    )


def version_of(overlay: Overlay, day: date) -> str:
    """Return a short mark of an overlay as it holds on a day."""
    said = [(repr(asdict(own)), own.is_off(day)) for _code, own in sorted(overlay.items())]
    return sha256(repr(said).encode()).hexdigest()[:8]


def lessons_of(overlay: Overlay, day: date) -> list[Lesson]:
    """Return the examples of the topics that are in use, to learn from."""
    used = (own for _code, own in sorted(overlay.items()) if not own.is_off(day))
    return [Lesson(text, own.code, "", _EXAMPLE_TRUST) for own in used for text in own.examples]


def _changed(topic: Topic, own: OwnTopic) -> Topic:
    return replace(topic, name_vi=own.name or topic.name_vi, description=own.description)


def _children(code: str, overlay: Overlay, shipped: Catalogue) -> Iterator[OwnTopic]:
    for one in sorted(overlay.values(), key=lambda own: (own.name, own.code)):
        home = one.parent if one.parent in shipped.topics else OTHER_TOPIC
        if one.code not in shipped.topics and home == code:
            yield one


def _added(own: OwnTopic, parent: Topic) -> Topic:
    name = own.name or own.code
    return replace(
        parent,
        code=own.code,
        name_vi=name,
        description=own.description,
        parent=parent.code,
        cues=(*own.sure, *own.cues),
    )


def _last(code: str, off: Mapping[str, str], topics: Mapping[str, Topic]) -> str:
    """Return who takes the matters in the end: whoever is off hands them on; a ring ends with "khac"."""
    passed = {code}
    heir = off[code]
    while heir in off and heir not in passed:
        passed.add(heir)
        heir = off[heir]
    return heir if heir in topics and heir not in passed else OTHER_TOPIC

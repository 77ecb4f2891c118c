"""Reads a message as a reception clerk does: what kind of matter, about what, where, how urgent, and by which words."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, Self

from routing.asked_beside import read_beside
from routing.danger_topics import of_danger, of_hurt_child
from routing.dangers.advice import AT_HOME, advice_in
from routing.dangers.children import harmed_child_in, is_among_pupils, writes_as_child
from routing.dangers.danger_amid import danger_amid
from routing.dangers.danger_doubt import is_over, is_recovered, is_settled
from routing.dangers.fears import beyond_fear
from routing.dangers.hazards import Hazard, hazard_in, is_told_elsewhere
from routing.dangers.only_hazard import is_only_hazard
from routing.dangers.urgency import Danger, danger_cried, danger_in
from routing.dangers.venting import beyond_venting
from routing.evidence import Evidence, quoted, seen
from routing.gazetteer.units import Commune
from routing.judgement import Guess, Judge
from routing.kinds import Kind
from routing.language.codes import cries_for_nobody
from routing.language.links import beyond_links
from routing.language.own_numbers import beyond_numbers
from routing.language.words import Words, split
from routing.legal.kind_cues import kinds_version
from routing.legal.legal_rules import Beside
from routing.legal.matterless import anger_in, beyond_anger
from routing.legal.nuisances import is_nuisance_topic
from routing.loading import uninterrupted
from routing.matters import matters
from routing.orders import beyond_orders
from routing.places import Gazetteer, Place, load_gazetteer
from routing.plain import plain
from routing.scorer.model import Model, Scores
from routing.scorer.model_file import packaged_model
from routing.short_reports import is_short_report
from routing.topic_rules import MOST, held_to_words, settled
from routing.topics import OTHER_TOPIC, Catalogue, load_catalogue

_BEYOND: Mapping[str, Callable[[Words], Words | None]] = {Kind.OTHER: beyond_anger, Kind.INQUIRY: beyond_fear}
_SURE_KIND = 0.6
_NO_HAZARD = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})
_SURE_TOPIC = 0.6
_CLEAR_TOPIC = 0.8  # so sure that no name of a place can be what speaks for it
_SHORT = 24  # signs: words that people share, and no matter of anybody's


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic and how well the message fits it, 0 to 1."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that looks like a matter of its own kind: proposed to an officer as a case of its own."""

    kind: Kind
    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, best guesses first, with evidence; `version` names the data and the model that read it.

    `kind_second` is the runner-up, with its share from 0 to 1; `parts` is empty unless the message holds matters of
    different kinds that the law treats apart. `hazard` is looked for where no `danger` is.
    """

    kind: Kind
    kind_confidence: float
    topics: tuple[TopicScore, ...]
    confidence: float
    place: Place | None
    danger: Danger | None
    evidence: tuple[Evidence, ...]
    version: str
    kind_second: Kind | None = None
    kind_second_share: float = 0.0
    parts: tuple[Part, ...] = ()
    hazard: Hazard | None = None

    @property
    def topic(self) -> str:
        """The best topic, "khac" when none was recognised."""
        return self.topics[0].code if self.topics else OTHER_TOPIC

    @property
    def urgent(self) -> bool:
        """Whether the message tells of a danger to life, or surely of a hazard."""
        return bool(self.alarm)

    @property
    def alarm(self) -> str:
        """The kind of the danger, else of the hazard that is sure; blank where neither is told."""
        if self.danger:
            return self.danger.kind
        return self.hazard.kind if self.hazard and self.hazard.is_sure else ""

    @property
    def kind_is_doubtful(self) -> bool:
        """Whether an officer should look at the kind first: another kind is near, or nothing speaks clearly."""
        return self.kind_confidence < _SURE_KIND

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON; `from_json` reads them back."""
        stored: dict[str, Any] = plain(self)
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Rebuild a reading from `to_json`, also after a trip through a JSON file."""
        place, danger, hazard = stored["place"], stored["danger"], stored.get("hazard")
        return cls(
            kind=Kind(stored["kind"]),
            kind_confidence=stored["kind_confidence"],
            topics=tuple(TopicScore(**row) for row in stored["topics"]),
            confidence=stored["confidence"],
            place=_place(place) if place else None,
            danger=Danger(danger["kind"], tuple(danger["numbers"]), danger["words"]) if danger else None,
            evidence=tuple(Evidence(**row) for row in stored["evidence"]),
            version=stored["version"],
            # readings stored before there was a learned scorer know no second kind and no parts
            kind_second=Kind(stored["kind_second"]) if stored.get("kind_second") else None,
            kind_second_share=stored.get("kind_second_share", 0.0),
            parts=tuple(Part(Kind(p["kind"]), p["topic"], p["words"]) for p in stored.get("parts", ())),
            hazard=_hazard(hazard) if hazard else None,
        )


class _Where(NamedTuple):
    """The place that is told, and which words, by where they start in the text, are names of units."""

    place: Place | None
    named: AbstractSet[int]
    starts: Sequence[int]


def _hazard(stored: dict[str, Any]) -> Hazard:
    is_sure = stored.get("is_sure", True)  # before there was a learned scorer all were
    return Hazard(stored["kind"], tuple(stored["numbers"]), stored["words"], is_sure=is_sure)


def _place(stored: dict[str, Any]) -> Place:
    candidates = tuple(Commune(**row) for row in stored.get("candidates", ()))
    return Place(**(stored | {"candidates": candidates}))


class Reader:
    """Reads messages with one catalogue, one gazetteer and one learned model (the package's own unless given)."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer, model: Model | None = None) -> None:
        self.catalogue = catalogue
        self.gazetteer = gazetteer
        self.judge = Judge(catalogue, model or packaged_model())
        self.version = f"{catalogue.version}·{kinds_version()}·{self.judge.model.version}"
        self._read_before = lru_cache(maxsize=2048)(self._read)  # everybody says "đồng ý", "gửi", "1"

    def over(self, catalogue: Catalogue) -> "Reader":
        """Return a reader of the same gazetteer and model with another catalogue."""
        return Reader(catalogue, self.gazetteer, self.judge.model)

    def read(self, text: str) -> Reading:
        """Return what the text says; any text at all is read, of a very long one the head and the tail."""
        return self._read_before(text) if len(text) <= _SHORT else self._read(text)

    def _read(self, text: str) -> Reading:
        written = split(beyond_links(text))
        whole = beyond_numbers(written)
        words = beyond_orders(whole)
        where = _Where(*self.gazetteer.look(written), written.starts)
        told = self.judge.telling(words)
        scores = self.judge.model.scores(told)
        is_name = self.gazetteer.is_mere_name(written) or cries_for_nobody(text)
        danger = None if is_name else self._danger(words, told, scores)
        # whoever gives orders to a machine may stand in a fire all the same
        if danger is None and not is_name and words is not whole:
            danger = self._danger(whole, whole, self.judge.model.scores(whole))
        told, topic, kind = self._guessed(words, told, scores, where, danger)
        hazard = None if danger or is_name else self._hazard(words, topic, kind)
        second, share = kind.ranked[1] if len(kind.ranked) > 1 else (None, 0.0)
        return Reading(
            kind=Kind(kind.ranked[0][0]),
            kind_confidence=kind.confidence,
            topics=tuple(TopicScore(code, share) for code, share in topic.ranked),
            confidence=topic.confidence,
            place=where.place,
            danger=danger,
            evidence=(*quoted("topic", topic, told), *quoted("kind", kind, told), *seen(where.place, danger, hazard)),
            version=self.version,
            kind_second=Kind(second) if second else None,
            kind_second_share=share,
            parts=tuple(Part(Kind(k), t, told) for k, t, told in matters(self.judge, words, kind.ranked)),
            hazard=hazard,
        )

    def _guessed(
        self, words: Words, told: Words, scores: Scores, where: _Where, danger: Danger | None
    ) -> tuple[Words, Guess, Guess]:
        """Return topic and kind with the words that tell them: without swearing where with it nothing seems told.

        So too without the question whether the writer is safe, where it makes an inquiry of what is told; and without
        the question what to do now, where the rest accuses somebody.
        """
        topic, kind = self._guess(words, told, scores, where, danger)
        beyond = _BEYOND.get(kind.ranked[0][0])
        if beyond and (calmer := beyond(told)):
            other_topic, other_kind = self._guess_of(calmer, where, danger)
            if other_kind.ranked[0][0] not in _BEYOND and _is_known(other_topic):
                return calmer, other_topic, other_kind
        if kind.ranked[0][0] == Kind.INQUIRY:
            return read_beside((told, topic, kind), lambda rest: self._guess_of(rest, where, danger))
        return told, topic, kind

    def _guess_of(self, told: Words, where: _Where, danger: Danger | None) -> tuple[Guess, Guess]:
        """Return topic and kind of these words alone."""
        return self._guess(told, told, self.judge.model.scores(told), where, danger)

    def _guess(
        self, words: Words, told: Words, scores: Scores, where: _Where, danger: Danger | None
    ) -> tuple[Guess, Guess]:
        topic = self._topic(told, scores, where)
        topic = held_to_words(topic, told, self.catalogue.topics)
        child = harmed_child_in(words) if danger is not None else None
        topic = self._of_child(topic, words) if child else of_danger(topic, danger, told, self.catalogue)
        is_placed = where.place is not None and _is_known(topic)
        is_nuisance = bool(topic.ranked) and is_nuisance_topic(self.catalogue.root(topic.ranked[0][0]))
        beside = Beside(
            is_danger=danger is not None,
            is_placed=is_placed,
            is_nuisance=is_nuisance,
            is_bare=is_nuisance and is_short_report(told),
            is_child_hurt=child is not None,
            is_child=child is not None and (writes_as_child(words) or is_among_pupils(words)),
        )
        kind = self.judge.kind(told, scores, beside, whole=words)
        return settled(topic, kind, told, self.catalogue.topics), kind

    def _of_child(self, topic: Guess, words: Words) -> Guess:
        advice = advice_in(words.text)
        return of_hurt_child(topic, self.catalogue, is_at_home=advice is not None and advice.code == AT_HOME)

    def _topic(self, told: Words, scores: Scores, where: _Where) -> Guess:
        """Return the topic; in a short message, one not sure without the names of units, which tell no matter."""
        topic = self.judge.topic(told, scores)
        if not where.named or topic.confidence >= _CLEAR_TOPIC or len(told) > MOST:
            return topic
        names = {where.starts[i] for i in where.named}
        kept = [i for i, start in enumerate(told.starts) if start not in names]
        beside = told.only(kept)
        other = self.judge.topic(beside, self.judge.model.scores(beside))
        return other.among(kept) if _is_known(other) else topic

    def _danger(self, words: Words, told: Words, scores: Scores) -> Danger | None:
        """Return the danger that is cried, or that all that is told tells, or one sentence by itself."""
        model = self.judge.model
        if (meant := beyond_venting(words)) is not words:
            words, told = meant, beyond_venting(told)
            scores = model.scores(told)
        said = model.danger_margin(scores)
        # in what is told: talk around it drowns no danger, and sounds like none
        danger = danger_cried(words)
        if danger is None:
            danger = danger_in(told, said)
            if danger and is_only_hazard(words, danger, said):
                return None
            danger = danger or danger_amid(words, said, model.danger_margin_of)
            danger = None if danger and is_over(words) else danger
        if danger and (is_recovered(words, danger.kind) or is_settled(words, danger.kind)):
            return None
        return None if danger and anger_in(words) else danger  # "tức chết đi được" calls nobody

    def _hazard(self, words: Words, topic: Guess, kind: Guess) -> Hazard | None:
        """Return the hazard that is told; none where something else is surely told, or somebody is accused."""
        is_sure = bool(topic.ranked) and topic.confidence >= _SURE_TOPIC
        is_elsewhere = is_sure and is_told_elsewhere(self.catalogue.root(topic.ranked[0][0]))
        return None if is_elsewhere or kind.ranked[0][0] in _NO_HAZARD else hazard_in(words)


def _is_known(topic: Guess) -> bool:
    return bool(topic.ranked) and topic.ranked[0][0] != OTHER_TOPIC


@cache
def default_reader() -> Reader:
    """Return the reader of the package's own catalogue, gazetteer and model."""
    with uninterrupted():
        return Reader(load_catalogue(), load_gazetteer())

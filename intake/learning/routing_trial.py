"""Where would this go? The desk's own way of deciding, tried on words or on a matter, under rules now and drafted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory, directory_days
from intake.errors import Invalid
from intake.learning.reading_model import installed_reader
from intake.queries.case_lines import unit_name
from intake.settings import Settings
from routing.conflicts import conflicts_in
from routing.decision import decide
from routing.directory import Directory
from routing.kinds import Kind
from routing.managed import managed_by
from routing.officials.instances import instance_of
from routing.places import Place, load_gazetteer
from routing.reading import Reading
from routing.referrals import referral_for
from routing.text import normalise

MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Question:
    """What is tried: words, or topic, place and kind; what is chosen goes before what is read out of the words."""

    text: str = ""
    topic: str | None = None
    commune_code: str | None = None
    kind: str | None = None
    instance: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where it would go: the unit that answers, whose hands it is first in, who helps, by which rule, and why."""

    unit: str
    officer: str
    desk: str
    helpers: tuple[str, ...]
    rule_id: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer under the rules of today and under the drafted ones.

    `kind`, `topic`, `commune` and `confidence` are what was decided by; `next_topic` is the topic that came second,
    with where it would go (`runner_up`); without words the runner-up is where it would go if no rule spoke for it.
    """

    kind: str
    topic: str
    commune: str
    confidence: float
    today: Outcome
    drafted: Outcome | None
    next_topic: str
    runner_up: Outcome | None


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is decided upon."""

    text: str
    kind: Kind
    topic: str
    place: Place | None
    said: Place | None
    confidence: float
    instance: int


def tried(snap: Snapshot, settings: Settings, asked: Question) -> Trial:
    """Return where a matter would go; nothing is written.

    Raises:
        Invalid: neither words nor a topic is given, or something is chosen that is not there.
    """
    _require_sound(snap, asked)
    reader = topic_book.reader_of(snap, installed_reader(settings))
    reading = reader.read(normalise(asked.text)) if asked.text.strip() else None
    matter = _matter(asked, reading)
    today, with_drafts = directory_days.snapshot(snap), directory_days.with_drafts(snap)
    now, then = _outcome(snap, matter, today), _outcome(snap, matter, with_drafts)
    second = _second(asked, reading, matter)
    other = _outcome(snap, second, today) if second else None
    if second is None and now.rule_id is not None:
        other = _outcome(snap, matter, replace(today, rules=tuple(one for one in today.rules if one.id != now.rule_id)))
    return Trial(
        kind=matter.kind.value,
        topic=matter.topic,
        commune=matter.place.name or "" if matter.place else "",
        confidence=matter.confidence,
        today=now,
        drafted=then if then != now else None,
        next_topic=second.topic if second else "",
        runner_up=other,
    )


def _require_sound(snap: Snapshot, asked: Question) -> None:
    checks = (
        ("text", not asked.text.strip() and asked.topic is None, "Xin gõ lời kể, hoặc chọn lĩnh vực."),
        ("text", len(asked.text) > MOST_WORDS, f"Xin gõ dưới {MOST_WORDS} chữ."),
        ("topic", asked.topic not in {None, *topic_book.current(snap).topics}, "Lĩnh vực không có trong danh mục."),
        ("commune_code", asked.commune_code not in {None, *load_gazetteer().communes}, "Không có xã, phường này."),
        ("kind", asked.kind not in {None, *Kind}, "Không có loại việc này."),
    )
    if wrong := {name: sentence for name, is_wrong, sentence in reversed(checks) if is_wrong}:
        raise Invalid("Chưa thử được.", wrong)


def _matter(asked: Question, reading: Reading | None) -> _Matter:
    commune = load_gazetteer().communes.get(asked.commune_code or "")
    said = reading.place if reading else None
    kind = Kind(asked.kind) if asked.kind else reading.kind if reading else Kind.FEEDBACK
    topic = asked.topic or (reading.topic if reading else "")
    return _Matter(
        text=asked.text,
        kind=kind,
        topic=topic,
        place=Place(commune.name, commune.code, commune.name) if commune else said,
        said=said,
        confidence=1.0 if asked.topic or reading is None else reading.confidence,
        instance=asked.instance or instance_of(kind, asked.text),
    )


def _second(asked: Question, reading: Reading | None, matter: _Matter) -> _Matter | None:
    if reading is None or asked.topic:
        return None
    other = next((one for one in reading.topics if one.code != matter.topic), None)
    return replace(matter, topic=other.code) if other else None


def _outcome(snap: Snapshot, matter: _Matter, known: Directory) -> Outcome:
    places, catalogue = (matter.place, matter.said), topic_book.current(snap)
    conflicts = conflicts_in(matter.kind, matter.text, topic=matter.topic, places=places, directory=known)
    facts: Mapping[str, Any] = {
        "kind": matter.kind,
        "topic": matter.topic,
        "place": matter.place,
        "confidence": matter.confidence,
        "directory": known,
        "catalogue": catalogue,
        "conflicts": conflicts,
        "instance": matter.instance,
        "referral": referral_for(
            matter.text,
            kind=matter.kind,
            topic=catalogue.root(matter.topic),
            directory=known,
            respondent=conflicts.respondent,
        ),
        "managed_by": managed_by(matter.text, catalogue.root(matter.topic)),
    }
    draft = decide(**facts, load={})
    decision = decide(**facts, load=directory.load_of_officers(snap, draft.unit_id, draft.screening_unit_id))
    officer = known.officers.get(decision.officer_id or 0)
    desk_id = decision.screening_unit_id if decision.to_screening else decision.unit_id
    return Outcome(
        unit=unit_name(known, decision.unit_id) if decision.unit_id else "",
        officer=officer.name if officer else "",
        desk=unit_name(known, desk_id) if desk_id and desk_id != decision.unit_id else "",
        helpers=tuple(unit_name(known, one) for one in decision.coordinating),
        rule_id=decision.rule_id,
        reasons=decision.reasons,
    )

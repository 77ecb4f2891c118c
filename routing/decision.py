"""Who gets the matter and why: the lead unit, the officer, or a person who screens it first.

The order of thought: an explicit rule of the locality; else what the law says of the kind (a denunciation goes to the
province, a complaint to the reception of the body that decided); else the topic's unit, the commune first where the
commune handles it. Whatever is unsure goes to a person: the machine proposes, an officer disposes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from routing.assignment import officer_for
from routing.directory import Directory, Unit
from routing.kinds import Kind
from routing.places import Place
from routing.rules import rule_for, target_of
from routing.topics import OTHER_TOPIC, Catalogue, Topic

SCREENING_THRESHOLD: float = 0.45
COMMUNE_RECEPTION = "Văn phòng HĐND và UBND"
PROVINCE_RECEPTION = "Ban Tiếp công dân tỉnh"
INSPECTORATE = "Thanh tra tỉnh"
CORRUPTION_TOPIC = "tham_nhung"


@dataclass(frozen=True, slots=True)
class Decision:
    """A proposal: ids of units and officers, whether a person screens it first, and the reasons in short sentences.

    `unit_id` is who should answer; when `to_screening`, `officer_id` is the reception officer of `screening_unit_id`.
    """

    unit_id: int | None
    officer_id: int | None
    coordinating: tuple[int, ...]
    to_screening: bool
    screening_unit_id: int | None
    rule_id: int | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    """The grounds of one decision, as they were given."""

    kind: Kind
    code: str
    topic: Topic | None
    place: Place | None
    confidence: float
    directory: Directory
    excluded: frozenset[int]

    @property
    def commune(self) -> str | None:
        return self.place.code if self.place and not self.place.outside else None

    @property
    def is_protected(self) -> bool:
        """Whether the law on denunciation, or its protection of those who report corruption, applies."""
        return self.kind is Kind.DENUNCIATION or self.code == CORRUPTION_TOPIC

    def unit(self, function: str | None, level: str) -> Unit | None:
        """Return the unit of a function here, unless it is kept out."""
        unit = self.directory.unit_of(function, level, self.commune) if function else None
        return unit if unit and unit.id not in self.excluded else None


@dataclass(frozen=True, slots=True)
class _Lead:
    unit: Unit | None
    reason: str
    rule_id: int | None = None


def decide(
    *,
    kind: Kind,
    topic: str,
    place: Place | None,
    confidence: float,
    directory: Directory,
    catalogue: Catalogue,
    load: Mapping[int, int],
    excluded: frozenset[int] = frozenset(),
) -> Decision:
    """Return who gets the matter.

    Args:
        kind: what the matter is before the law.
        topic: a code of the catalogue; an unknown one is treated as "khac".
        place: where it is, as far as known.
        confidence: how sure the topic is, 0 to 1.
        directory: units, officers and rules of this moment.
        catalogue: the topics and who answers them.
        load: open cases by officer id.
        excluded: units that must not handle it (see `conflicts.excluded_units`).
    """
    matter = _Matter(kind, topic, catalogue.topics.get(topic), place, confidence, directory, excluded)
    lead = _lead(matter)
    doubts = _doubts(matter, lead)
    screening = _reception(matter) if doubts else None
    desk = screening or lead.unit
    officer = desk and officer_for(
        desk.id, topic=topic, directory=directory, load=load, excluded=excluded, reception_first=bool(doubts)
    )
    decision = Decision(
        unit_id=lead.unit.id if lead.unit else None,
        officer_id=officer.id if officer else None,
        coordinating=(),
        to_screening=bool(doubts),
        screening_unit_id=screening.id if screening else None,
        rule_id=lead.rule_id,
        confidence=confidence,
        reasons=(lead.reason, *doubts),
    )
    return decision if officer else _without_officer(decision, matter)


def _lead(matter: _Matter) -> _Lead:
    ruled = _by_rule(matter)
    if ruled:
        return ruled
    if matter.is_protected:
        return _by_denunciation(matter)
    if matter.kind is Kind.COMPLAINT:
        return _Lead(
            _reception(matter), "Khiếu nại do bộ phận tiếp công dân của nơi bị khiếu nại tiếp nhận và hướng dẫn."
        )
    return _by_topic(matter)


def _by_rule(matter: _Matter) -> _Lead | None:
    rule = rule_for(matter.directory, kind=matter.kind, topic=matter.code, commune_code=matter.commune)
    unit = target_of(rule, matter.directory, matter.commune) if rule else None
    if rule is None or unit is None or unit.id in matter.excluded:
        return None
    if matter.is_protected and unit.level == "commune":
        return None
    return _Lead(unit, f"Theo quy tắc số {rule.id} của địa phương: {unit.name}.", rule.id)


def _by_denunciation(matter: _Matter) -> _Lead:
    function = INSPECTORATE if matter.code == CORRUPTION_TOPIC else PROVINCE_RECEPTION
    unit = matter.unit(function, "province") or _reception(matter)
    if unit is None:
        return _Lead(None, "Chưa có đơn vị cấp tỉnh nào được phép nhận nội dung này.")
    return _Lead(unit, f"Nội dung tố cáo, tham nhũng do cấp tỉnh tiếp nhận, không qua xã, phường: {unit.name}.")


def _by_topic(matter: _Matter) -> _Lead:
    topic = matter.topic
    if topic is None or topic.code == OTHER_TOPIC:
        return _Lead(_reception(matter), "Chưa rõ lĩnh vực nên bộ phận tiếp nhận xem trước.")
    if topic.commune_unit is None and topic.province_unit is None:
        return _Lead(None, f"Lĩnh vực “{topic.name_vi}” do cơ quan tư pháp giải quyết; cán bộ sẽ hướng dẫn nơi gửi.")
    at_commune = matter.unit(topic.commune_unit, "commune") if matter.commune else None
    if at_commune:
        return _Lead(at_commune, f"Lĩnh vực “{topic.name_vi}” do {at_commune.name} giải quyết tại nơi xảy ra việc.")
    unit = matter.unit(topic.province_unit, "province")
    if unit:
        return _Lead(unit, f"Lĩnh vực “{topic.name_vi}” ở cấp tỉnh do {unit.name} giải quyết.")
    return _Lead(_reception(matter), f"Danh bạ chưa có đơn vị giải quyết lĩnh vực “{topic.name_vi}”.")


def _reception(matter: _Matter) -> Unit | None:
    """Return who receives and screens: the commune's office if it may, else the province's reception or inspectors."""
    at_commune = None
    if matter.commune and not matter.is_protected:
        at_commune = matter.unit(COMMUNE_RECEPTION, "commune")
    return at_commune or matter.unit(PROVINCE_RECEPTION, "province") or matter.unit(INSPECTORATE, "province")


def _doubts(matter: _Matter, lead: _Lead) -> tuple[str, ...]:
    """Return why a person must look first; empty when nobody need."""
    topic, place = matter.topic, matter.place
    needs_commune = bool(topic and topic.commune_unit) and lead.rule_id is None
    found = (
        (matter.is_protected, "Nội dung tố cáo luôn do người có thẩm quyền xem trước và giữ kín."),
        (matter.kind is Kind.COMPLAINT, "Khiếu nại cần đơn có chữ ký; cán bộ tiếp công dân sẽ hướng dẫn."),
        (matter.kind is Kind.OTHER, "Chưa rõ người gửi muốn việc gì."),
        (topic is None or topic.code == OTHER_TOPIC, "Chưa rõ lĩnh vực."),
        (lead.unit is None, "Không có đơn vị nào trong danh bạ nhận thẳng việc này."),
        (place is not None and place.outside is not None, f"Nơi xảy ra việc ở {place and place.outside}, ngoài tỉnh."),
        (needs_commune and matter.commune is None, "Chưa biết việc xảy ra ở xã, phường nào."),
        (
            matter.confidence < SCREENING_THRESHOLD,
            f"Máy mới chắc {matter.confidence:.0%} về lĩnh vực.",
        ),
    )
    return tuple(reason for applies, reason in found if applies)


def _without_officer(decision: Decision, matter: _Matter) -> Decision:
    """Send a matter whose unit has nobody to work to the reception's queue."""
    screening = _reception(matter)
    reason = "Đơn vị hiện chưa có cán bộ nào nhận việc được."
    return replace(
        decision,
        to_screening=True,
        screening_unit_id=decision.screening_unit_id or (screening.id if screening else None),
        reasons=(*decision.reasons, reason),
    )

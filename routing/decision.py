"""Who gets the matter and why: the lead unit, the officer, or a person who screens it first.

The order of thought: an explicit rule of the locality; else what the law says of the kind (a denunciation goes to the
province, a complaint to whoever decided); else the topic's unit, the commune first where the commune handles it.
Whatever is unsure goes to a person: the machine proposes, an officer disposes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from routing.alerting import alerted_of
from routing.assignment import Post, officer_for, on_duty
from routing.conflicts import NOBODY, Conflicts
from routing.dangers.hazards import is_hazard
from routing.directory import COMMUNE_RECEPTION, INSPECTORATE, PROVINCE_RECEPTION, Directory, Unit
from routing.kinds import Kind
from routing.leads import Lead, Matter, helpers_of, lead_of, reception_of
from routing.places import Place
from routing.referrals import Referral
from routing.topics import OTHER_TOPIC, Catalogue

SCREENING_THRESHOLD: float = 0.45
__all__ = ["COMMUNE_RECEPTION", "INSPECTORATE", "PROVINCE_RECEPTION", "SCREENING_THRESHOLD", "Decision", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A proposal: ids of units and officers, whether a person screens it first, and the reasons in short sentences.

    `unit_id` is who should answer; when `to_screening`, `officer_id` is the reception officer of `screening_unit_id`.
    `coordinating` are units that might help: an officer confirms them. `referral` is where the matter belongs when it
    is not ours to answer. `alerted` are units that are asked at once, for somebody is in danger. `hazard`: the kind of
    hazard that makes it urgent while nobody is hurt yet, blank for none and for a danger.
    """

    unit_id: int | None
    officer_id: int | None
    coordinating: tuple[int, ...]
    to_screening: bool
    screening_unit_id: int | None
    rule_id: int | None
    confidence: float
    reasons: tuple[str, ...]
    referral: Referral | None = None
    alerted: tuple[int, ...] = ()
    hazard: str = ""


def decide(
    *,
    kind: Kind,
    topic: str,
    place: Place | None,
    confidence: float,
    directory: Directory,
    catalogue: Catalogue,
    load: Mapping[int, int],
    conflicts: Conflicts = NOBODY,
    instance: int = 1,
    referral: Referral | None = None,
    managed_by: str = "",
    is_for_duty: bool = False,
    danger: str = "",
    is_kind_open: bool = False,
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
        conflicts: who must not know of it (see `conflicts.conflicts_in`).
        instance: 2 for a complaint about how a complaint was decided (see `instances.instance_of`).
        referral: where it belongs if not to us (see `referrals.referral_for`).
        managed_by: the function of the provincial body that runs what it is about (see `managed.managed_by`).
        is_for_duty: it is urgent and the office is closed.
        danger: the kind of danger or hazard that is told, blank for none.
        is_kind_open: its writer could not tell whether they complain of a decision or only report.
    """
    matter = Matter(
        kind,
        topic,
        catalogue.topics.get(topic),
        place,
        confidence,
        directory,
        conflicts,
        instance,
        managed_by=managed_by,
        danger=danger,
        referral=referral,
        is_kind_open=is_kind_open,
    )
    lead = lead_of(matter)
    alerted = alerted_of(matter, lead)
    doubts = _doubts(matter, lead, referral)
    screening = reception_of(matter) if doubts else None
    desk = screening or lead.unit
    post = Post(topic, conflicts.units, conflicts.people, is_sealed=matter.is_sealed, parent=matter.parent)
    officer = officer_for(desk.id, post, directory=directory, load=load, reception_first=bool(doubts)) if desk else None
    desks_on_duty = _desks_on_duty(matter, (screening, lead.unit), alerted) if is_for_duty else []
    duty = on_duty(desks_on_duty, post, directory=directory, load=load)
    taker = duty or officer
    decision = Decision(
        unit_id=lead.unit.id if lead.unit else None,
        officer_id=taker.id if taker else None,
        coordinating=helpers_of(matter, lead),
        to_screening=bool(doubts),
        screening_unit_id=screening.id if screening else None,
        rule_id=lead.rule.id if lead.rule else None,
        confidence=confidence,
        reasons=(
            lead.reason,
            *doubts,
            *conflicts.reasons,
            *(("Việc khẩn ngoài giờ: người trực nhận.",) if duty else ()),
        ),
        referral=referral,
        alerted=alerted,
        hazard=danger if is_hazard(danger) else "",
    )
    return decision if taker else _without_officer(decision, matter)


def _desks_on_duty(matter: Matter, desks: tuple[Unit | None, Unit | None], alerted: Iterable[int]) -> list[int]:
    """Return where is looked for who is on duty: at the desks of the matter, then in a unit that is asked at once.

    Of what goes straight to work, with no desk before it that screens, then anywhere in its commune. What is sealed
    goes to no unit that is only asked: it reads nothing of it.
    """
    screening, lead = desks
    found = [*(unit.id for unit in (screening, lead) if unit), *(() if matter.is_sealed else alerted)]
    if screening is None and matter.commune:
        found += [one.id for one in matter.directory.units.values() if one.commune_code == matter.commune]
    return found


def _doubts(matter: Matter, lead: Lead, referral: Referral | None) -> tuple[str, ...]:
    """Return why a person must look first; empty when nobody need."""
    topic, place = matter.topic, matter.place
    needs_commune = bool(topic and topic.commune_unit) and lead.rule is None and matter.manager is None
    beyond = referral.whom if referral and referral.is_beyond else ""
    found = (
        (matter.is_protected, "Nội dung tố cáo luôn do người có thẩm quyền xem trước và giữ kín."),
        (matter.kind is Kind.COMPLAINT, "Khiếu nại cần đơn có chữ ký; cán bộ tiếp công dân sẽ hướng dẫn."),
        (matter.is_kind_open, "Người gửi chưa rõ là khiếu nại hay phản ánh: cần hỏi lại, khiếu nại có thời hiệu."),
        (matter.kind is Kind.OTHER, "Chưa rõ người gửi muốn việc gì."),
        (topic is None or topic.code == OTHER_TOPIC, "Chưa rõ lĩnh vực."),
        (lead.unit is None, "Không có đơn vị nào trong danh bạ nhận thẳng việc này."),
        (bool(beyond), f"Có thể ngoài thẩm quyền, nơi giải quyết: {beyond}."),
        (place is not None and place.outside is not None, f"Nơi xảy ra việc ở {place and place.outside}, ngoài tỉnh."),
        (needs_commune and matter.commune is None, "Chưa biết việc xảy ra ở xã, phường nào."),
        (
            matter.confidence < SCREENING_THRESHOLD,
            f"Máy mới chắc {matter.confidence:.0%} về lĩnh vực.",
        ),
    )
    return tuple(reason for applies, reason in found if applies)


def _without_officer(decision: Decision, matter: Matter) -> Decision:
    """Send a matter whose unit has nobody to work to the reception's queue."""
    screening = reception_of(matter)
    reason = "Đơn vị hiện chưa có cán bộ nào nhận việc được."
    return replace(
        decision,
        to_screening=True,
        screening_unit_id=decision.screening_unit_id or (screening.id if screening else None),
        reasons=(*decision.reasons, reason),
    )

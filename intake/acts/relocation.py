"""Where a matter is, put right by its citizen: what nobody has touched goes to the right hands, the rest is proposed.

It goes by the rules by which it was registered, with whoever may be meant kept out. Its promised days stay: a citizen
who erred about the place loses no day by it, and an office gains none (decision 0043).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update

from intake.cases import perform
from intake.db import Transaction
from intake.directory import exclusions
from intake.directory.in_charge import in_charge
from intake.lifecycle import FORMAL_KINDS, CaseState, Move, Standing, table_of
from intake.moves import Change, Work
from intake.notices import notices
from intake.people import contacts, participants
from intake.receipts import status_of
from intake.registration import alerts, reception
from intake.registration.matter import Matter
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow
from routing.conflicts import Conflicts, is_protected
from routing.decision import Decision
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.plain import plain
from routing.reading import Reading, default_reader


@dataclass(frozen=True, slots=True)
class Correction:
    """What a citizen says now: the commune by its code, the spot in it, its point in degrees; blank for what stays."""

    commune: str = ""
    spot: str = ""
    point: tuple[float, float] | None = None


AS_IT_WAS = Correction()


@dataclass(frozen=True, slots=True)
class Teller:
    """Who puts a place right: the talk, the line, and the danger or hazard that it tells of as well, blank for none."""

    talk_id: int
    utterance_id: int
    danger: str = ""


def move(tx: Transaction, case: Row[Any], said: Correction, by: Teller) -> bool:
    """Hand a locked case on to where its citizen says it is; False, and nothing done, where an officer has to."""
    commune = load_gazetteer().communes.get(said.commune)
    if commune is None or not _is_free(tx, case, by.talk_id):
        return False
    place = Place(said.spot or case.place_text, commune.code, commune.name)
    matter = matter_of(case, place, by.danger)
    decision, conflicts = reception.decided(tx, matter, barred=_barred(tx, case))
    if not _has_hands(case, decision):
        return False
    exclusions.keep(tx, case.id, conflicts)
    was = _hands(tx, case)
    _hand_on(tx, case, matter, decision, by)
    _tell(tx, case, was, place, by)
    if matter.is_urgent:
        alerts.move(tx, case.id, decision.alerted, danger=matter.danger)
    return True


def set_spot(tx: Transaction, case: Row[Any], spot: str) -> dict[str, str]:
    """Write another spot of the same commune into a case; return what its history keeps of that."""
    columns = {"place_text": spot, "folded": reception.words_of(case.text, spot)["folded"]}
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**columns, version=CaseRow.version + 1))
    return _renamed(case, spot)


def set_point(tx: Transaction, case: Row[Any], point: tuple[float, float]) -> None:
    """Write a point on the map into a case; the message that told it stays in its history."""
    lat, lon = point
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(lat=lat, lon=lon, version=CaseRow.version + 1))


def _renamed(case: Row[Any], spot: str) -> dict[str, str]:
    """Return what the history keeps of a spot that is put right; nothing where it stays as it was."""
    return {"place_text": spot, "was_place_text": case.place_text} if spot != case.place_text else {}


def _is_free(tx: Transaction, case: Row[Any], speaker: int) -> bool:
    """Whether a case may go by a word of its citizen: an ordinary matter, theirs alone, that nobody has touched."""
    kind = Kind(case.kind)
    if kind in FORMAL_KINDS or case.is_sealed or case.suspicion or is_protected(kind, case.topic):
        return False
    rule = table_of(kind, Standing(case.standing)).get(Move.RELOCATE)
    if rule is None or CaseState(case.state) not in rule.froms:
        return False
    touched = select(CaseEventRow.id).where(CaseEventRow.case_id == case.id, CaseEventRow.staff_id.is_not(None))
    linked = select(CaseLinkRow.case_id).where((CaseLinkRow.case_id == case.id) | (CaseLinkRow.other_id == case.id))
    is_bound = any(tx.execute(one.limit(1)).first() for one in (touched, linked))
    is_theirs = participants.part_of(tx, case.id, speaker) == participants.TOLD
    return is_theirs and not is_bound and not participants.joined_to(tx, [case.id])


def _has_hands(case: Row[Any], decision: Decision) -> bool:
    """Whether somebody takes it there without a step back: what was in work is not sent to be screened."""
    if case.state == CaseState.SCREENING:
        return decision.unit_id is not None or decision.screening_unit_id is not None
    return not decision.to_screening and decision.officer_id is not None


def matter_of(case: Row[Any], place: Place | None, danger: str = "") -> Matter:
    """Return a case as it would be registered now, there."""
    reading = Reading.from_json(dict(case.reading)) if case.reading else None
    if case.is_urgent:
        danger = danger or _danger(reading, case.text)
    return Matter(
        kind=Kind(case.kind),
        topic=case.topic,
        text=case.text,
        place=place,
        confidence=case.confidence or 0.0,
        is_urgent=case.is_urgent,
        reading=reading,
        danger=danger,
    )


def _barred(tx: Transaction, case: Row[Any]) -> Conflicts:
    kept = exclusions.of(tx, case.id)
    return Conflicts(units=kept.units, people=kept.people)


def _hands(tx: Transaction, case: Row[Any]) -> tuple[int, ...]:
    desk = case.screening_unit_id if case.state == CaseState.SCREENING else None
    return (case.officer_id,) if case.officer_id else tuple(notices.screeners_of(tx, case.id, desk))


def _danger(reading: Reading | None, text: str) -> str:
    return (reading.alarm if reading else "") or default_reader().read(text).alarm


def _hand_on(tx: Transaction, case: Row[Any], matter: Matter, decision: Decision, by: Teller) -> None:
    """Write new place and hands; who is in charge stays so where the unit stays."""
    is_screened = case.state == CaseState.SCREENING
    stays = decision.unit_id == case.lead_unit_id
    officer_id = None if is_screened else case.officer_id if stays and case.officer_id else decision.officer_id
    place = matter.place or Place("", None, None)
    columns = {
        "place_text": place.text,
        "commune_code": place.code,
        "folded": reception.words_of(case.text, place.text)["folded"],
        "lat": None,  # the point lies where the matter is not
        "lon": None,
        "decision": plain(decision),
        "lead_unit_id": decision.unit_id,
        "screening_unit_id": decision.screening_unit_id or case.screening_unit_id,
        "officer_id": officer_id,
    }
    data = {
        "utterance_id": str(by.utterance_id),
        "commune_code": place.code,
        "was_commune_code": case.commune_code or "",
        **_renamed(case, place.text),
        "unit_id": decision.unit_id,
        "from_unit_id": case.lead_unit_id,
        "officer_id": officer_id,
        "from_officer_id": case.officer_id,
    }
    rule = table_of(matter.kind, Standing(case.standing))[Move.RELOCATE]
    perform(Work(tx, case, Move.RELOCATE, rule, f"citizen:{by.talk_id}", {}), Change(columns, data))


def _tell(tx: Transaction, case: Row[Any], was: tuple[int, ...], place: Place, by: Teller) -> None:
    """Tell whoever has it now, whoever had it, and those who follow it from another chat."""
    after = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case.id)).one()
    now, key = _hands(tx, after), f"relocate:{case.id}:{case.version}"
    fresh, stay, gone = set(now) - set(was), set(now) & set(was), exclusions.without(tx, case.id, set(was) - set(now))
    kind, come = ("urgent", "Việc KHẨN") if case.is_urgent else ("assigned", "Có hồ sơ")
    heads = notices.heads_above(tx, case.id, after.lead_unit_id) if case.is_urgent else ()
    danger = f" {alerts.said_of(after, by.danger, spot='', commune='')}" if by.danger else ""
    text = f"{come} chuyển đến vì người dân báo lại nơi xảy ra: {place.name}.{danger}"
    notices.tell(tx, {*fresh, *heads} - stay, key=key, kind=kind, text=text, case_id=case.id)
    corrected = f"Người dân sửa lại nơi xảy ra: {place.name}.{danger}"
    notices.tell(tx, stay, key=key, kind="urgent" if danger else "supplement", text=corrected, case_id=case.id)
    unit = status_of(tx, case.id).unit
    left = f"Hồ sơ {case.code} đã chuyển sang {unit} vì người dân báo lại nơi xảy ra. Anh/chị không phải xử lý nữa."
    notices.tell(tx, gone, key=key, kind="left", text=left, case_id=None)
    if after.lead_unit_id != case.lead_unit_id and after.state == CaseState.ASSIGNED:
        fields = {"code": case.code, "reason": f"người gửi báo lại việc ở {place.name}.", **in_charge(tx, case.id)}
        contacts.notify(tx, case, key=key, notice="notice.transferred", fields=fields, but=by.talk_id)

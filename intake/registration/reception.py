"""Registering a case: decide who, assign, start the clocks, write the receipt; all in the caller's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, select

from intake import codes, history
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.deadlines import clocks, first_clocks, office_hours, promises
from intake.directory import directory, exclusions, handling
from intake.engine.prepared import Prepared
from intake.lifecycle import AT_REGISTRATION, TERMINAL, CaseState, Standing, first_state
from intake.notices import notices
from intake.registration import alerts, out_of_hands, spam
from intake.registration.matter import Matter
from intake.settings import Settings
from intake.tables import CaseRow
from intake.talk import dialogue_log
from routing.conflicts import CORRUPTION_TOPIC, NOBODY, Conflicts, conflicts_in, together
from routing.decision import Decision, decide
from routing.directory import full_unit_name
from routing.kinds import Kind
from routing.managed import managed_by
from routing.officials.instances import instance_of
from routing.plain import plain
from routing.referrals import referral_for
from routing.text import cut_at_word, shadow

SUMMARY = 160
_OF_DRAFT = Prepared(
    select(CaseRow.id).where(CaseRow.conversation_id == bindparam("chat"), CaseRow.draft_no == bindparam("draft_no"))
)
_ENTER = Prepared(insert(CaseRow).returning(CaseRow.id))
_BY_ID = Prepared(select(CaseRow.__table__).where(CaseRow.id == bindparam("case_id")))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen is given for a registered case. The secret is not in it: it is derived when it is shown.

    `belongs_to`: where to take what nobody here may see, unpromised; `elsewhere`: where what is kept here belongs.
    """

    case_id: int
    code: str
    kind: Kind
    unit: str
    officer: str | None
    phone: str
    due_on: date | None
    basis: str
    is_local: bool
    in_screening: bool
    is_sealed: bool
    belongs_to: str = ""
    is_tip: bool = False
    hours: str = ""
    elsewhere: str = ""


def register(tx: Transaction, settings: Settings, matter: Matter, conversation: dialogue_log.Conversation) -> Receipt:
    """Register a confirmed matter; the same draft registered again gives the receipt of the case that it became."""
    known = tx.execute(_OF_DRAFT, {"chat": conversation.id, "draft_no": conversation.draft_no}).scalar()
    if known is not None:
        return receipt_of(tx, known)
    if matter.about_case_id is not None and matter.place is None:
        matter = replace(matter, place=handling.place_of(tx, matter.about_case_id))
    matter = replace(matter, topic=topic_book.current(tx).settled(matter.topic))
    is_held = not matter.is_urgent and matter.kind not in {Kind.COMPLAINT, Kind.DENUNCIATION}
    suspicion = spam.suspicion(tx, conversation.id, matter.text, matter.reading) if is_held else None
    decision, conflicts = decided(tx, replace(matter, confidence=0.0) if suspicion else matter)
    stages = () if suspicion else AT_REGISTRATION[matter.kind]
    case_id = enter(tx, settings, matter, conversation, decision, stages=stages, suspicion=suspicion)
    exclusions.begin(tx, case_id, conflicts)
    if matter.about_case_id is not None:
        handling.link(tx, case_id, matter.about_case_id)
    is_sealed = matter.kind is Kind.DENUNCIATION
    dialogue_log.bind_draft(tx, conversation.id, conversation.draft_no, case_id, is_sealed=is_sealed)
    dialogue_log.next_draft(tx, conversation.id)
    if suspicion:
        return receipt_of(tx, case_id)
    _tell_staff(tx, case_id, decision, is_urgent=matter.is_urgent)
    covered = alerts.covering(matter.place, matter.text, decision.unit_id) if is_sealed else None
    alerts.ask(tx, case_id, decision.alerted, danger=matter.danger, covered=covered)
    if referral := out_of_hands.belongs_elsewhere(decision):
        state = first_state(matter.kind, to_screening=decision.to_screening)
        out_of_hands.refer_at_once(tx, case_id, referral, state_from=state)
    return receipt_of(tx, case_id)


def foresee(snap: Snapshot, matter: Matter) -> Decision:
    """Return who would get a matter if it were registered now."""
    return decided(snap, replace(matter, topic=topic_book.current(snap).settled(matter.topic)))[0]


def shut_out_of(snap: Snapshot, matter: Matter) -> Conflicts:
    """Return who would be shut out of a matter if it were registered now."""
    return decided(snap, replace(matter, topic=topic_book.current(snap).settled(matter.topic)))[1]


def enter(
    tx: Transaction,
    settings: Settings,
    matter: Matter,
    conversation: dialogue_log.Conversation,
    decision: Decision,
    *,
    stages: Iterable[str],
    suspicion: str | None = None,
) -> int:
    """Write a case into the book with its first event, and start the clocks of these stages; return its id."""
    first = first_clocks.count(tx, clocks.Question(matter.kind.value, is_urgent=matter.is_urgent), stages)
    told = plain(decision)
    shown = {**first.shown(), "decision": told}
    case_id = _insert(tx, settings, matter, conversation, decision, shown=shown, suspicion=suspicion)
    history.add(
        tx,
        case_id,
        "register",
        actor=f"staff:{matter.taken_by}" if matter.taken_by else f"citizen:{conversation.id}",
        audience="citizen",
        state_from=None,
        state_to=first_state(matter.kind, to_screening=decision.to_screening).value,
        data={
            "decision": told,
            "kind": matter.kind.value,
            "topic": matter.topic,
            "standing": matter.standing.value,
            "unit_id": decision.unit_id,
            "officer_id": None if decision.to_screening else decision.officer_id,
        },
    )
    first_clocks.start(tx, case_id, first)
    return case_id


def decided(tx: Snapshot, matter: Matter, barred: Conflicts = NOBODY) -> tuple[Decision, Conflicts]:
    """Return who gets a matter whose topic is settled, and who is kept out of it beside whoever is `barred` already."""
    snapshot, catalogue = directory.snapshot(tx), topic_book.current(tx)
    kind, text, root = matter.kind, matter.text, catalogue.root(matter.topic)
    conflicts = conflicts_of(tx, matter)
    if matter.about_case_id is not None:
        conflicts = handling.with_its_officer(tx, conflicts, matter.about_case_id)
    facts: dict[str, Any] = {
        "kind": kind,
        "topic": matter.topic,
        "place": matter.place,
        "confidence": matter.confidence,
        "directory": snapshot,
        "catalogue": catalogue,
        "conflicts": together(conflicts, barred),
        "instance": instance_of(kind, text),
        "referral": referral_for(text, kind=kind, topic=root, directory=snapshot, respondent=conflicts.respondent),
        "managed_by": managed_by(text, root),
        "is_for_duty": matter.is_urgent and not office_hours.is_open(tx),
        "danger": matter.danger if matter.is_urgent else "",
        "is_kind_open": matter.is_kind_open,
    }
    draft = decide(**facts, load={})
    load = directory.load_of_officers(tx, draft.unit_id, draft.screening_unit_id)
    return decide(**facts, load=load), conflicts


def conflicts_of(snap: Snapshot, matter: Matter) -> Conflicts:
    """Return whom the words of a matter keep out of it."""
    places = (matter.place, matter.reading.place if matter.reading else None)
    topic = matter.topic if matter.reading is None or matter.topic == CORRUPTION_TOPIC else matter.reading.topic
    facts: dict[str, Any] = {"topic": topic, "places": places, "directory": directory.snapshot(snap)}
    return conflicts_in(matter.kind, matter.text, **facts, danger=matter.danger)


def _insert(
    tx: Transaction,
    settings: Settings,
    matter: Matter,
    conversation: dialogue_log.Conversation,
    decision: Decision,
    *,
    shown: Mapping[str, Any],
    suspicion: str | None = None,
) -> int:
    state = first_state(matter.kind, to_screening=decision.to_screening)
    place_text = matter.place.text if matter.place else ""
    values = dict(
        code=codes.new_code(settings.code_prefix, tx.today.year),
        secret_version=1,
        conversation_id=conversation.id,
        draft_no=conversation.draft_no,
        channel=conversation.channel,
        kind=matter.kind.value,
        topic=matter.topic,
        state=state.value,
        is_open=state not in TERMINAL,
        **words_of(matter.text, place_text),
        place_text=place_text,
        commune_code=matter.place.code if matter.place else None,
        lat=matter.lat,
        lon=matter.lon,
        is_urgent=matter.is_urgent,
        is_sealed=matter.kind is Kind.DENUNCIATION,
        standing=matter.standing.value,
        confidence=matter.confidence,
        reading=matter.reading.to_json() if matter.reading else None,
        lead_unit_id=decision.unit_id,
        screening_unit_id=decision.screening_unit_id,
        officer_id=None if decision.to_screening else decision.officer_id,
        registered_at=tx.now,
        version=1,
        suspicion=suspicion,
        **shown,
    )
    return int(tx.execute(_ENTER, values).scalar_one())


def words_of(text: str, place_text: str) -> dict[str, str]:
    """Return the columns of a case that follow from its words: whole, in one line, to be searched, to be compared."""
    return {
        "text": text,
        "summary": cut_at_word(" ".join(text.split()), SUMMARY),
        "folded": shadow(f"{text} {place_text}"),
        "content_key": codes.content_key(text),
    }


def _tell_staff(tx: Transaction, case_id: int, decision: Decision, *, is_urgent: bool) -> None:
    told: list[int | None] = [decision.officer_id]
    if decision.to_screening:
        told = [*notices.screeners_of(tx, case_id, decision.screening_unit_id)] or told
    if is_urgent:
        heads = notices.heads_above(tx, case_id, decision.unit_id or decision.screening_unit_id)
        told = [*told, decision.officer_id, *heads]
    text = "Có việc KHẨN cần xem ngay." if is_urgent else "Có hồ sơ mới."
    notices.tell(tx, told, key=f"new:{case_id}", kind="urgent" if is_urgent else "new", text=text, case_id=case_id)


def receipt_of(tx: Transaction, case_id: int) -> Receipt:
    """Return the receipt of a case as it stands. A sealed case names its unit and no officer."""
    asked = tx.ask(_BY_ID, {"case_id": case_id})
    promise, case = promises.promised(tx, case_id), asked().one()
    snapshot, in_screening = directory.snapshot(tx), case.state == "screening"
    unit = snapshot.units.get(case.screening_unit_id if in_screening else case.lead_unit_id)
    officer_id: int | None = (case.decision or {}).get("officer_id") if in_screening else case.officer_id
    officer = None if case.is_sealed else snapshot.officers.get(officer_id or 0)
    return Receipt(
        case_id=case_id,
        code=case.code,
        kind=Kind(case.kind),
        unit=full_unit_name(snapshot, unit.id) if unit else "",
        officer=officer.name if officer else None,
        phone=(officer.phone if officer else "") or (unit.phone if unit else ""),
        due_on=promise.due_on if promise else None,
        basis=promise.basis if promise else "",
        is_local=promise.is_local if promise else False,
        in_screening=in_screening,
        is_sealed=case.is_sealed,
        belongs_to=(case.answer or "") if case.state == CaseState.REFERRED else "",
        is_tip=case.standing == Standing.INFORMATION.value,
        hours=unit.hours if unit else "",
        elsewhere=f"{found['to']}. {found['text']}" if (found := (case.decision or {}).get("referral")) else "",
    )

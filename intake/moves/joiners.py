"""Whoever joined a report that turns out to be one person's own matter goes on with what they told themselves.

Else a neighbour who only saw the same hole in the road would be told that somebody accuses, and of what.
"""

from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from intake import history
from intake.clock import local_day
from intake.deadlines import clocks
from intake.deadlines.clocks import Question
from intake.directory import directory, exclusions
from intake.lifecycle import AT_REGISTRATION, first_state
from intake.moves.work import Work
from intake.notices import notices
from intake.people import participants
from intake.registration.reception import words_of
from intake.tables import AttachmentRow, CaseParticipantRow, CaseRow, ConversationRow, OutboxRow, UtteranceRow
from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.places import Place

_JOINED = CaseParticipantRow.__table__
_TOLD = "Có hồ sơ mới của người từng báo chung một việc."


def set_free(work: Work, kind: Kind) -> None:
    """Give each who joined a case a case of their own, under their code and to be screened, if it is of such a kind."""
    if kind.value in participants.COMMON_KINDS or work.case.kind not in participants.COMMON_KINDS:
        return
    mine = (_JOINED.c.case_id == work.case.id, _JOINED.c.role == participants.JOINED, _JOINED.c.left_at.is_(None))
    for person in work.tx.execute(select(_JOINED).where(*mine).order_by(_JOINED.c.id)).all():
        _give_own(work, person)


def _give_own(work: Work, person: Row[Any]) -> None:
    tx, kind = work.tx, Kind(work.case.kind)
    tx.execute(delete(CaseParticipantRow).where(CaseParticipantRow.id == person.id))
    case_id = int(tx.execute(insert(CaseRow).values(**_columns(work, person)).returning(CaseRow.id)).scalar_one())
    here = Place("", work.case.commune_code, None)
    facts: dict[str, Any] = {"topic": work.case.topic, "places": (here,), "directory": directory.snapshot(tx)}
    exclusions.keep(tx, case_id, conflicts_in(kind, person.text, **facts))
    for table in (UtteranceRow, AttachmentRow, OutboxRow):
        theirs = (table.case_id == work.case.id, table.conversation_id == person.conversation_id)
        tx.execute(update(table).where(*theirs).values(case_id=case_id))
    state: dict[str, Any] = {"state_from": None, "state_to": first_state(kind, to_screening=True).value}
    data = {"kind": kind.value, "topic": work.case.topic}
    history.add(tx, case_id, "register", actor=work.actor, audience="citizen", data=data, **state)
    question = Question(kind.value)
    clocks.start(tx, case_id, question, AT_REGISTRATION[kind], start_on=local_day(person.at), staff_id=work.staff_id)
    desk = notices.screeners_of(tx, case_id, _desk(work))
    notices.tell(tx, desk, key=f"new:{case_id}", kind="new", text=_TOLD, case_id=case_id)


def _columns(work: Work, person: Row[Any]) -> dict[str, Any]:
    chat = ConversationRow.id == person.conversation_id
    lowest = select(func.coalesce(func.min(CaseRow.draft_no), 0)).where(
        CaseRow.conversation_id == person.conversation_id
    )
    return {
        **words_of(person.text, work.case.place_text),
        "code": person.code,
        "secret_version": person.secret_version,
        "conversation_id": person.conversation_id,
        "draft_no": min(work.tx.execute(lowest).scalar_one(), 0) - 1,  # below every draft of the talk itself
        "channel": work.tx.execute(select(ConversationRow.channel).where(chat)).scalar_one(),
        "kind": work.case.kind,
        "topic": work.case.topic,
        "state": first_state(Kind(work.case.kind), to_screening=True).value,
        "is_open": True,
        "place_text": work.case.place_text,
        "commune_code": work.case.commune_code,
        "confidence": 1.0,
        "screening_unit_id": _desk(work),
        "registered_at": person.at,
        "version": 1,
    }


def _desk(work: Work) -> int | None:
    unit_id: int | None = work.case.screening_unit_id or work.case.lead_unit_id
    return unit_id

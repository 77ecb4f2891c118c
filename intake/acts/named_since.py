"""Whom words name that are added to a case: they are kept out of it from then on, and it leaves their hands at once.

Who accuses "a clerk" today and says tomorrow who it is must not have told that very clerk.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select, update

from intake import history
from intake.acts.relocation import matter_of
from intake.db import Transaction
from intake.directory import directory, exclusions
from intake.directory.exclusions import Exclusions
from intake.engine.conditions import among
from intake.engine.prepared import Prepared
from intake.lifecycle import TERMINAL, CaseState
from intake.notices import notices
from intake.people import contacts
from intake.registration import out_of_hands, reception
from intake.tables import CaseRow, UtteranceRow
from routing.assignment import Post, officer_for
from routing.conflicts import Conflicts
from routing.decision import Decision
from routing.directory import Directory
from routing.places import Place, load_gazetteer

MOVE = "shut_out"
_SAID = Prepared(select(UtteranceRow.text).where(among(UtteranceRow.id, "lines")).order_by(UtteranceRow.id))
_COME = "Có hồ sơ chuyển đến: người giữ trước đó không được xem việc này."


def keep_out_of_lines(tx: Transaction, case: Row[Any], line_ids: Sequence[int]) -> Row[Any]:
    """As `keep_out`, of lines that were said."""
    return keep_out(tx, case, "\n".join(tx.execute(_SAID, {"lines": list(line_ids)}).scalars()))


def keep_out(tx: Transaction, case: Row[Any], words: str) -> Row[Any]:
    """Keep out of a locked case whom further words of its citizens name; return it as it is now.

    The words are read with what it tells. Where it is in their hands others get it, in the state in which it stands;
    its promised days stay. Who accuses whoever stands above all is told where it belongs, as if they had at once.
    """
    if not words.strip():
        return case
    matter = replace(matter_of(case, _place(case)), text=f"{case.text}\n{words}")
    found = reception.conflicts_of(tx, matter)
    if not (found.units or found.people):
        return case
    before, known = exclusions.of(tx, case.id), directory.snapshot(tx)
    if found.units <= before.units and found.people <= before.people:
        return case
    exclusions.keep(tx, case.id, found)
    barred = before.with_also(found)
    if CaseState(case.state) in TERMINAL or not _is_in_their_hands(case, barred, known):
        return case
    decision, _ = reception.decided(tx, matter, barred=Conflicts(units=barred.units, people=barred.people))
    if referral := out_of_hands.belongs_elsewhere(decision):
        out_of_hands.refer_at_once(tx, case.id, referral, state_from=CaseState(case.state))
        told = {"code": case.code, "to": referral.to, "reason": referral.text}
        contacts.notify(tx, case, key=f"{MOVE}:{case.id}:{case.version}", notice="notice.referred", fields=told)
        return _again(tx, case)
    return _hand_on(tx, case, decision, barred, known)


def _place(case: Row[Any]) -> Place | None:
    if not (case.place_text or case.commune_code):
        return None
    commune = load_gazetteer().communes.get(case.commune_code or "")
    return Place(case.place_text, case.commune_code, commune.name if commune else None)


def _is_in_their_hands(case: Row[Any], barred: Exclusions, known: Directory) -> bool:
    officer = known.officers.get(case.officer_id or 0)
    if officer is not None and barred.bars(officer.id, officer.unit_id, known):
        return True
    return any(barred.bars_unit(one, known) for one in (case.lead_unit_id, case.screening_unit_id))


def _hand_on(tx: Transaction, case: Row[Any], decision: Decision, barred: Exclusions, known: Directory) -> Row[Any]:
    lead = decision.unit_id if barred.bars_unit(case.lead_unit_id, known) else case.lead_unit_id
    desk = case.screening_unit_id
    if barred.bars_unit(desk, known) or (desk is None and case.state == CaseState.SCREENING):
        desk = decision.screening_unit_id or decision.unit_id
    officer_id = _officer(tx, case, lead, barred, known)
    hands = {"lead_unit_id": lead, "screening_unit_id": desk, "officer_id": officer_id}
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(**hands, version=CaseRow.version + 1))
    data = {
        "unit_id": lead,
        "from_unit_id": case.lead_unit_id,
        "officer_id": officer_id,
        "from_officer_id": case.officer_id,
    }
    history.note(tx, case.id, MOVE, actor="system", data=data)
    told = [officer_id] if officer_id else notices.screeners_of(tx, case.id, desk or lead)
    kind = "urgent" if case.is_urgent else "assigned"
    notices.tell(tx, told, key=f"{MOVE}:{case.id}:{case.version}", kind=kind, text=_COME, case_id=case.id)
    return _again(tx, case)


def _officer(tx: Transaction, case: Row[Any], unit_id: int | None, barred: Exclusions, known: Directory) -> int | None:
    """Return who has it now: nobody where nobody had it, who had it where they may, else another of the unit."""
    had = known.officers.get(case.officer_id or 0)
    if had is None or unit_id is None:
        return None
    if had.unit_id == unit_id and not barred.bars(had.id, had.unit_id, known):
        return had.id
    post = Post(case.topic, barred.units, barred.people, is_sealed=case.is_sealed)
    load = directory.load_of_officers(tx, unit_id)
    another = officer_for(unit_id, post, directory=known, load=load)
    return another.id if another else None


def _again(tx: Transaction, case: Row[Any]) -> Row[Any]:
    return tx.execute(select(CaseRow.__table__).where(CaseRow.id == case.id)).one()

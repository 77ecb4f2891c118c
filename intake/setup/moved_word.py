"""Who is told that deadlines were counted anew: each citizen whose promised day moved, each officer once for all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row

from intake import labels
from intake.access import may_see_case
from intake.db import Transaction
from intake.deadlines import promises
from intake.deadlines.shifts import Shift
from intake.notices import notices
from intake.officers import staff
from intake.people import contacts
from intake.people.contacts import Case, Contact
from intake.sending import citizen_notices, outbox

_NAMED = 5


@dataclass(slots=True)
class _Hand:
    """What one member of staff is told of; the codes of sealed cases are never written down for it."""

    later: int = 0
    earlier: int = 0
    named: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Word:
    """Gathers what is to be told while clocks are moved; `key` makes each thing told once."""

    tx: Transaction
    reason: str
    key: str
    citizens: int = 0
    _hands: dict[int, _Hand] = field(default_factory=dict)
    _desks: dict[int | None, list[int]] = field(default_factory=dict)

    @contextmanager
    def about(self, shifts: Sequence[Shift]) -> Iterator[None]:
        """Note the shifts of whole cases that are moved inside; tell the citizens whose promised day they change."""
        cases = {shift.clock.case_id: shift.clock for shift in shifts}
        before = promises.promised_for(self.tx, list(cases))
        yield
        after = promises.promised_for(self.tx, list(cases))
        moved = [one for one in cases if one in before and one in after and before[one].due_on != after[one].due_on]
        people = contacts.contacts_of(self.tx, [_case_of(cases[one]) for one in moved])
        hour = citizen_notices.civil_hour(self.tx)
        told = [
            {
                **self._notice(contact, case_id, (before[case_id].due_on, after[case_id].due_on), number),
                "not_before": hour,
            }
            for case_id in moved
            for number, contact in enumerate(people[case_id])
        ]
        outbox.put_all(self.tx, told)
        self.citizens += len(told)
        for shift in shifts:
            self._note(shift)

    def _notice(self, contact: Contact, case_id: int, due: tuple[date, date], number: int) -> dict[str, Any]:
        days = {"old_due": due[0].isoformat(), "new_due": due[1].isoformat()}
        own_key = f":{contact.conversation_id}" if number else ""
        return {
            "conversation_id": contact.conversation_id,
            "case_id": case_id,
            "key": f"{self.key}:{case_id}{own_key}",
            "purpose": "notice",
            "payload": {"notice": "notice.moved", "fields": {"code": contact.code, **days, "reason": self.reason}},
            "waits": contact.waits,
        }

    def _note(self, shift: Shift) -> None:
        if shift.direction not in {"later", "earlier"}:
            return
        clock = shift.clock
        for staff_id in self._concerned(clock):
            hand = self._hands.setdefault(staff_id, _Hand())
            if shift.direction == "later":
                hand.later += 1
            else:
                hand.earlier += 1
            if not clock.is_sealed and len(hand.named) < _NAMED:
                stage = labels.STAGES.get(clock.stage, clock.stage)
                days = f"{clock.due_on:%d/%m/%Y} → {shift.deadline.due_on:%d/%m/%Y}"
                hand.named.append(f"{clock.code} ({stage}) {days}")

    def _concerned(self, clock: Row[Any]) -> Sequence[int]:
        unit_id = (
            clock.screening_unit_id if clock.officer_id is None and clock.screening_unit_id else clock.lead_unit_id
        )
        if clock.is_sealed:
            if clock.officer_id is None:
                return notices.screeners_of(self.tx, clock.case_id, unit_id)
            viewer = staff.viewer_for(self.tx, clock.officer_id)
            return [viewer.id] if may_see_case(self.tx, viewer, clock.case_id) else []
        if clock.officer_id is not None:
            return [clock.officer_id]
        if unit_id not in self._desks:
            self._desks[unit_id] = notices.screeners_of(self.tx, clock.case_id, unit_id)
        return self._desks[unit_id]

    def tell_staff(self) -> int:
        """Tell every member of staff concerned, once for all their cases; return how many there are."""
        for staff_id, hand in self._hands.items():
            notices.tell(
                self.tx, [staff_id], key=self.key, kind="recount", text=_sentence(hand, self.reason), case_id=None
            )
        return len(self._hands)


def _case_of(clock: Row[Any]) -> Case:
    return Case(clock.case_id, clock.conversation_id, clock.code, is_sealed=clock.is_sealed)


def _sentence(hand: _Hand, reason: str) -> str:
    ways = ((hand.later, "muộn hơn"), (hand.earlier, "sớm hơn"))
    counted = ", ".join(f"{number} {way}" for number, way in ways if number)
    rest = hand.later + hand.earlier - len(hand.named)
    listed = [*hand.named, *([f"và {rest} hạn khác"] if rest and hand.named else [])]
    sample = f" {'; '.join(listed)}." if listed else ""
    return f"Hạn được tính lại: {counted}. Lý do: {reason}.{sample}"

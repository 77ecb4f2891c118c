"""A case of the book as the dialogue speaks of it."""

from bot.dialogue import events
from intake.receipts import CaseStatus


def line_of(status: CaseStatus) -> events.CaseLine:
    """Return a case as the dialogue speaks of it."""
    return events.CaseLine(
        case_id=status.case_id,
        code=status.code,
        summary=status.summary,
        state_label=status.state_label,
        unit=status.unit,
        officer_name=status.officer,
        officer_phone=status.phone,
        due_on=status.due_on,
        is_open=status.is_open,
        answer=status.answer or None,
        waits_for_citizen=status.waits_for_citizen,
        kind=status.kind,
        part=status.part,
    )

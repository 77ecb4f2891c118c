"""A case of the book as the dialogue speaks of it."""

from bot.dialogue import events
from intake.deadlines.second_looks import OPEN
from intake.receipts import CaseStatus


def line_of(status: CaseStatus) -> events.CaseLine:
    """Return a case as the dialogue speaks of it: of a sealed one, only that it is there; others may hold the phone."""
    if status.is_sealed:
        return _covered(status)
    is_answered = status.state in {"answered", "closed"}
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
        is_signed=status.standing == "signed",
        state=status.state,
        topic=status.topic,
        commune=status.commune,
        spot=status.spot,
        is_answered=is_answered,
        can_reopen=status.again is not None and status.again.status == OPEN,
        again=status.again.status if status.again else "",
        again_until=status.again.until if status.again else None,
        again_denied=status.again.reason if status.again else "",
    )


def _covered(status: CaseStatus) -> events.CaseLine:
    return events.CaseLine(
        case_id=status.case_id,
        code=status.code,
        summary="",
        state_label="",
        unit="",
        officer_name="",
        officer_phone="",
        due_on=None,
        is_open=status.is_open,
        waits_for_citizen=status.waits_for_citizen,
        kind=status.kind,
        part=status.part,
        is_sealed=True,
    )

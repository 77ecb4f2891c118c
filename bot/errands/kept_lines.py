"""Opens what was kept sealed while it was told, once it is of a matter that is open to read."""

from bot.dialogue import orders
from bot.dialogue.formal.held_apart import is_held
from intake import receipts
from intake.db import Transaction
from intake.sealed import sealed_lines
from routing.kinds import Kind
from routing.reading import Reading


def open_for(tx: Transaction, conversation_id: int, order: orders.Order) -> None:
    """Open what the citizen said for the matter that an order settles, but for lines that accuse by themselves."""
    if not _settles_openly(tx, order):
        return
    kept = sealed_lines.of_matter(tx, conversation_id)
    readings = ((line, Reading.from_json(line.reading) if line.reading else None) for line in kept)
    if told := [line.id for line, reading in readings if not is_held(line.text, reading)]:
        sealed_lines.reopen(tx, told)


def _settles_openly(tx: Transaction, order: orders.Order) -> bool:
    match order:
        case orders.Register(draft) | orders.Join(_, draft):
            return draft.kind != Kind.DENUNCIATION
        case orders.AddInformation() | orders.AskReopen():
            return order.of_earlier and not receipts.is_sealed(tx, order.case_id)
    return False

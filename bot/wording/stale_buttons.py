"""Which buttons on a citizen's screen answer nothing any more once a new question has been sent."""

from collections.abc import Callable

from bot.dialogue.sent.rating import is_mark
from intake.db import Snapshot
from intake.sending import outgoing
from intake.sending.outgoing import Asked
from intake.sending.parcels import Parcel

PressedOn = Callable[[str], str | None]  # a raw update in which a button was pressed; the id of the message above it


def stale_buttons(snap: Snapshot, parcel: Parcel, pressed_on: PressedOn) -> str | None:
    """Return the platform's id of the message whose buttons are stale since this one was sent; None for none.

    A mark for an answer may be given later by its old button: these stay.
    """
    asked = outgoing.asked_before(snap, parcel.conversation_id, parcel.id)
    if asked is None or _is_bare(asked, pressed_on):
        return None
    return None if any(is_mark(one.partition(":")[2]) for one in asked.payloads) else asked.message_id


def _is_bare(asked: Asked, pressed_on: PressedOn) -> bool:
    """Whether the platform has taken the buttons away, as it does of the message whose button is pressed."""
    if not asked.is_pressed or asked.pressed is None:
        return asked.is_pressed
    return pressed_on(asked.pressed) in {None, asked.message_id}

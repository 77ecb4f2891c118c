"""Which buttons on a citizen's screen answer nothing any more once a new question has been sent."""

from bot.dialogue.sent.rating import is_mark
from intake.db import Snapshot
from intake.sending import outgoing
from intake.sending.parcels import Parcel


def stale_buttons(snap: Snapshot, parcel: Parcel) -> str | None:
    """Return the platform's id of the message whose buttons are stale since this one was sent; None for none.

    A mark for an answer may be given later by its old button: these stay.
    """
    asked = outgoing.asked_before(snap, parcel.conversation_id, parcel.id)
    if asked is None:
        return None
    message_id, payloads = asked
    return None if any(is_mark(one.partition(":")[2]) for one in payloads) else message_id

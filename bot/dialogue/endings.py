"""How an open question ended: answered, broken off, left for something else, or met by silence."""

from collections.abc import Iterable, Mapping

from bot.dialogue.commands import Command, command_in
from bot.dialogue.events import Chose, DraftExpired, DraftWaits, Event, Located, Said, SentMedia, Started
from bot.dialogue.options import typed_option
from bot.dialogue.orders import DropDraft, ForgetDraft, ForgetWords, Order, RefuseConsent
from bot.dialogue.state import State

_OF_CITIZEN = (Said, Chose, SentMedia, Located, Started)
_BREAKS_OFF = (DropDraft, RefuseConsent, ForgetWords, ForgetDraft)


def ending(before: State, event: Event, after: State, orders: Iterable[Order]) -> str | None:
    """Return how the question of a step ended in a turn; None where none was open or it is open still.

    Returns:
        `answered`; `cancelled`: what was being told is dropped, or is asked to be; `aside`: something else was wanted
        or told; `silent`: the office spoke first, because nobody answered.
    """
    if before.step in {"idle", after.step}:
        return None
    if isinstance(event, DraftWaits | DraftExpired):
        return "silent"
    if not isinstance(event, _OF_CITIZEN) or isinstance(event, Started):
        return "aside"
    if before.step == "drop":  # the question that was broken off before this one has the loss already
        return "answered"
    if after.step == "drop" or any(isinstance(order, _BREAKS_OFF) for order in orders):
        return "cancelled"
    return _of_command(before, event)


def _of_command(before: State, event: Event) -> str:
    if not isinstance(event, Said) or typed_option(event.text, before.options) is not None:
        return "answered"
    asked = command_in(event.text)
    if asked is None or asked.command in _ANSWERS.get(before.step, ()):
        return "answered"
    return "cancelled" if asked.command is Command.CANCEL else "aside"


_ANSWERS: Mapping[str, frozenset[Command]] = {  # commands that are what the question asks for
    **dict.fromkeys(("lookup_code", "lookup_own", "lookup_secret"), frozenset({Command.LOOKUP})),
    "waiting": frozenset({Command.GO_ON}),
    "bind": frozenset({Command.NEW}),
}

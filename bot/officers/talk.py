"""A turn of an officer's chat: who it belongs to, the pure talk, what the book does, what will be said.

Nothing of it is written into the log of dialogues, and the raw updates are blanked once they have been heard: what an
officer does stands in the audit. The outbox carries the names of sentences; words are made when they are sent.
"""

from collections.abc import Mapping
from typing import Any

from bot.dialogue.state import State as CitizenState
from bot.dialogue.telling.resuming import is_busy
from bot.messages import Inbound, Outbound
from bot.officers import machine
from bot.officers.commands import Command, code_in, command_in
from bot.officers.machine import (
    Accept,
    AskTransfer,
    Done,
    Event,
    Find,
    Found,
    Order,
    Possible,
    Refused,
    Say,
    Settle,
    State,
    Transfer,
)
from bot.officers.words import say
from intake.access import Viewer
from intake.acts import officer_acts, officer_news
from intake.codes import code_among, is_mistyped
from intake.db import Transaction
from intake.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from intake.lifecycle import Move
from intake.notices.officer_outlet import PURPOSE
from intake.officers import officer_chats
from intake.officers.officer_chats import Side
from intake.people.named_cases import case_named
from intake.sending import outbox
from intake.settings import Settings
from intake.talk import dialogue_log, inbox
from intake.talk.dialogue_log import Conversation
from routing.reading import Reader

MARK = "o:"  # before the option in the button of an officer's message; a citizen's begins with a number
_TYPED = frozenset({"text", "command"})
_SILENT = frozenset({"edited", "stop"})
_MOST_STEPS = 4


class OfficerTalk:
    """Hears what belongs to an officer's chat. Holds no state of any talk."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings = settings
        self._reader = reader

    def takes(self, tx: Transaction, conversation: Conversation, inbound: Inbound) -> bool:
        """Whether a message is an officer's; else it is a citizen's, also where an officer speaks as one."""
        if is_officers(inbound):
            return True
        if conversation.officer_id is None:
            return False
        side = officer_chats.side_of(tx, conversation.id)
        if side is None:
            return False
        is_back = inbound.kind in _TYPED and command_in(inbound.text) is Command.LIST
        is_citizens = inbound.kind == "choice" or (side.is_citizen and not is_back)  # a button of their own matter
        if is_citizens:
            officer_chats.speak_as_citizen(tx, conversation.id, is_citizen=True)
        return not is_citizens

    def hear(
        self, tx: Transaction, conversation: Conversation, inbound: Inbound, inbox_ids: list[int]
    ) -> Outbound | None:
        """Do what a message asks for and put the answer in the outbox; the raw updates are blanked.

        What is returned is to be answered in the talk itself: a page shows nothing but that, and cannot be linked.
        """
        inbox.forget(tx, inbox_ids)
        if conversation.channel in officer_chats.NO_PHONES:
            return Outbound(say("say.no_phone"))
        if inbound.kind == "stop":
            dialogue_log.block(tx, conversation.id)
        if inbound.kind in _SILENT:
            return None
        outbox.release(tx, conversation.id)
        officer_chats.heard(tx, conversation.id)
        if inbound.kind == "back":
            return None  # what waited is on its way
        code = code_in(inbound.text) if inbound.kind in _TYPED else None
        side = officer_chats.side_of(tx, conversation.id)
        if code is not None:
            said = self._link(tx, conversation, code, side)
        elif side is None:
            said = [_payload(Say("not_linked"))]
        else:
            said = self._play(tx, conversation, side, inbound)
        for number, payload in enumerate(said):
            key = inbox.reply_key(inbox_ids[0], number)
            outbox.put(tx, conversation_id=conversation.id, key=key, purpose=PURPOSE, payload=payload)
        return None

    def _link(self, tx: Transaction, conversation: Conversation, code: str, side: Side | None) -> list[dict[str, Any]]:
        if not code:
            return [_payload(Say("how_to_link"))]
        try:
            viewer = officer_chats.link(tx, self._settings, code, conversation)
        except TooMany as error:
            return [_payload(Say("too_many"), sentence=error.sentence)]
        if viewer is None:
            return [_payload(Say("still_linked"), name=side.viewer.name) if side else _payload(Say("wrong_code"))]
        busy = is_busy(CitizenState.from_json(conversation.state))
        return [_payload(Say("linked"), name=viewer.name), *([_payload(Say("linked_draft"))] if busy else [])]

    def _play(self, tx: Transaction, conversation: Conversation, side: Side, inbound: Inbound) -> list[dict[str, Any]]:
        if side.is_citizen:
            officer_chats.speak_as_citizen(tx, conversation.id, is_citizen=False)
        event = _event(inbound)
        if event is None:
            return [_payload(Say("only_words"))]
        state, said = State.from_json(side.state), []
        for _number in range(_MOST_STEPS):
            played = machine.step(state, event)
            state = played.state
            if played.say is not None:
                said.append(_payload(played.say))
            if played.order is None:
                break
            event = _run(tx, conversation, side.viewer, played.order)
        officer_chats.keep_state(tx, conversation.id, state.to_json())
        return [*said, *self._danger(inbound, said)]

    def _danger(self, inbound: Inbound, said: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Say whom to call where an officer's words that ask for nothing tell of a danger to life."""
        if not any(payload["say"] == "unknown" for payload in said):
            return []
        danger = self._reader.read(inbound.text).danger
        return [_payload(Say("danger"), numbers=", ".join(danger.numbers))] if danger else []


def is_officers(inbound: Inbound) -> bool:
    """Whether a message is meant for this talk whosever chat it is: a code that links, or a button of ours."""
    if inbound.kind == "choice":
        return (inbound.choice or "").startswith(MARK)
    return inbound.kind in _TYPED and code_in(inbound.text) is not None


def _event(inbound: Inbound) -> Event | None:
    if inbound.kind == "choice":
        return machine.Pressed((inbound.choice or "").removeprefix(MARK))
    if inbound.kind == "start":
        return machine.Typed("/start")
    if inbound.kind not in _TYPED:
        return None
    # a code with a wrong sign is a code too, which no case bears
    mistyped = inbound.text if is_mistyped(inbound.text) else ""
    return machine.Typed(inbound.text, code_among(inbound.text)[0] or mistyped)


def _run(tx: Transaction, conversation: Conversation, viewer: Viewer, order: Order) -> Event:
    if isinstance(order, Settle):
        return _settle(tx, conversation, viewer, order.command)
    if isinstance(order, Find):
        return _found(tx, viewer, order.code)
    try:
        with tx.attempt():
            return _act(tx, conversation, viewer, order)
    except NotFound:
        return Refused("out_of_sight")
    except Conflict:
        is_twice = isinstance(order, Accept) and officer_news.is_taken(tx, viewer, order.case_id)
        return Refused("taken", order.case_id) if is_twice else Refused("changed")
    except (Forbidden, Invalid):
        return Refused("not_allowed")


def _found(tx: Transaction, viewer: Viewer, code: str) -> Event:
    """Find a case that this officer may be told of on a phone; any other is as none."""
    case_id = case_named(tx, viewer, code)
    return Found(case_id) if case_id and officer_news.card(tx, viewer, case_id) else Refused("no_such_code")


def _act(tx: Transaction, conversation: Conversation, viewer: Viewer, order: Accept | AskTransfer | Transfer) -> Event:
    if isinstance(order, AskTransfer):
        return _may_transfer(tx, viewer, order)
    is_transfer = isinstance(order, Transfer)
    officer_acts.act(
        tx,
        order.case_id,
        Move.RETURN if is_transfer else Move.ACCEPT,
        actor=viewer,
        conversation_id=conversation.id,
        version=order.version,
        fields={"reason": order.reason} if isinstance(order, Transfer) else {},
    )
    return Done("transferred" if is_transfer else "accepted", order.case_id)


def _may_transfer(tx: Transaction, viewer: Viewer, order: AskTransfer) -> Event:
    """Ask the book before asking the officer for a reason."""
    card = officer_news.card(tx, viewer, order.case_id)
    if card is None:
        return Refused("out_of_sight")
    if card.version != order.version:
        return Refused("changed")
    return Possible(card.id, card.version) if Move.RETURN in card.moves else Refused("not_allowed")


def _settle(tx: Transaction, conversation: Conversation, viewer: Viewer, command: Command) -> Event:
    match command:
        case Command.STOP | Command.RESUME:
            officer_chats.stop(tx, viewer, is_stopped=command is Command.STOP)
            return Done("stopped" if command is Command.STOP else "resumed")
        case Command.CITIZEN:
            officer_chats.speak_as_citizen(tx, conversation.id, is_citizen=True)
            return Done("citizen")
        case _:
            officer_chats.unlink_own(tx, viewer, conversation.id)
            return Done("unlinked")


def _payload(said: Say, **fields: str) -> dict[str, Any]:
    """Return a sentence as the outbox keeps it: by name, with the number of a case and none of its words."""
    known: Mapping[str, Any] = {"case_id": said.case_id, "options": list(said.options), "fields": fields}
    return {"say": said.key, **{name: value for name, value in known.items() if value}}

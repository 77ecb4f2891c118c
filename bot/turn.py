"""One turn of talk is one transaction: the raw update, what was said, what was decided, and what will be answered."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.conductor import Answer, Conductor, Spoken
from bot.dialogue.events import Event
from bot.hearing import Heard
from bot.identity import without_identity_numbers
from bot.messages import Inbound, Outbound
from intake import attachments, citizen_notices, dialogue_log, inbox, meta, outbox, turn_details
from intake.db import Database, Transaction
from intake.dialogue_log import Conversation, Saying
from intake.errors import Unavailable
from intake.inbox import RawEvent
from intake.reading_model import installed_reader
from intake.settings import Settings
from routing.reading import Reader
from routing.text import normalise

_log = logging.getLogger(__name__)
_MAX_TEXT = 20_000


class Normaliser(Protocol):
    """The part of a channel that a turn needs: raw update in, channel-neutral message out."""

    def normalise(self, raw: str) -> Inbound:
        """Return what the update says; unknown content is kind "unsupported", never an exception."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an update: seen before, or taken in (and perhaps still to be handled by the worker)."""

    is_new: bool
    inbox_id: int | None = None
    conversation_id: int | None = None


class Turns:
    """Takes updates in and plays the turns. Safe for many threads and processes: the database keeps the order."""

    def __init__(
        self,
        db: Database,
        settings: Settings,
        channels: Mapping[tuple[str, str], Normaliser],
        reader: Reader | None = None,
    ) -> None:
        self.db = db
        self.settings = settings
        self.channels = channels
        self.reader = reader or installed_reader(settings)
        self.conductor = Conductor(settings, self.reader)
        self.on_change: Callable[[], None] = _nobody

    def receive(self, event: RawEvent) -> Outcome:
        """Store an update and play its turn, in one transaction.

        When the turn fails, the update alone is stored and tried again by the worker. When earlier updates of the same
        chat still wait, it queues up behind them.

        Raises:
            Unavailable: the database is away; nothing was stored, the platform should send it again.
        """
        with self.db.transaction() as tx:
            inbox.lock_chat(tx, event)
            inbox_id = inbox.store(tx, event)
            if inbox_id is None:
                return Outcome(is_new=False, conversation_id=self._known(tx, event))
            tx.after_commit.append(self.on_change)
            if not inbox.is_next(tx, inbox_id):
                return Outcome(is_new=True, inbox_id=inbox_id, conversation_id=self._known(tx, event))
            return Outcome(is_new=True, inbox_id=inbox_id, conversation_id=self._play(tx, inbox_id, event))

    def receive_batch(
        self, events: Iterable[RawEvent], cursor: tuple[str, str, int], strays: Iterable[str] = ()
    ) -> None:
        """Store polled updates and how far the channel has been read in one transaction, then play what is due.

        `strays` are raw texts that are no updates: they go into quarantine and hold up nobody.
        """
        with self.db.transaction() as tx:
            for number, stray in enumerate(strays):
                inbox.quarantine(tx, cursor[0], cursor[1], stray, f"không phải là một cập nhật ({number})")
            for event in events:
                inbox.lock_chat(tx, event)
                inbox.store(tx, event)
            inbox.move_cursor(tx, *cursor)
        self.run_due()

    def run_due(self, limit: int = 200) -> int:
        """Play updates that wait, each in a transaction of its own, in the order of their chats; return how many."""
        for played in range(limit):
            with self.db.transaction() as tx:
                pending = inbox.next_due(tx)
                if pending is None:
                    return played
                tx.after_commit.append(self.on_change)
                self._play(tx, pending.id, pending.event)
        return limit

    def speak(self, tx: Transaction, conversation: Conversation, event: Event, *, key: str) -> None:
        """Speak first: say what follows from something that the citizen did not say; the key makes it said once."""
        said = self.conductor.prompt(tx, conversation, event)
        for number, reply in enumerate(said.replies):
            first = said if number == 0 else Answer()
            line = self._reply(tx, conversation, reply, key=f"{key}:{number}", is_sealed=said.is_sealed, of=first)
            if detail := first.record.detail() if first.record else None:
                turn_details.keep(tx, line, conversation.id, detail)

    def _known(self, tx: Transaction, event: RawEvent) -> int | None:
        return dialogue_log.find_conversation(tx, event.channel, event.account, event.chat_key)

    def _play(self, tx: Transaction, inbox_id: int, event: RawEvent) -> int | None:
        try:
            with tx.attempt():
                conversation_id = self._turn(tx, inbox_id, event)
                inbox.done(tx, inbox_id)
                return conversation_id
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a turn, the citizen's message stays
            _log.exception("turn failed", extra={"inbox_id": inbox_id, "channel": event.channel})
            if inbox.failed(tx, inbox_id, type(error).__name__) == "dead":
                self._apologise(tx, inbox_id, event)
            return self._known(tx, event)

    def _turn(self, tx: Transaction, inbox_id: int, event: RawEvent) -> int:
        inbound = self.channels[event.channel, event.account].normalise(event.raw)
        typed = normalise(inbound.text)[:_MAX_TEXT]
        inbound = replace(inbound, text=without_identity_numbers(typed))
        is_covered = inbound.text != typed
        conversation = dialogue_log.open_conversation(
            tx, event.channel, event.account, event.chat_key, inbound.user_name or ""
        )
        if inbound.kind != "stop":
            outbox.release(tx, conversation.id)
            citizen_notices.tell_at_once(tx, conversation.id)
        heard = replace(self._write_down(tx, inbox_id, conversation, inbound), is_covered=is_covered)
        if is_covered:
            inbox.forget(tx, [inbox_id])
        said = self.conductor.answer(tx, conversation, heard)
        for number, reply in enumerate(said.replies):
            self._reply(tx, conversation, reply, key=f"turn:{inbox_id}:{number}", is_sealed=said.is_sealed)
        return conversation.id

    def _write_down(self, tx: Transaction, inbox_id: int, conversation: Conversation, inbound: Inbound) -> Heard:
        saying = Saying("citizen", inbound.kind, _words_of(inbound, conversation), step_before=_step_of(conversation))
        utterance_id = dialogue_log.write(tx, conversation.id, conversation.draft_no, saying, inbox_id)
        is_late_part = inbound.group_key is not None and attachments.has_group(tx, conversation.id, inbound.group_key)
        attachments.expect(
            tx,
            conversation_id=conversation.id,
            utterance_id=utterance_id,
            draft_no=conversation.draft_no,
            channel=conversation.channel,
            account=conversation.account,
            media=[item.to_json() for item in inbound.media],
            group_key=inbound.group_key,
        )
        return Heard(inbound, utterance_id, is_late_part=is_late_part)

    def _reply(
        self,
        tx: Transaction,
        conversation: Conversation,
        spoken: Spoken,
        *,
        key: str,
        is_sealed: bool,
        of: Answer | None = None,
    ) -> int:
        message, case_id = spoken.message, spoken.case_id
        choices = [{"payload": choice.payload, "label": choice.label} for choice in message.choices]
        saying = Saying("bot", "text", message.text, choices, case_id=case_id, is_sealed=is_sealed)
        if of and of.record:
            steps = (of.record.before.step, of.record.after.step)
            saying = replace(saying, step_before=steps[0], step_after=steps[1], ended=of.ended)
        draft_no = dialogue_log.current_draft(tx, conversation.id)
        utterance_id = dialogue_log.write(tx, conversation.id, draft_no, saying)
        outbox.put(
            tx,
            conversation_id=conversation.id,
            key=key,
            purpose="reply",
            payload={"text": message.text, "choices": choices, "ask": message.ask} | _attached(message),
            case_id=case_id,
            utterance_id=utterance_id,
        )
        return utterance_id

    def _apologise(self, tx: Transaction, inbox_id: int, event: RawEvent) -> None:
        """Tell the citizen honestly that their message could not be handled; an officer sees it among the problems."""
        conversation = dialogue_log.open_conversation(tx, event.channel, event.account, event.chat_key, "")
        outbox.put(
            tx,
            conversation_id=conversation.id,
            key=f"sorry:{inbox_id}",
            purpose="notice",
            payload={"notice": "notice.sorry", "fields": {"phone": meta.office(tx).phone}},
        )


def _attached(message: Outbound) -> dict[str, str]:
    return {"attach": message.attach} if message.attach else {}


def _nobody() -> None:
    return


def _step_of(conversation: Conversation) -> str:
    return str(conversation.state.get("step", "idle"))


def _words_of(inbound: Inbound, conversation: Conversation) -> str:
    """Return what the log shows for a message: its words, the label of the button, or what was sent."""
    if inbound.kind == "choice":
        return _label_of(inbound.choice or "", conversation.state.get("options", ()))
    if inbound.location is not None:
        return inbound.text or f"📍 {inbound.location.lat:.5f}, {inbound.location.lon:.5f}"
    if inbound.media:
        return inbound.text
    return inbound.text or f"[{inbound.kind}]"


def _label_of(payload: str, options: Sequence[Sequence[str]]) -> str:
    option = payload.partition(":")[2]
    return next((label for known, label in options if known == option), payload)

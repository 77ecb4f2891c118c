"""One turn of talk is one transaction: the raw update, what was said, what was decided, and what will be answered."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.arriving import aside
from bot.arriving.apart import is_apart, take
from bot.arriving.identity import without_identity_numbers
from bot.arriving.lanes import Lanes, Passage
from bot.arriving.receipt_secrets import covered
from bot.arriving.stillness import Stillness
from bot.arriving.writing import write_down, write_version
from bot.dialogue.events import Event
from bot.listening import bursts
from bot.listening.doubled import is_doubled
from bot.listening.edits import replaced_files, versions_of
from bot.listening.hearing import Heard, as_one, only_back, tidy, with_text
from bot.messages import Inbound, Normaliser
from bot.officers.talk import OfficerTalk
from bot.playing.conductor import Answer, Conductor, Spoken
from bot.playing.meter import TurnMeter
from bot.playing.replying import put_reply
from intake import meta, receipts
from intake.db import Database, Transaction
from intake.errors import Busy, Unavailable
from intake.installation.bounds import Burst
from intake.learning.reading_model import installed_reader
from intake.sending import citizen_notices, outbox
from intake.settings import Settings
from intake.talk import dialogue_log, inbox, turn_details, waiting
from intake.talk.dialogue_log import Conversation
from intake.talk.inbox import Pending, RawEvent
from routing.reading import Reader
from routing.records import replace

_log = logging.getLogger(__name__)
_MOST_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an update: seen before, or taken in (and perhaps still to be handled by the worker).

    `waits`: it is held until its chat is still; its line is not in the talk before.
    `inbound` is what it says; None where its channel is gone.
    """

    is_new: bool
    inbound: Inbound | None
    inbox_id: int | None = None
    conversation_id: int | None = None
    waits: bool = False


class Turns:
    """Takes updates in and plays the turns. Safe for many threads and processes: the database keeps the order."""

    def __init__(
        self,
        db: Database,
        settings: Settings,
        channels: Mapping[tuple[str, str], Normaliser],
        reader: Reader | None = None,
        burst: Burst | None = None,
    ) -> None:
        """Open the turns; without a `burst` every message is answered by itself, as it comes."""
        self.db = db
        self.settings = settings
        self.channels = channels
        self.reader = reader or installed_reader(settings)
        self.conductor = Conductor(settings, self.reader)
        self.officers = OfficerTalk(settings, self.reader)
        self.stillness = Stillness(burst, self.conductor.may_wait, self._heard_of)
        self._lanes: Lanes[tuple[RawEvent, Inbound | None], Outcome] = Lanes()
        self.meter = TurnMeter()
        self.on_change: Callable[[], None] = _nobody

    def receive(self, event: RawEvent, entered: Callable[[], None] | None = None) -> Outcome:
        """Store an update and play its turn, in one transaction.

        When the turn fails, the update alone is stored and tried again by the worker. When earlier updates of the same
        chat still wait, it queues up behind them; of those that come side by side the platform's first is first.
        `entered` is called when it stands among those.

        Raises:
            Unavailable: the database is away; nothing was stored, the platform should send it again.
        """
        return self._lanes.serve((event, self._heard_of(event)), event, self._take_in, entered)

    def _take_in(self, chat: RawEvent, passage: Passage[tuple[RawEvent, Inbound | None], Outcome]) -> Outcome:
        """Take in the first of what waits in a chat's lane."""
        with self.db.transaction() as tx:
            is_ours = inbox.try_chat(tx, chat)
            meta.ask(tx)
            standing = self.stillness.standing(tx, chat)
            is_free = is_ours()
            event, inbound = passage.first()
            if is_free:
                passage.leave()
            is_held = self.stillness.is_burst(inbound, standing) or self.stillness.is_begun(inbound)
            is_next = is_free and not standing.has_earlier and not is_held
            inbox_id = inbox.store(tx, event, is_played=is_next)
            if inbox_id is None:
                return Outcome(is_new=False, inbound=inbound, conversation_id=self._known(tx, event))
            tx.after_commit.append(self.on_change)
            if is_next:  # nothing to wait for and nobody to hurry: the words need not be looked at twice
                head = Pending(inbox_id, event, 0, tx.now)
                conversation_id = self._play(tx, [head], said=inbound, is_noted=True)
                return Outcome(is_new=True, inbound=inbound, inbox_id=inbox_id, conversation_id=conversation_id)
            waits = self.stillness.holds(tx, inbox_id, event, inbound, standing)
            if is_free and not waits:
                self._play_up_to(tx, inbox_id, event, most=_MOST_AT_ONCE if self.stillness.burst else 0)
            conversation_id = self._known(tx, event)
            taken = Outcome(
                is_new=True,
                inbound=inbound,
                inbox_id=inbox_id,
                conversation_id=conversation_id,
                waits=waits or not is_free,
            )
        passage.leave()
        return taken if is_free or waits else self._play_after_the_other(taken, inbox_id, event)

    def _play_after_the_other(self, taken: Outcome, inbox_id: int, event: RawEvent) -> Outcome:
        """Play what was stored while another process was at its chat; what that takes too long with is the worker's."""
        try:
            with self.db.transaction() as tx:
                inbox.lock_chat(tx, event)
                tx.after_commit.append(self.on_change)
                self._play_up_to(tx, inbox_id, event)
                return replace(taken, conversation_id=self._known(tx, event), waits=False)
        except Unavailable:
            return taken

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
                parts, is_over = self.stillness.with_what_follows(tx, pending)
                if not is_over and self.stillness.goes_on(tx, parts):
                    continue
                tx.after_commit.append(self.on_change)
                self._play(tx, parts)
        return limit

    def speak(self, tx: Transaction, conversation: Conversation, event: Event, *, key: str) -> None:
        """Speak first: say what follows from something that the citizen did not say; the key makes it said once."""
        said = self.conductor.prompt(tx, conversation, event)
        for number, reply in enumerate(said.replies):
            first = said if number == 0 else Answer()
            line = put_reply(tx, conversation.id, reply, key=f"{key}:{number}", is_sealed=said.is_sealed, of=first)
            if detail := first.record.detail() if first.record else None:
                turn_details.keep(tx, line(), conversation.id, detail)

    def _play_up_to(self, tx: Transaction, inbox_id: int, event: RawEvent, *, most: int = _MOST_AT_ONCE) -> None:
        """Play what waits, up to this update; what cannot be played now is the worker's."""
        for _number in range(most):
            head = waiting.head(tx, event)
            if head is None or head.attempts or (head.event.order_key, head.id) > (event.order_key, inbox_id):
                return
            parts, _is_over = self.stillness.with_what_follows(tx, head)
            self._play(tx, parts)

    def _heard_of(self, event: RawEvent) -> Inbound | None:
        channel = self.channels.get((event.channel, event.account))
        return channel.normalise(event.raw) if channel else None

    def _known(self, tx: Transaction, event: RawEvent) -> int | None:
        return dialogue_log.find_conversation(tx, event.channel, event.account, event.chat_key)

    def _play(
        self, tx: Transaction, parts: Sequence[Pending], *, said: Inbound | None = None, is_noted: bool = False
    ) -> int | None:
        inbox_id, event = parts[0].id, parts[0].event
        if (event.channel, event.account) not in self.channels:  # no fault of the message: it may be set up again
            inbox.wait(tx, *(part.id for part in parts), for_=inbox.LONGEST_WAIT)
            _log.warning("update of a channel that is not set up here waits", extra={"channel": event.channel})
            return self._known(tx, event)
        try:
            with self.meter.timed(), tx.attempt():
                conversation_id = self._turn(tx, parts, [said] if said else None)
                if not is_noted:
                    inbox.done(tx, *(part.id for part in parts))
                return conversation_id
        except Busy:  # no fault of the message, and no failed try
            inbox.wait(tx, *(part.id for part in parts))
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a turn, the citizen's message stays
            _log.exception("turn failed", extra={"inbox_id": inbox_id, "channel": event.channel})
            if inbox.failed(tx, inbox_id, type(error).__name__) == "dead":
                self._apologise(tx, inbox_id, event)
        return self._known(tx, event)

    def _turn(self, tx: Transaction, parts: Sequence[Pending], said: Sequence[Inbound] | None) -> int | None:
        event = parts[0].event
        channel = self.channels[event.channel, event.account]
        typed = [tidy(one) for one in said or [channel.normalise(part.event.raw) for part in parts]]
        parts, typed = bursts.words_first(parts, typed)
        if aside.is_aside(typed[-1]):
            return aside.note(tx, parts[-1].id, typed[-1])
        messages = [with_text(one, without_identity_numbers(one.text)) for one in typed]
        is_covered = messages != typed
        conversation = dialogue_log.open_conversation(
            tx, event.channel, event.account, event.chat_key, messages[-1].user_name or ""
        )
        if aside.is_outdated(messages[-1], conversation):
            return conversation.id
        if is_apart(messages[-1]):
            take(tx, conversation, messages[-1], [part.id for part in parts])
            return conversation.id
        if self.officers.takes(tx, conversation, messages[-1]):
            return self._of_officer(tx, conversation, [part.id for part in parts], bursts.joined(messages))
        messages, secret = covered(messages, conversation.state, self.settings.code_prefix)
        if messages[-1].kind == "contact" or messages[-1].contact is not None:
            inbox.forget(tx, [part.id for part in parts])  # a number that is not agreed to, or could not be read
        is_answered = messages[-1].kind != "stop" and _let_out(tx, conversation)
        receipts.ask_statuses(tx, conversation.id)
        lines = [
            self._write_down(tx, part.id, conversation, said, channel)
            for part, said in zip(parts, messages, strict=True)
        ]
        if messages != typed:
            inbox.forget(tx, [part.id for part, one, kept in zip(parts, typed, messages, strict=True) if one != kept])
        heard = replace(as_one(lines, is_covered=is_covered), secret=secret)
        answer = self.conductor.answer(tx, conversation, only_back(heard) if is_answered else heard)
        for number, reply in enumerate(answer.replies):
            key, answered = inbox.reply_key(parts[0].id, number), messages[-1].message_id if number == 0 else None
            put_reply(tx, conversation.id, reply, key=key, is_sealed=answer.is_sealed, answered=answered)
        if messages[-1].kind == "stop":
            dialogue_log.block(tx, conversation.id)
        return conversation.id

    def _of_officer(self, tx: Transaction, conversation: Conversation, ids: list[int], inbound: Inbound) -> int:
        """Play a turn of an officer's own chat; it leaves nothing in the log of citizens' dialogues."""
        shown = self.officers.hear(tx, conversation, inbound, ids)
        if shown is not None:
            put_reply(tx, conversation.id, Spoken(shown, None), key=inbox.reply_key(ids[0], "shown"), is_sealed=False)
        return conversation.id

    def _write_down(
        self, tx: Transaction, inbox_id: int, conversation: Conversation, said: Inbound, channel: Normaliser
    ) -> Heard:
        if versions := versions_of(tx, conversation, said, channel.normalise):
            original = versions[0]
            accused = "" if original.is_sealed else self.conductor.accused_in(said.text)
            if accused:  # no later version of an open message: it would stand beside the first
                return write_down(tx, inbox_id, conversation, replace(said, kind="text", text=accused, media=()))
            has_new_files = replaced_files(original, said, channel.normalise)
            return write_version(tx, inbox_id, conversation, said, versions, has_new_files=has_new_files)
        known = replace(said, media=()) if said.kind == "edited" else said  # files that may be there already
        twice = is_doubled(tx, conversation, said, channel.normalise)
        heard = write_down(tx, inbox_id, conversation, known)
        return replace(heard, is_doubled=True) if twice else heard

    def _apologise(self, tx: Transaction, inbox_id: int, event: RawEvent) -> None:
        """Tell the citizen honestly that their message could not be handled; an officer sees it among the problems."""
        inbound = self._heard_of(event)
        if inbound is not None and aside.is_aside(inbound):
            return
        conversation = dialogue_log.open_conversation(tx, event.channel, event.account, event.chat_key, "")
        outbox.put(
            tx,
            conversation_id=conversation.id,
            key=f"sorry:{inbox_id}",
            purpose="notice",
            payload={"notice": "notice.sorry", "fields": {"phone": meta.office(tx).phone}},
        )


def _let_out(tx: Transaction, conversation: Conversation) -> bool:
    """Send what waited for the citizen's next word, and tell what is told with it; return whether answers waited."""
    is_waiting = conversation.is_waited_for or conversation.blocked_at is not None
    is_answered = outbox.release(tx, conversation.id) if is_waiting else False
    citizen_notices.tell_at_once(tx, conversation.id)
    return is_answered


def _nobody() -> None:
    return

"""Plays the pure dialogue against the book: event, step, orders, their results, until nothing is left to do."""

from collections import deque
from dataclasses import dataclass, replace

from bot import draft_timers
from bot.context import context_of
from bot.dialogue import events
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.frame import Context
from bot.dialogue.machine import step
from bot.dialogue.resuming import is_busy
from bot.dialogue.state import State
from bot.errands import Errands
from bot.hearing import Heard, understand
from bot.messages import Outbound, Reply
from bot.texts import texts_in
from intake import attachments, cases, dialogue_log
from intake.db import Transaction
from intake.dialogue_log import Conversation
from intake.settings import Settings
from routing.reading import Reader, Reading

_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of the answer, and the case it tells of."""

    message: Outbound
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is answered in one turn; sealed where the matter is told as a denunciation."""

    replies: tuple[Spoken, ...] = ()
    is_sealed: bool = False


class Conductor:
    """Answers what was heard. Holds no state of any dialogue."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings = settings
        self._reader = reader

    def answer(self, tx: Transaction, conversation: Conversation, heard: Heard) -> Answer:
        """Play one turn, keep the state after it, and return what is to be said."""
        state = State.from_json(conversation.state)
        if heard.is_late_part:
            return self._take_late_part(tx, conversation, heard, state)
        understood = understand(tx, conversation, state, heard.inbound, self._reader)
        if understood.event is None:
            _keep(tx, conversation, heard, state)
            return Answer()
        errands = Errands(
            tx, self._settings, conversation, heard.utterance_id, consented=conversation.consent_at is not None
        )
        was_sealed, was_busy = is_denouncing(state), is_busy(state)
        away = draft_timers.was_away(tx, conversation.last_in_at)
        state, spoken = self._play(errands, state, understood.event, was_away=away)
        if heard.is_covered:
            is_danger = understood.reading is not None and understood.reading.danger is not None
            covered = Spoken(texts_in(state.language).say(Reply("identity.covered")), errands.case_id)
            spoken.insert(int(is_danger), covered)  # whom to call comes first
        if is_busy(state) and not was_busy:
            draft_timers.watch(tx, conversation.id)
        is_told_sealed = was_sealed or is_denouncing(state)
        if is_told_sealed:
            dialogue_log.seal_draft(tx, conversation.id, conversation.draft_no)
        _keep(tx, conversation, heard, state, reading=understood.reading, case_id=errands.case_id)
        is_sealed = errands.case_id is not None and cases.is_sealed(tx, errands.case_id)
        return Answer(tuple(spoken), is_sealed or is_told_sealed)

    def prompt(self, tx: Transaction, conversation: Conversation, event: events.Event) -> Answer:
        """Speak first: play something that the citizen did not say, and return what is to be said."""
        state = State.from_json(conversation.state)
        errands = Errands(tx, self._settings, conversation, 0, consented=conversation.consent_at is not None)
        after, spoken = self._play(errands, state, event)
        dialogue_log.save_state(tx, conversation.id, state=after.to_json(), step=after.step)
        return Answer(tuple(spoken), is_denouncing(state))

    def _play(
        self, errands: Errands, state: State, event: events.Event, *, was_away: bool = False
    ) -> tuple[State, list[Spoken]]:
        waiting = deque([event])
        spoken: list[Spoken] = []
        for _number in range(_MOST_STEPS):
            if not waiting:
                break
            played = step(state, waiting.popleft(), replace(self._context(errands), was_away=was_away))
            state = played.state
            for order in played.orders:
                waiting.extend(errands.run(order))
            texts = texts_in(state.language)
            spoken.extend(Spoken(texts.say(reply), errands.case_id) for reply in played.replies)
        return state, spoken

    def _context(self, errands: Errands) -> Context:
        return context_of(
            errands.tx,
            self._settings,
            errands.conversation.id,
            consented=errands.consented,
            channel=errands.conversation.channel,
        )

    def _take_late_part(self, tx: Transaction, conversation: Conversation, heard: Heard, state: State) -> Answer:
        """Put a late part of an album where its first part went, without a second answer."""
        case_id = attachments.case_of_group(tx, conversation.id, heard.inbound.group_key or "")
        if case_id is not None:
            attachments.bind(tx, heard.utterance_id, case_id)
        _keep(tx, conversation, heard, state, case_id=case_id)
        return Answer()


def _keep(
    tx: Transaction,
    conversation: Conversation,
    heard: Heard,
    state: State,
    *,
    reading: Reading | None = None,
    case_id: int | None = None,
) -> None:
    read = reading.to_json() if reading else None
    dialogue_log.annotate(tx, heard.utterance_id, step_after=state.step, reading=read, case_id=case_id)
    dialogue_log.save(
        tx,
        conversation.id,
        state=state.to_json(),
        step=state.step,
        language=state.language,
        name="" if conversation.keeps_name else heard.inbound.user_name or "",
    )

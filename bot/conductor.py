"""Plays the pure dialogue against the book: event, step, orders, their results, until nothing is left to do."""

from collections import deque
from dataclasses import dataclass

from bot.dialogue import events
from bot.dialogue.frame import Context, Patience
from bot.dialogue.machine import step
from bot.dialogue.state import State
from bot.errands import Errands, line_of
from bot.hearing import Heard, understand
from bot.messages import Outbound
from bot.texts import texts_in
from intake import attachments, cases, dialogue_log, labels, meta
from intake.bounds import load_bounds
from intake.db import Transaction
from intake.dialogue_log import Conversation
from intake.receipts import statuses_of_conversation
from intake.settings import Settings
from routing.kinds import Kind
from routing.reading import Reader, Reading
from routing.topics import load_catalogue

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
        self._topic_names = {code: topic.name_vi for code, topic in load_catalogue().topics.items()}

    def answer(self, tx: Transaction, conversation: Conversation, heard: Heard) -> Answer:
        """Play one turn, keep the state after it, and return what is to be said."""
        state = State.from_json(conversation.state)
        if heard.is_late_part:
            return self._take_late_part(tx, conversation, heard, state)
        understood = understand(tx, conversation, state, heard, self._reader)
        if understood.event is None:
            _keep(tx, conversation, heard, state)
            return Answer()
        is_consented = conversation.consent_at is not None
        errands = Errands(tx, self._settings, conversation, heard.utterance_id, consented=is_consented, also=heard.also)
        state, spoken = self._play(errands, state, understood.event)
        is_told_sealed = state.draft is not None and state.draft.kind == Kind.DENUNCIATION
        if is_told_sealed:
            dialogue_log.seal_draft(tx, conversation.id, dialogue_log.current_draft(tx, conversation.id))
        _keep(tx, conversation, heard, state, reading=understood.reading, case_id=errands.case_id)
        is_sealed = errands.case_id is not None and cases.is_sealed(tx, errands.case_id)
        return Answer(tuple(spoken), is_sealed or is_told_sealed)

    def may_wait(self, text: str) -> bool:
        """Whether a message can wait a few seconds for those behind it: it tells of no danger to life."""
        return not text or self._reader.read(text).danger is None

    def _play(self, errands: Errands, state: State, event: events.Event) -> tuple[State, list[Spoken]]:
        waiting = deque([event])
        spoken: list[Spoken] = []
        for _number in range(_MOST_STEPS):
            if not waiting:
                break
            played = step(state, waiting.popleft(), self._context(errands))
            state = played.state
            for order in played.orders:
                waiting.extend(errands.run(order))
            texts = texts_in(state.language)
            spoken.extend(Spoken(texts.say(reply), errands.case_id) for reply in played.replies)
        return state, spoken

    def _context(self, errands: Errands) -> Context:
        office, insults = meta.office(errands.tx), load_bounds().insults
        statuses = statuses_of_conversation(errands.tx, errands.conversation.id)
        return Context(
            now=errands.tx.now,
            today=errands.tx.today,
            office=office.short_name,
            office_phone=office.phone,
            office_hours=office.hours,
            base_url=self._settings.base_url,
            consented=errands.consented,
            open_cases=tuple(line_of(status) for status in statuses if status.is_open),
            topic_names=self._topic_names,
            kind_names=labels.KINDS,
            patience=Patience(insults.messages, insults.within_s, insults.pause_s),
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
    for utterance_id in heard.also:
        dialogue_log.annotate(tx, utterance_id, step_after=state.step, reading=None, case_id=case_id)
    dialogue_log.annotate(tx, heard.utterance_id, step_after=state.step, reading=read, case_id=case_id)
    dialogue_log.save(
        tx,
        conversation.id,
        state=state.to_json(),
        step=state.step,
        language=state.language,
        name=heard.inbound.user_name or "",
    )

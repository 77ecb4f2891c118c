"""Plays the pure dialogue against the book: event, step, orders, their results, until nothing is left to do."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.dialogue import events
from bot.dialogue.asking import texts_for
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.formal.held_apart import is_held
from bot.dialogue.frame import Context
from bot.dialogue.machine import step
from bot.dialogue.orders import READING
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy
from bot.dialogue.telling.second import BEGUN
from bot.errands.errands import Errands
from bot.listening import reworded
from bot.listening.answering import OfficeBook
from bot.listening.ears import Ears, hear
from bot.listening.hearing import Heard, understand
from bot.listening.parting import of_kept, report_and_accusation
from bot.messages import Inbound, Outbound, Reply
from bot.playing import afterwords, draft_timers
from bot.playing.context import context_of
from bot.playing.turn_record import TurnRecord
from bot.texts import worded
from intake import meta, receipts
from intake.catalogue import answers, sentences, topic_book
from intake.db import Snapshot, Transaction
from intake.files import attachments
from intake.meta import Office
from intake.sealed import sealed_lines
from intake.settings import Settings
from intake.talk import dialogue_log, turn_details
from intake.talk.dialogue_log import Conversation
from intake.talk.ended import Ended
from routing.reading import Reader, Reading
from routing.records import replace

_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of the answer, and the case it tells of."""

    message: Outbound
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is answered in one turn; sealed where the matter is told as a denunciation.

    Where the office speaks first, `record` and `ended` belong to the first reply: the citizen has no line.
    """

    replies: tuple[Spoken, ...] = ()
    is_sealed: bool = False
    record: TurnRecord | None = None
    ended: Ended | None = None


class Conductor:
    """Answers what was heard. Holds no state of any dialogue."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings = settings
        self._reader = reader

    def answer(self, tx: Transaction, conversation: Conversation, heard: Heard) -> Answer:
        """Play one turn, keep the state after it, and return what is to be said."""
        state = State.from_json(conversation.state)
        if heard.is_late_part:
            case_id = self._bind_late_part(tx, conversation, heard)
            if not heard.inbound.text:  # one answer is enough for an album
                _keep(tx, conversation, heard, state, case_id=case_id)
                return Answer()
            heard = replace(heard, inbound=replace(heard.inbound, kind="text", media=()))  # its words are heard
        front = meta.front(tx)
        book = OfficeBook(answers.index(tx, front.answers), front.office)
        ears = Ears(topic_book.reader_of(tx, self._reader), book)
        understood = understand(tx, conversation, state, heard, ears)
        if understood.event is None:
            reworded.hand_on(tx, conversation, heard, understood.place_now)
            _keep(tx, conversation, heard, state)
            return Answer()
        errands = self._errands(tx, conversation, heard)
        was_sealed, was_busy = is_denouncing(state), is_busy(state)
        record = TurnRecord(state)
        away = draft_timers.was_away(tx, conversation.last_in_at)
        with worded(sentences.current(tx, front.sentences)):
            state, spoken = self._play(errands, record, understood.event, front.office, was_away=away)
            if heard.is_covered:
                is_danger = understood.reading is not None and understood.reading.danger is not None
                covered = Spoken(texts_for(state).say(Reply("identity.covered")), errands.case_id)
                spoken.insert(int(is_danger), covered)  # whom to call comes first
        if is_busy(state) and (record.begins_second or not was_busy):
            draft_timers.watch(tx, conversation.id)
        is_told_sealed = is_denouncing(state) or (was_sealed and not (errands.is_opened or errands.has_broken_in))
        is_beside = False
        if is_told_sealed:
            draft_no = conversation.draft_no if was_sealed else dialogue_log.current_draft(tx, conversation.id)
            sealed_lines.seal_draft(tx, conversation.id, draft_no)
        elif not errands.is_sealed:
            is_beside = afterwords.seal(tx, heard, understood.reading, record, errands)
        reading = None if errands.is_forgotten else errands.first_reading or understood.reading
        heard = _where_it_lies(heard, errands)
        # the state that the record holds is of what is sealed, or broken off
        is_of_other = (was_sealed and errands.has_moved) or errands.has_broken_in
        kept = None if is_of_other else record
        _keep(tx, conversation, heard, state, reading=reading, case_id=errands.case_id, record=kept)
        if is_beside:
            spoken = [replace(one, case_id=errands.case_id) for one in spoken]
        is_sealed = errands.case_id is not None and receipts.is_sealed(tx, errands.case_id)
        if is_sealed:
            sealed_lines.seal(tx, (*heard.also, heard.utterance_id))
        return Answer(tuple(spoken), is_sealed or is_told_sealed or errands.is_sealed or is_beside)

    def _errands(self, tx: Transaction, conversation: Conversation, heard: Heard) -> Errands:
        """Return what carries out the orders of the turn that was heard."""
        return Errands(
            tx,
            self._settings,
            conversation,
            heard.utterance_id,
            consented=conversation.consent_at is not None,
            also=heard.also,
            secret=heard.secret,
        )

    def may_wait(self, text: str) -> bool:
        """Whether a message can wait a few seconds for those behind it: it tells of no danger to life."""
        return not text or hear(self._reader, text).danger is None

    def read_kept(self, snap: Snapshot, text: str) -> Reading | None:
        """Return what is told by words that wait to be told for what they are; None where there are none."""
        reader = topic_book.reader_of(snap, self._reader)
        return of_kept(text, partial(hear, reader)) if text else None

    def accused_in(self, text: str) -> str:
        """Return the words of a text that accuse somebody beyond doubt, blank where none do."""
        if not text:
            return ""
        read = partial(hear, self._reader)
        reading = read(text)
        parted = report_and_accusation(text, reading, read)
        return parted.other if parted else text if is_held(text, reading) else ""

    def prompt(self, tx: Transaction, conversation: Conversation, event: events.Event) -> Answer:
        """Speak first: play something that the citizen did not say, and return what is to be said."""
        state = State.from_json(conversation.state)
        front = meta.front(tx)
        errands = Errands(tx, self._settings, conversation, 0, consented=conversation.consent_at is not None)
        record = TurnRecord(state)
        with worded(sentences.current(tx, front.sentences)):
            after, spoken = self._play(errands, record, event, front.office)
        asked_at = _asked_at(tx, conversation, state, after)
        dialogue_log.save_state(tx, conversation.id, state=after.to_json(), step=after.step, asked_at=asked_at)
        is_of_sealed = errands.case_id is not None and receipts.is_sealed(tx, errands.case_id)
        is_sealed = is_denouncing(state) or (conversation.has_sealed and errands.case_id is None) or is_of_sealed
        return Answer(tuple(spoken), is_sealed, record, _ended(tx, conversation, record))

    def _play(
        self, errands: Errands, record: TurnRecord, event: events.Event, office: Office, *, was_away: bool = False
    ) -> tuple[State, list[Spoken]]:
        state = record.before
        waiting = deque([event])
        spoken: list[Spoken] = []
        known: Context | None = None
        is_of_second = False  # what is said of a second matter stands in no line of the first
        for _number in range(_MOST_STEPS):
            if not waiting:
                break
            event, context = waiting.popleft(), known or self._context(errands, office, was_away=was_away)
            played = step(state, event, context)
            record.note(event, context, played)
            state = played.state
            for order in played.orders:
                waiting.extend(errands.run(order))
            known = context if all(isinstance(order, READING) for order in played.orders) else None
            texts = texts_for(state)
            for reply in played.replies:
                is_of_second = is_of_second or reply.key in BEGUN
                spoken.append(Spoken(texts.say(reply), None if is_of_second else errands.case_id))
        return state, spoken

    def _context(self, errands: Errands, office: Office, *, was_away: bool) -> Context:
        return context_of(
            errands.tx,
            self._settings,
            errands.conversation.id,
            office=office,
            consented=errands.consented,
            channel=errands.conversation.channel,
            was_away=was_away,
        )

    def _bind_late_part(self, tx: Transaction, conversation: Conversation, heard: Heard) -> int | None:
        """Put the file of a late part of an album where its first part went; return that case, None for none yet.

        What is shown with words that accuse goes with these.
        """
        if self.accused_in(heard.inbound.text):
            return None
        sealed_lines.follow_group(tx, conversation.id, heard.utterance_id, heard.inbound.group_key or "")
        case_id = attachments.case_of_group(tx, conversation.id, heard.inbound.group_key or "")
        if case_id is not None:
            attachments.bind(tx, heard.utterance_id, case_id)
        return case_id


def _keep(
    tx: Transaction,
    conversation: Conversation,
    heard: Heard,
    state: State,
    *,
    reading: Reading | None = None,
    case_id: int | None = None,
    record: TurnRecord | None = None,
) -> None:
    read = reading.to_json() if reading else None
    before = record.before if record else state
    ended = _ended(tx, conversation, record) if record else None
    step_after = "idle" if record and record.begins_second else state.step  # which way that goes is not of this line
    for utterance_id in heard.also:
        dialogue_log.annotate(tx, utterance_id, step_after=step_after, reading=None, case_id=case_id)
    dialogue_log.annotate(tx, heard.utterance_id, step_after=step_after, reading=read, case_id=case_id, ended=ended)
    if detail := record.detail() if record else None:
        turn_details.keep(tx, heard.utterance_id, conversation.id, detail)
    dialogue_log.save(
        tx,
        conversation.id,
        state=record.kept(state) if record else state.to_json(),
        step=state.step,
        language=state.language,
        name=_name_of(heard.inbound, conversation, state),
        asked_at=_asked_at(tx, conversation, before, state),
    )


def _where_it_lies(heard: Heard, errands: Errands) -> Heard:
    """Return what was heard with its lines as they are now: those of a message in two were parted."""
    if (heard.utterance_id, heard.also) == (errands.utterance_id, errands.also):
        return heard
    return replace(heard, utterance_id=errands.utterance_id, also=errands.also)


def _name_of(inbound: Inbound, conversation: Conversation, state: State) -> str:
    """Return the name to keep for a chat, blank for the one that it has.

    A name that was typed into a form may be of another person: it fills a gap for who has agreed, and replaces nothing.
    """
    is_gap = not conversation.display_name and conversation.consent_at is not None and not is_denouncing(state)
    name = inbound.user_name or (inbound.form_name if is_gap else None)
    return "" if conversation.keeps_name else name or ""


def _asked_at(tx: Transaction, conversation: Conversation, before: State, after: State) -> datetime | None:
    """Return since when the question that is open after a turn waits."""
    if after.step == "idle":
        return None
    return conversation.asked_at if after.step == before.step and conversation.asked_at else tx.now


def _ended(tx: Transaction, conversation: Conversation, record: TurnRecord) -> Ended | None:
    how, asked_at = record.ending, conversation.asked_at
    return Ended(how, asked_at, int((tx.now - asked_at).total_seconds())) if how and asked_at else None

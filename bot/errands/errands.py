"""The orders of the dialogue, carried out in the book; what comes of each goes back as an event."""

from dataclasses import dataclass

from bot.dialogue import events, orders
from bot.dialogue.danger_orders import AlertReception, BreakOff, TellOver, WarnCommune
from bot.dialogue.draft import where_told
from bot.dialogue.state import Draft
from bot.errands import answer_errands, reception_errands
from bot.errands.case_lines import line_of
from bot.errands.complaint_errands import with_form
from bot.errands.joining_errands import JoiningErrands
from bot.errands.kept_lines import open_for
from bot.listening.answering import answer_line
from bot.messages import COVERED_SECRET
from bot.texts.languages import FIRST
from intake import meta
from intake.acts import citizen_steps
from intake.acts.relocation import Correction
from intake.catalogue import answers
from intake.codes import is_mistyped
from intake.db import Transaction
from intake.errors import Conflict, TooMany
from intake.files import attachments
from intake.notices import notices
from intake.people import forgetting
from intake.people.participants import TOLD
from intake.receipts import find_in_conversation, look_up, status_of, statuses_of_conversation
from intake.registration import alerts, calls, danger_labels, reception
from intake.registration.matter import Matter
from intake.registration.reception import Receipt
from intake.registration.voices import UNHEARD
from intake.sealed import apart_lines, sealed_lines, sealed_links
from intake.settings import Settings
from intake.talk import dialogue_log, erased_lines
from intake.talk.dialogue_log import Conversation
from routing.decision import PROVINCE_RECEPTION
from routing.kinds import Kind
from routing.places import Place
from routing.reading import Reading
from routing.records import replace
from routing.topics import OTHER_TOPIC


@dataclass(slots=True)
class Errands:
    """The orders of one turn.

    `case_id` is the case that the turn turned out to be about; `also` are further lines that were heard with it.
    `first_reading` is of what was left of a message whose end is of the next matter; `is_sealed`: that accuses.
    `secret` is what stood where the words of a look-up have it covered.
    `is_opened`: what was told turned out to accuse nobody; `has_moved`: its line is of an open matter told next.
    `has_broken_in`: it tells a danger amid another matter. `is_forgotten`: what was just said is erased.
    """

    tx: Transaction
    settings: Settings
    conversation: Conversation
    utterance_id: int
    consented: bool
    case_id: int | None = None
    also: tuple[int, ...] = ()
    first_reading: Reading | None = None
    is_sealed: bool = False
    is_opened: bool = False
    has_moved: bool = False
    has_broken_in: bool = False
    is_forgotten: bool = False
    secret: str = ""

    def run(self, order: orders.Order) -> list[events.Event]:
        """Carry one order out and return what came of it."""
        if self.conversation.has_sealed:
            open_for(self.tx, self.conversation.id, order)
        if isinstance(order, reception_errands.Order):
            return [reception_errands.run(self.tx, self.conversation.id, order)]
        return self._after_the_answer(order) if isinstance(order, answer_errands.HANDLED) else self._run(order)

    def _run(self, order: orders.Order) -> list[events.Event]:
        match order:
            case orders.Register(draft):
                return [self._register(draft)]
            case orders.ListCases() | orders.OpenSealedPage():
                return [self._own_page() if isinstance(order, orders.OpenSealedPage) else self._own_cases()]
            case orders.LookUp() | orders.OpenAnswer():
                return [self._find(order)]
            case orders.AddInformation():
                return [self._add_information(order)]
            case orders.Withdraw(case_id):
                return [self._withdraw(case_id)]
        return self._run_otherwise(order)

    def _run_otherwise(self, order: orders.Order) -> list[events.Event]:
        if isinstance(order, orders.JoinOrder):
            return [self._with_others(order)]
        self._run_silently(order)
        return []

    def _after_the_answer(self, order: orders.Order) -> list[events.Event]:
        done = answer_errands.run(self.tx, self.settings, self.conversation, self.utterance_id, order)
        self.case_id = done.case_id or self.case_id
        return list(done.results)

    def _run_silently(self, order: orders.Order) -> None:
        match order:
            case orders.GiveConsent():
                dialogue_log.consent(self.tx, self.conversation.id)
                self.consented = True
            case orders.RefuseConsent() | orders.ForgetWords() | orders.ForgetLine() | orders.ForgetDraft():
                self._forget(order)
            case orders.DropDraft():
                dialogue_log.next_draft(self.tx, self.conversation.id)
            case orders.SealTalk():
                sealed_lines.seal_of_no_matter(self.tx, (*self.also, self.utterance_id))
                self.is_sealed = True
            case orders.OpenTalk():
                sealed_lines.open_draft(self.tx, self.conversation.id, self.conversation.draft_no)
                self.is_opened = True
            case orders.KeepPhone(phone):
                dialogue_log.keep_phone(self.tx, self.conversation.id, phone)
            case AlertReception() | WarnCommune() | TellOver():
                self._alert(order)
            case orders.KeepApart() | BreakOff():
                self._keep_apart(order)
            case orders.CountAnswer(outcome, answer_id):
                answers.count(self.tx, outcome, answer_id)

    def _forget(self, order: orders.Order) -> None:
        lines, chat = (*self.also, self.utterance_id), self.conversation.id
        match order:
            case orders.ForgetLine():
                erased_lines.erase_single(self.tx, lines)
                self.is_forgotten = True
            case orders.ForgetDraft():
                forgetting.forget_unsent(self.tx, self.settings, chat, lines)
            case _:
                is_refused = isinstance(order, orders.RefuseConsent)
                forgetting.forget_caseless(self.tx, self.settings, chat, is_refused=is_refused)

    def _with_others(self, order: orders.JoinOrder) -> events.Event:
        errands = JoiningErrands(self.tx, self.settings, self.conversation, self.case_id)
        event = errands.run(order)
        self.case_id = errands.case_id
        return event

    def _register(self, draft: Draft) -> events.Event:
        current = replace(self.conversation, draft_no=dialogue_log.current_draft(self.tx, self.conversation.id))
        receipt = reception.register(self.tx, self.settings, matter_of(draft), current)
        self.case_id = receipt.case_id
        registered = _registered(receipt, f"{self.settings.base_url}/tra-cuu")
        return with_form(self.tx, self.settings, registered, draft) if draft.kind == Kind.COMPLAINT else registered

    def _own_cases(self) -> events.Event:
        found = statuses_of_conversation(self.tx, self.conversation.id)
        return events.CasesListed(tuple(line_of(status) for status in found))

    def _own_page(self) -> events.Event:
        token = sealed_links.make(self.tx, self.conversation.id)
        return events.SealedPageOpened(f"{self.settings.base_url}/to-cao/{token}")

    def _find(self, order: orders.LookUp | orders.OpenAnswer) -> events.Event:
        if isinstance(order, orders.LookUp):
            return self._look_up(order.code, self.secret if order.secret == COVERED_SECRET else order.secret)
        entry = answers.told(self.tx, order.answer_id)
        return events.AnswerOpened(answer_line(entry, meta.office(self.tx)) if entry else None)

    def _look_up(self, code: str, secret: str) -> events.Event:
        own = find_in_conversation(self.tx, self.conversation.id, code)
        if own is not None:
            self.case_id = own.case_id
            return events.CaseFound(line_of(own))
        if not secret:
            return events.CaseNotFound(mistyped=is_mistyped(code))
        client = f"conversation:{self.conversation.id}"
        try:
            status = look_up(self.tx, self.settings, code, secret, client=client)
        except TooMany:
            return events.CaseNotFound(limited=True)
        return events.CaseFound(line_of(status)) if status else events.CaseNotFound()

    def _add_information(self, order: orders.AddInformation) -> events.Event:
        case_id, utterance_id = order.case_id, self.utterance_id
        if order.of_earlier:
            utterance_id = dialogue_log.bind_earlier(self.tx, self.conversation.id, case_id) or utterance_id
        said = Correction(order.commune, order.spot, order.point)
        danger = citizen_steps.Danger(order.danger, order.at) if order.danger else None
        added = citizen_steps.add_information(
            self.tx, case_id, utterance_id=utterance_id, also=self.also, said=said, danger=danger
        )
        for line in (*self.also, utterance_id):
            attachments.bind(self.tx, line, case_id)
        self.case_id = case_id
        told = {"has_moved": added.has_moved, "is_pinned": added.is_pinned}
        return events.InformationAdded(self._line(case_id), added.commune, added.spot, **told)

    def _withdraw(self, case_id: int) -> events.Event:
        line = self._line(case_id)
        try:
            done = citizen_steps.withdraw(self.tx, case_id, conversation_id=self.conversation.id)
        except Conflict:
            return events.CaseFound(line)
        self.case_id = case_id
        return events.WithdrawalDone(line, done=done, left=done and line.part != TOLD)

    def _line(self, case_id: int) -> events.CaseLine:
        return line_of(status_of(self.tx, case_id, self.conversation.id))

    def _keep_apart(self, order: orders.KeepApart | BreakOff) -> None:
        if isinstance(order, BreakOff):
            apart_lines.break_off(self.tx, self.conversation.id, (*self.also, self.utterance_id))
            self.has_broken_in = True
            return
        if order.of_earlier:
            apart_lines.keep_earlier_apart(self.tx, self.conversation.id, order.words)
            return
        lines = (*self.also, self.utterance_id)
        reading = order.other.to_json() if order.other else None
        chat = self.conversation.id
        if order.left:
            kept = apart_lines.part(self.tx, chat, lines, order.left, reading=reading, is_next=order.is_next)
            self.also, self.utterance_id = kept[:-1], kept[-1]
        else:
            sealed = order.is_accusation
            apart_lines.keep_apart(
                self.tx, chat, lines, order.words, reading=reading, is_sealed=sealed, is_next=order.is_next
            )
        self.has_moved = not order.is_accusation
        self.first_reading, self.is_sealed = order.first, self.is_sealed or order.is_accusation

    def _alert(self, order: AlertReception | WarnCommune | TellOver) -> None:
        """Tell the desk, or the commune, that somebody is in danger or no longer: nothing of the citizen."""
        danger_kind = order.danger_kind
        if isinstance(order, TellOver):
            calls.tell_over(self.tx, self.conversation.id, danger_kind, case_id=order.case_id)
            return
        if isinstance(order, WarnCommune):
            cry = alerts.Cry(danger_kind, order.place, order.words, order.kind, order.topic, order.case_id, order.point)
            alerts.warn(self.tx, cry, conversation_id=self.conversation.id)
            return
        key = f"{calls.key_of(self.tx, self.conversation.id, danger_kind)}{self.tx.today}"
        text = f"Có người báo {danger_labels.told_danger(danger_kind)}. Xem nhật ký trò chuyện."
        desks = notices.desks(self.tx, (PROVINCE_RECEPTION,))
        notices.tell(self.tx, desks, key=key, kind="urgent", text=text, case_id=None)


def matter_of(draft: Draft) -> Matter:
    """Return a confirmed draft as the book registers it; what the citizen chose is certain."""
    place = None
    if draft.commune_code or draft.place_text or draft.outside:
        place = Place(where_told(draft), draft.commune_code, draft.commune_name, draft.outside)
    return Matter(
        kind=Kind(draft.kind),
        topic=draft.topic,
        text=draft.text if draft.text.strip() else UNHEARD,
        place=place,
        confidence=_confidence_of(draft),
        is_urgent=draft.urgent,
        danger=(draft.danger_kind or "") if draft.urgent else "",
        lat=draft.lat,
        lon=draft.lon,
        reading=Reading.from_json(dict(draft.reading)) if draft.reading else None,
        about_case_id=draft.about_case,
        is_tip=draft.way == "tip",
        is_kind_open=draft.kind_open,
    )


def _confidence_of(draft: Draft) -> float:
    """Return how sure the topic is: certain where the citizen named it, not at all where they found none that fits.

    What is not told in Vietnamese is read at the reception desk first.
    """
    if draft.topic == OTHER_TOPIC or draft.language != FIRST:
        return 0.0
    return 1.0 if draft.topic_by == "citizen" else draft.confidence


def _registered(receipt: Receipt, look_up_url: str) -> events.Registered:
    return events.Registered(
        case_id=receipt.case_id,
        code=receipt.code,
        unit=receipt.unit,
        officer_name=receipt.officer or "",
        officer_phone=receipt.phone,
        due_on=receipt.due_on,
        basis=receipt.basis,
        kind=receipt.kind.value,
        screening=receipt.in_screening,
        looked_up_url=look_up_url,
        belongs_to=receipt.belongs_to,
        is_tip=receipt.is_tip,
        hours=receipt.hours,
        elsewhere=receipt.elsewhere,
    )

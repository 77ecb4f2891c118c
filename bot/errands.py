"""The orders of the dialogue, carried out in the book; what comes of each goes back as an event."""

from dataclasses import dataclass, replace

from bot.dialogue import events, orders
from bot.dialogue.state import Draft
from intake import attachments, cases, dialogue_log, labels, notices, reception
from intake.db import Transaction
from intake.dialogue_log import Conversation
from intake.errors import Conflict, TooMany
from intake.receipts import CaseStatus, find_in_conversation, look_up, status_of, statuses_of_conversation
from intake.reception import Matter, Receipt
from intake.settings import Settings
from intake.voices import UNHEARD
from routing.decision import PROVINCE_RECEPTION
from routing.kinds import Kind
from routing.places import Place
from routing.reading import Reading
from routing.topics import OTHER_TOPIC


@dataclass(slots=True)
class Errands:
    """The orders of one turn.

    `case_id` is the case that the turn turned out to be about; `also` are further lines that were heard with it.
    """

    tx: Transaction
    settings: Settings
    conversation: Conversation
    utterance_id: int
    consented: bool
    case_id: int | None = None
    also: tuple[int, ...] = ()

    def run(self, order: orders.Order) -> list[events.Event]:
        """Carry one order out and return what came of it."""
        match order:
            case orders.Register(draft):
                return [self._register(draft)]
            case orders.ListCases():
                found = statuses_of_conversation(self.tx, self.conversation.id)
                return [events.CasesListed(tuple(line_of(status) for status in found))]
            case orders.LookUp(code, secret):
                return [self._look_up(code, secret)]
            case orders.AddInformation(case_id, of_earlier):
                return [self._add_information(case_id, of_earlier=of_earlier)]
            case orders.Withdraw(case_id):
                return [self._withdraw(case_id)]
        self._run_silently(order)
        return []

    def _run_silently(self, order: orders.Order) -> None:
        match order:
            case orders.GiveConsent():
                dialogue_log.consent(self.tx, self.conversation.id)
                self.consented = True
            case orders.RefuseConsent():
                dialogue_log.forget(self.tx, self.conversation.id)
                attachments.forget(self.tx, self.settings, self.conversation.id)
            case orders.DropDraft():
                dialogue_log.next_draft(self.tx, self.conversation.id)
            case orders.KeepPhone(phone):
                dialogue_log.keep_phone(self.tx, self.conversation.id, phone)
            case orders.AlertReception(danger_kind):
                self._alert(danger_kind)

    def _register(self, draft: Draft) -> events.Event:
        current = replace(self.conversation, draft_no=dialogue_log.current_draft(self.tx, self.conversation.id))
        receipt = reception.register(self.tx, self.settings, matter_of(draft), current)
        self.case_id = receipt.case_id
        return _registered(receipt, f"{self.settings.base_url}/tra-cuu")

    def _look_up(self, code: str, secret: str) -> events.Event:
        own = find_in_conversation(self.tx, self.conversation.id, code)
        if own is not None:
            self.case_id = own.case_id
            return events.CaseFound(line_of(own))
        if not secret:
            return events.CaseNotFound()
        client = f"conversation:{self.conversation.id}"
        try:
            status = look_up(self.tx, self.settings, code, secret, client=client)
        except TooMany:
            return events.CaseNotFound(limited=True)
        return events.CaseFound(line_of(status)) if status else events.CaseNotFound()

    def _add_information(self, case_id: int, *, of_earlier: bool) -> events.Event:
        utterance_id = self.utterance_id
        if of_earlier:
            utterance_id = dialogue_log.bind_earlier(self.tx, self.conversation.id, case_id) or utterance_id
        cases.add_information(self.tx, case_id, utterance_id=utterance_id, also=self.also)
        for line in (*self.also, utterance_id):
            attachments.bind(self.tx, line, case_id)
        self.case_id = case_id
        return events.InformationAdded(line_of(status_of(self.tx, case_id)))

    def _withdraw(self, case_id: int) -> events.Event:
        try:
            done = cases.withdraw(self.tx, case_id, conversation_id=self.conversation.id)
        except Conflict:
            return events.CaseFound(line_of(status_of(self.tx, case_id)))
        self.case_id = case_id
        return events.WithdrawalDone(line_of(status_of(self.tx, case_id)), done=done)

    def _alert(self, danger_kind: str) -> None:
        """Tell the desk that somebody is in danger: the kind and the day, nothing about the citizen."""
        key = f"danger:{self.conversation.id}:{danger_kind}:{self.tx.today}"
        text = f"Có người báo nguy hiểm ({labels.DANGERS.get(danger_kind, danger_kind)}). Xem nhật ký trò chuyện."
        desks = notices.desks(self.tx, (PROVINCE_RECEPTION,))
        notices.tell(self.tx, desks, key=key, kind="urgent", text=text, case_id=None)


def matter_of(draft: Draft) -> Matter:
    """Return a confirmed draft as the book registers it; what the citizen chose is certain."""
    place = None
    if draft.commune_code or draft.place_text or draft.outside:
        place = Place(draft.place_text, draft.commune_code, draft.commune_name, draft.outside)
    return Matter(
        kind=Kind(draft.kind),
        topic=draft.topic,
        text=draft.text if draft.text.strip() else UNHEARD,
        place=place,
        confidence=_confidence_of(draft),
        is_urgent=draft.urgent,
        lat=draft.lat,
        lon=draft.lon,
        reading=Reading.from_json(dict(draft.reading)) if draft.reading else None,
    )


def _confidence_of(draft: Draft) -> float:
    """Return how sure the topic is: certain where the citizen named it, not at all where they found none that fits."""
    if draft.topic == OTHER_TOPIC:
        return 0.0
    return 1.0 if draft.topic_by == "citizen" else draft.confidence


def _registered(receipt: Receipt, look_up_url: str) -> events.Event:
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
    )


def line_of(status: CaseStatus) -> events.CaseLine:
    """Return a case as the dialogue speaks of it."""
    return events.CaseLine(
        case_id=status.case_id,
        code=status.code,
        summary=status.summary,
        state_label=status.state_label,
        unit=status.unit,
        officer_name=status.officer,
        officer_phone=status.phone,
        due_on=status.due_on,
        is_open=status.is_open,
        answer=status.answer or None,
        waits_for_citizen=status.waits_for_citizen,
        kind=status.kind,
    )

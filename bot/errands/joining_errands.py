"""Orders about further people of a case and about chats of one citizen, carried out in the book."""

from dataclasses import dataclass

from bot.dialogue import events, orders
from bot.dialogue.state import Draft
from bot.errands.case_lines import line_of
from intake.acts import citizen_steps
from intake.db import Transaction
from intake.errors import Conflict, TooMany
from intake.people import circles, participants
from intake.queries.case.similar import similar_open
from intake.receipts import status_of, statuses_of_conversation
from intake.sending import outbox
from intake.settings import Settings
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation
from routing.records import replace


@dataclass(slots=True)
class JoiningErrands:
    """The orders of one turn. `case_id` is the case that one of them turned out to be about."""

    tx: Transaction
    settings: Settings
    conversation: Conversation
    case_id: int | None = None

    def run(self, order: orders.JoinOrder) -> events.Event:
        """Carry one order out and return what came of it."""
        match order:
            case orders.FindAlike(draft):
                return self._find_alike(draft)
            case orders.Join(case_id, draft):
                return self._join(case_id, draft)
            case orders.Follow(case_id):
                participants.follow(self.tx, case_id, self.conversation.id)
                self.case_id = case_id
                return events.CaseFollowed(line_of(status_of(self.tx, case_id, self.conversation.id)))
            case orders.MakeChatCode():
                return self._make_code()
            case orders.JoinChat(code):
                return self._join_chat(code)
            case orders.PartChat():
                return events.ChatParted(circles.leave(self.tx, self.conversation.id))

    def _find_alike(self, draft: Draft) -> events.Event:
        found = similar_open(
            self.tx,
            draft.text,
            draft.topic,
            draft.commune_code,
            place=draft.place_text,
            lat=draft.lat,
            lon=draft.lon,
            conversation_id=self.conversation.id,
        )
        told = (events.AlikeMatter(one.case_id, one.what, one.where, one.on, one.state) for one in found)
        return events.AlikeFound(tuple(told))

    def _join(self, case_id: int, draft: Draft) -> events.Event:
        number = dialogue_log.current_draft(self.tx, self.conversation.id)
        current = replace(self.conversation, draft_no=number)
        try:
            citizen_steps.join(self.tx, self.settings, case_id, conversation=current, text=draft.text)
        except Conflict:
            return events.JoinRefused()
        self.case_id = case_id
        line = line_of(status_of(self.tx, case_id, self.conversation.id))
        return events.Joined(line, f"{self.settings.base_url}/tra-cuu")

    def _make_code(self) -> events.Event:
        try:
            return events.ChatCodeMade(circles.make_code(self.tx, self.settings, self.conversation.id))
        except TooMany:
            return events.ChatCodeMade(None)

    def _join_chat(self, code: str) -> events.Event:
        """Join the chats, and tell the other one: whoever did not do this must hear of it."""
        try:
            other_id = circles.join(self.tx, self.settings, code, self.conversation.id)
        except TooMany:
            return events.ChatNotJoined(limited=True)
        if other_id is None:
            return events.ChatNotJoined()
        if not circles.is_no_chat(self.tx, other_id):
            outbox.put(
                self.tx,
                conversation_id=other_id,
                key=f"joined:{self.conversation.id}:{other_id}:{self.tx.now.isoformat()}",
                purpose="notice",
                payload={"notice": "notice.chat_joined", "fields": {}},
            )
        return events.ChatJoined(len(statuses_of_conversation(self.tx, self.conversation.id)))

"""Nothing is being asked: a matter begins, a case is spoken of, or somebody only says hello."""

from collections.abc import Callable, Mapping

from bot.dialogue.answers import legal_answers
from bot.dialogue.answers.inquiring import ask_question, meet
from bot.dialogue.asking import ask, rest, say
from bot.dialogue.commands import TALKS_BY_THE_WAY, Asked, bare_chat_code, code_in, small_talk
from bot.dialogue.events import Chose, Located, Said, SentMedia
from bot.dialogue.formal.denounce import OTHER_WAYS, before_consent, by_other_way, page_missed
from bot.dialogue.formal.denounce import begin as begin_accusation
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.denounce_words import asks_how
from bot.dialogue.hearing.impatience import asks_why_kept, says_send
from bot.dialogue.hearing.place_answers import puts_a_number_right
from bot.dialogue.hearing.tongues import greeted_in
from bot.dialogue.matter import praise
from bot.dialogue.matter.unclear import is_unclear_word, say_unclear
from bot.dialogue.options import is_number
from bot.dialogue.orders import Follow, JoinChat, ListCases, LookUp
from bot.dialogue.receptions.reception_words import asks_for_reception, is_of_seat
from bot.dialogue.receptions.receptions import look_near
from bot.dialogue.sent.binding import add_now, further, media_in_idle, waiting_case
from bot.dialogue.sent.cases import ask_case_to_add, ask_withdrawal
from bot.dialogue.sent.lookup import ask_code, asks_for_unknown, found_without_code, look_up, says_lost_code
from bot.dialogue.sent.phone_questions import wanted
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.greeting import greet_back
from bot.dialogue.telling.language import offer
from bot.dialogue.telling.questions import ask_what, proceed
from bot.dialogue.telling.resuming import ask_to_add
from bot.dialogue.telling.telling import show_point, tell, tell_pending, told_if_far, with_point
from bot.dialogue.telling.voice import received
from bot.dialogue.words import answers, asks_for_state, vocabulary
from routing.records import replace

_NO_ANSWER_TO_A_QUESTION = TALKS_BY_THE_WAY | {"mistake", "wordless"}
_BY_A_YES = frozenset({"new_with_this", *legal_answers.MAKES})


def said(state: State, event: Said, context: Context) -> Step:
    """Hear a code that joins chats, a wish to see a leader, small talk, questions and matters, in this order."""
    if asks_how(event.text) and not waiting_case(context):
        return begin_accusation(replace(state, pending_text="", pending_media=0), context)
    code = "" if waiting_case(context) else bare_chat_code(event.text)
    if code:
        return Step(state, (), (JoinChat(code),))
    is_of_booked = state.has_seat and is_of_seat(event.text) and not waiting_case(context)
    if event.reading.danger is None and (is_of_booked or asks_for_reception(event.text)):
        return look_near(state, event.text, event.reading)
    if (other := _other_language(state, event)) and not waiting_case(context):
        return offer(state, other, context)
    return _heard(state, event, context)


def _heard(state: State, event: Said, context: Context) -> Step:
    return _brief(state, event, context) or _talked(state, event, context)


def _brief(state: State, event: Said, context: Context) -> Step | None:
    """Hear praise, and a bare yes or no to nothing that was asked; None for all other words."""
    if waiting_case(context):
        return None
    if not context.consented and asks_why_kept(event.text):
        return rest(state, say("consent.why"))
    if known := page_missed(state, event.text) or praise.heard(state, event, context):
        return known
    if _answers_nothing(state, event):
        return rest(state, say("idle.nothing_open"))
    if is_number(event.text) and state.options and context.open_cases:
        return Step(state, (say("stale.number"),))
    is_mere_no = answers(event.text) == {"no"} and not state.pending_text
    return rest(state, say("talk.ok")) if is_mere_no else None


def _answers_nothing(state: State, event: Said) -> bool:
    """Whether a yes, or "gửi đi", comes when nothing is open, nothing was kept and nothing has just been sent."""
    is_yes = "yes" in answers(event.text) or says_send(event.text) or bool(vocabulary("agreed").meanings(event.text))
    is_open = state.pending_text or state.pending_media or state.draft or state.options or state.sent_code
    return is_yes and not is_open and small_talk(event.text, event.reading) is None


def _talked(state: State, event: Said, context: Context) -> Step:
    talk = small_talk(event.text, event.reading)
    offered = next((option for option, _label in state.options if option in _BY_A_YES), None)
    if offered and "yes" in answers(event.text):
        return _menu_choice(state, Chose(state.step_no, offered, event.reading_of_pending), context)
    answered = _answered(state, event, context)
    if answered and (event.is_sure or not talk):
        return answered  # a greeting before a question is no small talk
    if talk == "mistake" and context.open_cases and puts_a_number_right(event.text):
        talk = None
    if talk and not (waiting_case(context) and talk not in _NO_ANSWER_TO_A_QUESTION):
        return talk_back(state, talk, context)
    if state.sent_code and ("yes" in answers(event.text) or says_send(event.text)) and not waiting_case(context):
        return rest(state, say("receipt.again", code=state.sent_code))
    return _told(state, event, context)


def _told(state: State, event: Said, context: Context) -> Step:
    if event.reading.danger is None and says_lost_code(event.text):
        return found_without_code(state, context)
    if asks_for_unknown(event, context):
        return look_up(state, Asked(code=code_in(event.text)), context)
    if not context.consented:
        is_unclear = is_unclear_word(event)
        return (
            say_unclear(state, event, context)
            if is_unclear
            else before_consent(state, context, event.text, event.reading)
        )
    return _said_by_known(state, event, context)


def _answered(state: State, event: Said, context: Context) -> Step | None:
    """Return the answer of the book, unless a case waits for these words or they ask how one is coming along."""
    is_of_a_case = bool(context.open_cases) and asks_for_state(event.text)
    return None if waiting_case(context) or is_of_a_case else meet(state, event)


def _said_by_known(state: State, event: Said, context: Context) -> Step:
    if context.open_cases and not waiting_case(context) and asks_for_state(event.text):
        return rest(state).ordering(ListCases())
    if context.open_cases:
        return further(state, event, context)
    if is_unclear_word(event):
        return say_unclear(state, event, context)
    return tell(state, context, event.text, event.reading)


def _other_language(state: State, event: Said) -> str | None:
    """Return the language of a greeting that is not the one we speak."""
    other = greeted_in(event.text)
    return other if other != state.language else None


def said_for_new(state: State, event: Said, context: Context) -> Step:
    """Hear a matter that was announced, or more of one that is still unclear: no case is asked about."""
    if (other := _other_language(state, event)) and state.draft is None:
        return offer(state, other, context)
    talk = small_talk(event.text, event.reading)
    if talk:
        line = say(f"talk.{talk}", office=context.office, phone=context.office_phone)
        return ask_what(state, context).after(line) if state.draft else Step(state, (line,))
    if not context.consented:
        return before_consent(state, context, event.text, event.reading)
    draft = state.draft or Draft()
    asked = replace(state, draft=replace(draft, what_asked=draft.what_asked + 1))
    return tell(asked, context, event.text, event.reading)


def sent_for_new(state: State, event: SentMedia, context: Context) -> Step:
    """Take photos for a matter that was announced."""
    if not context.consented:
        return before_consent(state, context, event.caption, event.reading, media=event.count, voices=event.voices)
    step = tell(state, context, event.caption, event.reading, media=event.count, voices=event.voices)
    return step.after(received(event))


def located_for_new(state: State, event: Located, context: Context) -> Step:
    """Take a point for a matter that was announced."""
    if not context.consented:
        return ask_consent(with_point(state, event), context)
    return show_point(state, context, event)


def talk_back(state: State, talk: str, context: Context) -> Step:
    """Answer small talk with one line that fits, and leave the door open."""
    fields = {"office": context.office, "phone": context.office_phone}
    if talk == "opening":
        return ask(state, "ask_what", "talk.opening", **fields)
    if talk == "greeting":
        return greet_back(state, context)
    return rest(state, say(f"talk.{talk}", **fields))


def sent(state: State, event: SentMedia, context: Context) -> Step:
    """Take photos: for a case, or as the beginning of a matter."""
    if not context.consented:
        fresh = replace(state, pending_text="")
        return before_consent(fresh, context, event.caption, event.reading, media=event.count, voices=event.voices)
    return media_in_idle(state, event, context)


def located(state: State, event: Located, context: Context) -> Step:
    """Take a point as the beginning of a matter."""
    case = waiting_case(context)
    if case is not None:
        return add_now(replace(state, pending_text="", pending_media=0), case)
    pointed = with_point(replace(state, draft=state.draft or Draft()), event)
    agreed = context.consented
    asked = ask_what(pointed, context) if agreed else ask_consent(replace(pointed, pending_text=""), context)
    return told_if_far(asked, event, context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what a button of a menu, of a list or under a case says."""
    option, _, value = event.option.partition(":")
    if option in praise.OPTIONS:
        return praise.chosen(state, event, context)
    if option == "add" and value:
        return _add_to(state, int(value), context)
    if option == "withdraw":
        return ask_withdrawal(state, int(value), context)
    if option == "see":
        return rest(state).ordering(LookUp(value))
    if option == "follow":
        return rest(state).ordering(Follow(int(value)))
    return _menu_choice(state, event, context)


def _menu_choice(state: State, event: Chose, context: Context) -> Step:
    if event.option in {"new_with_this", "new_matter"}:
        if not (state.pending_text.strip() or state.pending_media or state.draft):
            return start_new(state, context)
        if not context.consented:
            return before_consent(state, context, "", event.reading_of_pending)
        return tell_pending(state, context, event.reading_of_pending)
    if event.option in legal_answers.MAKES:
        return legal_answers.begin(state, event, context)
    if event.option in OTHER_WAYS:
        return by_other_way(event.option, state, context)
    does = _MENU.get(event.option)
    return does(state, context) if does else rest(_clear(state), say("idle.invite"))


def _voice_only(state: State, context: Context) -> Step:
    """Go on without words where something was told by voice."""
    if state.draft is None or not state.draft.voices:
        return rest(_clear(state), say("idle.invite"))
    return proceed(replace(state, draft=replace(state.draft, wordless=True), misses=0), context)


def _list_cases(state: State, context: Context) -> Step:
    del context
    return rest(state).ordering(ListCases())


def start_new(state: State, context: Context) -> Step:
    """Ask for a new matter, whatever is open."""
    return ask_what(_clear(state), context)


def contact(state: State, context: Context) -> Step:
    """Tell how to reach a person: first who handles the matter that is spoken of."""
    step = ask(state, "idle", "officer.contact", ["leave_phone", "new"], **context.contact)
    case = context.spoken_of(state.case_id) if context.open_cases else None
    if case is None or case.is_sealed or not case.officer_phone:
        return step
    fields = {"code": case.code, "unit": case.unit, "officer": case.officer_name, "phone": case.officer_phone}
    return step.after(say("plain.case_who", **fields))


def _clear(state: State) -> State:
    return replace(state, pending_text="", pending_media=0, misses=0)


def _add_to(state: State, case_id: int, context: Context) -> Step:
    case = context.case(case_id)
    if case and not context.consented:  # it was sent from elsewhere, and agreed to there
        return ask_consent(replace(state, case_id=case_id, pending_text="", pending_media=0), context)
    return ask_to_add(state, case) if case else rest(state, say("add.closed"))


def told_aside(state: State, event: Said, context: Context) -> Step:
    """Take a matter that is told instead of an answer: for the draft that waits, else as when nothing is asked."""
    if state.draft:
        return said_for_new(state, event, context)
    return said(replace(state, step="idle", options=()), event, context)


def sent_aside(state: State, event: SentMedia, context: Context) -> Step:
    """Take photos that come during a look-up: for the draft that waits, else as when nothing is asked."""
    return sent_for_new(state, event, context) if state.draft else sent(state, event, context)


def located_aside(state: State, event: Located, context: Context) -> Step:
    """Take a point that comes during a look-up: for the draft that waits, else as when nothing is asked."""
    return located_for_new(state, event, context) if state.draft else located(state, event, context)


_MENU: Mapping[str, Callable[[State, Context], Step]] = {
    "new": start_new,
    "add": ask_case_to_add,
    "question": ask_question,
    "list": _list_cases,
    "lookup": ask_code,
    "officer": contact,
    "leave_phone": wanted,
    "voice_only": _voice_only,
}

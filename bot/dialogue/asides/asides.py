"""What the commands do at each step, so that help, a person, a look-up and the way out are always within reach."""

from collections.abc import Callable, Mapping

from bot.dialogue.asides import waiting, ways_out
from bot.dialogue.asking import ask, rest, say, understood
from bot.dialogue.commands import Asked, Command
from bot.dialogue.complaint_questions import STEP as FORM_STEP
from bot.dialogue.events import Chose, Said, Started
from bot.dialogue.formal import accusing, complaint_kind, denounce
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.data_wishes import is_of_number_or_name
from bot.dialogue.hearing.denounce_words import way_said
from bot.dialogue.hearing.tongues import called_in
from bot.dialogue.idle import contact, start_new
from bot.dialogue.matter import put_right
from bot.dialogue.orders import ListCases, LookUp
from bot.dialogue.receptions import receptions
from bot.dialogue.sent import binding, elsewhere, lookup, phone_questions, rating, rights
from bot.dialogue.sent.cases import ask_case_to_add, choose_withdrawal, withdrawal_chosen
from bot.dialogue.state import State
from bot.dialogue.telling.greeting import noted
from bot.dialogue.telling.language import ask_language, by_name, how
from bot.dialogue.telling.questions import ask_drop
from bot.dialogue.telling.resuming import KEEPS_WORDS, is_busy, is_engaged, resume
from bot.dialogue.telling.telling import tell_pending
from bot.dialogue.words import kind_named
from bot.messages import Reply
from routing.records import replace


def started(state: State, event: Started | None, context: Context) -> Step:
    """Greet; what was being told is still there."""
    del event
    if is_engaged(state):
        return resume(state, context, say("hello.back", office=context.office))
    fields = {"office": context.office, "phone": context.office_phone}
    return rest(noted(replace(state, misses=0), context), say("hello.start", **fields))


def _start(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    return started(state, None, context)


def line_aside(command: Command, context: Context) -> Reply | None:
    """Return what a command only tells: the question that was open is asked again after it."""
    lines = {
        Command.HELP: say("help.text", phone=context.office_phone),
        Command.OFFICER: say("officer.contact", **context.contact),
    }
    return lines.get(command)


def _help(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    step = ask(understood(state), "idle", "help.text", ["new", "list", "officer"], phone=context.office_phone)
    other = None if event.text.startswith("/") else called_in(event.text)
    return step.after(by_name(other)) if other and other != state.language else step


def _list(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event, context
    return Step(state, (), (ListCases(),))


def _look_up(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del event
    if state.step not in {"consent", "bind", "denounce"}:
        return lookup.look_up(state, asked, context)
    if not (asked.code and (asked.secret or _is_ours(asked.code, context))):  # nothing is wrong with it yet
        return resume(state, context, say("lookup.how"))
    return Step(state, (), (LookUp(asked.code, asked.secret),))


def _is_ours(code: str, context: Context) -> bool:
    return any(case.code == code.upper() for case in (*context.open_cases, *context.past_cases))


def _officer(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    return contact(state, context)


def _new(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    answered = _NEW_ANSWERS.get(state.step)
    if answered and kind_named(event.text):
        return answered(state, event, context)
    if state.step.startswith(FORM_STEP) and kind_named(event.text):
        return complaint_kind.kind_said_again(state, kind_named(event.text), context)
    if state.step == "bind":
        return tell_pending(state, context, event.reading_of_pending)
    if state.step in ways_out.BEFORE_CONSENT and not context.consented:
        return resume(state, context)
    return start_new(state, context) if state.draft is None else _finish_first(state, event, context)


def _finish_first(state: State, event: Said, context: Context) -> Step:
    """Ask to finish what is open, unless it is that which is called a complaint now that nobody could tell before."""
    if state.draft and state.draft.kind_open and kind_named(event.text) == "complaint":
        return complaint_kind.kind_chosen(state, Chose(state.step_no, "kind_complaint"), context)
    return put_right.kind_heard(state, event, context) or resume(state, context, say("new.finish_first"))


def _new_at_warning(state: State, event: Said, context: Context) -> Step:
    """Take "phản ánh" at the warning for what it says: this is a report, no accusation."""
    is_report = kind_named(event.text) == "report"
    return denounce.is_none(state, event, context) if is_report else resume(state, context)


_NEW_ANSWERS: Mapping[str, Callable[[State, Said, Context], Step]] = {
    "ask_accusing": accusing.said,
    "ask_kind": complaint_kind.said_kind,
    "denounce": _new_at_warning,
    "reception_about": receptions.said_about,
}


def _add(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    to_only = binding.add_to_only(state, event, context)
    return to_only or (resume(state, context) if is_engaged(state) else ask_case_to_add(state, context))


def _go_on(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    return waiting.go_on(state, context)


def _reception(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    if state.step == "consent":
        return resume(state, context, say("reception.later"))
    return receptions.look_near(state, event.text, event.reading)


def _leave_phone(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    return phone_questions.wanted(state, context)


def _denounce(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    if state.step == "reception_about":
        return receptions.accused_about(state, context)
    if state.step == "denounce" and (way := way_said(event.text)):
        return denounce.chosen(state, Chose(state.step_no, way, event.reading_of_pending), context)
    return denounce.begin(state, context)


def _restart(state: State, asked: Asked, event: Said, context: Context) -> Step:
    if state.step in ways_out.BEFORE_CONSENT and not context.consented:
        return resume(state, context)
    if state.draft is not None:
        return ask_drop(understood(state), context)
    return _new(replace(state, step="idle"), asked, event, context)


def _withdraw(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    if state.draft is not None and state.step != "consent":
        return ask_drop(understood(state), context)
    if state.step == "withdraw":  # said again where it is asked whether it is meant
        return withdrawal_chosen(state, Chose(state.step_no, "withdraw_yes"), context)
    if state.step == "bind" and context.running_cases:
        return choose_withdrawal(replace(state, step="idle", pending_text="", pending_media=0), context)
    return resume(state, context) if is_busy(state) else choose_withdrawal(state, context)


def _rate(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event
    return rating.ask_open(state, context)


def _data(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked
    is_only_number = is_of_number_or_name(event.text)
    return rights.begin(state, rights.which_in(event.text), context, is_only_number=is_only_number)


def _join_chats(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del event, context
    return elsewhere.take_or_make(state, asked)


def _part_chats(state: State, asked: Asked, event: Said, context: Context) -> Step:
    del asked, event, context
    return elsewhere.part(state)


def _language(state: State, asked: Asked, event: Said, context: Context) -> Step:
    """Ask for the language; where words wait for an answer they keep their question, and are told how."""
    del asked, event
    if state.step in KEEPS_WORDS:
        return resume(state, context, how())
    return ask_language(understood(state), context)


_DOES: Mapping[Command, Callable[[State, Asked, Said, Context], Step]] = {
    Command.START: _start,
    Command.HELP: _help,
    Command.LIST: _list,
    Command.LOOKUP: _look_up,
    Command.CANCEL: ways_out.cancel,
    Command.RESTART: _restart,
    Command.BACK: ways_out.back,
    Command.OFFICER: _officer,
    Command.NEW: _new,
    Command.WITHDRAW: _withdraw,
    Command.RATE: _rate,
    Command.DATA: _data,
    Command.DENOUNCE: _denounce,
    Command.JOIN_CHATS: _join_chats,
    Command.PART_CHATS: _part_chats,
    Command.GO_ON: _go_on,
    Command.RECEPTION: _reception,
    Command.LANGUAGE: _language,
    Command.ADD: _add,
    Command.PHONE: _leave_phone,
}


def obey(state: State, asked: Asked, event: Said, context: Context) -> Step:
    """Do what a command asks, without losing what is being told."""
    return _DOES[asked.command](state, asked, event, context)

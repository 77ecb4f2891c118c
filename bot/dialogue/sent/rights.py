"""What citizens may ask about their own data: to see, correct, restrict or erase it, to take their consent back.

Each wish is explained in two sentences, with what the law keeps, and is sent only on a clear yes.
"""

from datetime import date

from bot.dialogue.asking import Option, ask, label, rest, say, understood
from bot.dialogue.commands import is_no_matter
from bot.dialogue.events import Chose, DataRequested, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.data_wishes import data_wish, erases
from bot.dialogue.orders import RefuseConsent, RequestData
from bot.dialogue.state import State
from bot.dialogue.telling.refusing import ask_of_both, asks_of_both, both_gone, refused
from bot.dialogue.telling.resuming import CONSENT_BUTTONS, is_busy, resume
from bot.dialogue.words import answers, vocabulary
from bot.messages import SECRET_MARK
from bot.texts.days import say_day
from routing.kinds import Kind
from routing.reading import Reading
from routing.records import replace
from routing.topics import OTHER_TOPIC

WISHES = ("see", "correct", "restrict", "erase", "withdraw_consent")
_ANY = "any"
_REFUSALS = frozenset({"erase", "withdraw_consent"})
_MANY_WORDS = 16


def wish_in(text: str, reading: Reading) -> str | None:
    """Return the wish that a message is, `any` where it does not say which; None where it tells something else."""
    if "data" in vocabulary("commands").meanings(text):
        return which_in(text)
    if erases(text):
        return "erase"
    is_short = len(text.split()) <= _MANY_WORDS
    asks_of_nothing_else = reading.kind is Kind.INQUIRY and reading.topic == OTHER_TOPIC and reading.place is None
    is_free = is_no_matter(text, reading) or asks_of_nothing_else
    about_own = is_short and is_free and vocabulary("own_data").longest_inside(text) is not None
    return vocabulary("rights").longest_inside(text) if about_own else None


def which_in(text: str) -> str:
    """Return which right a wish uses, `any` where it does not say."""
    return data_wish(text) or vocabulary("rights").longest_inside(text) or _ANY


def begin(state: State, wish: str, context: Context, *, is_only_number: bool = False) -> Step:
    """Explain the wish and ask for a yes; ask which where it is not said."""
    has_nothing = not context.consented and not context.open_cases and not context.past_cases
    is_refusal = state.step == "consent" and wish in _REFUSALS and has_nothing
    if wish == "withdraw_consent" and state.draft is not None:
        return _taken_back(state, context)
    if state.step == "consent" and wish == "see":  # what is kept is what the yes is asked for
        fields = {"office": context.office, "phone": context.office_phone}
        return ask(state, "consent", "consent.details", CONSENT_BUTTONS, **fields)
    if is_only_number and is_busy(state):  # neither is kept yet, and neither is needed
        return resume(state, context, say("consent.no_phone"))
    if is_busy(state) and not is_refusal:
        return resume(state, context, say("data.finish_first"))
    if has_nothing:
        forgotten = State(language=state.language, step_no=state.step_no)
        return rest(forgotten, say("data.nothing")).ordering(RefuseConsent())
    return explain(state, wish) if wish in WISHES else ask_wish(state)


def _taken_back(state: State, context: Context) -> Step:
    """Erase at once what was told where nothing was sent yet; else ask once whether it goes with the consent."""
    if not (context.open_cases or context.past_cases):
        return refused(state, context)
    return both_gone(state) if asks_of_both(state) else ask_of_both(state)


def ask_wish(state: State) -> Step:
    """Ask which right is meant."""
    options: list[Option] = [(f"data:{wish}", label(state, f"choice.data_{wish}")) for wish in WISHES]
    return ask(understood(replace(state, asks="")), "data_wish", "data.which", [*options, "back"])


def explain(state: State, wish: str) -> Step:
    """Say in two sentences what will be done and what stays, and ask for a yes."""
    about = understood(replace(state, asks=wish))
    return ask(about, "data_confirm", f"data.explain_{wish}", ["data_yes", "keep_data"])


def ask_again(state: State, context: Context) -> Step:
    """Ask the open question again."""
    del context
    if state.step == "data_confirm" and state.asks in WISHES:
        return explain(state, state.asks)
    return ask_wish(state)


def said(state: State, event: Said, context: Context) -> Step:
    """Understand a wish in words, or a typed yes or no; everything unclear sends nothing."""
    meant = answers(event.text)
    if state.step == "data_wish":
        found = vocabulary("rights").longest_inside(event.text)
        if found:
            return explain(state, found)
    elif "yes" in meant:
        return _request(state)
    if meant & {"no", "keep", "skip"} or state.misses:
        return leave(state, context)
    return ask_again(replace(state, misses=state.misses + 1), context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what a button says."""
    option, _, wish = event.option.partition(":")
    if option == "data" and wish in WISHES:
        return explain(state, wish)
    return _request(state) if event.option == "data_yes" else leave(state, context)


def _request(state: State) -> Step:
    if state.asks not in WISHES:
        return ask_wish(state)
    return rest(understood(replace(state, asks=""))).ordering(RequestData(state.asks))


def leave(state: State, context: Context) -> Step:
    """Send nothing."""
    del context
    return rest(understood(replace(state, asks="")), say("data.left"))


def requested(state: State, event: DataRequested, context: Context) -> Step:
    """Give the receipt of a wish."""
    fields = {
        "wish": label(state, f"data.wish_{event.asks}"),
        "code": event.code,
        "unit": event.unit,
        "phone": event.phone,
        "due": _day(state, event.due_on, context) if event.due_on != event.done_on else "",
        "done": _day(state, event.done_on, context),
    }
    spoken_of = replace(state, case_id=event.case_id)
    if event.is_repeated:
        return resume(spoken_of, context, say("data.sent_before", **fields))
    return resume(spoken_of, context, say("data.sent", secret=SECRET_MARK, basis=event.basis, **fields))


def _day(state: State, day: date | None, context: Context) -> str:
    return say_day(day, today=context.today, language=state.language) if day else ""

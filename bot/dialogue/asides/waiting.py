"""A draft that nobody goes on with: it is called to mind once, kept for a while, and dropped with a last word."""

from bot.dialogue.asking import ask, label, rest, say, summary_of, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.denounce_ways import is_denouncing, is_denunciation
from bot.dialogue.events import Chose, DraftExpired, DraftWaits, Located, Said, SentMedia
from bot.dialogue.formal.unanswered import met_by_silence
from bot.dialogue.frame import Context, Step
from bot.dialogue.matter import place
from bot.dialogue.matter.confirm import add, drop_chosen
from bot.dialogue.orders import DropDraft, ListCases, LookUp, RefuseConsent
from bot.dialogue.sent.cases import line_of
from bot.dialogue.state import State
from bot.dialogue.telling.questions import ask_drop, proceed
from bot.dialogue.telling.resuming import is_busy, resume
from bot.dialogue.words import answers
from bot.texts.days import say_day
from routing.records import replace

_MOST_TOLD = 3


def reminded(state: State, event: DraftWaits, context: Context) -> Step:
    """Call to mind what is half told; a yes to this only goes on with it, it never sends anything."""
    if not is_busy(state):
        return rest(state, say("idle.invite"))
    if given := met_by_silence(state, event, context):
        return given
    until = say_day(event.kept_until, today=context.today, language=state.language)
    last = (say("waiting.last"),) if event.is_last else ()
    if state.draft is None or state.step == "consent":
        return resume(state, context, *(last or (say("waiting.told", until=until),)))
    return _ask(state, "" if last else until).after(*last)


def _ask(state: State, until: str) -> Step:
    told = summary_of(state.draft.text) if state.draft and not is_denunciation(state.draft) else ""
    return ask(state, "waiting", "waiting.draft", ["go_on", "drop_yes"], summary=told, until=until)


def again(state: State, context: Context) -> Step:
    """Ask the same again."""
    del context
    return _ask(state, "")


def said(state: State, event: Said, context: Context) -> Step:
    """Go on at a yes, ask before dropping at a no, take other words as more of the story."""
    meant = answers(event.text)
    if "no" in meant:
        return ask_drop(understood(state), context)
    asked = proceed(understood(state), context)
    if meant or small_talk(event.text, event.reading):
        return asked
    return place.said(asked.state, event, context) if asked.state.step == "ask_place" else add(state, event, context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Go on, or drop the draft as the button says."""
    if event.option == "drop_yes":
        return drop_chosen(state, event, context)
    return proceed(understood(state), context)


def expired(state: State, event: DraftExpired, context: Context) -> Step:
    """Drop what was half told, and say so; without consent the words themselves are erased too."""
    del event
    if not is_busy(state):
        return rest(state, say("idle.invite"))
    left = replace(state, draft=None, pending_text="", pending_media=0, misses=0)
    if not context.consented:
        left = replace(left, second=None, interrupted=None)
    fields = {"phone": context.office_phone, "hours": context.office_hours}
    told = say("waiting.dropped_unread", **fields) if is_denouncing(state) else say("waiting.dropped")
    dropped = rest(left, told)
    return dropped.ordering(DropDraft() if context.consented else RefuseConsent())


def go_on(state: State, context: Context) -> Step:
    """Do as the words "go on" say, wherever they are said."""
    if state.step == "drop":
        return drop_chosen(state, Chose(state.step_no, "keep"), context)
    if state.draft is not None and state.step != "consent":
        return proceed(understood(state), context)
    return resume(state, context) if is_busy(state) else rest(state, say("idle.invite"))


def welcomed(state: State, event: object, played: Step, context: Context) -> Step:
    """Tell whoever comes back after a long silence what is open, before the answer to what they said."""
    is_word = isinstance(event, Said | Chose | SentMedia | Located)
    is_asking = any(isinstance(order, ListCases | LookUp) for order in played.orders)
    if not context.was_away or not is_word or is_asking:
        return played
    lines = [*_drafts(state), *_cases(state, context)]
    return played.after(say("waiting.welcome", lines="\n".join(lines))) if lines else played


def _drafts(state: State) -> list[str]:
    if state.draft is None or is_denunciation(state.draft) or not state.draft.text.strip():
        return []
    return [label(state, "waiting.line", summary=summary_of(state.draft.text, 80))]


def _cases(state: State, context: Context) -> list[str]:
    shown = context.open_cases[:_MOST_TOLD]
    lines = [line_of(case, state, context) for case in shown]
    more = len(context.open_cases) - len(shown)
    return [*lines, label(state, "waiting.more", count=str(more))] if more else lines

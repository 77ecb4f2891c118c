"""The answer to "is it this one?": join the case of the same matter, or go on with one's own."""

from bot.dialogue.asking import case_fields, rest, say, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.events import AlikeFound, Chose, Joined, JoinRefused, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import wants_sent
from bot.dialogue.matter.confirm import add, corrected_place
from bot.dialogue.matter.confirm import chosen as chosen_at_confirm
from bot.dialogue.orders import Join
from bot.dialogue.state import State
from bot.dialogue.telling.alike import DIFFERENT, SAME, ask_alike, ask_before_sending, with_alike
from bot.dialogue.telling.questions import proceed
from bot.dialogue.telling.resuming import resume
from bot.dialogue.words import answers
from bot.messages import SECRET_MARK
from routing.records import replace


def found(state: State, event: AlikeFound, context: Context) -> Step:
    """Ask whether it is one of the matters found; where there is none, go on as if nobody had looked."""
    if state.draft is None:
        return resume(state, context, say("idle.invite"))
    return proceed(with_alike(state, event.matters, context), context)


def said(state: State, event: Said, context: Context) -> Step:
    """Understand yes, no, and what is to be changed; everything else is added to the matter."""
    meant = answers(event.text)
    alike = state.draft.alike if state.draft else ()
    if wants_sent(event.text):
        return ask_before_sending(state, context)
    if meant & {"yes", "same"}:
        return _join(state, int(alike[0][0])) if len(alike) == 1 else ask_alike(state, context)
    if meant & {"no", "else"}:
        return _different(state, context)
    for option in ("place", "topic", "photo"):
        if option in meant:
            return chosen_at_confirm(state, Chose(state.step_no, option), context)
    if meant or small_talk(event.text, event.reading):
        return ask_alike(state, context)
    return corrected_place(state, event, context) or add(state, event, context)


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Join, or go on with one's own matter."""
    if event.option == DIFFERENT:
        return _different(state, context)
    return _join(state, int(event.option.removeprefix(SAME)))


def _different(state: State, context: Context) -> Step:
    own = replace(state, draft=replace(state.draft, alike=()) if state.draft else None)
    return proceed(understood(own), context)


def _join(state: State, case_id: int) -> Step:
    """Order the joining; the draft stays until the book says that its words are with the case."""
    if state.draft is None:
        return rest(state, say("idle.invite"))
    return Step(replace(understood(state), sent_no=state.step_no), (), (Join(case_id, state.draft),))


def joined(state: State, event: Joined, context: Context) -> Step:
    """Give the receipt of a further person: a code of their own, and nothing about the others."""
    case = event.case
    known = replace(state, case_id=case.case_id, sent_code=case.code)
    receipt = say("receipt.joined", secret=SECRET_MARK, url=event.looked_up_url, **case_fields(case, state, context))
    if state.step != "similar":
        return resume(known, context, receipt)
    return rest(replace(known, draft=None, pending_text="", pending_media=0, misses=0), receipt)


def refused(state: State, event: JoinRefused, context: Context) -> Step:
    """Say that the other matter has ended meanwhile, and go on with one's own."""
    del event
    if state.draft is None:
        return resume(state, context, say("alike.gone"))
    return _different(state, context).after(say("alike.gone"))

"""Hears what is said of the case itself where it is asked for which case other words are: it needs no choice."""

from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import AddInformation, Urge
from bot.dialogue.sent import asked_which, cases, phone_questions, rights, sent_place
from bot.dialogue.sent.binding import asks_of_only_case, is_other_matter
from bot.dialogue.state import State
from bot.dialogue.words import only_urges, urges
from routing.records import replace


def said(state: State, event: Said, context: Context) -> Step:
    """Do what is asked of the case, and ask again; else hear which case is chosen."""
    return _of_the_case(state, event, context) or asked_which.said(state, event, context)


def _of_the_case(state: State, event: Said, context: Context) -> Step | None:
    if event.reading.danger is not None or not context.consented:
        return None
    if wish := rights.wish_in(event.text, event.reading):  # what waits for a choice goes with all the rest
        return rights.begin(replace(state, step="idle", pending_text="", pending_media=0), wish, context)
    if leaves := cases.given_up(state, event, context):
        return leaves
    for hear in (_urged, phone_questions.when_to_call, sent_place.heard, _asked):
        step = hear(state, event, context)
        if step is not None and step.orders:
            return Step(replace(state, case_id=step.state.case_id), step.replies, step.orders)
    return None


def _urged(state: State, event: Said, context: Context) -> Step | None:
    """Remind the officer of the only case that runs."""
    running = context.running_cases
    if len(running) != 1 or not urges(event.text):
        return None
    if is_other_matter(event.reading, running[0]) and not only_urges(event.text):
        return None
    return Step(replace(state, case_id=running[0].case_id), (), (Urge(running[0].case_id),))


def _asked(state: State, event: Said, context: Context) -> Step | None:
    """Hand on a question that tells no matter to who has the only case."""
    case = asks_of_only_case(event, context)
    return Step(replace(state, case_id=case.case_id), (), (AddInformation(case.case_id),)) if case else None

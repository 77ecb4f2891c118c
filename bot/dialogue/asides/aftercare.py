"""What citizens say of matters already sent: marks, thanks, "hurry up", "still as it was", "the officer was rude".

Only what is plain is taken so; everything else is heard as when nothing was sent. What could be a new matter is asked
about, never put away as a word on an old one.
"""

from bot.dialogue.asides import asked_of_notice
from bot.dialogue.asking import Option, ask, case_fields, label, rest, say, short_code, understood
from bot.dialogue.commands import small_talk
from bot.dialogue.events import CaseLine, Chose, ReopenAsked, Said, Urged
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.added_words import adds
from bot.dialogue.idle import chosen as chosen_in_idle
from bot.dialogue.idle import said as said_in_idle
from bot.dialogue.orders import AddInformation, Thank, Urge
from bot.dialogue.place_now import AS_BEFORE
from bot.dialogue.sent import map_links, phone_questions, rating, reopening, rights, sent_place, turned_away
from bot.dialogue.sent.binding import accuses, ask_apart, further, is_other_matter, tells_a_matter, waiting_case
from bot.dialogue.sent.cases import ask_case_to_add, ask_withdrawal, given_up, show
from bot.dialogue.sent.named_case import case_named, names_a_case, withdrawn
from bot.dialogue.state import State
from bot.dialogue.telling.resuming import is_busy, is_engaged, resume
from bot.dialogue.words import (
    answers,
    is_about_handling,
    only_urges,
    rating_in,
    says_unsolved,
    urges,
)
from routing.records import replace
from routing.whole import whole

_MOST_OFFERED = 5
_GOOD = 4  # a mark of 5
_OF_ONE_CASE = rating.STEPS | {"add_info", "offer_reopen", "reopen_reason", "withdraw"}


def said(state: State, event: Said, context: Context) -> Step:
    """Hear a word on what was sent; else as ever."""
    return _of_sent(state, event, context) or said_in_idle(state, event, context)


def _of_sent(state: State, event: Said, context: Context) -> Step | None:
    if not context.consented:
        return None
    hearings = (
        _wish,
        phone_questions.when_to_call,
        _named,
        sent_place.heard,
        map_links.heard,
        given_up,
        _late_mark,
        _thanks,
        _about_handling,
        _more_to_pending,
        _has_photos,
        _unsolved,
        _urged,
        turned_away.heard,
    )
    return next((step for hear in hearings if (step := hear(state, event, context))), None)


def _wish(state: State, event: Said, context: Context) -> Step | None:
    wish = rights.wish_in(event.text, event.reading)
    return rights.begin(state, wish, context) if wish else None


def _named(state: State, event: Said, context: Context) -> Step | None:
    """Ask about withdrawing a case of several, or show it, where a few words name it by what it is about."""
    running = context.running_cases
    if len(running) < 2 or waiting_case(context):  # noqa: PLR2004 - several
        return None
    if gone := withdrawn(event.text, running):
        return ask_withdrawal(understood(state), gone.case_id, context)
    case = case_named(event.text, running) if names_a_case(event.text) else None
    return show(state, case, context) if case else None


def _thanks(state: State, event: Said, context: Context) -> Step | None:
    is_thanks = context.answered_cases and small_talk(event.text, event.reading) == "thanks"
    return thank(state, context) if is_thanks else None


def _about_handling(state: State, event: Said, context: Context) -> Step | None:
    is_plain = is_about_handling(event.text) and not _is_of_another_topic(event)
    return further(state, event, context) if is_plain and _cases_of(context) else None


def _unsolved(state: State, event: Said, context: Context) -> Step | None:
    if not says_unsolved(event.text):
        return None
    if any(case.can_reopen for case in _cases_of(context)):
        return further(state, event, context)
    settled = [case for case in _cases_of(context) if case.again in {"late", "denied"}]
    if not settled or context.running_cases or is_other_matter(event.reading, settled[0]):
        return None
    kept = replace(understood(state), pending_text=event.text, pending_media=0, case_id=settled[0].case_id)
    return reopening.ended(kept, settled[0], context)


def _more_to_pending(state: State, event: Said, context: Context) -> Step | None:
    """Add words on a case to the wish that the office is looking at: it is not asked for twice."""
    case = reopening.pending(context)
    if case is None or accuses(event.reading, case) or is_other_matter(event.reading, case):
        return None
    is_on_it = says_unsolved(event.text) or adds(event.text) or tells_a_matter(event.reading)
    about = understood(replace(state, case_id=case.case_id))
    return rest(about).ordering(AddInformation(case.case_id)) if is_on_it else None


def _has_photos(state: State, event: Said, context: Context) -> Step | None:
    """Ask for the photos that somebody says they have for what was sent ("tôi có ảnh", "gửi thêm ảnh được không")."""
    is_free = bool(context.running_cases) and waiting_case(context) is None
    return ask_case_to_add(state, context) if is_free and answers(event.text) == {"photo"} else None


def _cases_of(context: Context) -> tuple[CaseLine, ...]:
    return (*context.open_cases, *context.past_cases)


def _is_of_another_topic(event: Said) -> bool:
    return event.reading.topic not in {"can_bo", "khac"} and event.reading.place is not None


def _late_mark(state: State, event: Said, context: Context) -> Step | None:
    """Take a mark that is typed after the question was passed over, while it is the only thing it can be."""
    waiting = [one for one in context.ratings if one.result is None]
    if not waiting and context.answered_cases and _is_bare_mark(event.text):
        return rest(state, say("rating.given"))
    if not waiting and context.answered_cases and (rating_in(event.text) or 0) >= _GOOD:
        return thank(state, context)
    if not waiting or tells_a_matter(event.reading):
        return None
    mark = rating_in(event.text)
    return rating.marked(state, f"rate:{waiting[0].answer_id}:{mark}", context) if mark else None


def _is_bare_mark(text: str) -> bool:
    return rating_in(text) is not None and not any(letter.isalpha() for letter in text)


def _urged(state: State, event: Said, context: Context) -> Step | None:
    running = context.running_cases
    if not urges(event.text) or not running or any(case.waits_for_citizen for case in running):
        return None
    if not only_urges(event.text) and any(is_other_matter(event.reading, case) for case in running):
        return None
    if len(running) == 1:
        return rest(understood(state)).ordering(Urge(running[0].case_id))
    options: list[Option] = [(f"urge:{case.case_id}", short_code(case)) for case in running[:_MOST_OFFERED]]
    return ask(understood(state), "idle", "urge.which", options)


def urged(state: State, event: Urged, context: Context) -> Step:
    """Tell honestly how the case stands and by when it is to be answered; one reminder a day reaches the officer."""
    fields = case_fields(event.case, state, context)
    told = {name: fields[name] for name in ("code", "state", "due", "missed", "phone", "unit")}
    return resume(state, context, say("urge.told" if event.is_first else "urge.again", **told))


def thank(state: State, context: Context, case: CaseLine | None = None) -> Step:
    """Pass thanks on to the officer of the case that was answered; asked which only where there are several."""
    answered = context.answered_cases
    spoken_of = next((one for one in answered if one.case_id == state.case_id), None)
    case = case or spoken_of or (answered[0] if len(answered) == 1 else None)
    if case is None:
        options: list[Option] = [(f"thank:{one.case_id}", short_code(one)) for one in answered[:_MOST_OFFERED]]
        return ask(understood(state), "idle", "thanks.which", options)
    line = say("thanks.kept", code=case.code)
    step = resume(state, context, line) if is_engaged(state) else rest(understood(state), line)
    return step.ordering(Thank(case.case_id))


def chosen(state: State, event: Chose, context: Context) -> Step:
    """Do what a button says that speaks of a case already sent; else as ever."""
    option, _, value = event.option.partition(":")
    case_id = whole(value)
    case = None if case_id is None else context.any_case(case_id)
    if option == "urge" and case is not None:
        return rest(understood(state)).ordering(Urge(case.case_id))
    if option == "thank" and case is not None:
        return thank(state, context, case)
    if option == "reopen" and case is not None:
        return reopening.begin(state, case.case_id, context)
    if option == "rate_open":
        return rating.ask_open(state, context)
    return chosen_in_idle(state, event, context)


# --- while a rating is open -------------------------------------------------------------------------------------------


def said_at_rating(state: State, event: Said, context: Context) -> Step:
    """Take a mark or a last word; what is neither is heard as when nothing was asked, and the rating stays open."""
    case = context.any_case(state.case_id)
    is_new = case is not None and is_other_matter(event.reading, case)
    wants_more = says_unsolved(event.text) and case is not None and case.can_reopen
    is_mark = state.step != "rate_words" and rating_in(event.text) is not None
    if not is_new and (is_mark or not wants_more) and (step := rating.heard(state, event, context)):
        return step
    left = _at_rest(state)
    replied = to_ended_case(left, event, case, context) if case and event.reply_case_id == case.case_id else None
    return replied or said(left, event, context)


def said_at_offer(state: State, event: Said, context: Context) -> Step:
    """Understand yes or no to the offer; a story is heard as when nothing was asked."""
    step = reopening.heard_offer(state, event, context)
    if step is None:
        return said(_at_rest(state), event, context)
    return _go_on(step, context)


def chosen_at_offer(state: State, event: Chose, context: Context) -> Step:
    """Do what a button of the offer says, and go on with the rating where it came from one."""
    return _go_on(reopening.chosen(state, event, context), context)


def reopen_asked(state: State, event: ReopenAsked, context: Context) -> Step:
    """Say what happens next, and go on with the rating where it came from one."""
    return _go_on(reopening.asked(state, event, context), context)


def _go_on(step: Step, context: Context) -> Step:
    """Ask how the citizen was treated, after the words of a step that has come to rest."""
    open_one = context.rating(step.state.answer_id)
    is_settled = step.state.step == "idle" and not step.state.options and not step.orders
    if open_one is None or open_one.result is None or open_one.attitude is not None or not is_settled:
        return step
    return rating.ask_attitude(step.state, open_one).after(*step.replies)


def _at_rest(state: State) -> State:
    return replace(state, step="idle", step_no=state.step_no + 1, options=(), answer_id=None)


# --- an answer to a notice --------------------------------------------------------------------------------------------


def to_ended_case(state: State, event: Said, case: CaseLine, context: Context) -> Step | None:
    """Take a reply to a notice of a case that is answered or ended; None where it goes to the case as ever."""
    if not case.is_answered and case.is_open:
        return None
    open_one = next((one for one in context.ratings if one.case_id == case.case_id), None)
    mark = rating_in(event.text)
    if open_one and open_one.result is None and mark and not is_busy(state):
        return rating.marked(state, f"rate:{open_one.answer_id}:{mark}", context)
    if small_talk(event.text, event.reading) == "thanks" and case.is_answered:
        return thank(state, context, case)
    if is_busy(state):
        return None if case.is_open else resume(state, context, say("add.closed"))
    return _asks_again(state, event, case, context)


def _asks_again(state: State, event: Said, case: CaseLine, context: Context) -> Step | None:
    if case.again == "asked":
        return rest(understood(replace(state, case_id=case.case_id))).ordering(AddInformation(case.case_id))
    if case.can_reopen and turned_away.objects(event, case):
        return turned_away.objected(state, event, case)
    kept = replace(understood(state), pending_text=event.text, pending_media=0, case_id=case.case_id)
    if not case.can_reopen:
        return None if case.is_open else reopening.ended(kept, case, context)
    reopen = (f"reopen:{case.case_id}", label(state, "choice.reopen", code=short_code(case)))
    return ask(kept, "bind", "ask.reopen_or_new", [reopen, "new_matter"], code=short_code(case))


def replied(state: State, event: Said, context: Context) -> Step | None:
    """Give a reply to a notice to the case of the notice; None where it is none, or only small talk."""
    case = context.any_case(event.reply_case_id)
    is_of_step = case is not None and state.step in _OF_ONE_CASE and case.case_id == state.case_id
    if case is None or is_of_step or state.step == "consent":
        return None
    if accuses(event.reading, case):
        return None if is_busy(state) else ask_apart(state, event, context)
    if step := to_ended_case(state, event, case, context):
        return step
    if small_talk(event.text, event.reading) or not case.is_open:
        return None
    return asked_of_notice.asked(state, event, case, context) or _to_its_case(state, event, case)


def _to_its_case(state: State, event: Said, case: CaseLine) -> Step:
    """Give an answer to a notice to the case of the notice; what is being told waits."""
    settled = state if is_busy(state) else replace(state, pending_text="", pending_media=0)
    now = event.place_now or AS_BEFORE
    added = AddInformation(case.case_id, commune=now.commune, spot=now.spot)
    return Step(replace(settled, case_id=case.case_id), (), (added,))

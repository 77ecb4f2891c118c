"""Tells what the law answers by itself about complaints: until when, whether a decision waits, what comes next.

A question at rest is answered and the form offered; in the middle of a matter the open question is asked again. That an
earlier complaint was not decided is told once, where it is told first; the matter goes on as a second complaint, but
while the limit of the first still runs there is none yet: only a reminder is offered.
"""

import re
from collections.abc import Iterator

from bot.dialogue.asking import ask, say, understood
from bot.dialogue.denounce_ways import is_denouncing
from bot.dialogue.draft import add_telling
from bot.dialogue.events import Chose, Said
from bot.dialogue.formal.complaint_kind import as_kind
from bot.dialogue.frame import Context, Step
from bot.dialogue.lines import LawLine, LimitLine, UndecidedLine
from bot.dialogue.sent.binding import waiting_case
from bot.dialogue.state import Draft, State
from bot.dialogue.telling.consent import ask_consent
from bot.dialogue.telling.questions import proceed
from bot.dialogue.telling.resuming import is_engaged, resume
from bot.dialogue.telling.telling import keep_pending
from bot.dialogue.words import looks_like_question
from bot.messages import Reply
from bot.texts.days import say_day
from routing.kinds import Kind
from routing.language.words import split
from routing.legal.filing import wants_something
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_OF_MINE = re.compile(
    r"\b(?:don|khieu nai|don khieu nai|ho so)(?: cua)? (?:toi|tui|em|minh|chau|con)\b.*\b(?:qua|tre|het|toi|den) han\b"
)
_BARE = 14  # words
MAKES = {"make_complaint": Kind.COMPLAINT, "remind": Kind.PETITION}


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Answer a question that the law answers, or say that the limit still runs; None for all else."""
    law = event.of_law
    if law is None or law.is_beside or waiting_case(context) or (is_denouncing(state) and not _is_of_office(law)):
        return None
    if law.denouncing or law.undecided:
        return _of_denouncing(state, law, context) or _of_undecided(state, event, law, context)
    if _is_of_sent(state, event, law, context):
        return None  # its own day is told
    told = tuple(_told_of(law, state, context))
    if is_engaged(state):
        return resume(state, context, *told)
    if not told or wants_something(split(event.text)):
        return None
    return ask(_kept(state, event), "idle", "limit.offer", ["make_complaint"]).after(*told)


def _is_of_office(law: LawLine) -> bool:
    """Whether it is asked who decides a denunciation, or in how many days: the warning tells neither."""
    return law.denouncing is not None and law.denouncing.about in {"who", "days"}


def _is_of_sent(state: State, event: Said, law: LawLine, context: Context) -> bool:
    """Whether it is asked of a complaint that was sent from here."""
    is_of_handling = law.handling is not None or _OF_MINE.search(fold(event.text)) is not None
    return is_of_handling and bool(context.open_cases) and not is_engaged(state)


def _of_undecided(state: State, event: Said, law: LawLine, context: Context) -> Step | None:
    line = law.undecided
    if line is None:
        return None
    return (
        _day_told(state, event, line, context)
        or _still_running(state, event, line, context)
        or _asked_of_it(state, event, line, context)
        or _asked_when(state, event, line, context)
    )


def _of_denouncing(state: State, law: LawLine, context: Context) -> Step | None:
    """Answer what is asked of denouncing; nothing is told by it, so nothing is sealed and no place is asked for."""
    line = law.denouncing
    if line is None or (line.about in {"days", "withdrawn"} and context.open_cases):
        return None  # it may be of what was sent here
    return resume(state, context, say(f"denouncing.{line.about}", days=str(line.days), basis=line.basis))


def _told_of(law: LawLine, state: State, context: Context) -> Iterator[Reply]:
    if law.asks_to_wait:
        yield say("limit.waits")
    if (taken := law.handling) is not None:
        days = {"accept": taken.accept_days, "days": taken.days, "complex": taken.complex_days}
        which = "handling_second" if taken.is_second else "handling"
        yield say(f"limit.{which}", basis=taken.basis, **{name: str(amount) for name, amount in days.items()})
    if law.second is not None:
        yield say("limit.second_way", **_fields(law.second, state, context))
    yield from limits_told(law.limits, state, context)


def told_with(step: Step, state: State, event: Said, context: Context) -> Step:
    """Return the step with what is right when an earlier complaint was not decided, said before it where it is news."""
    law = event.of_law
    is_asked = step.state.step == "idle" and any(option in MAKES for option, _label in step.state.options)
    if law is not None and law.is_beside and not is_denouncing(step.state):
        return step.after(*limits_told(law.limits, state, context))
    if (
        law is None
        or is_asked
        or is_denouncing(step.state)
        or _is_of_sent(state, event, law, context)
        or not _is_first_word(state, context)
    ):
        return step
    if law.undecided is None:
        told = () if is_engaged(state) else tuple(limits_told(law.limits, state, context))
        return step.after(*told)
    return step.after(_next(law.undecided, state, context))


def begin(state: State, event: Chose, context: Context) -> Step:
    """Begin the complaint, or the reminder, that was offered; a question that tells no matter is no part of it."""
    reading = event.reading_of_pending
    is_matter = event.option == "remind" or _tells_a_matter(state.pending_text, reading)
    draft = add_telling(Draft(), state.pending_text, reading) if is_matter else Draft()
    cleared = understood(replace(state, draft=draft, pending_text="", pending_media=0))
    begun = as_kind(cleared, MAKES[event.option])
    return proceed(begun, context) if context.consented else ask_consent(begun, context)


def limits_told(limits: tuple[LimitLine, ...], state: State, context: Context) -> Iterator[Reply]:
    """Yield the limits in sentences: until when where the day is known; that of officials last."""
    for number, limit in enumerate(reversed(limits)):
        of_whom = "_of_officials" if number else ""
        which = _which(limit)
        last = say_day(limit.last_on, today=context.today, language=state.language) if limit.last_on else ""
        yield say(
            f"limit.{which}{of_whom}", days=str(limit.days), starts=limit.starts_from, basis=limit.basis, last=last
        )


def _which(limit: LimitLine) -> str:
    """Return which sentence tells a limit: by the day told, by a time told loosely, or by no time at all."""
    if limit.last_on is not None:
        return "over" if limit.is_over else "earliest" if limit.is_earliest else "until"
    return "over_loosely" if limit.is_over else "near_its_end" if limit.may_be_over else "days"


def _is_first_word(state: State, context: Context) -> bool:
    """Whether a message begins something: later it is a part of what is being told, or a word to an officer."""
    is_told = state.draft is not None and bool(state.draft.text.strip())
    return not is_told and state.step in {"idle", "ask_what", "ask_question"} and not waiting_case(context)


def _tells_a_matter(text: str, reading: Reading | None) -> bool:
    """Whether a question says what it is about: it names a day, a number or a place, or has room for more."""
    is_placed = reading is not None and reading.place is not None
    return is_placed or any(one.isdigit() for one in text) or len(text.split()) > _BARE


def _still_running(state: State, event: Said, line: UndecidedLine, context: Context) -> Step | None:
    if line.ends_on is None or line.is_over or not _is_first_word(state, context):
        return None
    told = replace(_kept(state, event), draft=None)
    about = "_about" if line.is_about else ""
    return ask(told, "idle", f"limit.first_runs{about}", ["remind"], **_fields(line, state, context))


def _asked_of_it(state: State, event: Said, line: UndecidedLine, context: Context) -> Step | None:
    """Answer who asks what to do now, and offer the form."""
    if not looks_like_question(event.text) or not _is_first_word(state, context):
        return None
    offered = ask(replace(_kept(state, event), draft=None), "idle", "limit.offer", ["make_complaint"])
    return offered.after(_next(line, state, context))


def _asked_when(state: State, event: Said, line: UndecidedLine, context: Context) -> Step | None:
    """Ask when it was handed in, where that was not told: nobody knows yet whether there is a second complaint."""
    if line.ends_on is not None or not _is_first_word(state, context):
        return None
    asked = ask(replace(_kept(state, event), draft=None), "idle", "limit.when_sent", list(MAKES)[::-1])
    return asked.after(_next(line, state, context))


def is_asked_when(state: State) -> bool:
    """Whether it was just asked when a complaint was handed in."""
    return is_reckoned(state) and {option for option, _label in state.options} >= MAKES.keys()


def is_reckoned(state: State) -> bool:
    """Whether a limit was just told, or the day asked for from which it counts."""
    offered = {option for option, _label in state.options}
    return state.step == "idle" and bool(offered & MAKES.keys()) and bool(state.pending_text)


def _day_told(state: State, event: Said, line: UndecidedLine, context: Context) -> Step | None:
    """Reckon with the day on which it was handed in, which is told behind the rest."""
    if line.ends_on is None or not (event.of_law and event.of_law.of_day):
        return None
    kept = _kept(state, event)
    if not line.is_over:
        about = "_about" if line.is_about else ""
        return ask(kept, "idle", f"limit.first_runs{about}", ["remind"], **_fields(line, state, context))
    return ask(kept, "idle", "limit.offer", ["make_complaint"]).after(_next(line, state, context))


def _next(line: UndecidedLine, state: State, context: Context) -> Reply:
    """Return which complaint comes next, by when, and to whom it goes."""
    fields = _fields(line, state, context)
    if line.ends_on is None:
        return say("limit.second", **fields)
    if line.is_about or line.last_on is None:
        return say("limit.second_about", **fields)
    is_past = line.last_on < context.today
    return say("limit.second_past" if is_past else "limit.second_until", **fields)


def _fields(line: UndecidedLine, state: State, context: Context) -> dict[str, str]:
    days = {"ends": line.ends_on, "last": line.last_on}
    return {
        "accept": str(line.accept_days),
        "first": str(line.first_days),
        "first_basis": line.first_basis,
        "days": str(line.second_days),
        "remote": str(line.remote_days),
        "basis": line.second_basis,
        "to": line.decider,
        **{name: say_day(day, today=context.today, language=state.language) for name, day in days.items() if day},
    }


def _kept(state: State, event: Said) -> State:
    """Return the state with the message kept, so that it need not be typed again for what is offered.

    A day that was asked for is kept behind what it is of.
    """
    if event.of_law is not None and event.of_law.of_day:
        return keep_pending(understood(state), event.text)
    return replace(understood(state), pending_text=event.text, pending_media=0)

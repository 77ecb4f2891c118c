"""Whoever would not be named is told who gets to know them, and whoever would be named after all, how."""

from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denouncing, reads_as_denunciation
from bot.dialogue.draft import is_topic_known
from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import only_wishes_no_name, wishes_a_name, wishes_no_name
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.binding import is_other_matter
from bot.dialogue.sent.phone_questions import KEEP, WANTED
from bot.dialogue.state import State
from bot.dialogue.telling.questions import OF_DRAFT
from routing.conflicts import GUARDED
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace

_OF_SENT = frozenset({"idle", "bind", KEEP, WANTED})
_ASKED_IN = (frozenset(OF_DRAFT) | {"consent", "waiting"}) - {"drop", "sending"}


def wished(state: State, event: Said, context: Context) -> Step | None:
    """Say who knows of whoever would not be named, and pass the wish on; say how to be named after all."""
    is_free = state.step in _OF_SENT and context.open_cases and context.consented
    case = context.spoken_of(state.case_id) if is_free and not tells_a_wrong(event.text) else None
    if case is None or _is_of_a_spot(event.reading) or _is_new_beside(event.reading, case):
        return None
    if case.is_sealed and wishes_a_name(event.text):
        how = say("denounce.name_later", **context.contact, address=context.office_address)
        return repeat(state, context, how)
    if not wishes_no_name(event.text):
        return None
    if case.is_sealed:
        return repeat(state, context, say("denounce.known"))
    told = say("plain.case_secret", code=case.code, unit=case.unit)
    return Step(replace(state, case_id=case.case_id), (told,), (AddInformation(case.case_id),))


def after_all(state: State, event: Said, context: Context) -> Step | None:
    """Say how to be named, to whoever is telling a report or a complaint and asks for it; None for other words."""
    draft = state.draft
    if draft is None or state.step not in _ASKED_IN or draft.way == "tip" or not wishes_a_name(event.text):
        return None
    if tells_a_wrong(event.text) or event.reading.danger is not None:
        return None
    return repeat(state, context, say("denounce.named" if is_denouncing(state) else "plain.named"))


def before_sending(state: State, event: Said, context: Context) -> Step | None:
    """Say who gets to know a name, to whoever has told nothing yet and only wishes that nobody does."""
    if (
        state.step != "idle"
        or context.open_cases
        or not only_wishes_no_name(event.text)
        or event.reading.danger is not None
    ):
        return None
    is_of_matter = is_topic_known(event.reading) and event.reading.topic not in GUARDED
    if event.reading.place is not None or is_of_matter:
        return None
    return repeat(state, context, say("plain.secret_of_all"))


def _is_new_beside(reading: Reading, case: CaseLine) -> bool:
    """Whether a message that tells of no wrong tells another matter: as an accusation it only sounds."""
    return is_other_matter(reading, case) and not reads_as_denunciation(reading)


def _is_of_a_spot(reading: Reading) -> bool:
    return reading.place is not None and reading.place.code is not None

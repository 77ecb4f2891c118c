"""Whoever would not be named is told who gets to know them, and whoever would be named after all, how."""

from bot.dialogue.asides.plain_questions import ASKED_IN, OF_SENT, is_of_a_spot
from bot.dialogue.asides.repeating import repeat
from bot.dialogue.asking import say
from bot.dialogue.denounce_ways import is_denouncing, reads_as_denunciation
from bot.dialogue.draft import is_topic_known
from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.impatience import only_wishes_no_name, wishes_a_name, wishes_no_name
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.binding import is_other_matter
from bot.dialogue.state import State
from routing.conflicts import GUARDED
from routing.officials.wrongs import tells_a_wrong
from routing.reading import Reading
from routing.records import replace


def wished(state: State, event: Said, context: Context) -> Step | None:
    """Say who knows of whoever would not be named, and pass the wish on; say how to be named after all."""
    is_free = state.step in OF_SENT and context.open_cases and context.consented
    case = context.spoken_of(state.case_id) if is_free and not tells_a_wrong(event.text) else None
    if case is None or is_of_a_spot(event.reading) or _is_new_beside(event.reading, case):
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
    if draft is None or state.step not in ASKED_IN or draft.way == "tip" or not wishes_a_name(event.text):
        return None
    if tells_a_wrong(event.text) or event.reading.danger is not None:
        return None
    return repeat(state, context, say("denounce.named" if is_denouncing(state) else "plain.named"))


def before_sending(state: State, event: Said, context: Context) -> Step | None:
    """Say who gets to know a name, to whoever has told nothing yet and only wishes that nobody does."""
    if state.step != "idle" or context.open_cases or not only_wishes_no_name(event.text):
        return None
    reading = event.reading
    is_of_matter = is_topic_known(reading) and reading.topic not in GUARDED
    if reading.place is not None or reading.danger is not None or is_of_matter:
        return None
    return repeat(state, context, say("plain.secret_of_all"))


def _is_new_beside(reading: Reading, case: CaseLine) -> bool:
    """Whether a message that tells of no wrong tells another matter: as an accusation it only sounds."""
    return is_other_matter(reading, case) and not reads_as_denunciation(reading)

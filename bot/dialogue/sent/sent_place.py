"""What a citizen puts right of the place of a matter already sent: the commune, the street, the number of the house."""

from bot.dialogue.asking import case_fields, rest, say, understood
from bot.dialogue.events import CaseLine, InformationAdded, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.place_answers import place_meant, says_other_place
from bot.dialogue.hearing.spots_meant import spot_meant
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.binding import accuses, add_now, is_other_matter
from bot.dialogue.state import State
from bot.dialogue.words import corrected as corrected_words
from bot.dialogue.words import says_it_was_wrong
from bot.messages import Reply
from routing.records import replace

_FEW = 10  # words


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Write to a case where it is ("à em nhầm, phường Đa Mai cơ", "nhầm số nhà, số 45"); None for other words."""
    if not context.running_cases or not says_other_place(event.text):
        return None
    case = context.spoken_of(state.case_id)
    if case.is_sealed or _tells_other(event, case) or accuses(event.reading, case):
        return None
    place = event.reading.place
    if place and place.outside:
        return add_now(replace(state, pending_text=event.text, pending_media=0), case)
    commune = place.code if place and place.code else ""
    spot = place_meant(place.text, case.spot) if place and commune and place.text else ""
    if not commune and not (spot := spot_meant(event.text, case.spot)):
        return None
    told = replace(state, pending_text="", pending_media=0, case_id=case.case_id)
    return rest(understood(told)).ordering(AddInformation(case.case_id, commune=commune, spot=spot))


def _tells_other(event: Said, case: CaseLine) -> bool:
    """Whether it is about something else; a few words of correction are not, whatever their names sound like."""
    is_short = len(event.text.split()) <= _FEW and event.reading.danger is None
    is_correction = corrected_words(event.text) is not None or says_it_was_wrong(event.text)
    return not (is_short and is_correction) and is_other_matter(event.reading, case)


def corrected(state: State, event: InformationAdded, context: Context) -> Reply | None:
    """Return what is said of a place that was put right; None where none was."""
    fields = case_fields(event.case, state, context)
    named = {name: fields[name] for name in ("code", "unit", "officer", "phone", "due")}
    if event.has_moved:
        return say("added.moved", **named, place=event.place)
    who = event.case.officer_name or event.case.unit
    if event.place:
        return say("added.place", code=event.case.code, unit=event.case.unit, place=event.place)
    if event.spot:
        return say("added.spot", code=event.case.code, who=who, spot=event.spot)
    return say("added.point", code=event.case.code, who=who) if event.is_pinned else None

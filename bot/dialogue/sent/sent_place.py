"""What a citizen puts right of the place of a matter already sent: the commune, the street, the number of the house."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.dialogue.asking import case_fields, rest, say, understood
from bot.dialogue.events import CaseLine, InformationAdded, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.hearing.place_answers import (
    BARE_HOUSE,
    FORGOTTEN,
    denied_in,
    place_meant,
    puts_a_number_right,
    says_other_place,
    without_denied,
)
from bot.dialogue.orders import AddInformation
from bot.dialogue.sent.binding import accuses, add_now, is_other_matter
from bot.dialogue.state import State
from bot.dialogue.words import clauses, says_it_was_wrong
from bot.dialogue.words import corrected as corrected_words
from bot.messages import Reply
from routing.gazetteer.landmarks import find_spots
from routing.gazetteer.spots import named_spots
from routing.language.capitals import has_capitals
from routing.language.words import split
from routing.text import fold

_HOUSE = re.compile(
    r"\b(?:số nhà|so nha|nhà số|nha so|nhà|nha|sn|số|so)\s*(\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*)(?![\w/])", re.IGNORECASE
)
_FEW = 10  # words
_OF_HOUSE = frozenset({"so nha", "nha so", "dia chi"})


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


def spot_meant(text: str, told: str) -> str:
    """Return the spot that a correction means, given the one told before; blank where it names none.

    "nhầm số nhà, số 45" after "số 54 đường Giáp Hải" means "số 45 đường Giáp Hải".
    """
    denied = denied_in(text)
    is_part = bool(denied) and not denied.isdigit() and denied != fold(told) and f" {denied} " in f" {fold(told)} "
    if is_part and (renamed := place_meant(text, told)):
        return renamed
    said = next(_spots_in(without_denied(text)), "")
    if said and told and FORGOTTEN.match(text) and named_spots(said).keys().isdisjoint(named_spots(told).keys()):
        return f"{said}, {told}"
    house = _HOUSE.search(without_denied(text))
    if house and (not said or fold(said).endswith(fold(house[0]))):
        return _with_house(text, house, told) or said
    return place_meant(said, told) if said else ""


def _with_house(text: str, house: re.Match[str], told: str) -> str:
    """Return the place told before with another number of the house, blank where no house was told or is spoken of."""
    if before := _HOUSE.search(told) or BARE_HOUSE.match(told):
        return f"{told[: before.start(1)]}{house[1]}{told[before.end(1) :]}"
    speaks_of_house = any(one in fold(text) for one in _OF_HOUSE)
    return f"{house[0]}, {told}".rstrip(", ") if speaks_of_house and puts_a_number_right(text) else ""


def _spots_in(text: str) -> Iterator[str]:
    """Yield the spots that the clauses of a correction name, what is said last first."""
    with_capitals = has_capitals(split(text))
    for clause in reversed(clauses(text)):
        words = split(clause)
        found = find_spots(words, with_capitals=with_capitals)
        best = max(found, key=lambda one: (one.points, -one.start), default=None)
        if best:
            yield words.said(best.start, best.end)


def corrected(state: State, event: InformationAdded, context: Context) -> Reply | None:
    """Return what is said of a place that was put right; None where none was."""
    fields = case_fields(event.case, state, context)
    named = {name: fields[name] for name in ("code", "unit", "officer", "phone", "due")}
    if event.has_moved:
        return say("added.moved", **named, place=event.place)
    who = event.case.officer_name or event.case.unit
    if event.place:
        return say("added.place", code=event.case.code, unit=event.case.unit, place=event.place)
    return say("added.spot", code=event.case.code, who=who, spot=event.spot) if event.spot else None

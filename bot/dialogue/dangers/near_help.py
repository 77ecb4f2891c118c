"""A danger whose place is known is told to that commune's duty in the same minute, long before there is a receipt."""

from bot.dialogue.danger_orders import AlertReception, BreakOff, TellOver, WarnCommune
from bot.dialogue.dangers.in_danger import OF_NOBODY, SUICIDE, kind_of
from bot.dialogue.denounce_ways import is_denouncing, is_second_of, reads_as_denunciation
from bot.dialogue.draft import placed_in
from bot.dialogue.events import Chose, Event, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.lines import CaseLine
from bot.dialogue.orders import AddInformation
from bot.dialogue.state import Draft, State
from routing.dangers.hazards import is_hazard
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reading
from routing.records import replace
from routing.text import fold

_ACCUSING = "custody"  # whoever is on duty there may be whom it accuses
# of these a point on the map shows where help is needed; of others perhaps from where somebody looks on
_AT_THE_POINT = OF_NOBODY | {SUICIDE}
_THREATENED = "danger.denouncer"  # so may they be of whoever is threatened for what they denounced


def told(before: State, event: Event, played: Step, context: Context) -> Step:
    """Return the step with the order to tell the commune; as it is where no danger, or no place, became known in it."""
    if any(isinstance(order, TellOver) for order in played.orders):
        return played
    reading = event.reading if isinstance(event, Said | SentMedia) else None
    meant = reading or _of_pending(event)
    accuses = is_denouncing(played.state) or reads_as_denunciation(meant)
    is_barred = accuses or _THREATENED in {reply.key for reply in played.replies}
    added = next((order for order in played.orders if isinstance(order, AddInformation)), None)
    if added is not None and (of_case := _of_case(added, event, meant, played, context, is_barred=is_barred)):
        return of_case
    if is_barred:
        return played
    # what waited before a danger that breaks in is of another place
    is_begun = any(isinstance(order, BreakOff) for order in played.orders)
    pending = None if is_begun else _of_pending(event)
    danger = _danger(played, pending)
    if danger in {"", _ACCUSING}:
        return played
    place = _place(played.state, reading, pending)
    if place is None or not (_tells_danger(played) or place != _place(before, None, pending)):
        return played
    return played.ordering(_order(played.state, event, meant, danger, place))


def _of_case(
    added: AddInformation, event: Event, meant: Reading | None, played: Step, context: Context, *, is_barred: bool
) -> Step | None:
    """Return the step of a danger that is told in a case: its hands hear of it, and its commune; None for no danger."""
    if meant is None or meant.danger is None:
        return None
    kind, case = meant.danger.kind, context.any_case(added.case_id)
    place = _place_of_case(case, meant)
    marked = replace(added, danger=kind, at=place.text if place else "")
    played = replace(played, orders=tuple(marked if order is added else order for order in played.orders))
    if is_barred or case is None or place is None or kind == _ACCUSING:
        return played
    words = event.text if isinstance(event, Said) else ""
    before_law = Kind.DENUNCIATION if is_second_of(meant.kind_second or "", meant.kind_second_share) else meant.kind
    return played.ordering(WarnCommune(kind, place, words, before_law, case.topic, case.case_id))


def _place_of_case(case: CaseLine | None, reading: Reading) -> Place | None:
    """Return where a danger is that is told in a case: as its words say, else where the case is; None for a sealed."""
    said = reading.place
    if case is None or case.is_sealed or (said is not None and said.outside):
        return None
    if said is not None and said.code:
        return said
    commune = load_gazetteer().communes.get(case.commune)
    spot = said.text if said is not None and said.text else case.spot
    return Place(spot, commune.code, commune.name) if commune else None


def _of_pending(event: Event) -> Reading | None:
    return event.reading_of_pending if isinstance(event, Said | Chose) else None


def _tells_danger(played: Step) -> bool:
    return any(isinstance(order, AlertReception) for order in played.orders)


def _danger(played: Step, pending: Reading | None) -> str:
    """Return the kind of danger or hazard that is told now, or was told and is not over; blank for none."""
    for order in played.orders:
        if isinstance(order, AlertReception):
            return order.danger_kind
    state, draft = played.state, played.state.draft
    if draft is None or state.step == "consent":
        told = kind_of(state.danger) or (pending.alarm if pending is not None and is_hazard(pending.alarm) else "")
        return told if state.step == "consent" else ""
    is_on = bool(state.danger) or is_hazard(draft.danger_kind)
    return (draft.danger_kind or "") if draft.urgent and is_on else ""


def _place(state: State, reading: Reading | None, pending: Reading | None) -> Place | None:
    """Return where a danger is, told in one message or in pieces; None while its commune is not known."""
    draft = placed_in(state.draft) if state.draft is not None else None
    said = reading.place if reading is not None else None
    if state.draft is None or state.step == "consent":
        before = pending.place if pending is not None else None
        place = _together(_together(draft, before), said)
        return place if place is not None and place.code else None
    if said is None or said.code is None:
        return draft
    is_same = draft is not None and draft.code == said.code and (reading is None or reading.danger is None)
    return draft if is_same else said


def _together(before: Place | None, said: Place | None) -> Place | None:
    """Return a place that is told in two pieces; another commune is another place."""
    if before is None or said is None or (said.code and before.code not in {None, said.code}):
        return said or before
    known = said if said.code else before
    spots = [one.text for one in (before, said) if one.text]
    is_within = bool(spots) and fold(spots[0]) in fold(spots[-1])
    return Place(spots[-1] if is_within else ", ".join(spots), known.code, known.name)


def _order(state: State, event: Event, reading: Reading | None, danger: str, place: Place) -> WarnCommune:
    draft = state.draft
    said = [draft.text if draft else state.pending_text, event.text if isinstance(event, Said) else ""]
    words = "\n".join(dict.fromkeys(one for one in said if one))
    topic = draft.topic if draft is not None else reading.topic if reading else ""
    return WarnCommune(danger, place, words, _kind(draft, reading), topic, point=_point(draft, danger))


def _point(draft: Draft | None, danger: str) -> tuple[float, float] | None:
    if draft is None or draft.lat is None or draft.lon is None or danger not in _AT_THE_POINT:
        return None
    return draft.lat, draft.lon


def _kind(draft: Draft | None, reading: Reading | None) -> Kind:
    """Return what it is before the law; what may be an accusation goes past whom it may accuse, as one does."""
    near = (
        draft.second_kind if draft else (reading.kind_second or "", reading.kind_second_share) if reading else ("", 0.0)
    )
    if is_second_of(*near):
        return Kind.DENUNCIATION
    return Kind(draft.kind) if draft else reading.kind if reading else Kind.OTHER

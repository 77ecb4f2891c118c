"""A danger whose place is known is told to that commune's duty in the same minute, long before there is a receipt."""

from dataclasses import replace

from bot.dialogue.danger_orders import AlertReception, TellOver, WarnCommune
from bot.dialogue.dangers.in_danger import kind_of
from bot.dialogue.denounce_ways import is_denouncing, is_second_of, reads_as_denunciation
from bot.dialogue.draft import placed_in
from bot.dialogue.events import Chose, Event, Said, SentMedia
from bot.dialogue.frame import Context, Step
from bot.dialogue.lines import CaseLine
from bot.dialogue.orders import AddInformation
from bot.dialogue.state import Draft, State
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reading

_ACCUSING = "custody"  # whoever is on duty there may be whom it accuses
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
    danger, place = _danger(before, played, reading, _of_pending(event)), _place(played.state.draft, reading)
    if danger in {"", _ACCUSING} or place is None:
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


def _danger(before: State, played: Step, reading: Reading | None, pending: Reading | None) -> str:
    """Return the kind of danger or hazard told just now, or whose commune became known just now; blank for none."""
    for order in played.orders:
        if isinstance(order, AlertReception):
            return order.danger_kind
    draft, known = played.state.draft, before.draft.commune_code if before.draft else None
    if draft is not None:
        is_located = draft.urgent and draft.commune_code is not None and draft.commune_code != known
        return (draft.danger_kind or "") if is_located else ""
    is_located = reading is not None and reading.place is not None and played.state.step == "consent"
    kind = kind_of(played.state.danger) or (pending.alarm if pending is not None else "")
    return kind if is_located else ""


def _place(draft: Draft | None, reading: Reading | None) -> Place | None:
    if reading is not None and reading.place is not None and reading.place.code:
        return reading.place
    return placed_in(draft) if draft is not None else None


def _order(state: State, event: Event, reading: Reading | None, danger: str, place: Place) -> WarnCommune:
    draft = state.draft
    said = [draft.text if draft else state.pending_text, event.text if isinstance(event, Said) else ""]
    words = "\n".join(dict.fromkeys(one for one in said if one))
    topic = draft.topic if draft is not None else reading.topic if reading else ""
    return WarnCommune(danger, place, words, _kind(draft, reading), topic)


def _kind(draft: Draft | None, reading: Reading | None) -> Kind:
    """Return what it is before the law; what may be an accusation goes past whom it may accuse, as one does."""
    near = (
        draft.second_kind if draft else (reading.kind_second or "", reading.kind_second_share) if reading else ("", 0.0)
    )
    if is_second_of(*near):
        return Kind.DENUNCIATION
    return Kind(draft.kind) if draft else reading.kind if reading else Kind.OTHER

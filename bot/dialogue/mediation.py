"""Land in dispute between neighbours: that the commune mediates first is told once, before any form is begun."""

from bot.dialogue.asking import say
from bot.dialogue.state import Draft, State
from bot.messages import Reply
from routing.kinds import Kind
from routing.legal.land_disputes import is_between_neighbours
from routing.records import replace
from routing.text import fold

CODE = "mediation"
_TOPIC = "dat_dai"
_TOLD = frozenset({Kind.FEEDBACK.value, Kind.PETITION.value, Kind.COMPLAINT.value})


def told(state: State) -> tuple[State, tuple[Reply, ...]]:
    """Return the state and what is said first of a dispute of land; nothing where it was said, or is none."""
    draft = state.draft
    if draft is None or draft.referred or draft.in_danger or draft.topic != _TOPIC or draft.kind not in _TOLD:
        return state, ()
    if not is_between_neighbours(draft.text):
        return state, ()
    return replace(state, draft=replace(draft, referred=CODE)), (say("elsewhere.mediation"),)


def leaves_kind_open(draft: Draft) -> bool:
    """Whether such a dispute looks like a complaint that nobody has called one: its writer is asked."""
    return draft.referred == CODE and "khieu nai" not in fold(draft.text)

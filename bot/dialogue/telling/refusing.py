"""A no to the keeping of words, also one that comes later: what was told and not sent is gone."""

from bot.dialogue.asking import rest, say
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import RefuseConsent
from bot.dialogue.state import State


def refused(state: State, context: Context) -> Step:
    """Forget what was told, at the wish of whoever does not agree, or no longer does."""
    # who may be dying is not left alone by a no: of what was told its kind alone stays, for a day
    forgotten = State(
        language=state.language,
        step_no=state.step_no,
        danger=state.danger,
        danger_at=state.danger_at,
        is_child=state.is_child,
    )
    where = {"phone": context.office_phone, "hours": context.office_hours}
    step = rest(forgotten, say("consent.refused_in_danger") if state.danger else say("consent.refused", **where))
    return step.ordering(RefuseConsent())

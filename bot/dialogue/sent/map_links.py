"""A link to a map behind the receipt: the point in it is where the matter is, and goes into its case as one."""

from bot.dialogue.events import Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.sent.binding import accuses, add_now, tells_a_matter
from bot.dialogue.state import State
from routing.language.links import beyond_links, point_in
from routing.places import load_gazetteer
from routing.records import replace

_FEW = 8  # words beside a link that tell no matter of their own


def heard(state: State, event: Said, context: Context) -> Step | None:
    """Write the point of a link into the only case that runs; None for other words, and where it lies far away.

    Its commune stays: a point is read to the nearest centre, and people live along borders.
    """
    point = point_in(event.text) if "/" in event.text else None
    if point is None or len(context.running_cases) != 1 or load_gazetteer().nearest(*point) is None:
        return None
    case = context.running_cases[0]
    tells = len(beyond_links(event.text).split()) > _FEW or tells_a_matter(event.reading)
    if tells or case.is_sealed or accuses(event.reading, case):
        return None
    return add_now(replace(state, pending_text="", pending_media=0), case, point=point)

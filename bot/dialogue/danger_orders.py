"""What the dialogue wants done at once when somebody is in danger."""

from routing.kinds import Kind
from routing.places import Place
from routing.records import record


@record
class AlertReception:
    """Somebody tells of a danger to life; no event answers it."""

    danger_kind: str


@record
class TellOver:
    """Tell those who were alerted that a danger is over by its citizen's word; no event answers it.

    `case_id`: the case that it became, None for none. Nothing is closed: who was sent for decides.
    """

    danger_kind: str
    case_id: int | None = None


@record
class BreakOff:
    """Count what was told so far to the matter after the danger that has just broken in; no event answers it."""


@record
class WarnCommune:
    """Tell who is on duty where a danger is, whatever becomes of the talk; no event answers it.

    `words`, `kind` and `topic` say whom the matter may be about: they do not hear of it. `case_id` is the case that it
    is told in, None for none. `point`: on the map, where one was sent.
    """

    danger_kind: str
    place: Place
    words: str
    kind: Kind
    topic: str
    case_id: int | None = None
    point: tuple[float, float] | None = None

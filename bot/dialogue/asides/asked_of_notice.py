"""A question in answer to a notice ("bao giờ xong?" under the receipt) is answered as it is without that gesture.

Only what asks and tells nothing: whatever tells more is for the officer of the case, and so is every word while the
case waits for its citizen.
"""

from bot.dialogue.asides import plain_questions
from bot.dialogue.events import CaseLine, Said
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import Urge
from bot.dialogue.sent.binding import tells_a_matter
from bot.dialogue.sent.cases import show
from bot.dialogue.state import State
from bot.dialogue.words import asks_for_state, only_urges
from routing.records import replace

_FEW = 9  # words


def asked(state: State, event: Said, case: CaseLine, context: Context) -> Step | None:
    """Answer a question about the case of the notice, or urge it; None for all that is no mere question."""
    if case.waits_for_citizen or not _is_mere(event):
        return None
    about = replace(state, case_id=case.case_id)
    if only_urges(event.text):
        return Step(about, (), (Urge(case.case_id),))
    answer = plain_questions.of_case(about, event, case, context)
    return answer or (show(about, case, context) if asks_for_state(event.text) else None)


def _is_mere(event: Said) -> bool:
    reading = event.reading
    tells = reading.danger is not None or reading.place is not None or tells_a_matter(reading)
    return len(event.text.split()) <= _FEW and not tells

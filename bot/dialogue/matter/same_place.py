"""“Cùng ngõ đó luôn”: a further matter is at the place of what was sent before, and nobody types it twice."""

import re

from bot.dialogue.events import CaseLine
from bot.dialogue.frame import Context
from bot.dialogue.state import State
from routing.places import Place, load_gazetteer
from routing.text import fold

_LEAD = r"(?:(?:da|thua|vang|u|o|thi|la|cung|van|ngay|chinh|y|tai|luon|cai|viec nay|no|trong) )*"
_SPOT = r"(?:cho|noi|ngo|ngach|hem|duong|pho|xom|thon|to|khu|khu pho|doan|cot|dia chi|cho ngo|xa|phuong|dia diem)"
_THAT = r"(?:do|ay|nay|kia|cu|truoc|luc nay|hoi nay|vua roi|vua nay|nhu tren|tren|noi tren|luc truoc|hom truoc|da bao)"
_END = r"(?: (?:luon|thoi|a|nha|nhe|nua|do|day|em|anh|chi|ban|chau|chu|bac|co|ad))*"
_SAME = re.compile(
    rf"{_LEAD}{_SPOT} {_THAT}{_END}|{_LEAD}(?:cung|van|nhu) (?:{_SPOT}|cho cu|truoc|tren)(?: {_THAT})?{_END}"
    rf"|(?:da |vang |thi )*(?:cung|van) (?:o |ngay )?(?:do|day|dung cho do){_END}"
    rf"|(?:da |vang |thi )*(?:o )?(?:ngay )?do luon{_END}"
)


def says_same(text: str) -> bool:
    """Whether an answer only says that it is at the place told before ("cùng ngõ đó luôn")."""
    return _SAME.fullmatch(fold(text)) is not None


def place_before(state: State, context: Context) -> Place | None:
    """Return the place of the case spoken of last, else of the newest one that has a place."""
    case = _placed_case(state, context)
    commune = load_gazetteer().communes.get(case.commune) if case else None
    return Place(case.spot, commune.code, commune.name) if case and commune else None


def _placed_case(state: State, context: Context) -> CaseLine | None:
    """Return the case that was spoken of, else the newest one with a place; of a sealed one none is known."""
    known = [case for case in (*context.open_cases, *context.past_cases) if case.commune]
    spoken_of = (case for case in known if case.case_id == state.case_id)
    return next(spoken_of, known[0] if known else None)

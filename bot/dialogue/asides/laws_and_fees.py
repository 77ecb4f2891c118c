"""What sending costs, whether a court decides, and by which law a matter is answered."""

from bot.dialogue.asking import say
from bot.dialogue.frame import Context
from bot.messages import Reply
from routing.kinds import APART, Kind

_OF_LAND = frozenset({"dat_dai"})
_WITH_PHONE = frozenset({"plain.court", "plain.court_complaint"})


def of_fees_and_courts(asked: str, topic: str, kind: str, context: Context) -> Reply:
    """Return what sending costs or leads to, and who tells what a dispute of land costs, or whether a court decides."""
    is_sued = asked == "court" and kind == Kind.COMPLAINT  # a decision is brought to court without any mediation
    key = "plain.court_complaint" if is_sued else f"plain.{asked}_land" if topic in _OF_LAND else f"plain.{asked}"
    return say(key, **({"phone": context.office_phone} if key in _WITH_PHONE else {}))


def of_law(kind: str) -> Reply:
    """Return by which law a matter of a kind is answered, by which laws all are where none is told."""
    return say(f"plain.law_{kind}" if kind in APART else "plain.law")

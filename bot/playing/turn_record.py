"""What goes into the record of a turn: state, event, what was known of the book, and what was played, as small JSON.

Words that stand in the line itself (text, reading) are not written twice. Nothing secret is written at all: of orders
and results only the named fields, of the book no sealed case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.dialogue.denounce_ways import is_denunciation
from bot.dialogue.endings import ending
from bot.dialogue.events import CaseLine, Chose, Event, Located, RatingLine, Said, SentMedia, SentUnsupported
from bot.dialogue.frame import Context, Step
from bot.dialogue.orders import ForgetDraft, ForgetLine, ForgetWords, KeepApart, Order, RefuseConsent
from bot.dialogue.state import State
from bot.dialogue.telling.second import BEGUN, KEPT_SEALED
from bot.playing.machine_version import machine_version
from intake.talk.changes import changes
from intake.talk.turn_details import VERSION

_WARNING = "denounce"
READING = "@"  # stands where the reading of the line itself is
_OF_TOLD = frozenset({"draft", "second", "interrupted", "step", "options"})
_FORGETS = (RefuseConsent, ForgetWords, ForgetLine, ForgetDraft)
_HEARD: Mapping[type, tuple[str, ...]] = {
    Said: ("reply_case_id",),
    Chose: ("step_no", "option"),
    SentMedia: ("count",),
    Located: ("lat", "lon"),
    SentUnsupported: ("what",),
}
_FACTS = frozenset(
    {"case_id", "answer_id", "of_earlier", "result", "attitude", "is_last", "asks", "danger_kind", "day_id", "people"}
    | {
        "instead_of",
        "booking_id",
        "where",
        "kind",
        "screening",
        "is_tip",
        "limited",
        "done",
        "left",
        "is_late",
        "is_added",
    }
    | {"is_first", "is_repeated", "asks_where", "why", "kept_until"}
)
_COUNTED = frozenset({"cases", "matters", "days", "mine"})
_OF_CASE = (
    "case_id", "code", "summary", "kind", "topic", "is_open", "is_answered", "can_reopen", "waits_for_citizen", "part",
    "due_on", "again",
)  # fmt: skip


@dataclass(slots=True)
class TurnRecord:
    """Takes notes while a turn is played; `is_secret`: of it nothing is to be kept."""

    before: State
    after: State = field(init=False)
    context: Context | None = None
    event: Event | None = None
    played: list[dict[str, Any]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    begins_second: bool = False
    is_secret: bool = False
    _sealed: frozenset[object] = frozenset()
    _whole: tuple[State, dict[str, Any]] | None = None  # the last state that was packed, as the book keeps it
    _packed: dict[str, Any] | None = None  # the state as it is now, packed once for the play before and the one after
    _first: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        self.after = self.before

    def kept(self, state: State) -> dict[str, Any]:
        """Return a state as it is kept in the book; the one that was noted last is at hand."""
        return self._whole[1] if self._whole and self._whole[0] is state else state.to_json()

    def note(self, event: Event, context: Context, step: Step) -> None:
        """Note one event with what came of it, up to where a second matter is begun: that is of no line yet."""
        if self.begins_second:
            self.after = step.state
            return
        if self.event is None:
            self.event, self.context = event, context
        sealed = sealed_in(context)
        if sealed != self._sealed or self._packed is None:
            self._sealed, self._packed = sealed, self._pack(self.after, sealed)
        before = after = self._packed
        if step.state is not self.after:
            self._packed = after = self._pack(step.state, sealed)
        if begins_second(step):
            self.begins_second = True
            self._packed = after = _unbegun(before)
        if not self.played:
            self._first = before
        self.played.append(_played(before, after, event, step))
        self.after = step.state
        self.orders += step.orders

    def _pack(self, state: State, sealed: frozenset[object]) -> dict[str, Any]:
        self._whole = state, state.to_json()
        return packed(state, sealed, self._whole[1])

    @property
    def sealed_cases(self) -> tuple[int, ...]:
        """The accusations that this chat has sent."""
        known = (*self.context.open_cases, *self.context.past_cases) if self.context else ()
        return tuple(case.case_id for case in known if case.is_sealed)

    @property
    def ending(self) -> str | None:
        """How the question that was open ended, as `endings.ending` says."""
        return ending(self.before, self.event, self.after, self.orders) if self.event else None

    def detail(self) -> dict[str, Any] | None:
        """Return the record; None where nothing was played, or what was is secret or to be forgotten."""
        if self.event is None or self.context is None or self.is_secret:
            return None
        if any(isinstance(one, _FORGETS) for one in self.orders):
            return None
        return {
            "v": VERSION,
            "m": machine_version(),
            "s": self._first,
            "c": _known(self.context),
            "e": {"t": type(self.event).__name__, **_heard(self.event), **_cut(self.orders)},
            "p": self.played,
        }


def played(before: State, event: Event, step: Step, sealed: frozenset[object]) -> dict[str, Any]:
    """Return one play: the event, how the state changed, the keys of the replies, and the orders."""
    first = packed(before, sealed)
    return _played(first, _unbegun(first) if begins_second(step) else packed(step.state, sealed), event, step)


def begins_second(step: Step) -> bool:
    """Whether a second matter is begun: what follows is of no line yet."""
    return any(reply.key in BEGUN for reply in step.replies)


def _played(before: Mapping[str, Any], after: Mapping[str, Any], event: Event, step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {"e": type(event).__name__}
    parts = {
        "f": _facts(event),
        "d": changes(before, after) if after is not before else {},
        "r": _keys(step),
        "o": [{"o": type(order).__name__, **_facts(order)} for order in step.orders if not _tells_of_sealed(order)],
    }
    return found | {name: part for name, part in parts.items() if part}


def _keys(step: Step) -> list[str]:
    """Return what was said, as far as it is of the matter that the line belongs to: nothing of a sealed one."""
    keys = [reply.key for reply in step.replies]
    begun = next((number for number, key in enumerate(keys) if key in BEGUN), None)
    if begun is not None:
        keys = keys[: begun + (not is_denunciation(step.state.draft))]
    if any(map(_tells_of_sealed, step.orders)):
        keys = [key for key in keys if key != KEPT_SEALED and not key.startswith(_WARNING)]
    return keys


def _tells_of_sealed(order: Order) -> bool:
    """Whether an order shows that the citizen accuses somebody: the line of the rest of the message is an open one."""
    return isinstance(order, KeepApart) and order.is_accusation and bool(order.left)


def _cut(orders: Iterable[Order]) -> dict[str, bool]:
    """Return whether the line holds only the first of two matters that were told: it cannot be played again."""
    kept = [order for order in orders if isinstance(order, KeepApart) and not order.is_accusation]
    return {"cut": True} if any(order.first is not None for order in kept) else {}


def _unbegun(before: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state after which a second matter is begun: at rest, and without a word of that matter."""
    return {name: value for name, value in before.items() if name not in _OF_TOLD}


def packed(
    state: State, sealed: frozenset[object] = frozenset(), whole: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a state as JSON without what is at its default; numbers and codes of sealed cases are left out.

    `whole`: the state as it is kept, where that is at hand.
    """
    small = {name: value for name, value in (whole or state.to_json()).items() if name != "version"}
    if small.get("draft", {}).get("reading"):
        small["draft"] = {**small["draft"], "reading": READING}
    for name, other in (("second", state.second), ("interrupted", state.interrupted)):
        if other:
            small[name] = {}  # its words are told of no line but its own
        if is_denunciation(other):
            del small[name]  # nor that there is one, where it accuses somebody
    if state.twofold:
        small["twofold"] = {}  # the words stand in the line
    for name in ("case_id", "sent_code", "lookup_code"):
        if small.get(name) in sealed:
            del small[name]
    return small


def sealed_in(context: Context) -> frozenset[object]:
    """Return the numbers and codes of the sealed cases of a chat."""
    lines = [one for one in (*context.open_cases, *context.past_cases) if one.is_sealed]
    return frozenset(one.case_id for one in lines) | frozenset(one.code for one in lines)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a state
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [one if type(one) is str else _plain(one) for one in value]
    return value


def _heard(event: Event) -> dict[str, Any]:
    names = _HEARD.get(type(event))
    if names is None:
        return _facts(event)
    heard = {name: getattr(event, name) for name in names if getattr(event, name) is not None}
    if isinstance(event, Located) and event.place:
        heard["place"] = [event.place.text, event.place.code, event.place.name]
    return heard


def _facts(what: Event | Order) -> dict[str, Any]:
    """Return the named fields of an order or a result that are neither words nor secrets."""
    facts: dict[str, Any] = {}
    for name in what.__dataclass_fields__:
        value = getattr(what, name)
        if name in _FACTS and value is not None and value is not False:
            facts[name] = _plain(value)
        elif name in _COUNTED and isinstance(value, tuple):
            facts[name] = len(value)
        elif isinstance(value, CaseLine | RatingLine):
            facts["case_id"] = value.case_id
    return facts


def _known(context: Context) -> dict[str, Any]:
    """Return what the machine knew of the book and cannot know again later; the office itself is known."""
    known = {
        "consented": context.consented,
        "away": context.was_away,
        "open": _lines(context.open_cases),
        "past": _lines(context.past_cases),
        "ratings": [asdict(one) for one in context.ratings],
        "channel": context.channel,
    }
    return {name: value for name, value in known.items() if value}


def _lines(cases: Iterable[CaseLine]) -> list[dict[str, Any]]:
    shown = [case for case in cases if not case.is_sealed]
    return [{name: _plain(getattr(case, name)) for name in _OF_CASE if getattr(case, name)} for case in shown]

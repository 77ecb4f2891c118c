"""A step of the dialogue in the words of the panel: events, orders, and what changed in the state."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin.words import step_vocabulary, words
from intake.clock import ZONE
from intake.queries.talk.steps import Play
from intake.registration import danger_labels

_HIDDEN = frozenset(  # of other cases, of no meaning to a person, or shown elsewhere on the page
    {
        "version",
        "options",
        "language",
        "step_no",
        "sent_no",
        "answer_id",
        "draft.reading",
        "draft.alike",
        "draft.topics",
    }
    | {"draft.noted", "draft.commune_code", "booking.day_id", "booking.case_id", "booking.instead_of"}
)
_YES_NO = {True: "có", False: "không"}
_OTHER_CASE = "một hồ sơ khác"
_TOLD = frozenset({"matters", "cases", "days", "mine"})


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a difference in words; blank where there was or is nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a play was then and what it is today, in words; equal parts are left out."""

    what: str
    then: str
    now: str


def changes(play: Play, codes: Mapping[int, str]) -> tuple[Change, ...]:
    """Return what changed in the state, in words. Of a draft that is gone, its words are not told again."""
    is_gone = {name for name in ("draft", "second", "booking") if play.changes.get(name, (None, True))[1] is None}
    shown = []
    for name, (before, after) in play.changes.items():
        is_inner = name.startswith("second.") and name not in step_vocabulary.STATE
        if name in _HIDDEN or is_inner or ("." in name and name.partition(".")[0] in is_gone):
            continue
        shown.append(
            Change(step_vocabulary.STATE.get(name, name), _value(name, before, codes), _value(name, after, codes))
        )
    return tuple(shown)


def _value(name: str, value: Any, codes: Mapping[int, str]) -> str:  # noqa: ANN401 - any value of a state
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, list):
        return _listed(name, value)
    if say := _SAID.get(name):
        return say(value, codes)
    return step_vocabulary.STATE_VALUES.get(name, {}).get(value, str(value))


def _case(value: int, codes: Mapping[int, str]) -> str:
    return codes.get(value, _OTHER_CASE)


def _code(value: str, codes: Mapping[int, str]) -> str:
    return value if value in codes.values() else _OTHER_CASE


def _moment(value: int, _codes: Mapping[int, str]) -> str:
    return f"{datetime.fromtimestamp(value, ZONE):%H:%M %d/%m/%Y}" if value else ""


def _sureness(value: float, _codes: Mapping[int, str]) -> str:
    return f"{round(float(value) * 100)}%"


_SAID: Mapping[str, Callable[[Any, Mapping[int, str]], str]] = {
    "step": lambda value, _codes: words.step(value),
    "case_id": _case,
    "draft.about_case": _case,
    "sent_code": _code,
    "draft.confidence": _sureness,
    "draft.kind_confidence": _sureness,
    "greeted_at": _moment,
    "danger_at": _moment,
    "insulted_at": _moment,
    "quiet_until": _moment,
    "draft.topic": lambda value, _codes: words.topic(value),
}


def _listed(name: str, value: Iterable[Any]) -> str:
    if name == "draft.form":
        return "; ".join(f"{step_vocabulary.FORM_FIELDS.get(one, one)}: {said}" for one, said in value)
    return ", ".join(str(one[-1]) if isinstance(one, list) else str(one) for one in value)


def event(play: Play, codes: Mapping[int, str]) -> str:
    """Return what happened, in words."""
    return _with_facts(step_vocabulary.EVENTS.get(play.event, play.event), play.facts, codes)


def order(done: Mapping[str, Any], codes: Mapping[int, str]) -> str:
    """Return what the machine had done, in words."""
    return _with_facts(step_vocabulary.ORDERS.get(done["o"], done["o"]), done, codes)


def _with_facts(name: str, facts: Mapping[str, Any], codes: Mapping[int, str]) -> str:
    told = [str(codes[facts["case_id"]])] if facts.get("case_id") in codes else []
    told += [str(facts[one]) for one in sorted(_TOLD & facts.keys())]
    if facts.get("danger_kind"):
        told.append(danger_labels.DANGERS.get(facts["danger_kind"], facts["danger_kind"]))
    told += [step_vocabulary.FACTS[one] for one in sorted(facts) if one in step_vocabulary.FACTS and facts[one] is True]
    return f"{name} ({', '.join(told)})" if told else name


def differences(then: Play, now: Play, codes: Mapping[int, str]) -> tuple[Difference, ...]:
    """Return where today's play is another one."""
    pairs = [("Câu nói", _replies(then), _replies(now)), ("Việc làm", _orders(then, codes), _orders(now, codes))]
    old = {one.name: one.after for one in changes(then, codes)}
    new = {one.name: one.after for one in changes(now, codes)}
    pairs += [
        (name, old.get(name, "như trước"), new.get(name, "như trước")) for name in sorted(old.keys() | new.keys())
    ]
    if not any(before != after for _, before, after in pairs) and then.changes != now.changes:
        pairs.append(("Nút bấm, chi tiết nhỏ", "như đã ghi", "khác"))
    return tuple(Difference(*one) for one in pairs if one[1] != one[2])


def _replies(play: Play) -> str:
    return ", ".join(play.replies) or "không nói gì"


def _orders(play: Play, codes: Mapping[int, str]) -> str:
    return ", ".join(order(one, codes) for one in play.orders) or "không làm gì"

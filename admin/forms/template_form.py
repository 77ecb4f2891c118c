"""A reply template as it is typed in its form, and the choices that the form gives."""

from collections.abc import Mapping

from admin.forms.typed import ID_DIGITS, number
from intake import labels
from intake.access import Viewer
from intake.db import Snapshot
from intake.lifecycle import TERMINAL, CaseState
from intake.queries.office.office import UnitGroup, unit_groups
from intake.replies.reply_templates import Content, Kept
from routing.topics import Topic

_FIELDS = ("title", "step", "text", "kind", "topic", "state", "unit_id", "is_active", "why")
BLANK: Mapping[str, str] = {**dict.fromkeys(_FIELDS, ""), "step": "answer", "is_active": "1"}
_MOST_TYPED = 20_000


def typed_template(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a template as they were typed."""
    return {name: form.get(name, "").replace("\r\n", "\n").strip()[:_MOST_TYPED] for name in _FIELDS}


def typed_of(kept: Kept) -> dict[str, str]:
    """Return a template as its form shows it."""
    one = kept.content
    said = {name: str(getattr(one, name)) for name in ("title", "step", "text", "kind", "topic", "state")}
    return {**said, "unit_id": str(one.unit_id or ""), "is_active": "1" if one.is_active else "", "why": ""}


def content_in(typed: Mapping[str, str]) -> Content:
    """Return the template that was typed; what is no number stands for a unit that does not exist."""
    said = {name: typed[name] for name in ("title", "step", "text", "kind", "topic", "state")}
    return Content(**said, unit_id=_number(typed["unit_id"]), is_active=bool(typed["is_active"]))


def _number(text: str) -> int | None:
    if not text:
        return None
    return number(text, ID_DIGITS) or 0


def units_for(snap: Snapshot, viewer: Viewer) -> tuple[UnitGroup, ...]:
    """Return the units for which somebody may write templates."""
    groups = unit_groups(snap)
    if viewer.role != "head":
        return groups
    mine = viewer.scope or frozenset()
    kept = (UnitGroup(one.name, tuple(unit for unit in one.units if unit[0] in mine)) for one in groups)
    return tuple(one for one in kept if one.units)


def choices(known: Mapping[str, Topic]) -> dict[str, Mapping[str, str]]:
    """Return what a template may be for, by field: codes with their names, of topics those that are known."""
    topics = {code: topic.name_vi for code, topic in known.items()}
    states = {state.value: labels.STATES[state.value] for state in CaseState if state not in TERMINAL}
    return {"kind": labels.KINDS, "topic": topics, "state": states}

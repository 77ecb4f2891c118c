"""What a file of settings would change, section by section; what is shown is what is applied."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake import crowds, meta, setting_log
from intake.catalogue.sentences import Wordbook
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.files.sheets import Wrong
from intake.officers.directory_intake import write_staff, write_units
from intake.officers.directory_plan import Plan, StaffLine, UnitLine, plan_staff, plan_units
from intake.sending import courtesy
from intake.setting_log import Act
from intake.setup import office_settings
from intake.setup.settings_more import approvals_of, retention_of, second_factor_of, templates_of
from intake.setup.settings_rows import Rows, answers_of, calendar_of, local_rules_of, rules_of, sentences_of
from intake.setup.settings_section import Change, Section
from intake.setup.settings_shape import SHOWN, TITLES
from intake.setup.settings_topics import topics_of
from intake.talk import turn_details
from routing.shared_matters import Crowd

_SET: Mapping[str, Callable[[Transaction, dict[str, Any]], None]] = {
    "office": lambda tx, value: meta.set_office(tx, meta.Office(**value)),
    "working_hours": lambda tx, value: meta.set_working_hours(tx, meta.hours_from(value)),
    "courtesy": courtesy.set_own,
    "crowd": lambda tx, value: crowds.set_rule(tx, Crowd(**value)),
    "turn_details": turn_details.set_own,
}
_CHANNELS = "Mục kênh, thư, bản đồ trong tệp chỉ để đối chiếu: những thứ đó đặt ở máy chủ, nhập tệp không đổi."


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change; nothing may be applied while anything is wrong, unless the right rows are chosen."""

    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many things would change."""
        return sum(len(one.changes) for one in self.sections)

    @property
    def wrong(self) -> int:
        """How many things are wrong."""
        return sum(len(one.wrong) for one in self.sections)


def difference(snap: Snapshot, content: Mapping[str, Any], book: Wordbook) -> Difference:
    """Compare a parsed file with the book; what the file does not speak of stays as it is."""
    sections = tuple(_section(snap, name, content, book, is_ahead=True) for name in TITLES if content.get(name))
    return Difference(sections, (_CHANNELS,) if content.get(SHOWN) else ())


def apply(tx: Transaction, content: Mapping[str, Any], book: Wordbook, *, act: Act, only_right: bool) -> int:
    """Change the book as the file says, all of it or nothing; return how many things were changed.

    With `only_right` what is wrong is left out. A section is compared when its turn comes: those before it may have
    brought what it speaks of.

    Raises:
        Invalid: something is wrong, nothing would change, or no reason is given.
    """
    why, count = setting_log.require_why(act.why), 0
    for name in TITLES:
        if not content.get(name):
            continue
        section = _section(tx, name, content, book)
        if section.wrong and not only_right:
            raise Invalid(f"{section.title}: có {len(section.wrong)} chỗ sai nên chưa có gì được áp dụng.")
        count += _write(tx, section, why, act.actor)
    if not count:
        raise Invalid("Tệp này không làm thay đổi gì.")
    return count


def perform(tx: Transaction, section: Section, *, act: Act) -> int:
    """Change the book by one section; return how many things were changed.

    Raises:
        Invalid: nothing would change, or no reason is given.
    """
    if not section.changes:
        raise Invalid("Tệp này không làm thay đổi gì.")
    return _write(tx, section, setting_log.require_why(act.why), act.actor)


def _write(tx: Transaction, section: Section, why: str, actor: str) -> int:
    for change in section.changes:
        change.do(tx, why, actor)
    return len(section.changes)


def _section(
    snap: Snapshot, name: str, content: Mapping[str, Any], book: Wordbook, *, is_ahead: bool = False
) -> Section:
    """Compare one section; `is_ahead`: before its turn has come, when units and topics of the file are yet to come."""
    coming, topics = (frozenset(row["code"] for row in content.get(one, ()) if is_ahead) for one in ("units", "topics"))
    if name in _SET:
        return _fact(snap, name, content[name])
    compare: Mapping[str, Callable[[], Section]] = {
        "topics": lambda: topics_of(snap, content["topics"]),
        "units": lambda: _units(snap, content["units"]),
        "staff": lambda: _staff(snap, content["staff"], coming, topics),
        "rules": lambda: rules_of(snap, content["rules"], coming),
        "calendar": lambda: calendar_of(snap, content["calendar"]),
        "local_rules": lambda: local_rules_of(snap, content["local_rules"]),
        "sentences": lambda: sentences_of(snap, content["sentences"], book),
        "answers": lambda: answers_of(snap, content["answers"], coming),
        "templates": lambda: templates_of(snap, content["templates"], coming, topics),
        "approvals": lambda: approvals_of(snap, content["approvals"], coming),
        "retention": lambda: retention_of(snap, content["retention"]),
        "second_factor": lambda: second_factor_of(snap, content["second_factor"]),
    }
    return compare[name]()


def _fact(snap: Snapshot, name: str, value: dict[str, Any]) -> Section:
    before = meta.get(snap, name)
    changed = tuple(
        (key, before.get(key), value.get(key)) for key in sorted({*before, *value}) if before.get(key) != value.get(key)
    )
    if not changed:
        return Section(name, TITLES[name], same=1)
    try:
        _require_sound(name, value)
    except (Invalid, TypeError, ValueError) as error:
        said = error.sentence if isinstance(error, Invalid) else str(error)
        return Section(name, TITLES[name], wrong=(Wrong(1, name, "", said),))

    def do(tx: Transaction, why: str, actor: str) -> None:
        _SET[name](tx, value)
        setting_log.keep(tx, name, value, before=before, act=Act(why, actor, "settings.change"))

    return Section(name, TITLES[name], (Change(TITLES[name], changed, do, is_new=not before),))


def _require_sound(name: str, value: dict[str, Any]) -> None:
    if name == "office":
        office_settings.require_sound(value)
    if name == "working_hours":
        meta.hours_from(value)
    if name == "courtesy":
        courtesy.require_sound(value)
    if name == "crowd":
        Crowd(**value)


def _units(snap: Snapshot, rows: Rows) -> Section:
    lines = []
    for number, row in enumerate(rows, start=1):
        given = {name: value for name, value in row.items() if name != "parent"}
        lines.append(UnitLine(number, row["code"], given, row["parent"] or ""))
    return of_plan("units", plan_units(snap, lines), write_units)


def _staff(snap: Snapshot, rows: Rows, coming: frozenset[str], topics: Collection[str]) -> Section:
    lines = []
    for number, row in enumerate(rows, start=1):
        given = {name: value for name, value in row.items() if name not in {"unit", "substitute"}}
        wrong: dict[str, str] = {}
        for name in ("absent_from", "absent_until"):
            try:
                given[name] = date.fromisoformat(row[name]) if row[name] else None
            except ValueError:
                wrong[name], given[name] = "Ngày không đúng.", None
        given["topics"] = tuple(sorted(row["topics"]))
        lines.append(StaffLine(number, given, row["unit"], row["substitute"] or "", wrong))
    return of_plan("staff", plan_staff(snap, lines, coming_units=coming, coming_topics=topics), write_staff)


def of_plan(name: str, plan: Plan, write: Callable[..., int]) -> Section:
    """Return a plan of units or staff as a section: written as one, by its first change."""

    def do(tx: Transaction, why: str, actor: str) -> None:
        write(tx, plan, why=why, actor=actor)

    def done(_tx: Transaction, _why: str, _actor: str) -> None:
        """Nothing is left to do: the first change has written all of them."""

    changes = tuple(
        Change(step.name, step.changes, done if number else do, is_new=step.id is None, line=step.line)
        for number, step in enumerate(plan.steps)
    )
    return Section(name, TITLES[name], changes, plan.wrong, plan.same)

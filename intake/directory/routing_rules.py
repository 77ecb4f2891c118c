"""Rules of the locality as an administrator writes, drafts and ends them; two that say the same are refused by name."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from intake import meta, setting_log
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.directory import directory_days
from intake.errors import Conflict, Invalid, NotFound
from intake.labels import LEVELS
from intake.setting_log import Act
from intake.tables import RoutingRuleRow
from routing import rules
from routing.directory import Helper, Rule
from routing.kinds import Kind
from routing.places import load_gazetteer

_ONE_DAY = timedelta(days=1)
_INSTANCES = frozenset({None, 1, 2})
_THIS = "này"


@dataclass(frozen=True, slots=True)
class RuleData:
    """A rule as its form holds it: conditions (None: any), where it leads, and the days on which it holds.

    It leads to `unit_id`, or to the unit of `function` at `level` in the place. `helpers` are ids of units. A draft
    holds nowhere but in the tester.
    """

    topic: str | None = None
    commune_code: str | None = None
    kind: str | None = None
    instance: int | None = None
    unit_id: int | None = None
    function: str | None = None
    level: str | None = None
    helpers: tuple[int, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    is_draft: bool = False


class RuleTie(Conflict):
    """Another rule says where the same matter goes on the same days; `other_id` is its number."""

    def __init__(self, other_id: int) -> None:
        super().__init__(f"Quy tắc số {other_id} đã nói về đúng trường hợp này trong cùng thời gian.")
        self.other_id = other_id


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule of the book."""

    id: int
    data: RuleData
    also: tuple[Mapping[str, Any], ...] = ()

    def holds(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        begun, over = self.data.from_on is None or self.data.from_on <= day, self.is_over(day)
        return begun and not over and not self.data.is_draft

    def is_over(self, day: date) -> bool:
        """Tell whether it has ended before a day."""
        return self.data.to_on is not None and self.data.to_on < day


def subject_of(rule_id: int) -> str:
    """Return how the history and the audit name a rule."""
    return f"rule:{rule_id}"


def all_of(snap: Snapshot) -> tuple[KeptRule, ...]:
    """Return every rule there ever was, by number."""
    table = RoutingRuleRow.__table__
    return tuple(_kept(row) for row in snap.execute(select(table).order_by(table.c.id)))


def rule(snap: Snapshot, rule_id: int) -> KeptRule:
    """Return a rule.

    Raises:
        NotFound: there is no such rule.
    """
    found = next((one for one in all_of(snap) if one.id == rule_id), None)
    if found is None:
        raise NotFound("Không có quy tắc này.")
    return found


def _kept(row: Any) -> KeptRule:  # noqa: ANN401 - a row of the table
    named = {one.name: getattr(row, one.name) for one in fields(RuleData) if one.name != "helpers"}
    helpers = row.helpers or ()
    data = RuleData(**named, helpers=tuple(one["unit_id"] for one in helpers if one.get("unit_id")))
    return KeptRule(row.id, data, tuple(one for one in helpers if not one.get("unit_id")))


def plain_of(data: RuleData) -> dict[str, Any]:
    """Return a rule as the history keeps it."""
    days = {name: day.isoformat() if (day := getattr(data, name)) else None for name in ("from_on", "to_on")}
    return {**asdict(data), **days, "helpers": list(data.helpers)}


def add(tx: Transaction, data: RuleData, *, why: str, actor: str, replaces: bool = False) -> int:
    """Add a rule and return its number; with `replaces` the one that says the same ends the day before.

    Raises:
        Invalid: a field is wrong, it leads nowhere or to nobody, or no reason is given.
        RuleTie: another says where the same matter goes.
    """
    _require_sound(tx, data)
    setting_log.require_why(why)
    _settle_ties(tx, data, None, why=why, actor=actor, replaces=replaces)
    values = {**asdict(data), "helpers": _rows(data)}
    rule_id = int(tx.execute(insert(RoutingRuleRow).values(**values).returning(RoutingRuleRow.id)).scalar_one())
    setting_log.keep(tx, subject_of(rule_id), plain_of(data), before=None, act=Act(why, actor, "rule.add"))
    meta.bump(tx, "directory")
    _require_workable(tx, rule_id, data)
    return rule_id


def change(
    tx: Transaction,
    rule_id: int,
    data: RuleData,
    *,
    why: str,
    actor: str,
    seen: int | None = None,
    replaces: bool = False,
) -> None:
    """Change a rule, put a draft into force, or end a rule; with `replaces` as `add`.

    Raises:
        NotFound: there is no such rule.
        Invalid, RuleTie: as `add`.
        Conflict: somebody has changed it since `seen`.
    """
    before = rule(tx, rule_id)
    _require_sound(tx, data)
    act = Act(why, actor, "rule.change", seen)
    setting_log.keep(tx, subject_of(rule_id), plain_of(data), before=plain_of(before.data), act=act)
    _settle_ties(tx, data, rule_id, why=why, actor=actor, replaces=replaces)
    values = {**asdict(data), "helpers": [*_rows(data), *before.also]}
    tx.execute(update(RoutingRuleRow).where(RoutingRuleRow.id == rule_id).values(**values))
    meta.bump(tx, "directory")
    _require_workable(tx, rule_id, data)


def end(tx: Transaction, rule_id: int, last_on: date, *, why: str, actor: str) -> None:
    """Let a rule hold no longer than to a day.

    Raises:
        NotFound, Invalid: as `change`.
    """
    change(tx, rule_id, replace(rule(tx, rule_id).data, to_on=last_on, is_draft=False), why=why, actor=actor)


def _rows(data: RuleData) -> list[dict[str, Any]]:
    return [{"unit_id": one} for one in data.helpers]


def _settle_ties(tx: Transaction, data: RuleData, rule_id: int | None, *, why: str, actor: str, replaces: bool) -> None:
    if data.is_draft:
        return
    for other in ties_with(all_of(tx), data, rule_id):
        if not replaces:
            raise RuleTie(other.id)
        ends_on = (data.from_on or tx.today) - _ONE_DAY
        end(tx, other.id, max(ends_on, (other.data.from_on or date.min + _ONE_DAY) - _ONE_DAY), why=why, actor=actor)


def ties_with(known: Iterable[KeptRule], data: RuleData, rule_id: int | None) -> list[KeptRule]:
    """Return the rules that say where the same matter goes on some of the same days; drafts say nothing yet."""
    alike = (one for one in known if one.id != rule_id and not one.data.is_draft)
    return [one for one in alike if _pattern(one.data) == _pattern(data) and _overlap(one.data, data)]


def _pattern(data: RuleData) -> tuple[object, ...]:
    return data.topic, data.commune_code, data.kind, data.instance


def _overlap(one: RuleData, other: RuleData) -> bool:
    starts, ends = (
        max(one.from_on or date.min, other.from_on or date.min),
        min(one.to_on or date.max, other.to_on or date.max),
    )
    return starts <= ends


def _require_sound(snap: Snapshot, data: RuleData) -> None:
    known = directory_days.snapshot(snap)
    is_to_unit = data.unit_id is not None
    unit = known.units.get(data.unit_id) if data.unit_id is not None else None
    helpers = [known.units.get(one) for one in data.helpers]
    checks = (
        ("topic", data.topic not in {None, *topic_book.current(snap).topics}, "Lĩnh vực không có trong danh mục."),
        ("commune_code", data.commune_code not in {None, *load_gazetteer().communes}, "Không có xã, phường này."),
        ("kind", data.kind not in {None, *Kind}, "Không có loại việc này."),
        ("instance", data.instance not in _INSTANCES, "Chỉ có lần đầu và lần hai."),
        ("unit_id", not is_to_unit and not (data.function and data.level in LEVELS), "Xin chọn nơi nhận việc."),
        ("unit_id", is_to_unit and (unit is None or unit.is_closed), "Đơn vị này không còn nhận việc."),
        ("unit_id", is_to_unit and bool(data.function), "Chọn một đơn vị, hoặc một chức năng, không cả hai."),
        ("helpers", any(one is None or one.is_closed for one in helpers), "Có đơn vị phối hợp không còn nhận việc."),
        (
            "to_on",
            not data.is_draft and bool(data.from_on and data.to_on and data.to_on < data.from_on - _ONE_DAY),
            "Ngày cuối phải từ ngày đầu trở đi.",
        ),
    )
    if wrong := {name: sentence for name, is_wrong, sentence in checks if is_wrong}:
        raise Invalid("Quy tắc chưa lưu được.", wrong)


def _require_workable(tx: Transaction, rule_id: int, data: RuleData) -> None:
    """Refuse a rule that leads nowhere or to nobody on the first day it holds; a draft alike, before it is tried."""
    if data.to_on is not None and data.to_on < tx.today:
        return
    known = directory_days.on_day(tx, max(data.from_on or tx.today, tx.today))
    alone = replace(known, rules=(as_rule(rule_id, data),))
    before = {problem.sentence for problem in rules.problems(replace(known, rules=()))}
    said = (one.sentence for one in rules.problems(alone, {rule_id: _THIS}, _names(tx)))
    if wrong := [sentence for sentence in said if sentence not in before]:
        raise Invalid(" ".join(wrong), {"unit_id": "Nơi này chưa nhận được việc."})


def _names(snap: Snapshot) -> Mapping[str, str]:
    """Return what topics and communes are called: whoever reads of a rule at the panel knows no codes."""
    topics = {code: f"“{topic.name_vi}”" for code, topic in topic_book.current(snap).topics.items()}
    return topics | {code: commune.name for code, commune in load_gazetteer().communes.items()}


def as_rule(rule_id: int, data: RuleData) -> Rule:
    """Return a rule as routing reads it."""
    helpers = tuple(Helper(unit_id=one) for one in data.helpers)
    return Rule(
        rule_id,
        data.topic,
        data.commune_code,
        data.kind,
        data.unit_id,
        data.function,
        data.level,
        data.instance,
        helpers,
    )

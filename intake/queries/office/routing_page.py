"""Rules of the locality as the panel lists them: where each leads by name, and whether it holds today."""

from dataclasses import dataclass

from intake import setting_log
from intake.db import Snapshot
from intake.directory import directory
from intake.directory.routing_rules import KeptRule, RuleData, all_of, subject_of
from intake.labels import LEVELS
from intake.queries.case_lines import unit_name
from intake.queries.office.directory_pages import Changes, named

STANDINGS = ("now", "draft", "later", "over")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with its target and helpers by name; `standing` is one of `STANDINGS`."""

    id: int
    data: RuleData
    standing: str
    target: str
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule with its history; `version` is 0 where it was never changed in the panel."""

    line: RuleLine
    version: int
    history: Changes


def rule_lines(snap: Snapshot) -> tuple[RuleLine, ...]:
    """Return every rule there ever was: those in force first, then drafts, those to come, those that have ended."""
    lines = (_line(snap, one) for one in all_of(snap))
    return tuple(sorted(lines, key=lambda one: (STANDINGS.index(one.standing), one.id)))


def rule_page(snap: Snapshot, rule_id: int) -> RulePage | None:
    """Return one rule, None where there is none."""
    line = next((one for one in rule_lines(snap) if one.id == rule_id), None)
    if line is None:
        return None
    past = setting_log.history(snap, subject_of(rule_id))
    return RulePage(line, past[0].number if past else 0, named(snap, setting_log.differences(past)))


def _line(snap: Snapshot, one: KeptRule) -> RuleLine:
    known, data = directory.snapshot(snap), one.data
    target = unit_name(known, data.unit_id) if data.unit_id else f"{data.function} ({LEVELS[data.level or ''].lower()})"
    helpers = (
        *(unit_name(known, helper) for helper in data.helpers),
        *(str(each.get("function")) for each in one.also),
    )
    return RuleLine(one.id, data, _standing(snap, one), target, helpers)


def _standing(snap: Snapshot, one: KeptRule) -> str:
    if one.data.is_draft:
        return "draft"
    if one.holds(snap.today):
        return "now"
    return "over" if one.is_over(snap.today) else "later"

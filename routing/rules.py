"""Rules of a locality: topic, place and kind lead to a unit; the most specific wins, and a tie is an error at load."""

from collections import defaultdict

from routing.directory import Directory, Rule, Unit
from routing.kinds import Kind

_COMMUNE, _TOPIC, _KIND = 4, 2, 1


class DirectoryError(ValueError):
    """The directory cannot be used; `sentence` says why, in Vietnamese, for the administrator.

    DirectoryError
    ├── RuleConflict     two rules speak for the same matter with the same right
    └── UnreachableUnit  a rule leads to a unit that is not there
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleConflict(DirectoryError):
    """Two rules speak for the same matter with the same right."""


class UnreachableUnit(DirectoryError):
    """A rule leads to a unit that is not there."""


def specificity(rule: Rule) -> int:
    """Return how much a rule says: place counts 4, topic 2, kind 1, so that different patterns never weigh the same."""
    return _COMMUNE * bool(rule.commune_code) + _TOPIC * bool(rule.topic) + _KIND * bool(rule.kind)


def rule_for(directory: Directory, *, kind: Kind, topic: str, commune_code: str | None) -> Rule | None:
    """Return the most specific rule that applies, or None."""
    fitting = [rule for rule in directory.rules if _applies(rule, kind, topic, commune_code)]
    return max(fitting, key=specificity, default=None)


def target_of(rule: Rule, directory: Directory, commune_code: str | None) -> Unit | None:
    """Return the unit a rule leads to for a matter in a commune; None when that place has no such unit."""
    if rule.unit_id is not None:
        return directory.units.get(rule.unit_id)
    if rule.function is None or rule.level is None:
        return None
    return directory.unit_of(rule.function, rule.level, rule.commune_code or commune_code)


def check(directory: Directory) -> None:
    """Check all rules of a directory before it is used.

    Raises:
        RuleConflict: two rules are for the same topic, place and kind.
        UnreachableUnit: a rule leads nowhere.
    """
    same: dict[tuple[str | None, ...], list[Rule]] = defaultdict(list)
    for rule in directory.rules:
        same[rule.topic, rule.commune_code, rule.kind].append(rule)
        if not _is_reachable(rule, directory):
            raise UnreachableUnit(f"Quy tắc {rule.id} chuyển việc tới một đơn vị không có trong danh bạ.")
    for rules in same.values():
        if len(rules) > 1:
            listed = ", ".join(str(rule.id) for rule in rules)
            raise RuleConflict(f"Các quy tắc {listed} cùng áp dụng cho một trường hợp; hãy bỏ bớt hoặc nói rõ hơn.")


def _applies(rule: Rule, kind: Kind, topic: str, commune_code: str | None) -> bool:
    return rule.topic in (None, topic) and rule.commune_code in (None, commune_code) and rule.kind in (None, str(kind))


def _is_reachable(rule: Rule, directory: Directory) -> bool:
    if rule.unit_id is not None:
        return rule.unit_id in directory.units
    if rule.level == "commune" and rule.commune_code is None:
        return any(u.function == rule.function and u.level == "commune" for u in directory.units.values())
    return target_of(rule, directory, rule.commune_code) is not None

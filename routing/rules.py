"""Rules of a locality: topic, place, kind and instance lead to a unit; the most specific wins, a tie is an error."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TypeAlias

from routing.assignment import units_at_work
from routing.conflicts import CORRUPTION_TOPIC
from routing.directory import INSPECTORATE, PROVINCE_RECEPTION, Directory, Helper, Rule, Unit
from routing.kinds import KIND_NAMES, Kind

Called: TypeAlias = Mapping[int, str]  # a rule's number to what it is called
Names: TypeAlias = Mapping[str, str]  # a code to the name that people know

_COMMUNE, _TOPIC, _KIND, _INSTANCE = 8, 4, 2, 1
_BY_LAW = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})


class DirectoryError(ValueError):
    """The directory cannot be used; `sentence` says why, in Vietnamese, for the administrator.

    DirectoryError
    ├── RuleConflict     two rules speak for the same matter with the same right
    ├── UnreachableUnit  a rule leads to a unit that is not there
    ├── EmptyUnit        a rule leads to a unit in which nobody works
    ├── NobodyThere      a rule leads to a unit where everybody is away, and nobody stands in
    ├── NobodyCleared    what is sealed would lie where nobody may open it
    ├── NotForCommunes   a rule leads to a commune what is kept out of communes
    └── OtherPlace       a rule leads the matters of one commune to the unit of another
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleConflict(DirectoryError):
    """Two rules speak for the same matter with the same right."""


class UnreachableUnit(DirectoryError):
    """A rule leads to a unit that is not there."""


class EmptyUnit(DirectoryError):
    """A rule leads to a unit in which nobody works."""


class NobodyThere(DirectoryError):
    """A rule leads to a unit where everybody is away, and nobody stands in for them."""


class NobodyCleared(DirectoryError):
    """What is sealed would lie where nobody may open it."""


class NotForCommunes(DirectoryError):
    """A rule leads to a commune what is kept out of communes."""


class OtherPlace(DirectoryError):
    """A rule leads the matters of one commune to the unit of another."""


def specificity(rule: Rule) -> int:
    """Return how much a rule says: place 8, topic 4, kind 2, instance 1; different patterns never weigh alike."""
    place, topic = _COMMUNE * bool(rule.commune_code), _TOPIC * bool(rule.topic)
    return place + topic + _KIND * bool(rule.kind) + _INSTANCE * bool(rule.instance)


def rule_for(
    directory: Directory,
    *,
    kind: Kind,
    topic: str,
    commune_code: str | None,
    instance: int = 1,
    parent: str | None = None,
) -> Rule | None:
    """Return the most specific rule that applies, or None; those of a topic's `parent` where none names the topic.

    Who decides a complaint or a denunciation is said by the law: only a rule that speaks of them outright applies.
    None takes a matter of one commune to the unit of another.
    """
    known = [rule for rule in directory.rules if _is_within(rule, directory, commune_code)]
    fitting = [rule for rule in known if _applies(rule, kind, topic, commune_code, instance)]
    if parent and not any(rule.topic for rule in fitting):
        fitting += [rule for rule in known if rule.topic and _applies(rule, kind, parent, commune_code, instance)]
    return max(fitting, key=specificity, default=None)


def target_of(rule: Rule | Helper, directory: Directory, commune_code: str | None) -> Unit | None:
    """Return the unit that a rule (or its helper) leads to in a commune; None when that place has no such unit."""
    if rule.unit_id is not None:
        unit = directory.units.get(rule.unit_id)
        return unit if unit and not unit.is_closed else None
    if rule.function is None or rule.level is None:
        return None
    return directory.unit_of(rule.function, rule.level, _commune_of(rule) or commune_code)


def check(directory: Directory) -> None:
    """Check all rules of a directory before it is used.

    Raises:
        DirectoryError: the first of its `problems`.
    """
    for problem in problems(directory):
        raise problem


def problems(
    directory: Directory, called: Called = MappingProxyType({}), names: Names = MappingProxyType({})
) -> Iterator[DirectoryError]:
    """Yield what is wrong with the rules of a directory, each naming its row, and whether a denunciation has a desk.

    `called`: how rules are named where their numbers say nothing yet, as in a file that is loaded. `names`: topics and
    communes by their codes, where a person reads who knows no codes.
    """
    same: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    staffed = {one.unit_id for one in directory.officers.values()}
    cleared = {one.unit_id for one in directory.officers.values() if one.has_clearance}
    for rule in directory.rules:
        same[rule.topic, rule.commune_code, rule.kind, rule.instance].append(rule)
        yield from _problems_of(rule, directory, _named(rule, called, names), staffed, cleared)
    open_units = [one for one in directory.units.values() if not one.is_closed]
    desks = [one for one in open_units if one.function in {PROVINCE_RECEPTION, INSPECTORATE}]
    if desks and len(_without(desks, cleared)) == len(desks):
        yield NobodyCleared(f"Ở {_listed(desks)} chưa có ai được xem hồ sơ giữ kín: tố cáo sẽ không có người nhận.")
    for rules in same.values():
        if len(rules) > 1:
            listed = ", ".join(called.get(rule.id, str(rule.id)) for rule in rules)
            yield RuleConflict(
                f"Các quy tắc {listed} cùng áp dụng cho một trường hợp ({_pattern(rules[0], names)}); "
                "hãy bỏ bớt hoặc nói rõ hơn."
            )


def away(directory: Directory, called: Called = MappingProxyType({})) -> Iterator[NobodyThere]:
    """Yield the rules that lead to a unit where, on the day of the directory, everybody is away and nobody stands in.

    It is no problem of the directory: most such days end by themselves. `called` is as of `problems`.
    """
    there = units_at_work(directory)
    staffed = {one.unit_id for one in directory.officers.values()}
    for rule in directory.rules:
        units = [unit for unit in _targets(rule, directory, rule.commune_code) if unit.id in staffed]
        if left := _without(units, there):
            named = _named(rule, called, {})
            yield NobodyThere(f"{named} chuyển việc tới {_listed(left)}, nơi mọi người đều vắng, chưa có ai làm thay.")


def _named(rule: Rule, called: Called, names: Names) -> str:
    return f"Quy tắc {called.get(rule.id, rule.id)} ({_pattern(rule, names)})"


def _problems_of(
    rule: Rule, directory: Directory, called: str, staffed: set[int], cleared: set[int]
) -> Iterator[DirectoryError]:
    units = _targets(rule, directory, rule.commune_code)
    if not units or any(not _targets(helper, directory, rule.commune_code) for helper in rule.helpers):
        yield UnreachableUnit(f"{called} chuyển việc tới một đơn vị không có trong danh bạ.")
    if empty := _without(units, staffed):
        yield EmptyUnit(f"{called} chuyển việc tới {_listed(empty)}, nơi chưa có ai nhận việc.")
    elif rule.kind == Kind.DENUNCIATION and (closed := _without(units, cleared)):
        yield NobodyCleared(f"{called} chuyển tố cáo tới {_listed(closed)}, nơi chưa có ai được xem hồ sơ giữ kín.")
    yield from _beyond(rule, units, called)


def _beyond(rule: Rule, units: list[Unit], called: str) -> Iterator[DirectoryError]:
    communes = [unit for unit in units if unit.level == "commune"]
    if communes and (what := _not_for_communes(rule)):
        yield NotForCommunes(f"{called} chuyển việc tới {_listed(communes)}: {what}.")
    if elsewhere := [unit for unit in communes if rule.commune_code and unit.commune_code != rule.commune_code]:
        yield OtherPlace(
            f"{called} chuyển việc tới {_listed(elsewhere)} của xã, phường khác; đơn vị cấp xã chỉ nhận việc nơi mình."
        )


def _not_for_communes(rule: Rule) -> str:
    """Return why a commune does not get the matters of a rule, blank where it may.

    A chair of a commune decides on denunciations of their own officials (law, Art. 13), but whoever is meant is hardly
    ever known at once: all are taken in above, and handed down from there.
    """
    if rule.kind == Kind.DENUNCIATION or rule.topic == CORRUPTION_TOPIC:
        return "tố cáo, tham nhũng do cấp tỉnh tiếp nhận trước, để nơi bị nói tới không biết"
    return "khiếu nại lần hai do cấp trên giải quyết" if rule.instance is not None and rule.instance > 1 else ""


def _targets(rule: Rule | Helper, directory: Directory, commune_code: str | None) -> list[Unit]:
    """Return every unit that a rule may lead to: of a rule for any commune, that of each commune."""
    if rule.level == "commune" and rule.unit_id is None and commune_code is None:
        in_communes = (unit for unit in directory.units.values() if unit.level == "commune" and not unit.is_closed)
        return [unit for unit in in_communes if unit.function == rule.function]
    unit = target_of(rule, directory, commune_code)
    return [unit] if unit else []


def _without(units: Iterable[Unit], able: AbstractSet[int]) -> list[Unit]:
    return [unit for unit in units if unit.id not in able]


def _listed(units: list[Unit]) -> str:
    rest = f" và {len(units) - 1} đơn vị khác" if len(units) > 1 else ""
    return f"{units[0].name} (mã {units[0].code}){rest}"


def _pattern(rule: Rule, names: Names) -> str:
    said = (
        rule.topic and f"lĩnh vực {names.get(rule.topic, rule.topic)}",
        rule.commune_code and names.get(rule.commune_code, f"xã, phường mã {rule.commune_code}"),
        rule.kind and f"loại {_kind_name(rule.kind)}",
        rule.instance and f"lần {rule.instance}",
    )
    return ", ".join(one for one in said if one) or "mọi việc"


def _kind_name(kind: str) -> str:
    return KIND_NAMES[Kind(kind)].lower() if kind in set(Kind) else kind


def _commune_of(rule: Rule | Helper) -> str | None:
    return rule.commune_code if isinstance(rule, Rule) else None


def _applies(rule: Rule, kind: Kind, topic: str, commune_code: str | None, instance: int) -> bool:
    return (
        rule.topic in (None, topic)
        and rule.commune_code in (None, commune_code)
        and _speaks_of(rule, kind)
        and rule.instance in (None, instance)
    )


def _is_within(rule: Rule, directory: Directory, commune_code: str | None) -> bool:
    unit = directory.units.get(rule.unit_id) if rule.unit_id is not None else None
    return unit is None or commune_code is None or unit.commune_code in (None, commune_code)


def _speaks_of(rule: Rule, kind: Kind) -> bool:
    """Whether a rule is meant for a kind: where the law says who decides, one for any matter is not."""
    if rule.kind is not None or kind not in _BY_LAW:
        return rule.kind in (None, str(kind))
    is_second = rule.instance is not None and rule.instance > 1
    return rule.topic == CORRUPTION_TOPIC or (is_second and kind is Kind.COMPLAINT)

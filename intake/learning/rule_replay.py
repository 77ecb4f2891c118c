"""What a rule would have changed: the cases of the past quarter that it speaks of, decided once with it, once without.

Nothing is written. The facts are those that officers have set right since; only the way is decided anew.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from intake.access import Viewer, counted_cases, visible_cases
from intake.catalogue import topic_book
from intake.db import Snapshot
from intake.directory import directory_days, routing_rules
from intake.directory.routing_rules import RuleData, as_rule
from intake.figures.periods import Period
from intake.figures.small import covered, is_small
from intake.queries.case_lines import CaseLine, lines_of, select_lines, unit_name
from intake.tables import CaseRow
from routing.conflicts import conflicts_in
from routing.directory import Directory, Rule
from routing.kinds import Kind
from routing.leads import Matter, helpers_of, lead_of
from routing.places import Place, load_gazetteer
from routing.topics import Catalogue

DAYS = 90
MOST = 500
PAGE = 25
NOBODY = "Chưa có đơn vị, chờ phân loại"
_COLUMNS = (
    CaseRow.id, CaseRow.kind, CaseRow.topic, CaseRow.text, CaseRow.commune_code, CaseRow.place_text, CaseRow.instance,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Where a case goes: the unit that answers, and those that help."""

    unit: str
    helpers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """So many cases that would have gone another way; None: too few to be shown."""

    now: Way
    then: Way
    count: int | None


@dataclass(frozen=True, slots=True)
class RuleReplay:
    """What a rule would have changed.

    `looked` cases of the period were looked at (`is_cut`: the newest of more), `moved` of them would have gone another
    way, by `turns`; None stands for a number that is too small to be shown, or that would tell one that is. `cases` is
    one page of them with their new way, the newest first; `after` is the key of the next page. Who sees no cases gets
    figures only, of cases that are not sealed.
    """

    period: Period
    looked: int | None
    is_cut: bool
    moved: int | None
    turns: tuple[Turn, ...]
    cases: tuple[tuple[CaseLine, Turn], ...]
    after: int | None


def replay_of(snap: Snapshot, viewer: Viewer, rule_id: int, *, after: int | None = None) -> RuleReplay:
    """Return what a rule would have changed in the last `DAYS` days; one in force is compared with its absence.

    Raises:
        NotFound: there is no such rule.
    """
    data = routing_rules.rule(snap, rule_id).data
    period = Period(snap.today - timedelta(days=DAYS), snap.today)
    topics = topic_book.current(snap)
    rows = snap.execute(_spoken_of(viewer, data, period, topics)).all()
    without, with_it = _directories(snap, as_rule(rule_id, data))
    found = {row.id: ways for row in rows[:MOST] if (ways := _ways(row, topics, without, with_it)) is not None}
    counts = Counter(found.values())
    turns = [Turn(now, then, count) for (now, then), count in counts.most_common()]
    is_covered = not viewer.sees_cases
    shown, following = ((), None) if is_covered else _page(snap, found, after)
    if is_covered:
        hidden = covered([{"count": one.count} for one in turns])
        turns = [replace(one, count=cell["count"]) for one, cell in zip(turns, hidden, strict=True)]
    looked, moved = _told(min(len(rows), MOST), len(found), is_covered=is_covered)
    is_cut = len(rows) > MOST and looked is not None  # who knows that it was cut knows how many were looked at
    return RuleReplay(period, looked, is_cut, moved, tuple(turns), shown, following)


def _told(looked: int, moved: int, *, is_covered: bool) -> tuple[int | None, int | None]:
    """Return how many cases were looked at and moved, as they may be told: those that stay are the difference."""
    if not is_covered:
        return looked, moved
    tells = is_small(looked) or is_small(looked - moved)
    return None if tells else looked, None if is_small(moved) else moved


def _spoken_of(viewer: Viewer, data: RuleData, period: Period, known: Catalogue) -> Any:  # noqa: ANN401 - a statement
    """Return the cases within a viewer's sight that a rule speaks of, the newest first, and one more than are read.

    A rule of a topic also speaks of those that belong to it.
    """
    seen = visible_cases(viewer) if viewer.sees_cases else counted_cases()
    named = {name: getattr(data, name) for name in ("commune_code", "kind", "instance")}
    where = [getattr(CaseRow, name) == value for name, value in named.items() if value is not None]
    if data.topic is not None:
        own = (code for code in known.topics if known.root(code) == data.topic)
        where.append(CaseRow.topic.in_(sorted({data.topic, *own})))
    found = select(*_COLUMNS).where(seen, period.holds(CaseRow.registered_at), *where)
    return found.order_by(CaseRow.registered_at.desc(), CaseRow.id.desc()).limit(MOST + 1)


def _directories(snap: Snapshot, rule: Rule) -> tuple[Directory, Directory]:
    """Return the directory of today without the rule, and with it in the place of any that says the same."""
    today, pattern = directory_days.snapshot(snap), directory_days.pattern_of(rule)
    others = tuple(one for one in today.rules if one.id != rule.id)
    replaced = tuple(one for one in others if directory_days.pattern_of(one) != pattern)
    return replace(today, rules=others), replace(today, rules=(*replaced, rule))


def _ways(row: Row[Any], known: Catalogue, without: Directory, with_it: Directory) -> tuple[Way, Way] | None:
    """Return the two ways of a case; None where they are the same."""
    kind, commune = Kind(row.kind), load_gazetteer().communes.get(row.commune_code or "")
    place = Place(row.place_text or commune.name, commune.code, commune.name) if commune else None
    conflicts = conflicts_in(kind, row.text, topic=row.topic, places=(place,), directory=without)
    now, then = (
        _way(Matter(kind, row.topic, known.topics.get(row.topic), place, 1.0, units, conflicts, row.instance or 1))
        for units in (without, with_it)
    )
    return (now, then) if now != then else None


def _way(matter: Matter) -> Way:
    """Return the way of a matter: as `routing.decision.decide` has it, without looking for a person at its end."""
    lead, known = lead_of(matter), matter.directory
    helpers = helpers_of(matter, lead)
    unit = unit_name(known, lead.unit.id) if lead.unit else NOBODY
    return Way(unit, tuple(unit_name(known, one) for one in helpers))


def _page(
    snap: Snapshot, found: dict[int, tuple[Way, Way]], after: int | None
) -> tuple[tuple[tuple[CaseLine, Turn], ...], int | None]:
    ids = list(found)
    start = ids.index(after) + 1 if after in found else 0
    chosen = ids[start : start + PAGE]
    lines = {line.id: line for line in lines_of(snap, snap.execute(select_lines().where(CaseRow.id.in_(chosen))))}
    page = tuple((lines[one], Turn(*found[one], 1)) for one in chosen)
    return page, chosen[-1] if len(ids) > start + PAGE else None

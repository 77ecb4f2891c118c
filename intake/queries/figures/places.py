"""Where it is hot: cases by commune, what is far more than usual by topic and place, and groups on one matter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import add

from sqlalchemy import func, select

from intake.access import Viewer, own_cases
from intake.db import Snapshot
from intake.figures.facts import MATTER
from intake.figures.memory import of_book
from intake.figures.periods import Period
from intake.figures.reader import Reader, reader, sight
from intake.figures.small import covered, is_small
from intake.figures.standing import Standing, standing, unmet
from intake.figures.surges import surge_of
from intake.figures.tally import Tally
from intake.queries.case_lines import CaseLine, lines_of, select_lines
from intake.queries.crowds import CROWD
from intake.tables import CaseLinkRow, CaseRow
from routing.gazetteer.units import Commune
from routing.places import load_gazetteer

SPAN = 7
SPANS_BEFORE = 8
_GROUPS = 20
_COUNTED = ("told", "open", "overdue", "judged", "late")


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune: told in the period, open and overdue now, deadlines judged and late; None: too few to be shown."""

    commune: Commune
    told: int | None
    open: int | None
    overdue: int | None
    judged: int | None
    late: int | None

    @property
    def late_share(self) -> float | None:
        """The part of its deadlines that was late, 0 to 1; None where it is not known."""
        return self.late / self.judged if self.judged and self.late is not None else None


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A surge: of a topic in a commune, of a topic anywhere (`commune` None), of anything in a commune (`topic` "")."""

    topic: str
    commune: Commune | None
    count: int
    usual: float


@dataclass(frozen=True, slots=True)
class HotSpots:
    """The communes (most cases first), surges (greatest first) and groups; cases of no known place are told apart."""

    period: Period
    span: Period
    spots: tuple[Spot, ...]
    nowhere: int | None
    surges: tuple[Outbreak, ...]
    groups: tuple[CaseLine, ...]
    has_drills: bool


def hot_spots(snap: Snapshot, viewer: Viewer, period: Period) -> HotSpots:
    """Return what is hot within the viewer's sight; surges are always of the last seven days."""
    found = of_book(snap, ("hot_spots", viewer, period), lambda: _hot_spots(snap, viewer, period))
    return replace(found, groups=_groups(snap, viewer))


def _hot_spots(snap: Snapshot, viewer: Viewer, period: Period) -> HotSpots:
    span = Period(snap.today - timedelta(days=SPAN - 1), snap.today)
    spans = [
        Period(span.since - ago, span.until - ago) for ago in (timedelta(SPAN) * at for at in range(SPANS_BEFORE + 1))
    ]
    source = reader(snap, viewer, Period(min(period.since, spans[-1].since), snap.today), ("commune", MATTER))
    told = source.totals("commune", period)
    for key, tally in unmet(snap, sight(viewer), "commune", period).items():
        told[key].plus(tally)
    now = standing(snap, sight(viewer), "commune")
    return HotSpots(
        period=period,
        span=span,
        spots=tuple(_spots(told, now, is_covered=not viewer.sees_cases)),
        nowhere=_nowhere(told, is_covered=not viewer.sees_cases),
        surges=tuple(_surges(source, spans)),
        groups=(),
        has_drills=viewer.sees_cases,
    )


def _spots(told: Mapping[str, Tally], now: Mapping[str, Standing], *, is_covered: bool) -> Iterable[Spot]:
    communes = list(load_gazetteer().communes.values())
    rows = [_cells(told.get(one.code, Tally()), now.get(one.code, Standing())) for one in communes]
    shown = covered(rows) if is_covered else rows
    order = sorted(range(len(communes)), key=lambda at: (-(rows[at]["told"] or 0), communes[at].name))
    for at in order:
        yield Spot(communes[at], *(shown[at][name] for name in _COUNTED))


def _cells(tally: Tally, now: Standing) -> dict[str, int | None]:
    judged = tally["law_all"] + tally["local_all"]
    late = judged - tally["law_met"] - tally["local_met"]
    return dict(zip(_COUNTED, (tally["told"], now.open, now.overdue, judged, late), strict=True))


def _nowhere(told: Mapping[str, Tally], *, is_covered: bool) -> int | None:
    communes = load_gazetteer().communes
    count = sum(tally["told"] for key, tally in told.items() if key not in communes)
    return None if is_covered and is_small(count) else count


def _surges(source: Reader, spans: Sequence[Period]) -> Iterable[Outbreak]:
    """Yield the surges, the greatest first; of a matter that surges in one place its topic is not told again."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(spans))
    for key, told in source.by_span(MATTER, spans).items():
        topic, _, commune = key.partition("|")
        for name in ((topic, commune), (topic, ""), ("", commune)):
            counts[name] = list(map(add, counts[name], told))
    communes = load_gazetteer().communes
    found = []
    for (topic, commune), by_span in counts.items():
        surge = surge_of(by_span[0], by_span[1:])
        if surge and (not commune or commune in communes):
            found.append(Outbreak(topic, communes.get(commune), surge.count, surge.usual))
    yield from sorted(
        found, key=lambda one: (one.usual - one.count, one.topic, one.commune.code if one.commune else "")
    )


def _groups(snap: Snapshot, viewer: Viewer) -> tuple[CaseLine, ...]:
    """Return the open cases that lead a crowd, the largest crowd first."""
    if not viewer.sees_cases:
        return ()
    size = func.count().label("size")
    led = (
        select(CaseLinkRow.other_id, size)
        .join(CaseRow, CaseRow.id == CaseLinkRow.other_id)
        .where(CaseLinkRow.relation == CROWD, CaseRow.is_open.is_(True), CaseRow.is_sealed.is_(False))
        .where(own_cases(viewer))
        .group_by(CaseLinkRow.other_id)
        .order_by(size.desc(), CaseLinkRow.other_id)
        .limit(_GROUPS)
    )
    ids = [row.other_id for row in snap.execute(led)]
    lines = lines_of(snap, snap.execute(select_lines().where(CaseRow.id.in_(ids))))
    return tuple(sorted(lines, key=lambda line: (-line.crowd, line.id)))

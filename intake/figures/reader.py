"""Figures within a viewer's sight: from the kept sums where the sight is the province, else straight from the book.

What a viewer may not see is never in what is read: sealed cases are sums of their own, and the few cases that accuse
somebody close to the viewer are counted apart and taken away.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_, select

from intake.access import Viewer, counted_cases, excluded, own_cases
from intake.db import Snapshot
from intake.figures import kept, sums
from intake.figures.facts import ALL, KEPT, tallies
from intake.figures.memory import of_book
from intake.figures.periods import Period
from intake.figures.tally import Tally
from intake.tables import CaseRow

_Line = tuple[date, str, Tally]


class Reader(Protocol):
    """Where figures of a span of days are read."""

    def totals(self, dimension: str, period: Period) -> dict[str, Tally]:
        """Return what happened in a period by key of a dimension; times may still be missing."""

    def add_times(self, dimension: str, period: Period, into: dict[str, Tally], keys: Iterable[str]) -> None:
        """Put in the times that are missing for some keys."""

    def by_day(self, period: Period) -> Mapping[date, Tally]:
        """Return how many cases were told and closed on each day."""

    def by_span(self, dimension: str, spans: Sequence[Period]) -> Mapping[str, Sequence[int]]:
        """Return by key how many cases were told in each of the spans, which follow each other."""


def sight(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `cases` for what the board counts for a viewer."""
    return own_cases(viewer) if viewer.sees_cases else counted_cases()


def reader(snap: Snapshot, viewer: Viewer, span: Period, dimensions: Collection[str] = KEPT) -> Reader:
    """Return where a viewer's figures are read; only days of the span and these dimensions may be asked for."""
    is_wide = viewer.scope is None or not viewer.sees_cases
    now = kept.state(snap)
    if not is_wide or now is None or not now.is_ready:
        return _Book(snap, sight(viewer), span, dimensions, is_narrow=not is_wide, name=("book", viewer))
    parts = kept.PARTS if viewer.sees_cases and viewer.has_clearance else ("open",)
    return _Kept(snap, parts, _hidden(snap, viewer, parts, span, dimensions))


def _hidden(
    snap: Snapshot, viewer: Viewer, parts: tuple[str, ...], span: Period, dimensions: Collection[str]
) -> "_Book | None":
    """Return the figures of those cases of the sums that the viewer must not know of."""
    if not viewer.sees_cases:
        return None
    where = and_(or_(*(kept.part_is(part) for part in parts)), excluded(viewer))
    ids = list(snap.execute(select(CaseRow.id).where(where)).scalars())
    name = ("hidden", tuple(sorted(ids)))
    return _Book(snap, CaseRow.id.in_(ids), span, dimensions, is_narrow=True, name=name) if ids else None


@dataclass
class _Book:
    """Figures counted straight from the book, once for all that is asked; `name` names what is counted."""

    snap: Snapshot
    where: ColumnElement[bool]
    span: Period
    dimensions: Collection[str]
    is_narrow: bool
    name: Hashable

    @cached_property
    def _found(self) -> Mapping[str, Sequence[_Line]]:
        what = (self.name, self.span, frozenset(self.dimensions))
        return of_book(self.snap, what, self._count)

    def _count(self) -> Mapping[str, Sequence[_Line]]:
        found: dict[str, list[_Line]] = {name: [] for name in self.dimensions}
        counted = tallies(self.snap, self.where, self.span, self.dimensions, is_narrow=self.is_narrow)
        for (day, name, key), tally in counted.items():
            found[name].append((day, key, tally))
        return found

    def totals(self, dimension: str, period: Period) -> dict[str, Tally]:
        found: dict[str, Tally] = defaultdict(Tally)
        for day, key, tally in self._found[dimension]:
            if period.since <= day <= period.until:
                found[key].plus(tally)
        return found

    def add_times(self, dimension: str, period: Period, into: dict[str, Tally], keys: Iterable[str]) -> None:
        """Times are counted with the rest."""

    def by_day(self, period: Period) -> Mapping[date, Tally]:
        return {day: tally for day, _key, tally in self._found[ALL] if period.since <= day <= period.until}

    def by_span(self, dimension: str, spans: Sequence[Period]) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(lambda: [0] * len(spans))
        for day, key, tally in self._found[dimension]:
            at = next((at for at, one in enumerate(spans) if one.since <= day <= one.until), None)
            if at is not None:
                found[key][at] += tally["told"]
        return found


@dataclass
class _Kept:
    """Figures of the kept sums, without those of the hidden cases."""

    snap: Snapshot
    parts: tuple[str, ...]
    hidden: _Book | None = field(default=None)

    def totals(self, dimension: str, period: Period) -> dict[str, Tally]:
        found = defaultdict(Tally, sums.totals(self.snap, self.parts, dimension, period))
        if self.hidden:
            for key, tally in self.hidden.totals(dimension, period).items():
                found[key].plus(Tally(counts=tally.counts), -1)
        return found

    def add_times(self, dimension: str, period: Period, into: dict[str, Tally], keys: Iterable[str]) -> None:
        wanted = list(keys)
        for key, tally in sums.times(self.snap, self.parts, dimension, period, keys=wanted).items():
            into[key].plus(tally)
        hidden = self.hidden.totals(dimension, period) if self.hidden else {}
        for key in wanted:
            if key in hidden:
                into[key].plus(Tally(times=hidden[key].times), -1)

    def by_day(self, period: Period) -> Mapping[date, Tally]:
        found = sums.by_day(self.snap, self.parts, period)
        hidden = self.hidden.by_day(period) if self.hidden else {}
        if not hidden:
            return found
        return {day: _less(tally, hidden[day]) if day in hidden else tally for day, tally in found.items()}

    def by_span(self, dimension: str, spans: Sequence[Period]) -> Mapping[str, Sequence[int]]:
        found = sums.by_span(self.snap, self.parts, dimension, spans)
        hidden = self.hidden.by_span(dimension, spans) if self.hidden else {}
        taken = {
            key: [max(one - less, 0) for one, less in zip(found[key], counts, strict=True)]
            for key, counts in hidden.items()
            if key in found
        }
        return {**found, **taken} if taken else found


def _less(tally: Tally, hidden: Tally) -> Tally:
    rest = Tally()
    rest.plus(Tally(counts=tally.counts))
    rest.plus(Tally(counts=hidden.counts), -1)
    return rest

"""A tally of what happened to cases: counts and lengths of time that can be added to and taken from each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

COUNTS = (
    "told",
    "closed",
    "replied",
    "accepted",
    "answered",
    "law_all",
    "law_met",
    "local_all",
    "local_met",
    "refused",
    "transferred",
    "sent_out",
    "reopened",
    "rated",
    "rated_sum",
    "manner",
    "manner_sum",
)
TIMES = ("replied", "accepted", "answered")
_EXACT = 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 90th percentile in seconds of `count` measured cases; None where there is none."""

    count: int = 0
    median: int | None = None
    p90: int | None = None


@dataclass(slots=True)
class Tally:
    """How often each of `COUNTS` was, and how long each of `TIMES` took: minutes and how often.

    Minutes have three significant digits, so that the times of a year remain few; what is told of them is right to
    half a hundredth. `rated_sum` and `manner_sum` are sums of marks from 1 to 5.
    """

    counts: Counter[str] = field(default_factory=Counter)
    times: dict[str, Counter[int]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        """Return a count."""
        return self.counts[name]

    def add(self, name: str, seconds: float | None = None) -> None:
        """Count something once, and how long it took."""
        self.counts[name] += 1
        if seconds is not None:
            self.times.setdefault(name, Counter())[rounded(seconds)] += 1

    def plus(self, other: "Tally", times: int = 1) -> None:
        """Add another tally; with `times` -1 take it away, of which nothing ever falls below zero."""
        mine_of = self.counts
        for name, count in other.counts.items():
            mine_of[name] = max(mine_of[name] + times * count, 0)
        for name, minutes in other.times.items():
            mine = self.times.setdefault(name, Counter())
            for minute, count in minutes.items():
                mine[minute] = max(mine[minute] + times * count, 0)

    def spread(self, name: str) -> Spread:
        """Return the nearest-rank percentiles of a time."""
        minutes = +self.times.get(name, Counter())
        size = minutes.total()
        if not size:
            return Spread()
        ordered = sorted(minutes.items())
        return Spread(size, 60 * _ranked(ordered, -(-size // 2)), 60 * _ranked(ordered, -(-size * 9 // 10)))

    def mean(self, name: str) -> float | None:
        """Return the mean of marks (`rated` or `manner`)."""
        return self.counts[f"{name}_sum"] / self.counts[name] if self.counts[name] else None

    def to_times(self) -> dict[str, dict[str, int]]:
        """Return the times as JSON."""
        return {
            name: {str(minute): count for minute, count in sorted(of.items())}
            for name, of in sorted(self.times.items())
        }


def from_times(written: Mapping[str, Mapping[str, int]]) -> dict[str, Counter[int]]:
    """Return times that were written as JSON."""
    return {
        name: Counter({int(minute): count for minute, count in minutes.items()}) for name, minutes in written.items()
    }


def add_written(minutes: Counter[int], written: Mapping[str, int]) -> None:
    """Add one time that was written as JSON."""
    for minute, count in written.items():
        minutes[int(minute)] += count


def rounded(seconds: float) -> int:
    """Return whole minutes of a length of time, with three significant digits; never below zero."""
    minutes, step = max(int(seconds // 60), 0), 1
    while minutes // step >= _EXACT:
        step *= 10
    return (minutes + step // 2) // step * step


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Return the sum."""
    total = Tally()
    for one in tallies:
        total.plus(one)
    return total


def _ranked(ordered: Iterable[tuple[int, int]], rank: int) -> int:
    passed = 0
    for minute, count in ordered:
        passed += count
        if passed >= rank:
            return minute
    raise ValueError("the rank lies beyond what was counted")

"""A tally of what happened to cases: counts and lengths of time that can be added to and taken from each other."""

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
MARKS = ("rated", "manner")
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

    counts: dict[str, int] = field(default_factory=dict)
    times: dict[str, dict[int, int]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        """Return a count."""
        return self.counts.get(name, 0)

    def add(self, name: str, count: int = 1) -> None:
        """Count something, so many times."""
        self.counts[name] = self.counts.get(name, 0) + count

    def measure(self, name: str, number: int, count: int = 1) -> None:
        """Add what was measured so many times: of `TIMES` the minutes (`rounded`) that it took, of `MARKS` the mark."""
        if name in MARKS:
            self.add(f"{name}_sum", number * count)
            return
        times = self.times.setdefault(name, {})
        times[number] = times.get(number, 0) + count

    def plus(self, other: "Tally", times: int = 1) -> None:
        """Add another tally; with `times` -1 take it away, of which nothing ever falls below zero."""
        mine_of = self.counts
        for name, count in other.counts.items():
            mine_of[name] = max(mine_of.get(name, 0) + times * count, 0)
        for name, minutes in other.times.items():
            mine = self.times.setdefault(name, {})
            for minute, count in minutes.items():
                mine[minute] = max(mine.get(minute, 0) + times * count, 0)

    def measured(self, name: str) -> dict[int, int]:
        """Return how often each length of a time was."""
        return {minute: count for minute, count in self.times.get(name, {}).items() if count > 0}

    def spread(self, name: str) -> Spread:
        """Return the nearest-rank percentiles of a time."""
        ordered = sorted(self.measured(name).items())
        size = sum(count for _minute, count in ordered)
        if not size:
            return Spread()
        return Spread(size, 60 * _ranked(ordered, -(-size // 2)), 60 * _ranked(ordered, -(-size * 9 // 10)))

    def mean(self, name: str) -> float | None:
        """Return the mean of marks (`rated` or `manner`)."""
        return self[f"{name}_sum"] / self[name] if self[name] else None

    def written(self) -> str:
        """Return the times as the text of JSON, in one order."""
        parts = []
        for name in sorted(self.times):
            minutes = ",".join(f'"{minute}":{count}' for minute, count in sorted(self.times[name].items()))
            parts.append(f'"{name}":{{{minutes}}}')
        return f"{{{','.join(parts)}}}"


def from_times(written: Mapping[str, Mapping[str, int]]) -> dict[str, dict[int, int]]:
    """Return times that were written as JSON."""
    return {name: {int(minute): count for minute, count in minutes.items()} for name, minutes in written.items()}


def add_written(minutes: dict[int, int], written: Mapping[str, int]) -> None:
    """Add one time that was written as JSON."""
    for minute, count in written.items():
        minutes[int(minute)] = minutes.get(int(minute), 0) + count


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

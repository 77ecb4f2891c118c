"""Chooses the officer of a unit: the one who knows the topic and has the least to do; the absent are substituted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from routing.directory import Directory, Officer


@dataclass(frozen=True, slots=True)
class Post:
    """What a matter asks of its officer: to know the topic, not to be kept out, to be cleared for what is sealed.

    Who knows the topic's `parent` comes next after who knows the topic itself.
    `barred_units` bars whoever works there or below, `barred_people` these people.
    """

    topic: str
    barred_units: frozenset[int] = frozenset()
    barred_people: frozenset[int] = frozenset()
    is_sealed: bool = False
    parent: str | None = None

    def suits(self, officer: Officer, directory: Directory) -> bool:
        """Tell whether an officer may know of the matter."""
        if officer.id in self.barred_people or (self.is_sealed and not officer.has_clearance):
            return False
        return not self.barred_units or self.barred_units.isdisjoint(directory.sides_of(officer.id, officer.unit_id))


def officer_for(
    unit_id: int,
    post: Post,
    *,
    directory: Directory,
    load: Mapping[int, int],
    reception_first: bool = False,
) -> Officer | None:
    """Return the officer of a unit who should take a matter, None when nobody can.

    Topic first, then the least load (open cases by officer id), then the lowest id; the head only if nobody else can.
    """

    def rank(officer: Officer) -> tuple[bool, bool, int, int, int]:
        return (
            reception_first and not officer.is_reception,
            officer.is_head,
            _distance(officer, post),
            load.get(officer.id, 0),
            officer.id,
        )

    return min(_able(unit_id, post, directory), key=rank, default=None)


def on_duty(unit_ids: Iterable[int], post: Post, *, directory: Directory, load: Mapping[int, int]) -> Officer | None:
    """Return who is on duty in one of these units, the first unit first; None when nobody is, or nobody may know."""
    order = {unit_id: number for number, unit_id in reversed(list(enumerate(unit_ids)))}
    there = (one for unit_id in order for one in directory.officers_of.get(unit_id, ()))
    duty = [one for one in there if one.is_on_duty and not one.is_absent]

    def rank(officer: Officer) -> tuple[int, int, int]:
        return order[officer.unit_id], load.get(officer.id, 0), officer.id

    return min((one for one in duty if post.suits(one, directory)), key=rank, default=None)


def units_at_work(directory: Directory) -> frozenset[int]:
    """Return the units in which somebody is there to take a matter, or stands in for who is not."""
    anything = Post("")
    return frozenset(one.unit_id for one in directory.officers.values() if _standing_in(one, anything, directory))


def _distance(officer: Officer, post: Post) -> int:
    if post.topic in officer.topics:
        return 0
    if post.parent in officer.topics:
        return 1
    return 3 if officer.topics else 2


def _able(unit_id: int, post: Post, directory: Directory) -> Iterator[Officer]:
    """Yield who may take a matter of a unit, or stands in for who works in it; some twice, who stand in for two."""
    for officer in directory.officers_of.get(unit_id, ()):
        if standing := _standing_in(officer, post, directory):
            yield standing


def _standing_in(officer: Officer, post: Post, directory: Directory) -> Officer | None:
    """Return who works in an officer's place: the officer, or the first substitute in line who is there and may know.

    A line that comes back to itself ends with nobody.
    """
    passed: set[int] = set()
    current: Officer | None = officer
    while current and current.id not in passed:
        if not current.is_absent and post.suits(current, directory):
            return current
        passed.add(current.id)
        if not current.is_absent:
            return None  # who may not know of it hands nothing on
        current = directory.officers.get(current.substitute_id) if current.substitute_id is not None else None
    return None

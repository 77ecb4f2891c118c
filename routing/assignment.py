"""Chooses the officer of a unit: the one who knows the topic and has the least to do; the absent are substituted."""

from collections.abc import Iterator, Mapping

from routing.directory import Directory, Officer


def officer_for(
    unit_id: int,
    *,
    topic: str,
    directory: Directory,
    load: Mapping[int, int],
    excluded: frozenset[int] = frozenset(),
    reception_first: bool = False,
) -> Officer | None:
    """Return the officer of a unit who should take a matter, None when nobody can.

    Topic first, then the least load (open cases by officer id), then the lowest id; the head only if nobody else can.
    """

    def rank(officer: Officer) -> tuple[bool, bool, int, int, int]:
        fit = 0 if topic in officer.topics else 2 if officer.topics else 1
        return (
            reception_first and not officer.is_reception,
            officer.is_head,
            fit,
            load.get(officer.id, 0),
            officer.id,
        )

    able = {officer.id: officer for officer in _able(unit_id, directory) if officer.unit_id not in excluded}
    return min(able.values(), key=rank, default=None)


def _able(unit_id: int, directory: Directory) -> Iterator[Officer]:
    for officer in directory.officers.values():
        if officer.unit_id == unit_id:
            standing = _standing_in(officer, directory)
            if standing:
                yield standing


def _standing_in(officer: Officer, directory: Directory) -> Officer | None:
    """Return who works in an officer's place: the officer, or the first substitute in line who is there."""
    passed: set[int] = set()
    current: Officer | None = officer
    while current and current.is_absent and current.id not in passed:
        passed.add(current.id)
        current = directory.officers.get(current.substitute_id) if current.substitute_id is not None else None
    return current if current and not current.is_absent else None

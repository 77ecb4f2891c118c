"""A list of numbers finds the same rows, written out or as one parameter."""

import pytest
from sqlalchemy import select

from intake.long_lists import none_of, one_of
from intake.tables import UnitRow


@pytest.mark.parametrize("size", [1, 3, 200])
def test_few_or_many_find_the_same(office, size):
    with office.read() as snap:
        ids = list(snap.execute(select(UnitRow.id).order_by(UnitRow.id)).scalars())
        wanted = {ids[0], *range(10_000, 10_000 + size - 1)}
        assert list(snap.execute(select(UnitRow.id).where(one_of(UnitRow.id, wanted))).scalars()) == ids[:1]
        others = select(UnitRow.id).where(none_of(UnitRow.id, wanted)).order_by(UnitRow.id)
        assert list(snap.execute(others).scalars()) == ids[1:]


@pytest.mark.parametrize("numbers", [set(range(50)), set(range(100, 900))])
def test_one_statement_serves_every_long_list(office, numbers):
    with office.read() as snap:
        found = snap.execute(select(UnitRow.id).where(one_of(UnitRow.id, numbers)).order_by(UnitRow.id)).scalars()
        assert set(found) <= numbers

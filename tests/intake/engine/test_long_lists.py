"""A list of numbers finds the same rows, written out or as one parameter."""

import pytest
from sqlalchemy import select

from intake.engine.long_lists import none_of, one_of
from intake.tables import UnitRow, UtteranceRow


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


@pytest.mark.parametrize(("column", "index"), [("id", "PRIMARY KEY"), ("case_id", "ix_utterances_case")])
def test_many_keys_are_looked_up_one_by_one_also_where_an_order_is_wanted(office, column, index):
    line = select(UtteranceRow.text).where(one_of(getattr(UtteranceRow, column), range(500)))
    with office.read() as snap:
        if not snap.is_sqlite:
            return  # a number of an array is found in an index as it stands
        compiled = line.order_by(UtteranceRow.id.desc()).limit(41).compile(snap.connection.engine)
        numbers, limit, offset = (compiled.params[name] for name in compiled.positiontup)
        bound = (str(list(numbers)), limit, offset)
        plan = snap.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", bound).all()
    assert any("SEARCH utterances" in row[3] and index in row[3] for row in plan), plan

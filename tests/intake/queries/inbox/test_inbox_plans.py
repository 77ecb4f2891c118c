"""What an inbox asks is answered from the indexes of open cases, whatever lies closed in the book."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, select, text

from intake.access import coordinated_cases
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters
from intake.tables import CaseRow
from tests.factories import tell, viewer


@pytest.fixture
def watched(office, settings):
    """A book in which plans are asked for: of each statement, which indexes it uses."""
    tell(office, settings)

    engine = create_engine(office.url)
    is_sqlite = engine.dialect.name == "sqlite"
    how = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"

    def plan(connection, statement):
        compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
        return str(connection.execute(text(f"{how} {compiled}")).all())

    with engine.connect() as connection:  # rolled back as it closes
        if not is_sqlite:
            _as_if_large(connection)
        yield lambda statement: (plan(connection, statement), is_sqlite)
    engine.dispose()


def _as_if_large(connection):
    """Let PostgreSQL take the tables for large ones of whose columns nothing is counted; a row it would rather read."""
    named = {"names": ["cases", "case_tasks", "case_exclusions", "case_person_exclusions"]}
    of_them = "starelid IN (SELECT oid FROM pg_class WHERE relname = ANY (:names))"
    connection.execute(text(f"DELETE FROM pg_statistic WHERE {of_them}"), named)  # noqa: S608 - our own words
    connection.execute(text("UPDATE pg_class SET relpages = 1, reltuples = 20000 WHERE relname = ANY (:names)"), named)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (CaseRow.lead_unit_id.in_([1, 2]), "ix_cases_open_unit"),
        (CaseRow.screening_unit_id.in_([1, 2]), "ix_cases_open_desk"),
        (CaseRow.officer_id == 1, "ix_cases_open_officer"),
        (CaseRow.state == "screening", "ix_cases_open_state"),
    ],
)
def test_counting_reads_no_case_but_an_index_of_open_ones(watched, where, index):
    columns = (CaseRow.due_on, CaseRow.state, CaseRow.officer_id, CaseRow.is_sealed, CaseRow.suspicion)
    plan, is_sqlite = watched(select(*columns).where(CaseRow.is_open.is_(True), where))
    assert f"USING COVERING INDEX {index}" in plan if is_sqlite else "Seq Scan" not in plan


def test_the_most_pressing_come_in_the_order_of_the_index(watched):
    pressing = select(CaseRow.id).where(
        CaseRow.is_open.is_(True), CaseRow.due_on.is_not(None), CaseRow.channel == "web"
    )
    plan, is_sqlite = watched(pressing.order_by(CaseRow.due_on, CaseRow.id).limit(41))
    assert "USING COVERING INDEX ix_cases_open" in plan if is_sqlite else "Seq Scan" not in plan
    assert "TEMP B-TREE" not in plan


def test_common_words_are_found_as_rare_ones_are(office, settings, monkeypatch):
    for number in range(4):
        tell(office, settings, f"Ổ gà số {number} trước cổng", chat=f"c{number}")
    tell(office, settings, "Đèn đường hỏng, ga tàu tối", chat="other")
    who = viewer(office, "giap")
    for query, many in (("ổ gà", 4), ("o ga tr", 4), ("ga", 5), ("den du", 1), ("ga o", 4), ("gà tây", 0)):
        found = []
        for few in (5_000, 0):
            monkeypatch.setattr("intake.queries.inbox.narrowing._FEW", few)
            with office.read() as snap:
                found.append([line.id for line in folders.page(snap, who, "all", Filters(query=query)).cases])
        assert found[0] == found[1]
        assert len(found[0]) == many, query


def test_what_is_seen_through_a_task_is_found_from_the_tasks(watched, office):
    cleared = replace(viewer(office, "son"), has_clearance=True)
    plan, is_sqlite = watched(select(CaseRow.id).where(coordinated_cases(cleared)))
    assert "SCAN cases" not in plan if is_sqlite else "Index Cond: (id = " in plan


def test_drafts_that_wait_for_somebody_are_found_from_an_index_of_their_own(watched, office):
    columns = (CaseRow.due_on, CaseRow.id, CaseRow.draft_by, CaseRow.is_sealed, CaseRow.suspicion)
    son = viewer(office, "son")
    with office.read() as snap:
        waiting = folders.FOLDERS["to_approve"](snap, son)
    plan, is_sqlite = watched(
        select(*columns).where(CaseRow.is_open.is_(True), CaseRow.lead_unit_id.in_([1, 2]), waiting)
    )
    # of few rows PostgreSQL takes the index of states for as good, by when it looked at the table last
    of_its_own = "USING COVERING INDEX ix_cases_waiting" if is_sqlite else ("ix_cases_waiting", "ix_cases_open_state")
    assert of_its_own in plan if is_sqlite else any(one in plan for one in of_its_own), plan

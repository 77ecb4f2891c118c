"""Lists and their counts agree, show the oldest danger first, and are cut into pages without gap or double."""

from datetime import timedelta
from itertools import cycle

import pytest
from sqlalchemy import select

from intake import cases, overdue
from intake.access import own_cases, parts_of_own, parts_of_visible, visible_cases
from intake.deadlines import calendars
from intake.lifecycle import Move
from intake.queries.inbox import folders
from intake.queries.inbox.folders import FOLDERS, Filters
from intake.tables import CaseRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.scenes import Desk

NUMBER_OF_CASES = 11
SIGHTS = ("mai", "ha", "cuc", "giap", "tam", "nga")
WARD = "Phòng Kinh tế, Hạ tầng và Đô thị, phường Bắc Giang"


@pytest.fixture
def busy(office, settings, clock):
    """A month of cases in many states."""
    for number in range(NUMBER_OF_CASES):
        told = tell(
            office, settings, f"Việc số {number}", chat=f"c{number}", confidence=0.1 if number % 3 == 0 else 0.9
        )
        if number % 3 == 1:
            act(office, told.id, Move.ACCEPT)
        if number % 6 == 1:
            act(office, told.id, Move.ANSWER, outcome="resolved", text="Đã xong.")
        if number % 6 == 4:
            act(office, told.id, Move.ASK, question="Ở đâu ạ?")
        clock.forward(days=2)
    tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="sealed")
    return office


def act(db, case_id, move, **fields):
    actor = viewer(db, "giap")
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields)


def everything(snap, who, folder, filters=None):
    found, after = [], ""
    while after is not None:
        page = folders.page(snap, who, folder, filters, after)
        found += page.cases
        after = page.after
    return found


@pytest.mark.slow
def test_every_count_is_the_length_of_its_list(busy, monkeypatch):
    monkeypatch.setattr(folders, "PAGE", 3)
    narrowed = cycle((Filters(kind="feedback"), Filters(topic="giao_thong_ha_tang")))
    for login in ("mai", "ha", "son", "cuc", "giap", "dung", "tam", "quy", "nga"):
        who = viewer(busy, login)
        for filters in (Filters(), next(narrowed)):
            with busy.read() as snap:
                counts = folders.counts(snap, who, filters)
                lists = {name: everything(snap, who, name, filters) for name in counts}
            assert {name: len(found) for name, found in lists.items()} == counts, login
            assert all(len({line.id for line in found}) == len(found) for found in lists.values()), login


def test_danger_comes_first_and_what_has_no_date_last(busy, monkeypatch):
    monkeypatch.setattr(folders, "PAGE", 4)
    with busy.read() as snap:
        found = everything(snap, viewer(busy, "giap"), "all_open")
    days = [line.due.on for line in found if line.due]
    assert days == sorted(days)
    assert [line.due is None for line in found] == sorted(line.due is None for line in found)
    assert found[0].due.mood == "late"


def test_the_newest_comes_first_where_nothing_presses(busy, monkeypatch):
    monkeypatch.setattr(folders, "PAGE", 4)
    with busy.read() as snap:
        ids = [line.id for line in everything(snap, viewer(busy, "giap"), "all")]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == NUMBER_OF_CASES + 1


@pytest.mark.parametrize("query", ["Ổ gà", "o ga", "Ô GA", "ga o"])
def test_search_finds_with_and_without_diacritics(office, settings, query):
    tell(office, settings, "Ổ gà to trước cổng trường")
    tell(office, settings, "Đèn đường hỏng", chat="other")
    with office.read() as snap:
        found = folders.page(snap, viewer(office, "giap"), "all", Filters(query=query)).cases
    assert [line.summary for line in found] == ["Ổ gà to trước cổng trường"]


def test_search_takes_a_code_however_it_is_typed(office, settings):
    code = tell(office, settings).receipt.code
    tell(office, settings, chat="other")
    who = viewer(office, "giap")
    with office.read() as snap:
        for typed in (code, code.lower().replace("-", " "), code[-4:]):
            assert [line.code for line in folders.page(snap, who, "all", Filters(query=typed)).cases] == [code]


@pytest.mark.parametrize("query", ["%", "_", "'", '"', "🙂", "\u202e", "%' OR 1=1 --"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(office, settings, query):
    tell(office, settings)
    with office.read() as snap:
        assert folders.page(snap, viewer(office, "giap"), "all", Filters(query=query)).cases == ()


def test_a_list_can_be_narrowed_to_a_unit(busy):
    with busy.read() as snap:
        unit_id = snap.execute(select(UnitRow.id).where(UnitRow.code == "G-KT")).scalar_one()
        found = everything(snap, viewer(busy, "giap"), "all", Filters(unit_id=unit_id))
    assert {line.unit for line in found if line.state != "screening"} == {WARD}


def test_every_folder_has_a_condition_that_both_databases_understand(office):
    who = viewer(office, "giap")
    with office.read() as snap:
        for name in FOLDERS:
            assert folders.page(snap, who, name).cases == ()


def test_gravely_late_is_what_the_gravest_rung_of_the_ladder_has_been_told_of(office, clock):
    for _day in range(45):
        with office.read() as snap:
            calendar, last = calendars.current(snap), overdue.gravely_late_until(snap)
            assert calendar.add_working(last, 5) <= snap.today < calendar.add_working(last + timedelta(days=1), 5)
        clock.forward(days=1)


@pytest.mark.parametrize(("whole", "parts"), [(own_cases, parts_of_own), (visible_cases, parts_of_visible)])
def test_the_parts_of_a_sight_are_the_whole_sight_and_do_not_overlap(busy, settings, whole, parts):
    Desk(busy, settings).helped()
    for login in SIGHTS:
        who = viewer(busy, login)
        with busy.read() as snap:
            seen = set(snap.execute(select(CaseRow.id).where(whole(who))).scalars())
            found = [one for part in parts(who) for one in snap.execute(select(CaseRow.id).where(part)).scalars()]
        assert sorted(found) == sorted(seen), login


@pytest.mark.slow
def test_whoever_has_many_units_finds_in_all_what_a_sight_of_few_finds(busy, settings, monkeypatch):
    Desk(busy, settings).helped()
    monkeypatch.setattr(folders, "PAGE", 3)
    for login in SIGHTS:
        who, found = viewer(busy, login), []
        for few in (20, 0):
            monkeypatch.setattr(folders, "_FEW_UNITS", few)
            with busy.read() as snap:
                ids = [line.id for line in everything(snap, who, "all")]
                found.append((ids, folders.count(snap, who, "all", Filters())))
        assert found[0] == found[1], login
        assert len(found[0][0]) == found[0][1], login

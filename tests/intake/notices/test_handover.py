"""Who leaves hands everything over, but nobody is handed what they may not know of."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from intake import audit
from intake.directory import declarations, exclusions, officer_data, roster
from intake.directory.declarations import Declaration
from intake.errors import Conflict
from intake.notices import handover
from intake.officers import leaving, officers
from intake.tables import CaseEventRow, CaseExclusionRow, CaseRow, NoticeRow, StaffRow, UnitRow
from tests.factories import tell, viewer

BOSS = {"why": "Chuyển công tác", "actor": "system"}


def owner(db, case_id):
    with db.read() as snap:
        return snap.execute(select(CaseRow.officer_id).where(CaseRow.id == case_id)).scalar_one()


def give(db, case_id, login, **changed):
    staff_id = viewer(db, login).id
    with db.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(officer_id=staff_id, **changed))
    return staff_id


def test_open_cases_go_to_the_heir_each_with_its_event(office, settings):
    cases = [tell(office, settings, chat=f"c{n}").id for n in range(3)]
    for case_id in cases:
        ha = give(office, case_id, "ha")
    lam = viewer(office, "lam").id
    with office.transaction() as tx:
        done = handover.hand_over(tx, ha, lam, **BOSS)
    assert (done.given, done.waiting) == (3, 0)
    assert {owner(office, case_id) for case_id in cases} == {lam}
    with office.read() as snap:
        moves = snap.execute(select(CaseEventRow.data).where(CaseEventRow.move == "assign").order_by(CaseEventRow.id))
        assert [one["reason"] for one in moves.scalars()] == ["Chuyển công tác"] * 3
        assert audit.verify(snap).ok


def test_what_the_heir_may_not_know_waits_for_the_unit(office, settings):
    sealed, accusing = (tell(office, settings, chat=chat).id for chat in ("a", "b"))
    give(office, sealed, "ha", is_sealed=True)
    ha, lam = give(office, accusing, "ha"), viewer(office, "lam").id
    with office.transaction() as tx:
        police = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-CA")).scalar_one()
        tx.execute(CaseExclusionRow.__table__.insert().values(case_id=accusing, unit_id=police))
        said = Declaration("", police, "vợ công tác", "Kê khai 2026")
        declarations.declare(tx, lam, said, actor="system")
        done = handover.hand_over(tx, ha, lam, **BOSS)
    assert (done.given, done.waiting) == (0, 2)
    assert owner(office, sealed) is None
    assert owner(office, accusing) is None
    with office.read() as snap:
        assert handover.plain_cases(snap, lam) == 0
        told = snap.execute(select(NoticeRow.staff_id).where(NoticeRow.case_id == sealed, NoticeRow.kind == "returned"))
        assert viewer(office, "son").id not in set(told.scalars())


def test_a_tie_keeps_out_everywhere(office, settings):
    case_id, son = tell(office, settings).id, viewer(office, "son")
    with office.transaction() as tx:
        police = tx.execute(select(UnitRow.id).where(UnitRow.code == "G-CA")).scalar_one()
        tx.execute(CaseExclusionRow.__table__.insert().values(case_id=case_id, unit_id=police))
        assert exclusions.without(tx, case_id, [son.id]) == [son.id]
        declarations.tie(tx, son.id, police, "từng công tác", "Kê khai 2026", actor="system")
        assert exclusions.without(tx, case_id, [son.id]) == []
        matter = roster.Matter(son.unit_id, None, None, excluded=frozenset({police}))
        assert son.id not in roster.load(tx).heads(matter)
        declarations.untie(tx, son.id, police, actor="system")
        assert son.id in roster.load(tx).heads(matter)


def test_who_is_shut_leaves_nothing_behind(office, settings):
    case_id = tell(office, settings).id
    ha = give(office, case_id, "ha")
    with office.transaction() as tx:
        tx.execute(update(StaffRow).where(StaffRow.login == "lam").values(substitute_id=ha))
        leaving.deactivate(tx, ha, heir_id=None, **BOSS)
        with pytest.raises(Conflict):
            leaving.deactivate(tx, ha, heir_id=None, **BOSS)
    assert owner(office, case_id) is None
    with office.read() as snap:
        assert not officer_data.standing_of(snap, ha).is_active
        assert snap.execute(select(StaffRow.substitute_id).where(StaffRow.login == "lam")).scalar() is None


def test_who_changes_unit_leaves_the_cases_to_the_old_one(office, settings):
    case_id = tell(office, settings).id
    ha, lam = give(office, case_id, "ha"), viewer(office, "lam").id
    with office.transaction() as tx:
        new = tx.execute(select(UnitRow.id).where(UnitRow.code == "T-KT")).scalar_one()
        data = replace(officer_data.standing_of(tx, ha).data, unit_id=new)
        officers.change(tx, ha, data, heir_id=lam, **BOSS)
    assert owner(office, case_id) == lam


def test_who_is_no_longer_cleared_keeps_only_what_is_open_to_all(office, settings):
    plain, sealed = (tell(office, settings, chat=chat).id for chat in ("a", "b"))
    give(office, plain, "cuc")
    cuc = give(office, sealed, "cuc", is_sealed=True)
    with office.transaction() as tx:
        data = replace(officer_data.standing_of(tx, cuc).data, has_clearance=False)
        officers.change(tx, cuc, data, **BOSS)
    assert owner(office, plain) == cuc
    assert owner(office, sealed) is None


def test_the_only_one_cleared_at_the_desk_of_denunciations_is_not_let_go(office):
    with office.transaction() as tx, pytest.raises(Exception, match="giữ kín"):
        leaving.deactivate(tx, viewer(office, "dung").id, heir_id=None, **BOSS)

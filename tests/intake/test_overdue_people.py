"""Who is told of a deadline: substitutes, desks and heads; not too much for one, and no secret to the wrong one."""

from datetime import date

from sqlalchemy import select, update

from intake.notices import digest, notices
from intake.queries.inbox import folders
from intake.queries.office.records import notices_page
from intake.tables import CaseExclusionRow, CaseRow, NoticeRow, StaffRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.sweeping import at, away, filed, heard, officer_of, only, rows, set_staff, sweep, told

# --- to whom ------------------------------------------------------------------------------------------------------


def test_what_nobody_has_screened_is_told_to_the_desk_and_the_chair(office, settings, clock):
    filed(office, settings, confidence=0.1)
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert set(told(office)) == {"mai", "cuc"}


def test_an_absent_officer_is_replaced_and_chains_are_followed(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    officer = officer_of(office, case)
    other = "lam" if officer == "ha" else "ha"
    away(office, officer, substitute=other)
    away(office, other, substitute="tam")
    at(clock, date(2026, 9, 24))
    sweep(office)
    assert heard(office) == [("tam", "at_risk")]


def test_who_stands_in_sees_the_case_that_they_are_told_of_and_only_while_they_do(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    away(office, "son", substitute="tam")  # of another commune
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert ("tam", "late") in heard(office)
    with office.read() as snap:
        assert [line.case_id for line in notices_page(snap, viewer(office, "tam"))] == [case.id]
    set_staff(office, "son", absent_until=date(2026, 9, 28))
    with office.read() as snap:
        assert notices_page(snap, viewer(office, "tam")) == ()


def test_a_substitute_is_lent_no_clearance(office, settings):
    tell(office, settings, "Tố cáo cán bộ", kind=Kind.DENUNCIATION, topic="can_bo")
    away(office, "dung", substitute="ha")
    with office.read() as snap:
        assert folders.page(snap, viewer(office, "ha"), "all").cases == ()


def test_substitutes_who_name_each_other_leave_the_word_to_the_head(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    away(office, "ha", substitute="lam")
    away(office, "lam", substitute="ha")
    at(clock, date(2026, 9, 24))
    sweep(office)
    assert heard(office) == [("son", "at_risk")]


def test_an_absent_head_is_replaced_or_the_next_above_is_told(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    away(office, "son")
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert heard(office) == sorted([(officer_of(office, case), "late"), ("cuc", "late")])


def test_an_officer_who_has_left_leaves_the_case_to_the_desk(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    set_staff(office, officer_of(office, case), is_active=False)
    with office.transaction() as tx:
        desk = select(UnitRow.id).where(UnitRow.code == "G-VP").scalar_subquery()
        tx.execute(update(CaseRow).values(screening_unit_id=desk))
    at(clock, date(2026, 9, 24))
    sweep(office)
    assert heard(office) == [("mai", "at_risk")]


def test_one_person_gets_so_many_notices_a_day_and_one_digest_of_the_rest(office, settings, clock):
    many = digest.SINGLES_A_DAY + 7
    for number in range(many):
        only(office, filed(office, settings, chat=f"citizen-{number}"))
    with office.transaction() as tx:
        tx.execute(update(CaseRow).values(officer_id=viewer(office, "ha").id))
    at(clock, date(2026, 9, 29))
    for _again in range(many):
        sweep(office, limit=3)  # the number is kept from one batch to the next
    assert told(office).count("ha") == told(office).count("son") == digest.SINGLES_A_DAY
    folded = rows(office, NoticeRow.staff_id, NoticeRow.kind, NoticeRow.text, NoticeRow.case_id)
    folded = [row for row in folded if row.kind == digest.KIND]
    assert len(folded) == 2
    assert all("còn 7 lời nhắc" in row.text and row.case_id is None for row in folded)
    at(clock, date(2026, 10, 5))  # the next time everything begins anew
    sweep(office)
    assert told(office).count("ha") == 2 * digest.SINGLES_A_DAY
    assert told(office, digest.KIND).count("ha") == 2


def test_a_digest_that_grows_is_unread_again(office, settings, clock):
    for number in range(digest.SINGLES_A_DAY + 3):
        only(office, filed(office, settings, chat=f"citizen-{number}"))
    with office.transaction() as tx:
        tx.execute(update(CaseRow).values(officer_id=viewer(office, "ha").id))
    at(clock, date(2026, 9, 29))
    sweep(office, limit=digest.SINGLES_A_DAY + 1)
    with office.transaction() as tx:
        notices.mark_read(tx, viewer(office, "ha").id)
    sweep(office)
    mine = rows(office, NoticeRow.staff_id, NoticeRow.kind, NoticeRow.read_at, NoticeRow.text)
    unread = [row.text for row in mine if row.staff_id == viewer(office, "ha").id and row.read_at is None]
    assert len(unread) == 1
    assert "còn 3 lời nhắc" in unread[0]


# --- secrets ------------------------------------------------------------------------------------------------------


def test_a_late_denunciation_is_told_only_to_those_who_may_know_of_it(office, settings, clock):
    filed(office, settings, "Tố cáo chủ tịch phường", kind=Kind.DENUNCIATION, topic="can_bo")
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert told(office)
    assert set(told(office)) <= {"dung", "giap"}


def test_a_sealed_case_is_kept_from_an_officer_a_head_and_a_substitute_without_clearance(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).values(is_sealed=True))
    at(clock, date(2026, 9, 29))
    sweep(office)
    assert set(told(office)) == {"cuc"}  # cleared, the head above the department whose own people are not
    away(office, "cuc", substitute="son")
    at(clock, date(2026, 10, 5))
    sweep(office)
    assert set(told(office)) == {"cuc", "giap"}


def test_a_sealed_case_is_kept_from_the_excluded_unit_and_all_below_it(office, settings, clock):
    case = filed(office, settings)
    only(office, case)
    with office.transaction() as tx:
        tx.execute(update(CaseRow).values(is_sealed=True))
        tx.execute(update(StaffRow).values(has_clearance=True))
        ward = tx.execute(select(UnitRow.id).where(UnitRow.code == "G")).scalar_one()
        tx.execute(CaseExclusionRow.__table__.insert().values(case_id=case.id, unit_id=ward))
    at(clock, date(2026, 10, 5))
    sweep(office)
    assert told(office) == ["giap"]

"""Who decided a matter the first time does not decide it the second time, and the second one has days of its own."""

from datetime import date

import pytest
from sqlalchemy import select

from intake.directory.directory import DirectoryData, import_directory
from intake.errors import Invalid
from intake.figures.periods import Period
from intake.lifecycle import Move
from intake.reports import forms
from intake.reports.filled import fill
from intake.tables import CaseEventRow, CaseLinkRow, CaseRow, NoticeRow
from routing.kinds import Kind
from tests.factories import viewer
from tests.intake.moving import case, newest_clock, notices_to_citizen
from tests.scenes import BRIBE, Desk

YEAR = Period(date(2025, 12, 15), date(2026, 12, 14))
FORM = {"form_on": "2026-09-14", "form_ref": "13/TD", "instance": "2"}
OF_DEPARTMENT = "Tôi khiếu nại lần hai quyết định của Sở Xây dựng thu hồi giấy phép xây dựng nhà tôi"


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def complained_again(desk, unit="P-BTCD", text=OF_DEPARTMENT):
    told = desk.tell(text, kind=Kind.COMPLAINT, topic="xay_dung", confidence=0.1)
    return desk.make(told, Move.SCREEN, kind="complaint", topic="xay_dung", unit_id=desk.unit(unit))


def denounced(desk):
    told = desk.tell(BRIBE, kind=Kind.DENUNCIATION, topic="tham_nhung", confidence=0.1)
    fields = {"kind": "denunciation", "topic": "tham_nhung", "unit_id": desk.unit("P-BTCD")}
    return desk.make(told, Move.SCREEN, **fields)


def link_of(desk, told):
    with desk.db.read() as snap:
        return snap.execute(select(CaseLinkRow.other_id).where(CaseLinkRow.case_id == told.id)).scalars().all()


def code_of(desk, told):
    with desk.db.read() as snap:
        return snap.execute(select(CaseRow.code).where(CaseRow.id == told.id)).scalar_one()


def test_the_department_that_decided_first_is_not_given_the_second_complaint(desk):
    told = complained_again(desk)
    desk.make(told, Move.RECORD_FORM, **FORM, respondent="department_head")
    with pytest.raises(Invalid, match="không giải quyết lần hai") as refused:
        desk.make(told, Move.TRANSFER, unit_id=desk.unit("P-SXD"), reason="Chuyên môn")
    assert "unit_id" in refused.value.fields
    desk.make(told, Move.TRANSFER, unit_id=desk.unit("P-TTRA"), reason="Xác minh")


def test_nor_does_it_write_it_into_the_book_as_its_own(desk):
    told = complained_again(desk, "P-SXD")
    with pytest.raises(Invalid, match="không giữ hồ sơ được"):
        desk.make(told, Move.RECORD_FORM, **FORM, respondent="department_head")
    desk.make(told, Move.RECORD_FORM, **{**FORM, "instance": "1"}, respondent="department_head")


OF_BELOW = "Tôi khiếu nại lần hai quyết định của Chi cục Giám định xây dựng về nhà tôi"


def test_a_department_decides_the_second_time_on_a_body_below_it(desk):
    """Luật Khiếu nại 2011, khoản 2 Điều 20: its director does; what it only handed down it did not decide."""
    told = complained_again(desk, "P-SXD", OF_BELOW)
    desk.make(told, Move.RECORD_FORM, **FORM, respondent="department_unit")
    desk.make(told, Move.ACCEPT)


def test_the_body_below_a_department_that_decided_first_is_not_given_the_second_complaint(desk):
    below = {"code": "P-CCGD", "name": "Chi cục Giám định xây dựng", "function": "Chi cục Giám định xây dựng"}
    with desk.db.transaction() as tx:
        import_directory(tx, DirectoryData([{**below, "level": "province", "parent": "P-SXD"}], [], []))
    told = complained_again(desk, "P-SXD", OF_BELOW)
    desk.make(told, Move.RECORD_FORM, **FORM, respondent="department_unit")
    with pytest.raises(Invalid, match="không giải quyết lần hai"):
        desk.make(told, Move.TRANSFER, unit_id=desk.unit("P-CCGD"), reason="Chuyên môn")


def test_the_department_may_still_be_asked_for_the_file_of_its_decision(desk):
    told = complained_again(desk)
    desk.make(told, Move.RECORD_FORM, **FORM, respondent="department_head")
    desk.make(told, Move.ADD_UNIT, unit_id=desk.unit("P-SXD"), text="Xin hồ sơ lần đầu", task_due_on=desk.today)


def test_the_first_case_is_named_by_its_code_and_its_deciders_stay_away(desk):
    first = desk.decided()
    told = complained_again(desk, text="Tôi khiếu nại lần hai việc thu hồi đất của nhà tôi")
    for wrong in ("BN-KHONG-CO", code_of(desk, told)):
        with pytest.raises(Invalid, match="hồ sơ lần đầu"):
            desk.make(told, Move.RECORD_FORM, **FORM, respondent="commune_chair", first_code=wrong)
    desk.make(told, Move.RECORD_FORM, **FORM, respondent="commune_chair", first_code=code_of(desk, first))
    assert link_of(desk, told) == [first.id]
    with pytest.raises(Invalid):
        desk.make(told, Move.TRANSFER, unit_id=desk.unit("G-KT"), reason="Trả về nơi cũ")
    desk.make(told, Move.ACCEPT)
    assert newest_clock(desk.db, told.id, "resolution").due_on == date(2026, 10, 29)  # 45 days from 14 September


def test_a_further_denunciation_is_looked_at_within_twenty_days(desk):
    first = desk.make(desk.investigated(), Move.ANSWER, "dung", outcome="not_upheld", text="Tố cáo sai.")
    told = denounced(desk)
    form = {**FORM, "respondent": "department_staff", "first_code": code_of(desk, first)}
    desk.make(told, Move.RECORD_FORM, "giap", **form)
    assert link_of(desk, told) == [first.id]
    looked = newest_clock(desk.db, told.id, "further_denunciation")
    assert (looked.rule_id, looked.due_on) == ("T13", date(2026, 10, 5))  # the twentieth is Sunday 4 October
    assert newest_clock(desk.db, told.id, "initial_handling") is None
    assert case(desk.db, told.id).due_on == date(2026, 9, 21)  # five working days, should it have to be sent on
    desk.make(told, Move.ACCEPT, "giap")
    assert newest_clock(desk.db, told.id, "further_denunciation").status == "met"
    assert newest_clock(desk.db, told.id, "resolution").rule_id == "T7"


def test_of_what_is_denounced_for_being_overdue_a_report_is_demanded_and_waited_for(desk):
    first, told = desk.investigated(), denounced(desk)
    form = {**FORM, "instance": "overdue", "respondent": "department_staff", "first_code": code_of(desk, first)}
    desk.make(told, Move.RECORD_FORM, "giap", **form, is_remote="1")
    assert (case(desk.db, told.id).instance, case(desk.db, told.id).is_remote) == (2, False)  # of complaints alone
    assert newest_clock(desk.db, told.id, "further_denunciation") is None
    promised = notices_to_citizen(desk.db)[-1]["fields"]
    assert (promised["due"], "Điều 28" in promised["basis"]) == ("2026-09-28", True)  # no day of the office's own duty
    demand = newest_clock(desk.db, told.id, "overdue_demand")
    assert (demand.rule_id, demand.due_on) == ("T14-demand", date(2026, 9, 21))
    desk.make(told, Move.FULFIL, "giap", duty="overdue_demand", done_on="2026-09-14", doc_no="8/UBND-TD")
    assert newest_clock(desk.db, told.id, "overdue_demand").status == "met"
    report = newest_clock(desk.db, told.id, "overdue_report")
    assert (report.rule_id, report.start_on, report.due_on) == ("T14-report", date(2026, 9, 14), date(2026, 9, 21))
    desk.make(told, Move.FULFIL, "giap", duty="overdue_report", done_on="2026-09-14")
    assert newest_clock(desk.db, told.id, "overdue_report").status == "met"
    desk.make(told, Move.ACCEPT, "giap")


def test_the_case_that_is_late_is_told_that_a_report_is_demanded_and_by_when(desk):
    first, told = desk.investigated(), denounced(desk)
    form = {**FORM, "instance": "overdue", "respondent": "department_staff", "first_code": code_of(desk, first)}
    desk.make(told, Move.RECORD_FORM, "giap", **form)
    desk.make(told, Move.FULFIL, "giap", duty="overdue_demand", done_on="2026-09-14", doc_no="8/UBND-TD")
    with desk.db.read() as snap:
        noted = snap.execute(select(CaseEventRow).where(CaseEventRow.case_id == first.id, CaseEventRow.move == "note"))
        event = noted.one()
        heard = snap.execute(select(NoticeRow.text).where(NoticeRow.key.startswith("report-demanded:"))).scalars().all()
    assert event.audience == "internal"
    assert heard
    for text in (event.data["text"], *heard):
        assert "8/UBND-TD" in text
        assert "chậm nhất 21/09/2026" in text
        assert code_of(desk, told) not in text  # nothing of who went further


def test_a_first_case_that_is_decided_meanwhile_is_asked_for_no_report(desk):
    first = desk.make(desk.investigated(), Move.ANSWER, "dung", outcome="not_upheld", text="Tố cáo sai.")
    told = denounced(desk)
    form = {**FORM, "instance": "overdue", "respondent": "department_staff", "first_code": code_of(desk, first)}
    desk.make(told, Move.RECORD_FORM, "giap", **form)
    desk.make(told, Move.FULFIL, "giap", duty="overdue_demand", done_on="2026-09-14")
    with desk.db.read() as snap:
        assert not snap.execute(select(NoticeRow.id).where(NoticeRow.key.startswith("report-demanded:"))).all()


def test_what_is_denounced_further_for_its_conclusion_has_no_report_to_be_demanded(desk):
    told = denounced(desk)
    desk.make(told, Move.RECORD_FORM, "giap", **FORM, respondent="department_staff")
    assert newest_clock(desk.db, told.id, "overdue_demand") is None


def test_a_complaint_is_no_denunciation_that_is_overdue(desk):
    told = complained_again(desk)
    with pytest.raises(Invalid) as refused:
        desk.make(told, Move.RECORD_FORM, **{**FORM, "instance": "overdue"}, respondent="department_head")
    assert "instance" in refused.value.fields


def test_who_concluded_on_a_denunciation_is_not_given_what_is_denounced_further(desk):
    first = desk.make(desk.investigated(), Move.ANSWER, "dung", outcome="not_upheld", text="Tố cáo sai.")
    told, dung = denounced(desk), viewer(desk.db, "dung").id
    assert case(desk.db, told.id).officer_id == dung
    form = {**FORM, "respondent": "department_staff", "first_code": code_of(desk, first)}
    desk.make(told, Move.RECORD_FORM, "giap", **form)
    assert case(desk.db, told.id).officer_id is None  # somebody else of the unit takes it
    for move, fields in ((Move.ACCEPT, {}), (Move.ASSIGN, {"officer_id": str(dung)})):
        with pytest.raises(Invalid):
            desk.make(told, move, "dung", **fields)


def test_a_first_denunciation_keeps_its_seven_working_days(desk):
    told = desk.investigated()
    assert newest_clock(desk.db, told.id, "initial_handling").due_on == date(2026, 9, 23)
    assert newest_clock(desk.db, told.id, "further_denunciation") is None


def test_the_form_of_denunciations_counts_the_first_and_the_further_ones_apart(desk):
    desk.investigated()
    told = denounced(desk)
    desk.make(told, Move.RECORD_FORM, "giap", **FORM, respondent="department_staff")
    desk.make(told, Move.ACCEPT, "giap")
    with desk.db.read() as snap:
        handled, resolved = (fill(snap, None, forms.find(code), YEAR).total for code in ("03/XLD", "03/KQGQ"))
    assert (handled[21], handled[22], handled[23]) == (2, 1, 1)
    assert (resolved[1], resolved[5], resolved[6]) == (2, 1, 1)

"""The proof sheet on the panel: what an officer sees, who may see it, how it stood on a past day."""

from datetime import date

import pytest
from sqlalchemy import select

from intake import cases
from intake.deadlines.calendars import set_day
from intake.files import attachments
from intake.law.workdays import Override
from intake.lifecycle import Move
from intake.moves import NewFile
from intake.tables import AuditRow, ClockRow, UnitRow
from routing.kinds import Kind
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database

PDF = b"%PDF-1.4\n" + b"x" * 40


@pytest.fixture
def told(office, settings):
    return tell(office, settings)


def clock_id(db, case_id, stage):
    with db.read() as snap:
        where = (ClockRow.case_id == case_id, ClockRow.stage == stage)
        return snap.execute(select(ClockRow.id).where(*where)).scalar_one()


def act(db, case_id, move, login="ha", files=(), **fields):
    actor = viewer(db, login)
    with db.transaction() as tx:
        cases.act(tx, case_id, move, actor=actor, fields=fields, files=files)


@pytest.fixture
def complaint(office, settings, clock):
    """A complaint that was accepted on Tuesday 15 September, suspended on the 22nd by a decision."""
    told = tell(office, settings, "Tôi không đồng ý quyết định thu hồi đất", kind=Kind.COMPLAINT, topic="dat_dai")
    with office.read() as snap:
        unit = str(snap.execute(select(UnitRow.id).where(UnitRow.code == "G-VP")).scalar_one())
    act(office, told.id, Move.SCREEN, "mai", kind="complaint", topic="dat_dai", unit_id=unit)
    clock.forward(days=1)
    form = {"form_on": "2026-09-15", "form_ref": "Số 12/TD", "instance": "1", "respondent": "commune_staff"}
    act(office, told.id, Move.RECORD_FORM, "mai", **form)
    act(office, told.id, Move.ACCEPT, "mai")
    clock.forward(days=7)
    file = NewFile(attachments.keep(settings, PDF), "quyet-dinh.pdf")
    decision = {"doc_no": "45/QĐ-UBND", "doc_on": "2026-09-22", "reason": "Chờ kết quả của Sở Xây dựng"}
    act(office, told.id, Move.SUSPEND, "mai", [file], suspension_ground="waits_for_other", **decision)
    return told


def test_a_case_leads_to_the_proof_of_each_of_its_deadlines(office, told, signed_in):
    page = signed_in("ha").get(f"/admin/cases/{told.id}").text
    with office.read() as snap:
        ids = snap.execute(select(ClockRow.id).where(ClockRow.case_id == told.id)).scalars().all()
    assert len(ids) > 1
    for one in ids:
        assert f'href="/admin/cases/{told.id}/clocks/{one}"' in page


def test_every_day_says_whether_it_counts_and_why(office, told, signed_in):
    page = signed_in("ha").get(f"/admin/cases/{told.id}/clocks/{clock_id(office, told.id, 'outcome_notice')}").text
    assert "Hạn: hết thứ Hai 28/09/2026" in page
    assert "10 ngày làm việc kể từ" in page
    assert page.count("<td>tính</td>") == 10
    assert "thứ Bảy 19/09/2026" in page


def test_a_suspension_is_shown_with_its_decision_and_what_follows_if_it_ends_today(office, complaint, signed_in):
    page = signed_in("mai").get(f"/admin/cases/{complaint.id}/clocks/{clock_id(office, complaint.id, 'resolution')}")
    assert page.status_code == 200
    for words in (
        "Đang tạm dừng tính từ ngày 22/09/2026",
        "Quyết định số 45/QĐ-UBND ngày 22/09/2026",
        "Chờ kết quả của Sở Xây dựng",
        "Lê Thị Mai",
        "Nếu tiếp tục tính từ ngày 22/09/2026 thì hạn là thứ Năm 15/10/2026",
    ):
        assert words in page.text, words


def test_a_past_day_shows_the_deadline_as_it_stood_then(office, complaint, signed_in):
    address = f"/admin/cases/{complaint.id}/clocks/{clock_id(office, complaint.id, 'resolution')}"
    browser = signed_in("mai")
    then = browser.get(f"{address}?ngay=2026-09-21").text
    assert "Đây là hạn như ở cuối thứ Hai 21/09/2026" in then
    assert "45/QĐ-UBND" not in then
    assert "Đang tính, chưa đến hạn" in then
    assert browser.get(f"{address}?ngay=2026-09-14").status_code == 404
    assert browser.get(f"{address}?ngay=2026-09-23").status_code == 422
    assert browser.get(f"{address}?ngay=hom-qua").status_code == 422


@pytest.mark.both_databases
def test_the_paper_is_a_pdf_and_reading_and_taking_it_are_written_down(office, told, signed_in):
    address = f"/admin/cases/{told.id}/clocks/{clock_id(office, told.id, 'outcome_notice')}"
    browser = signed_in("ha")
    browser.get(address)
    paper = browser.get(f"{address}.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    with office.read() as snap:
        mine = select(AuditRow.action).where(AuditRow.subject == f"case:{told.id}", AuditRow.action.like("clock.%"))
        assert list(snap.execute(mine.order_by(AuditRow.id)).scalars()) == ["clock.read", "clock.export"]


def test_who_may_not_see_the_case_sees_no_deadline_of_it(office, settings, signed_in):
    told = tell(office, settings, "Tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    address = f"/admin/cases/{told.id}/clocks/{clock_id(office, told.id, 'outcome_notice')}"
    for login in ("ha", "mai", "son", "tam"):
        assert signed_in(login).get(address).status_code == 404
        assert signed_in(login).get(f"{address}.pdf").status_code == 404
    assert signed_in("dung").get(address).status_code == 200


def test_a_deadline_of_another_case_is_not_shown_under_one_that_may_be_seen(office, settings, told, signed_in):
    sealed = tell(
        office, settings, "Tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="citizen-2"
    )
    foreign = clock_id(office, sealed.id, "outcome_notice")
    assert signed_in("ha").get(f"/admin/cases/{told.id}/clocks/{foreign}").status_code == 404


def test_a_calendar_set_otherwise_later_changes_no_old_proof(office, told, signed_in):
    address = f"/admin/cases/{told.id}/clocks/{clock_id(office, told.id, 'outcome_notice')}"
    browser = signed_in("ha")
    before = browser.get(address).text
    with office.transaction() as tx:
        storm = Override(date(2026, 9, 16), is_working=False, name="Nghỉ tránh bão", source="Công điện")
        set_day(tx, storm, actor="staff:1")
    assert browser.get(address).text == before

"""A unit that is asked to help sees that case, makes its own move in it, and nothing else; no seal is lifted by it."""

import re

import pytest
from sqlalchemy import insert, select

from admin.forms.directory_forms import typed_unit
from admin.words.words import deadline
from intake.directory import units
from intake.lifecycle import Move
from intake.notices import tasks
from intake.queries.case_lines import lines_of, select_lines
from intake.tables import CaseRow, CaseTaskRow, NoticeRow
from routing.kinds import Kind
from tests.admin.test_forms import form_in
from tests.factories import viewer
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

REPORT = {"report": "Đoạn này do xã quản lý."}


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


@pytest.fixture
def helped(desk):
    return desk.helped()


def sees(browser, told):
    return browser.get(f"/admin/cases/{told.id}").status_code == 200


def moves_in(browser, told):
    return set(re.findall(r"/moves/(\w+)", browser.get(f"/admin/cases/{told.id}").text))


def listed(browser, told, folder):
    return f'href="/admin/cases/{told.id}"' in browser.get(f"/admin/?folder={folder}").text


def test_who_is_asked_sees_the_case_and_may_report_and_note(helped, signed_in):
    browser = signed_in("tam")
    assert moves_in(browser, helped) == {"finish_task", "note"}
    head = browser.get(f"/admin/cases/{helped.id}").text.partition("</header>")[2].partition("</header>")[0]
    assert "Đơn vị anh/chị được đề nghị phối hợp" in head
    assert "Xin cho biết ai quản lý đoạn đường này" in head
    asker = signed_in("giap").get(f"/admin/cases/{helped.id}").text
    assert "Đơn vị anh/chị được đề nghị" not in asker


def test_the_case_lies_in_a_folder_of_its_own_with_its_count(helped, signed_in):
    browser = signed_in("tam")
    assert listed(browser, helped, "coordinating")
    assert listed(browser, helped, "all")
    for folder in ("mine", "unit", "all_open", "overdue", "due_soon"):
        assert not listed(browser, helped, folder), folder
    page = browser.get("/admin/?folder=coordinating").text
    assert '<span>Phối hợp</span><b class="n">1</b>' in page
    assert '<span>Đang mở</span><b class="n">0</b>' in page
    assert not listed(signed_in("ha"), helped, "coordinating")
    assert listed(signed_in("ha"), helped, "all_open")


def test_a_report_is_kept_and_the_case_stays_in_sight(desk, helped, signed_in):
    browser = signed_in("tam")
    form = {**browser.form_of(helped.id), **REPORT}
    done = browser.post(f"/admin/cases/{helped.id}/moves/finish_task", form)
    assert done.headers["location"] == f"/admin/cases/{helped.id}?done=finish_task"
    assert not listed(browser, helped, "coordinating")
    assert sees(browser, helped)
    lead = signed_in("ha").get(f"/admin/cases/{helped.id}").text
    assert "Đoạn này do xã quản lý." in lead
    assert "đã báo kết quả" in lead
    with desk.db.read() as snap:
        told = select(NoticeRow.staff_id).where(NoticeRow.text == "Đơn vị phối hợp đã báo kết quả.")
        assert snap.execute(told).scalar() in {viewer(desk.db, "ha").id, viewer(desk.db, "lam").id}


def test_who_is_released_sees_it_no_more(desk, helped, signed_in):
    browser = signed_in("tam")
    assert sees(browser, helped)
    desk.make(helped, Move.RELEASE_UNIT, task_id="1", reason="Đã rõ")
    assert not sees(browser, helped)
    assert not listed(browser, helped, "all")
    assert helped.receipt.code not in browser.get(f"/admin/?q={helped.receipt.code}").text.partition('class="rows"')[2]


def test_the_figures_of_a_head_are_those_of_their_own_units(desk, signed_in):
    told = desk.at_work()
    task = {"unit_id": desk.unit("P-SXD"), "text": "Kiểm tra nền đường", "task_due_on": desk.today}
    desk.make(told, Move.ADD_UNIT, **task)
    board = signed_in("cuc").get("/admin/board").text
    assert re.search(r'<th scope="row">Tất cả</th>\s*<td class="num">(?:<a[^>]*>)?1', board)
    task = {"unit_id": desk.unit("G-KT"), "text": "Đo đạc giúp", "task_due_on": desk.today}
    other = desk.tell(commune="07339", topic="giao_thong_ha_tang")
    desk.make(other, Move.ADD_UNIT, **task)
    board = signed_in("cuc").get("/admin/board").text
    assert re.search(r'<th scope="row">Tất cả</th>\s*<td class="num">(?:<a[^>]*>)?1', board)


@pytest.mark.parametrize("login", ["ha", "lam", "son", "mai", "tam"])
def test_a_task_in_a_sealed_case_opens_it_to_nobody_without_clearance(desk, signed_in, login):
    told = desk.tell("Tôi tố cáo chimhoangyen", kind=Kind.DENUNCIATION, topic="tham_nhung")
    with desk.db.transaction() as tx:
        for code in ("G-KT", "G-VP", "G", "T-KT"):
            row = {"case_id": told.id, "unit_id": int(desk.unit(code)), "text": "x", "due_on": tx.today}
            tx.execute(insert(CaseTaskRow).values(**row, status="open", at=tx.now))
    browser = signed_in(login)
    assert not sees(browser, told)
    for path in ("?folder=coordinating", "?folder=all", "?q=chimhoangyen"):
        page = browser.get(f"/admin/{path}").text
        assert told.receipt.code[-9:] not in page
        assert f"/admin/cases/{told.id}" not in page
    assert '<span>Phối hợp</span><b class="n">0</b>' in browser.get("/admin/").text


def test_a_task_gives_the_accused_body_no_sight_even_with_clearance(desk, signed_in):
    text = "Tố cáo chủ tịch phường Bắc Giang nhận tiền của dân"
    told = desk.tell(text, kind=Kind.DENUNCIATION, topic="tham_nhung", reading=True)
    assert viewer(desk.db, "cuc").has_clearance
    with desk.db.transaction() as tx:
        row = {"case_id": told.id, "unit_id": int(desk.unit("G")), "text": "x", "due_on": tx.today}
        tx.execute(insert(CaseTaskRow).values(**row, status="open", at=tx.now))
    assert not sees(signed_in("cuc"), told)


def test_a_policy_is_switched_by_the_administrator_alone_and_written_down(desk, signed_in):
    unit = desk.unit("G-KT")
    told = desk.at_work()
    administrator, path = signed_in("quy"), f"/admin/directory/units/{desk.unit('G-KT')}"
    page = administrator.get(path).text
    assert "needs_approval" in page
    with desk.db.read() as snap:
        fields = typed_unit(units.data_of(snap, int(unit)))
    form = {**fields, "why": "Theo quy chế mới"}
    done = administrator.post(path, {**form, "needs_approval": "1", "needs_proof": "1"})
    assert done.status_code == 303
    page = administrator.get(done.headers["location"]).text
    assert "Đã lưu." in page
    assert page.count(" checked") == 2
    assert "Theo quy chế mới" in page
    assert "Sửa đơn vị" in administrator.get("/admin/audit").text
    supervisor = signed_in("giap")
    assert "Trả lời phải có người thứ hai duyệt." in supervisor.get("/admin/directory").text
    assert 'name="needs_approval"' not in supervisor.get(path).text
    moves = moves_in(supervisor, told)
    assert "propose" in moves
    assert "answer" not in moves
    assert administrator.post("/admin/directory/units/999999", form).status_code == 404
    administrator.post(path, {**form, "needs_approval": "", "needs_proof": ""})
    assert "answer" in moves_in(supervisor, told)


def sent(browser, told, move, page, **more):
    body = form_in(page, told, move)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', body))
    return browser.post(f"/admin/cases/{told.id}/moves/{move}", {**hidden, **more})


def test_a_case_with_help_outstanding_is_closed_only_after_its_tasks_are_named(desk, helped, signed_in):
    desk.make(helped, Move.ANSWER, outcome="resolved", text="Đã vá xong.")
    browser = signed_in("giap")
    asked = sent(browser, helped, "close", browser.get(f"/admin/cases/{helped.id}").text)
    assert asked.status_code == 422
    assert "Còn 1 việc phối hợp chưa báo kết quả" in asked.text
    assert "Xin cho biết ai quản lý đoạn đường này" in asked.text
    assert moves_in(signed_in("tam"), helped) == {"finish_task", "note"}  # nothing has happened yet
    again = sent(browser, helped, "close", asked.text)
    assert again.status_code == 303
    assert "rút lại vì hồ sơ đã kết thúc" in signed_in("tam").get("/admin/notices").text


def test_a_case_without_help_outstanding_is_closed_at_once(desk, signed_in):
    told = desk.answered()
    browser = signed_in("giap")
    assert sent(browser, told, "close", browser.get(f"/admin/cases/{told.id}").text).status_code == 303


def test_help_may_be_asked_for_until_the_day_of_the_answer(desk, signed_in):
    told = desk.asked()  # its own limit stands still, another mark is the next
    with desk.db.read() as snap:
        last = tasks.latest_day(snap, told.id)
    body = form_in(signed_in("giap").get(f"/admin/cases/{told.id}").text, told, "add_unit")
    assert f"{last:%d/%m/%Y}" in body


def test_what_is_left_is_told_in_the_days_in_which_the_law_counts_it(desk):
    told, complaint = desk.at_work(), desk.accepted()
    with desk.db.read() as snap:
        lines = lines_of(snap, snap.execute(select_lines().where(CaseRow.id.in_([told.id, complaint.id]))).all())
    counted = {line.id: (line.due.unit, deadline(line.due, snap.today)[0]) for line in lines}
    assert counted[told.id] == ("working", "Còn 10 ngày LV")
    assert counted[complaint.id][0] == "calendar"
    assert counted[complaint.id][1] == "Còn 30 ngày"

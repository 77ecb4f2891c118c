"""Moves made from the page of a case: what an officer typed survives, and nothing happens that no form asked for."""

import re

import pytest
from sqlalchemy import select

from intake.acts import citizen_steps
from intake.tables import AuditRow, CaseRow, StaffRow, UnitRow
from tests.factories import tell, write
from tests.scenes import Desk

pytestmark = pytest.mark.one_database


def state(office, case_id):
    with office.read() as snap:
        return snap.execute(select(CaseRow.state).where(CaseRow.id == case_id)).scalar_one()


def officer_of(office, told):
    with office.read() as snap:
        login = select(StaffRow.login).join(CaseRow, CaseRow.officer_id == StaffRow.id).where(CaseRow.id == told.id)
        return snap.execute(login).scalar_one()


@pytest.fixture
def told(office, settings):
    return tell(office, settings)


def move(browser, told, name, **fields):
    return browser.post(f"/admin/cases/{told.id}/moves/{name}", {**browser.form_of(told.id), **fields})


def test_an_officer_accepts_answers_and_closes(signed_in, office, told):
    browser = signed_in("giap")
    assert move(browser, told, "accept").status_code == 303
    answered = move(browser, told, "answer", outcome="resolved", text="Đã vá xong sáng nay.")
    assert answered.headers["location"] == f"/admin/cases/{told.id}?done=answer"
    page = browser.get(answered.headers["location"]).text
    assert "Đã làm: Trả lời." in page
    assert "Đã vá xong sáng nay." in page
    assert move(browser, told, "close").status_code == 303
    assert state(office, told.id) == "closed"


def test_an_answer_without_a_result_comes_back_with_its_text(signed_in, office, told):
    browser = signed_in("giap")
    move(browser, told, "accept")
    answer = move(browser, told, "answer", text="Đã vá <xong> sáng nay.")
    assert answer.status_code == 422
    assert "Đã vá &lt;xong&gt; sáng nay.</textarea>" in answer.text
    assert 'aria-describedby="answer-outcome-why"' in answer.text
    assert "Xin điền mục này." in answer.text
    assert state(office, told.id) == "in_progress"


def test_of_two_officers_at_once_the_second_is_told_and_keeps_the_text(signed_in, office, told):
    first, second = signed_in("giap"), signed_in("son")
    stale = second.form_of(told.id)
    move(first, told, "accept")
    answer = second.post(f"/admin/cases/{told.id}/moves/ask", {**stale, "question": "Ổ gà ở số nhà nào?"})
    assert answer.status_code == 409
    assert "Hồ sơ đã thay đổi" in answer.text
    assert "Nhận xử lý (Giáp Văn Thanh, 09:00)" in answer.text
    assert "Ổ gà ở số nhà nào?</textarea>" in answer.text
    assert '<li class="new">' in answer.text
    assert state(office, told.id) == "in_progress"


def test_text_is_kept_even_where_its_move_is_gone(signed_in, told):
    first, second = signed_in("giap"), signed_in("son")
    move(first, told, "accept")
    stale = second.form_of(told.id)
    move(first, told, "answer", outcome="resolved", text="Xong.")
    move(first, told, "close")
    answer = second.post(f"/admin/cases/{told.id}/moves/ask", {**stale, "question": "Ở đâu trên phố ạ?"})
    assert answer.status_code == 409
    assert 'name="carried.question"' in answer.text
    assert "Ở đâu trên phố ạ?</textarea>" in answer.text


def test_a_text_that_came_too_late_is_read_beside_the_first_and_sent_in_another_step(signed_in, told):
    first, second = signed_in("giap"), signed_in("son")
    move(first, told, "accept")
    stale = second.form_of(told.id)
    move(first, told, "answer", outcome="resolved", text="Đã vá xong sáng nay.")
    late = {**stale, "outcome": "resolved", "text": "Tổ đường sẽ vá vào thứ Hai."}
    refused = second.post(f"/admin/cases/{told.id}/moves/answer", late)
    assert refused.status_code == 409
    assert "Trong lúc anh/chị gõ, hồ sơ đã có 1 bước mới" in refused.text
    assert "Đã vá xong sáng nay." in refused.text
    assert "Đưa vào “" in refused.text
    assert f"/admin/cases/{told.id}/replies/note" in refused.text
    own = {"do": "carry", "carried.text": "Tổ đường sẽ vá vào thứ Hai, đã sửa."}
    again = second.post(f"/admin/cases/{told.id}/replies/note", own)
    assert again.status_code == 200
    assert "Tổ đường sẽ vá vào thứ Hai, đã sửa.</textarea>" in again.text
    assert move(second, told, "note", text="Tổ đường sẽ vá vào thứ Hai, đã sửa.").status_code == 303
    assert second.post(f"/admin/cases/{told.id}/replies/close", own).status_code == 404


def test_officers_are_listed_by_unit_and_of_another_one_refused_in_words(signed_in, office, told):
    browser = signed_in("giap")
    page = browser.get(f"/admin/cases/{told.id}").text
    form = page.partition('id="transfer-officer_id"')[2].partition("</select>")[0]
    teams = re.findall(r"<optgroup label=\"([^\"]+)\">", form)
    assert len(teams) > 1
    assert "phường Bắc Giang" in teams[0]
    with office.read() as snap:
        tam = snap.execute(select(StaffRow.id).where(StaffRow.login == "tam")).scalar_one()
        desk = snap.execute(select(UnitRow.id).where(UnitRow.code == "G-VP")).scalar_one()
    wrong = move(browser, told, "transfer", unit_id=str(desk), officer_id=str(tam), reason="Đúng việc của văn phòng")
    assert wrong.status_code == 422
    assert "Ngô Thị Tâm (" in wrong.text
    assert "không thuộc đơn vị đã chọn" in wrong.text
    assert "Đúng việc của văn phòng</textarea>" in wrong.text


def test_who_waits_for_another_look_is_flagged_and_the_officer_reads_who_decides(signed_in, office, settings):
    told = Desk(office, settings).complained_of()
    officer, head = signed_in(officer_of(office, told)), signed_in("son")
    flag = "Xin xem xét lại</span>"
    assert flag in head.get("/admin/?folder=answered").text
    assert flag in head.get("/admin/?folder=all&flag=second_look").text
    page = officer.get(f"/admin/cases/{told.id}").text
    assert "Người đứng đầu hoặc bộ phận tiếp nhận quyết định" in page
    assert "moves/close" not in page
    assert move(head, told, "deny_reopen", reason="Đã xem lại tại chỗ").status_code == 303
    assert flag not in head.get("/admin/?folder=answered").text
    assert "moves/close" in officer.get(f"/admin/cases/{told.id}").text


def test_a_citizens_fresh_answer_is_flagged_until_its_officer_looks(signed_in, office, told):
    fresh = "Người dân vừa trả lời</span>"
    watcher = signed_in("giap")
    officer = signed_in(officer_of(office, told))
    assert fresh not in watcher.get("/admin/?folder=all").text
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, "Ở trước số nhà 45 ạ", 2)
        citizen_steps.add_information(tx, told.id, utterance_id=line)
    assert fresh in watcher.get("/admin/?folder=all").text
    assert fresh in watcher.get(f"/admin/cases/{told.id}").text  # another's look does not take it away
    assert fresh in officer.get("/admin/?folder=all&flag=fresh_word").text
    assert fresh in officer.get(f"/admin/cases/{told.id}").text
    assert fresh not in officer.get(f"/admin/cases/{told.id}").text
    assert fresh not in watcher.get("/admin/?folder=all").text


FRESH = "Người dân vừa trả lời</span>"


def _says(office, told, words="Ở trước số nhà 45 ạ"):
    with office.transaction() as tx:
        line = write(tx, told.conversation_id, words, len(words))
        citizen_steps.add_information(tx, told.id, utterance_id=line)


def test_a_head_who_has_looked_takes_the_flag_away_and_the_officer_is_called_all_the_same(signed_in, office, told):
    watcher, head, other_head = signed_in("giap"), signed_in("son"), signed_in("cuc")
    _says(office, told)
    other_head.get(f"/admin/cases/{told.id}")  # the chair of the ward: not of the unit that has it
    assert FRESH in watcher.get("/admin/?folder=all").text
    assert FRESH in head.get(f"/admin/cases/{told.id}").text
    assert FRESH not in watcher.get("/admin/?folder=all").text
    officer = signed_in(officer_of(office, told))
    assert "Người dân vừa bổ sung thông tin." in officer.get("/admin/notices").text
    _says(office, told, "Hôm nay lại sụt thêm")
    assert FRESH in watcher.get("/admin/?folder=all").text


def test_an_answer_by_anybody_takes_the_flag_away_and_what_is_said_after_it_stands_again(
    signed_in, office, told, clock
):
    watcher = signed_in("giap")
    move(watcher, told, "accept")
    _says(office, told)
    clock.forward(minutes=1)
    assert move(watcher, told, "answer", outcome="resolved", text="Đã vá xong.").status_code == 303
    assert FRESH not in watcher.get("/admin/?folder=all").text
    clock.forward(minutes=1)
    _says(office, told, "Vẫn còn một ổ ạ")
    assert FRESH in watcher.get("/admin/?folder=all").text


def test_a_case_that_left_ones_sight_leads_back_to_the_list(signed_in, office, told):
    with office.read() as snap:
        officer = snap.execute(select(CaseRow.officer_id).where(CaseRow.id == told.id)).scalar_one()
    browser = signed_in("son")
    assert officer is not None
    page = browser.get(f"/admin/cases/{told.id}").text
    target = page.split('label="UBND xã Tân Yên"')[1].split('value="')[2].split('"')[0]
    answer = move(browser, told, "transfer", unit_id=target, reason="Thuộc xã Tân Yên")
    assert answer.headers["location"] == "/admin/?done=transfer"
    assert "không còn trong phạm vi" in browser.get(answer.headers["location"]).text
    assert browser.get(f"/admin/cases/{told.id}").status_code == 404


@pytest.mark.parametrize(
    ("headers", "csrf"),
    [
        ({}, False),
        ({"origin": "https://xau.example"}, True),
        ({"origin": "null"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
    ],
)
def test_a_change_that_no_form_of_ours_asked_for_is_refused_and_its_text_shown(signed_in, told, headers, csrf):
    browser = signed_in("giap")
    form = {**browser.form_of(told.id), "text": "Ghi chú của tôi"}
    answer = browser.post(f"/admin/cases/{told.id}/moves/note", form, csrf=csrf, headers=headers)
    assert answer.status_code == 403
    assert "<pre>Ghi chú của tôi</pre>" in answer.text
    assert "Ghi chú của tôi" not in browser.get(f"/admin/cases/{told.id}").text


def test_the_token_of_one_session_is_no_use_in_another(signed_in, told):
    one, other = signed_in("giap"), signed_in("giap")
    form = {**one.form_of(told.id), "text": "x"}
    other.csrf, token = one.csrf, other.csrf
    assert other.post(f"/admin/cases/{told.id}/moves/note", form).status_code == 403
    other.csrf = token
    assert other.post(f"/admin/cases/{told.id}/moves/note", form).status_code == 303


def test_a_flood_of_text_is_refused_in_words(signed_in, told):
    browser = signed_in("giap")
    answer = browser.post(f"/admin/cases/{told.id}/moves/note", {"text": "a" * 300_000})
    assert answer.status_code == 422
    assert "dài quá" in answer.text


def test_reading_a_case_and_a_conversation_is_written_down(signed_in, office, told):
    browser = signed_in("giap")
    browser.get(f"/admin/cases/{told.id}")
    browser.get(f"/admin/dialogues/{told.conversation_id}")
    with office.read() as snap:
        rows = snap.execute(select(AuditRow.action, AuditRow.subject).order_by(AuditRow.id.desc()).limit(2)).all()
    assert [tuple(row) for row in rows] == [
        ("dialogue.read", f"conversation:{told.conversation_id}"),
        ("case.read", f"case:{told.id}"),
    ]


def test_every_page_carries_the_headers(signed_in, told):
    browser = signed_in("giap")
    for path in ("/admin/", f"/admin/cases/{told.id}", "/admin/nowhere", "/admin/login"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_no_page_needs_what_the_policy_forbids(signed_in, told):
    browser = signed_in("giap")
    for path in ("/admin/", f"/admin/cases/{told.id}", "/admin/dialogues", "/admin/board", "/admin/audit"):
        text = browser.get(path).text
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text

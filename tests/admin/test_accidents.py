"""What nobody foresaw is a page with an id for the person, and a trace without a citizen's words for the log."""

import logging
import re
from datetime import date

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.routing import Mount

from admin.app import create_admin
from intake.errors import Unavailable
from intake.lifecycle import Move
from intake.tables import CaseEventRow
from tests.admin.conftest import PASSWORD, Browser
from tests.admin.test_forms import form_in
from tests.admin.test_replies import hidden_in
from tests.scenes import PDF, Desk

pytestmark = pytest.mark.one_database

WORDS = "lời của một người dân"


@pytest.fixture
def fragile(office, settings):
    app = create_admin(office, settings)

    @app.get("/breaks")
    def breaks():
        raise RuntimeError(WORDS)

    @app.get("/away")
    def away():
        raise Unavailable("Hệ thống đang tạm gián đoạn.")

    return Browser(Starlette(routes=[Mount("/admin", app)]))


def test_an_accident_tells_the_person_an_id_and_the_log_no_words(fragile, caplog):
    with caplog.at_level(logging.INFO):
        answer = fragile.get("/admin/breaks")
    (record,) = [one for one in caplog.records if one.name == "intake.web.last_door"]
    assert answer.status_code == 500
    assert record.error_id in answer.text
    assert record.kind == "RuntimeError"
    assert any("test_accidents.py" in place for place in record.where)
    assert WORDS not in answer.text + caplog.text + str(vars(record))
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_database_that_is_away_is_told_as_such(fragile):
    answer = fragile.get("/admin/away")
    assert answer.status_code == 503
    assert "tạm gián đoạn" in answer.text


# --- what happens to people at their desks ----------------------------------------------------------------------------

ANSWER = {"outcome": "resolved", "text": "Đã vá xong sáng nay."}


@pytest.fixture
def desk(office, settings):
    return Desk(office, settings)


def moves_of(db, told, move):
    with db.read() as snap:
        rows = select(CaseEventRow.id).where(CaseEventRow.case_id == told.id, CaseEventRow.move == move)
        return len(snap.execute(rows.order_by(CaseEventRow.id)).all())


def page_of(browser, told):
    return browser.get(f"/admin/cases/{told.id}").text


def send(browser, told, move, page, **typed):
    form = {**hidden_in(page, told, move), **typed}
    return browser.post(f"/admin/cases/{told.id}/moves/{move}", form)


@pytest.mark.parametrize(("move", "typed"), [("answer", ANSWER), ("note", {"text": "Đã gọi điện"})])
def test_a_button_that_is_pressed_twice_does_one_thing(desk, signed_in, move, typed):
    told, browser = desk.at_work(), signed_in("giap")
    page = page_of(browser, told)
    answers = [send(browser, told, move, page, **typed) for _ in range(2)]
    assert [one.headers["location"] for one in answers] == [f"/admin/cases/{told.id}?done={move}"] * 2
    assert moves_of(desk.db, told, move) == 1


def test_a_file_that_is_sent_twice_is_kept_once(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    form = {**hidden_in(page_of(browser, told), told, "answer"), **ANSWER}
    for _ in range(2):
        files = [("proof", ("anh.pdf", PDF, "application/pdf"))]
        assert browser.send("POST", f"/admin/cases/{told.id}/moves/answer", data=form, files=files).status_code == 303
    assert moves_of(desk.db, told, "answer") == 1


def test_another_text_from_a_page_gone_back_to_is_not_swallowed(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    page = page_of(browser, told)
    for text in ("Gọi lần một", "Gọi lần hai", "Gọi lần một"):
        assert send(browser, told, "note", page, text=text).status_code == 303
    assert moves_of(desk.db, told, "note") == 2


def test_what_was_chosen_on_a_page_that_is_too_late_comes_back_by_its_name(desk, signed_in):
    told, browser = desk.unsure(), signed_in("mai")
    page = page_of(browser, told)
    chosen = {"kind": "feedback", "topic": "thoat_nuoc", "unit_id": desk.unit("G-KT")}
    assert send(browser, told, "screen", page, **chosen | {"topic": "chieu_sang"}).status_code == 303
    refused = send(browser, told, "screen", page, **chosen).text
    kept = refused[refused.index("Nội dung anh/chị vừa gõ (Phân loại)") :].partition("</details>")[0]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in kept
    assert "Đưa vào" not in kept, "nothing was typed that another step could take"
    assert "Ngập úng, thoát nước" in kept
    assert "thoat_nuoc" not in kept


def test_the_same_words_of_two_people_are_two_things(desk, signed_in):
    told = desk.at_work()
    for login in ("giap", "son"):
        browser = signed_in(login)
        send(browser, told, "note", page_of(browser, told), text="Đã gọi điện")
    assert moves_of(desk.db, told, "note") == 2


def test_a_stale_page_is_told_what_changed_by_whom_and_when_and_goes_on(desk, signed_in, clock):
    told, browser = desk.at_work(), signed_in("giap")
    page = page_of(browser, told)
    clock.forward(minutes=12)
    desk.make(told, Move.ADD_UNIT, "son", unit_id=desk.unit("T-KT"), text="Đo giúp", task_due_on=desk.today)
    refused = send(browser, told, "answer", page, **ANSWER)
    assert refused.status_code == 409
    assert "Mời đơn vị phối hợp (Phạm Minh Sơn, 09:12)" in refused.text
    assert "Đã vá xong sáng nay.</textarea>" in refused.text
    assert send(browser, told, "answer", refused.text, **ANSWER).status_code == 303


@pytest.mark.parametrize("move", ["ask", "answer"])
def test_a_paste_of_20_mb_is_refused_in_words_and_its_beginning_kept(desk, signed_in, move):
    told, browser = desk.at_work(), signed_in("giap")
    name = "question" if move == "ask" else "text"
    page, paste = page_of(browser, told), "Phần đầu còn đây. " + "a" * 20_000_000
    data = {**hidden_in(page, told, move), name: paste}
    as_page_does = {"files": [("proof", ("", b"", "application/octet-stream"))]} if move == "answer" else {}
    refused = browser.send("POST", f"/admin/cases/{told.id}/moves/{move}", data=data, **as_page_does)
    assert refused.status_code == 422
    assert "dài quá" in refused.text
    assert "Phần đầu còn đây." in form_in(refused.text, told, move)
    assert len(refused.text) < 2_000_000
    assert moves_of(desk.db, told, move) == 0


def test_a_text_a_little_too_long_comes_back_whole_and_says_how_long_it_is(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    long = "x" * 20_001
    refused = send(browser, told, "answer", page_of(browser, told), outcome="resolved", text=long)
    assert refused.status_code == 422
    assert "Dài 20.001 ký tự, nhiều nhất 20.000." in refused.text
    assert f"{long}</textarea>" in refused.text
    assert moves_of(desk.db, told, "answer") == 0


EXTENSION = {"stage": "resolution", "criteria": "many_people", "reason": "Nhiều hộ", "doc_no": "30/QĐ"}
WRONG_DAYS = [
    (Desk.intended, "record_form", "form_on", "2025-09-12", "Không thể trước ngày 13/09/2025."),
    (Desk.intended, "record_form", "form_on", "2026-09-15", "Không thể sau ngày 14/09/2026."),
    (Desk.intended, "record_form", "form_on", "31/02/2026", "Không có ngày này."),
    (Desk.at_work, "add_unit", "task_due_on", "31/12/9999", "Không có ngày này."),
    (Desk.at_work, "add_unit", "task_due_on", "9999-12-31", "Không thể sau ngày "),
    (Desk.accepted, "extend", "doc_on", "20/09/2026", "Không thể sau ngày 14/09/2026."),
    (Desk.decided, "fulfil", "done_on", "2026-09-01", "Không thể trước ngày 14/09/2026."),
    (Desk.at_work, "add_unit", "task_due_on", "2026-09-13", "Không thể trước ngày 14/09/2026."),
]


@pytest.mark.parametrize("case", WRONG_DAYS, ids=lambda case: "-".join(case[1:4]))
def test_a_wrong_day_is_refused_with_the_reason_at_its_field(desk, signed_in, case):
    scene, move, name, day, why = case
    told, browser = scene(desk), signed_in("giap")
    typed = {
        "record_form": {"form_ref": "12/TD", "instance": "1", "respondent": "commune_staff"},
        "extend": EXTENSION,
        "fulfil": {"duty": "decision_notice"},
        "add_unit": {"unit_id": desk.unit("T-KT"), "text": "Đo giúp"},
    }[move]
    refused = send(browser, told, move, page_of(browser, told), **typed, **{name: day})
    assert refused.status_code == 422
    form = form_in(refused.text, told, move)
    assert why in form
    shown = day if "/" in day else f"{date.fromisoformat(day):%d/%m/%Y}"
    assert any(f'value="{one}"' in form for one in (day, shown)), "what was typed, as days are written"
    assert f'id="{move}-{name}-why"' in form


def test_a_session_that_ends_while_a_draft_is_typed_loses_no_word(desk, signed_in):
    told, browser = desk.at_work(), signed_in("giap")
    form = {**hidden_in(page_of(browser, told), told, "answer"), **ANSWER, "do": "draft"}
    browser.cookies.clear()
    refused = browser.post(f"/admin/cases/{told.id}/replies/answer", form)
    assert refused.status_code == 401
    again = {"login": "giap", "password": PASSWORD, "kept": re.search(r'name="kept"[^>]*>([^<]+)<', refused.text)[1]}
    assert "Đã vá xong sáng nay.</textarea>" in browser.post("/admin/login", again).text

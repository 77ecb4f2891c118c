"""Signing in: what a stranger learns, how often they may try, and what a session that ended leaves behind."""

import pytest
from sqlalchemy import select

from intake.tables import AuditRow
from tests.admin.conftest import PASSWORD
from tests.factories import tell

pytestmark = pytest.mark.one_database


def test_a_right_password_opens_the_desk(browser):
    answer = browser.sign_in("ha")
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/admin" in cookie
    assert "Nguyễn Thu Hà" in browser.get("/admin/").text


def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(browser):
    wrong = browser.sign_in("ha", "khong-phai-mat-khau").text.replace('value="ha"', "")
    unknown = browser.sign_in("khong-co-ai", PASSWORD).text.replace('value="khong-co-ai"', "")
    assert wrong == unknown
    assert "không đúng" in wrong


def test_the_ninth_wrong_try_is_turned_away_even_with_the_right_password(browser, clock):
    for _ in range(8):
        assert browser.sign_in("ha", "sai-mat-khau-roi").status_code == 401
    answer = browser.sign_in("ha")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    clock.forward(minutes=16)
    assert browser.sign_in("ha").status_code == 303


def test_sign_ins_right_and_wrong_are_in_the_audit(browser, office):
    browser.sign_in("ha", "sai-mat-khau-roi")
    browser.sign_in("ha")
    with office.read() as snap:
        actions = list(snap.execute(select(AuditRow.action).order_by(AuditRow.id.desc()).limit(2)).scalars())
    assert actions == ["session.start", "session.refused"]


def test_a_session_ends_after_an_hour_without_a_request(signed_in, clock):
    browser = signed_in("ha")
    clock.forward(minutes=59)
    assert browser.get("/admin/").status_code == 200
    clock.forward(minutes=59)
    assert browser.get("/admin/").status_code == 200
    clock.forward(minutes=61)
    assert browser.get("/admin/").status_code == 303


def test_a_session_ends_after_twelve_hours_at_work(signed_in, clock):
    browser = signed_in("ha")
    for _ in range(15):
        clock.forward(minutes=48)
        last = browser.get("/admin/").status_code
    assert last == 303


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(signed_in):
    browser = signed_in("ha")
    cookies = dict(browser.cookies)
    assert browser.post("/admin/logout").status_code == 303
    browser.cookies = cookies
    assert browser.get("/admin/").status_code == 303


def test_after_signing_in_the_page_that_was_asked_for_opens(browser, office, settings):
    told = tell(office, settings)
    there = browser.get(f"/admin/cases/{told.id}").headers["location"]
    assert there == f"/admin/login?next=%2Fadmin%2Fcases%2F{told.id}"
    answer = browser.post("/admin/login", {"login": "giap", "password": PASSWORD, "next": f"/admin/cases/{told.id}"})
    assert answer.headers["location"] == f"/admin/cases/{told.id}"


@pytest.mark.parametrize(
    "path", ["https://xau.example/", "//xau.example", "/admin//xau.example", "/admin/\\xau", "javascript:1"]
)
def test_signing_in_never_leads_out_of_the_panel(browser, path):
    answer = browser.post("/admin/login", {"login": "ha", "password": PASSWORD, "next": path})
    assert answer.headers["location"] == "/admin/"


def test_what_was_typed_when_the_session_ended_comes_back_into_its_form(signed_in, office, settings, clock):
    told = tell(office, settings)
    browser = signed_in("giap")
    hidden = browser.form_of(told.id)
    clock.forward(minutes=61)
    path = f"/admin/cases/{told.id}/moves/ask"
    ended = browser.post(path, {**hidden, "question": "Số nhà\nbao nhiêu ạ?"})
    assert ended.status_code == 401
    assert "Số nhà\nbao nhiêu ạ?" in ended.text
    kept = {"kept_path": path, "kept.question": "Số nhà\nbao nhiêu ạ?", **{f"kept.{k}": v for k, v in hidden.items()}}
    back = browser.post("/admin/login", {"login": "giap", "password": PASSWORD, **kept})
    assert back.status_code == 200
    assert ">\nSố nhà\nbao nhiêu ạ?</textarea>" in back.text
    done = browser.post(path, {**hidden, "question": "Số nhà\nbao nhiêu ạ?"})
    assert done.status_code == 303

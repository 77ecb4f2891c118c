"""Signing in: what a stranger learns, how often they may try, and what a session that ended leaves behind."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from admin.app import create_admin
from admin.carried import form_token, owner_of, sealed
from admin.security import COOKIE
from intake.tables import AuditRow
from tests.admin.conftest import PASSWORD, Browser
from tests.factories import tell, viewer

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


def test_whoever_signed_in_at_a_browser_before_is_let_in_there_while_a_stranger_guesses(browser, panel):
    assert browser.sign_in("ha").status_code == 303
    browser.post("/admin/logout")
    stranger = Browser(panel)
    for _ in range(8):
        stranger.sign_in("ha", "sai-mat-khau-roi")
    assert stranger.sign_in("ha").status_code == 429
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


def test_signing_in_gives_a_new_session_and_ends_the_one_before_it(browser, signed_in):
    before = signed_in("giap")
    browser.cookies |= before.cookies
    browser.sign_in("ha")
    assert browser.cookies[COOKIE] != before.cookies[COOKIE]
    assert browser.get("/admin/").status_code == 200
    assert before.get("/admin/").status_code == 303


def test_a_token_that_somebody_else_laid_into_the_browser_becomes_no_session(browser, signed_in):
    browser.cookies[COOKIE] = planted = "a" * 43
    browser.sign_in("ha")
    assert browser.cookies[COOKIE] != planted
    thief = signed_in("giap")
    thief.cookies[COOKIE] = planted
    assert thief.get("/admin/").status_code == 303


def test_every_answer_says_what_the_browser_may_do_with_it(browser, office, settings):
    answer = browser.get("/admin/login")
    assert answer.headers["permissions-policy"] == "geolocation=(), camera=(), microphone=()"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in answer.headers
    by_https = replace(settings, base_url="https://nghe.example", secure_cookies=True)
    answer = type(browser)(create_admin(office, by_https)).get("/login")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


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
    assert "bao nhiêu ạ" not in ended.text
    back = sign_in_again(browser, "giap", ended)
    assert back.status_code == 200
    assert ">\nSố nhà\nbao nhiêu ạ?</textarea>" in back.text
    done = browser.post(path, {**hidden, "question": "Số nhà\nbao nhiêu ạ?"})
    assert done.status_code == 303


def sign_in_again(browser, login, ended):
    kept = re.search(r'<textarea name="kept" hidden aria-hidden="true">([^<]+)</textarea>', ended.text)
    return browser.post("/admin/login", {"login": login, "password": PASSWORD, "kept": kept[1] if kept else ""})


def test_what_was_typed_at_the_counter_comes_back_into_its_form(signed_in, clock):
    desk = signed_in("mai")
    clock.forward(minutes=61)
    form = {"text": "Cột đèn không sáng, “ba hôm” nay", "name": "Bà Tư", "how": "counter", "form_key": "k1"}
    back = sign_in_again(desk, "mai", desk.post("/admin/counter", form))
    assert back.status_code == 200
    assert "Cột đèn không sáng, “ba hôm” nay</textarea>" in back.text
    assert 'value="Bà Tư"' in back.text
    assert 'name="form_key" value="k1"' in back.text


def test_what_was_typed_anywhere_else_is_shown_and_sent_again_by_a_press(signed_in, office, clock):
    chair = signed_in("son")
    clock.forward(minutes=61)
    plan = {
        "about": "Thoát nước tổ 3",
        "chair": "Ông Sơn",
        "place": "Nhà văn hóa",
        "on": "2026-09-16",
        "starts": "08:00",
    }
    plan |= {"unit": str(viewer(office, "son").unit_id), "attendants": "Bà Chín"}
    back = sign_in_again(chair, "son", chair.post("/admin/meetings", plan))
    assert "Việc vừa làm chưa được ghi" in back.text
    assert 'method="post" action="/admin/meetings">' in back.text
    assert '<p class="notice text">Thoát nước tổ 3</p>' in back.text
    assert chair.post("/admin/meetings", plan).status_code == 303


@pytest.mark.parametrize(
    "sent",
    [
        ("/admin/logout", {}),
        ("/admin/bulk", {"do": "assign", "case": "1.2"}),
        ("//evil.example/", {"about": "Lời gì đó"}),
    ],
)
def test_where_nothing_was_typed_one_goes_on_as_usual(signed_in, office, settings, clock, sent):
    browser = signed_in("son")
    clock.forward(minutes=61)
    kept = sealed(settings, viewer(office, "son").id, *sent)
    answer = browser.post("/admin/login", {"login": "son", "password": PASSWORD, "kept": kept})
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")


@pytest.mark.parametrize("is_gone", [False, True], ids=["idle", "signed-out-beside"])
def test_what_a_denouncer_told_at_the_counter_comes_back_to_the_same_officer_alone(signed_in, clock, is_gone):
    desk = signed_in("mai")
    desk.get("/admin/counter")
    told = {"text": "Tôi tố cáo hoaxuyenchi", "name": "Bà Canh Chừng", "how": "counter", "form_key": "k1"}
    if is_gone:  # in another window of the browser
        desk.post("/admin/logout")
        desk.cookies.clear()
    clock.forward(minutes=61)
    ended = desk.post("/admin/counter", told)
    for answer in (ended, sign_in_again(desk, "ha", ended), sign_in_again(desk, "giap", ended)):
        assert "Canh Chừng" not in answer.text
        assert "hoaxuyenchi" not in answer.text
    back = sign_in_again(desk, "mai", ended)
    assert 'value="Bà Canh Chừng"' in back.text
    assert "Tôi tố cáo hoaxuyenchi</textarea>" in back.text


def test_whoever_signs_in_instead_is_told_that_the_words_were_not_theirs(signed_in, clock):
    desk = signed_in("mai")
    desk.get("/admin/counter")
    clock.forward(minutes=61)
    ended = desk.post("/admin/counter", {"text": "Cột đèn tắt", "how": "counter", "form_key": "k1"})
    other = sign_in_again(desk, "ha", ended)
    assert other.status_code == 200
    assert "của đồng nghiệp khác" in other.text
    assert desk.get("/admin/").status_code == 200


def test_a_form_that_says_it_is_somebody_elses_is_believed_no_owner(settings):
    mine = form_token(settings, "token", 7)
    assert owner_of(settings, mine) == 7
    assert owner_of(settings, mine[:64] + f"{8:016x}" + mine[80:]) is None
    assert owner_of(settings, "ä" * 200) is None


def test_a_password_that_was_typed_comes_back_nowhere(signed_in, clock):
    browser = signed_in("son")
    clock.forward(minutes=61)
    ended = browser.post(
        "/admin/account/password", {"old": PASSWORD, "password": "bàn gỗ xanh", "again": "bàn gỗ xanh"}
    )
    assert ended.status_code == 401
    assert "bàn gỗ xanh" not in ended.text

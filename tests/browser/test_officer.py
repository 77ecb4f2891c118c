"""An officer takes a matter up and the citizen reads along; two officers do not overwrite each other."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.trips import SPOT
from tests.factories import tell

pytestmark = pytest.mark.browser
QUESTION = "Ổ gà nằm làn nào, rộng chừng bao nhiêu ạ?"
ANSWER = "Tổ sửa đường đã lấp ổ gà sáng nay, cảm ơn Anh/Chị đã báo."


@pytest.fixture
def case(citizen):
    """The code of a case that a citizen has just told, with the page still open."""
    return citizen.register()


@pytest.fixture
def told(site):
    """The code of a case that nobody has taken up yet."""
    return tell(site.db, site.settings, f"Ổ gà {SPOT}", chat=f"told-{time.monotonic_ns()}").receipt.code


def test_from_the_inbox_to_the_answer_in_the_citizens_open_page(citizen, sign_in):
    citizen.register(f"Ổ gà to bằng cái mâm {SPOT}")
    citizen.page.evaluate("window.isStillHere = true")
    desk = sign_in(citizen.officer_in_charge())
    desk.page.get_by_role("link", name="Ổ gà to bằng cái mâm").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Ổ gà to bằng cái mâm")
    desk.press("Nhận xử lý")
    desk.has_done("Nhận xử lý")
    expect(citizen.talk).to_contain_text("đã nhận xử lý")
    desk.ask(QUESTION)
    desk.has_done("Hỏi người dân")
    expect(citizen.talk).to_contain_text(QUESTION)
    citizen.say("Làn ngoài, rộng nửa mét")
    expect(citizen.talk).to_contain_text("đã chuyển lời này vào hồ sơ", timeout=60_000)
    desk.page.reload()
    expect(desk.page.get_by_role("region", name="Cuộc trò chuyện")).to_contain_text("Làn ngoài, rộng nửa mét")
    desk.answer("Đã giải quyết xong", ANSWER)
    desk.has_done("Trả lời")
    expect(citizen.talk).to_contain_text(ANSWER)
    desk.press("Kết thúc")
    desk.has_done("Kết thúc")
    expect(desk.page.locator(".case-head")).to_contain_text("Đã kết thúc")
    assert citizen.page.evaluate("window.isStillHere")


def test_an_answer_without_outcome_is_not_sent(citizen, case, sign_in):
    desk = sign_in(citizen.officer_in_charge())
    desk.open_case(case)
    desk.press("Nhận xử lý")
    desk.has_done("Nhận xử lý")
    form = desk.form("Trả lời")
    form.get_by_label("Nội dung trả lời người dân").fill(ANSWER)
    form.get_by_role("button", name="Trả lời").click()
    assert form.get_by_label("Kết quả").evaluate("field => field.validity.valueMissing")
    expect(form.get_by_label("Nội dung trả lời người dân")).to_have_value(ANSWER)
    expect(citizen.talk).not_to_contain_text(ANSWER)


def test_the_second_of_two_officers_keeps_the_words_and_reads_what_changed(citizen, case, sign_in, visits):
    visits.refusals.add(409)
    first, second = sign_in(citizen.officer_in_charge()), sign_in("son")
    for desk in (first, second):
        desk.open_case(case)
    first.press("Nhận xử lý")
    first.has_done("Nhận xử lý")
    second.ask(QUESTION)
    expect(second.page.get_by_role("alert")).to_be_visible()
    expect(second.form("Hỏi người dân").get_by_label("Câu hỏi cho người dân")).to_have_value(QUESTION)
    expect(second.page.locator(".kept .events .new")).to_contain_text("Nhận xử lý")
    second.form("Hỏi người dân").get_by_role("button", name="Hỏi người dân").click()
    second.has_done("Hỏi người dân")
    expect(citizen.talk.get_by_text(QUESTION)).to_have_count(1)


def test_a_double_click_answers_once(citizen, case, sign_in):
    desk = sign_in(citizen.officer_in_charge())
    desk.open_case(case)
    desk.press("Nhận xử lý")
    desk.has_done("Nhận xử lý")
    form = desk.form("Hỏi người dân")
    form.get_by_label("Câu hỏi cho người dân").fill(QUESTION)
    form.get_by_role("button", name="Hỏi người dân").dblclick()
    desk.has_done("Hỏi người dân")
    expect(citizen.talk.get_by_text(QUESTION)).to_have_count(1)


@pytest.mark.usefixtures("told")
def test_the_keys_walk_the_inbox_and_open_a_case(sign_in):
    page = sign_in("son", "/admin/?folder=all_open").page
    rows = page.locator("a.row")
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(rows.nth(at)).to_be_focused()
    address = rows.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.keyboard.press("n")
    expect(page.locator("#move-note textarea")).to_be_focused()


def test_a_key_on_a_row_opens_the_case_at_that_move(told, sign_in):
    page = sign_in("son", f"/admin/?folder=all_open&q={told[-4:]}").page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("t")
    expect(page.locator("#move-transfer select").first).to_be_focused()


def test_keys_do_nothing_while_somebody_types(told, sign_in):
    desk = sign_in("son")
    desk.open_case(told)
    note = desk.form("Ghi chú nội bộ").get_by_label("Nội dung")
    note.fill("")
    note.press_sequentially("a t r h n / ?")
    expect(note).to_have_value("a t r h n / ?")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_slash_searches_and_question_mark_shows_the_keys(sign_in):
    page = sign_in("son").page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Tìm hồ sơ")).to_be_focused()


def test_words_typed_before_the_session_ended_are_kept(told, sign_in, visits):
    visits.refusals.add(401)
    login = "son"
    desk = sign_in(login)
    desk.open_case(told)
    desk.page.context.clear_cookies()
    desk.ask(QUESTION)
    expect(desk.page.get_by_text(QUESTION)).to_have_count(0)  # others may look at the screen meanwhile
    desk.page.get_by_label("Tên đăng nhập").fill(login)
    desk.page.get_by_label("Mật khẩu").fill("mat-khau-thu-nghiem")
    desk.page.get_by_role("button", name="Đăng nhập").click()
    expect(desk.form("Hỏi người dân").get_by_label("Câu hỏi cho người dân")).to_have_value(QUESTION)

"""A citizen with a small phone tells a matter, keeps the receipt and looks it up."""

import pytest
from playwright.sync_api import expect

from tests.browser.trips import POTHOLE, SPOT, Citizen, overflow

pytestmark = pytest.mark.browser


def test_the_whole_trip_in_the_open_page(citizen):
    citizen.page.evaluate("window.isStillHere = true")
    citizen.say(POTHOLE)
    citizen.agree()
    expect(citizen.talk).to_contain_text("Tôi ghi như sau")
    citizen.choice("Gửi").click()
    code = citizen.receive_code()
    expect(citizen.talk).to_contain_text(code)
    expect(citizen.talk).to_contain_text("Phòng Kinh tế, Hạ tầng và Đô thị")
    assert citizen.page.evaluate("window.isStillHere")


def test_receipt_and_look_up(citizen):
    code = citizen.register()
    citizen.talk.get_by_role("link", name="Mở biên nhận để lưu hoặc in").click()
    expect(citizen.page.get_by_role("heading", name="Biên nhận")).to_be_visible()
    expect(citizen.page.get_by_role("img", name=f"Mã QR mở trang tra cứu {code}")).to_be_visible()
    citizen.look_up(code.lower().replace("-", " "), citizen.secret(code).lower())
    expect(citizen.page.get_by_role("article")).to_contain_text("Chờ tiếp nhận")
    expect(citizen.page.get_by_role("article")).to_contain_text(code)


def test_a_wrong_secret_and_an_unknown_code_look_the_same(citizen, visits):
    visits.refusals.add(404)
    code = citizen.register()
    seen = []
    for asked in (code, "ND-26-ZZZZ-ZZZZ"):
        citizen.look_up(asked, "sai-bi-mat")
        expect(citizen.page.get_by_role("alert")).to_contain_text("Không tìm thấy hồ sơ")
        seen.append(citizen.page.content().replace(asked, ""))
    assert seen[0] == seen[1]


def test_a_reload_loses_nothing(citizen):
    citizen.tell()
    before = citizen.talk.inner_text()
    citizen.page.reload()
    assert citizen.talk.inner_text() == before
    citizen.choice("Gửi").click()
    citizen.receive_code()
    citizen.page.reload()
    expect(citizen.talk).to_contain_text("Ổ gà to")


def test_an_answered_question_has_no_buttons_in_another_tab(citizen):
    citizen.tell()
    other = Citizen(citizen.page.context.new_page())
    other.page.goto("/")
    other.choice("Gửi").click()
    other.receive_code()
    expect(citizen.choice("Sửa nơi")).to_have_count(0)


def test_empty_and_odd_words_get_a_sentence(citizen):
    citizen.send.click()
    expect(citizen.page.get_by_role("alert")).to_contain_text("Anh/Chị chưa viết gì")
    for odd in ("😀😀😀", "مرحبا بالعالم", "\u202egnort mihc"):
        citizen.say(odd)
        expect(citizen.field).to_have_value("")
        expect(citizen.talk.locator(".waiting")).to_have_count(0)
    expect(citizen.talk.locator(".line.bot")).to_have_count(3)


def test_no_page_scrolls_sideways(citizen, visits):
    visits.refusals.add(404)
    citizen.page.set_viewport_size({"width": 320, "height": 640})  # also 640 at twice the size of letters
    wide = {"greeting": overflow(citizen.page)}
    citizen.say("ổ_gà_" * 60 + f" {SPOT}")
    citizen.agree()
    citizen.choice("Gửi").click()
    code = citizen.receive_code()
    wide["talk"] = overflow(citizen.page)
    secret = citizen.secret(code)
    wide["receipt"] = overflow(citizen.page)
    citizen.look_up(code, secret)
    wide["look-up"] = overflow(citizen.page)
    citizen.look_up(code, "sai")
    wide["refused"] = overflow(citizen.page)
    citizen.page.goto("/khong-co-trang-nay")
    wide["error"] = overflow(citizen.page)
    assert {page: by for page, by in wide.items() if by > 0} == {}


def test_leaving_a_shared_computer_takes_the_talk_away(citizen):
    citizen.tell()
    citizen.page.get_by_role("button", name="Rời khỏi máy này").click()
    expect(citizen.talk).not_to_contain_text("Ổ gà to")
    expect(citizen.talk).to_contain_text("Chào Anh/Chị")

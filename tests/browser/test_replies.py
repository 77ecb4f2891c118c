"""A reply is written over an afternoon: template, preview, drafts in two windows; nothing typed is lost."""

import re
import time

import pytest
from playwright.sync_api import expect

from intake.lifecycle import Move
from intake.replies import reply_templates
from tests.browser.trips import SPOT, overflow
from tests.factories import tell, viewer
from tests.intake.moving import act

pytestmark = pytest.mark.browser
OWN = "Đã lấp ổ gà sáng nay."


@pytest.fixture
def case(site):
    """The code of a case at work, with one template of answers in the book."""
    told = tell(site.db, site.settings, f"Ổ gà {SPOT}", chat=f"reply-{time.monotonic_ns()}")
    act(site.db, told.id, Move.ACCEPT, login="ha")
    content = reply_templates.Content("Đã xử lý", "answer", "{{ don_vi }} đã làm [việc gì].")
    with site.db.transaction() as tx:
        if content not in [one.content for one in reply_templates.entries(tx, viewer(site.db, "giap"))]:
            reply_templates.add(tx, content, why="Hay dùng", actor=viewer(site.db, "giap"))
    return told.receipt.code


def test_a_reply_is_filled_in_previewed_and_kept_as_it_is_typed(case, sign_in):
    desk = sign_in("ha")
    desk.open_case(case)
    form = desk.form("Trả lời")
    form.get_by_label("Mẫu").select_option(label="Đã xử lý")
    form.get_by_role("button", name="Điền mẫu").click()
    text = form.get_by_label("Nội dung trả lời người dân")
    expect(text).to_have_value(re.compile(r"đã làm \[việc gì\]\."))
    expect(form.locator(".hints")).to_contain_text("[việc gì]")
    text.fill(OWN)
    form.get_by_role("button", name="Xem như người dân đọc").click()
    expect(form.locator(".preview")).to_contain_text(OWN)
    expect(form.locator(".preview")).to_contain_text(case)
    text.blur()
    expect(form.get_by_role("status")).to_contain_text("Đã lưu nháp")
    assert overflow(desk.page) <= 0
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.locator("#move-answer > summary").click()
    theirs = other.locator("#move-answer").get_by_label("Nội dung trả lời người dân")
    expect(theirs).to_have_value(OWN)
    theirs.fill("Của cửa sổ kia")
    theirs.blur()
    expect(other.locator("#move-answer .state")).to_contain_text("Đã lưu nháp")
    text.fill("Của cửa sổ này")
    text.blur()
    expect(form.locator(".state")).to_contain_text("Một cửa sổ khác vừa lưu")
    form.get_by_role("button", name="Giữ bản này").click()
    expect(form.locator(".state")).to_contain_text("Đã lưu nháp")
    desk.page.reload()
    expect(desk.form("Trả lời").get_by_label("Nội dung trả lời người dân")).to_have_value("Của cửa sổ này")


def test_an_extension_shows_its_new_day_before_it_is_made(case, sign_in):
    desk = sign_in("ha")
    desk.open_case(case)
    form = desk.form("Gia hạn")
    form.get_by_label("Lý do").fill("Phải xác minh ở hai nơi")
    form.get_by_role("button", name="Xem như người dân đọc").click()
    expect(form.locator(".preview")).to_contain_text(
        re.compile(r"Hạn mới: .+Căn cứ: quy chế địa phương, .+ ngày", re.DOTALL)
    )
    expect(form.locator(".preview .said")).to_contain_text("cần thêm thời gian: Phải xác minh ở hai nơi")

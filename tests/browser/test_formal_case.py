"""The page of a complaint with everything on it: calm at every width, open to everybody, usable without a mouse."""

import pytest
from playwright.sync_api import expect

from intake.lifecycle import Move
from tests.browser.eyes import faults, misfits, open_all
from tests.scenes import PDF

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def crowded(site):
    """A complaint that its author wants to withdraw, extended, helped by another unit: many moves are possible."""
    desk = site.desk
    told = desk.to_be_withdrawn()
    extension = {"stage": "resolution", "criteria": "many_people", "reason": "Nhiều hộ cùng khiếu nại"}
    desk.make(told, Move.EXTEND, with_file=True, **extension, doc_no="30/QĐ-UBND", doc_on=desk.today)
    task = {"unit_id": desk.unit("T-KT"), "text": "Xin sao hồ sơ địa chính của thửa đất", "task_due_on": desk.today}
    desk.make(told, Move.ADD_UNIT, **task)
    return told


def test_a_crowded_case_keeps_nobody_out(sign_in, crowded):
    page = sign_in("giap", f"/admin/cases/{crowded.id}").page
    found = misfits(page, "folded")
    open_all(page)
    assert found + misfits(page, "open") + faults(page) == []


def test_the_column_of_a_crowded_case_fits_one_screen(sign_in, crowded):
    page = sign_in("giap").page
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"/admin/cases/{crowded.id}")
    last = page.locator(".actions details.more").last
    assert page.locator(".actions .move").count() >= 18
    box = last.bounding_box()
    assert box["y"] + box["height"] < 1000


def test_a_form_under_a_heading_is_reached_and_sent_by_keyboard(sign_in, site):
    told = site.desk.accepted()
    page = sign_in("giap", f"/admin/cases/{told.id}").page
    heading = page.locator("details.more > summary", has_text="Giao và phối hợp")
    heading.focus()
    page.keyboard.press("Enter")
    page.locator("#move-assign > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Cán bộ", exact=True).select_option(label="Phạm Minh Sơn")
    page.locator("#move-assign").get_by_role("button", name="Giao cán bộ").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã làm: Giao cán bộ")
    expect(page.locator(".sheet-facts")).to_contain_text("Phạm Minh Sơn")


def test_a_paper_too_large_is_said_before_it_is_sent(sign_in, site):
    told = site.desk.accepted()
    desk = sign_in("giap")
    page = desk.page
    page.goto(f"/admin/cases/{told.id}")
    form = desk.form("Tạm đình chỉ")
    field = form.get_by_label("Tệp quyết định hoặc văn bản")
    page.evaluate("document.querySelector('#suspend-decision').dataset.largest = '10'")
    field.set_input_files({"name": "to.pdf", "mimeType": "application/pdf", "buffer": PDF})
    assert "lớn quá" in field.evaluate("field => field.validationMessage")
    field.set_input_files([])
    page.evaluate("document.querySelector('#suspend-decision').dataset.largest = '20971520'")
    form.get_by_label("Căn cứ").select_option(index=1)
    form.get_by_label("Lý do").fill("Chờ kết quả đo đạc")
    form.get_by_label("Số quyết định").fill("15/QĐ-UBND")
    field.set_input_files({"name": "qd-15.pdf", "mimeType": "application/pdf", "buffer": PDF})
    form.get_by_role("button", name="Tạm đình chỉ").click()
    desk.has_done("Tạm đình chỉ")
    expect(page.get_by_role("link", name="xem qd-15.pdf")).to_be_visible()
    expect(page.locator(".clocks")).to_contain_text("Đang dừng từ")


def test_a_refused_form_leads_to_the_field_that_is_wrong(visits, sign_in, site):
    visits.refusals.add(422)
    told = site.desk.intended()
    desk = sign_in("giap")
    page = desk.page
    page.goto(f"/admin/cases/{told.id}")
    form = desk.form("Ghi nhận đơn có chữ ký")
    form.get_by_label("Số vào sổ của đơn").fill("12/TD")
    form.get_by_label("Bị khiếu nại").select_option(label="Giám đốc, Phó Giám đốc sở, ngành của tỉnh")
    form.get_by_label("Lần giải quyết").select_option(label="Lần hai")
    form.get_by_role("button", name="Ghi nhận đơn có chữ ký").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("không có thẩm quyền")
    alert.get_by_role("link").click()
    expect(page.get_by_label("Bị khiếu nại")).to_be_focused()
    expect(form.get_by_label("Số vào sổ của đơn")).to_have_value("12/TD")

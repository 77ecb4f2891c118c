"""A supervisor reads the board and finds what was said, with diacritics or without."""

import pytest
from playwright.sync_api import expect

from intake.lifecycle import Move
from tests.browser.installation import OLD
from tests.browser.trips import Citizen

pytestmark = pytest.mark.browser


def test_each_number_of_the_board_leads_to_its_cases(sign_in):
    page = sign_in("giap").page
    page.get_by_role("link", name="Theo dõi", exact=True).click()
    row = page.get_by_role("row", name="Phòng Kinh tế, Hạ tầng và Đô thị").first
    late = row.locator("td.late a")
    number = int(late.inner_text())
    assert number >= 1
    late.click()
    expect(page.locator("a.row")).to_have_count(number)
    expect(page.get_by_role("link", name=OLD)).to_be_visible()


def test_the_board_names_units_and_officers(sign_in):
    page = sign_in("giap", "/admin/board").page
    expect(page.get_by_role("table", name="Theo đơn vị")).to_be_visible()
    for heading in ("Đang mở", "Quá hạn", "Đúng hạn", "Trả lời lần đầu", "trung vị", "90%"):
        expect(page.get_by_role("columnheader", name=heading).first).to_be_visible()
    page.get_by_role("navigation", name="Xem theo").get_by_role("link", name="Cán bộ").click()
    expect(page.get_by_role("table", name="Theo cán bộ")).to_be_visible()


def test_all_signs_of_a_unit_are_seen_at_once_on_a_screen_of_an_office(sign_in, site):
    site.desk.make(site.desk.accepted(), Move.EXTEND, with_file=True, stage="resolution", criteria="many_people",
        reason="Nhiều hộ cùng khiếu nại", doc_no="30/QĐ-UBND", doc_on=site.desk.today)  # fmt: skip
    page = sign_in("giap").page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/admin/board/clocks?days=365")
    table = page.get_by_role("table", name="Theo đơn vị")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")


def test_a_bubble_of_the_map_is_reached_by_keyboard_and_leads_to_its_cases(sign_in):
    page = sign_in("giap", "/admin/board/places?days=365").page
    bubble = page.locator("svg.places a").first
    bubble.focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.row").first).to_be_visible()


def test_the_log_is_searched_with_and_without_diacritics(sign_in):
    page = sign_in("giap").page
    found = []
    for words in ("ổ gà sâu giữa đường Hùng Vương", "o ga sau giua duong hung vuong"):
        page.goto("/admin/dialogues")
        page.get_by_role("searchbox", name="Tìm trong lời đã nói").fill(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("table", name="Những câu tìm thấy")).to_contain_text(OLD)
        found.append(page.locator("tbody").inner_text())
    assert found[0] == found[1]


def test_a_talk_shows_what_the_machine_understood(visits, sign_in):
    Citizen(visits.open()).register()
    page = sign_in("giap", "/admin/dialogues?q=cổng+trường+tiểu+học+Ngô+Sĩ+Liên").page
    page.get_by_role("table", name="Những câu tìm thấy").get_by_role("link").first.click()
    page.get_by_text("Máy hiểu:").first.click()
    expect(page.locator(".mind[open]")).to_contain_text("Lĩnh vực")
    expect(page.locator(".mind[open]")).to_contain_text("Bước:")


def test_an_observer_sees_numbers_and_no_cases(sign_in):
    page = sign_in("nga", "/admin/board").page
    expect(page.get_by_role("table", name="Theo đơn vị")).to_be_visible()
    expect(page.get_by_role("link", name="Hội thoại")).to_have_count(0)
    expect(page.locator("td a")).to_have_count(0)

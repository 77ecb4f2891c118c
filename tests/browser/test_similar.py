"""An officer joins a case to an earlier one on the same matter, in a browser, without typing a code."""

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import faults, misfits, open_all
from tests.factories import tell
from tests.intake.moving import case

pytestmark = pytest.mark.browser
HOLE = "Ổ gà to trước cổng chợ Thương, hôm qua có chị bán rau ngã xe"
AGAIN = "Cổng chợ Thương có ổ gà to, chị bán rau ngã xe"


@pytest.fixture(scope="module")
def two(site):
    return [tell(site.db, site.settings, text, chat=text) for text in (HOLE, AGAIN)]


def test_the_list_of_similar_cases_keeps_nobody_out(sign_in, two):
    page = sign_in("son", f"/admin/cases/{two[1].id}").page
    open_all(page)
    assert misfits(page) + faults(page) == []


def test_the_same_matter_is_joined_without_typing_a_code(site, sign_in, two):
    first, second = two
    page = sign_in("son", f"/admin/cases/{second.id}").page
    row = page.locator("ul.similar > li", has_text=first.receipt.code)
    expect(row).to_contain_text("Cùng nói:")
    row.locator("summary").click()
    row.get_by_role("button", name="Gộp để trả lời chung").click()
    expect(page.get_by_role("status")).to_contain_text("Gộp để trả lời chung")
    assert case(site.db, second.id).leader_id == first.id
    expect(page.get_by_text("Trả lời chung với")).to_be_visible()

"""Books and forms of the law on paper: A4 across, nothing cut off at the edge, the office and the period above."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.trips import overflow

pytestmark = pytest.mark.browser
ACROSS = {"width": 1047, "height": 718}  # A4 across within margins of 10 mm, in pixels of CSS
WIDE_TABLES = "[...document.querySelectorAll('table')].filter(one => one.scrollWidth > one.parentElement.clientWidth)"


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("mai", "/admin/reception-book?first=2026-01-01&last=2026-12-31"),
        ("giap", "/admin/reports/01-TCD"),
        ("giap", "/admin/reports/03-XLD"),
    ],
)
def test_what_is_wide_is_printed_across_with_its_head(sign_in, login, path):
    page = sign_in(login, path).page
    page.emulate_media(media="print")
    page.set_viewport_size(ACROSS)
    expect(page.locator(".onpaper").first).to_contain_text("UBND")
    assert overflow(page) <= 0
    assert page.evaluate(f"{WIDE_TABLES}.length") == 0
    [width, height] = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)).groups()
    assert float(width) > float(height)

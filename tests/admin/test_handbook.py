"""The papers for officers and operators call each page, button and setting as the panel does, and leave out no page."""

import re
from functools import cache
from pathlib import Path

import pytest

from intake import labels
from tests.admin.test_access import EXPECTED

pytestmark = pytest.mark.one_database

ROOT = Path(labels.__file__).parents[1]
FRAME = (ROOT / "admin" / "templates" / "base.html").read_text(encoding="utf-8")
TABS = dict(re.findall(r"tab\('\w+', '/admin([^']+)', '([^']+)'", FRAME))  # short names on top of every page
PAPERS = ("so-tay-can-bo", "dien-thoai-can-bo", "quan-tri-doc-va-phan-loai", "van-hanh", "kenh-zalo")
# what a citizen says in an example, what another's page is called, and names that hold for more than the panel
OTHERS_WORDS = frozenset({
    "tên đăng nhập", "lọc cú pháp", "Đông người (n)", "que vo", "quê vợ", "UBND thành phố", "chủ tịch xã Tân Yên",
    "Kính gửi ông chủ tịch…", "nước chảy ra vàng khè", "bưu tá không phát thư", "có phải việc này không?",
    "tôi đại diện 30 hộ dân", "thay mặt 12 hộ", "dập được rồi", "đưa đi viện rồi",
})  # fmt: skip
ONLY_FROM_ANOTHER = re.compile(r"[{.]|/new$|/what-if$|/edit$|/export$|^/(login|logout|first-password|second-step)$")


def paper(name):
    return re.sub(r"\s+", " ", (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))


@cache
def said():
    """All that pages, labels and texts may say, without marks of the page."""
    sources = [*(ROOT / "admin").rglob("*.html"), *(ROOT / "admin").rglob("*.py"), *(ROOT / "admin").rglob("*.js")]
    sources += [*(ROOT / "intake").rglob("*.py"), *(ROOT / "intake").rglob("*.toml"), *(ROOT / "bot").rglob("*.toml")]
    whole = "\n".join(one.read_text(encoding="utf-8") for one in sources)
    return whole + re.sub(r"<[^>]+>|\{%.*?%\}", "", whole)


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_quoted_to_an_officer_stands_in_the_product_under_that_very_name(name):
    product = said()
    quoted = {part for quote in re.findall(r"“([^”]+)”", paper(name)) for part in quote.split(" → ")}
    assert len(quoted) > 4
    assert sorted(part for part in quoted - OTHERS_WORDS if part not in product) == []


@pytest.fixture
def titles(signed_in):
    """What each page is called that is opened by its address, by that address."""
    paths = sorted(path for method, path in EXPECTED if method == "GET" and not ONLY_FROM_ANOTHER.search(path))
    named = {}
    for login in ("mai", "giap", "quy", "ha"):
        browser = signed_in(login)
        for path in paths:
            page = browser.get(f"/admin{path}")
            title = re.search(r"<title>(?:\(\d+\) )?(.*?)(?: · | \| |</title>)", page.text)
            if page.status_code == 200 and title:
                named[path] = re.sub(r"( tháng)? \d+(/\d+)?$", "", title[1].strip())
    assert len(named) > 30
    return named


def test_every_page_that_is_opened_by_its_address_is_told_of(titles):
    told = " ".join(map(paper, PAPERS))
    assert {path: title for path, title in titles.items() if title not in told} == {}


def test_a_paper_calls_a_page_by_its_title_and_leads_to_it_by_that(titles):
    wrong = {}
    for name in PAPERS:
        said = paper(name)
        pages = {*re.findall(r"[Tt]rang “([^”→]+)”", said), *re.findall(r"Cài đặt → ([^”→,.]+)[”,.]", said)}
        wrong[name] = sorted(pages - set(titles.values()) - set(TABS.values()))
        for path, title in titles.items():
            led = re.findall(rf"“([^”]+)” \(`/admin{path}`[^)]*\)", said)
            wrong[name] += sorted(set(led) - {title, TABS.get(path, "")})
    assert {name: some for name, some in wrong.items() if some} == {}

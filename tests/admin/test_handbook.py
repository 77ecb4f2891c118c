"""The papers for officers and operators call each page, button and setting as the panel does, and leave out no page."""

import re
from pathlib import Path

import pytest

from intake import labels
from tests.admin.test_access import EXPECTED

ROOT = Path(labels.__file__).parents[1]
PAPERS = ("so-tay-can-bo", "dien-thoai-can-bo", "quan-tri-doc-va-phan-loai", "van-hanh", "kenh-zalo")
READ_BY_STAFF = ("so-tay-can-bo", "dien-thoai-can-bo")
# what a citizen says in an example, and names that hold for more than the panel
OTHERS_WORDS = frozenset({"tên đăng nhập"})
ONLY_FROM_ANOTHER = re.compile(r"[{.]|/new$|/what-if$|/edit$|/export$|^/(login|logout|first-password|second-step)$")


def paper(name):
    return re.sub(r"\s+", " ", (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))


def said():
    """All that pages, labels and texts may say, without marks of the page."""
    sources = [*(ROOT / "admin").rglob("*.html"), *(ROOT / "admin").rglob("*.py"), *(ROOT / "admin").rglob("*.js")]
    sources += [*(ROOT / "intake").rglob("*.py"), *(ROOT / "intake").rglob("*.toml"), *(ROOT / "bot").rglob("*.toml")]
    whole = "\n".join(one.read_text(encoding="utf-8") for one in sources)
    return whole + re.sub(r"<[^>]+>|\{%.*?%\}", "", whole)


@pytest.mark.parametrize("name", READ_BY_STAFF)
def test_what_is_quoted_to_an_officer_stands_in_the_product_under_that_very_name(name):
    product = said()
    quoted = {part for quote in re.findall(r"“([^”]+)”", paper(name)) for part in quote.split(" → ")}
    assert len(quoted) > 5
    assert sorted(part for part in quoted - OTHERS_WORDS if part not in product) == []


def test_every_page_that_is_opened_by_its_address_is_told_of(signed_in):
    told = " ".join(map(paper, PAPERS))
    paths = sorted(path for method, path in EXPECTED if method == "GET" and not ONLY_FROM_ANOTHER.search(path))
    named = {}
    for login in ("mai", "giap", "quy", "ha"):
        browser = signed_in(login)
        for path in paths:
            page = browser.get(f"/admin{path}")
            title = re.search(r"<title>(?:\(\d+\) )?(.*?)(?: · | \| |</title>)", page.text)
            if page.status_code == 200 and title:
                named[path] = title[1].strip()
    assert len(named) > 30
    named = {path: re.sub(r"( tháng)? \d+(/\d+)?$", "", title) for path, title in named.items()}
    assert {path: title for path, title in named.items() if title not in told} == {}

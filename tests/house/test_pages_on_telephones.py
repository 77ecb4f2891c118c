"""On a telephone the rows of a table stand one under another without its head: what means nothing alone is named."""

import re

import pytest

from tests.house.test_house import ROOT

TEMPLATES = sorted((ROOT / "admin" / "templates").glob("*.html"))
TABLE = re.compile(r'<table class="grid stack[^"]*">(.*?)</table>', re.DOTALL)
CELL = re.compile(r"<td([^>]*)>(.*?)(?=</td>)", re.DOTALL)
MEANS_NOTHING_ALONE = re.compile(r"–|'chưa có'")


def nameless(text):
    cells = [cell for table in TABLE.findall(text) for cell in CELL.findall(table)]
    return [
        body.strip()[:60]
        for attributes, body in cells
        if "data-of" not in attributes and ("num" in attributes or MEANS_NOTHING_ALONE.search(body))
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_numbers_and_gaps_are_named_where_the_head_of_a_table_is_gone(path):
    assert nameless(path.read_text(encoding="utf-8")) == []


def test_a_bare_number_would_be_noticed():
    assert nameless('<table class="grid stack"><td class="num">{{ n }}</td></table>') == ["{{ n }}"]

"""No page of the panel tells the number of a case or a talk, and a number opens nothing: a gap would tell of more."""

import asyncio
import re

import pytest

from intake.files import attachments
from intake.sending import outbox
from tests.factories import tell, write
from tests.pictures import JPEG
from tests.refs import case_ref, with_refs
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

NUMBERED = re.compile(
    r"/admin/(?:cases|dialogues|counter)/\d+(?![\w-])|/beside/\d+|name=\"(?:case|case_id|drop|chat|back)\" value=\"\d+"
    r"|[?&;](?:chat|after)=(?:[\d-]+\.)?\d+[&\"]"
)
PAGES = (
    "?folder=all_open", "?folder=all", "cases/{case}", "cases/{case}/story", "cases/{case}/beside/{other}", "notices",
    "dialogues", "dialogues/{talk}", "dialogues?q=o+ga", "deliveries", "problems", "board/cases?fact=told&days=365",
    "board/clocks", "audit", "commitments", "receptions/today", "reception-book", "counter",
)  # fmt: skip


@pytest.fixture
def book(office, settings):
    """Cases with all that leads to them: others like them, files, messages that wait, more than a page of them."""
    desk = Desk(office, settings)
    first, other = desk.drafted(), desk.joined()
    for number in range(45):
        tell(office, settings, f"Ổ gà số {number}", chat=f"many-{number}")
    with office.transaction() as tx:
        outbox.put(tx, conversation_id=first.conversation_id, key="k", purpose="notice", payload={}, case_id=first.id)
        write(tx, first.conversation_id, "còn ổ gà")
    attachments.keep(settings, JPEG)
    return first, other


def raw(browser, path):
    """An answer as it goes over the line."""
    return asyncio.run(browser.ask("GET", path))


@pytest.mark.parametrize("login", ["giap", "mai", "ha", "son"])
def test_no_page_tells_a_number(signed_in, book, login):
    first, other = book
    browser = signed_in(login)
    named = {"case": first.id, "other": other.id, "talk": first.conversation_id}
    found, opened = {}, 0
    for page in PAGES:
        answer = raw(browser, with_refs(browser.settings, f"/admin/{page.format(**named)}"))
        opened += answer.status_code == 200
        found[page] = NUMBERED.findall(answer.text)
    assert {page: some for page, some in found.items() if some} == {}
    assert opened > len(PAGES) / 2


@pytest.mark.parametrize(
    "path", ["/admin/cases/{}", "/admin/cases/{}/story", "/admin/counter/{}", "/admin/dialogues/{}"]
)
def test_a_number_opens_nothing_whether_there_is_such_a_row_or_not(signed_in, book, path):
    first, _other = book
    browser = signed_in("giap")
    answers = [raw(browser, path.format(number)) for number in (first.id, 999_999)]
    assert [one.status_code for one in answers] == [404, 404]
    plain = [re.sub(r"Mã lỗi[^<]*<[^<]*|[0-9a-f]{64,}", "", one.text) for one in answers]
    assert plain[0] == plain[1]


@pytest.mark.usefixtures("book")
def test_pages_follow_each_other_by_their_references(signed_in):
    browser, seen, path = signed_in("giap"), [], "/admin/?folder=all_open"
    while path:
        page = browser.get(path).text
        seen += re.findall(r'class="row[^"]*" href="/admin/cases/(\d+)"', page) or re.findall(
            r'href="/admin/cases/(\d+)"[^>]*class="row', page
        )
        more = re.search(r'href="([^"]*)" rel="next"', page)
        path = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) > 45


def test_many_cases_are_chosen_by_their_references(signed_in, book, settings):
    first, other = book
    browser = signed_in("giap")
    chosen = ",".join(case_ref(settings, one.id) for one in (first, other))
    page = browser.post("/admin/bulk", {"do": "interim", "case": chosen}).text
    assert all(f'name="case" value="{one.id}.' in page for one in (first, other))
    assert browser.post("/admin/bulk", {"do": "interim", "case": f"0{first.id},{other.id}"}).status_code == 422

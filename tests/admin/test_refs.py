"""No page of the panel tells the number of a row that citizens make, and a number opens nothing: a gap would tell."""

import asyncio
import re

import pytest
from sqlalchemy import update

from intake.files import attachments
from intake.receptions import visits
from intake.sending import outbox
from intake.tables import InboxRow
from intake.talk import inbox
from intake.talk.inbox import RawEvent
from tests.factories import tell, viewer, write
from tests.pictures import JPEG
from tests.refs import case_ref, with_refs
from tests.scenes import Desk

pytestmark = pytest.mark.one_database

NUMBERED = re.compile(
    r"/admin/(?:cases|dialogues|counter)/\d+(?![\w-])|/beside/\d+|name=\"(?:case|case_id|drop|chat|back)\" value=\"\d+"
    r"|[?&;](?:chat|after|before|line)=(?:[\d-]+\.)?[1-9]\d*[&\"#]|truoc=[uen]\d"
    r"|/admin/(?:attachments|deliveries|visits|problems/inbox)/\d|/(?:files|voices|steps)/\d"
    r"|#u\d|\bid=\"(?:u|e|case-|way-\w+-)\d+\"|data-last=\"\d|name=\"seen\" value=\"\d|(?:tin gửi|tin nhận) số \d"
)
VISIT = visits.Brief("counter", "feedback", "Hỏi giờ chợ", "answered", reason="Đã nói giờ", name="Ông Năm")
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
        line = write(tx, first.conversation_id, "còn ổ gà")
        kept = attachments.keep(settings, JPEG, kind="photo")
        photo = {"kind": "photo", "ref": "p", "sha256": kept.sha256, "mime": kept.mime, "size": kept.size}
        voice = {"kind": "audio", "ref": "v", "sha256": "0" * 64, "mime": "audio/ogg", "size": 10}
        where = {"conversation_id": first.conversation_id, "case_id": first.id, "draft_no": 1, "utterance_id": line}
        attachments.expect(tx, **where, channel="web", account="web", media=[photo, voice])
        visits.record(tx, settings, viewer(office, "mai"), VISIT, form_key="one")
        number = inbox.store(tx, RawEvent("telegram", "main", "dead", "chat-9", 1, "{}"))
        tx.execute(update(InboxRow).where(InboxRow.id == number).values(status="dead"))
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


ROWS = re.compile(
    r"/admin/cases/(?=\w{11}/(?:files|voices))|\w{11}/files/|\w{11}/voices/|/admin/attachments/|#u|/steps/"
    r"|/admin/deliveries/|/admin/problems/inbox/|/admin/visits/(?!new)"
)


def test_rows_of_every_kind_are_led_to_all_the_same(signed_in, book):
    first, _other = book
    browser = signed_in("mai")
    named = {"case": first.id, "talk": first.conversation_id}
    pages = ("cases/{case}", "dialogues/{talk}", "dialogues?q=o+ga", "problems", "reception-book?first=2026-09-01")
    shown = [raw(browser, with_refs(browser.settings, f"/admin/{page.format(**named)}")).text for page in pages]
    kinds = {re.sub(r"^\w{11}", "", one) for page in shown for one in ROWS.findall(page)}
    assert {"/files/", "/voices/", "/admin/attachments/", "#u", "/admin/deliveries/", "/admin/problems/inbox/",
            "/admin/visits/"} <= kinds  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "/admin/cases/{}", "/admin/cases/{}/story", "/admin/counter/{}", "/admin/dialogues/{}", "/admin/attachments/{}",
        "/admin/cases/{case}/files/{}", "/admin/dialogues/{talk}/steps/{}", "/admin/visits/{}", "/admin/visits/{}.pdf",
    ],
)  # fmt: skip
def test_a_number_opens_nothing_whether_there_is_such_a_row_or_not(signed_in, book, path):
    first, _other = book
    browser = signed_in("giap")
    path = with_refs(
        browser.settings, path.replace("{case}", str(first.id)).replace("{talk}", str(first.conversation_id))
    )
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

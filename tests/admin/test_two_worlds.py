"""A book before and after accusations: whoever may not know of these reads the same on every page and sheet."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest

from intake.acts import denunciations
from intake.acts.denunciations import Accusation
from intake.lifecycle import Move
from intake.sealed import vault_keys
from routing.kinds import Kind
from routing.reading import default_reader
from tests.scenes import Desk

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

PAGES, OF_ONE_SORT = 80, 2
STARTS = (
    *("/", "/?folder=all", "/?folder=all_open", "/?kind=denunciation", "/?folder=overdue", "/dialogues"),
    *("/board", "/board.csv", "/board.xlsx", "/board/cases", "/board/clocks", "/board/clocks.csv", "/board/places"),
    *("/reports", "/funnel", "/funnel.csv", "/notices", "/problems", "/deliveries?state=all", "/channels"),
    *("/reception-book", "/reception-book.xlsx", "/receptions", "/meetings", "/commitments", "/directory"),
    *("/calendar/what-if?day=2026-10-30&working=0&name=Ngh%E1%BB%89&source=CV", "/settings/retention", "/hub"),
)
# What differs from look to look, or by the dice: keys of forms, codes, the second step's own secret, who signed in.
_BY_CHANCE = (
    r'name="(?:csrf|token|seen|expected)" value="\w+"', r"\b[0-9a-f]{12,}\b", r"Mã lỗi.*",
    r'<div class="qr".*?</div>|<code>(?:\w{4} )+</code>',
)  # fmt: skip
_LEFT_OUT = ("code=", "/static/", "/audit")  # the log of the house, to which each look adds, has a test of its own
ACCUSED = "giap"


def shown(answer):
    if answer.content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(answer.content)) as book:
            return [(name, book.read(name)) for name in sorted(book.namelist()) if "docProps" not in name]
    text = answer.text
    for chance in _BY_CHANCE:
        text = re.sub(chance, "", text)
    return text.splitlines()


def sort_of(link):
    path, _, query = link.partition("?")
    return re.sub(r"\d+", "N", path), tuple(sorted(part.partition("=")[0] for part in query.split("&")))


def crawled(browser):
    """Return every page that leads on from the first ones, as far as it is not made by chance."""
    waiting, pages, sorts = [f"/admin{path}" for path in STARTS], {}, {}
    while waiting and len(pages) < PAGES:
        path = waiting.pop(0)
        answer = browser.get(path)
        pages[path] = (answer.status_code, shown(answer))
        for link in map(unescape, re.findall(r'href="(/admin/[^"#]*)', answer.text)):
            is_new = link not in pages and link not in waiting and not any(one in link for one in _LEFT_OUT)
            sorts[sort_of(link)] = sorts.get(sort_of(link), 0) + is_new
            if is_new and sorts[sort_of(link)] <= OF_ONE_SORT:
                waiting.append(link)
    return pages


def open_matters(desk, clock):
    told = [desk.tell(f"Ổ gà to trước cổng trường số {number}") for number in range(6)]
    desk.make(told[0], Move.ACCEPT, "ha")
    desk.make(desk.make(told[1], Move.ACCEPT, "ha"), Move.ANSWER, "ha", outcome="resolved", text="Đã vá.")
    clock.forward(minutes=5)


def accusations(desk, settings):
    """Accuse the supervisor in a chat and on the sealed page; one is looked into, one is refused."""
    words = "Tôi tố cáo ông Giáp Văn Thanh nhận tiền"
    told = desk.tell(words, kind=Kind.DENUNCIATION, topic="tham_nhung")
    desk.make(told, Move.SCREEN, "dung", kind="denunciation", topic="tham_nhung", unit_id=desk.unit("P-BTCD"))
    form = {"form_on": desk.today, "form_ref": "3/TC", "respondent": "department_staff"}
    desk.make(desk.make(told, Move.RECORD_FORM, "dung", **form), Move.ACCEPT, "dung")
    desk.tell(words, kind=Kind.DENUNCIATION, topic="can_bo", is_urgent=True, danger="crime")
    with desk.db.transaction() as tx:
        who = {"name": "Người Canh Chừng", "address": "xóm Canh", "contact": "0900 000 111"}
        accusation = Accusation("ông Giáp Văn Thanh", words, identity=who)
        denunciations.file(tx, settings, default_reader(), accusation, form_key="f")


@pytest.mark.parametrize("login", [ACCUSED, "nga", "quy", "mai"])
def test_nobody_who_may_not_know_of_accusations_can_tell_that_there_are_any(office, settings, clock, signed_in, login):
    vault_keys.add_key(settings)
    desk = Desk(office, settings)
    open_matters(desk, clock)
    browser = signed_in(login)
    crawled(browser)  # what was unread is read
    before = crawled(browser)
    accusations(desk, settings)
    after = crawled(browser)
    assert {path for path, page in after.items() if page[0] >= 500} == set()
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == set()

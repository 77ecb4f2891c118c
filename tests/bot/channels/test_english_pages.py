"""The citizen's pages in English: no Vietnamese is left on them but names, the law's own letters and what was told."""

import ast
import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest

import bot
from bot.texts.languages import languages
from bot.texts.pages import page_word, page_words
from intake import receipts
from intake.cases import act
from intake.lifecycle import Move
from tests.bot.channels.test_sealed_page import FORM, TIP
from tests.bot.channels.test_web_page import POTHOLE, client_id, press, say
from tests.english import names_of, vietnamese_in
from tests.factories import tell, viewer

pytestmark = pytest.mark.one_database

_FOR_PROGRAMS = {"Yêu cầu không phải là JSON đúng.", "client_id phải là một UUID."}
_DOORS = ("posts", "uploads", "session", "sealed", "sealed_form", "complaint", "lookup", "pressure")
ROOM = Path(bot.__file__).parent
_LAW_S_OWN = re.compile(r'<(section|div|button|a)\b[^>]*\blang="vi"[^>]*>.*?</\1>', re.DOTALL)
_TOLD = re.compile(r'<div class="line citizen".*?</div>', re.DOTALL)
_NOT_SHOWN = re.compile(r"<script.*?</script>|data-words=\"[^\"]*\"", re.DOTALL)
_WORDS = re.compile(r'\b(?:aria-label|alt|placeholder|title)="([^"]*)"|>([^<>]+)<')


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.fixture
def page(browser):
    return browser()


@pytest.fixture
def assert_english(db):
    def check(answer, own=""):
        assert '<html lang="en">' in answer.text
        shown = _LAW_S_OWN.sub("", _TOLD.sub("", _NOT_SHOWN.sub("", answer.text)))
        words = [unescape(found[1] or found[2]).strip() for found in _WORDS.finditer(shown)]
        with db.read() as snap:
            names = names_of(snap)
        assert not vietnamese_in(filter(None, words), names, own)

    return check


@pytest.fixture
def told(turns, telegram_settings):
    return tell(turns.db, telegram_settings)


def test_the_chat_page_turns_english_with_the_talk(page, assert_english):
    first = page.get("/")
    assert "Tin nhắn của Anh/Chị" in first.text
    tongue = re.search(
        r'name="client_id" value="([^"]+)"><button class="second" name="text" value="English"', first.text
    )
    assert page.post("/chat", data={"client_id": tongue[1], "text": "English"}).status_code == 303
    assert_english(page.get("/"))
    say(page, POTHOLE)
    press(page, "agree")
    sent = press(page, "send")
    assert_english(sent, POTHOLE)
    receipt = page.get(re.search(r'href="(/bien-nhan/[^"]+)"', sent.text)[1])
    assert "Article 28" in receipt.text
    assert_english(receipt, POTHOLE)
    assert "&amp;lang=en" in receipt.text
    page.post("/chat", data={"client_id": client_id(page.get("/")), "text": "tiếng Việt"})
    assert "Tin nhắn của Anh/Chị" in page.get("/").text


def test_the_first_page_can_be_opened_in_english(page, assert_english):
    assert_english(page.get("/?lang=en"))
    assert '<html lang="vi">' in page.get("/?lang=xx").text


def test_a_case_is_looked_up_in_english(page, told, db, telegram_settings, assert_english):
    assert_english(page.get("/tra-cuu?lang=en"))
    codes = {"ma": told.receipt.code, "bi-mat": receipts.secret_for(telegram_settings, told.receipt.code)}
    found = page.post("/tra-cuu?lang=en", data=codes)
    assert "Phone" in found.text
    assert "Article 28" in found.text
    where = "cổng trường, phường Bắc Giang"  # the citizen's own words
    assert_english(found, where)
    with db.transaction() as tx:
        act(tx, told.id, Move.ACCEPT, actor=viewer(db, "ha"), fields={})
        act(tx, told.id, Move.ANSWER, actor=viewer(db, "ha"), fields={"outcome": "resolved", "text": "It is repaired."})
    answered = page.post("/tra-cuu?lang=en", data=codes)
    assert "solved" in answered.text
    assert_english(answered, where)
    assert_english(page.post("/tra-cuu?lang=en", data={**codes, "bi-mat": "ABCD-EFGH-2345"}))


def test_the_way_back_to_vietnamese_is_on_every_page(page):
    assert '<a href="?lang=vi" lang="vi"' in page.get("/tra-cuu?lang=en").text
    assert '<a href="?lang=en" lang="en"' in page.get("/tra-cuu").text
    assert 'href="/to-cao?lang=en"' in page.get("/tra-cuu?lang=en").text


@pytest.mark.usefixtures("vault_key")
@pytest.mark.parametrize("form", [FORM, TIP])
def test_the_sealed_page_is_english_and_still_looks_at_no_cookie(page, form, assert_english):
    assert_english(page.get("/to-cao?lang=en"))
    wanting = page.post("/to-cao?lang=en", data={"form_id": str(uuid4()), "who": "named"}, files=[("photo", ("", b""))])
    assert wanting.status_code == 422
    assert_english(wanting)
    sent = page.post("/to-cao?lang=en", data={"form_id": str(uuid4()), **form}, files=[("photo", ("", b""))])
    assert sent.status_code == 200
    assert_english(sent)
    assert "set-cookie" not in sent.headers
    assert "?lang=vi" not in sent.text  # its codes are shown once, nothing leads away from them


def test_the_form_of_a_complaint_is_asked_for_in_english(page, assert_english):
    assert_english(page.get("/khieu-nai/ND-26-7F3K-29QX?lang=en"))


def test_a_page_that_is_not_there_says_so_in_english(page, assert_english):
    assert_english(page.get("/khong-co-trang-nay?lang=en"))


@pytest.mark.parametrize("code", [code for code in languages() if page_words(code)])
def test_every_word_of_a_template_or_script_has_one_in_each_language_of_pages(code):
    templates = "\n".join(one.read_text("utf-8") for one in (ROOM / "templates").glob("*.html"))
    asked = {first or second for first, second in re.findall(r"_\((?:\"([^\"]+)\"|'([^']+)')\)", templates)}
    assert len(asked) > 100
    assert asked - page_words(code).keys() == set()
    scripts = "\n".join(
        (ROOM / "static" / name).read_text("utf-8") for name in ("talk.js", "choosing.js", "sending.js")
    )
    assert set(re.findall(r"\bt\(\"([^\"]+)\"\)", scripts)) == set(page_words(code, "script"))


def test_what_went_wrong_is_told_in_english_with_its_names_and_numbers():
    said = page_word("en", "Ảnh “nhà {tôi}.jpg” lớn quá 5 MB. Anh/Chị gửi ảnh nhỏ hơn giúp. Ảnh thì xin chọn lại.")
    assert said == (
        "The photo “nhà {tôi}.jpg” is larger than 5 MB. Please send a smaller one. Please choose the photos again."
    )
    assert page_word("en", "câu chưa dịch") == "câu chưa dịch"


@pytest.mark.parametrize("one", _DOORS)
def test_each_sentence_of_a_door_is_told_in_english(one):
    told = [told for told in _sentences(ROOM / "channels" / "web" / f"{one}.py") if told not in _FOR_PROGRAMS]
    assert told
    assert not vietnamese_in((page_word("en", sentence) for sentence in told), ())


def _sentences(path):
    """Yield the Vietnamese sentences of a module that stand by themselves, its docstrings aside."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        parts = value.values if isinstance(value, ast.Dict) else [value]
        yield from (
            one.value for one in parts if isinstance(one, ast.Constant) and str(one.value).strip().endswith(".")
        )

"""The citizen's page without a script: a form, a redirect, a page that shows the talk."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import func, select, update

import bot
from bot.channels.web.desk import Desk
from bot.channels.web.posts import SENDS, takes_along
from bot.texts.wordbook import ShippedSentences
from intake import receipts
from intake.catalogue import sentences
from intake.errors import Unavailable
from intake.tables import AttachmentRow, CaseRow, ConversationRow, InboxRow, UtteranceRow
from intake.web import last_door
from intake.web.last_door import LastDoor
from tests.pictures import JPEG, PNG

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường tiểu học Ngô Sĩ Liên, phường Bắc Giang, hôm qua có cháu bé ngã xe"
CODE = re.compile(r"ND-\d\d-\w{4}-\w{4}")


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


def client_id(page):
    return re.search(r'name="client_id" value="([0-9a-f-]{36})"', page.text)[1]


def buttons(page):
    return dict(re.findall(r'<button name="choice" value="([^"]+)"[^>]*>([^<]+)</button>', page.text))


def say(browser, text, **files):
    page = browser.get("/")
    return browser.post("/chat", data={"client_id": client_id(page), "text": text}, **files)


def press(browser, option):
    page = browser.get("/")
    payload = next(payload for payload in buttons(page) if payload.partition(":")[2] == option)
    answer = browser.post("/chat", data={"client_id": client_id(page), "choice": payload})
    assert answer.status_code == 303
    return browser.get("/")


def count(db, table):
    with db.read() as snap:
        return snap.execute(select(func.count()).select_from(table)).scalar()


def raw_events(db):
    with db.read() as snap:
        return "\n".join(snap.execute(select(InboxRow.raw).order_by(InboxRow.id)).scalars())


@pytest.fixture
def citizen(browser):
    return browser()


@pytest.fixture
def receipt(citizen):
    """A citizen who has told of a pothole, with the last page and the code."""
    say(citizen, POTHOLE)
    press(citizen, "agree")
    page = press(citizen, "send")
    return citizen, page, CODE.search(page.text)[0]


def test_the_first_page_greets_and_says_who_decides(citizen):
    page = citizen.get("/")
    assert page.status_code == 200
    assert "Đây là trợ lý tự động; cán bộ là người quyết định." in page.text
    assert "Chào Anh/Chị" in page.text
    assert "0222 3000 000" in page.text
    assert 'role="log" aria-live="polite"' in page.text


def test_the_whole_trip_without_a_script(receipt, db):
    _, page, code = receipt
    assert f'href="/bien-nhan/{code}"' in page.text
    assert "⟦" not in page.text
    assert count(db, CaseRow) == 1


def test_a_message_leads_back_to_itself_and_the_answer_under_it(citizen):
    answer = say(citizen, "chào")
    assert (answer.status_code, answer.headers["location"]) == (303, "/#moi")
    say(citizen, "hỏi giờ làm việc")
    [said] = citizen.get("/").text.split('id="moi"')[1:]
    assert "hỏi giờ làm việc" in said
    assert "chào</p>" not in said


def test_an_address_typed_beside_the_words_goes_with_them(citizen):
    form = {"client_id": client_id(citizen.get("/")), "text": "Ổ gà to", "address": " đường  Hùng Vương "}
    assert citizen.post("/chat", data=form).status_code == 303
    assert "Ổ gà to\nỞ đường Hùng Vương" in citizen.get("/").text


def test_a_number_is_asked_for_in_a_field_of_its_own_and_kept(citizen, db):
    assert 'class="say number" method="post" action="/chat" hidden' in citizen.get("/").text
    say(citizen, "để lại số điện thoại")
    page = citizen.get("/")
    assert 'name="phone" type="tel"' in page.text
    assert 'class="say number" method="post" action="/chat" hidden' not in page.text
    assert citizen.post("/chat", data={"client_id": client_id(page), "phone": "12"}).status_code == 303
    assert "chưa đọc được số điện thoại" in citizen.get("/").text
    form = {"client_id": client_id(citizen.get("/")), "phone": "0912 345 678"}
    assert citizen.post("/chat", data=form).status_code == 303
    page = citizen.get("/").text
    assert "Tôi đã ghi số 0912345678" in page
    assert "Số điện thoại đã gửi" in page
    with db.read() as snap:
        assert snap.execute(select(ConversationRow.contact_phone)).scalar_one() == "0912345678"
        assert "912345678" not in "".join(snap.execute(select(InboxRow.raw)).scalars())


@pytest.mark.parametrize("typed", ["912345678", "+44 20 7912 3456", "0912 345 678 / 0987 654 321"])
def test_a_number_that_cannot_be_read_is_kept_nowhere(citizen, db, typed):
    say(citizen, "để lại số điện thoại")
    form = {"client_id": client_id(citizen.get("/")), "phone": typed, "text": "  "}
    assert citizen.post("/chat", data=form).status_code == 303
    assert "chưa đọc được số điện thoại" in citizen.get("/").text
    assert typed not in raw_events(db)


@pytest.mark.parametrize(
    ("beside", "files"),
    [
        ({"text": POTHOLE}, {}),
        ({"choice": "1:agree"}, {}),
        ({"lat": "21.2", "lon": "106.1"}, {}),
        ({}, {"photo": ("o-ga.jpg", JPEG, "image/jpeg")}),
    ],
    ids=["words", "button", "place", "photo"],
)
def test_a_number_beside_something_else_is_not_read_and_not_kept(citizen, db, beside, files):
    form = {"client_id": client_id(citizen.get("/")), "phone": "0912 345 678", **beside}
    assert citizen.post("/chat", data=form, files=files).status_code == 303
    assert count(db, InboxRow) == 1
    assert "0912 345 678" not in raw_events(db)


def test_a_double_tap_is_one_message(citizen, db):
    form = {"client_id": client_id(citizen.get("/")), "text": POTHOLE}
    assert [citizen.post("/chat", data=form).status_code for _ in range(2)] == [303, 303]
    assert count(db, InboxRow) == 1


def test_another_text_from_the_same_page_is_not_lost(citizen, db):
    form = {"client_id": client_id(citizen.get("/"))}
    citizen.post("/chat", data={**form, "text": "một"})
    citizen.post("/chat", data={**form, "text": "hai"})
    assert count(db, InboxRow) == 2


def test_a_second_tap_of_send_makes_no_second_case(citizen, db):
    say(citizen, POTHOLE)
    press(citizen, "agree")
    page = citizen.get("/")
    payload = next(payload for payload in buttons(page) if payload.endswith(":send"))
    for _ in range(2):
        citizen.post("/chat", data={"client_id": client_id(citizen.get("/")), "choice": payload})
    assert count(db, CaseRow) == 1


def test_buttons_of_an_answered_question_are_gone(citizen):
    say(citizen, POTHOLE)
    assert "0:agree" in buttons(citizen.get("/")) or any(key.endswith(":agree") for key in buttons(citizen.get("/")))
    page = press(citizen, "agree")
    assert not any(payload.endswith(":agree") for payload in buttons(page))


def test_an_unknown_button_is_answered(citizen):
    say(citizen, POTHOLE)
    answer = citizen.post("/chat", data={"client_id": client_id(citizen.get("/")), "choice": "99:nonsense"})
    assert answer.status_code == 303


def test_two_browsers_do_not_see_each_other(browser, citizen):
    say(citizen, "chuyện riêng của tôi: nhà bên lấn đất")
    assert "chuyện riêng" not in browser().get("/").text


def test_the_book_keeps_no_token(citizen, db):
    say(citizen, "chào")
    token = citizen.cookies["nd_chat"]
    with db.read() as snap:
        assert token not in snap.execute(select(ConversationRow.chat_key)).scalar_one()


def test_leaving_a_shared_computer(citizen):
    say(citizen, "chuyện riêng của tôi: nhà bên lấn đất")
    assert citizen.post("/chat/leave").status_code == 303
    assert "chuyện riêng" not in citizen.get("/").text


def test_nothing_said_is_told_on_the_page(citizen, db):
    answer = say(citizen, "   ")
    assert answer.status_code == 422
    assert "chưa viết gì" in answer.text
    assert count(db, InboxRow) == 0


def test_a_text_beyond_reason_is_told_and_stays_in_the_form(citizen, db):
    answer = say(citizen, "dài " * 25_000)
    assert answer.status_code == 413
    assert "20.000" in answer.text
    assert "dài dài dài" in answer.text
    assert count(db, InboxRow) == 0


@pytest.mark.parametrize(
    "text", ["😡😡😡", "\u202engược\u202c", "a\x00b", "<script>alert(1)</script>", "{{ 7*7 }}", "\ufeff"]
)
def test_strange_texts_are_shown_as_they_are_and_break_nothing(citizen, text):
    assert say(citizen, text).status_code in {303, 422}
    page = citizen.get("/")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_form_of_another_site_is_refused(citizen, db):
    page = citizen.get("/")
    form = {"client_id": client_id(page), "text": "chào"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert citizen.post("/chat", data=form, headers=headers).status_code == 403
    assert count(db, InboxRow) == 0


def test_a_photo_goes_with_the_message(citizen, db):
    files = {"files": [("photo", ("a.jpg", JPEG)), ("photo", ("b.png", PNG))]}
    assert say(citizen, "chỗ này", **files).status_code == 303
    with db.read() as snap:
        kept = snap.execute(select(AttachmentRow.status, AttachmentRow.mime).order_by(AttachmentRow.id)).all()
    assert [tuple(row) for row in kept] == [("stored", "image/jpeg"), ("stored", "image/png")]


def to_be_sent(citizen):
    """The read-back of a matter: its page, and what its button “Gửi” posts."""
    say(citizen, POTHOLE)
    page = press(citizen, "agree")
    choice = next(payload for payload, label in buttons(page).items() if label == "Gửi")
    return page, choice


def test_what_is_picked_and_typed_goes_with_the_button_that_sends_off(citizen, db):
    page, choice = to_be_sent(citizen)
    assert f'value="{choice}" form="say"' in page.text
    form = {"client_id": client_id(page), "text": "Gần cột điện số 5", "choice": choice}
    assert citizen.post("/chat", data=form, files={"photo": ("a.jpg", JPEG)}).status_code == 303
    with db.read() as snap:
        (case,) = snap.execute(select(CaseRow.id, CaseRow.text)).all()
        (file,) = snap.execute(select(AttachmentRow.case_id, AttachmentRow.status)).all()
    assert "cột điện số 5" in case.text
    assert tuple(file) == (case.id, "stored")


def test_the_script_learns_from_the_page_which_buttons_send_off(citizen):
    page = citizen.get("/").text
    assert unescape(re.search(r'data-sends="([^"]+)"', page)[1]) == SENDS
    script = (Path(bot.__file__).parent / "static" / "sending.js").read_text(encoding="utf-8")
    assert "send|same" not in script
    assert [one for one in ("2:send", "2:same:4", "2:same:", "2:sender", "2:change") if takes_along(one)] == [
        "2:send", "2:same:4",
    ]  # fmt: skip


def test_a_button_that_sends_off_is_one_message_where_nothing_goes_with_it(citizen, db):
    page, choice = to_be_sent(citizen)
    before = count(db, InboxRow)
    form = {"client_id": client_id(page), "text": " ", "choice": choice}
    assert citizen.post("/chat", data=form, files={"photo": ("", b"")}).status_code == 303
    assert (count(db, InboxRow) - before, count(db, CaseRow)) == (1, 1)


def test_a_photo_that_is_not_taken_holds_the_report_back(citizen, db):
    page, choice = to_be_sent(citizen)
    form = {"client_id": client_id(page), "choice": choice}
    answer = citizen.post("/chat", data=form, files={"photo": ("a.jpg", b"MZ" + b"x" * 500)})
    assert (answer.status_code, count(db, CaseRow)) == (415, 0)
    assert "a.jpg" in answer.text


def test_other_buttons_are_no_part_of_the_form_of_the_message(citizen):
    say(citizen, POTHOLE)
    page = citizen.get("/")
    assert buttons(page)
    assert 'form="say"' not in page.text


@pytest.mark.parametrize(("language", "words"), [("vi", "Kính chào bà con. {office} đây[[, {phone}]]."), ("en", "")])
def test_the_first_page_greets_in_the_words_of_the_office(citizen, db, language, words):
    own = words or "Good day from {office}[[, {phone}]]."
    said = {"key": "hello.start", "text": own, "why": "Lời của cơ quan", "seen": 0, "actor": "system"}
    shipped = citizen.get(f"/?lang={language}").text
    with db.transaction() as tx:
        sentences.change(tx, ShippedSentences(), language=language, **said)
    page = citizen.get(f"/?lang={language}").text
    office = re.search(r"<h1>[^<]*?(UBND[^<]*)</h1>", page)[1]
    assert own.replace("{office}", office).replace("[[, {phone}]]", ", 0222 3000 000") in page
    assert page.count("UBND") <= shipped.count("UBND")


def test_an_empty_file_field_is_no_photo(citizen, db):
    assert say(citizen, "chào", files={"photo": ("", b"")}).status_code == 303
    assert count(db, AttachmentRow) == 0


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"\xff\xd8\xff" + b"x" * (25 * 1024 * 1024), 413, "lớn quá 10 MB"),
        (b"MZ\x90\x00" + b"\x00" * 500, 415, "không phải ảnh"),
        (b"", 415, "không có gì bên trong"),
        (JPEG[:100], 415, "hỏng"),
    ],
    ids=["25 MB", "a program named .jpg", "empty", "broken"],
)
def test_a_photo_that_is_not_taken_is_told_and_the_words_stay(citizen, db, data, status, words):
    answer = say(citizen, "chỗ này ạ", files={"photo": ("a.jpg", data)})
    assert answer.status_code == status
    assert words in answer.text
    assert "chỗ này ạ</textarea>" in answer.text
    assert count(db, InboxRow) == 0


def test_too_many_photos_are_told(citizen):
    files = {"files": [("photo", (f"{n}.jpg", JPEG)) for n in range(11)]}
    assert say(citizen, "nhiều ảnh", **files).status_code == 422


def test_whose_browser_keeps_no_cookie_hears_so_with_the_words_still_there(citizen, db):
    known = client_id(citizen.get("/"))
    citizen.cookies.clear()
    answer = citizen.post("/chat", data={"client_id": known, "text": POTHOLE})
    assert answer.status_code == 403
    assert "cookie" in answer.text
    assert POTHOLE in answer.text
    assert count(db, InboxRow) == 0
    assert say(citizen, POTHOLE).status_code == 303  # the page that told so gave the chat anew


def test_a_book_that_is_away_leaves_the_words_to_whoever_wrote_them(citizen, monkeypatch):
    def away(*_args):
        raise Unavailable("Tạm gián đoạn, xin thử lại sau ít phút.")

    page = citizen.get("/")
    monkeypatch.setattr(Desk, "take_in", away)
    answer = citizen.post("/chat", data={"client_id": client_id(page), "text": POTHOLE})
    assert (answer.status_code, POTHOLE in answer.text) == (503, True)


def test_a_post_that_takes_too_long_is_sent_again_by_a_button_and_is_one_message(app, citizen, turns, monkeypatch):
    answer_of, patient = turns.conductor.answer, app.state.counter

    def slowly(*args):
        sleep(0.5)
        return answer_of(*args)

    known = client_id(citizen.get("/"))
    with monkeypatch.context() as slow:
        slow.setattr(turns.conductor, "answer", slowly)
        app.state.counter = replace(patient, page_s=0.2)
        answer = citizen.post("/chat", data={"client_id": known, "text": POTHOLE, "address": "xóm 3"})
    app.state.counter = patient
    assert answer.status_code == 503
    assert "Gửi lại" in answer.text
    typed = re.search(r"<textarea[^>]*>([^<]+)</textarea>", answer.text)[1].replace("\n", "\r\n")  # as browsers do
    again = citizen.post("/chat", data={"client_id": client_id(answer), "text": typed})
    assert again.status_code == 303
    assert citizen.get("/").text.count(POTHOLE) == 1


def test_a_broken_form_is_told(citizen):
    citizen.get("/")
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert citizen.post("/chat", content=b"--x\r\nrubbish", headers=headers).status_code == 422
    assert citizen.post("/chat", content=b"--x", headers={"Content-Type": "multipart/form-data"}).status_code == 422


def test_the_receipt_is_a_card_with_a_code_that_holds_no_secret(receipt, telegram_settings):
    citizen, _, code = receipt
    card = citizen.get(f"/bien-nhan/{code}")
    assert card.status_code == 200
    assert receipts.secret_for(telegram_settings, code) in card.text
    assert f"/tra-cuu?ma={code}" in card.text
    assert "<svg" in card.text
    for named in ("Mã hồ sơ", "Mã bí mật"):  # as the look-up asks for them
        assert named in card.text
        assert f">{named}<" in citizen.get("/tra-cuu").text


def test_the_way_to_the_sealed_page_says_what_it_is_for(citizen):
    assert ">Trang kín để tố cáo</a>" in citizen.get("/").text


def test_the_receipt_and_the_look_up_say_where_it_is_and_what_came_with_it(citizen, browser, telegram_settings):
    say(citizen, POTHOLE, files=[("photo", ("ho.jpg", JPEG, "image/jpeg"))])
    for option in ("agree", "send"):
        page = press(citizen, option)
    code = CODE.search(page.text)[0]
    secret = receipts.secret_for(telegram_settings, code)
    for shown in (
        citizen.get(f"/bien-nhan/{code}").text,
        browser().post("/tra-cuu", data={"ma": code, "bi-mat": secret}).text,
    ):
        assert re.search(r"<dt>Nơi xảy ra</dt><dd>[^<]*phường Bắc Giang", shown)
        assert "<dt>Kèm theo</dt><dd>1 ảnh</dd>" in shown


def test_another_browser_does_not_get_the_receipt(receipt, browser):
    _, _, code = receipt
    assert browser().get(f"/bien-nhan/{code}").status_code == 404


def test_every_page_forbids_what_is_not_ours(citizen):
    for path in ("/", "/tra-cuu", "/khong-co"):
        headers = citizen.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_inline_script_or_style_or_a_foreign_address(receipt):
    citizen, page, code = receipt
    for text in (page.text, citizen.get(f"/bien-nhan/{code}").text, citizen.get("/tra-cuu").text):
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)
        assert not re.search(r'(?:src|action)="https?:', text)


def test_static_files_can_be_kept(citizen):
    address = re.search(r'href="(/static/citizen\.css\?v=\w+)"', citizen.get("/").text)[1]
    answer = citizen.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_an_error_page_has_an_id_and_a_way_on(citizen):
    page = citizen.get("/khong-co")
    assert page.status_code == 404
    assert re.search(r"Mã lỗi: [0-9A-F]{8}", page.text)
    assert 'href="/"' in page.text


def test_what_nobody_foresaw_is_a_page_and_no_trace(citizen, app, monkeypatch, caplog):
    def broken(*_args):
        raise RuntimeError("words of a citizen")

    monkeypatch.setattr(app.state.desk, "lines", broken)
    before = LastDoor.broken
    page = citizen.get("/")
    (record,) = [one for one in caplog.records if one.name == last_door.__name__]
    assert page.status_code == 500
    assert record.error_id in page.text
    assert (record.kind, LastDoor.broken) == ("RuntimeError", before + 1)
    assert "words of a citizen" not in page.text
    assert "Traceback" not in page.text


def test_a_refusal_of_consent_leaves_nothing_of_the_words(citizen, db):
    say(citizen, "chuyện riêng của tôi: nhà bên lấn đất")
    press(citizen, "refuse")
    with db.read() as snap:
        kept = snap.execute(select(UtteranceRow.text).where(UtteranceRow.author == "citizen")).scalars().all()
        raw = snap.execute(select(InboxRow.raw)).scalars().all()
    assert "riêng" not in str(kept) + str(raw)


@pytest.mark.parametrize("words", ["không đồng ý", "hủy", "rút lại đồng ý", "xoá hết dữ liệu của tôi"])
def test_whoever_takes_back_all_that_they_said_can_go_on_talking(citizen, words):
    say(citizen, "chuyện riêng của tôi: nhà bên lấn đất")
    say(citizen, words)
    page = citizen.get("/")
    assert page.status_code == 200
    assert "riêng" not in page.text
    assert page.text.index('id="moi"') > page.text.rindex('class="line ')
    say(citizen, POTHOLE)
    assert POTHOLE in citizen.get("/").text


def opened_here(page):
    """The cases that the page of the look-up opens with one press."""
    return re.findall(r'name="ma" value="([^"]+)">\s*<input type="hidden" name="bi-mat" value="([^"]+)"', page.text)


def test_a_browser_with_a_chat_opens_its_own_cases_without_their_codes(receipt, browser, db):
    citizen = receipt[0]
    [(code, secret)] = opened_here(citizen.get("/tra-cuu"))
    shown = citizen.post("/tra-cuu", data={"ma": code, "bi-mat": secret})
    assert shown.status_code == 200
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in shown.text
    assert opened_here(browser().get("/tra-cuu")) == []
    with db.transaction() as tx:
        tx.execute(update(CaseRow).values(is_sealed=True))
    assert opened_here(citizen.get("/tra-cuu")) == []


def test_whoever_leaves_a_shared_computer_leaves_no_case_to_be_opened(receipt):
    citizen = receipt[0]
    assert citizen.post("/chat/leave").status_code == 303
    assert opened_here(citizen.get("/tra-cuu")) == []

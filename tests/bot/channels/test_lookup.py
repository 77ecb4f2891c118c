"""The look-up: code and secret together or nothing, the same answer for an unknown code and a wrong secret."""

from uuid import uuid4

import pytest

from intake import receipts
from intake.cases import act
from intake.codes import new_code
from intake.lifecycle import Move
from routing.kinds import Kind
from tests.factories import tell, viewer


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: pages are the same over both."""
    return sqlite_url


@pytest.fixture
def told(turns, telegram_settings):
    return tell(turns.db, telegram_settings)


def without(page, code):
    return page.text.replace(code, "…")


def test_the_holder_of_the_receipt_sees_how_it_stands(look, told, telegram_settings):
    page = look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code))
    assert page.status_code == 200
    for words in ("Phòng Kinh tế, Hạ tầng và Đô thị", told.receipt.officer, told.receipt.phone, told.receipt.basis):
        assert words in page.text
    assert f"{told.receipt.due_on:%d/%m/%Y}" in page.text


def test_codes_may_be_typed_carelessly(look, told, telegram_settings):
    secret = receipts.secret_for(telegram_settings, told.receipt.code)
    assert look(told.receipt.code.lower().replace("-", " "), secret.lower().replace("-", "")).status_code == 200


def test_the_answer_of_the_office_is_shown(look, told, db, telegram_settings):
    with db.transaction() as tx:
        act(tx, told.id, Move.ACCEPT, actor=viewer(db, "ha"), fields={})
        answer = {"outcome": "resolved", "text": "Đã vá ổ gà sáng nay."}
        act(tx, told.id, Move.ANSWER, actor=viewer(db, "ha"), fields=answer)
    page = look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code))
    assert page.text.count("Đã vá ổ gà sáng nay.") == 1  # though nothing of it has been sent to the chat yet


def test_a_wrong_secret_and_an_unknown_code_get_the_same_answer(look, told):
    unknown = new_code("ND", 2026)
    wrong, missing = look(told.receipt.code, "AAAA-AAAA-AAAA"), look(unknown, "AAAA-AAAA-AAAA")
    assert wrong.status_code == missing.status_code == 404
    assert without(wrong, told.receipt.code) == without(missing, unknown)


@pytest.mark.parametrize(("code", "secret"), [("", ""), ("?", "?"), ("x" * 5000, "y" * 5000), ("\x00", "\ud7ff")])
@pytest.mark.usefixtures("told")
def test_nonsense_is_not_found(look, code, secret):
    assert look(code, secret).status_code == 404


def test_after_ten_wrong_tries_it_has_to_wait(look, told, telegram_settings):
    for _ in range(10):
        assert look(told.receipt.code, "AAAA-AAAA-AAAA").status_code == 404
    page = look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code))
    assert page.status_code == 429
    assert int(page.headers["Retry-After"]) > 0
    assert "Xin chờ" in page.text


def test_a_sealed_case_shows_state_and_date_and_nobody(look, db, telegram_settings):
    words = "Tôi tố cáo ông Giáp nhận tiền khi làm sổ đỏ"
    told = tell(db, telegram_settings, words, kind=Kind.DENUNCIATION, topic="tham_nhung")
    page = look(told.receipt.code, receipts.secret_for(telegram_settings, told.receipt.code))
    assert page.status_code == 200
    assert "sổ đỏ" not in page.text
    assert "Thanh tra" not in page.text
    assert "Vũ Đức Dũng" not in page.text


def test_the_code_of_a_scanned_receipt_is_filled_in(browser):
    assert 'value="ND-26-7F3K-29QX"' in browser().get("/tra-cuu?ma=ND-26-7F3K-29QX").text


CANARIES = ("0912345678", "024099012345", "ba.tu@example.vn")


@pytest.mark.parametrize("page", ["/", "/tra-cuu", "/bien-nhan/{code}", "/tra-cuu/tep/1", "/api/v1/chat/messages"])
def test_a_stranger_finds_what_names_the_teller_on_no_public_page(browser, turns, telegram_settings, page):
    told = tell(turns.db, telegram_settings, f"Ổ gà to trước nhà, gọi {', '.join(CANARIES)}")
    found = browser().get(page.format(code=told.receipt.code) + f"?ma={told.receipt.code}&after=0")
    assert found.status_code < 500
    assert not [one for one in CANARIES if one in found.text]


def test_a_stranger_who_tells_the_same_is_not_told_what_names_the_teller(browser, turns, telegram_settings):
    telling = f"Ổ gà to trước cổng trường, phường Bắc Giang, gọi {', '.join(CANARIES)}"
    tell(turns.db, telegram_settings, telling, chat="c1")
    stranger = browser()
    stranger.get("/")
    for words in ("Ổ gà to trước cổng trường, phường Bắc Giang", "đồng ý", "gửi"):
        stranger.post("/api/v1/chat/messages", json={"client_id": str(uuid4()), "text": words})
    heard = stranger.get("/api/v1/chat/messages?after=0")
    assert heard.json()["messages"]
    assert not [one for one in CANARIES if one in heard.text]

"""Whoever posts a form to a slow book is answered in time, keeps what they typed, and is not written down twice."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from intake import receipts
from intake.errors import Unavailable
from intake.tables import AttachmentRow, CaseRow, UtteranceRow
from routing.kinds import Kind
from tests.bot.channels.conftest import OF_SEALED_PAGES
from tests.bot.channels.test_sealed_page import FORM, TIP, codes
from tests.factories import tell

pytestmark = OF_SEALED_PAGES

LETTER = "Tôi khiếu nại quyết định thu hồi đất số 12/QĐ-UBND của UBND phường Bắc Giang"
MORE = "Tôi còn giữ biên lai tháng 3.\nHôm qua ông ấy lại đến đòi."


@pytest.fixture
def page(browser):
    return browser()


@pytest.fixture
def held(app, db, page):
    """Post while somebody else writes in the book; they are done when the answer has come."""

    def post(path, data, **more):
        page.get("/to-cao")  # the telephone of the office is known from earlier pages
        patient = app.state.counter
        app.state.counter = replace(patient, page_s=0.3)
        with db.transaction():
            answer = page.post(path, data=data, **more)
        app.state.counter = patient
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        return answer

    return post


@pytest.fixture
def away(db, page, monkeypatch):
    """Post while nothing of the book is reached, for reading or writing."""

    def refuse(*_args):
        raise Unavailable("Hệ thống đang tạm gián đoạn.")

    def post(path, data, **more):
        with monkeypatch.context() as patched:
            for door in ("read", "transaction"):
                patched.setattr(db, door, refuse)
            return page.post(path, data=data, **more)

    return post


def picture():
    buffer = BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "JPEG")
    return "anh.jpg", buffer.getvalue()


def cases(db):
    with db.read() as snap:
        return list(snap.execute(select(CaseRow.code)).scalars())


def fields(answer):
    """Return what a browser would send from the first form of a page."""
    form = re.search(r"<form.*?</form>", answer.text, re.DOTALL)[0]
    inputs = [(re.search(r'name="([^"]+)"', one), one) for one in re.findall(r"<input[^>]*>", form)]
    sent = {}
    for name, one in inputs:
        is_tick = 'type="radio"' in one or 'type="checkbox"' in one
        if name and 'type="file"' not in one and (not is_tick or " checked" in one):
            sent[name[1]] = (re.search(r'value="([^"]*)"', one) or ["", ""])[1]
    sent |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)', form))
    return {name: unescape(value) for name, value in sent.items()}


@pytest.mark.parametrize("form", [FORM, TIP], ids=["named", "tip"])
def test_a_slow_book_gives_the_sealed_form_back_and_sent_again_it_is_one_case(db, page, held, form):
    late = held("/to-cao", {"form_id": str(uuid4()), **form}, files=[("photo", picture())])
    assert "Gửi lại" in late.text
    assert "Ảnh thì xin chọn lại" in late.text
    again = page.post("/to-cao", data=fields(late), files=[("photo", ("", b""))])
    assert again.status_code == 200
    assert cases(db) == [codes(again)[0]]
    with db.read() as snap:  # the first one brought its picture
        assert len(snap.execute(select(AttachmentRow.id)).all()) == 1


def test_a_book_that_is_away_leaves_an_accusation_to_whoever_typed_it(db, page, away):
    late = away("/to-cao", {"form_id": str(uuid4()), **FORM})
    assert late.status_code == 503
    assert all(value in fields(late).values() for value in FORM.values())
    assert page.post("/to-cao", data=fields(late), files=[("photo", ("", b""))]).status_code == 200
    assert len(cases(db)) == 1


def test_a_slow_book_gives_the_form_of_a_complaint_back(page, held, turns, telegram_settings):
    told = tell(turns.db, telegram_settings, LETTER, kind=Kind.COMPLAINT, topic="dat_dai")
    secret = receipts.secret_for(telegram_settings, told.receipt.code)
    typed = {"bi-mat": secret, "id_number": "024185007319", "issued_by": "Cục Cảnh sát", "proxy": "Lê Văn Ba"}
    late = held(f"/khieu-nai/{told.receipt.code}", {**typed, "giu": "1"})
    sent = fields(late)
    assert {name: sent[name] for name in typed} == typed
    assert sent["giu"] == "1"
    again = page.post(f"/khieu-nai/{told.receipt.code}", data={**sent, "lay": "pdf"})
    assert again.headers["Content-Type"] == "application/pdf"


def test_words_added_to_a_sealed_case_are_given_back_and_sent_again_are_one_line(db, page, held):
    code, secret = codes(page.post("/to-cao", data={"form_id": str(uuid4()), **TIP}, files=[("photo", ("", b""))]))
    shown = page.post("/tra-cuu", data={"ma": code, "bi-mat": secret})
    late = held("/tra-cuu/bo-sung", {**fields(shown), "loi": MORE})
    assert "Gửi lại" in late.text
    for _try in range(2):
        assert "Đã nhận" in page.post("/tra-cuu/bo-sung", data=fields(late)).text
    page.post("/tra-cuu/bo-sung", data={**fields(shown), "loi": "Việc khác."})
    with db.read() as snap:
        said = select(UtteranceRow.text).where(UtteranceRow.author == "citizen").order_by(UtteranceRow.id)
        lines = list(snap.execute(said).scalars())
    assert lines[1:] == [MORE, "Việc khác."]


def test_who_looks_a_case_up_in_a_slow_book_keeps_both_codes(held):
    late = held("/tra-cuu", {"ma": "ND-26-AAAA-AAAA", "bi-mat": "AAAA-BBBB-CCCC"})
    assert (fields(late)["ma"], fields(late)["bi-mat"]) == ("ND-26-AAAA-AAAA", "AAAA-BBBB-CCCC")

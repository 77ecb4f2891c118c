"""The secret of a receipt opens its case to whoever types it, and is kept nowhere: in no line, update or state."""

import pytest
from sqlalchemy import select

from intake import receipts
from intake.tables import Base
from tests.factories import open_office
from tests.talk import Citizen, agreed_earlier, heard, plain_turns

REPORT = "Đèn đường đầu ngõ thôn Đông, phường Kinh Bắc hỏng ba hôm nay"
FOUND = "Hạn báo kết quả"


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return plain_turns(db, settings)


@pytest.fixture
def code(turns):
    citizen = agreed_earlier(turns)
    citizen.says(REPORT)
    citizen.says("gửi")
    [case] = citizen.cases()
    return case.code


def book(db):
    with db.read() as snap:
        return "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in snap.execute(select(table)))


def stands_in(text, secret):
    signs = "".join(sign for sign in text.lower() if sign.isalnum())
    return secret.replace("-", "").lower() in signs


@pytest.mark.parametrize(
    "typed",
    [
        ["{code} {secret}"],
        ["tra cứu {code} {secret}"],
        ["{code}", "{secret}"],
        ["{code}", "mã bí mật là {secret} ạ"],
        ["{code}", "{small}"],
        ["hồ sơ {code}, mã bí mật là {secret} giờ sao rồi"],
        ["cho hỏi {code} / {small} xong chưa"],
    ],
)
def test_it_opens_the_case_and_is_kept_nowhere(turns, db, settings, code, typed):
    secret = receipts.secret_for(settings, code)
    other = Citizen(turns, "another")
    for text in typed:
        last = other.says(text.format(code=code, secret=secret, small=secret.lower().replace("-", " ")))
    assert FOUND in heard(last)
    assert not stands_in(book(db), secret)


@pytest.mark.parametrize("typed", ["{secret}", "mã bí mật của tôi là {secret}", "bí mật: {secret}"])
def test_alone_it_is_no_matter_and_the_code_is_asked_for(turns, db, settings, code, typed):
    secret = receipts.secret_for(settings, code)
    other = Citizen(turns, "another")
    assert "mã hồ sơ" in heard(other.says(typed.format(secret=secret)))
    assert "Đồng ý" not in heard(label["label"] for label in other.buttons)
    assert not stands_in(book(db), secret)


def test_amid_a_matter_it_goes_into_no_case(turns, db, settings, code):
    secret = receipts.secret_for(settings, code)
    other = agreed_earlier(turns)
    other.says(f"Ổ gà to trước cổng trường ở phường Kinh Bắc, lần trước tôi báo hồ sơ {code} {secret} mà chưa ai làm")
    other.says("gửi")
    assert not stands_in(book(db), secret)


def test_a_wrong_one_opens_nothing(turns, db, code):
    other = Citizen(turns, "another")
    assert FOUND not in heard(other.says(f"{code} NNH9-7T2K-853E"))
    assert FOUND not in heard(other.says(f"{code} ••••-••••-••••"))
    assert not stands_in(book(db), "NNH9-7T2K-853E")


def test_an_edit_that_brings_it_is_covered_too(turns, db, settings, code):
    secret = receipts.secret_for(settings, code)
    other = agreed_earlier(turns)
    other.says("Ổ gà to trước cổng trường ở phường Kinh Bắc", message_id="m1")
    other.send(kind="edited", text=f"Ổ gà to trước cổng trường ở phường Kinh Bắc {secret}", message_id="m1")
    assert not stands_in(book(db), secret)

"""The secret of a receipt that is typed into a chat is covered before it is kept; words, plates and codes are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arriving import receipt_secrets
from bot.messages import COVERED_SECRET
from intake.codes import new_code, secret_of

SECRET = "NNH9-7T2K-853E"
CODE = new_code("ND", 2026)


def without_secrets(text, **known):
    return receipt_secrets.without_secrets(text, "ND", **known)


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        "nnh9-7t2k-853e",
        "NNH9 7T2K 853E",
        "NNH97T2K853E",
        "NNH9 – 7T2K – 853E",
        f"{CODE} {SECRET}",
        f"{CODE} / nnhp 7t2k 853e xong chưa",
        f"hồ sơ {CODE.lower().replace('-', ' ')} mã nnh9 7t2k 853e giờ sao rồi",
        f"mã bí mật của tôi là {SECRET}",
        "ma bi mat nnh9 7t2k 853e",
        f"Đường vẫn ngập, hồ sơ trước của tôi {CODE}, {SECRET}, chưa ai làm",
        "nnhp 7t2k 853e",
        "cho toi xem NNHP-WTKK-QQRE",
    ],
)
def test_a_secret_is_covered_however_it_is_typed(text):
    covered, first = without_secrets(text)
    assert covered.count(COVERED_SECRET) == 1
    assert "nnh" not in covered.lower()
    assert first in text
    assert text.replace(first, COVERED_SECRET) == covered


@pytest.mark.parametrize("secret", ["HJPT YZWA DQJP", "hjpt-yzwa-dqjp", "NNHO-7T2K-853E", " nnh97t2k853e "])
def test_the_answer_to_the_question_for_it_is_covered_even_mistyped(secret):
    covered, first = without_secrets(secret, is_asked=True)
    assert covered.strip() == COVERED_SECRET
    assert first == secret.strip()


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.replace("-", "", 1),
        f"hồ sơ {CODE} giờ sao rồi",
        f"{CODE.lower().replace('-', '')} xong chua",
        "NOI-7F3K-29QX",
        "chay nha7 ngay",
        "CHAY-NHAY-THAY",
        "chay nhaa sap1",
        "chay ngo5 nha7 cuu",
        "giu bi mat dum, chay nha7 ngay di",
        "xe 98B1 2345 chạy ẩu",
        "container MSKU1234567",
        "tài khoản 1903 5678 9012 3456",
        "gọi 0912-3456-7890",
        "công văn 1234-CV-HU-2025",
        "nha toi so 12 ngach 34 ngo 56 duong lang",
        "",
    ],
)
def test_nothing_else_is_covered(text):
    assert without_secrets(text) == (text, "")


@pytest.mark.parametrize("words", ["chay nhaa cuuu", "nhac nhac toan", "CHAY NHAA CUUU"])
def test_who_says_something_else_where_it_is_asked_for_is_heard(words):
    assert without_secrets(words, is_asked=True) == (words, "")


def test_a_code_is_still_a_code_where_the_secret_is_asked_for():
    assert without_secrets(CODE, is_asked=True) == (CODE, "")
    assert without_secrets(f"{CODE} {SECRET}", is_asked=True) == (f"{CODE} {COVERED_SECRET}", SECRET)


@given(st.integers(0, 10**9), st.booleans())
def test_no_secret_of_ours_stays_where_it_is_typed_as_printed(number, is_small):
    secret = secret_of(b"k" * 32, f"ND-26-{number}", 1)
    typed = secret.lower() if is_small else secret
    covered, first = without_secrets(f"cho tôi xem {typed} với")
    assert (covered, first) == (f"cho tôi xem {COVERED_SECRET} với", typed)

"""Whoever searches a code that is wrong, half or oddly typed is told what was searched and shown the nearest."""

import pytest

from intake import codes
from intake.queries.case.near_codes import signs_of
from routing.kinds import Kind
from tests.factories import tell

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("nd 26 7f3k 29qx", "7F3K29QX"),
        ("ND267F3K29QX", "7F3K29QX"),
        ("7f3k29qo", "7F3K29QO"),
        ("7F3K", "7F3K"),
        ("ND-26-7F3K", "7F3K"),
        ("…7F3K-29QX", "7F3K29QX"),
        ("ABCD-EFGH", "ABCDEFGH"),
        ("…abcd-efgh", "ABCDEFGH"),
        ("xanh-mang", "XANHMANG"),
        ("xanh", ""),
        ("đèn đường 293", ""),
        ("0912345678", ""),
        ("duong", ""),
    ],
)
def test_what_looks_like_a_code_is_told_from_words(typed, signs):
    assert signs_of(typed) == signs


def test_a_code_typed_oddly_opens_its_case_and_a_wrong_one_shows_the_nearest(signed_in, office, settings):
    told = tell(office, settings)
    browser, code = signed_in("giap"), told.receipt.code
    for typed in (code.lower(), code.replace("-", " "), code.replace("-", "").lower()):
        assert browser.get("/admin/", params={"q": typed}).headers["location"] == f"/admin/cases/{told.id}"
    wrong = code[:-1] + ("0" if code[-1] != "0" else "O")
    for typed in (wrong, wrong.replace("-", " ").lower(), code[:-5], code[6:10].lower()):
        page = browser.get("/admin/", params={"q": typed}).text
        assert "Không có hồ sơ nào mang mã" in page or f"/admin/cases/{told.id}" in page, typed
        assert f'href="/admin/cases/{told.id}"' in page, typed
        assert f'<q class="sought">{typed}</q>' in page or "Không có" not in page


def test_a_sealed_case_is_suggested_to_nobody_who_may_not_see_it(signed_in, office, settings):
    told = tell(office, settings, "Tôi tố cáo cán bộ nhận tiền", kind=Kind.DENUNCIATION, topic="tham_nhung")
    page = signed_in("ha").get("/admin/", params={"q": told.receipt.code[:-1] + "0"}).text
    assert told.receipt.code not in page
    assert "Không có hồ sơ nào mang mã" in page


def test_a_code_without_a_digit_is_a_code_too(signed_in, office, settings, monkeypatch):
    monkeypatch.setattr(codes, "ALPHABET", "ABCDEFGHJKMNPQRSTWXYZ")
    told = tell(office, settings)
    monkeypatch.undo()
    browser, end = signed_in("giap"), told.receipt.code[-9:]
    for typed in (end[:4], end[-4:].lower(), end[:-1] + "0"):
        page = browser.get("/admin/", params={"q": typed})
        assert page.status_code == 303 or f'href="/admin/cases/{told.id}"' in page.text, typed

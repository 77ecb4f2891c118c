import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.numbers import covered, covered_as_told, personal_numbers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("gọi tôi 0912345678 nhé", ["phone"]),
        ("sđt 0912.345.678", ["phone"]),
        ("+84 912 345 678", ["phone"]),
        ("máy bàn 02043854321", ["phone"]),
        ("cccd 024099012345", ["identity"]),
        ("cmnd 121234567 cấp 2009", ["identity"]),
        ("cccd 024 099 012 345, đt 0987654321", ["identity", "phone"]),
        ("stk 10501234 bà Tư", ["account"]),
        ("chuyển vào tài khoản số 0123 4567 8901 23", ["account"]),
        ("thư gửi ba.tu@example.vn nhé", ["email"]),
        ("gửi @ubnd hoặc xem trang example.vn", []),
        ("phạt 1.850.000 đồng", []),
        ("1 200 000 000 đồng", []),
        ("năm 2024, nhà số 12/5", []),
        ("hồ sơ ND-26-7F3K-29QX", []),
        ("gọi 113 hoặc 114", []),
        ("12345678901234567890", []),
        ("CCCD024187654321", ["identity"]),
        ("căn cước 024187654321ạ", ["identity"]),
        ("024 1876 54321", ["identity"]),
        ("cmnd 123 456 789", ["identity"]),
        ("chứng minh thư số: 123-456-789", ["identity"]),
        ("hộ chiếu C1234567", ["identity"]),
        ("thẻ BHYT DN4240912345678 bị từ chối", ["identity"]),
        ("the bhyt so dn 4 24 091 2345678", ["identity"]),
        ("mã số BHXH 2412345678", ["identity"]),
        ("đóng BHXH 1.234.567.890 đồng", []),
        ("nợ bảo hiểm 2 000 000 000 đồng", []),
        ("0912345678", ["phone"]),
        ("sdt:0912345678ạ", ["phone"]),
        ("0912345678,0987654321", ["phone", "phone"]),
        ("(0912) 345 678", ["phone"]),
        ("passport C 1234567", ["identity"]),
        ("0912/345/678", ["phone"]),
        ("ngày 05/12/2026 08:30", []),
        ("120 000 000 đồng", []),
        ("1.024.187.654.321 đồng", []),
        ("biển 99A-123.45, gọi 1900 1234", []),
    ],
)
def test_numbers_that_name_a_person_are_found_and_others_are_not(text, kinds):
    assert [number.kind for number in personal_numbers(text)] == kinds


def test_a_covered_number_keeps_its_tail_only():
    assert covered("gọi 0912345678 nhé") == "gọi ********78 nhé"


@given(st.text(alphabet="0123456789 .-+ab84", max_size=60))
def test_covering_changes_digits_only(text):
    assert len(covered(text)) == len(text)
    assert all(a == b or (a.isdigit() and b == "*") for a, b in zip(text, covered(text), strict=True))


def test_a_covered_address_keeps_the_house_it_goes_to():
    assert covered("ba.tu@example.vn") == "**.tu@example.vn"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("Đã gọi số 0912.345.678 của người báo.", "Đã gọi số ****.***.*78 của người báo."),
        ("Đã gọi +84912345678.", "Đã gọi +*********78."),
        ("Mời gọi phường, số 0204 3854 999.", "Mời gọi phường, số 0204 3854 999."),
    ],
)
def test_only_what_the_other_person_told_is_covered(answer, shown):
    assert covered_as_told(answer, "tôi tên Tư, 0912345678, ổ gà trước nhà") == shown


def test_who_told_no_number_leaves_the_answer_as_it_is():
    assert covered_as_told("gọi 0912345678", "ổ gà trước nhà") == "gọi 0912345678"


@pytest.mark.parametrize("before", ["", "+", "(", ": ", "-", "a/b ", "113, ", "05/12/2026 "])
@pytest.mark.parametrize("number", ["84912345678", "0912 345 678", "0204 385 4321"])
def test_a_number_is_found_whatever_stands_before_it(before, number):
    assert [one.kind for one in personal_numbers(f"gọi {before}{number} nhé")] == ["phone"]


@pytest.mark.parametrize("cased", [str.lower, str.upper, str.title])
@pytest.mark.parametrize(
    ("words", "number", "kind"),
    [
        ("stk tk|tài khoản|tai khoan", "10501234", "account"),
        ("cmnd|cmt|cccd|căn cước|can cuoc|chứng minh|chung minh|định danh|dinh danh", "9991234567", "identity"),
        ("hộ chiếu|ho chieu|passport", "c1234567", "identity"),
    ],
)
def test_a_number_is_known_by_the_word_before_it_however_that_is_written(cased, words, number, kind):
    for word in words.split("|"):
        assert [one.kind for one in personal_numbers(cased(f"số {word} {number} ạ"))] == [kind], word


WIDE = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")


def test_numbers_in_wide_digits_are_found_in_a_long_text():
    text = "Ổ gà to trước cổng chợ. " * 20 + "Gọi tôi 0912345678, stk 10501234, hộ chiếu C1234567".translate(WIDE)
    assert not any(one in text for one in "0123456789")
    assert [one.kind for one in personal_numbers(text)] == ["phone", "account", "identity"]


@pytest.mark.parametrize(
    "spelt",
    [
        "(+84) 912 345 678",
        "0912, 345, 678",
        "0912 - 345 - 678",
        "0912\u2013345\u2013678",
        "0912_345_678",
        "0912*345*678",
        "0912\u00a0345\u200b678",
        "0\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e3",
        "O912345678",
        "o9l2345678",
        "không chín một hai ba bốn năm sáu bảy tám",
        "Không chín một hai, ba bốn năm, sáu bảy tám",
        "khong chin mot hai ba bon nam sau bay tam",
        "0912 ba bốn năm 678",
    ],
)
def test_a_telephone_is_covered_however_it_is_spelt_for_people_s_eyes(spelt):
    (found,) = personal_numbers(f"gọi {spelt} nhé")
    assert found.kind == "phone"
    shown = covered(f"gọi {spelt} nhé")
    assert len(shown) == len(f"gọi {spelt} nhé")
    assert sum(one.isdecimal() for one in shown) <= 2
    assert not any(word in shown for word in ("chín", "chin", "sáu", "ba b"))


@pytest.mark.parametrize(
    "text",
    [
        "không một ai đến, hai ba lần gọi rồi",
        "không, hai, ba bốn năm nay không ai sửa",
        "không ba bốn lần mà năm sáu bảy lần rồi",
        "từ 0 giờ đến 5 giờ sáng, 2 3 4 xe ben",
        "ngày 05-12-2026 08:30",
        "thửa 012, tờ 034, 560 m2",
        "Oi 12 oi 10 li xăng",
        "120,000,000 đồng; 0,123,456,789",
        "kênh 0 1 2 3 4 5 6",
        "QĐ 012/345/QĐ-UBND ngày 05/12/2026",
    ],
)
def test_words_and_dates_that_count_are_nobody_s_number(text):
    assert covered(text) == text


def test_an_identity_number_told_in_words_is_one():
    told = "căn cước không hai bốn không tám bảy không không một hai ba bốn"
    assert [(one.kind, one.digits) for one in personal_numbers(told)] == [("identity", "024087001234")]

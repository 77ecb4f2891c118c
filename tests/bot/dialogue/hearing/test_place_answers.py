"""What is said of the place after it was read back changes what was wrong with it, and nothing else."""

import pytest

from bot.dialogue.hearing.complaint_answers import is_place
from bot.dialogue.hearing.no_place import tells_no_place
from bot.dialogue.hearing.place_answers import place_meant, puts_right, told_beside, without_at
from routing.reading import default_reader
from tests.bot.dialogue.talk import reading_of

TOLD = "ngõ 5 đường Giáp Hải"


@pytest.mark.parametrize(
    ("told", "said", "meant"),
    [
        (TOLD, "à nhầm, ngõ 7 cơ", "ngõ 7 đường Giáp Hải"),
        (TOLD, "nham, ngo 7", "ngo 7 đường Giáp Hải"),
        (TOLD, "ngõ 7/12 ạ", "ngõ 7/12 đường Giáp Hải"),
        (TOLD, "nhầm rồi, ở ngõ 9 đường Lều Văn Minh", "ngõ 9 đường Lều Văn Minh"),
        (TOLD, "tổ 3", "tổ 3"),
        (TOLD, "à nhầm ngõ 9 chứ không phải ngõ 5", "ngõ 9 đường Giáp Hải"),
        (TOLD, "cạnh nhà văn hóa nhé", "cạnh nhà văn hóa"),
        ("khu 3", "không phải khu 3, khu 5", "khu 5"),
        ("khu 3", "không phải khu 3 mà là khu 5", "khu 5"),
        ("khu 3", "khu 5 chứ không phải khu 3", "khu 5"),
        ("khu 3", "khong phai khu 3, khu 5", "khu 5"),
        ("Cột đèn số 12 đường Xương Giang", "số 21 chứ không phải 12", "Cột đèn số 21 đường Xương Giang"),
        ("ngõ 12 đường Xương Giang", "21 chứ không phải 12", "ngõ 21 đường Xương Giang"),
        ("đường Lê Lợi", "à quên, trước cổng chợ", "trước cổng chợ"),
        ("", "thôn Đông cơ", "thôn Đông"),
        ("", "dạ ở thôn Đông ạ", "thôn Đông"),
        ("thôn Đông", "không phải, ở thôn Đoài cơ", "thôn Đoài"),
        ("", "không phải", "không phải"),
        ("trước nhà 37 đường Lê Lợi", "nhầm, nhà 73 cơ", "trước nhà 73 đường Lê Lợi"),
        ("số 37 đường Lê Lợi", "nhầm, nhà 73 cơ", "số 73 đường Lê Lợi"),
        ("37 Lê Lợi", "nhầm, số 39 cơ", "39 Lê Lợi"),
        ("ngõ 37 đường Lê Lợi", "nhầm, số 39 cơ", "số 39"),
        ("thôn Dọc", "thôi chỗ khác, ở thôn Bái Uyên cơ", "thôn Bái Uyên"),
        ("thôn Dọc", "nhầm chỗ rồi, thôn Bái Uyên", "thôn Bái Uyên"),
        ("thôn Dọc", "chỗ gần cầu, thôn Bái Uyên", "chỗ gần cầu, thôn Bái Uyên"),
    ],
)
def test_an_answer_means(told, said, meant):
    assert place_meant(said, told) == meant


@pytest.mark.parametrize(
    ("said", "is_so"), [("nhầm, ngõ 7", True), ("khu 5 chứ không phải khu 3", True), ("ngõ 7", False), ("ở chợ", False)]
)
def test_a_correction_is_told_from_an_answer(said, is_so):
    assert puts_right(said) is is_so


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tờ rơi dán kín cột điện, phường Kinh Bắc", "tờ rơi dán kín cột điện"),
        ("đường hỏng nặng lắm, phường Kinh Bắc", "đường hỏng nặng lắm"),
        ("xóm chùa nhà thờ, phường Kinh Bắc", ""),
        ("tổ dân phố số năm, phường Kinh Bắc", ""),
        ("thon dong ba cay, phuong Kinh Bac", ""),
    ],
)
def test_what_is_told_before_the_place_is_kept_and_the_place_is_not_told_twice(said, told):
    assert told_beside(said, reading_of("place=kb").place) == told


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("tổ 5 khu Ba", True),
        ("thon Ngam", True),
        ("tiểu khu 3", True),
        ("số 12 Lý Thái Tổ", True),
        ("Tô Văn Nam", False),
        ("To Van Nam", False),
        ("Nguyễn Văn Tổ", False),
    ],
)
def test_an_answer_that_begins_as_an_address_is_no_name(said, is_one):
    assert is_place(said, reading_of()) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "cháu sợ bố mẹ biết",
        "thầy cô ghét lắm",
        "vì ai cũng phải học",
        "tôi là mẹ cháu",
        "ngại nói tên trường",
        "so bi tra thu lam",
        "em làm công nhân",
        "tôi với nó cãi nhau suốt",
        "tại nó tối quá",
    ],
)
def test_a_fear_a_reason_or_who_writes_is_no_place(text):
    assert tells_no_place(text, default_reader().read(text))


@pytest.mark.parametrize(
    "text",
    [
        "kcn Vân Trung",
        "quán bà Tư bán bún",
        "thôn Sợ xã Tân Yên",
        "lô 5 khu dân cư số 2",
        "nhà ông Bảy đầu làng",
        "tôi ở gần nhà văn hóa xóm Chùa",
        "mỏ ngân",
        "ngã tư Sợ",
        "khách sạn mường thanh cũ",
        "ngay trung tâm thị trấn cũ",
    ],
)
def test_a_name_or_a_spot_is_one(text):
    assert not tells_no_place(text, default_reader().read(text))


def test_who_says_where_they_are_names_the_spot_alone():
    assert without_at("tôi ở gần nhà văn hóa xóm Chùa") == "gần nhà văn hóa xóm Chùa"

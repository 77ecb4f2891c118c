"""A sentence whose marks were left out is noticed; right Vietnamese, names, codes and other languages are not."""

import pytest

from routing.language.marks import without_marks

WITHOUT = [
    "Da va xong o ga truoc cong truong.",
    "Anh chi thong cam cho them mot ngay",
    "UBND PHUONG BAC GIANG DA VA XONG DUONG",
    "Xe ben cong ty Hoa Binh do dat xuong muong",
]
RIGHT = [
    "Phòng đã vá xong, cảm ơn Anh/Chị đã báo.",
    "Gọi ông Giang theo 0204 3000 001, UBND",
    "Please send the form to our office today",
    "ND-26-7F3K-29QX https://vi-du.gov.vn/tra-cuu",
    "Xin cho em",
    "Anh Tâm ra đo ao, trong tuần này cho kết quả.",
    "",
]


@pytest.mark.parametrize("text", WITHOUT)
def test_words_without_marks_are_noticed(text):
    assert without_marks(text) == (text.removesuffix("."),)


@pytest.mark.parametrize("text", RIGHT)
def test_right_words_are_left_alone(text):
    assert without_marks(text) == ()


def test_only_the_sentence_without_marks_is_named():
    assert without_marks("Đã vá xong sáng nay. Anh chi kiem tra giup nhe! Cảm ơn.") == ("Anh chi kiem tra giup nhe",)

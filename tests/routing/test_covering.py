"""Who somebody is gets covered however it is written, and nothing of whom they accuse."""

import pytest

from routing.covering import covered, spellings
from routing.language.own_names import names_said

WHO = {
    "name": "Bà Lê Thị Canh Chừng",
    "address": "thôn Cầu Đá, phường Bắc Giang",
    "contact": "0912 000 111",
    "id_number": "024180000123",
    "issued_on": "12/03/2021",
    "issued_by": "Công an tỉnh Bắc Ninh",
}


@pytest.mark.parametrize(
    "said",
    [
        "Lê Thị Canh Chừng", "LÊ THỊ CANH CHỪNG", "le thi canh chung", "Lê  Thị\nCanh Chừng", "bà Canh Chừng",
        "Thôn Cầu Đá", "0912000111", "0912.000.111", "+84 912 000 111", "024 180 000 123",
    ],
)  # fmt: skip
def test_a_person_is_covered_however_they_are_written(said):
    shown = covered(f"Tôi là {said}, xin trình bày", spellings(WHO))
    assert shown == "Tôi là [giữ kín], xin trình bày".replace("là [", "là bà [" if said.startswith("bà") else "là [")


@pytest.mark.parametrize(
    "accused",
    ["chủ tịch phường Bắc Giang", "Công an tỉnh Bắc Ninh", "trưởng thôn Cầu Đá", "ngày 12/03/2021", "0912 000 112"],
)
def test_whom_they_accuse_stays_readable(accused):
    assert covered(f"Tố cáo {accused} nhận tiền", spellings(WHO)) == f"Tố cáo {accused} nhận tiền"


def test_a_ward_that_is_somebodys_address_is_still_whom_they_accuse():
    known = spellings({"name": "Lê Thị Tư", "address": "phường Bắc Giang"})
    assert covered("Lê Thị Tư tố cáo chủ tịch phường Bắc Giang", known) == "[giữ kín] tố cáo chủ tịch phường Bắc Giang"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tôi là Nguyễn Văn Tư ở xóm 3", ("Nguyễn Văn Tư",)),
        ("tôi tên nguyễn thị hoa ở xóm 3", ("nguyễn thị hoa",)),
        ("Họ và tên: Trần Thị Tư, sinh năm 1960", ("Trần Thị Tư",)),
        ("Tôi Trần Văn Bình phản ánh", ("Trần Văn Bình",)),
        ("My name is Tran Van An", ("Tran Van An",)),
        ("con đường này hỏng", ()),
        ("tôi là dân xóm này", ()),
        ("chị Hà lái xe", ()),
    ],
)
def test_a_name_is_found_where_somebody_says_it_of_themselves(text, names):
    assert names_said(text) == names

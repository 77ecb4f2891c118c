"""Whoever says name and address in one breath is asked for neither again; a street named after somebody is no name."""

import pytest

from bot.dialogue.complaint_questions import with_home
from bot.dialogue.state import Draft
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("told", "name", "address"),
    [
        ("Nguyễn Văn Tám, xóm Đông, xã Yên Thế", "Nguyễn Văn Tám", "xóm Đông, xã Yên Thế"),
        ("tran thi lan thon dong xa tan an", "Tran Thi Lan", "thon dong xa tan an"),
        ("Lê Văn Hùng số nhà 12 ngõ 5 đường Hùng Vương phường Bắc Giang", "Lê Văn Hùng", "số nhà 12 ngõ 5 đường Hùng"),
        ("số 5 Trần Hưng Đạo, phường Bắc Giang", None, "số 5 Trần Hưng Đạo, phường Bắc Giang"),
        ("thôn Đông xã Tân An", None, "thôn Đông xã Tân An"),
        ("Nguyễn Văn Cừ, phường Bắc Giang", None, ""),
    ],
)
def test_name_and_home_of_a_complaint_are_told_together_or_apart(told, name, address):
    form = dict(with_home(Draft(kind="complaint"), told, default_reader().read(told)).form)
    assert form.get("name") == name
    assert form.get("address", "").startswith(address)

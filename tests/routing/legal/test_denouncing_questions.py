"""Who asks how one denounces accuses nobody; who tells of somebody with it does."""

import pytest

from routing.language.words import split
from routing.legal.denouncing_questions import asked_of_denouncing


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("tố cáo nặc danh có được thụ lý không", "nameless"),
        ("to cao nac danh co duoc ko", "nameless"),
        ("đơn tố cáo không ghi tên người tố cáo thì cơ quan có xem không", "nameless"),
        ("đơn tố cáo không ký tên thì sao", "nameless"),
        ("người tố cáo có được rút đơn tố cáo không", "withdrawn"),
        ("tố cáo sai thì có bị phạt không", "false"),
        ("tố cáo nhầm có bị đi tù không", "false"),
        ("tố cáo tiếp là gì ạ", "again"),
        ("thời hạn giải quyết tố cáo là bao nhiêu ngày", "days"),
        ("tố cáo bao lâu thì được giải quyết", "days"),
        ("ai có thẩm quyền giải quyết tố cáo chủ tịch xã", "who"),
        ("tố cáo công an xã thì gửi cho ai", "who"),
        ("đơn tố cáo gửi ở đâu", "who"),
    ],
)
def test_what_is_asked_of_denouncing_is_heard(text, about):
    assert asked_of_denouncing(split(text)) == about


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo nặc danh có được không, ông Ba lấy tiền của dân",
        "tôi muốn tố cáo hiệu trưởng thu tiền thì gửi ai",
        "tố cáo chủ tịch xã nhận tiền thì nộp đơn ở đâu",
        "tố cáo bà Hai ở xã thì gửi ai",
        "tôi tố cáo nặc danh",
        "tôi tố cáo chủ tịch xã, ai nhận đơn",
        "ai tố cáo chủ tịch xã vậy",
        "tố cáo rồi sao chưa thấy ai giải quyết",
        "tố cáo",
    ],
)
def test_who_tells_of_somebody_or_denounces_asks_nothing_of_it(text):
    assert not asked_of_denouncing(split(text))

"""A few words that name a thing and what is wrong with it are a report: nobody takes them for a question."""

import pytest

from routing.kinds import Kind
from routing.language.words import split
from routing.reading import default_reader
from routing.short_reports import is_short_report


@pytest.mark.parametrize(
    "text",
    [
        "Đèn hỏng ở P. Ngô Quyền, TP BG cũ",
        "Rác ngõ 12",
        "mất điện thôn Đoài",
        "Ổ gà QL37",
        "Cống tắc",
        "đường ngập",
        "den hong",
        "ĐƯỜNGGGGG NGẬPPPPPP QUÁAAAAA TRỜIIIII",
        "sóng điện thoại yếu thôn Đoài",
        "đèn không sáng",
    ],
)
def test_a_thing_and_what_is_wrong_is_a_report_beyond_doubt(text):
    read = default_reader().read(text)
    assert read.kind is Kind.FEEDBACK
    assert read.kind_second not in {Kind.INQUIRY, Kind.OTHER} or read.kind_second_share < 0.1


@pytest.mark.parametrize(
    "text",
    ["lịch cúp điện", "cúp điện hả", "đổ rác ở đâu", "đèn hỏng gọi ai", "đường hết ngập rồi, cảm ơn", "có nước chưa ạ"],
)
def test_who_asks_or_thanks_reports_nothing(text):
    assert not is_short_report(split(text))

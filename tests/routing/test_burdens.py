"""Debts that weigh on somebody are no building that falls; what they say of dying, or what falls, still counts."""

import pytest

from routing.reading import default_reader


def danger(text):
    found = default_reader().read(text).danger
    return found.kind if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "mình ở một mình, nợ nhiều quá không biết làm sao",
        "minh o mot minh, no nhieu qua khong biet lam sao",
        "mình ở một mình, nợ nhiều quá sắp sụp đổ rồi",
        "minh o mot minh no nhieu qua chac sap mat",
        "tôi ở một mình, vỡ nợ, bế tắc quá sập mất",
    ],
)
def test_who_tells_of_debts_is_answered_as_no_danger(text):
    assert danger(text) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mình ở một mình, nợ nhiều quá, không muốn sống nữa", "suicide"),
        ("minh o mot minh no nhieu qua khong muon song nua", "suicide"),
        ("nhà tôi nợ nhiều quá, tường nhà sắp sập rồi", "collapse"),
        ("mẹ tôi ở một mình ngất xỉu, nợ nhiều quá", "medical"),
    ],
)
def test_beside_debts_a_danger_is_one(text, kind):
    assert danger(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("chong toi bi ran ho mang can o ruong", "medical"),
        ("con tôi bị rắn lục cắn", "medical"),
        ("ngo doc ca lang an com dam cuoi nhap vien het", "poisoning"),
        ("sat lo doi sau nha roi ba con chay het xa Tien Luc", "collapse"),
    ],
)
def test_a_snake_bite_poison_for_many_and_a_slide_that_people_flee_from_are_dangers(text, kind):
    assert danger(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "bờ sông sạt lở mấy năm nay chưa kè, sắp vào nhà dân",
        "đề nghị tập huấn cách xử lý khi bị rắn độc cắn",
        "năm ngoái cả làng bị ngộ độc, nay đã ổn",
    ],
)
def test_what_lasts_is_planned_or_over_is_none(text):
    assert danger(text) == ""

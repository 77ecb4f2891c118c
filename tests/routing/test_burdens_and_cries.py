"""Debts that weigh on somebody are no building that falls; what people cry in panic is a danger in any spelling."""

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
        ("ăn cỗ xong cả xóm đi viện", "poisoning"),
        ("lien hoan xong ca lop nhap vien roi", "poisoning"),
        ("con em bi phong nuoc soi nang lam", "medical"),
        ("no chich dien bat ca chet nguoi roi o muong thon dong", "electric"),
        ("ho bat giu con toi ben campuchia doi tien chuoc", "crime"),
        ("co thang cu bam theo em ve phong tro may hom nay em so lam", "crime"),
        ("nó hiếp con bé nhà bên, giờ phải làm gì", "child"),
        ("sat lo doi sau nha roi ba con chay het xa Tien Luc", "collapse"),
    ],
)
def test_what_people_cry_in_panic_and_without_marks_is_a_danger(text, kind):
    assert danger(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "bờ sông sạt lở mấy năm nay chưa kè, sắp vào nhà dân",
        "đề nghị tập huấn cách xử lý khi bị rắn độc cắn",
        "chó cứ bám theo tôi về nhà, tôi sợ lắm, con chó hoang của ai đó",
        "bang gia phong nuoc nong bi hong",
        "nó hay ăn hiếp con bé lớp tôi",
        "năm ngoái cả làng bị ngộ độc, nay đã ổn",
        "năm ngoái ăn cưới cả làng đi viện",
        "cả làng đi viện khám bệnh miễn phí đông quá",
    ],
)
def test_what_lasts_is_planned_or_over_is_none(text):
    assert danger(text) == ""

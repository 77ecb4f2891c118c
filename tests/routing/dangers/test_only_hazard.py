"""A danger that is only guessed beside a hazard calls nobody; one that is named, or harms somebody, still does."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "taluy dương trên đường vào bản nứt toác, đất đá lăn xuống mỗi khi mưa",
        "bồn nước trên nóc nhà hàng xóm nghiêng hẳn sang nhà tôi, chân sắt gỉ đứt một bên",
        "Hộp đồng hồ điện dãy trọ bung cửa, dây đồng thò ra ngang tầm với của mấy đứa con nít",
        "mấy anh lợp tôn tầng cao không mũ không dây an toàn, gió giật mà vẫn trèo",
    ],
)
def test_what_has_harmed_nobody_yet_is_a_hazard(text):
    reading = default_reader().read(text)
    assert reading.danger is None
    assert reading.hazard is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sạt taluy lấp đường rồi, có xe máy dưới đó", "collapse"),
        ("nhà bên nghiêng hẳn rồi, cả nhà đang ở trong, nghe răng rắc", "collapse"),
        ("ban công rớt xuống, có người nằm dưới", "collapse"),
        ("hệ thống lạnh xưởng đá xì khí hắc lắm, công nhân ngất mấy người, dân quanh đây chảy nước mắt", "poisoning"),
        ("dây điện rơi xuống sân trường rồi", "electric"),
        (
            (
                "mo da khu Khe Cay lai mo cua lo, lo vua chui lot nguoi, dan lam thue toan trai tre duoi ban len. "
                "hom qua nghe noi sap mot doan, co hai cau con mac trong do ma chu lo giau khong bao, xin cuu nguoi voi"
            ),
            "collapse",
        ),
        ("Con tôi bị rắn cắn ngoài vườn, chân sưng đen, nhà xa viện quá", "medical"),
    ],
)
def test_what_is_named_or_harms_somebody_stays_a_danger(text, kind):
    danger = default_reader().read(text).danger
    assert danger is not None
    assert danger.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "cái nồi hơi của xưởng cũ lắm, xì hơi phì phì ngày đêm sát nhà dân",
        "rắn lục chui trong ống nước nhà trẻ",
        "Nắp hố đồng hồ của bên cấp nước bị mất, tối không đèn, trẻ con suýt lọt chân",
    ],
)
def test_a_hazard_on_the_lists_is_heard_though_it_sounds_like_the_waterworks(text):
    hazard = default_reader().read(text).hazard
    assert hazard is not None
    assert hazard.is_sure


WITHIN = [
    ("nhà bên đang nghiêng hẳn một phía, tường nghe răng rắc, hai bà cháu vẫn ở trong", "collapse"),
    ("thang máy rớt từ tầng 7, trong đó có ba người", "collapse"),
    ("cột nhà xưởng nứt toác, mái xệ xuống, còn mấy công nhân bên trong", "collapse"),
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(("text", "kind"), WITHIN)
def test_who_is_still_inside_what_comes_down_is_in_danger(text, kind, way):
    danger = default_reader().read(way(text)).danger
    assert danger is not None
    assert danger.numbers[0] == "114" or kind != danger.kind


@pytest.mark.parametrize(
    "text",
    ["thang máy chung cư hay kẹt, ban quản lý không sửa", "nhà bỏ hoang nghiêng hẳn ra ngõ, không ai ở"],
)
def test_what_nobody_is_in_still_calls_nobody(text):
    assert default_reader().read(text).danger is None

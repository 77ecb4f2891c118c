"""A child that is beaten or abused is heard by its own words and by others'; what is over, asked or denied is none."""

import pytest

from routing.dangers.children import harmed_child_in, writes_as_child
from routing.kinds import Kind
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import default_reader

ITSELF = [
    "cháu 13 tuổi bố cháu say rượu đánh cháu suốt cháu sợ",
    "em 12 tuổi bị chú đánh đau lắm ở phường Nhân Hòa",
    "em 15 tuổi bị bố dượng đánh bầm tím người em không dám về nhà",
    "em hay bị bố đánh em học lớp 6 ở xã Tân Dĩnh",
    "cháu bị thầy bắt cởi áo trước lớp, cháu sợ lắm, cháu học lớp 7",
    "cháu là học sinh lớp 5, mẹ cháu hay lấy roi quất cháu chảy máu",
    "con 10 tuổi, ba con nhậu về đập con hoài",
    "em năm nay 14 tuổi, bị anh họ sờ soạng mấy lần rồi",
    "con học lớp 4, ba con hay đánh mẹ con",
    "dạ thưa cô chú, con 10 tuổi, ba con uống rượu về là đập đồ, con sợ",
    "em học lớp 5, bố em say về là đuổi mẹ con em ra đường",
    "Cháu học lớp 8, thầy dạy bơi cứ chạm vào chỗ kín của cháu",
    "em bị mấy bạn lớp 9 đánh hội đồng quay clip, em học lớp 8",
]
BY_OTHERS = [
    "thầy giáo thể dục trường tiểu học hay gạ gẫm con gái tôi 12 tuổi",
    "cháu bé hàng xóm bị bố dượng sờ mó",
    "bé nhà bên 6 tuổi bị mẹ kế nhốt ngoài ban công",
    "con tôi học lớp 3 bị bố nó đánh suốt",
    "thầy giáo hay sờ vào người bạn em",
    "thầy thể dục hay ôm hôn các bạn nữ lớp em",
    "bạn cùng lớp em bị thầy động chạm vào vùng kín",
]
ACCUSED = [
    "tôi tố cáo ông Hùng hàng xóm đánh đập con riêng 8 tuổi",
    "ông Hùng hàng xóm ngày nào cũng đánh đập đứa con riêng 8 tuổi của vợ",
    "tố cáo cha dượng đánh con 8 tuổi bầm tím cả người",
    "thầy chủ nhiệm sờ vào người con gái tôi",
]


@pytest.mark.parametrize("text", [*ITSELF, *BY_OTHERS])
def test_a_child_that_is_hurt_is_a_danger_with_111_first(text):
    reading = default_reader().read(text)
    assert reading.danger.numbers[:2] == ("111", "113"), "a doctor may follow"
    assert reading.kind in {Kind.FEEDBACK, Kind.PETITION}, "no form and no signature is asked for"


@pytest.mark.parametrize("text", [*ITSELF, *BY_OTHERS, *ACCUSED])
def test_it_is_heard_without_marks_too(text):
    assert harmed_child_in(split(bare(text)))


@pytest.mark.parametrize("text", ACCUSED)
def test_the_child_comes_first_where_somebody_is_accused(text):
    assert default_reader().read(text).danger.numbers == ("111", "113")


@pytest.mark.parametrize("text", ITSELF)
def test_a_child_is_known_by_its_age_or_class(text):
    assert writes_as_child(split(text))


@pytest.mark.parametrize(
    "text",
    [
        *BY_OTHERS,
        *ACCUSED,
        "chau gai 14 tuoi o nha vua goi, bo no danh",
        "em tôi 15 tuổi chưa có căn cước",
        "con em 12 tuổi học lớp 6",
        "em 30 tuổi bị chồng đánh",
        "cháu 5 tuổi bị bố đánh",
        "con gái em lớp 4 kể thầy chủ nhiệm hay gọi mấy bạn nữ lên bàn rồi sờ vào người, em tố cáo thầy",
        "bé nhà em lớp 3 bị cô giáo tát",
    ],
)
def test_who_tells_of_a_child_is_none(text):
    assert not writes_as_child(split(text))


@pytest.mark.parametrize(
    "text",
    [
        "em 14 tuổi bị đánh giá hạnh kiểm yếu",
        "con tôi 12 tuổi bị chó cắn",
        "đề nghị trường mở lớp phòng chống xâm hại trẻ em",
        "cháu bé bị xâm hại, vụ án đã khởi tố, tòa gọi lên đối chất",
        "cho hỏi đánh con bị phạt thế nào, cháu 8 tuổi",
        "em 13 tuổi, em không bị bố đánh",
        "em 30 tuổi bị chồng đánh",
        "xe tải đụng vào người học sinh lớp 3",
        "thầy giáo sờ vào ổ điện hở bị giật trong trường",
        "thầy giáo dạy rất hay, cảm ơn thầy",
    ],
)
def test_what_is_over_asked_or_denied_is_none(text):
    assert harmed_child_in(split(text)) is None

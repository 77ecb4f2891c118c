"""Where the scorer wavers between two topics, the one word by which a clerk tells them apart settles it."""

import pytest

from routing.language.folding import bare
from routing.language.words import split
from routing.neighbours import neighbour
from routing.reading import default_reader
from routing.topics import load_catalogue

TOLD = [
    ("nuoc", "con mương dẫn nước xóm trên vỡ một khúc, nước rò hết ra bãi, ruộng dưới khô cong", "nong_nghiep"),
    ("nuoc", "xin làm cho thôn cái đập nhỏ giữ nước cấy lúa", "nong_nghiep"),
    ("trat_tu_do_thi", "rác vun thành đống tràn cả ra lề đường tỉnh lộ", "moi_truong"),
    ("giao_thong_vi_pham", "sáng nào người ta cũng họp chợ tràn ra cản trở giao thông", "trat_tu_do_thi"),
    ("thu_hoi_dat", "đường dự án đã nát bét, xe đi không nổi", "giao_thong_ha_tang"),
    ("dan_chu_co_so", "đề nghị nâng phụ cấp cho trưởng thôn", "can_bo"),
    ("quan_su", "xin sửa sang khu di tích trận địa pháo ngày xưa", "van_hoa_du_lich"),
    ("dan_chu_co_so", "tòa nhà em tháng nào cũng thu quỹ mà không thấy công khai", "xay_dung"),
    ("khac", "đường dây 110 đi ngay trên mái nhà, trời mưa nghe xè xè", "dien"),
]
STAYS = [
    ("nuoc", "nước máy về mương thì đục, tắm giặt không nổi"),
    ("nuoc", "thôn trên cao mất nước từ hôm hỏng trạm bơm"),
    ("trat_tu_do_thi", "quán cơm bày bàn ghế với thùng rác ra kín vỉa hè"),
    ("giao_thong_vi_pham", "xe tải dừng bán hàng ngay khúc cua"),
    ("thu_hoi_dat", "làm đường vào hỏng hết bờ ruộng mà chưa đền bù"),
    ("dan_chu_co_so", "quỹ của thôn thu theo đầu người, chung cư mới cũng phải đóng"),
]


@pytest.mark.parametrize(("guessed", "text", "topic"), TOLD)
def test_a_telling_word_settles_which_of_two_neighbours_it_is(guessed, text, topic):
    assert neighbour(guessed, split(text)) == topic


@pytest.mark.parametrize(("guessed", "text", "topic"), TOLD)
def test_the_word_tells_without_diacritics_too(guessed, text, topic):
    assert neighbour(guessed, split(bare(text))) == topic


@pytest.mark.parametrize(("guessed", "text"), STAYS)
def test_a_word_beside_it_that_speaks_for_the_first_leaves_it(guessed, text):
    assert neighbour(guessed, split(text)) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("mương xóm em làm lâu rồi giờ rò rỉ nước nhiều, xin sửa lại", "nong_nghiep"),
        ("nhà ven hồ đổ rác ngập cả lề đường, thành bãi", "moi_truong"),
        ("buôn bán tràn lan trên đường cản trở giao thông", "trat_tu_do_thi"),
    ],
)
def test_a_message_is_read_by_it(text, topic):
    assert default_reader().read(text).topic == topic


def test_what_the_scorer_is_sure_of_is_left_to_it():
    assert default_reader().read("nước máy đục ngầu ba ngày nay, không nấu cơm được").topic == "nuoc"


def test_every_neighbour_is_a_topic_of_the_catalogue():
    topics = load_catalogue().topics
    assert all(code in topics for guessed, _text, topic in TOLD for code in (guessed, topic))

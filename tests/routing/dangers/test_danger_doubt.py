"""What is staged, or lasts and is to be mended, or names nothing grave rings no bell; what happens beside it does."""

import pytest

from routing.language.folding import bare
from routing.reading import default_reader

CALM = [
    "tiếng súng nổ trong phim chiếu ở nhà văn hóa to quá",
    "tiếng đâm chém trong trò chơi của quán net mở loa ngoài",
    "đường dây cao thế chạy qua mái nhà tôi 10 năm nay, mong di dời",
    "dây trung thế võng thấp qua ao nhiều năm, đề nghị kéo lên",
    "mấy hôm nữa có người gọi không",
    "bà ấy nhốt gà trong nhà vệ sinh chung",
    "cho tao ăn đi, đói chết đi được",
    "nhớ mẹ chết đi được",
    "tôi mua sẵn dây điện rồi mà chưa ai tới đấu",
    "ước gì tối nay có điện cho con học",
    "em ở gần đường ray, rào chắn hỏng từ tết",
    "vựa ve chai chất bình gas cũ, sắt vụn ra nửa đường",
    "giá gas tăng hoài, bình gas giờ mắc quá",
    "đây là mẹ tôi, tôi là con",
    "dạ mẹ em đây, em là con gái gõ giùm",
    "con gà nhà hàng xóm bị điện giật chết, họ bắt tôi đền có đúng không",
    "con lợn nhà bác Tư bị điện giật chết, xin hỏi thú y",
    "tụi nhỏ đang đua xe đạp vòng quanh hồ, xin mở giải cho các cháu",
    "đang đua xe đạp",
    "đang đua xe lăn, giải của người khuyết tật",
    "vợ tôi dọa bỏ nhà đi, nhờ hội phụ nữ hòa giải",
    "sáng nào xe hàng cá cũng để cả dãy tràn ra cổng trường, nước chảy lênh láng",
    "đèn giao thông ngã tư nhấp nháy vàng, xe không biết đường đi",
    "năm rồi tui té xuống sông gãy tay, giờ bảo hiểm trả nhiêu",
    "năm ngoái tôi bị tai nạn gãy chân, xin hỏi bảo hiểm chi trả thế nào",
    "hồi năm 2020 nhà tôi bị cháy rụi, xã hứa hỗ trợ mà chưa thấy tiền",
]
# without marks "gà" may be gas, "lùa" fire
CALM_AS_WRITTEN = [
    "năm kia nhà tao cháy, chúng nó hứa đền giờ im re",
    "thằng hàng xóm nó chém gió, nó bảo nó quen công an, nó chiếm cái ngõ",
    "con trai tôi nghiện game, gọi không thưa, khóa cửa",
    "con gái tôi cắm mặt vào điện thoại, gọi không trả lời, khóa cửa phòng",
    "chồng tôi mê game cả đêm, gọi không thưa",
    "thằng nhỏ đeo tai nghe chơi game, gọi không trả lời",
    "gà bị điện giật chết 3 con, hỏi tiêu hủy ở đâu",
    "thầy dạy bơi nói chìm xuống đáy rồi đạp lên, phòng tập lạnh quá",
    "thằng con tôi nghiện game, nó dọa bỏ nhà, ở xã có ai tư vấn không",
    "cửa lớp học kẹt khó đóng, gió lùa",
]
DANGERS = [
    "hồi trước bị đột quỵ có bảo hiểm, giờ ông ngã xuống méo miệng rồi",
    "nhà tôi đang cháy, năm ngoái mua bảo hiểm rồi",
    "tháng trước nó hứa trả tiền, nay nó trói anh tôi trong nhà",
    "thằng bé nghiện game ngất trong phòng, gọi không thưa",
    "con tôi chơi game ba ngày, gọi không thưa, sùi bọt mép",
    "em tôi nghiện game, khóa cửa, có mùi khét trong phòng",
    "bà cụ khóa cửa trong, gọi không thưa từ sáng",
    "Bình ga tiệm phở đầu chợ xì kêu rít nghe sợ lắm, ai cũng chạy mà bà chủ còn ở trong",
    "bình gas trong bếp xì khói, đang cháy lan ra rèm",
    "đang coi phim thì có tiếng súng ngoài đường, một người gục",
    "nhà sau lưng rạp chiếu phim đang cháy",
    "đang diễn tập thì cháy thật rồi, gọi 114 giúp",
    "dây trung thế võng mấy năm nay giờ đứt rớt xuống sân",
    "nó nhốt thằng con tôi trong nhà kho",
    "thằng cháu em nuốt pin cúc áo",
    "con bé bị bỏ đói, đói chết đi được",
    "dây điện rơi xuống sân trường rồi",
    "ruộng có điện, ông chủ lội xuống bị giật",
    "con gà với vợ tôi bị điện giật",
    "cả người lẫn trâu bị điện giật",
    "con bò bị điện giật chết, thằng bé chạm vào ngất xỉu",
    "ông chủ gà bị điện giật",
    "bé gái bị chìm xuống hồ khi học bơi",
    "đang đua xe máy trên cầu, bốc đầu",
    "nó dọa bỏ nhà rồi cầm dao đâm mẹ",
    "nó dọa bỏ nhà đi tự tử",
    "cửa kẹt, cháu bé kẹt trong xe không thở được",
    "có người nằm ngang đường ray chờ tàu",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", CALM)
def test_what_happens_to_nobody_now_is_no_danger(text, way):
    assert default_reader().read(way(text)).danger is None


@pytest.mark.parametrize("text", CALM_AS_WRITTEN)
def test_what_happens_to_nobody_now_is_no_danger_where_marks_tell_it(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", DANGERS)
def test_what_happens_beside_it_is_one(text, way):
    assert default_reader().read(way(text)).danger


@pytest.mark.parametrize(
    "text",
    [
        "chao chu, ba o xom tren, den duong no tat ca thang nay toi den mu khong thay duong di cu ngoi nha thay",
        "may bom no khong chay nua",
        "cai quat no hong roi",
    ],
)
def test_what_is_called_it_without_a_mark_does_not_explode(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize("text", ["binh ga no roi", "no binh ga, no khong tat duoc", "nha no chay roi"])
def test_what_explodes_or_burns_beside_it_is_a_danger(text):
    assert default_reader().read(text).danger.kind == "fire"


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bé 5 tuổi bị chó cắn", "medical"),
        ("cháu bé 3 tuổi bị xe máy tông", "medical"),
        ("bé nhà em bị ong đốt sưng, 5 tuổi", "medical"),
        ("bé 5 tuổi bị bố đánh chảy máu đầu", "child"),
        ("thầy giáo đánh bé 5 tuổi gãy tay", "child"),
    ],
)
def test_a_child_whom_nobody_hurts_needs_an_ambulance(text, kind, way):
    assert default_reader().read(way(text)).danger.kind == kind


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", ["vừa bị giật túi xách ở chợ", "em bị giật ví", "vừa bị giật điện thoại, nó chạy rồi"])
def test_whose_bag_is_snatched_is_struck_by_no_current(text, way):
    found = default_reader().read(way(text)).danger
    assert (found.kind, found.numbers[0]) == ("crime", "113")


@pytest.mark.parametrize("text", ["con tôi bị điện giật", "bị giật ở tủ điện", "sờ vào bị giật điện tê tay"])
def test_who_is_struck_by_a_current_is(text):
    assert default_reader().read(text).danger.kind == "electric"


@pytest.mark.parametrize("text", ["số điện thoại gọi không được", "điện thoại tổng đài sao gọi không được"])
def test_a_telephone_that_nobody_answers_is_no_live_wire(text):
    assert default_reader().read(text).danger is None


def test_a_wire_told_beside_a_telephone_is_one():
    assert default_reader().read("dây điện đứt rơi xuống đường, điện thoại gọi không được").danger.kind == "electric"


def test_who_tells_of_an_illness_that_is_over_needs_no_ambulance():
    told = "Đêm qua con tôi sốt co giật đưa vào cấp cứu, bác sĩ khám qua loa rồi bỏ đi. {} tôi phản ánh thái độ."
    assert default_reader().read(told.format("Cháu nay đã ổn,")).danger is None
    assert default_reader().read(told.format("Giờ cháu tím tái, cứu con tôi với,")).danger


ENDED = [
    "bữa trước tui báo dây điện đứt, sáng nay điện lực tới nối xong rồi nghe",
    "hôm qua em có nhắn vụ cháy bãi phế liệu, đội cứu hỏa dập tắt rồi ạ",
    "Hồi sáng tôi gọi vụ dây điện rớt xuống ruộng, điện lực sửa xong rồi, khỏi cử người xuống",
    "tối qua báo trộm cạy cửa, công an phường bắt được rồi nha",
]
BEGINS_ANEW = [
    "hôm qua báo dây điện đứt, nối xong rồi mà giờ lại đứt nữa, đang nằm giữa đường",
    "hôm qua dập rừng xong rồi nhưng lửa lại cháy lan xuống xóm",
    "hồi sáng bắt được một đứa, còn một đứa cầm dao đang núp trong nhà tôi",
    "em gọi 113 rồi, nó bắt con em lên xe chở đi rồi",
    "tôi gọi 114 nãy giờ, cháy nhà mà chưa dập được",
]


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize("text", ENDED)
def test_what_was_told_before_and_has_been_ended_is_no_danger(text, way):
    assert default_reader().read(way(text)).danger is None


@pytest.mark.parametrize("text", BEGINS_ANEW)
def test_what_begins_again_or_is_not_ended_is_one(text):
    assert default_reader().read(text).danger is not None


def test_a_lost_beast_is_nobody_s_child():
    assert default_reader().read("tui bị mất con bò, hổm rày kiếm không ra, ai thấy báo giùm").danger is None
    child = default_reader().read("con tôi đi lạc từ sáng, cháu dắt theo con chó, tìm chưa thấy").danger
    assert child is not None


@pytest.mark.parametrize("way", [str, bare])
@pytest.mark.parametrize(
    "text",
    ["Không mở được", "app không mở được", "file anh gửi em không mở được", "đường link phường gửi không mở được"],
)
def test_what_does_not_open_on_a_screen_burns_nobody(text, way):
    assert default_reader().read(way(text)).danger is None


@pytest.mark.parametrize(
    "text",
    [
        "không mở được cửa xe, con em ở trong",
        "cửa thang máy không mở được có người trong đó",
        "bé nổi mề đay, mắt không mở được, thở khò khè",
    ],
)
def test_what_does_not_open_before_somebody_shut_in_is_a_danger(text):
    assert default_reader().read(text).danger


@pytest.mark.parametrize(
    "text",
    [
        "tôi xuống phường hỏi, gọi không ai trả lời",
        "gọi trưởng thôn không thưa",
        "goi truong thon khong thua",
        "lên xã ba lần, gọi cán bộ địa chính không nghe",
    ],
)
def test_an_office_that_does_not_answer_alarms_nobody(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("công an gọi không thưa, nhà tôi đang cháy", "fire"),
        ("gọi xã không ai trả lời, cháu bé rơi xuống mương", "drowning"),
        ("anh cán bộ xã nằm gục trên bàn gọi không thưa", "medical"),
        ("bà cụ gần ủy ban nằm im gọi không thưa", "medical"),
        ("bố tôi nằm dưới giếng gọi không thưa", "medical"),
    ],
)
def test_whoever_does_not_answer_in_need_is_heard(text, kind):
    told = default_reader().read(text).danger
    assert told is not None
    assert told.kind == kind

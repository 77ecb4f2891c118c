"""Who is far from help tells it by what is seen: a hat on the water, coals in a bedroom, a car that nobody knows."""

import pytest

from routing.dangers.pleas import plea_in
from routing.dangers.urgency import danger_cried
from routing.language.folding import bare
from routing.language.words import split

MEANT = [
    ("vợ em bầu tám tháng, ra máu ướt hết giường, bản xa lắm", "medical", "115"),
    ("chị tôi mang thai vỡ nước ối giữa đèo", "medical", "115"),
    ("hai người lạ bế đứa nhỏ lên xe rồi chạy mất", "child", "113"),
    ("có thằng nào giật con bé khỏi tay bà rồi chạy", "child", "113"),
    ("cả đám vây hai ông thợ, ném đá tới tấp", "crime", "113"),
    ("hai nhóm thanh niên đang đánh nhau, gạch đá bay vèo vèo", "crime", "113"),
    ("tên cướp kề kéo vào cổ cô bán thuốc", "crime", "113"),
    ("xuồng lật, chỉ thấy cái nón trôi", "drowning", "114"),
    ("dép còn trên bờ ao mà không thấy cháu đâu", "drowning", "114"),
    ("cả nhà để bếp than trong phòng, gọi không ai dậy", "poisoning", "115"),
    ("chạy máy nổ trong nhà, mẹ em nằm li bì", "poisoning", "115"),
    ("tụi em bị lạc trên núi từ trưa", "drowning", "112"),
    ("hai đứa nhỏ mắc kẹt giữa suối", "drowning", "112"),
    ("ổng đổ can xăng lên người vợ, tay cầm bật lửa", "crime", "113"),
    ("bà nội tôi bị lẫn, đi đâu mất từ sáng", "crime", "113"),
    ("ông già lú lẫn không thấy về", "crime", "113"),
    ("đào móng trúng quả đạn pháo", "crime", "113"),
    ("con tôi tan học từ trưa mà 9 giờ tối chưa về nhà", "child", "113"),
    ("lão say đốt nhà tôi rồi", "fire", "114"),
    ("con bé ăn thạch rồi ôm cổ, mặt tím lại", "medical", "115"),
    ("thằng bé trốn trong tủ cũ, cửa sập mở không được", "collapse", "114"),
    ("có tiếng người gõ trong thùng xe đông lạnh", "collapse", "114"),
    ("họ thu hộ chiếu của em, ai mệt là bị đánh", "crime", "113"),
    ("bé gái ngồi khóc một mình trước cổng chợ từ trưa", "child", "111"),
    ("dì ghẻ không cho con bé ăn, bắt ngủ ngoài chuồng heo", "child", "111"),
    ("gõ cửa ông cụ mãi không thấy trả lời", "medical", "115"),
    ("tụi em leo núi không tìm thấy đường xuống", "drowning", "112"),
    ("nhà bác Thụ cháy to lắm, lửa lan sang nhà em", "fire", "114"),
    ("thằng nghiện cầm dao chém bố mẹ nó", "crime", "113"),
    ("chị tôi sinh xong mà máu cứ ồ ra", "medical", "115"),
    ("hai người còn bám gốc cây giữa dòng nước xiết", "drowning", "114"),
    ("thôn em bị cô lập bốn ngày, hết gạo rồi", "drowning", "112"),
    ("đêm qua nó lẻn vào phòng em, em sợ quá", "crime", "113"),
    ("anh ấy để lại lá thư xin lỗi rồi bỏ đi, tắt máy", "suicide", "113"),
]
NONE = [
    "tường nhà em mới 7 tháng mà nước ra ướt hết",
    "bầu cử mà đau quặn ruột vì chờ",
    "mẹ bế cháu lên xe chạy đi khám, đường xóc quá",
    "cô giáo đón trẻ lên xe trắng đi tham quan",
    "công an vây bắt hai ông trộm chó",
    "hồi đó hai nhóm đánh nhau, nay đã bị phạt",
    "mũ nổi ngoài chợ bán bao nhiêu",
    "rác với dép trôi đầy sông, không có ai vớt",
    "bếp than trong phòng trọ có được phép không",
    "đọc báo thấy đốt than trong phòng làm ngất cả nhà, xã nhắc bà con đi",
    "bò nhà tôi bị lạc trong rừng",
    "đổ sơn lên đầu tượng",
    "mẹ tôi bị lẫn, xin giấy xác nhận khuyết tật",
    "phát hiện trạm bơm hỏng hôm qua, dân báo xã rồi",
    "ông hàng xóm đốt rác hai ngày nay",
    "con mèo trốn trong tủ không chịu ra",
    "mẹ dặn bé đợi trước cổng trường, chiều nào cũng kẹt xe",
    "gõ cửa ủy ban không ai mở, cán bộ đi đâu hết",
    "lớp học sơ cứu trẻ nghẹn sữa tím mặt mở khi nào",
    "xin hỏi công ty giữ hộ chiếu của công nhân có được không",
    "ghép khóa thân thì báo ở đâu cho kín",
    "nhà máy đốt lò cháy to suốt đêm",
    "phim chiếu cảnh cầm dao chém người",
    "trẻ con đang bám phao trong lớp học bơi, nước lạnh quá",
    "xã mình bị cô lập hồi lũ năm ngoái, hết gạo, nay xin hỗ trợ",
    "trộm lẻn vào phòng em lấy xe máy đêm qua",
    "nhà bán rồi, họ để lại tờ giấy xin lỗi hàng xóm vì ồn",
]


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize(("text", "kind", "number"), MEANT)
def test_it_is_heard_with_marks_and_without(text, kind, number, dress):
    danger = danger_cried(split(dress(text)))
    assert danger is not None
    assert danger.kind == kind
    assert number in danger.numbers


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_so_is_no_cry(text, dress):
    assert plea_in(split(dress(text))) is None


@pytest.mark.parametrize(
    "text",
    [
        "nha so 12 ngo 5, nuoc ngap toi nguc roi",
        "hai dua nho lac trong rung",
        "tui em so qua xin cuu gap, no dang danh chi em",
    ],
)
def test_a_word_that_is_mostly_another_without_its_marks_hides_no_cry(text):
    assert plea_in(split(text)) is not None


def test_a_longer_phrase_of_another_list_hides_no_cry():
    assert plea_in(split("vừa gọi video thấy nó bị đánh chảy máu, tụi em sợ quá xin cứu gấp")).kind == "crime"
    assert plea_in(split("ông cụ nhà tôi bị ong vò vẽ đốt, mặt sưng húp, người lịm dần")).kind == "medical"


def test_bees_are_no_old_man_without_marks():
    assert plea_in(split("ong vo ve dot may dua nho")).kind == "medical"
    assert plea_in(split("ong Ba danh may dua nho")) is None

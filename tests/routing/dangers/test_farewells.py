"""Who takes leave of life is heard though no single word is grave; the same words about other things are none."""

import pytest

from routing.dangers.farewells import farewell_in
from routing.language.folding import bare
from routing.language.words import split
from routing.lessons.dress import rambling
from routing.reading import default_reader

FAREWELLS = [
    "cháu muốn lên trời với bà nội cháu",
    "sau này không còn tôi nữa thì mọi người đừng khóc",
    "xin lỗi vợ con, tôi bế tắc quá rồi",
    "Tôi để sổ sách trong hộc bàn, nhờ anh nuôi giùm hai đứa, tôi đi đây",
    "chồng mất rồi, em cũng theo chồng thôi, sống làm chi nữa",
    "con viết thư để lại dưới gối rồi, ba má đừng buồn",
    "em mệt mỏi quá, chẳng thiết gì nữa, chỉ ước ngủ rồi khỏi dậy nữa",
    "nếu ngày mai không còn em thì nhà mình nhẹ gánh",
    "gửi lời xin lỗi tới má, má giữ gìn sức khỏe, con thanh thản rồi",
    "anh ơi em mua quan tài để sẵn rồi, em kiệt quệ lắm",
    "khi không có con thì mẹ ráng nuôi em cho nên người",
    "chị nói lời từ biệt rồi khóa cửa phòng, gọi không thưa",
    "hôm nay là ngày cuối tôi nhìn thấy mặt trời mọc",
    "Ba không chờ con ra trường được, con ráng thương má",
    "em dọn đồ xong hết rồi, thư cũng viết rồi, chỉ mong sau này có người trông hộ mẹ em",
    "thư em viết xong rồi, sau này ai chăm giùm bố em với",
    "Thôi em theo anh ấy đây, ở lại một mình lạnh lắm",
    "ông bạn già dặn tôi lo hậu sự, bảo đêm nay ông theo bà nhà, rồi tắt máy",
    "bạn em nhắn cảm ơn vì đã làm bạn với nó rồi off luôn, gọi không bắt máy",
]
IN_LONG_TALK = [
    (
        "Tôi nợ hợp tác xã 200 triệu tiền giống, mất mùa hai năm. Họ siết xe, bêu tên tôi trên loa. Vợ tôi về ngoại. "
        "Tôi nghĩ cả tháng nay, thuốc đã mua sẵn, chỉ xin lỗi các con."
    ),
    (
        "Thửa đất ông cha để lại bị đo sai từ năm 2015, tôi đi kiện ba cấp đều thua. Tiền hết, bạn bè xa lánh. "
        "Sống thế này để làm gì nữa. Nhờ xã sau này để mắt giùm mẹ già tôi."
    ),
    (
        "Cô giáo gọi em là đồ ăn cắp trước lớp, cả lớp cười. Em xin chuyển lớp mà nhà trường không cho. "
        "Em chán sống lắm, tối nay em sẽ nhảy xuống cầu cho xong."
    ),
]
CALM = [
    "Bà tôi mất để lại sổ tiết kiệm, rút tiền cần giấy gì",
    "xin lỗi ba má con làm mất thẻ bảo hiểm, giờ làm lại ở đâu ạ",
    "em đi trước, chiều em quay lại nộp hồ sơ",
    "Tôi không cần gì nữa, cảm ơn cán bộ",
    "đây là ngày làm việc cuối cùng của tôi, xin bàn giao sổ sách",
    "chán sống ở khu trọ này, ồn suốt đêm",
    "nóng muốn chết, mệt quá rồi",
    "giá như có cây cầu thì bà con đỡ khổ",
    "Nghĩa trang nơi bà an nghỉ đường sạt, mộ bị ngập, xin sửa",
    "Phim có cảnh nhân vật viết thư tuyệt mệnh để lại cho con, chiếu cho trẻ xem",
    "Năm ngoái anh tôi nghĩ không thông, viết thư để lại rồi bỏ đi, nay anh khỏe",
    "vợ tôi theo con trai lên thành phố, tạm vắng khai ở đâu",
    "tôi thà chết chứ không bán đất",
    "hết đường đi rồi, xe đổ chắn ngang hẻm",
    "Các con đừng cãi nhau vì miếng đất, nhờ xã hòa giải",
    "Từ mai tôi không bán ở vỉa hè nữa, xin đừng phạt",
    "Con không chờ được tới lượt, mai quay lại nộp",
    "đêm nay cả xóm lo hậu sự cho cụ Tư, xin mượn nhà văn hóa",
    "cụ dặn con cháu lo hậu sự đơn giản, nay cụ mất, xin hỏi giấy khai tử",
    "cảm ơn vì đã giúp bạn tôi làm giấy tờ",
]


@pytest.mark.parametrize("way", [str, bare, rambling])
@pytest.mark.parametrize("text", FAREWELLS + IN_LONG_TALK)
def test_a_farewell_is_heard_in_every_dress(text, way):
    assert default_reader().read(way(text)).danger.kind == "suicide"


@pytest.mark.parametrize("way", [str, bare, rambling])
@pytest.mark.parametrize("text", CALM)
def test_the_same_words_about_other_things_are_no_farewell(text, way):
    assert farewell_in(split(way(text))) is None


def test_one_weighty_sign_alone_is_no_farewell_and_harmless_ones_are_none_however_many():
    assert farewell_in(split("thôi em đi đây")) is None
    assert farewell_in(split("xin lỗi mọi người, mệt quá, hết đường, tối nay")) is None
    assert farewell_in(split("thôi em đi đây, em đuối rồi, mọi người đừng buồn"))

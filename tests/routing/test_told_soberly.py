"""Who tells a crime soberly denounces, whatever a nuisance or no office stands beside it; all messages are invented."""

import pytest

from routing.kinds import as_one
from routing.reading import default_reader

# a crime or a misuse in everyday words: no word of the law, often amid what would be a mere nuisance
DENOUNCED = [
    "Nhà thầu làm cái cầu dân sinh bớt sắt, tôi phụ hồ ở đó tôi biết, anh giám sát của xã ký cho qua, ai cũng có phần.",
    "phòng khám tư không phép, người xưng bác sĩ tiêm cho bà cụ xóm tôi chết. đề nghị khởi tố",
    "Nhà máy giấy lắp van ngầm, có đoàn kiểm tra thì đóng, đoàn đi thì mở xả thẳng ra sông. Tôi từng làm bảo trì ở đó.",
    "Tay thợ hàn cuối phố đặt nam châm lên công tơ để ăn cắp điện, khoe khắp quán nhậu. Đề nghị kiểm tra.",
    "Ông bán bia góc đường đêm đêm khoan lỗ đổ axit vào gốc xà cừ cho chết để lấy chỗ kê bàn, đề nghị xử lý ông ấy.",
    "Ông phó ban thủy lợi chặn cống riêng cho trang trại của mình, ruộng bà con cháy hết. Đề nghị xử lý ông ấy.",
]
# alike in words: a nuisance, a paper to be passed on, a story, somebody in office who is only slow or only named
NOT_DENOUNCED = [
    "Xin giấu tên, quán nhậu đầu hẻm mở loa tới khuya.",
    "Hàng nước che bạt kín vỉa hè đối diện nhà ông bí thư chi bộ, người đi bộ phải xuống lòng đường.",
    "gửi đơn này lên chủ tịch xã giúp tôi",
    "Cả bản dùng nước khe, bể nứt từ mùa đầu, bản đã nói với cán bộ xã mỗi lần họp, cán bộ ghi sổ rồi thôi.",
    "Khói đốt rơm mù mịt, sáng nay anh bí thư đoàn xã đi qua cũng phải dừng xe.",
    "Xe ben chạy ẩu bụi mù cả xóm, báo phường mấy lần, đề nghị phạt nặng.",
]


@pytest.mark.parametrize("text", DENOUNCED)
def test_a_crime_told_soberly_is_denounced(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize("text", NOT_DENOUNCED)
def test_what_only_sounds_alike_accuses_nobody(text):
    assert as_one(default_reader().read(text).kind) == "feedback"

"""Who turns an office to his own use is accused in anybody's words; who serves, takes a fee or is robbed is not."""

import pytest

from routing.kinds import Kind
from routing.legal.graft import names_a_deceiver, turns_to_own_use
from routing.reading import default_reader
from tests.routing.told import told


@pytest.mark.parametrize(
    "text",
    [
        "bãi cát chạy suốt đêm, ông công an xã nhận quà nên làm ngơ",
        "chị hộ tịch ai đưa tiền thì có giấy trong buổi",
        "ông trưởng trạm mỗi xe lấy 200 nghìn rồi cho qua",
        "tiền cứu trợ 3 triệu qua tay trưởng thôn, về tới dân chỉ còn 1 triệu",
        "gạo từ thiện ông trưởng ấp mang ra chợ bán",
        "danh sách hộ nghèo toàn anh em ông trưởng thôn",
        "ông tổ trưởng thu tiền làm cổng rồi không làm, hỏi thì cười",
        "người chết vẫn có tên, cán bộ xã nhận thay",
        "cán bộ xã hành dân, không có tiền cà phê là không ký",
        "hộ lý bảo không có 100 nghìn thì không thay băng",
        "ho ly bao khong co 100 nghin thi khong thay bang",
        "cán bộ hộ tịch nói khéo phải có chút quà mới ký",
        "cô chủ nhiệm nói phụ huynh nào không có quà thì con xếp loại khá",
        "cán bộ chấm thi lái xe, muốn đậu thì nộp thêm 1 triệu 5 cho thầy",
        "bà thủ quỹ không đi làm mà vẫn lãnh lương",
        "họ hàng nhà bí thư được vào làm hết trong xã không thi tuyển",
        "anh công an khu vực bảo không có trăm nghìn thì không xác nhận tạm trú",
    ],
)
def test_who_turns_an_office_to_his_own_use_is_accused(text):
    assert told(turns_to_own_use, text)


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ xã thu lệ phí 50 nghìn mỗi hồ sơ, ký giấy nhanh",
        "tôi nộp phạt 2 triệu thì công an mới cho lấy xe",
        "trưởng thôn đứng ra nhận quà rồi phát đủ cho từng nhà",
        "mong lực lượng công an tuần tra, bọn thu tiền qua đường không đưa thì dọa",
        "con trai tôi gặp cán bộ một cửa xin cấp sổ",
        "chủ quán thu 20 nghìn mỗi xe",
        "cán bộ xã bảo muốn nhanh thì nộp thêm bản sao, tôi thấy rườm rà",
        "bác sĩ nói không có 5 triệu thì mổ không được vì thuốc ngoài danh mục",
        "hiệu trưởng thông báo không có quà cho cuối năm, các cháu buồn",
        "cán bộ bảo hiểm nói muốn đóng tiếp thì nộp thêm 3 triệu",
        "họ hàng nhà tôi ở cạnh nhà bí thư mất nước ba ngày",
        "cán bộ thuế bảo chưa nộp thuế thì không xác nhận cho tôi",
        "tôi không có tiền nộp phạt thì công an không trả xe",
    ],
)
def test_who_serves_or_takes_what_is_due_is_not(text):
    assert not told(turns_to_own_use, text)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Bà Tý giật hụi cả xóm rồi trốn", True),
        ("Anh Khoa giả chữ ký của tôi để vay tiền", True),
        ("Bà Tý bị kẻ gian lừa đảo mất 50 triệu", False),
        ("có người lừa đảo qua mạng", False),
    ],
)
def test_a_deceiver_is_named_and_is_not_the_one_deceived(text, is_named):
    assert told(names_a_deceiver, text) == is_named


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ lao động xã hội bắt chia lại nửa tiền trợ cấp mới làm hồ sơ",
        "cán bộ xã phát tiền lúa bị bồi lấp xong bắt bà con nộp lại gọi là tự nguyện",
        "bộ đội biên phòng đồn này thu tiền ghe ra vô, không biên nhận",
    ],
)
def test_who_takes_a_share_back_or_money_without_a_receipt_is_accused(text):
    assert default_reader().read(text).kind == Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "xã thu hồi tiền hỗ trợ chi nhầm, dân phải nộp lại một nửa",
        "công ty bắt công nhân nộp lại thẻ ra vào",
        "chủ trọ trả lại một nửa tiền cọc",
    ],
)
def test_what_was_paid_by_mistake_and_what_is_no_office_s_is_no_accusation(text):
    assert default_reader().read(text).kind != Kind.DENUNCIATION


def test_who_puts_kin_on_the_list_is_accused_and_who_asks_to_be_put_there_is_not():
    read = default_reader().read
    told = "Tôi xin nói thẳng: bí thư thôn đưa con cháu vào danh sách hưởng quà Tết, người thật thì không có"
    assert read(told).kind == Kind.DENUNCIATION
    assert read("đề nghị xã đưa gia đình tôi vào danh sách hộ nghèo").kind != Kind.DENUNCIATION
    assert read("xe cấp cứu đưa người nhà vào viện trễ").kind != Kind.DENUNCIATION

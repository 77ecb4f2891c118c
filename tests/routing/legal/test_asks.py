"""Who reports a wrong and wants it looked into makes no petition; who wants something new makes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.language.folding import bare
from routing.language.words import split
from routing.legal.asks import asked_for, lean_to_petition
from routing.reading import default_reader

REPORTED = [
    "Điện khu tôi chập chờn cả tuần, tủ lạnh cháy rồi. Đề nghị điện lực kiểm tra trạm",
    "Hàng xóm nuôi chó thả rông cắn rách quần con tôi. Mong tổ trưởng nhắc nhở giúp",
    "Nước máy hai hôm nay đục như nước gạo, nhờ công ty cấp nước xuống xem giùm",
    "Thanh niên tụ tập nẹt pô trước cổng trường mỗi tối, xin công an phường dẹp giúp dân",
    "Trạm y tế giờ hành chính mà khóa cửa, kính mong cấp trên chấn chỉnh",
]
PROPOSED = [
    "Đường trước trường không có đèn, đề nghị xã lắp thêm ba bóng",
    "Kiến nghị tỉnh hỗ trợ kinh phí xây nhà văn hóa thôn",
    "Bà con mong mở thêm tuyến xe buýt về khu công nghiệp",
    "Theo tôi nên cho nộp hồ sơ ở trụ sở xã cũ",
    "Phải chi phường làm cho cái mái che ở bến xe",
]


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", REPORTED)
def test_who_wants_a_wrong_looked_into_reports_it(text, dress):
    assert default_reader().read(dress(text)).kind == "feedback"


@pytest.mark.parametrize("dress", [str, bare])
@pytest.mark.parametrize("text", PROPOSED)
def test_who_wants_something_new_makes_a_petition(text, dress):
    assert default_reader().read(dress(text)).kind == "petition"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Đề nghị xã kiểm tra việc xây dựng trái phép", {"check"}),
        ("Đề nghị kiểm tra và lắp thêm camera", {"check", "make"}),
        ("Mong cấp trên xem xét", {"heed"}),
        ("vá lại giùm mấy anh ơi", {"mend", "heed"}),
        ("Ước gì có cái cầu", {"wish"}),
        ("Tôi đã đề nghị mãi mà không ai làm", set()),
        ("Đề nghị vậy thôi. Họ xây nhà ba tầng", set()),
        ("Người ta đào đường xong bỏ đó", set()),
    ],
)
def test_what_is_asked_for_is_the_deed_behind_the_asking(text, asked):
    assert asked_for(split(text)) == asked


@pytest.mark.parametrize("text", ["Cử tri đề nghị xử lý dứt điểm nạn đổ rác trộm", "Kiến nghị dẹp bãi xe trước chợ"])
def test_what_voters_bring_forward_or_the_writer_calls_so_stays_a_petition(text):
    assert lean_to_petition(split(text), 2.0) == 0


def test_a_cry_for_help_is_a_report():
    assert default_reader().read("Cháu bé rơi xuống giếng, xin cho xe cứu hộ đến ngay").kind == "feedback"


@given(st.text())
def test_any_text_is_read(text):
    assert asked_for(split(text)) <= {"check", "heed", "mend", "make", "wish", "named"}

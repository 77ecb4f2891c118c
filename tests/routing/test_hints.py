"""What is told by asking is a matter: a hint at a bribe, papers that are made again and again; a question stays one."""

import pytest

from routing.kinds import Kind
from routing.reading import default_reader

_READ = default_reader().read


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ hỏi có gì không rồi mới làm giấy",
        "cô cán bộ hỏi có gì không mới chịu làm",
        "anh một cửa bảo có gì chưa rồi mới ký",
        "can bo hoi co gi khong roi moi lam giay",
        "phải có chút gì mới làm giấy cho",
        "lãnh tiền già mà mần giấy lại miết",
        "lãnh tiền già cứ bắt mần giấy lại hoài",
        "lam giay lai hoai khong xong",
        "giấy tờ làm đi làm lại mấy lần",
    ],
)
def test_what_is_told_by_asking_is_a_matter(text):
    assert _READ(text).kind in {Kind.FEEDBACK, Kind.PETITION, Kind.DENUNCIATION}


@pytest.mark.parametrize(
    "text",
    [
        "làm lại giấy khai sinh cần gì",
        "lãnh tiền già cần giấy gì",
        "cán bộ có hỏi gì không khi làm giấy khai sinh",
        "làm lại giấy miết có tốn tiền không",
        "có phải làm lại giấy không",
        "có sổ đỏ rồi mới làm giấy phép xây dựng phải không",
        "phải có hộ khẩu mới làm được hả",
        "giấy làm lại bao lâu thì có",
    ],
)
def test_a_question_about_papers_stays_one(text):
    assert _READ(text).kind is Kind.INQUIRY


@pytest.mark.parametrize(
    "text", ["lãnh tiền già cần giấy gì", "lanh tien gia can giay gi", "tiền già tháng này chưa có"]
)
def test_what_the_old_are_paid_is_help(text):
    assert _READ(text).topic == "an_sinh"


@pytest.mark.parametrize(
    "text", ["ăn chặn tiền già của mẹ tôi", "nhận tiền giả từ cây ATM", "co nguoi xai tien gia o cho"]
)
def test_money_that_is_forged_or_taken_is_not(text):
    assert _READ(text).topic != "an_sinh"

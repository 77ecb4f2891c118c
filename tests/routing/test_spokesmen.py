"""For how many somebody speaks is heard where they say so, and a crowd that is only told of is none of theirs."""

import pytest

from routing.spokesmen import spoken_for


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("tôi đại diện 30 hộ dân thôn Đồng Tâm", 30),
        ("30 hộ chúng tôi ở tổ 4", 30),
        ("cả xóm 20 nhà chúng tôi", 20),
        ("thay mặt cho hơn 40 phụ huynh lớp 3A", 40),
        ("bốn mươi phụ huynh lớp 3A chúng tôi", 40),
        ("đơn có chữ ký của 52 hộ dân", 52),
        ("dai dien cho 15 ho dan xom 3", 15),
        ("thay mặt bà con xóm Chùa, 32 hộ", 32),
        ("25 hộ dân khu tái định cư chúng tôi", 25),
        ("chúng tôi là 6 hộ sát trại lợn", 6),
        ("tôi nói thay cho 10 nhà trong ngõ", 10),
        ("60 người dân cùng ký", 60),
    ],
)
def test_who_speaks_for_many_is_heard(text, many):
    assert spoken_for(text) == many


@pytest.mark.parametrize(
    "text",
    [
        "thôn có 300 hộ, đường hỏng",
        "gia đình chúng tôi 6 người bị ngộ độc",
        "nhà tôi 5 người",
        "chúng tôi thấy 10 người đánh nhau",
        "10 người đến đánh chúng tôi",
        "20 nhà hàng xóm của chúng tôi xả rác",
        "30 hộ xả rác sang nhà chúng tôi",
        "đại diện công ty hứa đền 30 hộ",
        "có 20 người tụ tập ở nhà chúng tôi",
        "100 học sinh trường chúng tôi",
        "ngày 30 hộ khẩu chúng tôi chưa có",
    ],
)
def test_a_number_of_others_is_not_spoken_for(text):
    assert spoken_for(text) == 1

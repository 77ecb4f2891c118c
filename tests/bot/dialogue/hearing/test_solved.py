"""Who says that it has been put right meanwhile is asked whether it is still to go; a story of mending goes on."""

import pytest

from bot.dialogue.hearing.solved import says_solved


@pytest.mark.parametrize(
    "text",
    [
        "à thôi tôi tự dọn rồi",
        "nguoi ta sua roi",
        "điện lực đến sửa xong rồi ạ",
        "có điện lại rồi nhé",
        "hết ngập rồi",
        "nước chảy lại rồi",
        "thôi khỏi, xã thu gom sạch rồi",
        "đèn sáng lại rồi, không cần gửi nữa",
    ],
)
def test_it_is_heard_that_it_is_put_right(text):
    assert says_solved(text)


@pytest.mark.parametrize(
    "text",
    [
        "sửa rồi nhưng lại hỏng",
        "xã dọn rồi, mấy hôm sau vẫn bẩn",
        "người ta sửa rồi chưa?",
        "đã sửa 3 lần rồi",
        "họ chặt cây rồi bỏ đấy",
        "bên cấp nước đào đường xong để đó cả tháng rồi",
        "tôi báo xã rồi",
        "gửi rồi",
        "cháy rồi",
        "chay roi",
    ],
)
def test_a_story_goes_on(text):
    assert not says_solved(text)

import pytest

from bot.dialogue.draft import place_of
from bot.dialogue.state import Draft
from bot.dialogue.telling.put_right_early import put_right_early

TOLD = Draft(text="rác ở thôn 2 xã Kép", place_text="thôn 2", commune_code="07399", commune_name="xã Kép")


@pytest.mark.parametrize(
    ("later", "place"),
    [
        ("à nhầm, ở thôn 3 chứ không phải thôn 2", "thôn 3, xã Kép"),
        ("a nham, o thon 3", "thon 3, xã Kép"),
        ("em ghi nhầm, thôn 3 mới đúng", "thôn 3, xã Kép"),
        ("nhầm rồi, xã Tân Dĩnh mới đúng", "thôn 2, xã Tân Dĩnh"),
        ("xã Tân Dĩnh chứ không phải xã Kép", "thôn 2, xã Tân Dĩnh"),
        ("à nhầm, xóm Chùa xã Tân Dĩnh", "xóm Chùa, xã Tân Dĩnh"),
        ("thôn 3 cũng vậy", "thôn 2, xã Kép"),
        ("không phải lần đầu đâu", "thôn 2, xã Kép"),
        ("nhầm số điện thoại, số 0912345678", "thôn 2, xã Kép"),
    ],
)
def test_a_place_put_right_in_a_later_line_stands(later, place):
    assert place_of(put_right_early(TOLD, f"rác ở thôn 2 xã Kép mấy hôm nay\n{later}")) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rác ở thôn 2 xã Kép mấy hôm nay. À nhầm, thôn 3", "thôn 3, xã Kép"),
        ("rác ở thôn 2 xã Kép", "thôn 2, xã Kép"),
        ("", "thôn 2, xã Kép"),
    ],
)
def test_a_place_put_right_in_the_same_message_stands(text, place):
    assert place_of(put_right_early(TOLD, text)) == place

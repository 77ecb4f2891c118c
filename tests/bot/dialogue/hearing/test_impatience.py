"""What whoever writes for somebody passes on is that one's answer; to ask for a call agrees to nothing."""

import pytest

from bot.dialogue.hearing.impatience import agrees, refuses_for_others


@pytest.mark.parametrize("text", ["chị gọi giúp", "bác gọi đi", "anh gọi đi nhé"])
def test_who_asks_for_a_call_agrees_to_nothing(text):
    assert not agrees(text)


def test_who_does_not_call_refuses_nothing():
    assert not refuses_for_others("ông không gọi")


def test_an_answer_passed_on_is_an_answer():
    assert agrees("bác ấy bảo gửi đi")
    assert agrees("bà gởi đi")
    assert refuses_for_others("bà không đồng ý")

"""The way that an accusation is to go may be said in words of one's own; whoever asks about a way has not chosen it."""

import pytest

from bot.dialogue.hearing.denounce_words import way_said


@pytest.mark.parametrize(
    "text", ["tôi gửi ở đây luôn", "thôi gửi luôn tại đây đi", "gui ngay o day nhe", "nhắn ở đây cũng được"]
)
def test_who_says_here_goes_on_here(text):
    assert way_said(text) == "denounce_here"


@pytest.mark.parametrize("text", ["gửi ở đây có an toàn không", "không gửi ở đây", "gửi đơn ở đâu", "em gửi đây"])
def test_who_asks_or_refuses_has_not_chosen(text):
    assert way_said(text) == ""

"""A few words that name somebody in office, or ask how an accusation stands, accuse nobody."""

import pytest

from bot.dialogue.hearing.few_words import sobered
from routing.kinds import Kind
from routing.reading import default_reader


@pytest.mark.parametrize(
    "text", ["Bí thư xã Tân Chi", "chủ tịch phường Bắc Giang", "ông trưởng thôn", "việc tôi tố cáo đến đâu rồi"]
)
def test_nothing_is_told(text):
    reading = sobered(text, default_reader().read(text))
    assert reading.kind is Kind.OTHER
    assert not reading.topics


@pytest.mark.parametrize("text", ["ông chủ tịch xã Tân Chi ăn đất của dân", "trưởng thôn ăn chặn tiền hỗ trợ lụt"])
def test_who_tells_a_wrong_is_heard(text):
    assert sobered(text, default_reader().read(text)).kind is Kind.DENUNCIATION

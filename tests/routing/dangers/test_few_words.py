"""Of few words that name nothing grave no number to call is told: such are said amid any talk."""

import pytest

from routing.reading import default_reader


@pytest.mark.parametrize(
    "text",
    [
        "chị ơi em hỏi tí",
        "vỡ rồi",
        "nó vỡ",
        "ĐƯỜNG NGẬP QUÁ RỒI CÁC ÔNG ƠI",
        "em không dám gọi điện",
        "bác ơi cháu nhờ tí",
        "ống nước vỡ rồi",
    ],
)
def test_few_words_that_name_nothing_grave_alarm_nobody(text):
    assert default_reader().read(text).danger is None


@pytest.mark.parametrize(
    "text", ["cháy!!!", "cướp! ngõ 4", "cứu con với", "Bé chìm bể bơi, ép tim?", "hắn đâm, em trốn"]
)
def test_few_words_that_do_are_heard(text):
    assert default_reader().read(text).danger is not None

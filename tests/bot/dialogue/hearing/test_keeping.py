"""Who asks what follows without a yes asks of keeping; who does not agree to a price tells a matter."""

import pytest

from bot.dialogue.hearing.keeping import asks_of_keeping, asks_what_if_not


@pytest.mark.parametrize(
    "text",
    [
        "thế nếu tôi không đồng ý thì sao",
        "nếu không cho lưu thì sao",
        "neu ko dong y co duoc bao khong",
        "nếu không đồng ý lưu thông tin thì sao",
        "không đồng ý thì sao",
    ],
)
def test_it_is_asked_what_follows_without_a_yes(text):
    assert asks_what_if_not(text)


@pytest.mark.parametrize(
    "text", ["nếu không đồng ý bồi thường thì sao", "nếu tôi không đồng ý giá đền bù thì sao", "nếu không cho đi học"]
)
def test_what_is_not_agreed_to_may_be_the_matter(text):
    assert not asks_what_if_not(text)


def test_it_is_asked_how_long_words_are_kept():
    assert asks_of_keeping("lưu ở đâu, bao lâu")

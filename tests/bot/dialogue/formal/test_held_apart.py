"""What is held apart is an accusation: a name that the bot has asked for is none."""

import pytest

from bot.dialogue.formal.held_apart import is_held
from routing.reading import default_reader


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("lo thi mai", False),
        ("pham van hung", False),
        ("Nguyễn Văn An", False),
        ("Hoàng ăn tiền", True),
        ("cán bộ phường nhận phong bì", True),
    ],
)
def test_a_name_by_itself_accuses_nobody(words, held):
    assert is_held(words, default_reader().read(words)) == held

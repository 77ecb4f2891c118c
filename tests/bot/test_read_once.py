"""Words that wait for a yes are read when they come, and not again with the yes: reading is a sixth of a turn."""

import pytest

from tests.factories import open_office
from tests.talk import Citizen, plain_turns

POTHOLE = "Ổ gà to trước cổng trường tiểu học, phường Bắc Giang, hôm qua có cháu bé ngã xe"


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return plain_turns(db, settings)


@pytest.fixture
def long_words_read(turns, monkeypatch):
    read, words = turns.reader.read, []

    def noted(_reader, text):
        words.extend([text] if len(text) > len("đồng ý") else [])
        return read(text)

    monkeypatch.setattr(type(turns.reader), "read", noted)
    return words


def test_the_yes_takes_the_reading_from_the_line(turns, long_words_read):
    citizen = Citizen(turns)
    citizen.says(POTHOLE)
    read_as_they_came = list(long_words_read)
    answer = citizen.presses("đồng ý")
    assert long_words_read == read_as_they_came
    assert long_words_read.count(POTHOLE) == 1
    assert "phường Bắc Giang" in " ".join(answer)


def test_words_that_came_in_several_lines_are_read_as_one(turns, long_words_read):
    citizen = Citizen(turns)
    citizen.says(POTHOLE)
    citizen.says("Chỗ đó đã hỏng từ hồi đầu năm đến nay rồi")
    citizen.presses("đồng ý")
    assert any(words.startswith(POTHOLE) and words.endswith("đến nay rồi") for words in long_words_read)

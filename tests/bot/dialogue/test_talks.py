"""Whole small talks, played as they stand in talks.txt."""

from pathlib import Path

import pytest

from tests.bot.dialogue.talk import play, tidy

_WRITTEN = (Path(__file__).parent / "talks.txt").read_text(encoding="utf-8")
_TALKS = dict(one.partition("\n")[::2] for one in _WRITTEN.removeprefix("### ").split("\n### "))


@pytest.mark.parametrize("name", _TALKS)
def test_talk_goes_as_written(name):
    assert play(_TALKS[name]) == tidy(_TALKS[name])

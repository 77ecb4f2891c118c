"""Whoever writes first after a start waits for nothing to be loaded."""

from datetime import date

import pytest

from bot.dialogue.words import vocabulary
from bot.running.readiness import load_all
from intake.law.workdays import Calendar
from routing.reading import default_reader


@pytest.mark.parametrize("part", ["commands", "talk", "no_photo", "plain_question", "answers", "second"])
def test_the_words_of_a_turn_are_there_before_the_first_citizen_writes(part):
    vocabulary.cache_clear()
    load_all(default_reader(), date(2026, 11, 29))
    loaded = vocabulary.cache_info().misses
    assert vocabulary(part).meanings("đồng ý") is not None
    assert vocabulary.cache_info().misses == loaded


def test_the_days_off_of_a_receipt_are_there_too():
    load_all(default_reader(), date(2026, 11, 29))
    calendar = Calendar()
    assert calendar.working_days_between(date(2026, 11, 29), date(2026, 12, 6)) == 5

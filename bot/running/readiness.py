"""What a turn looks up is loaded before anybody writes: else all who write at once after a start load it at once."""

from datetime import date, timedelta

from bot.dialogue.words import load_words
from bot.playing.machine_version import machine_version
from bot.texts.languages import languages
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar
from routing.dangers.advice import advice_in
from routing.loading import uninterrupted
from routing.reading import Reader

_FIRST_WORDS = (
    "Ổ gà trước cổng trường xã Tam Tiến",
    "Cho hỏi ban quản lý dự án ở đâu, ngoài ra dây điện đứt rơi xuống đường, trưởng thôn lấy tiền của dân",
)
_AROUND = timedelta(days=370)  # the furthest day that a receipt names


def load_all(reader: Reader, today: date) -> None:
    """Load the words, texts and days that turns look up, and what the reader has not loaded yet."""
    with uninterrupted():
        load_words()
        languages()
        load_statutes()
        machine_version()
        Calendar().working_days_between(today - _AROUND, today + _AROUND)
        for words in _FIRST_WORDS:
            reader.read(words)
            advice_in(words)

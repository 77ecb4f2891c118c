"""What the office told about a sealed case, in full: only whoever holds the receipt reads it, and in no chat."""

from datetime import datetime

from bot.texts import texts_in
from bot.texts.languages import FIRST
from intake.db import Snapshot
from intake.sending import outgoing


def told_in_words(snap: Snapshot, case_id: int, language: str = FIRST) -> list[tuple[datetime, str]]:
    """Return the notices about a case, newest first, each with when it was given."""
    texts = texts_in(language)
    notices = outgoing.told_of_case(snap, case_id)
    return [(one.at, texts.say_notice(one.notice, dict(one.fields), today=snap.today).text) for one in notices]

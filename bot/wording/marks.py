"""What a message may not hold while it lies in the book is put in where its citizen reads it: secrets and codes."""

import re

from bot.messages import SECRET_MARK
from intake import receipts
from intake.people import circles
from intake.settings import Settings

_CHAT_CODE = re.compile(r"⟦join:(\d+)⟧")


def revealed(settings: Settings, text: str, *, code: str | None, secret_version: int) -> str:
    """Return a message with the receipt's secret and the code that joins chats where their marks stand."""
    if SECRET_MARK in text:
        secret = receipts.secret_for(settings, code, secret_version) if code else "…"
        text = text.replace(SECRET_MARK, secret)
    return _CHAT_CODE.sub(lambda found: circles.code_of(settings, int(found.group(1))), text)

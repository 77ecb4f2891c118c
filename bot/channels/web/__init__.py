"""The citizen's page: chat, receipt and look-up, server-rendered and whole without a script."""

from bot.channels.own import OwnChannel
from intake.db import Database
from intake.sealed.sealed_sayings import CHANNEL
from intake.settings import Settings

NAME = "web"
KEY = (NAME, NAME)


def open_web(_settings: Settings, _db: Database) -> OwnChannel:
    """Open the channel; it is always there."""
    return OwnChannel(NAME)


def open_sealed(_settings: Settings, _db: Database) -> OwnChannel:
    """Open the way back to those who wrote on the sealed form: what is told to them stands on the look-up page."""
    return OwnChannel(CHANNEL)

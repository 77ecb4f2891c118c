"""The same dialogue in a terminal: the twin of every outward gate, with no token, no server, no network."""

from bot.channels.own import OwnChannel
from intake.db import Database
from intake.settings import Settings

NAME = "console"
KEY = (NAME, NAME)


def open_console(_settings: Settings, _db: Database) -> OwnChannel:
    """Open the channel; it is always there."""
    return OwnChannel(NAME)

"""All channels of an installation: a line each; where a channel's token is not set, there is no channel."""

from collections.abc import Callable, Mapping

from bot.channels.base import Channel, Key
from bot.channels.console import open_console
from bot.channels.telegram import open_telegram
from bot.channels.web import open_sealed, open_web
from bot.channels.zalo_bot import open_zalo_bot
from bot.channels.zalo_oa import open_zalo_oa
from intake.db import Database
from intake.settings import Settings

_OPENERS: Mapping[str, Callable[[Settings, Database], Channel | None]] = {
    "web": open_web,
    "sealed": open_sealed,
    "console": open_console,
    "telegram": open_telegram,
    "zalo_oa": open_zalo_oa,
    "zalo_bot": open_zalo_bot,
}


def open_channels(settings: Settings, db: Database) -> dict[Key, Channel]:
    """Open every channel that is set up, by platform and account."""
    opened = (opener(settings, db) for opener in _OPENERS.values())
    return {(channel.name, channel.account): channel for channel in opened if channel is not None}

"""What some channels have to do from time to time so that they go on working: renew a token before it runs out."""

import asyncio
import logging

from bot.channels.base import TendedChannel
from bot.pausing import stopped
from intake.errors import Unavailable

_log = logging.getLogger(__name__)
_EVERY_S = 60.0


async def tend(channel: TendedChannel, stop: asyncio.Event) -> None:
    """Look after a channel every minute until told to stop."""
    while not stop.is_set():
        try:
            await channel.upkeep()
        except Unavailable:
            _log.warning("channel not looked after: the database is away", extra={"channel": channel.name})
        except Exception as error:  # noqa: BLE001 - the next look may succeed
            _log.error("channel not looked after", extra={"channel": channel.name, "kind": type(error).__name__})
        await stopped(stop, _EVERY_S)

"""Asks each channel from time to time how it is, and keeps its answer where metrics and the doctor find it."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from typing import cast

from starlette.concurrency import run_in_threadpool

from bot.channels.base import Channel, Key, ReportingChannel
from bot.channels.registry import open_channels
from bot.pausing import stopped
from intake.channels import channel_health, channel_troubles, without_channel
from intake.channels.channel_health import Health
from intake.channels.channel_tokens import Account
from intake.channels.channel_troubles import TWO_READERS, UNWELL, Trouble
from intake.channels.delivery_reasons import BAD_TOKEN
from intake.channels.stalled import SEEN_AFTER, stalled
from intake.channels.without_channel import Deserted
from intake.db import Database, Transaction, open_database
from intake.errors import Unavailable
from intake.installation.findings import Finding
from intake.labels import CHANNELS
from intake.migrate import is_current
from intake.settings import Settings

_log = logging.getLogger(__name__)
_OF_NETWORK = frozenset({"unreachable", "channel_error", "no_answer"})
_OF_BOTS = frozenset({BAD_TOKEN, TWO_READERS, UNWELL})
_ILL_FOR = timedelta(minutes=10)  # a platform that stumbles, or a restart, is over by then
_FIRST_S = 10.0
_EVERY_S = 300.0


class Checkups:
    """Asks the channels that can tell; a channel without `health` is left alone."""

    def __init__(self, db: Database, channels: Mapping[Key, Channel]) -> None:
        self._db = db
        self._open = frozenset(channels)
        self._channels = _that_report(channels)

    async def run(self, stop: asyncio.Event) -> None:
        """Ask until told to stop."""
        wait = _FIRST_S
        while not await stopped(stop, wait):
            wait = _EVERY_S
            try:
                await self.round()
            except Unavailable:
                _log.warning("how the channels are could not be kept; trying again later")

    async def round(self) -> None:
        """Ask each once."""
        for key, channel in self._channels.items():
            health = await channel.health()
            if not health.is_well:
                _log.warning("channel is not well", extra={"channel": key[0], "sentence": health.sentence})
            await run_in_threadpool(self._keep, key, health)
        await run_in_threadpool(self._look_at_the_book)

    def _keep(self, key: Key, health: Health) -> None:
        with self._db.transaction() as tx:
            noted = channel_health.note(tx, *key, health)
            if health.is_well:
                channel_troubles.clear(tx, Account(*key), only=(BAD_TOKEN, UNWELL))
                channel_troubles.hurry(tx, Account(*key))
            if health.is_low:
                channel_troubles.warn(tx, Account(*key), "quota_low")
            elif noted.ill_since and tx.now - noted.ill_since >= _ILL_FOR:
                _report(tx, Account(*key))

    def _look_at_the_book(self) -> None:
        """Tell of accounts that take nothing or are gone; forget what was wrong with a bot that is not set up here."""
        with self._db.transaction() as tx:
            without_channel.take_up(tx, open_=self._open)
            for one in stalled(tx, longer_than=SEEN_AFTER):
                if one.reason.partition(":")[0] in _OF_NETWORK:
                    channel_troubles.warn(tx, Account(one.channel, one.account), "stalled")
            for wrong in channel_troubles.troubles(tx):
                if wrong.code in _OF_BOTS and (wrong.channel, wrong.account) not in self._channels:
                    channel_troubles.clear(tx, Account(wrong.channel, wrong.account))


def _report(tx: Transaction, of: Account) -> None:
    """Tell that an account is not well, where nothing more exact is told of it."""
    wrong = channel_troubles.trouble_of(tx, of)
    if wrong is None or wrong.code == UNWELL:
        channel_troubles.report(tx, of, UNWELL)


def examine(settings: Settings) -> list[Finding]:
    """Ask every channel now, over the network; nothing is written. Empty where there is no book yet."""
    try:
        with closing(open_database(settings.database_url)) as db:
            return asyncio.run(_examined(settings, db)) if is_current(db) else []
    except Unavailable:
        return []


async def _examined(settings: Settings, db: Database) -> list[Finding]:
    channels = open_channels(settings, db)
    with db.read() as snap:
        left = without_channel.deserted(snap, open_=channels.keys())
        rivals = [one for one in channel_troubles.troubles(snap) if one.code == TWO_READERS]
    try:
        asked = {key: await channel.health() for key, channel in _that_report(channels).items()}
    finally:
        for channel in channels.values():
            await channel.close()
    told = [Finding(_titled(name), one.is_well, one.sentence) for (name, _), one in asked.items()]
    return [*told, *map(_rival, rivals), *map(_deserted, left)]


def _rival(one: Trouble) -> Finding:
    return Finding(_titled(one.channel), ok=False, sentence=channel_troubles.WORDS[one.code])


def _deserted(one: Deserted) -> Finding:
    waiting = [f"{one.unheard} tin của người dân chưa xử lý"] if one.unheard else []
    waiting += [f"{one.unsent} tin chưa gửi"] if one.unsent else []
    sentence = (
        f"không còn được cài đặt (số {one.account}) mà {' và '.join(waiting)} đang chờ: đặt lại mã của kênh rồi khởi "
        "động lại, hoặc báo cho người dân bằng cách khác (trang “Nhật ký gửi tin”)"
    )
    return Finding(_titled(one.channel), ok=False, sentence=sentence)


def _titled(channel: str) -> str:
    return f"Kênh {CHANNELS.get(channel, channel)}"


def _that_report(channels: Mapping[Key, Channel]) -> dict[Key, ReportingChannel]:
    return {key: cast("ReportingChannel", channel) for key, channel in channels.items() if hasattr(channel, "health")}

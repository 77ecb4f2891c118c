"""The clock jumps a day forward and back amid talks: nothing is lost, nothing waits a day, no hand is needed.

The clock is the house's own (`Database.clock`, passed in at the edge), so that no process has to be deceived.
"""

import asyncio

import httpx
import pytest
from sqlalchemy import select

from bot.channels.registry import open_channels
from bot.sending.delivery import Delivery
from bot.turn import Turns
from bot.worker import Worker
from intake.installation.bounds import load_bounds
from intake.settings import load_settings
from intake.tables import CaseRow, InboxRow, OutboxRow
from tests.factories import open_office
from tests.fakes.bot_api import ACCOUNT, TOKEN
from tests.faults.citizens import script
from tests.faults.platforms import update

LINES = script(6)


@pytest.mark.parametrize("jumps", [{1: 1, 3: -1}, {2: -1, 4: 1}])
def test_a_clock_that_jumps_loses_nothing_and_delays_nothing(db, settings, clock, bot_api, jumps):
    open_office(db)
    environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_MODE": "webhook", "TELEGRAM_API_URL": bot_api.address}
    channels = open_channels(load_settings({"NGHEDAN_DATA_DIR": str(settings.data_dir), **environ}), db)
    turns = Turns(db, settings, channels, burst=load_bounds().burst)
    delivery, worker = Delivery(db, settings, channels), Worker(db, turns)
    channel = channels["telegram", ACCOUNT]
    for position, text in enumerate(LINES):
        clock.forward(days=jumps.get(position, 0), seconds=20)
        turns.receive(channel.envelope(httpx.Request("POST", "http://x", json=update(position, 5, text)).content))
    worker.round()

    async def deliver() -> None:
        while await delivery.round():
            continue
        await channel.close()

    delivery._paces = {key: _Unhurried() for key in channels}  # noqa: SLF001 - the platform's pace is not tested here
    asyncio.run(deliver())
    with db.read() as snap:
        assert set(snap.execute(select(InboxRow.status)).scalars()) == {"done"}
        assert len(snap.execute(select(CaseRow.id)).all()) == 1
        replies = select(OutboxRow.status).where(OutboxRow.purpose == "reply")
        assert set(snap.execute(replies).scalars()) == {"sent"}


class _Unhurried:
    async def wait(self, _chat_key: str) -> None:
        return

    def took(self) -> None:
        return

    def pause_left(self) -> float:
        return 0.0

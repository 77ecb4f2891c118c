"""Every trip written in `trips/` goes as it is written, through the real turn, on the two databases by turns."""

import asyncio
from itertools import count, cycle
from pathlib import Path

import pytest

from bot.channels.base import Caps, SendResult
from bot.sending.delivery import Delivery
from tests.journeys.trip import Trip, written_in

_numbers = count(1)
TRIPS = list(written_in(Path(__file__).parent / "trips"))


class Postman:
    """Hands everything over."""

    caps = Caps()

    async def send(self, chat_key, message):
        assert message.text
        return SendResult("sent", external_id=f"{chat_key}-{next(_numbers)}")


@pytest.fixture
def deliver(office, settings, turns):
    delivery = Delivery(office, settings, dict.fromkeys(turns.channels, Postman()))
    return lambda: asyncio.run(delivery.round())


@pytest.mark.parametrize(
    ("database_url", "path"),
    list(zip(cycle(["sqlite", "postgresql"]), TRIPS, strict=False)),
    ids=[path.stem for path in TRIPS],
    indirect=["database_url"],
)
def test_a_trip_goes_as_it_is_written(path, turns, clock, deliver):
    Trip(turns, clock, deliver).play(path)

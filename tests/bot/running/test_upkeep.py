"""A channel is looked after until the process is asked to stop, whatever goes wrong meanwhile."""

import asyncio

import pytest

from bot.running import upkeep
from intake.errors import Unavailable


class Tended:
    name = "zalo_oa"

    def __init__(self, stop, errors):
        self.stop, self.errors, self.looks = stop, list(errors), 0

    async def upkeep(self):
        self.looks += 1
        if self.errors:
            raise self.errors.pop(0)
        self.stop.set()


@pytest.mark.parametrize("errors", [[], [Unavailable("Tạm gián đoạn.")], [ValueError("odd"), KeyError("odd")]])
def test_trouble_ends_no_upkeep(monkeypatch, errors):
    monkeypatch.setattr(upkeep, "_EVERY_S", 0.001)

    async def run():
        stop = asyncio.Event()
        tended = Tended(stop, errors)
        await asyncio.wait_for(upkeep.tend(tended, stop), 5)
        return tended.looks

    assert asyncio.run(run()) == len(errors) + 1

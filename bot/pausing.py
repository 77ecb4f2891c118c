"""The rest between two looks of whatever runs until it is told to stop."""

import asyncio


async def stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Rest for some seconds, or until told to stop; return whether that was said."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True

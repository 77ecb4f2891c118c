"""Sends a message in all its pieces, as delivery does, for tests of what each platform is given."""

from dataclasses import replace


async def send_whole(channel, chat, message):
    """Return what became of the last piece, with the platform's id of the words."""
    number, external_id = 0, None
    while True:
        result = await channel.send(chat, replace(message, sent=number))
        number, external_id = number + 1, result.external_id or external_id
        if result.status != "part":
            return replace(result, external_id=external_id)

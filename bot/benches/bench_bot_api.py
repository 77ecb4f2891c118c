"""A Bot API that takes everything at once, for the benchmark; a process of its own, so that it costs no server a thing.

Run as `python -m bot.benches.bench_bot_api PORT`; it prints a line when it listens and stops when its input ends.
"""

import asyncio
import json
import sys

_CHAT = {"id": 1, "type": "private"}


class _Messages:
    """Counts the messages that were taken."""

    taken = 0

    def result(self, request_line: bytes) -> object:
        """Return what a method gives back: the message, the count to whoever asks for it, else that it is done."""
        if b"/sendMessage" in request_line:
            self.taken += 1
            return {"message_id": self.taken, "date": 1_790_000_000, "chat": _CHAT}
        return self.taken if b" /sent " in request_line else True


_messages = _Messages()


def _answer(request_line: bytes) -> bytes:
    body = json.dumps({"ok": True, "result": _messages.result(request_line)}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = head.split(b"\r\n")
            sizes = [int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:")]
            await reader.readexactly(sum(sizes))
            writer.write(_answer(lines[0]))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _main(port: int) -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", port)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))

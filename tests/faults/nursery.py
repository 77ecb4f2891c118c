"""Starts servers quickly: all is imported and loaded once, and each server is a child that begins where that ends.

A child is a process of its own running the real command line; SIGKILL ends it like any other. One line of JSON a start:
`{"environ": {}, "arguments": [], "log": "path"}`; the answer is its process id.
"""

import json
import os
import signal
import sys
import traceback
from datetime import UTC, datetime

import admin.app  # noqa: F401 - what a server imports, ahead of time
import bot.server  # noqa: F401
import nghedan
from bot.running.readiness import load_all
from intake.installation.settling import settle
from routing.reading import default_reader


def main() -> None:
    """Start a child for each line until the lines end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    load_all(default_reader(), datetime.now(tz=UTC).date())
    settle()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(order)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _run(order: dict) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(target, stream)
    os.environ.update(order["environ"])
    code = 1
    try:
        code = nghedan.main(order["arguments"])
    except BaseException:  # noqa: BLE001 - a child never returns into the nursery
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()

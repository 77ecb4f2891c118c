"""Starts servers quickly: all is imported and loaded once a run, and each server is a child that begins with that.

A child is a process of its own running the real command line; SIGKILL ends it like any other. One line of JSON a start,
on a connection of its own: `{"environ": {}, "arguments": [], "log": "path"}`; the answer is its process id.
"""

import json
import os
import signal
import socket
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import admin.app  # noqa: F401 - what a server imports, ahead of time
import bot.server  # noqa: F401
import nghedan
from bot.running.readiness import load_all
from intake.installation.settling import settle
from routing.reading import default_reader

_LOOKS_EACH_S = 1
_IDLE_S = 300  # a run that was killed leaves its folder behind, and nobody asks any more


def main() -> None:
    """Load everything, open the door (the path of a socket) and return; a child starts servers until it is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    load_all(default_reader(), datetime.now(tz=UTC).date())
    settle()
    path = Path(sys.argv[1])
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        if os.fork() == 0:
            door.settimeout(_LOOKS_EACH_S)
            _keep(door, path)


def _keep(door: socket.socket, path: Path) -> None:
    asked_at = time.monotonic()
    while path.exists() and time.monotonic() - asked_at < _IDLE_S:
        try:
            line, _ = door.accept()
        except TimeoutError:
            continue
        asked_at = time.monotonic()
        line.settimeout(None)
        with line, line.makefile("rw") as talk:
            order = json.loads(talk.readline())
            child = os.fork()
            if child == 0:
                door.close()
                line.close()
                _run(order)
            talk.write(f"{child}\n")


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

"""A real server process that can be killed, and whose disk can be made too small."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.sharing import alone

ROOT = Path(__file__).parents[2]


class Nursery:
    """Where servers come from: a process that has loaded everything, one for all workers of a run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._door = folder / "nursery"

    def start(self, environ: dict[str, str], arguments: list[str], log: Path) -> int:
        order = {"environ": environ, "arguments": arguments, "log": str(log)}
        with self._line() as line, line.makefile("rw") as talk:
            talk.write(json.dumps(order) + "\n")
            talk.flush()
            return int(talk.readline())

    def _line(self) -> socket.socket:
        with suppress(OSError):
            return self._connected()
        with alone(self._folder):
            with suppress(OSError):  # another worker began it meanwhile
                return self._connected()
            self._begin()
            return self._connected()

    def _connected(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(str(self._door))
        except OSError:
            line.close()
            raise
        return line

    def _begin(self) -> None:
        self._door.unlink(missing_ok=True)
        of_others = ("NGHEDAN_", "TELEGRAM_", "ZALO_")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(of_others)}
        command = [sys.executable, str(Path(__file__).with_name("nursery.py")), str(self._door)]
        with (self._folder / "nursery.log").open("ab") as log:
            output = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            subprocess.run(command, cwd=ROOT, env={**environ, "PYTHONPATH": str(ROOT)}, check=True, **output)


class Server:
    """`nghedan serve` in a process of its own; `kill` is SIGKILL, `start` may follow at once."""

    def __init__(self, nursery: Nursery, environ: dict[str, str], log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = log
        self._nursery = nursery
        self.environ = environ
        self._pid = None

    def start(self) -> None:
        self._pid = self._nursery.start(self.environ, ["serve", "--port", str(self.port)], self.log)

    def wait(self, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.answers("/healthz"):
                return
            time.sleep(0.02)
        raise AssertionError(f"the server did not start: {self.log.read_text()[-2000:]}")

    def answers(self, path: str) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        if self._pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
            while True:
                os.kill(self._pid, 0)
                time.sleep(0.005)
        self._pid = None

    def limit_files(self, most: int) -> None:
        """Let no file of the process grow beyond so many bytes (-1: as it was): what a full disk does, for any user."""
        _soft, hard = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most if most >= 0 else hard, hard))

"""A test that hangs tells where: all stacks are shown when nothing has ended for minutes.

pytest's own watch begins and ends a thread for each test, which takes a tenth of the time of a short one.
"""

import faulthandler
import os
import sys
import time

import pytest

_STUCK_AFTER = "stuck_after"
_EVERY = 10  # seconds in which a watch that has begun is good enough
_WATCH = pytest.StashKey["Watch"]()


class Watch:
    """Shows the stacks so many seconds after it was last told that work goes on."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._stderr = os.dup(sys.__stderr__.fileno())  # before it is turned away for the output of a test
        self._begun_at = -1.0 * _EVERY

    def go_on(self) -> None:
        now = time.monotonic()
        if now - self._begun_at >= _EVERY:
            self._begun_at = now
            faulthandler.dump_traceback_later(self._seconds, file=self._stderr)

    def end(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        os.close(self._stderr)


def add_option(parser: pytest.Parser) -> None:
    parser.addini(_STUCK_AFTER, "show all stacks when no test has ended for so many seconds", default="240")


def prepare(config: pytest.Config) -> None:
    config.stash[_WATCH] = Watch(float(config.getini(_STUCK_AFTER)))
    config.add_cleanup(config.stash[_WATCH].end)


def watch(config: pytest.Config) -> None:
    """See that whoever waits for a test that hangs will learn where."""
    config.stash[_WATCH].go_on()

"""The browser that tests drive: Chromium without its windows where it is there, else the whole of it.

It shows pages with the same code. A page in a browser of its own costs 0.15 s of processor there, and 0.6 s in the
whole, which makes a window with all its bars for each, though nobody looks.
"""

import os
import shutil

import pytest

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
MISSING = "Chromium is missing: sudo apt-get install -y chromium"


def found() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def wanted() -> str:
    """Return where it is; without one a test is skipped, and fails where nothing may be skipped."""
    if path := found():
        return path
    if os.environ.get("NGHEDAN_NO_SKIP"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)

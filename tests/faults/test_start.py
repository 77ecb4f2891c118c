"""A process that begins from nothing serves both front doors, and ends when it is asked to."""

import shutil
import signal

import httpx
import pytest

from tests.browser.installation import Server


@pytest.mark.slow
def test_a_server_begins_from_nothing_and_ends_when_asked(sqlite_template, tmp_path):
    shutil.copyfile(sqlite_template, tmp_path / "nghedan.db")
    server = Server(tmp_path)
    server.start()
    pages = [httpx.get(f"{server.address}{path}").status_code for path in ("/", "/readyz", "/admin/login")]
    assert pages == [200, 200, 200]
    assert server.stop() in {0, -signal.SIGTERM}

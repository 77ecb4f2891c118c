import ssl

import pytest

from bot.channels.registry import open_channels
from bot.tls import trusted

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_who_is_trusted_is_read_once_however_many_channels_open(channel, db, request, monkeypatch):
    assert trusted().verify_mode is ssl.CERT_REQUIRED
    settings = request.getfixturevalue(f"{channel}_settings")
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", pytest.fail)
    assert len([open_channels(settings, db) for _ in range(2)]) == 2

import socket
from contextlib import closing

import pytest

from bot.running.front_port import take_port
from intake.errors import Invalid


@pytest.fixture
def busy():
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


def test_a_port_that_somebody_listens_at_is_told_with_a_way_out(busy):
    with pytest.raises(Invalid, match=f"Cổng {busy} đang có chương trình khác dùng.*PORT={busy + 1}"):
        take_port("127.0.0.1", busy)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 70_000), ("không phải địa chỉ", 0)])
def test_an_address_that_is_none_of_this_machine_is_told(host, port):
    with pytest.raises(Invalid, match="kiểm tra lại --host"):
        take_port(host, port)


def test_nobody_is_let_in_before_the_server_is_ready():
    with take_port("127.0.0.1", 0) as front, pytest.raises(ConnectionRefusedError):
        socket.create_connection(front.getsockname(), timeout=5)

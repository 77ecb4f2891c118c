"""Whoever calls and then dawdles is sent away; a slow line is waited for."""

import socket
import threading
import time

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from bot.running.slow_callers import Connection, SlowBodies

HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n"


class Quick(Connection):
    head_s = 0.5


async def reads(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"read {len(body)}")(scope, receive, send)


@pytest.fixture(scope="module")
def port():
    app = SlowBodies(reads, pause_s=0.6, grace_s=1.0, slowest=10)
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=Quick, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def call(port, *pieces, every_s=0.0):
    """Send pieces one after another; return what comes back until the line ends or an answer is there."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        try:
            for piece in pieces:
                line.sendall(piece.encode())
                time.sleep(every_s)
        except OSError:
            pass  # sent away in the middle
        return line.recv(4000).decode()


def test_a_body_that_stops_is_answered_408(port):
    assert call(port, HEAD + "x").startswith("HTTP/1.1 408")


def test_a_body_that_drips_is_answered_408_though_it_never_stops(port):
    assert call(port, HEAD, *"x" * 8, every_s=0.3).startswith("HTTP/1.1 408")


def test_a_slow_line_is_waited_for(port):
    assert call(port, HEAD, *["xxxxx"] * 4, every_s=0.3).endswith("read 20")


@pytest.mark.parametrize("begun", ["", "POST / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_does_not_come_ends_the_connection(port, begun):
    assert call(port, begun) == ""


def test_a_second_head_that_does_not_come_ends_the_connection_too(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall((HEAD + "x" * 20).encode())
        assert line.recv(4000).startswith(b"HTTP/1.1 200")
        line.sendall(b"POST / HTTP/1.1\r\n")
        assert line.recv(4000) == b""

"""Runs `telemelya`, a Telegram Bot API that others wrote, in an environment of its own; prints the port and goes on.

It wants a Redis and an S3: a Redis in memory and a shelf for files stand in. Ends when its standard input does.
"""

import os
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_FILES = {}


class Shelf(BaseHTTPRequestHandler):
    """As much of S3 as is asked for: put, get, and that there is a bucket."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        _FILES[self.path.partition("?")[0]] = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(200)

    def do_GET(self):
        found = _FILES.get(self.path.partition("?")[0])
        self._answer(404 if found is None else 200, found or b"")

    def do_HEAD(self):
        self._answer(200)

    def _answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        return


def main() -> None:
    from fakeredis import TcpFakeServer

    shelf = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    redis = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    redis.daemon_threads = shelf.daemon_threads = True
    for server in (shelf, redis):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {
        "MOCK_SERVER_HOST": "127.0.0.1",
        "REDIS_URL": f"redis://127.0.0.1:{redis.server_address[1]}/0",
        "MINIO_ENDPOINT": f"127.0.0.1:{shelf.server_port}",
        "STRICT_EDIT": "true",
    }
    import uvicorn
    from telemelya.server.app import app

    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    threading.Thread(target=_end_with_caller, args=(server,), daemon=True).start()
    sys.stdout.write(f"{door.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run(sockets=[door])


def _end_with_caller(server) -> None:
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main()

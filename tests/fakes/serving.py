"""What every fake platform is underneath: a server on a free port of this machine, open as long as its block lasts."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler


class Handling(BaseHTTPRequestHandler):
    """What every fake's handler is underneath: quiet, also when its caller is killed."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_args):
        return


class Serving:
    """A fake calls `serve` with its handler once it is made; `with fake:` opens it."""

    def serve(self, handler: type[StreamRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

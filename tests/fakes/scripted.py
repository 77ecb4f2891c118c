"""A server that gives every request the same answer, whatever was asked: right, refused, malformed, late or none."""

import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.fakes.serving import Serving

LATE_S = 0.8


@dataclass(frozen=True)
class Answer:
    """What is answered; `how` is "" for an ordinary answer, "cut" for none, "late" for one that comes too late."""

    status: int = 200
    body: bytes = b""
    how: str = ""


@dataclass
class Scripted(Serving):
    """Gives `answer` to everybody; `asked` keeps (path, body)."""

    answer: Answer = field(default_factory=Answer)
    asked: list = field(default_factory=list)

    def __post_init__(self):
        self.serve(_handler_of(self))


def _handler_of(server: Scripted):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            server.asked.append((self.path, body))
            self._answer(server.answer)

        def do_GET(self):
            server.asked.append((self.path, b""))
            self._answer(server.answer)

        def _answer(self, answer: Answer):
            if answer.how == "cut":
                self.close_connection = True
                self.connection.close()
                return
            if answer.how == "late":
                time.sleep(LATE_S)
            try:
                self.send_response(answer.status)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                return  # the caller has given up

        def log_message(self, *_args):
            return

    return Handler

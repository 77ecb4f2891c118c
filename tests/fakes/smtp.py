"""A mail server on a socket of this machine: it keeps what it was given, and refuses what it is told to refuse."""

import email
import email.policy
import socketserver
from dataclasses import dataclass, field

from tests.fakes.serving import Serving


@dataclass
class Taken:
    """A letter as it came over the wire."""

    sender: str
    to: list
    raw: bytes

    @property
    def message(self):
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    def part(self, kind):
        return self.message.get_body((kind,)).get_content()


@dataclass
class FakeMail(Serving):
    """`refuses` maps a command (`MAIL`, `RCPT`, `DATA`, `AUTH`, `EHLO`) to the code that it is answered with."""

    taken: list = field(default_factory=list)
    refuses: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def __post_init__(self):
        fake = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                _talk(self, fake)

        self.serve(Handler)

    @property
    def port(self):
        return self._server.server_port


def _talk(wire, fake):
    say = lambda text: wire.wfile.write(f"{text}\r\n".encode())  # noqa: E731 - one line of the wire
    sender, to = "", []
    say("220 fake")
    while line := wire.rfile.readline().decode().strip():
        command = line.split(" ")[0].upper()
        fake.asked.append(command)
        if code := fake.refuses.get(command):
            say(f"{code} no {line}")
        elif command == "EHLO":
            say("250-fake")
            say("250 AUTH PLAIN")
        elif command == "AUTH":
            say("235 in")
        elif command == "MAIL":
            sender, to = line.partition("<")[2].partition(">")[0], []
            say("250 ok")
        elif command == "RCPT":
            to.append(line.partition("<")[2].partition(">")[0])
            say("250 ok")
        elif command == "DATA":
            say("354 go on")
            lines = []
            while (row := wire.rfile.readline()) != b".\r\n":
                lines.append(row[1:] if row.startswith(b"..") else row)
            fake.taken.append(Taken(sender, to, b"".join(lines)))
            say("250 taken")
        elif command == "QUIT":
            say("221 bye")
            return
        else:
            say("250 ok")

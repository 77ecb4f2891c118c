"""Lines to a platform's API: what a server may do with them, and that no answer is taken for another."""

import asyncio
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.channels import lines
from bot.channels.lines import Broken, Lines, NotConnected, is_direct

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"


class Server:
    """Answers each question with the next of its answers; None cuts the line."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers = list(answers)
        self.asked: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                size = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
                self.asked.append(head + await reader.readexactly(size))
                answer = self.answers.pop(0)
                if answer is None:
                    break
                writer.write(answer)
                if b"ength" not in answer and b"chunked" not in answer:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def talking_to(server: Server, *, tls: ssl.SSLContext | None = None, answer_s: float = 2.0, most: int = 2):
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    one = Lines(f"{'https' if tls else 'http'}://127.0.0.1:{port}", most=most, answer_s=answer_s)
    one.base = f"http{'s' if tls else ''}://127.0.0.1:{port}"
    try:
        yield one
    finally:
        one.close()
        listening.close()
        await asyncio.sleep(0.05)  # until both ends have hung up


async def asks(one: Lines, body: bytes = b"a=1"):
    return await one.post(f"{one.base}/bot1:x/sendMessage", {"Content-Type": "text/plain"}, body)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (OK + b"ab", (200, b"ab")),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}", (403, b"{}")),
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" + OK + b"ab", (200, b"ab")),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", (200, b"abc")),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end", (200, b"to the end")),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", (204, b"")),
    ],
)
def test_an_answer_is_read_however_it_ends(answer, meaning):
    async def told():
        async with talking_to(Server(answer)) as one:
            return await asks(one)

    assert asyncio.run(told()) == meaning


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"no HTTP at all, length unknown\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        OK.replace(b"2\r", b"99999999\r") + b"x" * (9 * 1024 * 1024),
    ],
)
def test_an_answer_that_is_not_whole_is_none(answer):
    async def told():
        async with talking_to(Server(answer)) as one:
            await asks(one)

    with pytest.raises(Broken):
        asyncio.run(told())


def test_a_cut_body_is_no_answer():
    async def told():
        server = Server(OK + b"a")
        async with talking_to(server, answer_s=0.2) as one:
            await asks(one)

    with pytest.raises(TimeoutError):
        asyncio.run(told())


def test_nobody_there_is_told_apart():
    async def told():
        await Lines("http://127.0.0.1:1", most=1, answer_s=1).post("http://127.0.0.1:1/", {}, b"")

    with pytest.raises(NotConnected):
        asyncio.run(told())


def test_a_line_is_used_again_and_a_shut_one_is_not():
    async def told():
        server = Server(
            OK + b"ab", OK + b"cd", OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + b"ef", OK + b"gh"
        )
        async with talking_to(server) as one:
            return [(await asks(one))[1] for _number in range(4)], server

    bodies, server = asyncio.run(told())
    assert bodies == [b"ab", b"cd", b"ef", b"gh"]
    assert server.connections == 2
    assert server.asked[0].startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert server.asked[0].endswith(b"Content-Length: 3\r\n\r\na=1")


def test_a_late_answer_is_never_taken_for_the_next_one():
    async def told():
        server = Server(OK + b"a", OK + b"cd")
        async with talking_to(server, answer_s=0.2) as one:
            with pytest.raises(TimeoutError):
                await asks(one)
            return await asks(one), server.connections

    assert asyncio.run(told()) == ((200, b"cd"), 2)


def test_no_more_lines_than_allowed():
    async def told():
        server = Server(*[OK + b"ab"] * 12)
        async with talking_to(server, most=2) as one:
            answers = await asyncio.gather(*(asks(one) for _number in range(12)))
        return answers, server.connections

    answers, connections = asyncio.run(told())
    assert answers == [(200, b"ab")] * 12
    assert connections <= 2


def test_a_line_may_be_secret(tmp_path, monkeypatch):
    served, trusted = _certificate(tmp_path)

    async def told(trust):
        monkeypatch.setattr(lines.httpx, "create_ssl_context", lambda: trust)
        async with talking_to(Server(OK + b"ab"), tls=served) as one:
            return await asks(one)

    assert asyncio.run(told(trusted)) == (200, b"ab")
    with pytest.raises(NotConnected):
        asyncio.run(told(ssl.create_default_context()))


def test_what_needs_a_proxy_is_known(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert is_direct("https://api.telegram.org")
    monkeypatch.setenv("https_proxy", "http://10.0.0.1:3128")
    assert not is_direct("https://api.telegram.org")
    assert is_direct("http://127.0.0.1:8081")
    monkeypatch.setenv("no_proxy", "api.telegram.org")
    assert is_direct("https://api.telegram.org")


def _certificate(folder):
    """Return how a server with a certificate of its own serves, and how a client trusts it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "one.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(pem)
    return served, ssl.create_default_context(cafile=pem)

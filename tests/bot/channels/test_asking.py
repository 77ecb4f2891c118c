"""How the Bot API is asked: what a server may do with a question, and that no answer is taken for another."""

import asyncio
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiohttp import ClientConnectorError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram import asking
from bot.channels.telegram.asking import Asking, is_direct

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
async def talking_to(server: Server, *, tls: ssl.SSLContext | None = None, answer_s: float = 2.0):
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    base = f"http{'s' if tls else ''}://127.0.0.1:{port}"
    one = Asking(base, answer_s=answer_s, pool_s=1)
    try:
        yield lambda: asks(one, base)
    finally:
        await one.shutdown()
        listening.close()
        await asyncio.sleep(0.05)  # until both ends have hung up


async def asks(one: Asking, base: str):
    question = RequestData([RequestParameter.from_input("text", "xin chào")])
    return await one.do_request(f"{base}/bot1:x/sendMessage", "POST", question)


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
        async with talking_to(Server(answer)) as ask:
            return await ask()

    assert asyncio.run(told()) == meaning


@pytest.mark.parametrize("answer", [None, b"no HTTP at all, length unknown\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Le"])
def test_an_answer_that_is_not_whole_is_none(answer):
    async def told():
        async with talking_to(Server(answer)) as ask:
            await ask()

    with pytest.raises(NetworkError) as broken:
        asyncio.run(told())
    assert not isinstance(broken.value.__cause__, ClientConnectorError)


def test_a_cut_body_is_no_answer():
    async def told():
        async with talking_to(Server(OK + b"a"), answer_s=0.2) as ask:
            await ask()

    with pytest.raises(TimedOut):
        asyncio.run(told())


def test_nobody_there_is_told_apart():
    async def told():
        one = Asking("http://127.0.0.1:1", answer_s=1, pool_s=1)
        try:
            await asks(one, "http://127.0.0.1:1")
        finally:
            await one.shutdown()

    with pytest.raises(NetworkError) as unreached:
        asyncio.run(told())
    assert isinstance(unreached.value.__cause__, ClientConnectorError)


def test_a_line_is_used_again_and_a_shut_one_is_not():
    async def told():
        server = Server(
            OK + b"ab", OK + b"cd", OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + b"ef", OK + b"gh"
        )
        async with talking_to(server) as ask:
            return [(await ask())[1] for _number in range(4)], server

    bodies, server = asyncio.run(told())
    assert bodies == [b"ab", b"cd", b"ef", b"gh"]
    assert server.connections == 2
    assert server.asked[0].startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert server.asked[0].endswith('\r\n\r\n{"text":"xin chào"}'.encode())


def test_a_late_answer_is_never_taken_for_the_next_one():
    async def told():
        server = Server(OK + b"a", OK + b"cd")
        async with talking_to(server, answer_s=0.2) as ask:
            with pytest.raises(TimedOut):
                await ask()
            return await ask(), server.connections

    assert asyncio.run(told()) == ((200, b"cd"), 2)


def test_a_question_whose_line_broke_is_not_asked_again_by_itself():
    async def told():
        server = Server(OK + b"ab", None, OK + b"cd")
        async with talking_to(server) as ask:
            await ask()
            with pytest.raises(NetworkError):
                await ask()
            return len(server.asked), await ask()

    assert asyncio.run(told()) == (2, (200, b"cd"))


def test_a_line_may_be_secret(tmp_path, monkeypatch):
    served, trusted = _certificate(tmp_path)

    async def told(trust):
        monkeypatch.setattr(asking, "trusted", lambda: trust)
        async with talking_to(Server(OK + b"ab"), tls=served) as ask:
            return await ask()

    assert asyncio.run(told(trusted)) == (200, b"ab")
    with pytest.raises(NetworkError) as distrusted:
        asyncio.run(told(ssl.create_default_context()))
    assert isinstance(distrusted.value.__cause__, ClientConnectorError)


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

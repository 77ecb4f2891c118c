"""Whatever a browser or a program posts to the web chat, it gets an answer that says so, and no turn breaks of it."""

import asyncio
import json
import logging
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as told
from hypothesis import strategies as some
from sqlalchemy import select

from bot.channels.web import pressure
from intake.tables import InboxRow
from intake.web import last_door
from tests.bot.channels.conftest import ADDRESS
from tests.bot.channels.mutating import BODIES, SCALARS, bodies_like
from tests.pictures import JPEG

pytestmark = pytest.mark.one_database

ID = "6f1c1a52-7d7c-4c5e-9f0b-0d7f5d9c0a11"
SHAPES = [
    {"client_id": ID, "text": "Ổ gà to trước cổng chợ, phường Bắc Giang"},
    {"client_id": ID, "text": "Rác bốc mùi", "address": "đường Hùng Vương"},
    {"client_id": ID, "choice": "3:agree"},
    {"client_id": ID, "choice": "1:in:24001"},
    {"client_id": ID, "location": {"lat": 21.27, "lon": 106.19}},
    {"client_id": ID, "phone": "0912 345 678"},
    {"client_id": ID, "text": "/tracuu ND-26-7F3K-29QX ABCD-EFGH-2345"},
]
TAKEN = {202, 303}
REFUSED = {400, 403, 404, 413, 415, 422}
FORM = "application/x-www-form-urlencoded"
FIELDS = some.dictionaries(some.sampled_from(["client_id", "text", "choice", "phone", "address", "lat", "lon", "x"]),
                           some.text(max_size=80), max_size=6)  # fmt: skip
FILES = some.lists(
    some.tuples(
        some.sampled_from(["photo", "file", "text", "client_id", "nothing"]),
        some.tuples(
            some.text(some.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), max_size=30),
            some.sampled_from([JPEG, b"", b"%PDF-1.7", b"MZ\x90"]) | some.binary(max_size=64),
        ),
    ),
    max_size=4,
)


@pytest.fixture
def unforeseen():
    """What the page did not foresee, kind and place: the machine may be to blame, and once only."""
    records = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: records.append((record.kind, record.where))
    logger = logging.getLogger(last_door.__name__)
    logger.addHandler(handler)
    yield records
    logger.removeHandler(handler)


@pytest.fixture
def post(app, monkeypatch):
    """Post something as one browser, which has a chat; how much it sends is bounded elsewhere."""
    monkeypatch.setattr(pressure, "bear", lambda *_args, **_facts: None)
    with asyncio.Runner() as runner:
        transport = httpx.ASGITransport(app)
        client = httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"Origin": ADDRESS})
        runner.run(client.get("/"))
        yield lambda path, **what: runner.run(client.post(path, **what)).status_code
        runner.run(client.aclose())


def never_breaks(strategy, knock):
    told(max_examples=BODIES, suppress_health_check=list(HealthCheck))(given(strategy)(knock))()


def broken(db):
    with db.read() as snap:
        return snap.execute(select(InboxRow.error, InboxRow.raw).where(InboxRow.attempts > 0)).all()


def fresh(body):
    """Return a body that is no repetition of one before."""
    return body | {"client_id": str(uuid4())} if body.get("client_id") == ID else body


def test_no_json_breaks_the_chat(post, db, unforeseen):
    bodies = bodies_like(SHAPES).map(lambda body: json.dumps(fresh(body)).encode())
    raw = some.one_of(
        bodies, bodies, bodies, some.binary(max_size=99), SCALARS.map(lambda one: json.dumps(one).encode())
    )

    def knock(body):
        status = post("/api/v1/chat/messages", content=body, headers={"Content-Type": "application/json"})
        assert status in TAKEN | REFUSED, unforeseen
        assert broken(db) == []

    never_breaks(raw, knock)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "²", "-1"])
def test_a_number_that_is_none_breaks_neither_a_turn_nor_the_stream(post, db, number):
    assert post("/api/v1/chat/messages", json={"client_id": str(uuid4()), "text": "rác bốc mùi"}) in TAKEN
    for choice in (f"{number}:agree", f"1:urge:{number}", f"1:in:{number}"):
        assert post("/api/v1/chat/messages", json={"client_id": str(uuid4()), "choice": choice}) in TAKEN | REFUSED
    assert broken(db) == []


def test_no_form_breaks_the_page(post, db, unforeseen):
    forms = some.tuples(FIELDS, FILES, some.sampled_from(["form", "form", "bytes"]), some.binary(max_size=200))
    headers = some.sampled_from([FORM, "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""])

    def knock(told_as):
        (fields, files, kind, raw), content_type, path = told_as
        if kind == "form":
            status = post(path, data={"client_id": str(uuid4()), **fields}, files=files or None)
        else:
            status = post(path, content=raw, headers={"Content-Type": content_type})
        assert status in TAKEN | REFUSED, unforeseen
        assert broken(db) == []

    paths = some.sampled_from(["/chat", "/chat", "/api/v1/chat/messages"])
    never_breaks(some.tuples(forms, headers, paths), knock)

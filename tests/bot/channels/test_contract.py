"""What every channel promises, whatever its platform: the same promises, played on each of them with its own bodies."""

import asyncio
import json
from dataclasses import replace
from typing import get_args

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as told
from hypothesis import strategies as some
from sqlalchemy import select
from starlette.datastructures import Headers

from bot.app import create_bot_app
from bot.channels.base import BadSignature, Malformed, Status, hook_path
from bot.channels.registry import open_channels
from bot.messages import Choice, Inbound, Outbound
from bot.turn import Turns
from intake.db import open_database
from intake.labels import CHANNELS
from intake.settings import load_settings
from intake.tables import InboxRow
from tests.bot.channels.mutating import BODIES, bodies_like, texts_like
from tests.bot.channels.whole import send_whole
from tests.bot.channels.wires import (
    EVERY_PAYLOAD,
    EVERY_SETTING,
    TOKEN,
    WIRES,
    WITH_ADDRESS,
    WITH_WEBHOOK,
    Wire,
)
from tests.factories import open_office
from tests.fakes.scripted import Answer, Scripted

pytestmark = pytest.mark.one_database

NOWHERE = "http://127.0.0.1:9"
KNOWN = set(get_args(Status))
of_each = pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
of_each_hook = pytest.mark.parametrize("wire", WITH_WEBHOOK, ids=lambda wire: wire.name)
of_each_address = pytest.mark.parametrize("wire", WITH_ADDRESS, ids=lambda wire: wire.name)
of_each_payload = pytest.mark.parametrize(("wire", "name"), EVERY_PAYLOAD, ids=lambda one: getattr(one, "name", one))


@pytest.fixture
def open_at(tmp_path, request):
    """Open the channel of a wire whose platform is at an address."""
    books = []

    def open_wire(wire: Wire, address: str = NOWHERE):
        if wire.needs_book and not books:
            books.append(open_database(request.getfixturevalue("sqlite_url")))
        base = {"NGHEDAN_DATA_DIR": str(tmp_path / "data"), "NGHEDAN_SECRET_KEY": "k" * 40}
        told_where = dict.fromkeys(wire.addresses, address)
        return wire.open(load_settings({**base, **wire.environ, **told_where}), books[0] if books else None)

    yield open_wire
    for book in books:
        book.close()


def plain(inbound) -> dict:
    """Return an Inbound in the shape in which the payload files tell it."""
    return {
        **{name: getattr(inbound, name) for name in inbound.__slots__},
        "media": [[one.kind, one.ref, one.mime, one.name, one.size] for one in inbound.media],
        "location": [inbound.location.lat, inbound.location.lon, inbound.location.label] if inbound.location else None,
        "contact": [inbound.contact.phone, inbound.contact.is_own] if inbound.contact else None,
        "sent_at": inbound.sent_at.isoformat() if inbound.sent_at else None,
        "about": list(inbound.about),
    }


def test_every_channel_of_the_registry_keeps_these_promises_and_has_a_name(tmp_path):
    base = {"NGHEDAN_DATA_DIR": str(tmp_path), "NGHEDAN_SECRET_KEY": "k" * 40}
    opened = {name for name, _account in open_channels(load_settings({**base, **EVERY_SETTING}), None)}
    assert opened == {wire.name for wire in WIRES}
    assert opened <= set(CHANNELS)
    assert {name for name, _account in open_channels(load_settings(base), None)} == {
        wire.name for wire in WIRES if not wire.environ
    }


# --- in -----------------------------------------------------------------------------------------------------------


@of_each_payload
def test_a_recorded_body_says_what_its_file_tells(open_at, wire, name):
    payload = wire.updates()[name]
    said = plain(open_at(wire).normalise(json.dumps(payload["update"])))
    assert {field: said[field] for field in payload["says"]} == payload["says"]


@of_each_payload
def test_an_envelope_is_the_same_for_every_delivery(open_at, wire, name):
    update, channel = wire.updates()[name]["update"], open_at(wire)
    first = channel.envelope(json.dumps(update).encode())
    again = channel.envelope(json.dumps(update, indent=2).encode())
    assert (first.dedupe_key, first.chat_key, first.order_key) == (again.dedupe_key, again.chat_key, again.order_key)
    assert (first.channel, first.account) == (channel.name, channel.account)
    assert first.chat_key.endswith(channel.normalise(first.raw).chat_key)  # what tells of a message may queue apart
    assert first.dedupe_key
    assert json.loads(first.raw) == update


@of_each
def test_different_updates_have_different_keys(open_at, wire):
    channel = open_at(wire)
    bodies = [json.dumps(one["update"]).encode() for one in wire.updates().values()]
    assert len({channel.envelope(body).dedupe_key for body in bodies}) == len(bodies)


@of_each
@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"5", b'"text"', b"{", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_update_is_malformed_and_nothing_worse(open_at, wire, body):
    channel = open_at(wire)
    with pytest.raises(Malformed):
        channel.envelope(body)
    assert channel.normalise(body.decode("utf-8", "replace")).kind in {"unsupported", "signal"}


def without_people(update):
    """Return an update in which nothing tells whose it is."""
    if isinstance(update, list):
        return [without_people(one) for one in update]
    if not isinstance(update, dict):
        return update
    who = {"chat", "from", "sender", "recipient", "follower", "user_id", "oa_id", "chat_key"}
    return {name: without_people(one) for name, one in update.items() if name not in who}


@of_each_payload
def test_what_is_of_no_chat_asks_for_no_answer(open_at, wire, name):
    """Else its answer stands for ever among the messages that did not arrive."""
    channel, raw = open_at(wire), json.dumps(without_people(wire.updates()[name]["update"]))
    try:
        channel.envelope(raw.encode())
    except Malformed:
        return
    assert (channel.normalise(raw).kind, channel.normalise(raw).chat_key) == ("signal", "none")


@of_each
def test_nothing_in_a_body_makes_reading_fail(open_at, wire):
    channel = open_at(wire)

    @given(bodies_like(one["update"] for one in wire.updates().values()))
    def read(update):
        inbound = channel.normalise(json.dumps(update))
        inbound.text.encode("utf-8")
        (inbound.user_name or "").encode("utf-8")

    read()


@of_each
def test_a_proof_that_is_missing_or_wrong_is_refused(open_at, wire):
    channel, body = open_at(wire), json.dumps(next(iter(wire.updates().values()))["update"]).encode()
    proof = dict(wire.proof(body)) if wire.proof else {"X-Any": "thing"}
    if wire.proof:
        channel.verify(Headers(proof), body)
    wrong = [{}, *({**proof, name: bad} for name in proof for bad in ("", "x", proof[name] + "x", proof[name][:-1]))]
    other = dict(wire.proof(b'{"other": 1}')) if wire.proof else {}
    wrong += [other] if other != proof else []  # where the proof is of the body, it is of this body only
    for headers in wrong:
        with pytest.raises(BadSignature):
            channel.verify(Headers(headers), body)
    with pytest.raises(BadSignature):
        channel.verify(Headers(raw=[(name.lower().encode(), "ẩn".encode()) for name in proof]), body)


# --- out ----------------------------------------------------------------------------------------------------------

LONG = Outbound("Chào <Anh/Chị> & bà con.\n\n" * 300, (Choice("1:agree", "Đồng ý"), Choice("1:no", "Thôi")))
REFUSALS = (400, 401, 403, 404, 408, 409, 429, 500, 503)
STRANGE = {
    "a page": Answer(200, b"<html>Bad Gateway</html>"),
    "a page of a proxy": Answer(502, b"<html>Bad Gateway</html>"),
    "nothing": Answer(200, b""),
    "another shape": Answer(200, b'{"ok": true, "result": [1]}'),
    "no object": Answer(200, b"[]"),
    "no text": Answer(200, b"\xff\xfe\x00"),
    "a redirect": Answer(302, b""),
    "no answer": Answer(how="cut"),
    "a late answer": Answer(how="late"),
}


def play(open_at, wire, answer, act):
    """Do something with a channel whose platform answers always the same; return what came of it."""

    async def one(channel):
        try:
            return await act(channel)
        finally:
            await channel.close()

    with Scripted(answer) as platform:
        return asyncio.run(one(open_at(wire, platform.address))), platform.asked


@of_each_address
def test_a_message_that_is_taken_is_sent(open_at, wire):
    result, asked = play(open_at, wire, Answer(200, wire.taken), lambda channel: send_whole(channel, "7", LONG))
    assert (result.status, bool(result.external_id)) == ("sent", True)
    assert len(asked) > 1  # in parts


@of_each_address
@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize("status", [None, 200], ids=["by its status", "with status 200"])
def test_a_refusal_is_never_taken_for_a_success_and_says_why(open_at, wire, code, status):
    told_as, body = wire.refusal(code)
    result, _asked = play(
        open_at, wire, Answer(status or told_as, body), lambda channel: send_whole(channel, "7", LONG)
    )
    assert result.status in KNOWN - {"sent"}
    assert result.reason
    assert TOKEN not in result.reason


@of_each_address
@pytest.mark.parametrize("answer", STRANGE.values(), ids=STRANGE)
def test_a_strange_answer_is_never_an_error_of_ours(open_at, wire, answer):
    result, _asked = play(open_at, wire, answer, lambda channel: send_whole(channel, "7", LONG))
    assert result.status in KNOWN
    assert result.status != "sent" or answer is STRANGE["another shape"]
    assert TOKEN not in result.reason
    pressed = Inbound(wire.name, "4242", "7", "choice", choice="1:agree", callback_id="9", message_id="9")
    play(open_at, wire, answer, lambda channel: channel.acknowledge(pressed))


@of_each_address
def test_a_platform_that_is_away_is_tried_again(open_at, wire):
    async def one(channel):
        try:
            return await send_whole(channel, "7", LONG)
        finally:
            await channel.close()

    assert asyncio.run(one(open_at(wire))).status == "retry"


# --- through the door -----------------------------------------------------------------------------------------------


@pytest.fixture
def house(db, tmp_path):
    """The front door over a book with every channel that has a webhook."""
    base = {"NGHEDAN_DATA_DIR": str(tmp_path / "data"), "NGHEDAN_SECRET_KEY": "k" * 40}
    away = {name: NOWHERE for wire in WITH_ADDRESS for name in wire.addresses}
    settings = load_settings({**base, **EVERY_SETTING, **away})
    open_office(db)
    turns = Turns(db, settings, open_channels(settings, db))
    app = create_bot_app(db, settings, turns, turns.channels)
    app.state.counter = replace(app.state.counter, turn_s=60, store_s=60)  # what is tested is no speed
    return app


@of_each_hook
def test_no_body_breaks_the_door_or_a_turn(house, db, wire):
    turns = house.state.turns
    key = next(key for key in turns.channels if key[0] == wire.name)
    json_bodies = texts_like(one["update"] for one in wire.updates().values()).map(str.encode)
    bodies = some.one_of(
        json_bodies, json_bodies, some.binary(max_size=99), some.just(b" " * 9), some.just(b"x" * 2**21)
    )
    proofs = some.sampled_from(["right", "right", "right", "none", "wrong"])

    async def post(body, proof):
        headers = {"none": {}, "right": wire.proof(body), "wrong": dict.fromkeys(wire.proof(body), "x")}[proof]
        transport = httpx.ASGITransport(house)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.post(hook_path(key), content=body, headers=headers)).status_code

    with asyncio.Runner() as runner:

        @told(max_examples=BODIES, suppress_health_check=list(HealthCheck))
        @given(bodies, proofs)
        def knock(body, proof):
            status = runner.run(post(body, proof))
            assert status in {200, 400, 401, 413}
            assert status != 200 or proof == "right" or body.strip() in {b"", b"{}"}
            with db.read() as snap:
                broken = select(InboxRow.error, InboxRow.raw).where(InboxRow.attempts > 0)
                assert snap.execute(broken).all() == []

        knock()
        for channel in turns.channels.values():
            runner.run(channel.close())

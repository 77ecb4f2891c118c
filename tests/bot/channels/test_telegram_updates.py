"""Captured updates, each with what it says in the house's words; and that nothing in an update makes reading fail."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.base import Malformed
from bot.channels.telegram import updates

KEY = ("telegram", "4242")
PAYLOADS = sorted((Path(__file__).parents[2] / "payloads" / "telegram").glob("*.json"), key=lambda path: path.name)
NAMES = (
    "update_id", "message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text",
    "photo", "file_id", "width", "document", "voice", "location", "latitude", "longitude", "venue", "title", "date",
    "new_chat_member", "status", "data", "message_id", "caption", "sticker", "contact", "reply_to_message",
)  # fmt: skip
ANY_JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text()
    | some.sampled_from(("private", "kicked")),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(NAMES) | some.text(), inner),
    max_leaves=25,
)
UPDATES = some.dictionaries(some.sampled_from(NAMES), ANY_JSON)


def plain(inbound) -> dict:
    """Return an Inbound in the shape in which the payload files tell it."""
    return {
        **{name: getattr(inbound, name) for name in inbound.__slots__},
        "media": [[one.kind, one.ref, one.mime, one.name, one.size] for one in inbound.media],
        "location": [inbound.location.lat, inbound.location.lon, inbound.location.label] if inbound.location else None,
        "contact": [inbound.contact.phone, inbound.contact.is_own] if inbound.contact else None,
        "sent_at": inbound.sent_at.isoformat() if inbound.sent_at else None,
    }


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_captured_update_says_what_its_file_tells(path):
    payload = json.loads(path.read_text(encoding="utf-8"))
    raw = json.dumps(payload["update"])
    said = plain(updates.normalise(KEY, raw))
    assert {name: said[name] for name in payload["says"]} == payload["says"]
    event = updates.envelope(KEY, updates.parse(raw), raw)
    assert event.chat_key == payload["says"]["chat_key"]
    assert event.dedupe_key == str(payload["update"]["update_id"])
    assert event.order_key == payload["update"]["update_id"]


@given(UPDATES)
def test_no_json_object_makes_reading_fail(update):
    raw = json.dumps(update)
    inbound = updates.normalise(KEY, raw)
    assert inbound.chat_key
    inbound.text.encode("utf-8")
    (inbound.user_name or "").encode("utf-8")


@given(UPDATES, some.integers(0, 2**31))
def test_no_json_object_with_a_number_makes_the_envelope_fail(update, number):
    update = {**update, "update_id": number}
    assert updates.envelope(KEY, update, "").dedupe_key == str(number)


@pytest.mark.parametrize(
    "raw",
    ["", "null", "[]", "5", '"text"', "{", "{}", '{"update_id": "7"}', '{"update_id": true}', '{"update_id": 1e3}',
     '{"update_id": 99999999999999999999}', "[" * 100_000],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_update_is_malformed(raw):
    with pytest.raises(Malformed):
        updates.envelope(KEY, updates.parse(raw), raw)


def test_a_deeply_nested_update_is_unsupported():
    assert updates.normalise(KEY, "[" * 100_000).kind == "unsupported"


def test_a_long_name_is_cut():
    update = {"message": {"chat": {"id": 1, "type": "private"}, "text": "a", "from": {"first_name": "A" * 500}}}
    assert len(updates.normalise(KEY, json.dumps(update)).user_name) == 100

"""Events of an Official Account, each with what it says in the house's words; nothing in one makes reading fail."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.channels.base import Malformed
from bot.channels.zalo_oa import updates
from tests.fakes.zalo_oa import OA

pytestmark = pytest.mark.one_database

KEY = ("zalo_oa", OA)
PAYLOADS = sorted((Path(__file__).parents[2] / "payloads" / "zalo_oa").glob("*.json"), key=lambda path: path.name)
EVENTS = ("user_send_text", "user_send_image", "user_send_location", "user_submit_info", "follow", "oa_send_text",
          "user_seen_message", "user_send_business_card", "anonymous_send_text")  # fmt: skip
NAMES = (
    "event_name", "sender", "recipient", "follower", "id", "message", "msg_id", "msg_ids", "text", "attachments",
    "type", "payload", "url", "coordinates", "latitude", "longitude", "timestamp", "info", "phone", "name", "size",
    "user_id", "admin_id", "description", "conversation_id", "quote_msg_id",
)  # fmt: skip
ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.sampled_from(EVENTS),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(NAMES) | some.text(), inner),
    max_leaves=25,
)
EVENT = some.dictionaries(some.sampled_from(NAMES), ANY_JSON)


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


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_an_event_says_what_its_file_tells(path):
    payload = json.loads(path.read_text(encoding="utf-8"))
    raw = json.dumps(payload["event"])
    said = plain(updates.normalise(KEY, raw))
    assert {name: said[name] for name in payload["says"]} == payload["says"]
    event = updates.envelope(KEY, updates.parse(raw), raw)
    assert event.dedupe_key == payload["dedupe_key"]
    is_quiet = said["kind"] in {"delivered", "read", "signal"}
    assert event.chat_key == ("quiet:" if is_quiet else "") + said["chat_key"]


def test_what_is_told_of_a_message_is_another_event_than_the_message():
    keys = [json.loads(path.read_text(encoding="utf-8"))["dedupe_key"] for path in PAYLOADS if "info" not in path.stem]
    assert len(set(keys)) == len(keys)


@settings(max_examples=40)
@given(EVENT)
def test_no_json_object_makes_reading_fail(event):
    inbound = updates.normalise(KEY, json.dumps(event))
    assert inbound.chat_key
    inbound.text.encode("utf-8")
    (inbound.user_name or "").encode("utf-8")


@settings(max_examples=40)
@given(EVENT, some.sampled_from(EVENTS), some.integers(0, 2**62))
def test_no_json_object_with_a_name_and_a_time_makes_the_envelope_fail(event, name, at):
    envelope = updates.envelope(KEY, {**event, "event_name": name, "timestamp": str(at)}, "")
    assert envelope.dedupe_key
    assert envelope.order_key == at


@pytest.mark.parametrize(
    "raw",
    ["", "null", "[]", "5", "{", "{}", '{"event_name": "user_send_text"}', '{"timestamp": "1"}',
     '{"event_name": 5, "timestamp": "1"}', '{"event_name": "follow", "timestamp": "-1"}', "[" * 100_000],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_event_is_malformed(raw):
    with pytest.raises(Malformed):
        updates.envelope(KEY, updates.parse(raw), raw)

"""Events of the page and the terminal: what they say, and that nothing in them makes reading fail."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.base import BadSignature, Malformed
from bot.channels.own import OwnChannel

CHANNEL = OwnChannel("web")
NAMES = ("client_id", "chat_key", "at", "text", "choice", "files", "sha256", "kind", "size", "location", "lat", "lon")
ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(NAMES) | some.text(), inner),
    max_leaves=20,
)


@given(some.dictionaries(some.sampled_from(NAMES), ANY_JSON))
def test_no_json_object_makes_reading_fail(event):
    CHANNEL.normalise(json.dumps(event)).text.encode("utf-8")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"text": "chào"}, {"kind": "text", "text": "chào"}),
        ({"text": "/hoso"}, {"kind": "command", "text": "/hoso"}),
        ({"choice": "3:send"}, {"kind": "choice", "choice": "3:send"}),
        ({"text": "đây", "files": [{"sha256": "ab", "kind": "photo"}]}, {"kind": "photo", "text": "đây"}),
        ({"location": {"lat": 21.2, "lon": 106.1}}, {"kind": "location"}),
        ({"text": "", "files": []}, {"kind": "unsupported"}),
        ({}, {"kind": "unsupported"}),
    ],
)
def test_an_event_says(event, said):
    inbound = CHANNEL.normalise(json.dumps(event))
    assert {name: getattr(inbound, name) for name in said} == said


def test_an_upload_is_already_kept():
    event = {"files": [{"sha256": "ab", "kind": "photo", "mime": "image/jpeg", "size": 5, "name": "a.jpg"}]}
    (media,) = CHANNEL.normalise(json.dumps(event)).media
    assert (media.sha256, media.ref, media.size, media.name) == ("ab", "ab", 5, "a.jpg")


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000, b'{"client_id": 1, "chat_key": "a", "at": Infinity}']
)
def test_what_is_no_event_is_malformed(raw):
    with pytest.raises(Malformed):
        CHANNEL.envelope(raw)


def test_it_has_no_webhook():
    with pytest.raises(BadSignature):
        CHANNEL.verify({}, b"{}")

"""That nothing in an update makes reading fail; what the recorded ones say is told by the contract test."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.base import Malformed
from bot.channels.telegram import updates

KEY = ("telegram", "4242")
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


@pytest.mark.parametrize(
    "raw",
    ["[" * 100_000, '{"update_id": 1, "poll": {"id": "5"}}', '{"update_id": 1, "message": {"text": "a"}}'],
    ids=["nested", "poll", "message"],
)
def test_what_is_of_no_chat_is_answered_to_nobody(raw):
    assert updates.normalise(KEY, raw).kind == "signal"


def test_a_long_name_is_cut():
    update = {"message": {"chat": {"id": 1, "type": "private"}, "text": "a", "from": {"first_name": "A" * 500}}}
    assert len(updates.normalise(KEY, json.dumps(update)).user_name) == 100


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/start qr_G", "/start"),
        ("/start@nghedan_bot ND-26-ABCD-EFGH", "/start"),
        ("/start", "/start"),
        ("/start ổ gà ngõ 5", "/start ổ gà ngõ 5"),
        ("/tracuu@nghedan_bot ND-26-ABCD-EFGH", "/tracuu ND-26-ABCD-EFGH"),
    ],
)
def test_what_a_link_carries_is_no_word_of_the_citizen(typed, heard):
    update = {"message": {"chat": {"id": 1, "type": "private"}, "text": typed}}
    inbound = updates.normalise(KEY, json.dumps(update))
    assert (inbound.kind, inbound.text) == ("command", heard)

"""A call counts only with the platform's proof over its very bytes; every documented form of the proof is taken."""

import json
import logging

import pytest

from bot.channels.base import BadSignature
from bot.channels.zalo_oa.signature import Signatures
from intake.installation.zalo_settings import ZaloOA
from tests.fakes.zalo_oa import APP, APP_SECRET, OA, OA_SECRET, signed

ZALO = ZaloOA(app_id=APP, oa_id=OA, app_secret=APP_SECRET, oa_secret=OA_SECRET)
EVENT = {"app_id": APP, "event_name": "user_send_text", "message": {"text": "chào ạ"}, "timestamp": "1790000041636"}


@pytest.mark.parametrize("secret", [OA_SECRET, APP_SECRET])
@pytest.mark.parametrize("first", [APP, OA])
def test_both_secrets_and_both_ids_are_taken_and_logged(caplog, secret, first):
    body, headers = signed(EVENT, secret=secret, first=first)
    with caplog.at_level(logging.INFO):
        Signatures(ZALO).check(headers, body)
    told = f"{'app_id' if first == APP else 'oa_id'}+{'oa_secret' if secret == OA_SECRET else 'app_secret'}+body"
    assert [record.form for record in caplog.records] == [told]
    assert secret not in caplog.text


def test_a_proof_without_its_prefix_and_in_capitals_is_taken():
    body, headers = signed(EVENT)
    Signatures(ZALO).check({"X-ZEvent-Signature": headers["X-ZEvent-Signature"].removeprefix("mac=").upper()}, body)


def test_a_time_in_the_header_is_taken():
    body, headers = signed({**EVENT, "timestamp": ""})
    with pytest.raises(BadSignature):
        Signatures(ZALO).check(headers, body.replace(b'"timestamp":""', b'"timestamp":"7"'))
    at_seven, headers = signed({**EVENT, "timestamp": "7"})
    Signatures(ZALO).check({**headers, "X-ZEvent-Timestamp": "7"}, at_seven)


@pytest.mark.parametrize(
    "change",
    [
        lambda body, headers: (json.dumps(json.loads(body)).encode(), headers),
        lambda body, headers: (body + b" ", headers),
        lambda body, headers: (body.replace("chào".encode(), b"xin"), headers),
        lambda body, _headers: (body, {}),
        lambda body, _headers: (body, {"X-ZEvent-Signature": "mac="}),
        lambda body, _headers: (body, {"X-ZEvent-Signature": "mac=" + "0" * 64}),
        lambda body, _headers: (body, {"X-ZEvent-Signature": "mắc=ẩn"}),
        lambda _body, headers: (b"not JSON", headers),
        lambda _body, headers: (b"[" * 100_000, headers),
    ],
    ids=["written anew", "longer", "other words", "none", "blank", "wrong", "odd", "no JSON", "deep"],
)
def test_anything_else_is_refused(change):
    body, headers = change(*signed(EVENT))
    with pytest.raises(BadSignature):
        Signatures(ZALO).check(headers, body)


def test_a_proof_with_no_secret_is_worth_nothing():
    body, headers = signed(EVENT, secret="")
    with pytest.raises(BadSignature):
        Signatures(ZaloOA(app_id=APP, oa_id=OA)).check(headers, body)

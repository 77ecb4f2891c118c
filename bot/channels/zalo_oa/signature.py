"""The proof that a call comes from Zalo: a plain SHA-256 over the bytes as they came, with a secret behind them.

Sources disagree on which secret and which id stand in it, so all documented ones are tried; which one it was is logged.
"""

import hashlib
import hmac
import logging
from collections.abc import Iterator, Mapping

from bot.channels.arriving import parse
from bot.channels.base import BadSignature, Malformed
from intake.installation.zalo_settings import ZaloOA

SIGNATURE = "X-ZEvent-Signature"
TIMESTAMP = "X-ZEvent-Timestamp"
_log = logging.getLogger(__name__)


class Signatures:
    """Checks the calls to one account."""

    def __init__(self, zalo: ZaloOA) -> None:
        secrets = {"oa_secret": zalo.oa_secret, "app_secret": zalo.app_secret}
        self._secrets = {name: secret.encode() for name, secret in secrets.items() if secret}
        self._ids = {"app_id": zalo.app_id.encode(), "oa_id": zalo.oa_id.encode()}
        self._last = ""

    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Compare the proof of a call with every documented form of it, in constant time.

        Raises:
            BadSignature: it is none of them.
        """
        given = headers.get(SIGNATURE, "").strip().lower().removeprefix("mac=").encode()
        matched = [name for name, mac in self._macs(headers, body) if hmac.compare_digest(mac, given)]
        if not matched:
            raise BadSignature
        if matched[0] != self._last:
            self._last = matched[0]
            _log.info("signature of the webhook", extra={"form": matched[0]})

    def _macs(self, headers: Mapping[str, str], body: bytes) -> Iterator[tuple[str, bytes]]:
        for source, at in _timestamps(headers, body):
            for secret_name, secret in self._secrets.items():
                for id_name, id_ in self._ids.items():
                    mac = hashlib.sha256(id_ + body + at + secret).hexdigest().encode()
                    yield f"{id_name}+{secret_name}+{source}", mac


def _timestamps(headers: Mapping[str, str], body: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        at = parse(body).get("timestamp")
    except Malformed:
        at = None
    if isinstance(at, str | int) and not isinstance(at, bool):
        yield "body", str(at).encode("utf-8", "replace")
    if header := headers.get(TIMESTAMP):
        yield "header", header.encode("utf-8", "replace")

"""A small Zalo Official Account API over real HTTP: what our adapter uses of it, composed from the documented shapes.

It is as strict as the platform is said to be: errors come with HTTP 200, a refresh token works once, an access token
ends with the pair that comes after it, texts are measured as they come.
"""

import json
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from itertools import count
from unicodedata import is_normalized
from urllib.parse import parse_qs, urlsplit

from tests.fakes import mischief
from tests.fakes.mischief import Mischief
from tests.fakes.serving import Handling, Serving

APP, OA = "1234567890", "987654321"
APP_SECRET, OA_SECRET = "invented-app-secret", "invented-oa-secret"
QUOTA = "/v3.0/oa/quota/message"
CS, TEMPLATE, TOKEN = "/v3.0/oa/message/cs", "/v3.0/oa/message/template", "/v4/oa/access_token"
_LONGEST = 2000
_MB = 1024 * 1024
_TAKEN = {
    "/v2.0/oa/upload/file": ("token", {"pdf", "doc", "docx", "csv"}, 5 * _MB),
    "/v2.0/oa/upload/image": ("attachment_id", {"jpg", "jpeg", "png"}, _MB),
}
CUT, SLOW = "cut", "slow"


def signed(event: dict, *, secret: str = OA_SECRET, first: str = APP) -> tuple[bytes, dict[str, str]]:
    """Return an event as the platform posts it, with its proof."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    mac = sha256(first.encode() + body + str(event.get("timestamp", "")).encode() + secret.encode()).hexdigest()
    return body, {"X-ZEvent-Signature": f"mac={mac}", "Content-Type": "application/json"}


@dataclass
class FakeZalo(Serving):
    """Answers as told by `script`, otherwise as the platform would. `calls` keeps (path, fields, was taken).

    `accepted` keeps (user, message id) of each message that was taken, whether or not the caller ever heard of it.
    """

    access: str = "access-0"
    refresh: str = "refresh-0"
    calls: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    closed_to: set = field(default_factory=set)
    left_by: set = field(default_factory=set)
    refreshed: int = 0
    accepted: list = field(default_factory=list)
    mischief: Mischief | None = None
    quota: tuple[int, int] | None = None

    def __post_init__(self):
        self._script = defaultdict(deque)
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._uploaded = set()
        self.serve(_handler_of(self))

    def answer(self, path: str, *, error: int = 0, says: str = "", status: int = 200, how: str = "", times: int = 1):
        """Let the next calls of a path fail: with an error, an HTTP status, a cut connection or too late."""
        body = json.dumps({"error": error, "message": says}).encode() if error else says.encode()
        self._script[path].extend([(status, body, how)] * times)

    def sent(self) -> list[dict]:
        """Return the messages that were taken, each with its recipient."""
        return [fields for path, fields, ok in self.calls if path in {CS, "/v2.0/oa/message"} and ok]

    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.sent() if "text" in one["message"]]

    # --- one request ----------------------------------------------------------------------------------------------

    def handle(self, path: str, headers, fields: dict) -> tuple[int, bytes, str]:
        with self._lock:
            script = self._script[path]
            status, body, how = script.popleft() if script else self._do(path, headers, fields)
            is_taken = status == 200 and b'"error": 0' in body
            self.calls.append((path, fields, is_taken))
        if how == SLOW:
            time.sleep(0.6)
        return status, body, how

    def _do(self, path: str, headers, fields: dict) -> tuple[int, bytes, str]:
        if path in self.files:
            found = self.files[path]
            return (302, found.encode(), "") if isinstance(found, str) else (200, found, "")
        if path == TOKEN:
            return 200, self._token(headers, fields), ""
        if headers.get("access_token") != self.access:
            return 200, _error(-216, "Access token is invalid"), ""
        if path in _TAKEN:
            return 200, self._upload(path, fields), ""
        known = {CS: self._message, TEMPLATE: self._template, "/v2.0/oa/message": self._anonymous}
        known |= {QUOTA: self._quota} if self.quota else {}
        if path == "/v2.0/oa/getoa":
            return 200, _ok(oa_id=OA, name="UBND phường Bắc Giang"), ""
        return (200, known[path](fields), "") if path in known else (404, b"", "")

    def _quota(self, fields: dict) -> bytes:
        assert fields == {"quota_owner": "OA", "product_type": "cs", "quota_type": "sub_quota"}
        left, total = map(str, self.quota)
        asset = {"product_type": "cs", "quota_type": "sub_quota", "remain": left, "total": total}
        return json.dumps({"data": [asset], "error": 0, "message": "Success"}).encode()

    def _token(self, headers, fields: dict) -> bytes:
        if headers.get("secret_key") != APP_SECRET or fields.get("app_id") != APP:
            return _error(-14004, "Invalid secret key")
        if fields.get("refresh_token") != self.refresh:
            return _error(-14014, "Invalid refresh token")
        self.refreshed += 1
        self.access, self.refresh = f"access-{self.refreshed}", f"refresh-{self.refreshed}"
        pair = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}
        return json.dumps(pair).encode()

    def _upload(self, path: str, fields: dict) -> bytes:
        handle, kinds, most = _TAKEN[path]
        [(name, data)] = fields["files"]
        if name.rpartition(".")[2].lower() not in kinds or len(data) > most:
            return _error(-201, "file is invalid")
        made = f"upload-{next(self._numbers)}"
        self._uploaded.add(made)
        return _ok(**{handle: made})

    def _message(self, fields: dict) -> bytes:
        user, message = fields["recipient"]["user_id"], fields["message"]
        if user in self.left_by:
            return _error(-213, "User has not followed OA")
        if user in self.closed_to:
            return _error(-230, "User has not interacted with the OA in the past 7 days")
        return self._taken(message, user)

    def _anonymous(self, fields: dict) -> bytes:
        recipient = fields["recipient"]
        return self._taken(fields["message"], recipient["anonymous_id"] + recipient["conversation_id"])

    def _taken(self, message: dict, user: str) -> bytes:
        if "text" in message and not (0 < len(message["text"]) <= _LONGEST and is_normalized("NFC", message["text"])):
            return _error(-210, "Parameter exceeds the allowed limit")
        payload = message.get("attachment", {}).get("payload", {})
        elements = payload.get("elements", [{}])
        if any(one not in self._uploaded for one in (payload.get("token"), elements[0].get("attachment_id")) if one):
            return _error(-100, "attachment expired")
        message_id = f"m{next(self._numbers)}"
        self.accepted.append((user, message_id))
        return _ok(message_id=message_id, user_id=user)

    def _template(self, fields: dict) -> bytes:
        if not all(fields["template_data"].values()):
            return _error(-201, "template data is invalid")
        return _ok(message_id=f"t{next(self._numbers)}", user_id=fields["user_id"])


def _handler_of(zalo: FakeZalo):
    class Handler(Handling, BaseHTTPRequestHandler):
        def do_POST(self):
            body = mischief.read_whole(self)
            if body is not None:
                self._answer(_fields(self.headers.get("Content-Type", ""), body))

        def do_GET(self):
            self._answer({})

        def _answer(self, fields):
            path = urlsplit(self.path).path
            if zalo.mischief and path != TOKEN:  # what goes wrong with a token has tests of its own
                mischief.answer(self, lambda: zalo.handle(path, self.headers, fields)[:2], mischief=zalo.mischief)
                return
            _write(self, *zalo.handle(path, self.headers, fields))

    return Handler


def _write(handler: Handling, status: int, body: bytes, how: str) -> None:
    if how == CUT:
        handler.close_connection = True
        return
    try:
        handler.send_response(status)
        if status == 302:
            handler.send_header("Location", body.decode())
            body = b""
        if status == 429:
            handler.send_header("Retry-After", "17")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    except OSError:
        return  # the caller has given up


def _fields(content_type: str, body: bytes) -> dict:
    if content_type.startswith("application/json"):
        return json.loads(body)
    if content_type.startswith("multipart/form-data"):
        whole = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
        return {"files": [(part.get_filename(), part.get_payload(decode=True)) for part in whole.iter_parts()]}
    return {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}


def _ok(**data) -> bytes:
    return json.dumps({"data": data, "error": 0, "message": "Success"}).encode()


def _error(code: int, message: str) -> bytes:
    return json.dumps({"error": code, "message": message}).encode()

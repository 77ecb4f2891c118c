"""A small Zalo Bot Platform over real HTTP: what our adapter uses of it, as strict as its documents say."""

import json
import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from itertools import count

from tests.fakes import mischief
from tests.fakes.mischief import Mischief
from tests.fakes.serving import Handling, Serving

TOKEN = "5151:invented-token"
ACCOUNT = "5151"
_LONGEST = 2000


@dataclass
class FakeZaloBot(Serving):
    """`calls` keeps (method, fields, taken); `updates` are given out once each; `files` are pictures by path.

    `accepted` keeps (chat, message id) of each message that was taken, whether or not the caller ever heard of it.
    """

    calls: list = field(default_factory=list)
    updates: deque = field(default_factory=deque)
    files: dict = field(default_factory=dict)
    webhook: dict = field(default_factory=dict)
    blocked_by: set = field(default_factory=set)
    accepted: list = field(default_factory=list)
    mischief: Mischief | None = None

    def __post_init__(self):
        self._script = defaultdict(deque)
        self._lock = threading.Lock()
        self._numbers = count(1)
        self.serve(_handler_of(self))

    def refuse(self, method: str, code: int, description: str = "", *, status: int | None = None) -> None:
        """Let the next call of a method fail; the platform tells some errors with status 200."""
        self._script[method].append((code if status is None else status, _refused(code, description)))

    def sent(self) -> list[dict]:
        """Return the messages that were taken."""
        return [fields for method, fields, ok in self.calls if method == "sendMessage" and ok]

    # --- one request ----------------------------------------------------------------------------------------------

    def handle(self, path: str, body: bytes) -> tuple[int, bytes]:
        if path.startswith("/photos/"):
            return (200, self.files[path]) if path in self.files else (404, b"")
        _, head, method = path.split("/", 2)
        if head != f"bot{TOKEN}":
            return 401, _refused(401, "Unauthorized")
        fields = json.loads(body or b"{}")
        with self._lock:
            scripted = self._script[method].popleft() if self._script[method] else None
            status, answer = scripted or self._do(method, fields)
        self.calls.append((method, fields, json.loads(answer)["ok"]))
        return status, answer

    def _do(self, method: str, fields: dict) -> tuple[int, bytes]:
        known = {
            "sendMessage": self._send_message,
            "sendChatAction": lambda _fields: _taken(result=True),
            "getMe": lambda _fields: _taken({"id": ACCOUNT, "account_name": "Nghe Dân", "account_type": "BASIC"}),
            "getWebhookInfo": lambda _fields: _taken({"url": self.webhook.get("url", ""), "updated_at": 0}),
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getUpdates": self._get_updates,
        }
        return known[method](fields) if method in known else (404, _refused(404, "Not Found"))

    def _send_message(self, fields: dict) -> tuple[int, bytes]:
        if fields["chat_id"] in self.blocked_by:
            return 403, _refused(403, "Forbidden")
        if not 1 <= len(fields.get("text", "")) <= _LONGEST:
            return 400, _refused(400, "text must be 1 to 2000 characters")
        message_id = f"sent-{next(self._numbers)}"
        self.accepted.append((fields["chat_id"], message_id))
        return _taken({"message_id": message_id, "date": 1_790_000_000_000})

    def _set_webhook(self, fields: dict) -> tuple[int, bytes]:
        if not fields["url"].startswith("https://") or not 8 <= len(fields["secret_token"]) <= 256:
            return 400, _refused(400, "url or secret_token")
        self.webhook = fields
        return _taken(fields)

    def _delete_webhook(self, _fields: dict) -> tuple[int, bytes]:
        self.webhook = {}
        return _taken(result=True)

    def _get_updates(self, _fields: dict) -> tuple[int, bytes]:
        if self.webhook:
            return 400, _refused(400, "a webhook is set")
        if not self.updates:
            return 200, _refused(408, "Request timeout")
        return _taken(self.updates.popleft())


def _taken(result) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _refused(code: int, description: str) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": description}).encode()


def _busy(status: int) -> tuple[int, bytes]:
    return status, _refused(status, "try again later")


def _handler_of(platform: FakeZaloBot):
    class Handler(Handling, BaseHTTPRequestHandler):
        def do_POST(self):
            body = mischief.read_whole(self)
            if body is not None:
                self._answer(body)

        def do_GET(self):
            self._answer(b"")

        def _answer(self, body: bytes):
            mischief.answer(self, lambda: platform.handle(self.path, body), mischief=platform.mischief, refuse=_busy)

    return Handler

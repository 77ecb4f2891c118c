"""A small Telegram Bot API over real HTTP: what our adapter uses of it, as strict as the platform where it matters."""

import json
import re
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler
from itertools import count
from urllib.parse import parse_qs, urlsplit

from tests.fakes import mischief
from tests.fakes.mischief import Mischief
from tests.fakes.serving import Handling, Serving

TOKEN = "4242:invented-token"
ACCOUNT = "4242"
ME = {"id": 4242, "is_bot": True, "first_name": "Nghe Dân", "username": "nghedan_bot", "can_join_groups": True}
NO_HOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
_SHOWN = re.compile(r"(get|set)My(Name|ShortDescription|Description)")
_TAGS = {"b", "i", "u", "s", "code", "pre", "a"}
_LONGEST = 4096
_PATH = re.compile(r"/(file/)?bot([^/]+)/(.+)")


@dataclass
class FakeBotApi(Serving):
    """Answers as told by `script`, otherwise as the platform would. `calls` keeps (method, fields) in order.

    `accepted` keeps (chat, message id) of each message that was taken, whether or not the caller ever heard of it.
    With `mischief` requests meet its tricks, and batches of updates come shuffled, with repeats and strays among them.
    """

    calls: list = field(default_factory=list)
    updates: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    blocked_by: set = field(default_factory=set)
    profile: dict = field(default_factory=dict)
    hook: dict = field(default_factory=lambda: dict(NO_HOOK))
    accepted: list = field(default_factory=list)
    mischief: Mischief | None = None

    def __post_init__(self):
        self._script = defaultdict(deque)
        self._lock = threading.Lock()
        self._numbers = count(1000)
        self.serve(_handler_of(self))

    def answer(self, method: str, status: int, description: str = "", **parameters) -> None:
        """Let the next call of a method fail with a status (0: no answer until the caller gives up)."""
        self._script[method].append((status, description, parameters))

    def sent(self) -> list[dict]:
        """Return the messages that were taken."""
        return [fields for method, fields, ok in self.calls if method == "sendMessage" and ok]

    def add(self, update: dict) -> None:
        """Lay an update out to be asked for."""
        with self._lock:
            self.updates.append(update)

    # --- one request ----------------------------------------------------------------------------------------------

    def handle(self, path: str, fields: dict) -> tuple[int, bytes]:
        is_file, token, method = _PATH.fullmatch(urlsplit(path).path).groups()
        if token != TOKEN:
            return _error(401, "Unauthorized")
        if is_file:
            return (200, self.files[method]) if method in self.files else _error(404, "Not Found")
        with self._lock:
            script = self._script[method]
            scripted = script.popleft() if script else None
        status, body = self._scripted(scripted) if scripted else self._do(method, fields)
        self.calls.append((method, fields, status == 200))
        return status, body

    def _scripted(self, scripted) -> tuple[int, bytes]:
        status, description, parameters = scripted
        if status == 0:
            time.sleep(1.5)
            return 200, b""
        if status == 200:
            return 200, description.encode()
        return _error(status, description, parameters)

    def _do(self, method: str, fields: dict) -> tuple[int, bytes]:
        known = {
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "getMyCommands": lambda fields: _ok(self.profile.get(("commands", fields.get("language_code", "")), [])),
            "setMyCommands": self._set_commands,
            "getMe": lambda _fields: _ok(ME),
            "getWebhookInfo": lambda _fields: _ok(self.hook),
            "setWebhook": lambda fields: self._bring_to(fields["url"]),
            "deleteWebhook": lambda _fields: self._bring_to(""),
            "getFile": self._get_file,
            "editMessageReplyMarkup": lambda fields: _ok(self._message(fields)),
        }
        simple = {"answerCallbackQuery", "sendChatAction"}
        if method in simple:
            return _ok(result=True)
        if shown := _SHOWN.fullmatch(method):
            return self._show(*shown.groups(), fields)
        return known[method](fields) if method in known else _error(404, "Not Found")

    def _get_updates(self, fields: dict) -> tuple[int, bytes]:
        offset = int(fields.get("offset", 0))
        until = time.monotonic() + min(float(fields.get("timeout", 0)), 0.3)
        while True:
            with self._lock:
                if offset:
                    self.updates = [one for one in self.updates if _number(one) is None or _number(one) >= offset]
                found = self.updates[: int(fields.get("limit", 100))]
            if found or time.monotonic() > until:
                return _ok(self._jumbled(found) if self.mischief else found)
            time.sleep(0.02)

    def _jumbled(self, found: list) -> list:
        strays = [17, {"message": {}}] if found and self.mischief.chance(0.02) else []
        repeated = found[:3] if self.mischief.chance(0.1) else []
        return self.mischief.shuffled([*found, *strays, *repeated])

    def _send_message(self, fields: dict) -> tuple[int, bytes]:
        if fields["chat_id"] in self.blocked_by:
            return _error(403, "Forbidden: bot was blocked by the user")
        text = fields.get("text", "")
        if fields.get("parse_mode") == "HTML":
            try:
                text = _entities(text)
            except ValueError as error:
                return _error(400, f"Bad Request: can't parse entities: {error}")
        if not text.strip():
            return _error(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > _LONGEST:
            return _error(400, "Bad Request: message is too long")
        for row in fields.get("reply_markup", {}).get("inline_keyboard", []):
            if any(len(button["callback_data"].encode()) > 64 for button in row):
                return _error(400, "Bad Request: BUTTON_DATA_INVALID")
        message = self._message(fields)
        self.accepted.append((str(fields["chat_id"]), str(message["message_id"])))
        return _ok(message | {"text": text})

    def _bring_to(self, url: str) -> tuple[int, bytes]:
        self.hook = {**self.hook, "url": url}
        return _ok(result=True)

    def _send_document(self, fields: dict) -> tuple[int, bytes]:
        if fields["chat_id"] in self.blocked_by:
            return _error(403, "Forbidden: bot was blocked by the user")
        if not fields.get("files"):
            return _error(400, "Bad Request: there is no document in the request")
        [(name, data)] = fields["files"]
        document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(data)}
        return _ok(self._message(fields) | {"document": document})

    def _send_photo(self, fields: dict) -> tuple[int, bytes]:
        [(name, data)] = fields["files"]
        size = {"file_id": name, "file_unique_id": name, "width": 9, "height": 9, "file_size": len(data)}
        return _ok(self._message(fields) | {"photo": [size]})

    def _set_commands(self, fields: dict) -> tuple[int, bytes]:
        self.profile["commands", fields.get("language_code", "")] = fields["commands"]
        return _ok(result=True)

    def _show(self, deed: str, what: str, fields: dict) -> tuple[int, bytes]:
        """Keep or tell the name, the description or the short description of the bot in a language."""
        name, key = _snake(what), (what, fields.get("language_code", ""))
        if deed == "get":
            return _ok({name: self.profile.get(key, "")})
        self.profile[key] = fields[name]
        return _ok(result=True)

    def _get_file(self, fields: dict) -> tuple[int, bytes]:
        path = fields["file_id"]
        if path not in self.files:
            return _error(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[path])
        if size > 20 * 1024 * 1024:
            return _error(400, "Bad Request: file is too big")
        return _ok({"file_id": path, "file_unique_id": path, "file_size": size, "file_path": path})

    def _message(self, fields: dict) -> dict:
        chat = {"id": int(fields.get("chat_id", 0)), "type": "private", "first_name": "Bà Tư"}
        return {"message_id": next(self._numbers), "date": 1_790_000_000, "chat": chat}


def _handler_of(api: FakeBotApi):
    class Handler(Handling, BaseHTTPRequestHandler):
        def do_POST(self):
            body = mischief.read_whole(self)
            if body is not None:
                self._answer(_fields(self.headers.get("Content-Type", ""), body))

        def do_GET(self):
            self._answer({})

        def _answer(self, fields):
            mischief.answer(self, lambda: api.handle(self.path, fields), mischief=api.mischief, refuse=_refusal)

    return Handler


def _fields(content_type: str, body: bytes) -> dict:
    if content_type.startswith("application/json"):
        return json.loads(body)
    if content_type.startswith("multipart/form-data"):
        return _parts(content_type, body)
    fields = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    nested = {
        name: json.loads(fields[name]) for name in ("reply_markup", "allowed_updates", "commands") if name in fields
    }
    return fields | nested


def _parts(content_type: str, body: bytes) -> dict:
    whole = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields, files = {}, []
    for part in whole.iter_parts():
        name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if part.get_filename():
            files.append((part.get_filename(), data))
        else:
            fields[name] = data.decode()
    return fields | {"files": files}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _number(update) -> int | None:
    return update.get("update_id") if isinstance(update, dict) else None


def _ok(result) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _error(status: int, description: str, parameters: dict | None = None) -> tuple[int, bytes]:
    body = {"ok": False, "error_code": status, "description": description}
    return status, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()


def _refusal(status: int) -> tuple[int, bytes]:
    if status == 429:
        return _error(429, "Too Many Requests: retry after 1", {"retry_after": 1})
    return _error(status, "Internal Server Error")


class _Entities(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""
        self.open = []

    def handle_starttag(self, tag, _attrs):
        if tag not in _TAGS:
            raise ValueError(f'unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f'unexpected end tag "{tag}"')

    def handle_data(self, data):
        if "<" in data:
            raise ValueError("unescaped <")
        self.text += data.replace("\x00", "")


def _entities(text: str) -> str:
    parser = _Entities()
    # HTMLParser turns &lt; into < before handle_data: keep the difference visible to it
    parser.feed(text.replace("&lt;", "\u2039"))
    parser.close()
    if parser.open:
        raise ValueError("end tag is missing")
    return parser.text.replace("\u2039", "<")

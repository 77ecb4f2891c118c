"""The page's side of the book: take a message in, read the talk back, find the office and the receipt. Synchronous."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channels.own import OwnChannel
from bot.channels.web import KEY, NAME, pressure
from bot.channels.web.posts import Post, check, takes_along
from bot.channels.web.problems import BadType, TooBig
from bot.channels.web.uploads import Upload
from bot.messages import SECRET_MARK
from bot.texts import texts_in, worded
from bot.texts.languages import FIRST
from bot.texts.pages import page_word
from bot.turn import Turns
from bot.wording.marks import revealed
from intake import meta, receipts
from intake.catalogue import sentences
from intake.db import Database, Snapshot
from intake.errors import Invalid, NotFound
from intake.files import attachments
from intake.meta import Office
from intake.receipts import CaseStatus, Part
from intake.settings import Settings
from intake.talk import dialogue_log, transcripts
from intake.talk.transcripts import Line

_SENT = {
    "photo": "📷 Ảnh đã gửi",
    "file": "📎 Tệp đã gửi",
    "audio": "🎤 Ghi âm đã gửi",
    "video": "🎬 Video đã gửi",
}
_NOT_TAKEN = "Tệp “{name}” chưa nhận được."
_HOLLOW = "Tệp “{name}” không có gì bên trong. Anh/Chị mở ảnh, tệp ấy cho máy tải xong rồi chọn lại giúp ạ."
_NUMBER_SENT = "Số điện thoại đã gửi"
_LONGEST_NUMBER = 40
_ASKS_NUMBER = ":skip_phone"  # the button beside the question for the number


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the talk as its citizen sees it; `receipt` is the address of the receipt it hands over."""

    seq: int
    author: str
    text: str
    choices: tuple[tuple[str, str], ...]
    case_code: str | None
    receipt: str | None
    at: datetime

    def to_json(self) -> dict[str, Any]:
        """Return the line as the API gives it."""
        line: dict[str, Any] = {
            "seq": self.seq,
            "from": self.author,
            "text": self.text,
            "choices": [{"label": label, "payload": payload} for payload, label in self.choices],
            "at": self.at.isoformat(),
        }
        known = {"case_code": self.case_code, "receipt": self.receipt}
        return line | {name: value for name, value in known.items() if value}


@dataclass(frozen=True, slots=True)
class Card:
    """The receipt of a case, for the chat that made it."""

    status: CaseStatus
    secret: str
    office: Office


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a post: whether it `waits` for more to be heard with it, and the key of its update."""

    waits: bool
    key: str


class Desk:
    """What the page and the API ask of the book."""

    def __init__(self, db: Database, settings: Settings, turns: Turns) -> None:
        self.db = db
        self.settings = settings
        self.reader = turns.reader
        self._turns = turns
        self._channel = OwnChannel(NAME)
        self.known_office: Office | None = None

    def office(self) -> Office:
        """Return the office."""
        with self.db.read() as snap:
            return self.office_in(snap)

    def office_in(self, snap: Snapshot) -> Office:
        """Return the office as it stands in the book, and remember it for when the book is away."""
        self.known_office = meta.office(snap)
        return self.known_office

    def office_at_hand(self) -> Office:
        """Return the office as it was last seen; a nameless one where it never was. Nothing is asked of the book."""
        return self.known_office or Office()

    def take_in(self, chat_key: str, post: Post, address: str = "") -> Taken:
        """Keep the files, then store the message and play its turn; the same post again changes nothing.

        Raises:
            Invalid: it says nothing, or is too long; TooBig, BadType: a file is not taken. Nothing was stored then.
            TooMany: this browser or its address sends too much; NoRoom: the disk is nearly full.
            Unavailable: the book is away.
        """
        check(post)
        pressure.bear(self.db, self.settings, chat_key=chat_key, address=address, files=len(post.uploads))
        files = [self._keep(upload) for upload in post.uploads]
        at = int(self.db.clock().timestamp() * 1_000_000)
        taken = []
        for number, (suffix, said) in enumerate(_told(post, files)):
            event = {"client_id": f"{post.client_id}{suffix}", "chat_key": chat_key, "at": at + number, **said}
            update = self._channel.envelope(json.dumps(event).encode())
            taken.append(Taken(self._turns.receive(update).waits, update.dedupe_key))
        return taken[0]

    def seq_of(self, taken: Taken) -> int:
        """Return the number of the line of what was taken in, 0 while it has none."""
        with self.db.read() as snap:
            return dialogue_log.line_of_update(snap, *KEY, taken.key) or 0

    def _keep(self, upload: Upload) -> dict[str, Any]:
        """Keep a file; a paper that was picked among the photos is kept as the paper that it is."""
        kind = "photo" if upload.field == "photo" else "file"
        if upload.data is None:
            limit = attachments.limit_for(self.settings, kind) // 1024 // 1024
            raise TooBig(f"Tệp “{upload.name}” lớn quá {limit} MB nên chưa gửi được. Anh/Chị gửi tệp nhỏ hơn giúp ạ.")
        if not upload.data:
            raise _bad(upload, _HOLLOW.format(name=upload.name))
        try:
            kept = attachments.keep(self.settings, upload.data)
        except Invalid as error:
            raise _bad(upload, f"{_NOT_TAKEN.format(name=upload.name)} {error.sentence}") from error
        kind = "audio" if kept.mime.startswith("audio/") else kind if kept.mime.startswith("image/") else "file"
        return {"kind": kind, "sha256": kept.sha256, "mime": kept.mime, "size": kept.size, "name": upload.name}

    def lines(self, chat_key: str, after: int = 0) -> tuple[Shown, ...]:
        """Return the talk of a chat after a line, oldest first; at most the newest 200 lines."""
        with self.db.read() as snap:
            conversation_id = dialogue_log.find_conversation(snap, *KEY, chat_key)
            if conversation_id is None:
                return ()
            lines = transcripts.transcript(snap, conversation_id, after)
            language = dialogue_log.language_of(snap, conversation_id) if lines else FIRST
            return tuple(self._shown(line, language) for line in lines)

    def language(self, chat_key: str) -> str:
        """Return the language in which a chat talks; Vietnamese where there is none yet."""
        with self.db.read() as snap:
            conversation_id = dialogue_log.find_conversation(snap, *KEY, chat_key)
            return dialogue_log.language_of(snap, conversation_id) if conversation_id is not None else FIRST

    def greeting(self, language: str) -> str:
        """Return how the assistant greets in every channel, as the office words it."""
        with self.db.read() as snap:
            office, own = self.office_in(snap), sentences.current(snap)
        with worded(own):
            return texts_in(language).text("hello.start", {"office": office.short_name, "phone": office.phone})

    def card(self, chat_key: str, code: str) -> Card:
        """Return the receipt of a case.

        Raises:
            NotFound: this chat made no such case.
        """
        with self.db.read() as snap:
            conversation_id = dialogue_log.find_conversation(snap, *KEY, chat_key)
            status = receipts.find_in_conversation(snap, conversation_id, code) if conversation_id else None
            if conversation_id is None or status is None:
                raise NotFound("Không có biên nhận này trong cuộc trò chuyện trên máy này.")
            return Card(status, self._secret(status), meta.office(snap))

    def held(self, chat_key: str) -> tuple[Part, ...]:
        """Return the newest cases of a chat, each with its secret; one under seal is opened by its receipt alone."""
        with self.db.read() as snap:
            conversation_id = dialogue_log.find_conversation(snap, *KEY, chat_key)
            found = receipts.statuses_of_conversation(snap, conversation_id) if conversation_id is not None else ()
            own = (one for one in found if not one.is_sealed)
            return tuple(Part(one.code, self._secret(one), one.state_label) for one in own)

    def _secret(self, status: CaseStatus) -> str:
        return receipts.secret_for(self.settings, status.code, status.secret_version)

    def _shown(self, line: Line, language: str) -> Shown:
        is_receipt = SECRET_MARK in line.text and line.case_code is not None
        text = revealed(self.settings, line.text, code=line.case_code, secret_version=line.secret_version)
        if line.author == "citizen":
            sent = page_word(language, _NUMBER_SENT if line.kind == "contact" else _SENT.get(line.kind, ""))
            text = sent if line.kind == "contact" else "\n".join(filter(None, (sent, text)))
        return Shown(
            seq=line.seq,
            author=line.author,
            text=text,
            choices=tuple((choice["payload"], choice["label"]) for choice in line.choices),
            case_code=line.case_code,
            receipt=f"/bien-nhan/{line.case_code}" if is_receipt else None,
            at=line.at,
        )


def _bad(upload: Upload, sentence: str) -> BadType:
    return BadType(sentence, {upload.field: sentence})


def _told(post: Post, files: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a post tells, each with what tells it apart: a point beside a message is a message of its own.

    So is what goes with the button that sends the matter off.
    """
    if takes_along(post.choice) and (post.text.strip() or files or post.location):
        yield from ((f":along{suffix}", one) for suffix, one in _told(replace(post, choice=""), files))
        files, post = [], replace(post, text="", location=None)
    said: dict[str, Any] = {"text": post.text, "choice": post.choice, "files": files}
    if post.is_number:
        said |= {"text": "", "phone": post.phone.strip()[:_LONGEST_NUMBER]}
    if post.location is None:
        yield "", said
        return
    point = {"location": {"lat": post.location[0], "lon": post.location[1]}}
    if post.names_its_place:
        yield "", {"text": post.text, **point}
        return
    yield "", said
    yield ":place", point


def asks_number(choices: tuple[tuple[str, str], ...]) -> bool:
    """Whether the open question is the one for the citizen's number."""
    return any(payload.endswith(_ASKS_NUMBER) for payload, _label in choices)


def open_choices(lines: tuple[Shown, ...]) -> tuple[tuple[str, str], ...]:
    """Return the buttons that still answer something: those of the last question, unless it has been answered."""
    for line in reversed(lines):
        if line.author == "citizen":
            return ()
        if line.choices:
            return line.choices
    return ()

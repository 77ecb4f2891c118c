"""A denunciation told on the sealed form: its words become a sealed case, who tells it goes into the vault.

What the form asks follows Luật Tố cáo Điều 23 khoản 1: the day, name, address and how to be reached; the act; whom it
accuses; what else is known. Told without a name it is information and no denunciation (Điều 25).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from intake import attachments, dialogue_log, directory, limits, reception, sealed_links, topic_book, vault
from intake.db import Snapshot, Transaction
from intake.dialogue_log import Conversation, Saying
from intake.errors import Invalid, TooMany
from intake.law.competence import competence_for
from intake.reception import Matter, Receipt
from intake.settings import Settings
from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.places import Place
from routing.reading import Reader

CHANNEL = "sealed"
IDENTITY = ("name", "address", "contact")
_SHORTEST = 4  # a shorter name or address would cover common words
_FORMS_KNOWN = 20
_BUCKET, _TRIES, _WINDOW_S = "sealed-form", 200, 600


@dataclass(frozen=True, slots=True)
class Accusation:
    """What was written on the form.

    Attributes:
        where: the citizen's own words for the place, blank where none were given.
        identity: by the names of `IDENTITY`; empty for a tip.
        asks_protection: the citizen is threatened and asks to be protected (Luật Tố cáo Điều 50).
    """

    accused: str
    act: str
    more: str = ""
    where: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    asks_protection: bool = False

    @property
    def is_tip(self) -> bool:
        """Whether it is told without a name."""
        return not self.identity

    @property
    def words(self) -> str:
        """The matter as one text; who tells it is covered where they wrote themselves into it (Điều 56)."""
        return self._covered(self._told())

    def _covered(self, text: str) -> str:
        for value in self.identity.values():
            if len(value) >= _SHORTEST:
                text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "[giữ kín]", text, flags=re.IGNORECASE)
        return text

    def _told(self) -> str:
        accused = self.accused.strip().rstrip(".")
        parts = [f"Tố cáo {accused}.", self.act.strip()]
        if self.more.strip():
            parts.append(f"Thông tin khác: {self.more.strip()}")
        if self.asks_protection:
            parts.append("Người gửi cho biết đang bị đe dọa và xin được bảo vệ.")
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is already kept, without its metadata."""

    sha256: str
    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class Filed:
    """The receipt of what was filed; `chat_id` is the chat that it was joined to, `danger` the numbers to call."""

    receipt: Receipt
    is_new: bool
    chat_id: int | None = None
    danger: tuple[str, ...] = ()


def file(
    tx: Transaction,
    settings: Settings,
    reader: Reader,
    accusation: Accusation,
    *,
    form_key: str,
    pictures: Sequence[Picture] = (),
    link: str = "",
    joins_chat: bool = False,
) -> Filed:
    """Register what was written on the form; the same form sent again gives the receipt of the first time.

    The case belongs to the chat whose link was used only where the citizen wants it so (`joins_chat`).

    Raises:
        TooMany: the form is being flooded. Tries are counted for all together: no address of anybody is kept.
    """
    form = dialogue_log.open_conversation(tx, CHANNEL, CHANNEL, form_key, "")
    if (known := form.state.get("case_id")) is not None:
        return Filed(reception.receipt_of(tx, int(known)), is_new=False)
    _refuse_flood(tx)
    chat_id = sealed_links.use(tx, link) if link else None
    talk = dialogue_log.lock_conversation(tx, chat_id) if chat_id is not None and joins_chat else form
    reader = topic_book.reader_of(tx, reader)
    reading = reader.read(accusation.words)
    utterance_id = _write_down(tx, form, accusation, pictures)  # never into the chat, where others may read it
    matter = Matter(
        kind=Kind.DENUNCIATION,
        topic=reading.topic,
        text=accusation.words,
        place=_place(reader, accusation) or reading.place,
        confidence=reading.confidence,
        is_urgent=accusation.asks_protection or reading.urgent,
        reading=reading,
        is_tip=accusation.is_tip,
    )
    receipt = reception.register(tx, settings, matter, talk)
    dialogue_log.annotate(tx, utterance_id, step_after="idle", reading=reading.to_json(), case_id=receipt.case_id)
    attachments.bind(tx, utterance_id, receipt.case_id)
    _seal_identity(tx, settings, accusation, receipt)
    dialogue_log.consent(tx, form.id)
    dialogue_log.save(tx, form.id, state={"case_id": receipt.case_id}, step="idle")
    numbers = reading.danger.numbers if reading.danger else ()
    return Filed(receipt, is_new=True, chat_id=talk.id if talk is not form else None, danger=tuple(numbers))


def _seal_identity(tx: Transaction, settings: Settings, accusation: Accusation, receipt: Receipt) -> None:
    if receipt.belongs_to:
        return  # nobody here may ever open it, so it is not kept
    for name in IDENTITY:
        if value := accusation.identity.get(name, ""):
            vault.seal(tx, settings, receipt.case_id, name, value)


def add(tx: Transaction, case_id: int, words: str, *, form_id: str = "") -> int | None:
    """Write down what was added to a sealed case by whoever holds its receipt; return the line.

    None where the same words of the same form (`form_id`) were written before: it was sent again.
    """
    talk = dialogue_log.open_conversation(tx, CHANNEL, CHANNEL, f"case:{case_id}", "")
    key = sha256(f"{form_id}\0{words}".encode()).hexdigest()
    known = [str(one) for one in talk.state.get("forms", ())][-_FORMS_KNOWN:]
    if form_id and key in known:
        return None
    dialogue_log.save(tx, talk.id, state={"forms": [*known, key]}, step="idle")
    saying = Saying("citizen", "text", words, case_id=case_id, is_sealed=True)
    return dialogue_log.write(tx, talk.id, talk.draft_no, saying)


def addressee(snap: Snapshot, reader: Reader, accusation: Accusation) -> str:
    """Return to whom a signed letter about this is addressed: who decides by the law, as far as the words tell."""
    reader = topic_book.reader_of(snap, reader)
    reading = reader.read(accusation.words)
    places = (_place(reader, accusation), reading.place)
    known = directory.snapshot(snap)
    conflicts = conflicts_in(Kind.DENUNCIATION, accusation.words, topic=reading.topic, places=places, directory=known)
    try:
        return competence_for(Kind.DENUNCIATION.value, 1, conflicts.respondent).decider
    except Invalid:  # nobody whom the law tells apart is named
        return "Cơ quan, người có thẩm quyền giải quyết tố cáo"


def _refuse_flood(tx: Transaction) -> None:
    try:
        limits.check(tx, _BUCKET, tries=_TRIES, window_s=_WINDOW_S)
    except TooMany as error:
        sentence = "Trang đang quá nhiều người gửi. Xin thử lại sau ít phút; nội dung Anh/Chị viết vẫn còn."
        raise TooMany(sentence, retry_after=error.retry_after) from error
    limits.count(tx, _BUCKET, window_s=_WINDOW_S)


def _write_down(tx: Transaction, talk: Conversation, accusation: Accusation, pictures: Sequence[Picture]) -> int:
    saying = Saying("citizen", "text", accusation.words, is_sealed=True)
    utterance_id = dialogue_log.write(tx, talk.id, talk.draft_no, saying)
    media = [
        {"kind": "photo", "ref": one.sha256, "name": f"Ảnh {number}", "mime": one.mime, "size": one.size,
         "sha256": one.sha256}
        for number, one in enumerate(pictures, start=1)
    ]  # fmt: skip
    attachments.expect(
        tx,
        conversation_id=talk.id,
        utterance_id=utterance_id,
        draft_no=talk.draft_no,
        channel=CHANNEL,
        account=CHANNEL,
        media=media,
    )
    return utterance_id


def _place(reader: Reader, accusation: Accusation) -> Place | None:
    words = " ".join(accusation.where.split())
    if not words:
        return None
    found = reader.read(words).place
    if found is None:
        return Place(words, None, None)
    return Place(words, found.code, found.name, found.outside, found.candidates)

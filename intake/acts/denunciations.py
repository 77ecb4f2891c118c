"""A denunciation told on the sealed form: its words become a sealed case, who tells it goes into the vault.

What the form asks follows Luật Tố cáo Điều 23 khoản 1: the day, name, address and how to be reached; the act; whom it
accuses; what else is known. Told without a name it is information and no denunciation (Điều 25).
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from intake import cases, limits
from intake.acts import citizen_steps
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.directory import directory, exclusions
from intake.errors import Invalid, TooMany
from intake.files import attachments
from intake.law.competence import competence_for
from intake.lifecycle import Standing
from intake.registration import reception
from intake.registration.matter import Matter
from intake.registration.reception import Receipt
from intake.sealed import sealed_links, sealed_sayings, vault
from intake.sealed.sealed_sayings import CHANNEL, Picture
from intake.settings import Settings
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Conversation
from routing.conflicts import conflicts_in
from routing.covering import covered, spellings
from routing.gazetteer.units import Commune
from routing.kinds import Kind
from routing.places import Place, load_gazetteer
from routing.reading import Reader

IDENTITY = ("name", "address", "contact")
_AGAIN = "Người gửi đã sửa và gửi lại chính mẫu này. Lời mới:"
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
        return covered(self._told(), spellings(self.identity))

    @property
    def deed(self) -> str:
        """Who is accused of what, without what is told beside it."""
        return covered(self._accused_of(), spellings(self.identity))

    def _accused_of(self) -> str:
        accused = self.accused.strip().rstrip(".")
        return f"Tố cáo {accused}.\n{self.act.strip()}"

    def _told(self) -> str:
        parts = [self._accused_of()]
        if self.more.strip():
            parts.append(f"Thông tin khác: {self.more.strip()}")
        if self.asks_protection:
            parts.append("Người gửi cho biết đang bị đe dọa và xin được bảo vệ.")
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Filed:
    """The receipt of what was filed.

    Attributes:
        is_new: it became a case now.
        is_corrected: the form was sent before, and what is new in it was added to that case.
        earlier: the code of the case that the form made before with other words, where this became one of its own.
        chat_id: the chat that it was joined to.
        danger: the numbers to call.
    """

    receipt: Receipt
    is_new: bool
    is_corrected: bool = False
    earlier: str = ""
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

    With other words it puts the first time right; what the first case cannot hold (`_fits`) becomes one of its own.
    `form_key` names the form as it was drawn. The case belongs to the chat whose link was used only where the citizen
    wants it so (`joins_chat`).

    Raises:
        TooMany: the form is being flooded. Tries are counted for all together: no address of anybody is kept.
    """
    form = dialogue_log.open_conversation(tx, CHANNEL, CHANNEL, form_key, "")
    said, sent = _said(settings, accusation, pictures), [str(one) for one in form.state.get("sent", ())]
    known = form.state.get("case_id")
    if known is not None and set(said) <= set(sent):
        return Filed(reception.receipt_of(tx, int(known)), is_new=False)
    matter = _matter(tx, reader, accusation)
    if known is None:
        _refuse_flood(tx)
        chat_id = sealed_links.use(tx, link) if link else None
        chat = dialogue_log.lock_conversation(tx, chat_id) if chat_id is not None and joins_chat else None
        filed = _enter(tx, settings, accusation, matter, form, pictures=pictures, chat=chat)
    elif _fits(tx, matter, int(known)):
        _refuse_flood(tx)
        filed = _put_right(tx, settings, accusation, matter, int(known), pictures=pictures)
    else:
        own: dict[str, Any] = {"pictures": pictures, "link": link, "joins_chat": joins_chat}
        filed = file(tx, settings, reader, accusation, form_key=f"{form_key}:{said[0]}", **own)
        return replace(filed, earlier=reception.receipt_of(tx, int(known)).code)
    dialogue_log.save(tx, form.id, state={"case_id": filed.receipt.case_id, "sent": [*sent, *said]}, step="idle")
    return filed


def _said(settings: Settings, accusation: Accusation, pictures: Sequence[Picture]) -> list[str]:
    """Return what tells the words of a form and its pictures from others; who tells cannot be guessed from it."""
    whole = json.dumps([accusation.words, accusation.where, dict(accusation.identity)], ensure_ascii=False)
    words = hmac.new(settings.secret_key, f"sealed-form:{whole}".encode(), sha256).hexdigest()
    return [words, *(one.sha256 for one in pictures)]


def _matter(tx: Transaction, reader: Reader, accusation: Accusation) -> Matter:
    reader = topic_book.reader_of(tx, reader)
    reading, deed = reader.read(accusation.words), reader.read(accusation.deed)
    if deed.topics:  # a dog or a road in “other information” is not what it is about
        reading = replace(reading, topics=deed.topics, confidence=deed.confidence)
    return Matter(
        kind=Kind.DENUNCIATION,
        topic=reading.topic,
        text=accusation.words,
        place=_place(reader, accusation) or reading.place,
        confidence=reading.confidence,
        is_urgent=accusation.asks_protection or reading.urgent,
        danger=reading.alarm,
        reading=reading,
        is_tip=accusation.is_tip,
    )


def _enter(
    tx: Transaction,
    settings: Settings,
    accusation: Accusation,
    matter: Matter,
    form: Conversation,
    *,
    pictures: Sequence[Picture],
    chat: Conversation | None,
) -> Filed:
    # never into the chat, where others may read it
    utterance_id = sealed_sayings.write(tx, form, accusation.words, pictures)
    receipt = reception.register(tx, settings, matter, chat or form)
    reading = matter.reading.to_json() if matter.reading else None
    dialogue_log.annotate(tx, utterance_id, step_after="idle", reading=reading, case_id=receipt.case_id)
    attachments.bind(tx, utterance_id, receipt.case_id)
    _seal_identity(tx, settings, accusation, receipt)
    dialogue_log.consent(tx, form.id)
    return Filed(receipt, is_new=True, chat_id=chat.id if chat else None, danger=_numbers(matter))


def _fits(tx: Transaction, matter: Matter, case_id: int) -> bool:
    """Whether words that put an accusation right may stand with it.

    Not where it is over or another matter before the law, where they tell of a danger that nobody was called for, or
    where they accuse those in whose hands it is: these would read who accuses them.
    """
    case = cases.locked(tx, case_id)
    if not (case.is_open and case.is_sealed) or (case.standing == Standing.INFORMATION) != matter.is_tip:
        return False
    barred = exclusions.of(tx, case_id).with_also(reception.shut_out_of(tx, matter))
    known = directory.snapshot(tx)
    units = (case.lead_unit_id, case.screening_unit_id)
    officer = known.officers.get(case.officer_id or 0)
    is_barred = any(barred.bars_unit(one, known) for one in units) or (
        officer is not None and barred.bars(officer.id, officer.unit_id, known)
    )
    return not is_barred and (case.is_urgent or not matter.is_urgent)


def _put_right(
    tx: Transaction,
    settings: Settings,
    accusation: Accusation,
    matter: Matter,
    case_id: int,
    *,
    pictures: Sequence[Picture],
) -> Filed:
    where = f"\nNơi xảy ra: {accusation.where}" if accusation.where else ""
    exclusions.keep(tx, case_id, reception.shut_out_of(tx, matter))
    utterance_id = sealed_sayings.write_beside(tx, case_id, f"{_AGAIN}\n{accusation.words}{where}", pictures)
    citizen_steps.add_information(tx, case_id, utterance_id=utterance_id)
    receipt = reception.receipt_of(tx, case_id)
    _seal_identity(tx, settings, accusation, receipt)
    return Filed(receipt, is_new=False, is_corrected=True, danger=_numbers(matter))


def _numbers(matter: Matter) -> tuple[str, ...]:
    told = matter.reading and (matter.reading.danger or matter.reading.hazard)
    return tuple(told.numbers) if told else ()


def _seal_identity(tx: Transaction, settings: Settings, accusation: Accusation, receipt: Receipt) -> None:
    if receipt.belongs_to:
        return  # nobody here may ever open it, so it is not kept
    for name in IDENTITY:
        if value := accusation.identity.get(name, ""):
            vault.seal(tx, settings, receipt.case_id, name, value)


def addressee(snap: Snapshot, reader: Reader, accusation: Accusation) -> str:
    """Return to whom a signed letter about this is addressed: who decides by the law, as far as the words tell."""
    reader = topic_book.reader_of(snap, reader)
    reading = reader.read(accusation.words)
    places = (_place(reader, accusation), reading.place)
    known = directory.snapshot(snap)
    conflicts = conflicts_in(Kind.DENUNCIATION, accusation.words, topic=reading.topic, places=places, directory=known)
    try:
        found = competence_for(Kind.DENUNCIATION.value, 1, conflicts.respondent)
    except Invalid:  # nobody whom the law tells apart is named
        return "Cơ quan, người có thẩm quyền giải quyết tố cáo"
    return found.called_in(_commune_of(reader.read(accusation.accused).place, *places))


def _commune_of(accused: Place | None, *others: Place | None) -> Commune | None:
    """Return in which commune the accused work; None where the words name several, and none of them beside a name."""
    named = {one.code for one in others if one and one.code}
    if accused and accused.code:
        named = {accused.code}
    return load_gazetteer().communes.get(named.pop()) if len(named) == 1 else None


def _refuse_flood(tx: Transaction) -> None:
    try:
        limits.check(tx, _BUCKET, tries=_TRIES, window_s=_WINDOW_S)
    except TooMany as error:
        sentence = "Trang đang quá nhiều người gửi. Xin thử lại sau ít phút; nội dung Anh/Chị viết vẫn còn."
        raise TooMany(sentence, retry_after=error.retry_after) from error
    limits.count(tx, _BUCKET, window_s=_WINDOW_S)


def _place(reader: Reader, accusation: Accusation) -> Place | None:
    words = " ".join(accusation.where.split())
    if not words:
        return None
    found = reader.read(words).place
    if found is None:
        return Place(words, None, None)
    return Place(words, found.code, found.name, found.outside, found.candidates)

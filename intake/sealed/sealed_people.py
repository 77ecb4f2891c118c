"""Whoever brought a case that turns out to be a denunciation goes out of the clear: into the vault, out of the words.

Luật Tố cáo Điều 56: name, address and what else names a denouncer are taken out of all that is handed on.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select, update

from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.people.circles import NOT_CHATS
from intake.registration.reception import words_of
from intake.sealed import vault
from intake.sealed.vault_keys import NoVaultKey
from intake.settings import Settings
from intake.tables import AttachmentRow, CaseRow, ComplaintFormRow, ConversationRow, UtteranceRow, VisitRow
from routing.covering import covered, spellings
from routing.searching import searched

IDENTITY = ("name", "address", "contact", "id_number", "issued_on", "issued_by")
DAY = "%d/%m/%Y"
NAMELESS: Mapping[str, Any] = {
    **dict.fromkeys(("name", "phone", "address", "id_number", "id_issued_by"), ""),
    "id_issued_on": None,
}
NO_KEY = (
    "Máy chưa có khóa két nên chưa giữ kín được danh tính người tố cáo. Xin để trống họ tên, điện thoại, địa chỉ, số "
    "giấy tờ (đã có trên đơn) rồi ghi tiếp, và báo quản trị tạo khóa."
)
_NO_KEY_YET = "Máy chưa có khóa két nên chưa giữ kín được người đã đến. Báo quản trị tạo khóa, rồi làm lại bước này."
_OF_FORM = ("name", "address")


def take_out(
    tx: Transaction, settings: Settings | None, case_id: int, *, by: str, told_with: int | None = None
) -> None:
    """Seal who brought a case at the counter or told it for a complaint's form, and cover them in all its words.

    `told_with`: the open case that it is split off; that one keeps its visitor, who told something open too.

    Raises:
        Invalid: somebody is known and nothing can be sealed here; nothing is changed.
    """
    who = _known(tx, told_with or case_id)
    if any(who.values()):
        if settings is None:
            raise Invalid(_NO_KEY_YET)
        keep(tx, settings, case_id, who, by=by, refusal=_NO_KEY_YET)
    if told_with is None:
        _leave_nothing(tx, case_id)


def follow(tx: Transaction, settings: Settings | None, case_id: int, part_id: int, *, by: str) -> None:
    """Let a part of a sealed case know who told it: whoever looks into the part may have to ask them."""
    if settings is not None and (who := vault.recalled(tx, settings, case_id, IDENTITY)):
        keep(tx, settings, part_id, who, by=by)


def keep(
    tx: Transaction, settings: Settings, case_id: int, who: Mapping[str, str], *, by: str, refusal: str = NO_KEY
) -> None:
    """Seal what is known of who denounces and cover it in the words; what is blank leaves what was kept before.

    Raises:
        Invalid: this installation has no key; nothing is kept.
    """
    try:
        for name in IDENTITY:
            if value := who.get(name, ""):
                vault.seal(tx, settings, case_id, name, value, by=by)
    except NoVaultKey as error:
        raise Invalid("Chưa ghi được." if refusal == NO_KEY else refusal, {"name": refusal}) from error
    _cover(tx, case_id, spellings(who))


def sender_of(visit: Any) -> dict[str, str]:  # noqa: ANN401 - a visit, or its row
    """Return who came, by the names under which the vault keeps who denounces (`IDENTITY`)."""
    issued = visit.id_issued_on.strftime(DAY) if visit.id_issued_on else ""
    who = {"name": visit.name, "address": visit.address, "contact": visit.phone}
    return {**who, "id_number": visit.id_number, "issued_on": issued, "issued_by": visit.id_issued_by}


def _known(snap: Snapshot, case_id: int) -> dict[str, str]:
    """Return who brought a case, as far as it stands in the clear."""
    facts = snap.execute(select(ComplaintFormRow.facts).where(ComplaintFormRow.case_id == case_id)).scalar() or {}
    who = {name: str(facts.get(name, "")) for name in _OF_FORM}
    visit = snap.execute(select(VisitRow.__table__).where(VisitRow.case_id == case_id)).first()
    if visit is None:
        return who
    return who | {name: value for name, value in sender_of(visit).items() if value}


def _leave_nothing(tx: Transaction, case_id: int) -> None:
    tx.execute(update(VisitRow).where(VisitRow.case_id == case_id).values(**NAMELESS))
    facts = tx.execute(select(ComplaintFormRow.facts).where(ComplaintFormRow.case_id == case_id)).scalar()
    if facts:
        left = {name: value for name, value in facts.items() if name not in _OF_FORM}
        tx.execute(update(ComplaintFormRow).where(ComplaintFormRow.case_id == case_id).values(facts=left))
    talk = select(CaseRow.conversation_id).where(CaseRow.id == case_id).scalar_subquery()
    no_chat = (ConversationRow.id == talk, ConversationRow.channel.in_(NOT_CHATS))
    tx.execute(update(ConversationRow).where(*no_chat).values(display_name=""))


# --- in the words -----------------------------------------------------------------------------------------------------


def _cover(tx: Transaction, case_id: int, known: Collection[str]) -> None:
    """Cover somebody wherever the words of a case are kept; the history is of the officers' own words and stays."""
    case = tx.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    text = covered(case.text, known)
    answers = {name: covered(getattr(case, name) or "", known) or None for name in ("answer", "draft_answer")}
    seen = {name: _within(getattr(case, name), known) for name in ("reading", "decision")}
    place = covered(case.place_text, known)  # the machine may have read it out of where they live
    told = words_of(text, place) if (text, place) != (case.text, case.place_text) else {}
    tx.execute(update(CaseRow).where(CaseRow.id == case_id).values(**told, place_text=place, **answers, **seen))
    _cover_talk(tx, case_id, known)
    _cover_papers(tx, case_id, known)


def _cover_talk(tx: Transaction, case_id: int, known: Collection[str]) -> None:
    table = UtteranceRow.__table__.c
    rows = tx.execute(select(table.id, table.text, table.reading).where(table.case_id == case_id)).all()
    for row in rows:
        text, reading = covered(row.text, known), _within(row.reading, known)
        if (text, reading) != (row.text, row.reading):
            line = update(UtteranceRow).where(UtteranceRow.id == row.id)
            tx.execute(line.values(text=text, folded=searched(text), reading=reading))


def _cover_papers(tx: Transaction, case_id: int, known: Collection[str]) -> None:
    files = AttachmentRow.__table__.c
    for row in tx.execute(select(files.id, files.name, files.heard_text).where(files.case_id == case_id)).all():
        shown = {"name": covered(row.name, known), "heard_text": covered(row.heard_text or "", known) or None}
        tx.execute(update(AttachmentRow).where(AttachmentRow.id == row.id).values(**shown))
    visit = tx.execute(select(VisitRow.__table__).where(VisitRow.case_id == case_id)).first()
    if visit is not None:
        words = {name: covered(getattr(visit, name), known) for name in ("note", "earlier_body")}
        papers = _within(visit.papers, known)
        tx.execute(update(VisitRow).where(VisitRow.case_id == case_id).values(**words, papers=papers))


def _within(value: Any, known: Collection[str]) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return JSON with somebody covered in every text of it."""
    if isinstance(value, str):
        return covered(value, known)
    if isinstance(value, Mapping):
        return {name: _within(one, known) for name, one in value.items()}
    return [_within(one, known) for one in value] if isinstance(value, list) else value

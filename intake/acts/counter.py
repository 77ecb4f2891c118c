"""The counter, the telephone, the post and the hotline: a matter that an officer takes in for somebody, with a receipt.

What is kept of the visit is what the receipt (Mẫu 02/TCD) and the reception book (Mẫu 03/TCD) ask: Nghị định
154/2026/NĐ-CP, Điều 15 khoản 4, read in one transcript.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select

from intake import audit, cases, labels
from intake.access import Viewer
from intake.clock import ZONE
from intake.db import Snapshot, Transaction
from intake.directory.units import PHONE
from intake.errors import Conflict, Invalid, NotFound, Unsure
from intake.files import attachments
from intake.lifecycle import CaseState, Move
from intake.moves import NewFile
from intake.people import circles
from intake.registration import reception
from intake.registration.matter import Matter
from intake.sealed import sealed_people
from intake.sealed.sealed_people import DAY
from intake.settings import Settings
from intake.tables import CaseEventRow, CaseRow, CorrectionRow, VisitRow
from intake.talk import dialogue_log, log_order
from intake.talk.dialogue_log import Conversation, Saying
from routing.kinds import Kind
from routing.language.folding import fold

_FORMAL = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})
PEOPLE = "Xin ghi số người cùng nội dung bằng chữ số, ví dụ 1."
_OF_FORM = ("form_on", "form_ref", "instance", "respondent")
_IDENTITY = re.compile(r"\d{9}|\d{12}|[A-Za-z]{1,2}\d{6,8}")
_MOMENT = timedelta(minutes=15)
_LATER = "Đơn có chữ ký nhận ngày {day:%d/%m/%Y}, số {number}{first}: xin ghi nhận vào hồ sơ sau khi phân loại."
_LISTED = ("don khieu nai", "don to cao", "don co chu ky")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document handed in: its name, number of pages, and condition, as the receipt lists it."""

    name: str
    pages: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came or called, and how (`counter`, `phone`, `post`, `hotline`); everything else may be blank."""

    how: str
    name: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""
    id_issued_on: date | None = None
    id_issued_by: str = ""
    earlier_body: str = ""
    note: str = ""
    papers: tuple[Paper, ...] = ()
    people: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """A matter taken in. `is_form_recorded`: the clocks of the law run from the day of the signed form."""

    case_id: int
    is_form_recorded: bool = False


def take_in(
    tx: Transaction,
    settings: Settings,
    viewer: Viewer,
    matter: Matter,
    visit: Visit,
    *,
    form_key: str,
    files: Sequence[NewFile] = (),
    form: Mapping[str, str] | None = None,
) -> Taken:
    """Register a matter for somebody who came, called or wrote; the same form sent again gives the same case.

    `form` holds the fields of a signed complaint or denunciation that was handed in: it is recorded at once, so that
    the time limits of the law run from its day; where the case must be screened first, a note asks for it.

    Raises:
        Invalid: nothing was told, or a field is wrong.
        NotFound: another member of staff sent this very form.
    """
    known = tx.execute(select(VisitRow.case_id, VisitRow.staff_id).where(VisitRow.form_key == form_key)).first()
    if known is not None:
        if known.staff_id != viewer.id:
            raise NotFound
        return Taken(known.case_id)
    require_right(matter, visit, form, tx.today)
    visit = _with_form(visit, form) if form and matter.kind in _FORMAL else visit
    who = sealed_people.sender_of(visit)
    conversation = _write_down(tx, matter, visit, form_key)
    receipt = reception.register(tx, settings, replace(matter, taken_by=viewer.id), conversation)
    _attach(tx, receipt.case_id, files)
    signed = {**form, "people": str(visit.people)} if form else None  # who came together signed together
    is_recorded = _record_form(tx, viewer, matter, receipt.case_id, signed)
    if form and not is_recorded:
        first = f", lần đầu là hồ sơ {form['first_code']}" if form.get("first_code") else ""
        later = _LATER.format(day=date.fromisoformat(form["form_on"]), number=form["form_ref"], first=first)
        visit = replace(visit, note=" ".join(filter(None, (visit.note, later))))
    if receipt.is_sealed:
        _keep(tx, viewer, _nameless(visit), receipt.case_id, form_key)
        sealed_people.keep(tx, settings, receipt.case_id, who, by=f"staff:{viewer.id}")
    else:
        _keep(tx, viewer, visit, receipt.case_id, form_key)
        circles.make_code(tx, settings, conversation.id, is_printed=True)
    _learn(tx, viewer, matter, receipt.case_id)
    audit.record(tx, f"staff:{viewer.id}", "visit.take_in", f"case:{receipt.case_id}", {"how": visit.how})
    return Taken(receipt.case_id, is_recorded)


def require_told_once(tx: Transaction, viewer: Viewer, text: str, *, form_key: str, sure: str) -> None:
    """Ask again where this officer took in the very same words a moment ago: after “back” the form still holds them.

    Raises:
        Unsure: they did, as another form; `sure` is the key that came with this question.
    """
    lately = (VisitRow.unit_id == viewer.unit_id, VisitRow.at >= tx.now - _MOMENT, VisitRow.staff_id == viewer.id)
    same = (CaseRow.text == text.strip(), VisitRow.form_key != form_key)
    twin = select(CaseRow.code, VisitRow.at).join(CaseRow, CaseRow.id == VisitRow.case_id).where(*lately, *same)
    found = tx.execute(twin.order_by(VisitRow.at.desc()).limit(1)).first()
    if found is None or sure == found.code:
        return
    told = f"Anh/chị vừa ghi nhận đúng lời này lúc {found.at.astimezone(ZONE):%H:%M}, hồ sơ {found.code}."
    raise Unsure(f"{told} Nếu là người khác kể cùng một lời, bấm ghi nhận lần nữa.", {}, found.code)


def require_right(
    matter: Matter,
    visit: Visit,
    form: Mapping[str, str] | None,
    today: date,
    *,
    also: Mapping[str, str] | None = None,
) -> None:
    """Refuse what cannot be written down, all of it at once; `also` is what was found wrong before.

    Raises:
        Invalid: as said, by field.
    """
    wrong = _wrong_of_person(visit, today)
    if not matter.text.strip():
        wrong["text"] = "Xin ghi lời người dân trình bày."
    if visit.how not in labels.WAYS_IN:
        wrong["how"] = "Xin chọn cách tiếp nhận."
    if not 1 <= visit.people <= 100_000:  # noqa: PLR2004 - as many as may stand under one petition
        wrong["people"] = PEOPLE
    if form:
        wrong |= {name: "Xin điền mục này." for name in _OF_FORM if not form.get(name)}
    wrong |= also or {}
    if wrong:
        raise Invalid("Chưa ghi được. Xin xem lại.", wrong)


def _wrong_of_person(visit: Visit, today: date) -> dict[str, str]:
    """Return what cannot be true of who came: it would be printed on the receipt and in the book."""
    wrong = {}
    if visit.phone and not PHONE.fullmatch(visit.phone):
        wrong["phone"] = "Số điện thoại chỉ gồm số, dấu cách, chấm."
    if visit.id_number and not _IDENTITY.fullmatch(visit.id_number.replace(" ", "")):
        wrong["id_number"] = "Căn cước có 12 chữ số, chứng minh cũ 9 chữ số, hộ chiếu có chữ cái đầu rồi 6–8 chữ số."
    if visit.id_issued_on and visit.id_issued_on > today:
        wrong["id_issued_on"] = "Ngày này chưa đến."
    return wrong


def with_sender(visit: Visit, who: Mapping[str, str]) -> Visit:
    """Return the visit with who came as `sealed_people.sender_of` told it."""
    issued = who.get("issued_on", "")
    return replace(
        visit,
        name=who.get("name", ""),
        phone=who.get("contact", ""),
        address=who.get("address", ""),
        id_number=who.get("id_number", ""),
        id_issued_on=datetime.strptime(issued, DAY).date() if issued else None,  # noqa: DTZ007 - a day has no zone
        id_issued_by=who.get("issued_by", ""),
    )


def _with_form(visit: Visit, form: Mapping[str, str]) -> Visit:
    """Return the visit with the signed form among the papers that were handed in, where it is not listed already."""
    if any(fold(paper.name).startswith(_LISTED) for paper in visit.papers):
        return visit
    return replace(visit, papers=(Paper(f"{labels.SIGNED_FORM} {form['form_ref']}"), *visit.papers))


def _nameless(visit: Visit) -> Visit:
    return with_sender(visit, {})


def _write_down(tx: Transaction, matter: Matter, visit: Visit, form_key: str) -> Conversation:
    is_sealed = matter.kind is Kind.DENUNCIATION
    conversation = dialogue_log.open_conversation(tx, visit.how, "main", form_key, "" if is_sealed else visit.name)
    saying = Saying("citizen", "text", matter.text, is_sealed=is_sealed)
    dialogue_log.write(tx, conversation.id, conversation.draft_no, saying)
    log_order.put_in_order(tx, conversation.id)
    return conversation


def _attach(tx: Transaction, case_id: int, files: Sequence[NewFile]) -> None:
    case = _case(tx, case_id)
    event = select(CaseEventRow.id).where(CaseEventRow.case_id == case_id).order_by(CaseEventRow.id).limit(1)
    event_id = tx.execute(event).scalar_one()
    for file in files:
        attachments.add(tx, case, file.kept, file.name, purpose="told", event_id=event_id)


def _record_form(tx: Transaction, viewer: Viewer, matter: Matter, case_id: int, form: Mapping[str, str] | None) -> bool:
    if not form or matter.kind not in _FORMAL:
        return False
    try:
        with tx.attempt():
            _screen(tx, viewer, case_id)
            cases.make(tx, case_id, Move.RECORD_FORM, actor=viewer, fields=form)
    except Conflict:  # it waits to be screened
        return False
    except Invalid as refusal:
        if refusal.fields.keys().isdisjoint({"respondent", "unit_id"}):
            raise
        return False  # it lies with a unit that may not decide it, or may not have it
    return True


def _screen(tx: Transaction, viewer: Viewer, case_id: int) -> None:
    """Confirm kind, topic and unit for whoever may do so: they have just chosen them, with the paper in hand.

    The citizen is not told that a form is needed, for it is here. A sealed case is left to those who are cleared.
    """
    case = _case(tx, case_id)
    unit_id = (case.decision or {}).get("unit_id")
    if case.state != CaseState.SCREENING.value or unit_id is None:
        return
    if Move.SCREEN in cases.moves_of(tx, viewer, case_id):
        fields = {"kind": case.kind, "topic": case.topic, "unit_id": str(unit_id)}
        cases.make(tx, case_id, Move.SCREEN, actor=viewer, fields=fields, is_told=False)


def _learn(tx: Transaction, viewer: Viewer, matter: Matter, case_id: int) -> None:
    """Keep what the officer chose otherwise than the machine had read."""
    if matter.reading is None:
        return
    read = {"kind": (matter.reading.kind.value, matter.kind.value), "topic": (matter.reading.topic, matter.topic)}
    for field, (proposed, corrected) in read.items():
        if proposed != corrected:
            values = {"case_id": case_id, "field": field, "proposed": proposed, "corrected": corrected}
            tx.execute(insert(CorrectionRow).values(**values, staff_id=viewer.id, at=tx.now))


def _keep(tx: Transaction, viewer: Viewer, visit: Visit, case_id: int, form_key: str) -> None:
    papers = [asdict(paper) for paper in visit.papers]
    whose = {"case_id": case_id, "unit_id": viewer.unit_id, "staff_id": viewer.id, "form_key": form_key}
    tx.execute(insert(VisitRow).values(**{**_plain(visit), "papers": papers}, **whose, at=tx.now))


def _plain(visit: Visit) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in Visit.__dataclass_fields__}


def _case(snap: Snapshot, case_id: int) -> Row[Any]:
    return snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()


def visit_in(row: Row[Any]) -> Visit:
    """Return the visit of a row of its table."""
    known = {name: getattr(row, name) for name in Visit.__dataclass_fields__ if name != "papers"}
    return Visit(**known, papers=tuple(Paper(**paper) for paper in row.papers))


def visit_of(snap: Snapshot, case_id: int) -> Visit | None:
    """Return who brought a case and how, None for one told in a chat; its visibility is the caller's to check."""
    row = snap.execute(select(VisitRow.__table__).where(VisitRow.case_id == case_id)).first()
    return visit_in(row) if row else None

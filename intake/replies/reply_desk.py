"""What an officer has at hand for a reply: the templates that fit, filled in for it, and what to look at twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, or_, select, update

from intake import codes, labels, meta
from intake.catalogue import topic_book
from intake.clock import local_day
from intake.db import Snapshot, Transaction
from intake.deadlines import promises
from intake.directory import directory
from intake.directory.in_charge import in_charge
from intake.lifecycle import Move
from intake.replies.reply_language import blanks, filled
from intake.replies.reply_steps import STEP_OF, text_field
from intake.tables import CaseRow, ReplyTemplateRow
from routing.places import load_gazetteer

_ROW = ReplyTemplateRow


@dataclass(frozen=True, slots=True)
class Offer:
    """A template that fits a reply; `is_special` where it was written for its topic, kind, state or unit."""

    id: int
    title: str
    step: str
    text: str
    is_special: bool


def offers(snap: Snapshot, case_id: int) -> tuple[Offer, ...]:
    """Return the templates that fit a case as it stands, of all steps, the most special first."""
    return _offers(snap, _case(snap, case_id))


def _case(snap: Snapshot, case_id: int) -> Row[Any]:
    return snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()


def _offers(snap: Snapshot, case: Row[Any], step: str = "") -> tuple[Offer, ...]:
    fits = [_ROW.is_active.is_(True), or_(_ROW.unit_id.is_(None), _ROW.unit_id.in_(_line(snap, case.lead_unit_id)))]
    fits += [or_(column == "", column == getattr(case, column.key)) for column in (_ROW.kind, _ROW.state)]
    fits.append(_ROW.topic.in_(("", case.topic, topic_book.current(snap).root(case.topic))))
    if step:
        fits.append(_ROW.step == step)
    # kind first, then topic and state; what is written for a unit; what is used most; else as the product has them
    general = [column == "" for column in (_ROW.kind, _ROW.topic, _ROW.state)]
    found = select(_ROW.__table__).where(*fits).order_by(*general, _ROW.unit_id.is_(None), _ROW.used.desc(), _ROW.id)
    rows = snap.execute(found)
    return tuple(Offer(row.id, row.title, row.step, row.text, _is_special(row)) for row in rows)


def _is_special(row: Row[Any]) -> bool:
    return bool(row.kind or row.topic or row.state) or row.unit_id is not None


def _line(snap: Snapshot, unit_id: int | None) -> list[int]:
    """Return a unit and those above it: what is written for a body serves its divisions too."""
    units, line = directory.snapshot(snap).units, list[int]()
    while unit_id is not None and unit_id in units and unit_id not in line:
        line.append(unit_id)
        unit_id = units[unit_id].parent_id
    return line


def facts_of(snap: Snapshot, case_id: int) -> Mapping[str, str]:
    """Return the fields of templates for a case: nothing of who sent it, and nothing of an officer where it is sealed.

    A case that is answered for others too gives no days: theirs are others.
    """
    return _facts(snap, _case(snap, case_id))


def _facts(snap: Snapshot, case: Row[Any]) -> dict[str, str]:
    office, who = meta.office(snap), in_charge(snap, case.id)
    commune = load_gazetteer().communes.get(case.commune_code or "")
    topic = topic_book.current(snap).topics.get(case.topic)
    leads = snap.execute(exists().where(CaseRow.leader_id == case.id).select()).scalar()
    promise = None if leads else promises.promised(snap, case.id)
    return {
        "co_quan": office.name,
        "don_vi": who["unit"] or office.name,
        "can_bo": who["officer"],
        "dien_thoai": who["phone"] or office.phone,
        "dia_chi": who["address"] or office.address,
        "gio_lam_viec": office.hours,
        "loai": labels.kind_label(case.kind, case.standing),
        "linh_vuc": topic.short_name.lower() if topic else "",
        "xa_phuong": commune.name if commune and not case.is_sealed else "",
        "ngay_nhan": "" if leads else f"{local_day(case.registered_at):%d/%m/%Y}",
        "han": f"{promise.due_on:%d/%m/%Y}" if promise else "",
        "can_cu": promise.basis if promise else "",
        "hom_nay": f"{snap.today:%d/%m/%Y}",
    }


def fill(snap: Snapshot, case_id: int, move: Move, template_id: int) -> str:
    """Return a template filled in for a case; blank where it does not fit, or not any more."""
    case = _case(snap, case_id)
    found = next((one for one in _offers(snap, case, STEP_OF.get(move, "-")) if one.id == template_id), None)
    return _filled(found, _facts(snap, case)) if found else ""


def note_use(tx: Transaction, case_id: int, move: Move, template_id: int) -> None:
    """Count that a reply which began with a template was sent; one that does not fit the case counts nowhere."""
    if any(one.id == template_id for one in _offers(tx, _case(tx, case_id), STEP_OF.get(move, "-"))):
        tx.execute(update(_ROW).where(_ROW.id == template_id).values(used=_ROW.used + 1))


def _filled(offer: Offer, facts: Mapping[str, str]) -> str:
    try:
        return filled(offer.text, facts)
    except ValueError:  # written under an older list of fields: it is offered empty rather than wrong
        return ""


def template_only(snap: Snapshot, case_id: int, move: Move, fields: Mapping[str, str]) -> tuple[int, str] | None:
    """Return id and title of the template whose words are all that a reply says; None where it says its own.

    Marks, case and punctuation do not count; nor does it help to type the template off.
    """
    said = fields.get(text_field(move), "")
    if not said:
        return None
    case = _case(snap, case_id)
    offered = _offers(snap, case, STEP_OF[move])
    if not offered:
        return None
    facts, key = _facts(snap, case), codes.content_key(said)
    same = (one for one in offered if key in {codes.content_key(_filled(one, facts)), codes.content_key(one.text)})
    return next(((one.id, one.title) for one in same), None)


def doubts(snap: Snapshot, case_id: int, move: Move, fields: Mapping[str, str]) -> list[str]:
    """Return what looks unfinished in a reply: a template as it came, places that nobody filled in."""
    said = fields.get(text_field(move), "")
    why = []
    if template := template_only(snap, case_id, move, fields):
        why.append(f"Nội dung còn y nguyên mẫu “{template[1]}”, chưa có việc cụ thể của hồ sơ này.")
    if left := blanks(said):
        why.append(f"Còn chỗ chưa điền: {', '.join(left[:5])}.")
    return why

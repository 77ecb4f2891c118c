"""The office's reply templates: written in the panel, kept version by version with who and why, and taken back."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, true, update

from intake import audit, labels
from intake.access import Viewer
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Forbidden, Invalid, NotFound
from intake.history import staff_of
from intake.lifecycle import CaseState
from intake.replies.reply_language import filled, problems, samples
from intake.replies.reply_steps import STEPS
from intake.tables import ReplyTemplateRow, ReplyTemplateVersionRow, StaffRow, UnitRow
from routing.text import normalise

LONGEST_TITLE = 80
_LONGEST_WHY = 300
_KEEPERS = frozenset({"administrator", "supervisor"})
_ROW = ReplyTemplateRow


@dataclass(frozen=True, slots=True)
class Content:
    """What a template says, and what it is for; blank `kind`, `topic`, `state` fit any, no `unit_id` fits everybody."""

    title: str
    step: str
    text: str
    kind: str = ""
    topic: str = ""
    state: str = ""
    unit_id: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """A template as it stands, or as it was written once; `unit` is the name of its unit."""

    id: int
    version: int
    content: Content
    unit: str
    by: str
    at: datetime
    why: str = ""


def may_keep(viewer: Viewer, unit_id: int | None) -> bool:
    """Tell whether somebody may write the templates of a unit (None: those of everybody)."""
    if viewer.role in _KEEPERS:
        return True
    return viewer.role == "head" and unit_id is not None and unit_id in (viewer.scope or frozenset())


def entries(snap: Snapshot, viewer: Viewer) -> tuple[Kept, ...]:
    """Return the templates that somebody may look after, and those of everybody, by title."""
    return tuple(_kept(row) for row in snap.execute(_SELECT.where(_seen(viewer)).order_by(_ROW.title, _ROW.id)))


def entry(snap: Snapshot, viewer: Viewer, template_id: int) -> Kept:
    """Return one template.

    Raises:
        NotFound: there is none that the viewer may see.
    """
    row = snap.execute(_SELECT.where(_ROW.id == template_id, _seen(viewer))).first()
    if row is None:
        raise NotFound
    return _kept(row)


def _seen(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.role in _KEEPERS:
        return true()
    return or_(_ROW.unit_id.is_(None), _ROW.unit_id.in_(sorted(viewer.scope or ())))


def history(snap: Snapshot, template_id: int) -> tuple[Kept, ...]:
    """Return a template as it was written each time, newest first; whether it may be seen was asked before."""
    table = ReplyTemplateVersionRow
    statement = (
        select(table.version, table.content, table.why, table.at, func.coalesce(StaffRow.name, "").label("by"))
        .outerjoin(StaffRow, StaffRow.id == table.staff_id)
        .where(table.template_id == template_id)
        .order_by(table.version.desc())
    )
    rows = snap.execute(statement)
    return tuple(Kept(template_id, row.version, Content(**row.content), "", row.by, row.at, row.why) for row in rows)


def add(tx: Transaction, content: Content, *, why: str, actor: Viewer) -> int:
    """Add a template and return its id.

    Raises:
        Forbidden: the actor does not look after the templates of this unit.
        Invalid: it has problems, or no reason is given; `fields` says where.
    """
    if not may_keep(actor, content.unit_id):
        if actor.role == "head" and content.unit_id is None:
            raise Invalid("Mẫu này chưa lưu được.", {"unit_id": "Xin chọn đơn vị của anh/chị."})
        raise Forbidden
    return _add(tx, _sound(tx, content, why), why=why, actor=f"staff:{actor.id}")


def change(tx: Transaction, template_id: int, content: Content, *, why: str, seen: int, actor: Viewer) -> None:
    """Change a template that was read as version `seen`.

    Raises:
        NotFound, Forbidden: it is not the actor's to see, or to change; nor the unit that it would be given to.
        Invalid: as `add`, or nothing would change.
        Conflict: somebody has changed it since.
    """
    audit.hold(tx)
    before = entry(tx, actor, template_id)
    if not (may_keep(actor, before.content.unit_id) and may_keep(actor, content.unit_id)):
        raise Forbidden
    if before.version != seen:
        raise Conflict("Mẫu này vừa được người khác sửa. Xin xem bản mới rồi sửa tiếp; nội dung vừa gõ vẫn còn.")
    content = _sound(tx, content, why)
    if content == before.content:
        raise Invalid("Mẫu này chưa có gì thay đổi.")
    _rewrite(tx, template_id, content, version=seen + 1, why=why, actor=f"staff:{actor.id}")


def require_sound(snap: Snapshot, content: Content, *, coming_topics: Collection[str] = ()) -> None:
    """Check a template that is to be taken over from elsewhere, when `coming_topics` will have been added.

    Raises:
        Invalid: it has problems; `fields` says where.
    """
    _sound(snap, content, "nhập", coming_topics)


def take_over(
    tx: Transaction, content: Content, *, why: str, actor: str, name: str | None = None, template_id: int | None = None
) -> None:
    """Write a template from a file of settings: a new one (`name` where it came with the product), or a new version.

    Raises:
        Invalid: as `add`.
    """
    sound = _sound(tx, content, why)
    if template_id is None:
        _add(tx, sound, why=why, actor=actor, name=name)
        return
    audit.hold(tx)
    version = int(tx.execute(select(_ROW.version).where(_ROW.id == template_id)).scalar_one()) + 1
    _rewrite(tx, template_id, sound, version=version, why=why, actor=actor)


def take_back(tx: Transaction, template_id: int, version: int, *, seen: int, actor: Viewer) -> None:
    """Write an earlier version once more, as the newest.

    Raises:
        NotFound: there is no such version. Else as `change`.
    """
    found = next((one for one in history(tx, template_id) if one.version == version), None)
    if found is None:
        raise NotFound
    change(tx, template_id, found.content, why=f"Lấy lại bản {version}", seen=seen, actor=actor)


def missing(snap: Snapshot) -> int:
    """Return how many of the templates that come with the product are not in the book."""
    return len(_new_names(snap))


def load(tx: Transaction, *, actor: str = "system") -> int:
    """Add the templates of the product that the book does not have yet, by their name; return how many."""
    names = _new_names(tx)
    for name in names:
        _add(tx, Content(**_shipped()[name]), why="Nạp từ bộ mẫu đi kèm", actor=actor, name=name)
    return len(names)


def _new_names(snap: Snapshot) -> list[str]:
    known = set(snap.execute(select(_ROW.name).where(_ROW.name.is_not(None))).scalars())
    return [name for name in _shipped() if name not in known]


@cache
def _shipped() -> Mapping[str, dict[str, Any]]:
    written = tomllib.loads((files("intake") / "replies" / "reply_templates.toml").read_text(encoding="utf-8"))
    return {name: {**table, "text": table["text"].strip()} for name, table in written.items()}


def _add(tx: Transaction, content: Content, *, why: str, actor: str, name: str | None = None) -> int:
    values = {**asdict(content), "name": name, "version": 1, "staff_id": staff_of(actor), "at": tx.now}
    template_id = int(tx.execute(insert(_ROW).values(**values).returning(_ROW.id)).scalar_one())
    _keep(tx, template_id, content, version=1, why=why, actor=actor)
    return template_id


def _rewrite(tx: Transaction, template_id: int, content: Content, *, version: int, why: str, actor: str) -> None:
    values = {**asdict(content), "version": version, "staff_id": staff_of(actor), "at": tx.now}
    tx.execute(update(_ROW).where(_ROW.id == template_id).values(**values))
    _keep(tx, template_id, content, version=version, why=why, actor=actor)


def _keep(tx: Transaction, template_id: int, content: Content, *, version: int, why: str, actor: str) -> None:
    plain = asdict(content)
    written = {"why": why.strip(), "staff_id": staff_of(actor), "at": tx.now}
    values = {"template_id": template_id, "version": version, "content": plain, **written}
    tx.execute(insert(ReplyTemplateVersionRow).values(**values))
    detail = {"version": version, "digest": audit.digest(plain), "in_use": content.is_active}
    audit.record(tx, actor, "template.change", f"template:{template_id}", detail)


def _sound(snap: Snapshot, content: Content, why: str, coming_topics: Collection[str] = ()) -> Content:
    title, text = normalise(content.title), normalise(content.text)
    wrong = {}
    if not 0 < len(title) <= LONGEST_TITLE:
        wrong["title"] = f"Xin ghi tên mẫu, không quá {LONGEST_TITLE} chữ."
    if found := faults(text):
        wrong["text"] = " ".join(found)
    topics = {*topic_book.current(snap).topics, *coming_topics}
    closed = {"step": STEPS, "kind": labels.KINDS, "topic": topics, "state": set(CaseState)}
    for name, allowed in closed.items():
        value = getattr(content, name)
        if value not in allowed and (value or name == "step"):
            wrong[name] = "Xin chọn lại trong danh sách."
    if (
        content.unit_id is not None
        and snap.execute(select(UnitRow.id).where(UnitRow.id == content.unit_id)).first() is None
    ):
        wrong["unit_id"] = "Không có đơn vị này."
    if not 0 < len(why.strip()) <= _LONGEST_WHY:
        wrong["why"] = f"Xin ghi lý do, không quá {_LONGEST_WHY} chữ."
    if wrong:
        raise Invalid("Mẫu này chưa lưu được.", wrong)
    facts = {**asdict(content), "title": title, "text": text}
    return Content(**facts)


def faults(text: str) -> tuple[str, ...]:
    """Return what is wrong with the text of a template, each with its line; nothing where it may be used."""
    if found := problems(text):
        return tuple(map(str, found))
    try:
        filled(text, samples())
    except ValueError:
        return ("Mẫu này điền ra dài quá hoặc điều kiện lồng nhau quá sâu.",)
    return ()


_SELECT = (
    select(
        *_ROW.__table__.columns,
        func.coalesce(StaffRow.name, "").label("by"),
        func.coalesce(UnitRow.name, "").label("unit"),
    )
    .outerjoin(StaffRow, StaffRow.id == _ROW.staff_id)
    .outerjoin(UnitRow, UnitRow.id == _ROW.unit_id)
)


def _kept(row: Any) -> Kept:  # noqa: ANN401 - a row of _SELECT
    content = Content(**{name: getattr(row, name) for name in Content.__dataclass_fields__})
    return Kept(row.id, row.version, content, row.unit, row.by, row.at)

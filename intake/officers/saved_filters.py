"""Filters of the inbox are kept, renamed, shared with the unit and forgotten by whoever made them."""

from sqlalchemy import delete, func, insert, select, update

from intake import audit
from intake.access import Viewer
from intake.db import Transaction
from intake.errors import Invalid, NotFound
from intake.queries.inbox import folders
from intake.queries.inbox.kept_filters import MOST
from intake.queries.inbox.narrowing import Filters
from intake.tables import SavedFilterRow
from routing.text import normalise

_LONGEST = 60


def keep(tx: Transaction, viewer: Viewer, name: str, folder: str, filters: Filters, *, is_shared: bool) -> int:
    """Keep a filter under a name; return its id. The same name again is the same filter, changed.

    Raises:
        Invalid: there is no name, nothing is narrowed, or too many are kept.
    """
    tidy = _tidy(name)
    if filters.is_empty:
        raise Invalid("Chưa chọn điều kiện lọc nào để lưu.")
    if folder not in folders.FOLDERS:
        raise Invalid("Ngăn hồ sơ này không có.")
    mine = SavedFilterRow.staff_id == viewer.id
    values = {"folder": folder, "narrowed": filters.to_json(), "unit_id": viewer.unit_id if is_shared else None}
    again = update(SavedFilterRow).where(mine, SavedFilterRow.name == tidy).values(**values)
    known = tx.execute(again.returning(SavedFilterRow.id)).scalar()
    if known is None:
        if tx.execute(select(func.count()).where(mine)).scalar_one() >= MOST:
            raise Invalid(f"Đã lưu {MOST} bộ lọc. Xin xóa bớt một bộ rồi lưu.")
        row = insert(SavedFilterRow).values(staff_id=viewer.id, name=tidy, at=tx.now, **values)
        known = tx.execute(row.returning(SavedFilterRow.id)).scalar_one()
    _note(tx, viewer, "filter.keep", int(known), is_shared=is_shared)
    return int(known)


def change(tx: Transaction, viewer: Viewer, saved_id: int, name: str, *, is_shared: bool) -> None:
    """Rename a filter of one's own, and share it with the unit or no more.

    Raises:
        NotFound: the viewer keeps no such filter.
        Invalid: there is no name, or another filter has it.
    """
    tidy = _tidy(name)
    others = (SavedFilterRow.staff_id == viewer.id, SavedFilterRow.name == tidy, SavedFilterRow.id != saved_id)
    if tx.execute(select(SavedFilterRow.id).where(*others)).first():
        raise Invalid("Anh/chị đã có bộ lọc tên này.", {"name": "Xin đặt tên khác."})
    values = {"name": tidy, "unit_id": viewer.unit_id if is_shared else None}
    mine = (SavedFilterRow.id == saved_id, SavedFilterRow.staff_id == viewer.id)
    if tx.execute(update(SavedFilterRow).where(*mine).values(**values)).rowcount != 1:
        raise NotFound
    _note(tx, viewer, "filter.change", saved_id, is_shared=is_shared)


def forget(tx: Transaction, viewer: Viewer, saved_id: int) -> None:
    """Delete a filter of one's own.

    Raises:
        NotFound: the viewer keeps no such filter.
    """
    mine = (SavedFilterRow.id == saved_id, SavedFilterRow.staff_id == viewer.id)
    if tx.execute(delete(SavedFilterRow).where(*mine)).rowcount != 1:
        raise NotFound
    _note(tx, viewer, "filter.forget", saved_id, is_shared=False)


def _tidy(name: str) -> str:
    tidy = " ".join(normalise(name.replace("\x00", "")).split())[:_LONGEST]
    if not tidy:
        raise Invalid("Xin đặt tên cho bộ lọc.", {"name": "Xin đặt tên cho bộ lọc."})
    return tidy


def _note(tx: Transaction, viewer: Viewer, action: str, saved_id: int, *, is_shared: bool) -> None:
    audit.record(tx, f"staff:{viewer.id}", action, f"filter:{saved_id}", {"shared": is_shared})

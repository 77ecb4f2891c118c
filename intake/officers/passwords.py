"""A member of staff changes their own password: the old one is asked, a weak one is refused in words, others go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from intake import audit, limits
from intake.access import Viewer
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid
from intake.officers import hashing, staff
from intake.tables import SessionRow, StaffRow
from routing.text import shadow

_TRIES, _WINDOW_S = 8, 15 * 60
_FEWEST_SIGNS = 5
_LONG_ENOUGH = 4  # a name of three letters or fewer may stand in a good password by chance
_COMMON = (
    "matkhau", "password", "passw0rd", "nghedan", "vietnam", "iloveyou", "qwerty", "abcdef", "asdfgh", "admin",
    "12345", "54321", "11111", "00000", "ubnd", "bacninh", "bacgiang", "mothaiba",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody knows their present password; `password_hash` is the one that was compared."""

    fits: bool
    login: str
    password_hash: str


def prove(snap: Snapshot, viewer: Viewer, password: str) -> Proof:
    """Compare the present password; slow on purpose, and only reads.

    Raises:
        TooMany: it was wrong too often in the last quarter of an hour.
    """
    limits.check(snap, _bucket(viewer), tries=_TRIES, window_s=_WINDOW_S)
    row = snap.execute(select(StaffRow.login, StaffRow.password_hash).where(StaffRow.id == viewer.id)).one()
    kept = row.password_hash or ""
    return Proof(bool(kept) and hashing.fits(password, kept), row.login or "", kept)


def note_wrong(tx: Transaction, viewer: Viewer) -> None:
    """Count a wrong present password."""
    limits.count(tx, _bucket(viewer), window_s=_WINDOW_S)
    audit.record(tx, f"staff:{viewer.id}", "password.refused", f"staff:{viewer.id}")


def change(tx: Transaction, viewer: Viewer, proof: Proof, password_hash: str, *, token: str) -> int:
    """Set a new password (its hash) and end every session but this one; return how many were ended.

    Raises:
        Conflict: the password was changed by somebody else meanwhile.
    """
    where = (StaffRow.id == viewer.id, StaffRow.password_hash == proof.password_hash)
    if tx.execute(update(StaffRow).where(*where).values(password_hash=password_hash)).rowcount != 1:
        raise Conflict("Mật khẩu vừa được đổi ở nơi khác. Xin đăng nhập lại bằng mật khẩu mới.")
    others = (SessionRow.staff_id == viewer.id, SessionRow.token_hash != staff.token_hash(token))
    ended = tx.execute(delete(SessionRow).where(*others)).rowcount
    limits.clear(tx, _bucket(viewer))
    audit.record(tx, f"staff:{viewer.id}", "password.change", f"staff:{viewer.id}", {"sessions_ended": ended})
    return int(ended)


def require_strong(password: str, again: str, *, login: str, name: str, old: str = "") -> None:
    """Refuse a password that is easily guessed, typed differently the second time, or `old` again where that is known.

    Raises:
        Invalid: with the sentence at its field.
    """
    why = next(_faults(password, old=old, login=login, name=name), "")
    if why:
        raise Invalid("Chưa đặt được mật khẩu.", {"password": why})
    if password != again:
        raise Invalid("Chưa đặt được mật khẩu.", {"again": "Hai lần gõ chưa giống nhau."})


def _faults(password: str, *, old: str, login: str, name: str) -> Iterator[str]:
    if len(password) < hashing.MIN_PASSWORD:
        yield f"Mật khẩu cần ít nhất {hashing.MIN_PASSWORD} ký tự."
    if password == old:
        yield "Mật khẩu mới phải khác mật khẩu đang dùng."
    folded = shadow(password).replace(" ", "")
    if len(set(password)) < _FEWEST_SIGNS:
        yield "Mật khẩu lặp lại quá ít ký tự nên dễ đoán."
    if any(word in folded for word in _own_words(login, name)):
        yield "Mật khẩu không nên chứa tên hoặc tên đăng nhập của anh/chị."
    left = folded
    for word in _COMMON:
        left = left.replace(word, "")
    if len(left) <= len(folded) // 2:
        yield "Mật khẩu này nhiều người hay đặt nên dễ đoán. Xin dùng vài từ không liên quan ghép lại."


def _own_words(login: str, name: str) -> Iterator[str]:
    whole = shadow(name).replace(" ", "")
    for word in (shadow(login).replace(" ", ""), whole, *re.split(r"[\s._-]+", shadow(login))):
        if len(word) >= _LONG_ENOUGH:
            yield word


def _bucket(viewer: Viewer) -> str:
    return f"password:{viewer.id}"

"""First passwords: made by the machine, shown once to whoever made the account, and good for one thing only.

Whoever signs in with one must choose a password of their own before any other page opens.
"""

import secrets

from sqlalchemy import select

from intake.db import Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.officers import passwords, staff
from intake.tables import StaffRow

# Read out over the telephone without a mistake: no letter looks or sounds like another, no capital.
_SIGNS = "abcdefghkmnprstuvxy23456789"
_GROUPS, _OF_GROUP = 3, 4


def make_first_password(tx: Transaction, staff_id: int, *, actor: str) -> str:
    """Make a first password, end all sessions of that person, and return it as `hk4m-9xpt-ua72`.

    Raises:
        NotFound: there is no such person.
        Conflict: they have no login, or their account is shut.
    """
    row = tx.execute(select(StaffRow.login, StaffRow.is_active).where(StaffRow.id == staff_id)).first()
    if row is None:
        raise NotFound("Không có cán bộ này.")
    if not row.login or not row.is_active:
        raise Conflict("Người này chưa có tên đăng nhập, hoặc tài khoản đang khóa.")
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_OF_GROUP)) for _ in range(_GROUPS))
    password = "-".join(groups)
    staff.set_password(tx, staff_id, password, actor=actor, is_first=True)
    return password


def choose_own(tx: Transaction, staff_id: int, password: str, again: str) -> None:
    """Take the password that its owner has chosen in the place of the first one; their sessions end, they sign in anew.

    Raises:
        Invalid: it is easily guessed, was typed otherwise the second time, or is the first one again.
    """
    person = tx.execute(select(StaffRow.login, StaffRow.name).where(StaffRow.id == staff_id)).one()
    passwords.require_strong(password, again, login=person.login or "", name=person.name)
    if staff.is_password_of(tx, staff_id, password):
        raise Invalid("Đây là mật khẩu được cấp.", {"password": "Xin đặt một mật khẩu khác."})
    staff.set_password(tx, staff_id, password, actor=f"staff:{staff_id}")

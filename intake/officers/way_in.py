"""The way into a panel that nobody can enter: a new installation, or an administrator who has lost password and phone.

Whoever may run commands on the server may do this; it is in the audit, and the password opens one page only, where
its owner chooses their own.
"""

from collections.abc import Callable
from contextlib import closing

from sqlalchemy import select

from intake import second_factor
from intake.db import Snapshot, open_database
from intake.errors import NotFound
from intake.migrate import require_current
from intake.officers.first_passwords import make_first_password
from intake.officers.staff import tidy_login
from intake.settings import Settings
from intake.tables import StaffRow

_BY = "system"


def give(settings: Settings, login: str, *, forgets_phone: bool, say: Callable[[str], None]) -> None:
    """Give a login a first password and say it once; `forgets_phone` takes the second step of a lost phone away.

    Raises:
        Invalid: the database has not been migrated.
        NotFound: nobody has this login.
        Conflict: the account is shut.
    """
    with closing(open_database(settings.database_url)) as db:
        require_current(db)
        with db.transaction() as tx:
            person = tx.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.login == tidy_login(login))).first()
            if person is None:
                raise NotFound(f"Không ai có tên đăng nhập {login}.")
            password = make_first_password(tx, person.id, actor=_BY)
            if forgets_phone:
                second_factor.end_with_account(tx, person.id, actor=_BY)
            still = second_factor.has_one(tx, person.id)
    say(f"Mật khẩu đầu của {person.name}: {password}")
    say(f"Đăng nhập ở {settings.base_url}/admin/ rồi đặt mật khẩu riêng; mật khẩu này chỉ hiện ở đây một lần.")
    if still:
        say("Tài khoản này còn xác thực hai bước; mất điện thoại thì chạy lại lệnh, thêm --lost-phone.")


def has_administrator(snap: Snapshot) -> bool:
    """Tell whether anybody can sign in to administer the panel."""
    able = (StaffRow.is_active.is_(True), StaffRow.login.is_not(None), StaffRow.password_hash.is_not(None))
    return snap.execute(select(StaffRow.id).where(StaffRow.role == "administrator", *able).limit(1)).first() is not None

"""A colleague who is named in an internal note (`@login`) is told of it, if they may see the case."""

import re

from sqlalchemy import select

from intake.access import may_see_case
from intake.db import Transaction
from intake.errors import Invalid
from intake.notices import notices
from intake.officers.staff import tidy_login, viewer_for
from intake.tables import StaffRow

MOST = 10
_NAMED = re.compile(r"(?<![\w@.])@(\w[\w-]*(?:\.[\w-]+)*)")  # no address of a mailbox, no full stop at the end


def named_in(text: str) -> tuple[str, ...]:
    """Return the logins that a text names, each once."""
    return tuple(dict.fromkeys(tidy_login(login) for login in _NAMED.findall(text)))


def tell(tx: Transaction, case_id: int, text: str, *, author_id: int | None) -> tuple[int, ...]:
    """Tell whoever a note names; return their ids.

    Raises:
        Invalid: a name is nobody's who may see the case. It does not tell which of both: a seal covers that too.
    """
    logins = named_in(text)
    if len(logins) > MOST:
        raise Invalid("Chưa ghi được.", {"text": f"Xin nhắc nhiều nhất {MOST} người trong một ghi chú."})
    where = (StaffRow.login.in_(logins), StaffRow.is_active.is_(True))
    known = {row.login: row.id for row in tx.execute(select(StaffRow.login, StaffRow.id).where(*where))}
    seeing = {login: one for login, one in known.items() if may_see_case(tx, viewer_for(tx, one), case_id)}
    if lost := [login for login in logins if login not in seeing]:
        who = ", ".join(f"@{login}" for login in lost)
        raise Invalid("Chưa ghi được.", {"text": f"Không có ai tên {who} xem được hồ sơ này. Xin sửa tên, hoặc bỏ @."})
    told = tuple(one for one in seeing.values() if one != author_id)
    key = f"mention:{case_id}:{author_id}:{tx.now.isoformat()}"
    what = "Có ghi chú nội bộ nhắc tới anh/chị."
    notices.tell(tx, told, key=key, kind="mention", text=what, case_id=case_id)
    return told

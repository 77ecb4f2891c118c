"""A colleague who is named in an internal note (`@login`) is told of it, if they may see the case."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from intake import notices
from intake.access import ROLES_WITH_CASES, Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Invalid
from intake.staff import tidy_login, viewer_for
from intake.tables import CaseRow, CaseTaskRow, StaffRow

MOST = 10
_SHOWN = 8
_NAMED = re.compile(r"(?<![\w@.])@(\w[\w-]*(?:\.[\w-]+)*)")  # no address of a mailbox, no full stop at the end


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be named in a note of a case."""

    login: str
    name: str


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


def colleagues(snap: Snapshot, viewer: Viewer, case_id: int) -> tuple[Colleague, ...]:
    """Return whom a note would most likely name: those of the units that have a part in the case, the viewer left out.

    The case's visibility is the caller's to have checked.
    """
    hands = select(CaseRow.lead_unit_id, CaseRow.screening_unit_id).where(CaseRow.id == case_id)
    helping = select(CaseTaskRow.unit_id).where(CaseTaskRow.case_id == case_id, CaseTaskRow.status != "released")
    units = [*snap.execute(hands).one(), *snap.execute(helping.order_by(CaseTaskRow.id)).scalars()]
    found: list[int] = []
    for unit_id in dict.fromkeys(one for one in units if one is not None):
        found += notices.readers_of(snap, case_id, ROLES_WITH_CASES, unit_id)
    return _named(snap, [one for one in dict.fromkeys(found) if one != viewer.id][:_SHOWN])


def _named(snap: Snapshot, staff_ids: Sequence[int]) -> tuple[Colleague, ...]:
    where = (StaffRow.id.in_(staff_ids), StaffRow.login.is_not(None))
    rows = snap.execute(select(StaffRow.id, StaffRow.login, StaffRow.name).where(*where))
    people = {row.id: Colleague(row.login, row.name) for row in rows}
    return tuple(people[one] for one in staff_ids if one in people)

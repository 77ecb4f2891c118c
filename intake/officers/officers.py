"""Members of staff as an administrator adds and changes them, each time with a reason that stays in a history."""

from dataclasses import asdict, replace

from sqlalchemy import insert, select, update

from intake import meta, setting_log
from intake.catalogue import topic_book
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.directory.directory_check import require_no_new_problem, sentences_of
from intake.directory.officer_data import TAKES_CASES, OfficerData, plain_of, standing_of, subject_of, wrong_fields
from intake.errors import Conflict, Invalid
from intake.notices import handover
from intake.officers import staff
from intake.officers.first_passwords import make_first_password
from intake.setting_log import Act
from intake.tables import StaffRow


def add(tx: Transaction, data: OfficerData, *, why: str, actor: str) -> tuple[int, str]:
    """Add a member of staff; return their id and their first password, blank where they have no login.

    Raises:
        Invalid: a field is wrong, the login is taken, or no reason is given.
    """
    _require_sound(tx, data, staff_id=None)
    values = {**asdict(data), "topics": list(data.topics), "is_active": True}
    staff_id = int(tx.execute(insert(StaffRow).values(**values).returning(StaffRow.id)).scalar_one())
    setting_log.keep(tx, subject_of(staff_id), plain_of(data), before=None, act=Act(why, actor, "staff.add"))
    meta.bump(tx, "directory")
    return staff_id, make_first_password(tx, staff_id, actor=actor) if data.login else ""


def change(
    tx: Transaction,
    staff_id: int,
    data: OfficerData,
    *,
    why: str,
    actor: str,
    seen: int | None = None,
    heir_id: int | None = None,
) -> None:
    """Change a member of staff; who leaves their unit, or takes no cases any more, hands theirs over to `heir_id`.

    Raises:
        NotFound: there is no such person.
        Invalid: a field is wrong, nothing has changed, rules would lead to nobody, or no reason is given.
        Conflict: somebody has changed it since `seen`, or nobody could administer the house any more.
    """
    before, problems = standing_of(tx, staff_id), sentences_of(tx)
    _require_sound(tx, data, staff_id=staff_id)
    if before.is_active and before.data.role == "administrator" and data.role != "administrator":
        _require_another_administrator(tx, staff_id)
    act = Act(why, actor, "staff.change", seen)
    setting_log.keep(tx, subject_of(staff_id), plain_of(data), before=plain_of(before.data), act=act)
    values = {**asdict(data), "topics": list(data.topics)}
    tx.execute(update(StaffRow).where(StaffRow.id == staff_id).values(**values))
    meta.bump(tx, "directory")
    if data.unit_id != before.data.unit_id or data.role not in TAKES_CASES:
        handover.hand_over(tx, staff_id, heir_id, why=why, actor=actor)
    elif before.data.has_clearance and not data.has_clearance:
        handover.hand_over(tx, staff_id, heir_id, why=why, actor=actor, only_sealed=True)
    if before.data.login and not data.login:
        staff.end_sessions(tx, staff_id)
    require_no_new_problem(tx, problems)


def appoint(tx: Transaction, unit_id: int, staff_id: int, *, why: str, actor: str) -> None:
    """Make somebody the head of their unit; who headed it is an officer of it from now on.

    Raises:
        Invalid: they do not work there, they head it already, or no reason is given.
        NotFound, Conflict: as `change`.
    """
    chosen = standing_of(tx, staff_id)
    if chosen.data.unit_id != unit_id or not chosen.is_active:
        raise Invalid("Người này không làm ở đơn vị.", {"head": "Xin chọn một người của đơn vị."})
    if chosen.data.role == "head":
        raise Invalid("Người này đang đứng đầu đơn vị.", {"head": "Xin chọn người khác."})
    heads = (StaffRow.unit_id == unit_id, StaffRow.role == "head", StaffRow.is_active.is_(True))
    for former in tx.execute(select(StaffRow.id).where(*heads).order_by(StaffRow.id)).scalars().all():
        change(tx, former, replace(standing_of(tx, former).data, role="officer"), why=why, actor=actor)
    change(tx, staff_id, replace(chosen.data, role="head"), why=why, actor=actor)


def require_not_last_administrator(snap: Snapshot, staff_id: int) -> None:
    """Refuse to take the last administrator away.

    Raises:
        Conflict: as said.
    """
    if standing_of(snap, staff_id).data.role == "administrator":
        _require_another_administrator(snap, staff_id)


def _require_another_administrator(snap: Snapshot, staff_id: int) -> None:
    others = (StaffRow.role == "administrator", StaffRow.is_active.is_(True), StaffRow.id != staff_id)
    able = (StaffRow.login.is_not(None), StaffRow.password_hash.is_not(None))
    if snap.execute(select(StaffRow.id).where(*others, *able).limit(1)).first() is None:
        raise Conflict("Đây là quản trị viên cuối cùng. Xin giao vai trò quản trị cho người khác trước.")


def _require_sound(snap: Snapshot, data: OfficerData, *, staff_id: int | None) -> None:
    wrong = dict(wrong_fields(data, directory.snapshot(snap), topic_book.current(snap).topics, staff_id=staff_id))
    taken = select(StaffRow.id).where(StaffRow.login == data.login, StaffRow.id != (staff_id or 0))
    if data.login and snap.execute(taken).first():
        wrong["login"] = f"Tên đăng nhập {data.login} đã có người dùng."
    if wrong:
        raise Invalid("Cán bộ chưa lưu được.", wrong)

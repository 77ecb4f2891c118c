"""Accounts that are shut and opened again: chats are unlinked, sessions end, cases go to somebody who may have them."""

from collections.abc import Mapping

from sqlalchemy import update

from intake import meta, second_factor, setting_log
from intake.db import Transaction
from intake.directory.directory_check import require_no_new_problem, sentences_of
from intake.directory.officer_data import plain_of, standing_of, subject_of
from intake.errors import Conflict
from intake.notices import handover
from intake.notices.handover import HandedOver
from intake.officers import officer_chats, staff
from intake.officers.first_passwords import make_first_password
from intake.officers.officers import require_not_last_administrator
from intake.setting_log import Act
from intake.tables import StaffRow


def deactivate(tx: Transaction, staff_id: int, *, heir_id: int | None, why: str, actor: str) -> HandedOver:
    """Shut an account at once and hand its open cases over.

    Raises:
        NotFound: there is no such person.
        Conflict: the account is shut already, one's own, or the last administrator's.
        Invalid: the heir takes no cases, rules would lead to nobody, or no reason is given.
    """
    found, problems = standing_of(tx, staff_id), sentences_of(tx)
    setting_log.require_why(why)
    if not found.is_active:
        raise Conflict("Tài khoản này đã khóa rồi.")
    if actor == f"staff:{staff_id}":
        raise Conflict("Anh/chị không tự khóa tài khoản của mình được. Xin nhờ quản trị viên khác.")
    require_not_last_administrator(tx, staff_id)
    officer_chats.unlink_all(tx, staff_id, actor=actor)
    staff.end_sessions(tx, staff_id)
    second_factor.end_with_account(tx, staff_id, actor=actor)
    gone = {"is_active": False, "is_on_duty": False, "password_hash": None, "has_first_password": False}
    _write(tx, staff_id, gone, why=why, actor=actor, action="staff.deactivate")
    tx.execute(update(StaffRow).where(StaffRow.substitute_id == staff_id).values(substitute_id=None))
    done = handover.hand_over(tx, staff_id, heir_id, why=why, actor=actor)
    require_no_new_problem(tx, problems)
    return done


def reactivate(tx: Transaction, staff_id: int, *, why: str, actor: str) -> str:
    """Open an account again; return its first password, blank where it has no login.

    Raises:
        NotFound: there is no such person.
        Conflict: the account is open.
        Invalid: no reason is given.
    """
    found = standing_of(tx, staff_id)
    if found.is_active:
        raise Conflict("Tài khoản này đang mở.")
    _write(tx, staff_id, {"is_active": True}, why=why, actor=actor, action="staff.reactivate")
    return make_first_password(tx, staff_id, actor=actor) if found.data.login else ""


def reset_password(tx: Transaction, staff_id: int, *, why: str, actor: str) -> str:
    """Give somebody a first password in the place of theirs, and return it.

    Raises:
        NotFound: there is no such person.
        Conflict: they have no login, or their account is shut.
        Invalid: no reason is given.
    """
    held = {**plain_of(standing_of(tx, staff_id).data), "is_active": True}
    password = make_first_password(tx, staff_id, actor=actor)
    after = {**held, "password_reset": tx.now.isoformat()}
    setting_log.keep(tx, subject_of(staff_id), after, before=held, act=Act(why, actor, "staff.reset_password"))
    return password


def _write(tx: Transaction, staff_id: int, columns: Mapping[str, object], *, why: str, actor: str, action: str) -> None:
    held = plain_of(standing_of(tx, staff_id).data)
    before, after = ({**held, "is_active": value} for value in (not columns["is_active"], columns["is_active"]))
    setting_log.keep(tx, subject_of(staff_id), after, before=before, act=Act(why, actor, action))
    tx.execute(update(StaffRow).where(StaffRow.id == staff_id).values(**columns))
    meta.bump(tx, "directory")

"""The second step of a sign-in: one-time codes of an app on the phone (RFC 6238), and ten codes for a lost phone.

The secret rests sealed by the newest key of the vault and is shown once, when it is set up. A code counts for its half
minute and the ones beside it, and once. Recovery codes are kept as keyed hashes and count once each. Which roles must
have a second step is a fact of the installation.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyotp
from sqlalchemy import delete, func, insert, select, update

from intake import audit, limits, meta
from intake.access import ROLES, Viewer
from intake.db import Snapshot, Transaction
from intake.errors import Conflict, Invalid, NotFound
from intake.sealed.sealing import KeyLost, closed, opened
from intake.sealed.vault_keys import keys_of, newest_key
from intake.settings import Settings
from intake.tables import RecoveryCodeRow, SecondFactorRow, SessionRow, StaffRow

STEP_S = 30
CODES = 10
_DRIFT = (-1, 0, 1)  # steps: the clock of a phone is not ours
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_HALF = 5
_DIGITS = 6
_TRIES, _WINDOW_S = 8, 15 * 60
_FACT = "second_factor"
_WRONG = "Mã không đúng hoặc đã dùng. Xin xem mã mới trên điện thoại rồi nhập lại."
_FACTOR, _CODE = SecondFactorRow, RecoveryCodeRow


@dataclass(frozen=True, slots=True)
class State:
    """How a person's second step stands: since when (None: off), how many recovery codes are left, if it is asked."""

    since: datetime | None
    codes_left: int
    is_required: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is shown once while it is set up: the secret to be typed, and the address that a QR code holds."""

    secret: str
    address: str


def state_of(snap: Snapshot, viewer: Viewer) -> State:
    """Return how a person's second step stands."""
    since = snap.execute(select(_FACTOR.confirmed_at).where(_FACTOR.staff_id == viewer.id)).scalar()
    unused = select(func.count(_CODE.id)).where(_CODE.staff_id == viewer.id, _CODE.used_at.is_(None))
    left = int(snap.execute(unused).scalar_one()) if since else 0
    return State(since, left, viewer.role in required_roles(snap))


def has_one(snap: Snapshot, staff_id: int) -> bool:
    """Tell whether a code is asked of a member of staff when they sign in."""
    where = (_FACTOR.staff_id == staff_id, _FACTOR.confirmed_at.is_not(None))
    return snap.execute(select(_FACTOR.staff_id).where(*where)).first() is not None


# --- setting up and taking away ---------------------------------------------------------------------------------------


def begin(tx: Transaction, settings: Settings, viewer: Viewer, office: str) -> Enrolment:
    """Make a secret that waits for its first code; asked again before that, the same one is shown.

    Raises:
        Conflict: there is one that counts already.
        NoVaultKey: the installation has no key to seal it with.
    """
    row = tx.execute(select(_FACTOR.__table__).where(_FACTOR.staff_id == viewer.id)).first()
    if row is not None and row.confirmed_at is not None:
        raise Conflict("Xác thực hai bước đã bật. Muốn đổi điện thoại, xin tắt rồi bật lại.")
    try:
        secret = _secret(settings, row) if row is not None else _fresh(tx, settings, viewer.id)
    except KeyLost:  # it never counted: another takes its place
        _forget(tx, viewer.id)
        secret = _fresh(tx, settings, viewer.id)
    login = tx.execute(select(StaffRow.login).where(StaffRow.id == viewer.id)).scalar() or viewer.name
    return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=f"Nghe Dân {office}".strip()))


def _fresh(tx: Transaction, settings: Settings, staff_id: int) -> str:
    key, secret = newest_key(settings), pyotp.random_base32()
    sealed = closed(key, secret, bound_to=_place(staff_id))
    values = {"staff_id": staff_id, "ciphertext": sealed, "key_id": key.id, "last_step": 0, "at": tx.now}
    tx.execute(insert(_FACTOR).values(**values))
    return secret


def confirm(tx: Transaction, settings: Settings, viewer: Viewer, code: str) -> tuple[str, ...]:
    """Let the waiting secret count, proved by a code of it; return the recovery codes, told this once.

    Raises:
        Invalid: the code is wrong.
        Conflict: nothing waits to be confirmed.
        TooMany: too many wrong codes.
    """
    row = tx.execute(select(_FACTOR.__table__).where(_FACTOR.staff_id == viewer.id)).first()
    if row is None or row.confirmed_at is not None:
        raise Conflict("Không có gì chờ bật. Xin mở lại trang tài khoản.")
    step = _step_of(tx, settings, row, code)
    if step is None:
        raise Invalid("Chưa bật được.", {"code": _WRONG})
    where = _FACTOR.staff_id == viewer.id
    tx.execute(update(_FACTOR).where(where).values(confirmed_at=tx.now, last_step=step))
    audit.record(tx, f"staff:{viewer.id}", "second.on", f"staff:{viewer.id}")
    return _new_codes(tx, settings, viewer.id)


def renew_codes(tx: Transaction, settings: Settings, viewer: Viewer) -> tuple[str, ...]:
    """Make ten new recovery codes in the place of all old ones.

    Raises:
        Conflict: the second step is off.
    """
    if not has_one(tx, viewer.id):
        raise Conflict("Xác thực hai bước đang tắt.")
    audit.record(tx, f"staff:{viewer.id}", "second.codes", f"staff:{viewer.id}")
    return _new_codes(tx, settings, viewer.id)


def remove(tx: Transaction, viewer: Viewer) -> None:
    """Take one's own second step away.

    Raises:
        Conflict: this role must have one.
    """
    if viewer.role in required_roles(tx):
        raise Conflict("Cơ quan yêu cầu vai trò của anh/chị dùng xác thực hai bước nên không tắt được.")
    _forget(tx, viewer.id)
    audit.record(tx, f"staff:{viewer.id}", "second.off", f"staff:{viewer.id}")


def reset(tx: Transaction, administrator: Viewer, staff_id: int, *, reason: str) -> str:
    """Take the second step of somebody who has lost it, end their sessions, and return their name.

    Raises:
        NotFound: they have none.
        Invalid: no reason is given.
    """
    if not reason.strip():
        raise Invalid("Chưa đặt lại được.", {"reason": "Xin ghi lý do."})
    name = tx.execute(select(StaffRow.name).join(_FACTOR).where(StaffRow.id == staff_id)).scalar()
    if name is None:
        raise NotFound
    _forget(tx, staff_id)
    tx.execute(delete(SessionRow).where(SessionRow.staff_id == staff_id))
    detail = {"reason": reason.strip()[:300]}
    audit.record(tx, f"staff:{administrator.id}", "second.reset", f"staff:{staff_id}", detail)
    return str(name)


def end_with_account(tx: Transaction, staff_id: int, *, actor: str) -> None:
    """Take the second step of a shut account away: opened again it may be another phone, and no secret rests unused."""
    if tx.execute(select(_FACTOR.staff_id).where(_FACTOR.staff_id == staff_id)).first() is None:
        return
    _forget(tx, staff_id)
    audit.record(tx, actor, "second.reset", f"staff:{staff_id}", {"reason": "Khóa tài khoản"})


def _forget(tx: Transaction, staff_id: int) -> None:
    for table in (_CODE, _FACTOR):
        tx.execute(delete(table).where(table.staff_id == staff_id))


# --- proving ----------------------------------------------------------------------------------------------------------


def accept(tx: Transaction, settings: Settings, staff_id: int, code: str) -> bool:
    """Tell whether a code of the phone or a recovery code is good, and use it up; a wrong one is counted.

    Raises:
        TooMany: too many wrong codes in the last quarter of an hour.
        KeyLost: the key that sealed the secret is gone; recovery codes still work.
    """
    bucket = f"second:{staff_id}"
    limits.check(tx, bucket, tries=_TRIES, window_s=_WINDOW_S)
    typed = code.strip().lower().replace(" ", "")
    use = _use_code if _is_recovery(typed) else _use_step
    is_good = use(tx, settings, staff_id, typed)
    if is_good:
        limits.clear(tx, bucket)
    else:
        limits.count(tx, bucket, window_s=_WINDOW_S)
        audit.record(tx, "anonymous", "second.refused", f"staff:{staff_id}")
    return is_good


def _use_step(tx: Transaction, settings: Settings, staff_id: int, code: str) -> bool:
    where = (_FACTOR.staff_id == staff_id, _FACTOR.confirmed_at.is_not(None))
    row = tx.execute(select(_FACTOR.__table__).where(*where)).first()
    step = _step_of(tx, settings, row, code) if row is not None else None
    if step is None:
        return False
    fresh = (_FACTOR.staff_id == staff_id, _FACTOR.last_step < step)  # two at once: one of them is the first
    return tx.execute(update(_FACTOR).where(*fresh).values(last_step=step)).rowcount == 1


def _step_of(snap: Snapshot, settings: Settings, row: Any, code: str) -> int | None:  # noqa: ANN401 - a row of the table
    """Return the step whose code this is; None for a wrong one, and for one that was used or is older than that."""
    typed = code.strip().replace(" ", "")
    if len(typed) != _DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    totp, now = pyotp.TOTP(_secret(settings, row)), int(snap.now.timestamp()) // STEP_S
    near = (now + drift for drift in _DRIFT if now + drift > row.last_step)
    return next((one for one in near if hmac.compare_digest(totp.generate_otp(one), typed)), None)


def _secret(settings: Settings, row: Any) -> str:  # noqa: ANN401 - a row of the table
    return opened(keys_of(settings), row.key_id, row.ciphertext, bound_to=_place(row.staff_id))


def _place(staff_id: int) -> str:
    return f"second_factor:{staff_id}"


def _is_recovery(typed: str) -> bool:
    return len(typed) > _DIGITS


def _use_code(tx: Transaction, settings: Settings, staff_id: int, typed: str) -> bool:
    kept = _hash(settings, staff_id, typed)
    where = (_CODE.staff_id == staff_id, _CODE.code_hash == kept, _CODE.used_at.is_(None))
    if tx.execute(update(_CODE).where(*where).values(used_at=tx.now)).rowcount == 0:
        return False
    audit.record(tx, f"staff:{staff_id}", "second.recovery", f"staff:{staff_id}")
    return True


def _new_codes(tx: Transaction, settings: Settings, staff_id: int) -> tuple[str, ...]:
    tx.execute(delete(_CODE).where(_CODE.staff_id == staff_id))
    codes = tuple(f"{_half()}-{_half()}" for _ in range(CODES))
    rows = [{"staff_id": staff_id, "code_hash": _hash(settings, staff_id, one)} for one in codes]
    tx.execute(insert(_CODE), rows)
    return codes


def _half() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_HALF))


def _hash(settings: Settings, staff_id: int, code: str) -> str:
    said = f"recovery:{staff_id}:{code.replace('-', '')}"
    return hmac.new(settings.secret_key, said.encode(), hashlib.sha256).hexdigest()


# --- who must have one ------------------------------------------------------------------------------------------------


def required_roles(snap: Snapshot) -> frozenset[str]:
    """Return the roles that must have a second step."""
    fact: Mapping[str, Any] = meta.get(snap, _FACT)
    return frozenset(fact.get("roles", ()))


def require_of(
    tx: Transaction, settings: Settings, administrator: Viewer, roles: Collection[str], *, reason: str
) -> None:
    """Say which roles must have a second step from now on.

    Raises:
        Invalid: no reason is given.
        NoVaultKey: nobody could set one up, and all of them would be shut out.
    """
    if not reason.strip():
        raise Invalid("Chưa lưu được.", {"why": "Xin ghi lý do."})
    wanted = sorted(set(roles) & set(ROLES))
    if wanted:
        newest_key(settings)
    write_required(tx, wanted, why=reason, actor=f"staff:{administrator.id}")


def write_required(tx: Transaction, roles: Collection[str], *, why: str, actor: str) -> None:
    """Write down which roles must have a second step; that one can be set up here is the caller's to have checked."""
    wanted = sorted(set(roles) & set(ROLES))
    meta.put(tx, _FACT, {"roles": wanted})
    audit.record(tx, actor, "second.require", "second_factor", {"roles": wanted, "reason": why.strip()[:300]})


def has_any(snap: Snapshot) -> bool:
    """Tell whether anybody has set up a second step: so it can be done in this installation."""
    confirmed = select(SecondFactorRow.staff_id).where(SecondFactorRow.confirmed_at.is_not(None)).limit(1)
    return snap.execute(confirmed).first() is not None

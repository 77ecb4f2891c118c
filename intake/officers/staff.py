"""Who signs in to the panel and what falls within their sight: passwords, server-side sessions, scopes.

A session is a random token in a cookie; the book keeps only its hash. It ends after twelve hours, or after one hour
without a request. A wrong sign-in is counted and audited, so `admit` returns None instead of raising: an exception
would undo the count with the rest of the transaction.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from intake import audit, limits, meta
from intake.access import ROLES, Viewer
from intake.db import Snapshot, Transaction
from intake.engine.prepared import Prepared
from intake.errors import Conflict, Invalid, NotFound
from intake.officers import guessing
from intake.officers.guessing import WINDOW_S
from intake.officers.hashing import decoy, fits, hash_password
from intake.queries.office.scopes import kin_of, lent_scope, lineage_of, scope_of, ties_of
from intake.second_factor import required_roles
from intake.tables import PreferenceRow, SecondFactorRow, SessionRow, StaffRow, UnitRow

SESSION_LASTS = timedelta(hours=12)
IDLE_LASTS = timedelta(minutes=60)
_TOUCH_EVERY = timedelta(minutes=1)
_MAX_TYPED = 200
_SESSION = Prepared(  # of each page; so is the next
    select(
        SessionRow.staff_id,
        SessionRow.seen_at,
        StaffRow.has_first_password,
        SecondFactorRow.confirmed_at,
        PreferenceRow.theme,
    )
    .join(StaffRow, StaffRow.id == SessionRow.staff_id)
    .outerjoin(SecondFactorRow, SecondFactorRow.staff_id == SessionRow.staff_id)
    .outerjoin(PreferenceRow, PreferenceRow.staff_id == SessionRow.staff_id)
    .where(
        SessionRow.token_hash == bindparam("token_hash"),
        SessionRow.expires_at > bindparam("now"),
        SessionRow.seen_at > bindparam("idle_since"),
        StaffRow.is_active.is_(True),
    )
)
_WITH_UNIT = Prepared(
    select(StaffRow.__table__, UnitRow.name.label("unit_name"), UnitRow.level, UnitRow.parent_id)
    .join(UnitRow, UnitRow.id == StaffRow.unit_id)
    .where(StaffRow.id == bindparam("staff_id"))
)


@dataclass(frozen=True, slots=True)
class Session:
    """A fresh session; the token is told once, to the cookie."""

    token: str
    viewer: Viewer
    login: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose login was typed, whether the password fits, and where such tries are counted, each with its bound.

    The first count is of this login from this very place; who then signs in has shown that it was no guessing.
    """

    staff_id: int | None
    fits: bool
    buckets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Presence:
    """Whose session a token is; `is_due_touch` says that its last sign of life is over a minute old.

    `has_first_password`: somebody else made their password, and they must choose their own before anything else.
    `must_prove_more`: their role must have a second step at the sign-in, and they have not set one up yet.
    """

    viewer: Viewer
    is_due_touch: bool
    has_first_password: bool = False
    must_prove_more: bool = False
    theme: str = "auto"


def recognise(snap: Snapshot, login: str, password: str, client: str, known_browser: str = "") -> Recognised:
    """Compare a password, alike and in a similar time for an unknown login and a wrong password.

    This is slow on purpose (argon2), and only reads, so that nobody's writing waits for it. A browser at which this
    login has signed in before (`guessing`) is counted by itself: no stranger's guesses keep its owner out.

    Raises:
        TooMany: this login or this client has failed too often in the last quarter of an hour.
    """
    buckets = guessing.bounds(tidy_login(login), client, known_browser)
    for bucket, tries in buckets.items():
        limits.check(snap, bucket, tries=tries, window_s=WINDOW_S)
    where = (StaffRow.login == tidy_login(login), StaffRow.is_active.is_(True), StaffRow.password_hash.is_not(None))
    row = snap.execute(select(StaffRow.id, StaffRow.password_hash).where(*where)).first()
    is_right = fits(password, row.password_hash if row and row.password_hash else decoy())
    return Recognised(row.id if row else None, is_right and row is not None, buckets)


def admit(tx: Transaction, recognised: Recognised) -> int | None:
    """Return who was recognised; otherwise count and audit the try, and return None.

    Raises:
        TooMany: meanwhile others have used up the tries.
    """
    for bucket, tries in recognised.buckets.items():
        limits.check(tx, bucket, tries=tries, window_s=WINDOW_S)
    if recognised.staff_id is None or not recognised.fits:
        for bucket in recognised.buckets:
            limits.count(tx, bucket, window_s=WINDOW_S)
        audit.record(tx, "anonymous", "session.refused", f"staff:{recognised.staff_id or 'unknown'}")
        return None
    limits.clear(tx, next(iter(recognised.buckets)))
    return recognised.staff_id


def open_session(tx: Transaction, staff_id: int, device: str = "") -> Session:
    """Open a session for a member of staff who has proved who they are; `device` is what they sit at, in words."""
    token = secrets.token_urlsafe(32)
    tx.execute(delete(SessionRow).where(SessionRow.expires_at < tx.now))
    tx.execute(
        insert(SessionRow).values(
            token_hash=token_hash(token),
            staff_id=staff_id,
            device=device,
            created_at=tx.now,
            seen_at=tx.now,
            expires_at=tx.now + SESSION_LASTS,
        )
    )
    audit.record(tx, f"staff:{staff_id}", "session.start", f"staff:{staff_id}")
    login = tx.execute(select(StaffRow.login).where(StaffRow.id == staff_id)).scalar() or ""
    return Session(token, viewer_for(tx, staff_id), login)


def sign_out(tx: Transaction, token: str) -> None:
    """End a session; nothing happens for a token that is none."""
    where = SessionRow.token_hash == token_hash(token)
    staff_id = tx.execute(select(SessionRow.staff_id).where(where)).scalar()
    if staff_id is not None:
        tx.execute(delete(SessionRow).where(where))
        audit.record(tx, f"staff:{staff_id}", "session.end", f"staff:{staff_id}")


def viewer_of(snap: Snapshot, token: str) -> Viewer | None:
    """Return whose living session a token is."""
    found = presence_of(snap, token)
    return found.viewer if found else None


def presence_of(snap: Snapshot, token: str) -> Presence | None:
    """Return whose living session a token is, and whether `touch` is due."""
    known = {"token_hash": token_hash(token), "now": snap.now, "idle_since": snap.now - IDLE_LASTS}
    row = snap.execute(_SESSION, known).first()
    if row is None:
        return None
    viewer = viewer_for(snap, row.staff_id)
    lacks = row.confirmed_at is None and viewer.role in required_roles(snap)
    return Presence(viewer, _is_due(row.seen_at, snap.now), row.has_first_password, lacks, row.theme or "auto")


def _is_due(seen_at: datetime, now: datetime) -> bool:
    return now - seen_at >= _TOUCH_EVERY


def touch(tx: Transaction, token: str) -> None:
    """Note a sign of life of a session."""
    tx.execute(update(SessionRow).where(SessionRow.token_hash == token_hash(token)).values(seen_at=tx.now))


def viewer_for(snap: Snapshot, staff_id: int) -> Viewer:
    """Return a member of staff as a viewer.

    Raises:
        NotFound: there is no such member of staff.
    """
    row = snap.execute(_WITH_UNIT, {"staff_id": staff_id}).first()
    if row is None:
        raise NotFound
    scope = scope_of(snap, role=row.role, unit_id=row.unit_id, level=row.level, parent_id=row.parent_id)
    lent = lent_scope(snap, staff_id) if scope is not None else None
    return Viewer(
        id=row.id,
        name=row.name,
        title=row.title,
        role=row.role,
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        scope=None if scope is None or lent is None else scope | lent,
        lineage=lineage_of(snap, row.unit_id),
        has_clearance=row.has_clearance,
        kin=kin_of(snap, staff_id),
        ties=ties_of(snap, staff_id),
    )


def csrf_token(secret_key: bytes, token: str) -> str:
    """Return what every form of a session carries to show that the panel itself made it."""
    return hmac.new(secret_key, f"csrf:{token}".encode(), hashlib.sha256).hexdigest()


def add_staff(
    tx: Transaction,
    *,
    unit_id: int,
    name: str,
    role: str,
    login: str | None = None,
    password: str | None = None,
    title: str = "",
    phone: str = "",
    has_clearance: bool = False,
    topics: Iterable[str] = (),
    actor: str = "system",
) -> int:
    """Add a member of staff and return their id; whoever has login and password may sign in.

    Raises:
        Invalid: the role is none, or the password is too short.
        Conflict: the login is taken.
    """
    if role not in ROLES:
        raise Invalid("Vai trò không có trong danh sách.", {"role": "Xin chọn một vai trò."})
    tidy = tidy_login(login) if login else None
    if tidy and tx.execute(select(StaffRow.id).where(StaffRow.login == tidy)).first():
        raise Conflict(f"Tên đăng nhập {tidy} đã có người dùng.")
    values = {"unit_id": unit_id, "name": name, "title": title, "phone": phone, "role": role, "login": tidy}
    values |= {"has_clearance": has_clearance, "is_active": True, "topics": list(topics)}
    hashed = hash_password(password) if password else None
    statement = insert(StaffRow).values(**values, password_hash=hashed).returning(StaffRow.id)
    staff_id = int(tx.execute(statement).scalar_one())
    meta.bump(tx, "directory")
    audit.record(tx, actor, "staff.add", f"staff:{staff_id}", {"role": role})
    return staff_id


def set_password(
    tx: Transaction, staff_id: int, password: str, *, actor: str = "system", is_first: bool = False
) -> None:
    """Give a member of staff a new password and end all their sessions; `is_first`: they must choose another at once.

    Raises:
        Invalid: the password is too short.
        NotFound: there is no such member of staff.
    """
    columns = {"password_hash": hash_password(password), "has_first_password": is_first}
    if tx.execute(update(StaffRow).where(StaffRow.id == staff_id).values(**columns)).rowcount != 1:
        raise NotFound
    end_sessions(tx, staff_id)
    audit.record(tx, actor, "staff.set_password", f"staff:{staff_id}")


def is_password_of(snap: Snapshot, staff_id: int, password: str) -> bool:
    """Tell whether this is the password of a member of staff; slow on purpose."""
    kept = snap.execute(select(StaffRow.password_hash).where(StaffRow.id == staff_id)).scalar()
    return kept is not None and fits(password, kept)


def end_sessions(tx: Transaction, staff_id: int) -> None:
    """End every session of a member of staff."""
    tx.execute(delete(SessionRow).where(SessionRow.staff_id == staff_id))


def tidy_login(login: str) -> str:
    """Return a login as it is kept: lower case, no blanks around it."""
    return login.replace("\x00", "").encode("utf-8", "replace").decode().strip().lower()[:_MAX_TYPED]


def token_hash(token: str) -> str:
    """Return what is kept of the token of a session."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

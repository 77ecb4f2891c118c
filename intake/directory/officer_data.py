"""What an administrator writes down about a member of staff, what may be wrong with it, and how it stands now."""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from intake import labels
from intake.db import Snapshot
from intake.directory.units import PHONE
from intake.errors import NotFound
from intake.tables import StaffRow
from routing.directory import Directory

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_LONGEST = 200
TAKES_CASES = frozenset({"reception", "officer", "head"})


@dataclass(frozen=True, slots=True)
class OfficerData:
    """A member of staff as their form holds them; `phone` is the one that citizens are told.

    Without a login they cannot sign in; absent from `absent_from` to `absent_until`, both included, with no end where
    that is None. No topics means any topic.
    """

    unit_id: int
    name: str
    role: str
    title: str = ""
    phone: str = ""
    login: str | None = None
    topics: tuple[str, ...] = ()
    has_clearance: bool = False
    is_on_duty: bool = False
    absent_from: date | None = None
    absent_until: date | None = None
    substitute_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of staff with what does not stand in their form."""

    id: int
    data: OfficerData
    is_active: bool
    has_password: bool
    has_first_password: bool


def subject_of(staff_id: int) -> str:
    """Return how the history and the audit name a member of staff."""
    return f"staff:{staff_id}"


def standing_of(snap: Snapshot, staff_id: int) -> Standing:
    """Return a member of staff.

    Raises:
        NotFound: there is no such person.
    """
    table = StaffRow.__table__
    row = snap.execute(select(table).where(table.c.id == staff_id)).mappings().first()
    if row is None:
        raise NotFound("Không có cán bộ này.")
    held = {one.name: row[one.name] for one in fields(OfficerData)}
    data = OfficerData(**{**held, "topics": tuple(row["topics"] or ())})
    return Standing(staff_id, data, row["is_active"], row["password_hash"] is not None, row["has_first_password"])


def plain_of(data: OfficerData) -> dict[str, Any]:
    """Return a member of staff as the history keeps them."""
    days = {name: day.isoformat() if (day := getattr(data, name)) else None for name in ("absent_from", "absent_until")}
    return {**asdict(data), **days, "topics": list(data.topics)}


def wrong_fields(
    data: OfficerData, known: Directory, topics: Collection[str], *, staff_id: int | None
) -> Mapping[str, str]:
    """Return what is wrong with a member of staff, by field; whether the login is taken is not looked at."""
    unit = known.units.get(data.unit_id)
    people = {*known.officers, *known.others}
    ends_early = data.absent_from and data.absent_until and data.absent_until < data.absent_from
    checks = (
        ("unit_id", unit is None, "Xin chọn đơn vị."),
        ("unit_id", unit is not None and unit.is_closed, "Đơn vị này đã đóng."),
        ("name", not 0 < len(data.name) <= _LONGEST, f"Xin ghi họ tên, không quá {_LONGEST} chữ."),
        ("role", data.role not in labels.ROLES, "Xin chọn một vai trò."),
        ("title", len(data.title) > _LONGEST, f"Không quá {_LONGEST} chữ."),
        ("phone", bool(data.phone) and not PHONE.fullmatch(data.phone), "Số điện thoại chỉ gồm số, dấu cách, chấm."),
        (
            "login",
            data.login is not None and not LOGIN.fullmatch(data.login),
            "Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm hoặc gạch, từ 2 đến 60 chữ.",
        ),
        ("topics", not set(data.topics) <= set(topics), "Có lĩnh vực không có trong danh mục."),
        ("absent_from", data.absent_until is not None and data.absent_from is None, "Xin ghi vắng từ ngày nào."),
        ("absent_until", bool(ends_early), "Ngày cuối phải từ ngày đầu trở đi."),
        ("substitute_id", data.substitute_id is not None and data.substitute_id == staff_id, "Xin chọn người khác."),
        ("substitute_id", data.substitute_id not in {None, *people}, "Người này không còn làm việc."),
    )
    return {name: sentence for name, is_wrong, sentence in checks if is_wrong}

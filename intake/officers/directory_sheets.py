"""Tables of units and of staff as offices keep them in a spreadsheet: what their columns are called, and mean."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from intake import labels
from intake.files.sheets import Row, Sheet, read_sheet
from intake.officers.directory_plan import StaffLine, UnitLine
from intake.officers.staff import tidy_login
from routing.local_names import communes_called
from routing.places import load_gazetteer
from routing.text import shadow
from routing.topics import Topic

UNIT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã", "Mã đơn vị"),
    "name": ("Tên", "Tên đơn vị"),
    "level": ("Cấp",),
    "function": ("Chức năng",),
    "commune_code": ("Xã, phường", "Mã xã", "Xã phường"),
    "parent_id": ("Mã đơn vị cấp trên", "Cấp trên"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "address": ("Địa chỉ",),
    "hours": ("Giờ làm việc",),
    "needs_approval": ("Trả lời phải có người duyệt",),
    "needs_proof": ("Phải có chứng minh",),
}
STAFF_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit_id": ("Mã đơn vị", "Đơn vị"),
    "name": ("Họ và tên", "Họ tên"),
    "title": ("Chức danh", "Chức vụ"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "role": ("Vai trò",),
    "login": ("Tên đăng nhập",),
    "topics": ("Lĩnh vực",),
    "has_clearance": ("Được xem hồ sơ giữ kín",),
    "is_on_duty": ("Trực việc khẩn",),
    "absent_from": ("Vắng từ ngày",),
    "absent_until": ("Vắng đến hết ngày",),
    "substitute_id": ("Người thay (tên đăng nhập)", "Người thay"),
}
_YES, _NO = frozenset({"co", "x", "1", "true", "yes"}), frozenset({"", "khong", "0", "false", "no"})
_CODE_DIGITS = 5
_PHONE_DIGITS = (9, 10)


class _Unreadable(ValueError):
    """A cell cannot be what its column is for."""


def units_in(text: str) -> tuple[Sheet, list[UnitLine]]:
    """Return a table of units.

    Raises:
        Invalid: as `read_sheet`.
    """
    sheet = read_sheet(text, UNIT_COLUMNS, ("code", "name", "level", "function"))
    return sheet, [_unit(row) for row in sheet.rows]


def staff_in(text: str, topics: Mapping[str, Topic]) -> tuple[Sheet, list[StaffLine]]:
    """Return a table of staff.

    Raises:
        Invalid: as `read_sheet`.
    """
    sheet = read_sheet(text, STAFF_COLUMNS, ("unit_id", "name", "role"))
    return sheet, [_staff(row, topics) for row in sheet.rows]


def _unit(row: Row) -> UnitLine:
    given, wrong = _values(row, {"parent_id"})
    return UnitLine(row.line, str(given.pop("code", "")), given, row.cells.get("parent_id"), wrong, row.cells)


def _staff(row: Row, topics: Mapping[str, Topic]) -> StaffLine:
    given, wrong = _values(row, {"unit_id", "substitute_id", "topics"})
    if "topics" in row.cells:
        try:
            given["topics"] = _topics(row.cells["topics"], topics)
        except _Unreadable as error:
            wrong["topics"] = str(error)
    substitute = row.cells.get("substitute_id")
    tidy = tidy_login(substitute) if substitute is not None else None
    return StaffLine(row.line, given, row.cells.get("unit_id", ""), tidy, wrong, row.cells)


def _values(row: Row, but: set[str]) -> tuple[dict[str, Any], dict[str, str]]:
    given: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, cell in row.cells.items():
        if name in but:
            continue
        try:
            given[name] = _READ.get(name, str)(cell)
        except _Unreadable as error:
            wrong[name] = str(error)
    return given, wrong


def _yes_or_no(cell: str) -> bool:
    said = shadow(cell)
    if said not in _YES | _NO:
        raise _Unreadable("Xin ghi “có” hoặc bỏ trống.")
    return said in _YES


def _one_of(names: Mapping[str, str], what: str) -> Callable[[str], str]:
    codes = {shadow(name): code for code, name in names.items()} | {shadow(code): code for code in names}

    def read(cell: str) -> str:
        if shadow(cell) not in codes:
            raise _Unreadable(f"Không có {what} này. Có: {', '.join(names.values())}.")
        return codes[shadow(cell)]

    return read


def _level(cell: str) -> str:
    short = {"tinh": "province", "xa": "commune", "phuong": "commune"}
    return short.get(shadow(cell)) or _one_of(labels.LEVELS, "cấp")(cell)


def _commune(cell: str) -> str | None:
    """Return a commune by code (a spreadsheet may have eaten its first zero) or by name."""
    if not cell:
        return None
    communes = load_gazetteer().communes
    if cell.isdecimal() and cell.zfill(_CODE_DIGITS) in communes:
        return cell.zfill(_CODE_DIGITS)
    called = communes_called(cell, load_gazetteer())
    if len(called) > 1:
        names = ", ".join(f"{one.name} ({one.code})" for one in called)
        raise _Unreadable(f"Có nhiều xã, phường tên giống nhau: {names}. Xin ghi đủ dấu hoặc ghi mã.")
    if not called:
        raise _Unreadable("Không có xã, phường này trong danh mục.")
    return called[0].code


def _phone(cell: str) -> str:
    is_shorn = cell.isdecimal() and len(cell) in _PHONE_DIGITS and not cell.startswith("0")
    return f"0{cell}" if is_shorn else cell


def _topics(cell: str, known: Mapping[str, Topic]) -> tuple[str, ...]:
    codes = {shadow(topic.name_vi): code for code, topic in known.items()} | {shadow(code): code for code in known}
    named = [one.strip() for one in cell.split(";" if ";" in cell else "|" if "|" in cell else ",") if one.strip()]
    if unknown := [one for one in named if shadow(one) not in codes]:
        raise _Unreadable(f"Không có lĩnh vực “{unknown[0]}”. Ngăn các lĩnh vực bằng dấu | .")
    return tuple(sorted({codes[shadow(one)] for one in named}))


def _day(cell: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(cell, pattern).date() if cell else None  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _Unreadable("Xin ghi ngày như 25/11/2026.")


_READ: Mapping[str, Callable[[str], Any]] = {
    "level": _level,
    "commune_code": _commune,
    "phone": _phone,
    "needs_approval": _yes_or_no,
    "needs_proof": _yes_or_no,
    "role": _one_of(labels.ROLES, "vai trò"),
    "login": lambda cell: tidy_login(cell) or None,
    "has_clearance": _yes_or_no,
    "is_on_duty": _yes_or_no,
    "absent_from": _day,
    "absent_until": _day,
}

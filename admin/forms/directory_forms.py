"""Units and members of staff as they are typed in their forms, and read back into what the book knows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from admin.forms.typed import ID_DIGITS, day_in, number
from intake.directory.officer_data import OfficerData, plain_of
from intake.directory.units import UnitData
from intake.errors import Invalid
from intake.officers.staff import tidy_login

UNIT_FIELDS = (
    "code", "name", "level", "function", "commune_code", "parent_id", "phone", "address", "hours", "needs_approval",
    "needs_proof",
)  # fmt: skip
OFFICER_FIELDS = (
    "unit_id", "name", "title", "phone", "role", "login", "topics", "has_clearance", "is_on_duty", "absent_from",
    "absent_until", "substitute_id",
)  # fmt: skip
_LONGEST = 1000


def typed(form: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return the fields of a form as they were typed, tidied of what no field may hold; with the reason."""
    return {name: " ".join(form.get(name, "").split())[:_LONGEST] for name in (*names, "why")}


def typed_unit(data: UnitData) -> dict[str, str]:
    """Return a unit as its form shows it."""
    return _shown(asdict(data))


def typed_officer(data: OfficerData) -> dict[str, str]:
    """Return a member of staff as their form shows them."""
    return _shown(plain_of(data))


def typed_version(content: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """Return a version of the history as the form shows it."""
    return _shown({name: content.get(name) for name in names})


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()} | {"why": ""}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, list | tuple):
        return ",".join(str(one) for one in value)
    return "" if value is None else str(value)


def unit_in(given: Mapping[str, str]) -> UnitData:
    """Return the unit that was typed.

    Raises:
        Invalid: the unit above is none.
    """
    return UnitData(
        code=given["code"],
        name=given["name"],
        level=given["level"],
        function=given["function"],
        commune_code=given["commune_code"] or None,
        parent_id=number_in(given, "parent_id"),
        phone=given["phone"],
        address=given["address"],
        hours=given["hours"],
        needs_approval=bool(given["needs_approval"]),
        needs_proof=bool(given["needs_proof"]),
    )


def officer_in(given: Mapping[str, str]) -> OfficerData:
    """Return the member of staff that was typed.

    Raises:
        Invalid: a day, the unit or the substitute is none.
    """
    return OfficerData(
        unit_id=number_in(given, "unit_id") or 0,
        name=given["name"],
        title=given["title"],
        phone=given["phone"],
        role=given["role"],
        login=tidy_login(given["login"]) or None,
        topics=tuple(sorted(one.strip() for one in given["topics"].split(",") if one.strip())),
        has_clearance=bool(given["has_clearance"]),
        is_on_duty=bool(given["is_on_duty"]),
        absent_from=day_in(given, "absent_from"),
        absent_until=day_in(given, "absent_until"),
        substitute_id=number_in(given, "substitute_id"),
    )


def number_in(given: Mapping[str, str], name: str) -> int | None:
    """Return an id that was chosen, None where nothing was.

    Raises:
        Invalid: it is no number.
    """
    text = given.get(name, "")
    found = number(text, ID_DIGITS)
    if text and found is None:
        raise Invalid("Có mục chọn không đúng.", {name: "Xin chọn trong danh sách."})
    return found

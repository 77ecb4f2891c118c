"""Name, hours and courtesy of the office as an administrator sets them: small facts with a reason and a history."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from intake import meta, setting_log
from intake.db import Snapshot, Transaction
from intake.directory import directory
from intake.directory.roster import is_away
from intake.errors import Invalid
from intake.sending import courtesy
from intake.setting_log import Act
from intake.tables import StaffRow
from routing.directory import full_unit_name

COURTESY, HOURS, OFFICE = "courtesy", "working_hours", "office"
_NEEDED: Mapping[str, str] = {"name": "Xin ghi tên đầy đủ.", "short_name": "Xin ghi tên ngắn để trợ lý xưng."}
_LONGEST: Mapping[str, int] = {"name": 200, "short_name": 80, "phone": 60, "hours": 200, "address": 200}
OF_OFFICE = (*_LONGEST, "publishes")
_FEWEST_DIGITS = 3
_DURATIONS: Mapping[str, tuple[int, int]] = {
    "draft.remind_after_hours": (1, 168),
    "draft.keep_days": (1, 90),
    "draft.away_hours": (1, 720),
    "notices.gather_minutes": (0, 120),
}


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who takes what is urgent when the office is closed."""

    id: int
    name: str
    phone: str
    unit: str
    is_absent: bool


def on_duty(snap: Snapshot) -> tuple[OnDuty, ...]:
    """Return who is on duty, by unit."""
    units = directory.snapshot(snap)
    rows = snap.execute(
        select(StaffRow.__table__)
        .where(StaffRow.is_on_duty.is_(True), StaffRow.is_active.is_(True))
        .order_by(StaffRow.unit_id, StaffRow.id)
    )
    found = []
    for row in rows:
        is_absent = is_away(row.absent_from, row.absent_until, snap.today)
        found.append(OnDuty(row.id, row.name, row.phone, full_unit_name(units, row.unit_id), is_absent))
    return tuple(found)


def hours_of(snap: Snapshot) -> dict[str, str]:
    """Return the working hours as `{"start": "07:30", "end": "17:00"}`."""
    hours = meta.working_hours(snap)
    return {"start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}


def set_hours(tx: Transaction, given: Mapping[str, str], *, why: str, actor: str, seen: int | None) -> None:
    """Set the hours in which members of staff are told of deadlines, and outside of which the duty officer is called.

    Raises:
        Invalid: a time is wrong, nothing has changed, or no reason is given.
        Conflict: somebody has set them since `seen`.
    """
    try:
        hours = meta.hours_from({name: given.get(name, "") for name in ("start", "end")})
    except (TypeError, ValueError) as error:
        raise Invalid("Giờ làm việc chưa đúng.", {"end": "Xin ghi giờ như 07:30, giờ cuối sau giờ đầu."}) from error
    after = {"start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}
    act = Act(why, actor, "hours.change", seen)
    setting_log.keep(tx, HOURS, after, before=hours_of(tx), act=act)
    meta.set_working_hours(tx, hours)


def office_of(snap: Snapshot) -> dict[str, Any]:
    """Return what citizens are told of the office: its names, telephone, hours, address, and whether its figures."""
    office = meta.office(snap)
    return {name: getattr(office, name) for name in OF_OFFICE}


def require_sound(value: Mapping[str, Any]) -> None:
    """Check an office that comes from a file.

    Raises:
        Invalid: words are no words, or whether it publishes is no yes or no.
        TypeError: it has a field that no office has.
    """
    office = asdict(meta.Office(**value))
    if not isinstance(office.pop("publishes"), bool) or not all(isinstance(one, str) for one in office.values()):
        raise Invalid("Mục cơ quan chỉ gồm chữ; công khai số liệu là true hoặc false.")


def unsaid(snap: Snapshot) -> list[str]:
    """Return what the office has not yet set of that which citizens are told of it, as it is called."""
    office, unnamed = meta.office(snap), meta.Office()
    named = {"tên cơ quan": office.name != unnamed.name, "điện thoại": office.phone, "địa chỉ": office.address}
    return [name for name, is_said in named.items() if not is_said]


def set_office(tx: Transaction, given: Mapping[str, str], *, why: str, actor: str, seen: int | None) -> None:
    """Set what citizens are told of the office: `name`, `short_name`, `phone`, `hours`, `address`.

    `publishes` is blank where it keeps its figures to itself.

    Raises:
        Invalid: a name is missing, something is too long, a telephone has no number in it, nothing has changed, or no
            reason is given.
        Conflict: somebody has set it since `seen`.
    """
    told = {name: " ".join(given.get(name, "").split()) for name in _LONGEST}
    wrong = {name: said for name, said in _NEEDED.items() if not told[name]}
    wrong |= {name: f"Xin ghi không quá {most} chữ." for name, most in _LONGEST.items() if len(told[name]) > most}
    if told["phone"] and sum(sign.isdigit() for sign in told["phone"]) < _FEWEST_DIGITS:
        wrong["phone"] = "Xin ghi số điện thoại, như 0204 3 555 000."
    if wrong:
        raise Invalid("Thông tin cơ quan chưa đủ.", wrong)
    before = asdict(meta.office(tx))
    after = before | told | {"publishes": bool(given.get("publishes"))}
    setting_log.keep(tx, OFFICE, after, before=before, act=Act(why, actor, "office.change", seen))
    meta.set_office(tx, meta.Office(**after))


def set_courtesy(tx: Transaction, given: Mapping[str, Any], *, why: str, actor: str, seen: int | None) -> None:
    """Set when and how often citizens are written to.

    Raises:
        Invalid: a value is wrong, nothing has changed, or no reason is given.
        Conflict: somebody has set it since `seen`.
    """
    wrong = {
        name: f"Xin ghi một số từ {low} đến {high}."
        for name, (low, high) in _DURATIONS.items()
        if not isinstance(given.get(name), int) or not low <= given[name] <= high
    }
    if wrong:
        raise Invalid("Giờ giấc nhắn tin chưa đúng.", wrong)
    courtesy.require_sound(given)
    act = Act(why, actor, "courtesy.change", seen)
    setting_log.keep(tx, COURTESY, given, before=courtesy.values_of(tx), act=act)
    courtesy.set_own(tx, given)

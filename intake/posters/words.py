"""What stands on a poster: whose it is, which way in its code opens, the steps, and whom to call."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake import meta
from intake.db import Snapshot
from intake.directory import directory
from intake.errors import Invalid, NotFound
from intake.queries.case_lines import unit_name
from intake.settings import Settings

_TELL = "Kể việc bằng lời của mình. Có ảnh thì gửi kèm."
_KEEP = "Giữ mã hồ sơ để xem việc đến đâu, ngày nào được trả lời."
_CAMERA = "Mở máy ảnh điện thoại, đưa vào mã này rồi bấm vào dòng chữ hiện ra."
_ZALO = "Mở Zalo, bấm nút quét mã ở góc trên, đưa vào mã này rồi bấm “Quan tâm”."
_TELEGRAM = "Mở máy ảnh điện thoại, đưa vào mã này để mở Telegram rồi bấm “Bắt đầu”."
_LOCAL = ("localhost", "127.", "0.0.0.0", "[::")  # noqa: S104 - looked for, not listened on


@dataclass(frozen=True, slots=True)
class Way:
    """A way into the chat: `address` is in the code, `shown` is what a person can type."""

    key: str
    label: str
    address: str
    shown: str
    first_step: str

    @property
    def steps(self) -> tuple[str, str, str]:
        """The three steps."""
        return self.first_step, _TELL, _KEEP

    @property
    def is_local(self) -> bool:
        """Whether only this very machine can open it: such a poster would lead nobody anywhere."""
        return self.shown.startswith(_LOCAL)


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster; what is not known of the unit is blank."""

    name: str
    way: Way
    phone: str = ""
    hours: str = ""
    address: str = ""


def ways_in(settings: Settings) -> tuple[Way, ...]:
    """Return the ways that this installation has."""
    return tuple(_ways(settings))


def _ways(settings: Settings) -> Iterator[Way]:
    yield Way("web", "Trang web", settings.base_url, settings.base_url.partition("://")[2], _CAMERA)
    if settings.zalo_oa.oa_id:
        shown = f"zalo.me/{settings.zalo_oa.oa_id}"
        yield Way("zalo", "Zalo", f"https://{shown}", shown, _ZALO)
    if settings.telegram_name:
        shown = f"t.me/{settings.telegram_name}"
        yield Way("telegram", "Telegram", f"https://{shown}", shown, _TELEGRAM)


def poster_of(snap: Snapshot, settings: Settings, way: str = "web", unit: str = "") -> Poster:
    """Return the poster of the office, or of the unit with a code.

    Raises:
        NotFound: there is no such unit.
        Invalid: this installation has no such way in; the sentence says which setting opens it.
    """
    chosen = next((one for one in ways_in(settings) if one.key == way), None)
    if chosen is None:
        raise Invalid(f"Chưa có đường vào “{way}”. Đặt TELEGRAM_BOT_NAME hoặc ZALO_OA_ID rồi chạy lại.")
    office = meta.office(snap)
    if not unit:
        return Poster(office.name, chosen, office.phone, office.hours, office.address)
    known = directory.snapshot(snap)
    found = next((one for one in known.units.values() if one.code == unit), None)
    if found is None:
        raise NotFound(f"Không có đơn vị mang mã “{unit}”.")
    return Poster(unit_name(known, found.id), chosen, found.phone or office.phone, office.hours, found.address)


def units_to_name(snap: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return code and name of every unit, by name."""
    known = directory.snapshot(snap)
    named = ((unit_name(known, one.id), one.code) for one in known.units.values())
    return tuple((code, name) for name, code in sorted(named))

"""Who denounces, taken down by an officer: it rests in the vault and nowhere else (Luật Tố cáo Điều 56)."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from intake import vault
from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NotFound
from intake.lifecycle import Standing
from intake.settings import Settings
from intake.situations import has_it_whole, situation_of
from intake.tables import CaseRow
from intake.vault_keys import NoVaultKey
from routing.kinds import Kind

TAKEN_DOWN = ("name", "address", "contact", "id_number")
IDENTITY = (*TAKEN_DOWN, "issued_on", "issued_by")
_SHORTEST = 4  # a shorter name or address would cover common words
_LONGEST = 300
_NO_KEY = (
    "Máy chưa có khóa két nên chưa giữ kín được danh tính người tố cáo. Xin để trống họ tên, điện thoại, địa chỉ, số "
    "giấy tờ (đã có trên đơn) rồi ghi tiếp, và báo quản trị tạo khóa."
)


def covered(text: str, told: Iterable[str]) -> str:
    """Return a text with who tells it covered, where they wrote themselves into it."""
    for value in told:
        if len(value) >= _SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "[giữ kín]", text, flags=re.IGNORECASE)
    return text


def keep(tx: Transaction, settings: Settings, case_id: int, told: Mapping[str, str], *, by: str) -> None:
    """Seal what is known of who denounces; what is blank leaves what was kept before.

    Raises:
        Invalid: this installation has no key; nothing is kept.
    """
    try:
        for name in IDENTITY:
            if value := told.get(name, ""):
                vault.seal(tx, settings, case_id, name, value, by=by)
    except NoVaultKey as error:
        raise Invalid("Chưa ghi được.", {"name": _NO_KEY}) from error


def take_down(tx: Transaction, settings: Settings, viewer: Viewer, case_id: int, told: Mapping[str, str]) -> None:
    """Keep what an officer takes down of who denounces, with the person or the signed form before them.

    Raises:
        NotFound: it is not theirs to take down.
        Invalid: nothing was typed, a value is too long, or nothing can be sealed here.
    """
    if not may_take_down(tx, viewer, case_id):
        raise NotFound
    typed = {name: " ".join(told.get(name, "").split()) for name in TAKEN_DOWN}
    wrong = {name: f"Không quá {_LONGEST} ký tự." for name, value in typed.items() if len(value) > _LONGEST}
    if not any(typed.values()):
        wrong["name"] = "Xin điền ít nhất một mục."
    if wrong:
        raise Invalid("Chưa ghi được. Xin xem lại.", wrong)
    keep(tx, settings, case_id, typed, by=f"staff:{viewer.id}")


def may_take_down(snap: Snapshot, viewer: Viewer, case_id: int) -> bool:
    """Tell whether a person may take down who denounces: cleared, with the whole case in hand, which is no tip."""
    if not (viewer.has_clearance and may_see_case(snap, viewer, case_id)):
        return False
    case = snap.execute(select(CaseRow.__table__).where(CaseRow.id == case_id)).one()
    is_told_by_name = case.kind == Kind.DENUNCIATION and case.standing != Standing.INFORMATION
    return is_told_by_name and case.is_open and has_it_whole(situation_of(snap, viewer, case))


def for_receipt(snap: Snapshot, settings: Settings, case_id: int) -> Mapping[str, str]:
    """Return what was taken down of who came, for whoever heard it and now prints the receipt; they write that down."""
    return vault.recalled(snap, settings, case_id, IDENTITY)

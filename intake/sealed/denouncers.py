"""Who denounces, taken down by an officer: it rests in the vault and nowhere else (Luật Tố cáo Điều 56)."""

from collections.abc import Mapping

from sqlalchemy import select

from intake.access import Viewer, may_see_case
from intake.db import Snapshot, Transaction
from intake.errors import Invalid, NotFound
from intake.lifecycle import Standing
from intake.people.situations import has_it_whole, situation_of
from intake.sealed import sealed_people, vault
from intake.sealed.sealed_people import IDENTITY
from intake.settings import Settings
from intake.tables import CaseRow
from routing.kinds import Kind

TAKEN_DOWN = ("name", "address", "contact", "id_number")
_LONGEST = 300


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
    sealed_people.keep(tx, settings, case_id, typed, by=f"staff:{viewer.id}")


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

"""Who was called to a danger before there was a case, and how often: once it is said to be over they hear that too."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, text

from intake.clock import ZONE
from intake.db import Snapshot, Transaction
from intake.engine.conditions import begins_with
from intake.notices import notices
from intake.registration import danger_labels
from intake.tables import NoticeRow
from intake.tables.desk import IS_CALL

RELIEF = "relief"
_FRESH = timedelta(hours=24)
_IS_CALL = text(IS_CALL)


def key_of(snap: Snapshot, conversation_id: int, danger: str) -> str:
    """Return with what the keys begin under which a danger in a talk is told; anew once it was said to be over."""
    return _key(conversation_id, danger, _times_over(snap, conversation_id, danger))


def _key(conversation_id: int, danger: str, again: int) -> str:
    return f"danger:{conversation_id}:{danger}:" + (f"again{again}:" if again else "")


def _times_over(snap: Snapshot, conversation_id: int, danger: str) -> int:
    """Return how often it was said of a danger in a talk that it is over."""
    over = select(func.count(NoticeRow.key.distinct())).where(
        _IS_CALL, begins_with(NoticeRow.key, _over(conversation_id, danger))
    )
    return int(snap.execute(over).scalar_one())


def tell_over(tx: Transaction, conversation_id: int, danger: str, *, case_id: int | None = None) -> None:
    """Tell whoever was called to a danger in a talk, and to its case, that by the words of its citizen it is over.

    Nothing is closed by it, and no task is taken back: they decide.
    """
    again = _times_over(tx, conversation_id, danger)
    key = f"{_over(conversation_id, danger)}{again}"
    told = select(NoticeRow.staff_id, NoticeRow.at).where(_IS_CALL)
    of_talk = begins_with(NoticeRow.key, _key(conversation_id, danger, again))
    talk = _called(tx, told.where(of_talk, NoticeRow.case_id.is_(None)))
    case = _called(tx, told.where(NoticeRow.case_id == case_id)) if case_id else {}
    if not (talk or case):
        return
    since = min((*talk.values(), *case.values())).astimezone(ZONE)
    named = danger_labels.told_danger(danger)
    words = (
        f"Theo lời người báo, {named} báo lúc {since:%H:%M} nay đã qua. Chưa ai kiểm tra: "
        "anh/chị quyết định có tới xem, có làm gì nữa không."
    )
    notices.tell(tx, talk.keys() - case.keys(), key=key, kind=RELIEF, text=words, case_id=None)
    notices.tell(tx, case, key=key, kind=RELIEF, text=words, case_id=case_id)


def _over(conversation_id: int, danger: str) -> str:
    return f"danger-over:{conversation_id}:{danger}:"


def _called(tx: Transaction, told: Select[int, datetime]) -> dict[int, datetime]:
    """Return who was called urgently of late, and when first."""
    rows = tx.execute(told.where(NoticeRow.kind == "urgent", NoticeRow.at >= tx.now - _FRESH)).all()
    return {one: min(row.at for row in rows if row.staff_id == one) for one in {row.staff_id for row in rows}}

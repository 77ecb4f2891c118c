"""So many single notices a day for one person, the rest in one line with their number: noise is not heard."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.clock import start_of
from intake.db import Transaction
from intake.notices import notices, officer_outlet
from intake.notices.notices import Notice
from intake.notices.officer_outlet import Fresh
from intake.tables import NoticeRow, RateRow

SINGLES_A_DAY = 10
KIND = "digest"
_BUCKET = "told:"


def tell(tx: Transaction, wanted: Sequence[Notice]) -> None:
    """Tell notices in their order, the most pressing first; who has had enough today gets the rest as one number.

    The number grows while the day goes on, and the line is unread again when it does.
    """
    if not wanted:
        return
    told = _told_today(tx, {notice.staff_id for notice in wanted})
    singles: list[Notice] = []
    for notice in wanted:
        told[notice.staff_id] += 1
        if told[notice.staff_id] <= SINGLES_A_DAY:
            singles.append(notice)
    notices.tell_many(tx, singles)
    touched = sorted({notice.staff_id for notice in wanted})
    _count(tx, [(staff_id, told[staff_id]) for staff_id in touched])
    _fold(tx, [(staff_id, told[staff_id] - SINGLES_A_DAY) for staff_id in touched if told[staff_id] > SINGLES_A_DAY])


def _told_today(tx: Transaction, staff_ids: Iterable[int]) -> Counter[int]:
    theirs = RateRow.bucket.in_([f"{_BUCKET}{staff_id}" for staff_id in staff_ids])
    tx.execute(delete(RateRow).where(theirs, RateRow.window_start < start_of(tx.today)))
    rows = tx.execute(select(RateRow.bucket, RateRow.count).where(theirs))
    return Counter({int(row.bucket.removeprefix(_BUCKET)): row.count for row in rows})


def _count(tx: Transaction, counts: Iterable[tuple[int, int]]) -> None:
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(RateRow)
    same = ["bucket", "window_start"]
    statement = statement.on_conflict_do_update(index_elements=same, set_={"count": statement.excluded.count})
    today = start_of(tx.today)
    tx.execute(statement, [{"bucket": f"{_BUCKET}{one}", "window_start": today, "count": n} for one, n in counts])


def _fold(tx: Transaction, more: Sequence[tuple[int, int]]) -> None:
    if not more:
        return
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(NoticeRow)
    afresh = {"text": statement.excluded.text, "at": statement.excluded.at, "read_at": None}
    key = f"{KIND}:{tx.today.isoformat()}"
    rows = [
        {"staff_id": staff_id, "case_id": None, "key": key, "kind": KIND, "text": _sentence(count), "at": tx.now}
        for staff_id, count in more
    ]
    statement = statement.on_conflict_do_update(index_elements=["staff_id", "key"], set_=afresh)
    counted = tx.execute(statement.returning(NoticeRow.id, NoticeRow.staff_id), rows)
    chats = officer_outlet.ask_chats(tx, {row.staff_id for row in counted})
    officer_outlet.put(tx, [Fresh(row.id, row.staff_id, KIND, None) for row in counted], chats)


def _sentence(count: int) -> str:
    return f"Hôm nay còn {count} lời nhắc hạn khác, không báo riêng từng việc. Xin mở danh sách để xem hết."

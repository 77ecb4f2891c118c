"""How often something may be tried in a window of time, counted in the book so that all processes count together."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake.db import Snapshot, Transaction
from intake.errors import TooMany
from intake.tables import RateRow


def check(snap: Snapshot, bucket: str, *, tries: int, window_s: int) -> None:
    """Refuse when a bucket is full.

    Raises:
        TooMany: `tries` have been counted in the present window.
    """
    start = _window(snap.now, window_s)
    where = (RateRow.bucket == bucket, RateRow.window_start == start)
    if (snap.execute(select(RateRow.count).where(*where)).scalar() or 0) >= tries:
        wait = window_s - int((snap.now - start).total_seconds())
        minutes = max(1, round(wait / 60))
        raise TooMany(f"Đã thử quá nhiều lần. Xin chờ {minutes} phút rồi thử lại.", retry_after=wait)


def count(tx: Transaction, bucket: str, *, window_s: int) -> None:
    """Count one try."""
    start = _window(tx.now, window_s)
    dialect_insert = insert_sqlite if tx.is_sqlite else insert_pg
    statement = dialect_insert(RateRow).values(bucket=bucket, window_start=start, count=1)
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["bucket", "window_start"], set_={"count": RateRow.__table__.c.count + 1}
        )
    )


def take(tx: Transaction, bucket: str, *, tries: int, window_s: int, sentence: str) -> None:
    """Count one try, if there is room for it; `sentence` is said with how many `{minutes}` to wait.

    Raises:
        TooMany: the bucket is full; nothing was counted.
    """
    try:
        check(tx, bucket, tries=tries, window_s=window_s)
    except TooMany as error:
        minutes = max(1, round(error.retry_after / 60))
        raise TooMany(sentence.format(minutes=minutes), retry_after=error.retry_after) from error
    count(tx, bucket, window_s=window_s)


def clear(tx: Transaction, bucket: str) -> None:
    """Forget what was counted in a bucket."""
    tx.execute(delete(RateRow).where(RateRow.bucket == bucket))


def forget_old(tx: Transaction) -> None:
    """Forget what was counted more than two days ago; no window is as long."""
    tx.execute(delete(RateRow).where(RateRow.window_start < tx.now - timedelta(days=2)))


def _window(now: datetime, window_s: int) -> datetime:
    seconds = int(now.timestamp()) // window_s * window_s
    return datetime.fromtimestamp(seconds, UTC)

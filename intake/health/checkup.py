"""What waits in a book that runs: how much, how long, and since when a clock or a channel is not well."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select, text

from intake.channels import channel_health, delivery_reasons
from intake.channels.channel_health import Noted
from intake.channels.channel_troubles import HELD_FOR, troubles
from intake.channels.past_the_window import PAST_THE_WINDOW
from intake.channels.stalled import Stalled, by_reason, name_of, stalled
from intake.db import Snapshot
from intake.installation.findings import Finding
from intake.notices.officer_outlet import PURPOSE as OFFICERS
from intake.queries.talk import phones
from intake.sealed import sealed_sayings
from intake.sending.outbox import OPEN
from intake.tables import ConversationRow, InboxRow, OutboxRow

_UPDATE_MAY_WAIT = timedelta(minutes=1)
_PARCEL_MAY_WAIT = timedelta(minutes=5)
_CLOCK_MAY_DIFFER = timedelta(minutes=2)
_MINUTE_S = 60
_NO_TIME = timedelta(0)
_INBOX_SHOWN = ("new", "dead", "quarantined")
_OUTBOX_SHOWN = ("new", "sending", "blocked", "held", "dead")


@dataclass(frozen=True, slots=True)
class Gauges:
    """Figures of what waits, without a word of anybody; counts by (channel, status), ages since the oldest that is due.

    `closed` counts what the platform's window holds back, by channel; `troubled` are the accounts (channel, account)
    that a person must put right, whatever they said of themselves before; `stalled` is what was tried in vain,
    `shut` counts what an account holds back that somebody must put right, `unheard` the unread notices that did not
    reach officers' phones, by channel; `outbox` has of those only what is still on its way.
    """

    inbox: Mapping[tuple[str, str], int]
    outbox: Mapping[tuple[str, str], int]
    closed: Mapping[str, int]
    oldest_update: timedelta
    oldest_parcel: timedelta
    channels: tuple[Noted, ...]
    troubled: frozenset[tuple[str, str]] = frozenset()
    stalled: tuple[Stalled, ...] = ()
    shut: int = 0
    unheard: Mapping[str, int] = field(default_factory=dict)

    def updates(self, status: str) -> int:
        """Return how many updates of all channels have a status."""
        return sum(count for (_channel, is_status), count in self.inbox.items() if is_status == status)

    def parcels(self, *statuses: str) -> int:
        """Return how many messages of all channels have one of these statuses."""
        return sum(count for (_channel, status), count in self.outbox.items() if status in statuses)


def gauges(snap: Snapshot) -> Gauges:
    """Return what waits now."""
    in_vain = stalled(snap)
    return Gauges(
        inbox=_inbox(snap),
        outbox=_outbox(snap),
        closed=_closed(snap),
        oldest_update=_age(snap, _oldest_update(snap)),
        oldest_parcel=max(_age(snap, _oldest_parcel(snap)), *(_age(snap, one.since) for one in in_vain), _NO_TIME),
        channels=tuple(channel_health.noted(snap)),
        troubled=frozenset((one.channel, one.account) for one in troubles(snap)),
        stalled=in_vain,
        shut=_shut(snap),
        unheard=_unheard(snap),
    )


def findings(snap: Snapshot) -> Iterator[Finding]:
    """Check the clock, what waits and what was given up."""
    yield _clock(snap)
    found = gauges(snap)
    yield _updates(found)
    yield _parcels(found)


def _updates(found: Gauges) -> Finding:
    """Tell what waits to be read, and since when; what is to be done where it waits too long or was given up."""
    waiting, dead, aside = (found.updates(status) for status in _INBOX_SHOWN)
    is_late = found.oldest_update > _UPDATE_MAY_WAIT
    said = [
        _waiting(waiting, "tin chờ xử lý", found.oldest_update),
        "xem tiến trình nghedan serve (worker) có chạy không" if is_late else "",
        f"{dead} tin không xử lý được: mở trang Sự cố, thử lại hoặc gọi cho người dân"
        if dead
        else "không tin nào bị bỏ",
        f"{aside} lần gọi không phải là tin nào, để riêng ở trang Sự cố" if aside else "",
    ]
    return Finding("Tin nhận vào", ok=not is_late and not dead, sentence=_joined(said))


def _parcels(found: Gauges) -> Finding:
    """Tell the depth of the outbox, what waits for its citizen and why; what is to be done as above."""
    waiting, dead = found.parcels("new", "sending"), found.parcels("dead")
    held, closed = found.parcels("blocked", "held") - found.shut, sum(found.closed.values())
    is_late, unheard = found.oldest_parcel > _PARCEL_MAY_WAIT, sum(found.unheard.values())
    said = [
        _waiting(waiting, "tin chờ gửi", found.oldest_parcel),
        _in_vain(found.stalled),
        "xem worker, mạng và mã của kênh" if is_late else "",
        f"{held} tin chờ người dân nhắn lại" + (f" ({closed} vì quá thời hạn kênh cho gửi)" if closed else ""),
        f"{found.shut} tin chờ kênh nối lại" if found.shut else "",
        f"{dead} tin không gửi được: mở Nhật ký gửi tin, gửi lại hoặc báo bằng cách khác" if dead else "",
        f"{unheard} việc chưa báo được tới điện thoại cán bộ: xem trang Sự cố" if unheard else "",
    ]
    return Finding("Tin gửi đi", ok=not is_late and not dead, sentence=_joined(said))


def _in_vain(found: tuple[Stalled, ...]) -> str:
    said = [f"{name_of(one)} {many} tin vì {_words(why)}" for (one, why), many in by_reason(found).items()]
    return f"đã thử mà chưa gửi được: {', '.join(said)}" if said else ""


def _words(reason: str) -> str:
    return delivery_reasons.words_of(reason).partition(",")[0]


def _waiting(count: int, what: str, oldest: timedelta) -> str:
    seconds = int(oldest.total_seconds())
    age = f"{seconds // 60} phút" if seconds >= _MINUTE_S else f"{seconds} giây"
    return f"{count} {what}" + (f", lâu nhất {age}" if count and seconds else "")


def _joined(said: Iterable[str]) -> str:
    return "; ".join(one for one in said if one)


def _clock(snap: Snapshot) -> Finding:
    """Compare our clock with the database's and with the newest rows: time that has been written down has passed."""
    behind = max((newest - snap.now for newest in _newest(snap)), default=timedelta(0))
    off = behind if snap.is_sqlite else max(behind, abs(_database_clock(snap) - snap.now))
    if off > _CLOCK_MAY_DIFFER:
        minutes = int(off.total_seconds() // 60)
        sentence = f"lệch {minutes} phút so với sổ: bật đồng bộ giờ (NTP) trên mọi máy rồi xem lại các hạn vừa báo"
        return Finding("Đồng hồ", ok=False, sentence=sentence)
    return Finding("Đồng hồ", ok=True, sentence="khớp với sổ")


def _newest(snap: Snapshot) -> list[datetime]:
    newest = (
        select(InboxRow.received_at).order_by(InboxRow.id.desc()).limit(1),
        select(OutboxRow.at).order_by(OutboxRow.id.desc()).limit(1),
    )
    return [at for statement in newest if (at := snap.execute(statement).scalar()) is not None]


def _database_clock(snap: Snapshot) -> datetime:
    at: datetime = snap.execute(text("SELECT clock_timestamp()")).scalar_one()
    return at


def _age(snap: Snapshot, since: datetime | None) -> timedelta:
    return max(snap.now - since, _NO_TIME) if since else _NO_TIME


def _oldest_update(snap: Snapshot) -> datetime | None:
    return snap.execute(select(func.min(InboxRow.received_at)).where(InboxRow.status == "new")).scalar()


def _oldest_parcel(snap: Snapshot) -> datetime | None:
    due = (OutboxRow.status.in_(("new", "sending")), OutboxRow.not_before <= snap.now)
    return snap.execute(select(func.min(OutboxRow.not_before)).where(*due)).scalar()


def _inbox(snap: Snapshot) -> dict[tuple[str, str], int]:
    by = (InboxRow.channel, InboxRow.status)
    rows = snap.execute(select(*by, func.count().label("many")).where(InboxRow.status.in_(_INBOX_SHOWN)).group_by(*by))
    return _by_channel(rows)


def _outbox(snap: Snapshot) -> dict[tuple[str, str], int]:
    by = (ConversationRow.channel, OutboxRow.status)
    counted = select(*by, func.count().label("many")).join(
        ConversationRow, ConversationRow.id == OutboxRow.conversation_id
    )
    shown = (OutboxRow.status.in_(_OUTBOX_SHOWN), or_(OutboxRow.purpose != OFFICERS, OutboxRow.status.in_(OPEN)))
    rows = snap.execute(counted.where(*shown).group_by(*by))
    return _by_channel(rows)


def _by_channel(rows: Iterable[Row[Any]]) -> dict[tuple[str, str], int]:
    """Add up by channel and status; the sealed page goes as the web that it is on: its own name says who denounced."""
    found = Counter[tuple[str, str]]()
    for row in rows:
        found["web" if row.channel == sealed_sayings.CHANNEL else row.channel, row.status] += int(row.many)
    return dict(found)


def _unheard(snap: Snapshot) -> dict[str, int]:
    found = Counter[str]()
    for one in phones.unheard(snap):
        found[one.channel] += one.many
    return dict(found)


def _shut(snap: Snapshot) -> int:
    held = (OutboxRow.status == "held", OutboxRow.reason.in_(HELD_FOR), OutboxRow.purpose != OFFICERS)
    return int(snap.execute(select(func.count(OutboxRow.id)).where(*held)).scalar_one())


def _closed(snap: Snapshot) -> dict[str, int]:
    by = ConversationRow.channel
    counted = select(by, func.count().label("many")).join(OutboxRow, ConversationRow.id == OutboxRow.conversation_id)
    closed = (PAST_THE_WINDOW, OutboxRow.purpose != OFFICERS)
    return {row.channel: int(row.many) for row in snap.execute(counted.where(*closed).group_by(by))}

"""What keeps one of our accounts from working until a person puts it right: told once a day, and never lost from sight.

While an account is in trouble its messages are held; they go out by themselves when the trouble is over.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from intake import labels
from intake.channels import channel_tokens
from intake.channels.channel_tokens import Account
from intake.channels.delivery_reasons import BAD_TOKEN, QUOTA_SPENT
from intake.db import Snapshot, Transaction
from intake.notices import notices
from intake.sending import outbox
from intake.tables import ChannelStateRow, ConversationRow, OutboxRow, StaffRow

TWO_READERS = "two_readers"
NOT_SET_UP = "not_set_up"
UNWELL = "unwell"
SHUT = "channel_shut"  # why a message is held while its account is in trouble
HELD_FOR = (SHUT, QUOTA_SPENT)
TRY_AGAIN = timedelta(minutes=30)
_TOLD = ("administrator", "supervisor")
_PUT_RIGHT_BY_HAND = (BAD_TOKEN, QUOTA_SPENT)
_PUT_IN = "dán vào Cài đặt → Các kênh → Zalo (hoặc chạy: nghedan zalo token set)"
_OF_KEYS = frozenset({"token_missing", "token_refused", "token_stuck", "key_lost"})
WORDS: Mapping[str, str] = {
    "bad_token": "mã kết nối (token) của bot không còn đúng. Quản trị lấy mã mới, đặt lại rồi khởi động máy chủ. Tin "
    "cho người dân được giữ lại, máy thử lại mỗi 5 phút",
    "stalled": "máy không gửi tin cho người dân được đã hơn năm phút. Quản trị xem mạng, tường lửa và chạy: nghedan "
    "doctor. Tin được giữ lại, tự gửi khi nối lại; việc gấp xin gọi điện cho người dân",
    TWO_READERS: "có nơi khác (máy khác, bản cài thử) đang lấy tin của bot này bằng cùng mã kết nối, nên tin của người "
    "dân có thể không tới đây. Quản trị tắt nơi kia; không rõ ở đâu thì lấy mã mới rồi đặt lại. Tin gửi đi vẫn chạy",
    UNWELL: "kênh không ổn đã hơn mười phút, tin của người dân có thể chưa tới đây; có nền tảng chỉ giữ tin một ngày. "
    "Quản trị xem lý do và việc cần làm ở trang Các kênh, hoặc chạy: nghedan doctor",
    NOT_SET_UP: "máy chủ không còn mã kết nối của tài khoản này (mã bị gỡ, hoặc đổi sang bot khác), nên tin ở đó không "
    "tới được người dân. Quản trị đặt lại mã cũ rồi khởi động máy chủ; không được thì báo người dân bằng cách khác ở "
    "Nhật ký gửi tin",
    "token_missing": f"chưa có khóa truy cập. Quản trị lấy cặp khóa của OA rồi {_PUT_IN}",
    "token_refused": "khóa truy cập không làm mới được nữa. Quản trị lấy cặp khóa mới của OA rồi "
    f"{_PUT_IN}. Tin cho người dân được giữ lại, tự gửi khi nối lại",
    "token_stuck": "khóa truy cập sắp hết hạn mà chưa làm mới được. Quản trị xem lại đường mạng tới máy chủ của kênh",
    "key_lost": f"không mở được khóa truy cập đã cất. Quản trị đặt lại khóa két, hoặc lấy cặp khóa mới rồi {_PUT_IN}",
    "account_refused": "kênh từ chối ứng dụng hoặc tài khoản OA. Quản trị xem gói dịch vụ, quyền của ứng dụng và chạy: "
    "nghedan zalo check. Tin cho người dân được giữ lại, máy thử lại mỗi nửa giờ",
    "quota_low": "sắp hết số tin mà gói của OA cho gửi. Quản trị mua thêm ở trang quản trị OA",
    QUOTA_SPENT: "đã hết số tin mà gói của OA cho gửi. Quản trị mua thêm ở trang quản trị OA. Tin cho người dân được "
    "giữ lại, máy thử lại mỗi phút và tự gửi khi có thêm; việc gấp xin gọi điện cho người dân",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an account, and since when; `code` is one of `WORDS`."""

    channel: str
    account: str
    code: str
    at: datetime


def report(tx: Transaction, of: Account, code: str) -> None:
    """Note what is wrong with an account and tell administrators and supervisors, each once a day.

    What is wrong with a pair of tokens is told anew of the next pair: somebody thinks that they have put it right.
    """
    values = {"channel": of.channel, "account": of.account, "trouble": code, "trouble_at": tx.now}
    statement = (insert_sqlite if tx.is_sqlite else insert_pg)(ChannelStateRow).values(**values)
    changed = {"trouble": code, "trouble_at": tx.now}
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["channel", "account"],
            set_=changed,
            where=ChannelStateRow.trouble.is_distinct_from(code),
        )
    )
    pair = channel_tokens.facts(tx, of) if code in _OF_KEYS else None
    warn(tx, of, code, about=f":{pair.id}" if pair else "")


def warn(tx: Transaction, of: Account, code: str, *, about: str = "") -> None:
    """Tell administrators and supervisors what will keep an account from working, once a day each (`about` one)."""
    told = select(StaffRow.id).where(StaffRow.role.in_(_TOLD), StaffRow.is_active.is_(True))
    text = f"{labels.CHANNELS.get(of.channel, of.channel)}: {WORDS[code]}"
    key = f"channel:{of.name}:{code}:{tx.today.isoformat()}{about}"
    notices.tell(tx, tx.execute(told).scalars(), key=key, kind="channel", text=text, case_id=None)


def clear(tx: Transaction, of: Account, *, only: Collection[str] = ()) -> bool:
    """Note that an account works again (`only`: as far as these troubles go); False if nothing was wrong."""
    where = (ChannelStateRow.channel == of.channel, ChannelStateRow.account == of.account)
    wrong = (*where, ChannelStateRow.trouble.in_(only) if only else ChannelStateRow.trouble.is_not(None))
    return tx.execute(update(ChannelStateRow).where(*wrong).values(trouble=None, trouble_at=None)).rowcount > 0


def taken(tx: Transaction, of: Account) -> None:
    """Hear that a message was taken that was tried before: what only a person puts right has been put right."""
    if clear(tx, of, only=_PUT_RIGHT_BY_HAND):
        release(tx, of)


def put_right(tx: Transaction, of: Account, code: str) -> None:
    """Note that a trouble is over, and send what was held for it."""
    if clear(tx, of, only=(code,)):
        release(tx, of)


def trouble_of(snap: Snapshot, of: Account) -> Trouble | None:
    """Return what is wrong with an account."""
    return next((one for one in troubles(snap) if (one.channel, one.account) == (of.channel, of.account)), None)


def troubles(snap: Snapshot) -> tuple[Trouble, ...]:
    """Return what is wrong with our accounts, the oldest first."""
    table = ChannelStateRow.__table__
    rows = snap.execute(select(table).where(table.c.trouble.is_not(None)).order_by(table.c.trouble_at))
    return tuple(Trouble(row.channel, row.account, row.trouble, row.trouble_at) for row in rows)


def hurry(tx: Transaction, of: Account) -> int:
    """Let what waits long for a person to put the account right be tried now; return how many messages there were."""
    waiting = (OutboxRow.status == "new", OutboxRow.reason.in_(_PUT_RIGHT_BY_HAND), OutboxRow.not_before > tx.now)
    due = update(OutboxRow).where(*waiting, OutboxRow.conversation_id.in_(_chats(of))).values(not_before=tx.now)
    return int(tx.execute(due).rowcount)


def hold(tx: Transaction, of: Account, *, due_until: datetime) -> int:
    """Hold what was due at an account until a moment and nobody has sent; return how many messages there were."""
    lying = (OutboxRow.status == "new", OutboxRow.not_before <= due_until, OutboxRow.conversation_id.in_(_chats(of)))
    return int(tx.execute(update(OutboxRow).where(*lying).values(status="held", reason=SHUT)).rowcount)


def release(tx: Transaction, of: Account, *, is_trial: bool = False) -> int:
    """Send what was held because of the account; return how many messages there were.

    `is_trial`: only the oldest, where nobody has put anything right: the platform is not asked for each in vain.
    """
    held = (OutboxRow.status == "held", OutboxRow.reason.in_(HELD_FOR), OutboxRow.conversation_id.in_(_chats(of)))
    if not is_trial:
        return outbox.send_again(tx, *held)
    oldest = tx.execute(select(func.min(OutboxRow.id)).where(*held)).scalar()
    return outbox.try_again(tx, oldest) if oldest is not None else 0


def _chats(of: Account) -> Select[int]:
    return select(ConversationRow.id).where(
        ConversationRow.channel == of.channel, ConversationRow.account == of.account
    )

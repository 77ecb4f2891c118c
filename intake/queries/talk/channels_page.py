"""Every channel as one page shows it: is it set up, is it well, when did anything last come or go; never a token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from intake import labels
from intake.access import Viewer
from intake.channels import channel_check, channel_health, channel_tokens, channel_troubles
from intake.channels.channel_tokens import Account
from intake.db import Snapshot
from intake.queries.talk.deliveries import counted_for
from intake.sending import windows
from intake.settings import Settings
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow

SHOWN = ("web", "telegram", "zalo_oa", "zalo_bot", "sealed")
_LATELY = 5000  # the newest rows that are looked at: a page must not read all there ever was


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel.

    Attributes:
        standing: `well`, `ill` or `off`; `sentence` says why, or what to do.
        said_at: when the channel last said so itself, where it does.
        token_at, token_until: since and until when the token in use counts, where tokens grow old.
        waiting: how many updates wait at the platform, where it tells.
        left, total: how many messages may still be sent, of how many, where the platform counts them.
        last_in, last_out: when anything last came from citizens or went to them, among the newest rows; never told of
            the sealed page, where it would say that somebody has denounced.
        stuck: how many messages to citizens wait or have failed, among the newest rows.
        window: how long after a citizen's last word the platform takes messages; None where always.
    """

    code: str
    name: str
    standing: str
    sentence: str
    said_at: datetime | None
    token_at: datetime | None
    token_until: datetime | None
    waiting: int | None
    left: int | None
    total: int | None
    last_in: datetime | None
    last_out: datetime | None
    stuck: int
    window: windows.Rule | None


def channel_lines(snap: Snapshot, settings: Settings, viewer: Viewer) -> tuple[ChannelLine, ...]:
    """Return every channel of the house."""
    came, went, stuck = _came(snap), _went(snap), _stuck(snap, viewer)
    for found in (came, went, stuck):
        found.pop("sealed", None)
    said = {one.channel: one for one in channel_health.noted(snap)}
    lines = []
    for code in SHOWN:
        standing, sentence = _standing(snap, settings, code, said.get(code))
        health = said[code].health if code in said else None
        pair = channel_tokens.facts(snap, Account("zalo_oa", settings.zalo_oa.oa_id)) if code == "zalo_oa" else None
        lines.append(
            ChannelLine(
                code=code,
                name=labels.CHANNELS[code],
                standing=standing,
                sentence=sentence,
                said_at=said[code].at if code in said else None,
                token_at=pair.at if pair else health.token_at if health else None,
                token_until=pair.expires_at if pair else None,
                waiting=health.waiting if health else None,
                left=health.left if health else None,
                total=health.total if health else None,
                last_in=came.get(code),
                last_out=went.get(code),
                stuck=stuck.get(code, 0),
                window=windows.rules().get(code),
            )
        )
    return tuple(lines)


def _standing(snap: Snapshot, settings: Settings, code: str, noted: channel_health.Noted | None) -> tuple[str, str]:
    trouble = next((one for one in channel_troubles.troubles(snap) if one.channel == code), None)
    if trouble is not None and trouble.code != channel_troubles.UNWELL:  # that one only points here, to what follows
        return "ill", channel_troubles.WORDS.get(trouble.code, trouble.code)
    if not _is_on(settings, code):
        return "off", "Chưa đặt: kênh này tắt."
    if code == "zalo_oa":
        return _zalo_stands(snap, settings, noted)
    wrong = [one.sentence for one in channel_check.of_settings(settings) if one.what in _FINDINGS[code] and not one.ok]
    if wrong:
        return "ill", "; ".join(wrong)
    if noted is not None:
        return ("well" if noted.health.is_well else "ill"), noted.health.sentence
    return "well", "Đang mở." if code in {"web", "sealed"} else "Đã đặt; kênh chưa báo tình trạng lần nào."


def _zalo_stands(snap: Snapshot, settings: Settings, noted: channel_health.Noted | None) -> tuple[str, str]:
    ok, sentence = channel_check.zalo_stands(snap, settings)
    if ok and noted is not None and noted.health.is_low:
        return "ill", noted.health.sentence
    return ("well" if ok else "ill"), sentence


_FINDINGS: Mapping[str, tuple[str, ...]] = {
    "web": ("Khung trò chuyện",),
    "sealed": (),
    "telegram": ("Telegram", "Khóa webhook"),
    "zalo_bot": ("Zalo Bot",),
}


def _is_on(settings: Settings, code: str) -> bool:
    on = {"telegram": bool(settings.telegram_token), "zalo_bot": bool(settings.zalo_bot_token)}
    return on.get(code, settings.zalo_oa.is_on if code == "zalo_oa" else True)


def _came(snap: Snapshot) -> dict[str, datetime]:
    newest = select(InboxRow.channel, InboxRow.received_at).order_by(InboxRow.id.desc()).limit(_LATELY).subquery()
    rows = snap.execute(select(newest.c.channel, func.max(newest.c.received_at).label("at")).group_by(newest.c.channel))
    return {row.channel: row.at for row in rows}


def _went(snap: Snapshot) -> dict[str, datetime]:
    newest = (
        select(OutboxRow.conversation_id, OutboxRow.sent_at).order_by(OutboxRow.id.desc()).limit(_LATELY).subquery()
    )
    rows = snap.execute(
        select(ConversationRow.channel, func.max(newest.c.sent_at).label("at"))
        .join(newest, newest.c.conversation_id == ConversationRow.id)
        .where(newest.c.sent_at.is_not(None))
        .group_by(ConversationRow.channel)
    )
    return {row.channel: row.at for row in rows}


def _stuck(snap: Snapshot, viewer: Viewer) -> dict[str, int]:
    newest = select(OutboxRow.id).order_by(OutboxRow.id.desc()).limit(_LATELY)
    late = ("dead", "held", "blocked")
    rows = snap.execute(
        select(ConversationRow.channel, func.count().label("many"))
        .select_from(OutboxRow)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.id.in_(newest), OutboxRow.status.in_(late), counted_for(viewer))
        .group_by(ConversationRow.channel)
    )
    return {row.channel: int(row.many) for row in rows}

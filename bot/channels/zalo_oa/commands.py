"""What the command line does with the Zalo account: put in a pair of tokens, show how old it is, renew it, try it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing

from bot.channels.zalo_oa.channel import ZaloChannel
from bot.channels.zalo_oa.client import Answer
from bot.channels.zalo_oa.tokens import NotNow, Shut, Tokens
from intake.channels import channel_check, channel_tokens, channel_troubles, token_pairs
from intake.clock import ZONE
from intake.db import Database, open_database
from intake.errors import Conflict, Invalid
from intake.installation.findings import Finding
from intake.settings import Settings

_WHENCE = {"person": "do người nhập", "refresh": "máy tự làm mới"}


def token_set(settings: Settings, typed: str, say: Callable[[str], None]) -> None:
    """Keep a pair of tokens, given as two lines or as the platform's JSON. Nothing of it is printed.

    Raises:
        Invalid: it is no pair, or there is no account.
        NoVaultKey: there is no key to seal it with.
    """
    access, refresh = token_pairs.pair_in(typed)
    with closing(_book(settings)) as db:
        Tokens(db, settings).put_in(access, refresh)
    say("Đã cất cặp khóa, được mã hóa. Thử ngay: nghedan zalo check")


def token_show(settings: Settings, say: Callable[[str], None]) -> None:
    """Tell of the pair that counts when it came and how long it lasts."""
    with closing(_book(settings)) as db, db.read() as snap:
        pair = channel_tokens.facts(snap, Tokens(db, settings).account)
        _ok, sentence = channel_check.zalo_stands(snap, settings)
    if pair is not None:
        at = f"{pair.at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
        say(f"Cặp khóa số {pair.pairs_so_far}, {_WHENCE[pair.origin]} lúc {at}, cất bằng khóa két {pair.key_id}.")
    say(f"{sentence[:1].upper()}{sentence[1:]}.")


def token_refresh(settings: Settings, say: Callable[[str], None]) -> None:
    """Renew the pair now.

    Raises:
        Conflict: there is no new one now; the sentence says why.
    """
    with closing(_book(settings)) as db:
        tokens = Tokens(db, settings)
        try:
            tokens.renewed(tokens.newest())
        except Shut as error:
            why = channel_troubles.WORDS.get(str(error), channel_troubles.WORDS["token_refused"])
            raise Conflict(f"Không làm mới được: {why}.") from error
        except NotNow as error:
            raise Conflict(f"Chưa làm mới được lúc này ({error}); khóa đang có vẫn giữ nguyên.") from error
    say("Đã làm mới và cất cặp khóa.")


def check(settings: Settings) -> list[Finding]:
    """Look at the settings and the token, and ask the platform for the account's name; nothing is sent to anybody."""
    with closing(_book(settings)) as db:
        return list(_findings(settings, db))


def _findings(settings: Settings, db: Database) -> Iterator[Finding]:
    zalo = settings.zalo_oa
    is_public = settings.base_url.startswith("https://")
    address = f"{settings.base_url}/hooks/zalo-oa/{zalo.oa_id}"
    advice = "" if is_public else " (Zalo cần https: đặt NGHEDAN_BASE_URL)"
    yield Finding("Địa chỉ webhook", is_public, f"{address}{advice}")
    has_secret = bool(zalo.oa_secret)
    sentence = "đã đặt" if has_secret else "chưa đặt ZALO_OA_SECRET_KEY: chỉ nhận chữ ký bằng khóa của ứng dụng"
    yield Finding("Khóa webhook", ok=True, sentence=sentence)
    answer, why = asyncio.run(_about(settings, db))
    is_there = answer is not None and answer.error is None and not answer.is_unsure
    name = answer.data.get("name", "") if answer is not None else ""
    yield Finding("Zalo trả lời", is_there, f"tài khoản “{name}”" if is_there else why)
    with db.read() as snap:
        yield Finding("Khóa truy cập", *channel_check.zalo_stands(snap, settings))
    template = f"mẫu {zalo.template_id}" if zalo.template_id else "chưa đặt: tin sau 7 ngày chờ người dân nhắn lại"
    yield Finding("Mẫu tin ZBS", ok=True, sentence=template)


async def _about(settings: Settings, db: Database) -> tuple[Answer | None, str]:
    """Return what the platform says of the account, or why it says nothing."""
    channel = ZaloChannel(settings, db)
    try:
        answer = await channel.about()
    except (Shut, NotNow) as error:
        return None, channel_troubles.WORDS.get(str(error), f"chưa có khóa dùng được ({error})")
    finally:
        await channel.close()
    return answer, "không trả lời" if answer.error is None else f"từ chối ({answer.error.reason})"


def _book(settings: Settings) -> Database:
    if not settings.zalo_oa.is_on:
        raise Invalid("Chưa đặt ZALO_APP_ID, ZALO_OA_ID, ZALO_APP_SECRET nên kênh Zalo đang tắt.")
    return open_database(settings.database_url)

"""How the bot stands with its platform: whether its token counts, and where its messages are brought."""

from http import HTTPStatus
from typing import Any

from bot.channels.fields import part, words
from bot.channels.zalo_bot.client import Refused, ZaloBotApi
from intake.channels.channel_health import Health

ANSWER_S = 5.0
_NO_TOKEN = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_BAD_TOKEN = "mã bot không đúng hoặc đã bị thu hồi: lấy mã mới ở Zalo Bot Creator, đặt vào ZALO_BOT_TOKEN"  # noqa: S105 - advice
_AWAY = "không nối được tới Zalo Bot Platform: xem mạng và tường lửa của máy chủ"
_ILL = "Zalo Bot Platform đang lỗi ({}): thử lại sau ít phút"
_ODD = "Zalo Bot Platform trả lời khác thường: thử lại sau ít phút"
_NO_SECRET = "chưa đặt ZALO_BOT_SECRET: không nhận được tin nào của webhook"  # noqa: S105 - advice
_NOT_HERE = "webhook chưa trỏ về máy này: xem NGHEDAN_BASE_URL (phải có https) rồi khởi động lại nghedan serve"
_NO_POLLING = "bot đang đặt webhook nên không đọc tin được: dừng nơi đang dùng bot này, rồi khởi động lại nghedan serve"
_TRIAL = "nối được; đang hỏi tin từng lần (ZALO_BOT_MODE=polling), chỉ để thử: máy dừng là mất tin"


async def ask(api: ZaloBotApi, *, webhook_url: str | None, has_secret: bool) -> Health:
    """Return how the bot is; `webhook_url` is where updates should be brought, None where they are asked for."""
    try:
        me = await api.call("getMe", wait_s=ANSWER_S)
        hook = await _hook(api)
    except Refused as refused:
        return Health(is_well=False, sentence=_of_refusal(refused))
    except Exception:  # noqa: BLE001 - an answer in a shape that the client does not know
        return Health(is_well=False, sentence=_ODD)
    fault = _fault(hook, webhook_url, has_secret=has_secret)
    return Health(fault is None, fault or (_TRIAL if webhook_url is None else _well(me)))


async def _hook(api: ZaloBotApi) -> str:
    """Return where the platform brings updates; nowhere where it knows of no webhook."""
    try:
        found = await api.call("getWebhookInfo", wait_s=ANSWER_S)
    except Refused as refused:
        if refused.code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}:  # the token counts: getMe was answered
            return ""
        raise
    return words(found, "url") if isinstance(found, dict) else ""


def _fault(hook: str, wanted: str | None, *, has_secret: bool) -> str | None:
    if wanted is None:
        return _NO_POLLING if hook else None
    if not has_secret:
        return _NO_SECRET
    return None if hook == wanted else _NOT_HERE


def _of_refusal(refused: Refused) -> str:
    if refused.code in _NO_TOKEN:
        return _BAD_TOKEN
    return _ILL.format(refused.code) if refused.code else _AWAY


def _well(me: Any) -> str:  # noqa: ANN401 - JSON
    me = me if isinstance(me, dict) else {}
    name = words(me, "account_name") or words(me, "display_name") or words(part(me, "bot"), "display_name")
    return f"nối được; bot {name}" if name else "nối được"

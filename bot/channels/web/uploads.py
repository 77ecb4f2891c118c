"""Reading what a citizen's browser posts; what cannot be taken is said in the citizen's voice.

The rest of a form with one file too large still arrives, so that the citizen's words are not lost with it.
"""

from collections.abc import Mapping

from starlette.requests import Request

from bot.channels.web.problems import TooBig
from intake.errors import Invalid
from intake.files import uploads
from intake.files.uploads import Form, Upload

__all__ = ["Form", "Upload", "read_body", "read_form"]

_MAX_FIELDS = 20
_MOST_DIGITS = 18
_HARD_LIMIT = 120 * 1024 * 1024
_TOO_BIG = "Tin này lớn quá nên chưa gửi được. Anh/Chị gửi ít ảnh hơn mỗi lần giúp ạ."
_BROKEN = "Trình duyệt gửi dữ liệu bị lỗi nên tôi chưa nhận được gì. Anh/Chị thử gửi lại giúp ạ."


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body.

    Raises:
        TooBig: it is longer than `limit` bytes.
    """
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told[:_MOST_DIGITS]) > limit:
        raise TooBig(_TOO_BIG)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooBig(_TOO_BIG)
    return bytes(body)


async def read_form(request: Request, limits: Mapping[str, int]) -> Form:
    """Return a posted form; `limits` names the fields that hold files and how many bytes each file may have.

    Raises:
        TooBig: the whole is beyond reason.
        Invalid: it is no form, or has too many parts.
    """
    form = await uploads.read_form(request, limits, whole=_HARD_LIMIT, max_fields=_MAX_FIELDS)
    if form.fault == uploads.TOO_BIG:
        raise TooBig(_TOO_BIG)
    if form.fault:
        raise Invalid(_BROKEN)
    return form

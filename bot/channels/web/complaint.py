"""The complaint form behind the receipt: what must not stand in a chat is typed here, and the paper comes back.

What is typed of identity papers is printed and forgotten; only where its citizen wants so it is kept, encrypted.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import session as sessions
from bot.channels.web.pages import desk_of
from bot.channels.web.patience import served
from bot.channels.web.problems import status_of
from bot.channels.web.templating import render
from bot.channels.web.tongue import talk_in
from bot.channels.web.uploads import read_form
from intake import receipts
from intake.complaints import forms
from intake.complaints.forms import Filled
from intake.complaints.paper import paper_of
from intake.complaints.word import word_of
from intake.db import Transaction
from intake.errors import Invalid, NotFound, TooMany, Unavailable
from intake.receipts import CaseStatus
from intake.sealed import vault
from intake.sealed.vault_keys import keys_of

router = APIRouter(include_in_schema=False)
_log = logging.getLogger(__name__)
_LONGEST = 120
_SHORT = 60
_TYPED = (*forms.IDENTITY, "proxy", "proxy_address")
_NUMBERS = ("id_number", "proxy_id_number")
_NUMBER = re.compile(r"\d{12}|\d{9}|[A-Z]\d{7,8}")
_WRONG_CODES = "Mã hồ sơ và mã bí mật chưa khớp. Anh/Chị xem lại biên nhận giúp ạ."
_WRONG_NUMBER = "Số giấy tờ chưa đúng: căn cước có 12 chữ số, chứng minh cũ có 9 chữ số. Anh/Chị xem lại giúp ạ."
_NOT_KEPT = "Hiện chưa giữ kín được số giấy tờ. Anh/Chị bỏ chọn “giữ lại” rồi tải đơn giúp ạ."
_STILL_THERE = " Những gì Anh/Chị đã ghi vẫn còn ở dưới."
_FORGOTTEN = "Đã xóa số giấy tờ đã giữ của hồ sơ này."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was posted: the secret, what was typed by field, whether to keep it; `wanted`: pdf, word or forget."""

    secret: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    is_kept: bool = False
    wanted: str = "pdf"


@router.get("/khieu-nai/{code}")
def ask(request: Request, code: str) -> Response:
    """Show the form; nothing of the case is shown before its secret."""
    return _page(request, code[:_SHORT])


@router.post("/khieu-nai/{code}")
async def take(request: Request, code: str) -> Response:
    """Give the paper to whoever holds the receipt; refused, the form comes back with what was typed."""
    sessions.check_origin(request, desk_of(request).settings)
    fields = (await read_form(request, {})).fields
    typed = {name: " ".join(fields.get(name, "").split())[:_LONGEST] for name in _TYPED}
    asked = Asked(fields.get("bi-mat", "").strip()[:_SHORT], typed, "giu" in fields, fields.get("lay", "pdf"))
    answer, late = (partial(do, request, code[:_SHORT], asked) for do in (_answer, _late_page))
    return await served(request, answer, late)


def _answer(request: Request, code: str, asked: Asked) -> Response:
    try:
        _check(asked.typed)
        status, filled = _filled(request, code, asked)
    except TooMany as error:
        response = _page(request, code, asked, problem=error.sentence, http_status=status_of(error))
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    except Invalid as error:
        return _page(request, code, asked, problem=error.sentence, http_status=422)
    if status is None:
        return _page(request, code, asked, problem=_WRONG_CODES, http_status=404)
    return _file(status.code, filled, asked.wanted) if filled else _page(request, code, done=_FORGOTTEN)


def _check(typed: Mapping[str, str]) -> None:
    for name in _NUMBERS:
        number = re.sub(r"[ .\-]", "", typed.get(name, "")).upper()
        if number and not _NUMBER.fullmatch(number):
            raise Invalid(_WRONG_NUMBER, {name: _WRONG_NUMBER})


def _opened(tx: Transaction, request: Request, code: str, secret: str) -> CaseStatus | None:
    client = request.client.host if request.client else "unknown"
    return receipts.look_up(tx, desk_of(request).settings, code, secret, client=client)


def _filled(request: Request, code: str, asked: Asked) -> tuple[CaseStatus | None, Filled | None]:
    """Return the case of a receipt, None for none, and its form with what was just typed, None where it is forgotten.

    Raises:
        NotFound: the case is no complaint. Invalid: it was to be kept, and cannot be.
    """
    with desk_of(request).db.transaction() as tx:
        status = _opened(tx, request, code, asked.secret)
        if status is None:
            return None, None
        if asked.wanted == "forget":
            vault.forget(tx, status.case_id)
            return status, None
        forms.keep(tx, status.case_id, {name: asked.typed[name] for name in ("proxy", "proxy_address")})
        filled = forms.filled(tx, status.case_id, asked.typed)
        if asked.is_kept:
            _keep(tx, request, status.case_id, asked.typed)
        return status, filled


def _file(code: str, filled: Filled, wanted: str) -> Response:
    """Return the form as a file; it is drawn when the book is shut again."""
    is_word = wanted == "word"
    headers = {"Content-Disposition": f'attachment; filename="don-khieu-nai-{code}.{"docx" if is_word else "pdf"}"'}
    content = word_of(filled) if is_word else paper_of(filled)
    return Response(content, media_type=_WORD if is_word else "application/pdf", headers=headers)


def _keep(tx: Transaction, request: Request, case_id: int, typed: Mapping[str, str]) -> None:
    settings = desk_of(request).settings
    try:
        for name in forms.IDENTITY:
            if typed[name]:
                vault.seal(tx, settings, case_id, name, typed[name])
    except Unavailable as error:
        _log.warning("nothing could be sealed", extra={"kind": type(error).__name__})
        raise Invalid(_NOT_KEPT) from error


def _page(
    request: Request,
    code: str,
    asked: Asked | None = None,
    *,
    problem: str = "",
    done: str = "",
    http_status: int = 200,
) -> Response:
    secret, office = _own_secret(request, code), desk_of(request).office()
    talk_in(request, desk_of(request).language(sessions.session_of(request).chat_key))
    facts = {"office": office, "code": code, "secret": secret, "problem": problem, "done": done}
    return _shown(request, asked or Asked(), http_status, **facts)


def _late_page(request: Request, code: str, asked: Asked, error: Unavailable) -> Response:
    """Give back what was typed where the book is slow or away."""
    office = desk_of(request).office_at_hand()
    facts = {"office": office, "code": code, "secret": "", "problem": f"{error.sentence}{_STILL_THERE}", "done": ""}
    return _shown(request, asked, status_of(error), **facts)


def _shown(request: Request, asked: Asked, http_status: int, **facts: object) -> Response:
    typed = dict.fromkeys(_TYPED, "") | dict(asked.typed)
    can_keep = bool(keys_of(desk_of(request).settings))
    return render(request, "complaint.html", http_status, **facts, asked=asked, typed=typed, can_keep=can_keep)


def _own_secret(request: Request, code: str) -> str:
    """Return the secret where this browser's own chat made the case: it need not be typed again there."""
    try:
        return desk_of(request).card(sessions.session_of(request).chat_key, code).secret
    except NotFound:
        return ""

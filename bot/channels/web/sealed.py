"""The sealed form: a denunciation or a tip outside of any chat, without script and without cookie.

The form knows nobody: it gives no cookie and looks at none, no browser keeps its answers, and the receipt is the answer
to the post itself, so that no address holds a code or a secret.
"""

import logging
from collections.abc import Mapping
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import sealed_form
from bot.channels.web import session as sessions
from bot.channels.web.pages import desk_of
from bot.channels.web.patience import served
from bot.channels.web.problems import status_of
from bot.channels.web.sealed_form import SealedForm
from bot.channels.web.templating import render
from bot.channels.web.uploads import read_form
from bot.dialogue.words import tells_of_a_threat
from bot.playing.sealed_chat import tell_chat
from intake import receipts
from intake.acts import denunciations
from intake.acts.denunciations import Filed
from intake.errors import Invalid, TooMany, Unavailable
from intake.files.clean_pictures import keep_clean
from intake.sealed import sealed_links
from intake.sealed.sealed_sayings import Picture
from intake.sealed.vault_keys import NoVaultKey
from intake.settings import Settings

router = APIRouter(include_in_schema=False)
_log = logging.getLogger(__name__)
_LONGEST_LINK = 100
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_STILL_THERE = " Những gì Anh/Chị đã viết vẫn còn ở dưới."
_INCOMPLETE = f"Chưa gửi được: còn chỗ chưa ghi đủ.{_STILL_THERE}"
_PICTURES_AGAIN = " Ảnh thì xin chọn lại."
_TOO_LARGE = "Ảnh “{name}” lớn quá {limit} MB. Anh/Chị gửi ảnh nhỏ hơn giúp."
_NO_KEY = (
    "Lúc này trang chưa giữ kín được họ tên nên chúng tôi không nhận. Anh/Chị gọi số điện thoại ở trên, gửi đơn giấy, "
    "hoặc chọn “Không nêu tên”."
)


@router.get("/to-cao")
@router.get("/to-cao/{link}")
def ask(request: Request, link: str = "") -> Response:
    """Show the form; a link that came from a chat is not used up by looking."""
    return _form_page(request, sealed_form.blank(), link)


@router.post("/to-cao")
@router.post("/to-cao/{link}")
async def take(request: Request, link: str = "") -> Response:
    """Take the form in and show the receipt; what is wrong is said beside its field, and every word is still there."""
    settings = desk_of(request).settings
    sessions.check_origin(request, settings)
    form = sealed_form.read(await read_form(request, {"photo": settings.max_photo_bytes}))
    return await served(request, partial(_take, request, form, link), partial(_late_page, request, form, link))


def _take(request: Request, form: SealedForm, link: str) -> Response:
    if wrong := form.problems():
        return _form_page(request, form, link, _INCOMPLETE, wrong=wrong, status=422)
    try:
        pictures = _keep(desk_of(request).settings, form)
        filed, secret = _file(request, form, pictures, link)
    except NoVaultKey:
        _log.error("no key for the vault: a form with a name was not taken")
        return _form_page(request, form, link, _NO_KEY, status=503)
    except (Invalid, TooMany) as error:
        return _form_page(request, form, link, error.sentence, status=status_of(error))
    return _sent_page(request, form, filed, secret)


def _keep(settings: Settings, form: SealedForm) -> list[Picture]:
    limit = settings.max_photo_bytes // 1024 // 1024
    kept = []
    for upload in form.pictures:
        if upload.data is None:
            raise Invalid(_TOO_LARGE.format(name=upload.name, limit=limit))
        kept.append(Picture(*keep_clean(settings, upload.data)))
    return kept


def _file(request: Request, form: SealedForm, pictures: list[Picture], link: str) -> tuple[Filed, str]:
    desk = desk_of(request)
    with desk.db.transaction() as tx:
        filed = denunciations.file(
            tx,
            desk.settings,
            desk.reader,
            form.accusation(),
            form_key=form.key(),
            pictures=pictures,
            link=link[:_LONGEST_LINK],
            joins_chat=bool(form["join"]),
        )
        if filed.chat_id is not None:
            tell_chat(tx, filed.chat_id, filed.receipt.case_id, filed.receipt.code)
        return filed, receipts.secret_for(desk.settings, filed.receipt.code)


def _form_page(
    request: Request,
    form: SealedForm,
    link: str,
    problem: str = "",
    *,
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    desk = desk_of(request)
    with desk.db.read() as snap:
        has_chat = bool(link) and sealed_links.chat_of(snap, link[:_LONGEST_LINK]) is not None
        office = desk.office_in(snap)
    facts = {"office": office, "has_chat": has_chat, "is_old": bool(link) and not has_chat, "wrong": wrong or {}}
    return _shown(request, form, link, problem, status, **facts)


def _late_page(request: Request, form: SealedForm, link: str, error: Unavailable) -> Response:
    """Give back what was typed where the book is slow or away; the link is looked up when it comes again."""
    office = desk_of(request).office_at_hand()
    facts = {"office": office, "has_chat": bool(link), "is_old": False, "wrong": {}, "is_late": True}
    return _shown(request, form, link, f"{error.sentence}{_STILL_THERE}", status_of(error), **facts)


def _shown(request: Request, form: SealedForm, link: str, problem: str, status: int, **facts: object) -> Response:
    if problem and form.pictures:
        problem += _PICTURES_AGAIN
    address = f"/to-cao/{link}" if facts["has_chat"] else "/to-cao"
    return _locked(render(request, "sealed.html", status, form=form, problem=problem, address=address, **facts))


def _sent_page(request: Request, form: SealedForm, filed: Filed, secret: str) -> Response:
    desk = desk_of(request)
    with desk.db.read() as snap:
        decider = denunciations.addressee(snap, desk.reader, form.accusation())
        day = snap.today
    facts = {"office": desk.office(), "form": form, "filed": filed, "receipt": filed.receipt, "secret": secret}
    facts["earlier_secret"] = receipts.secret_for(desk.settings, filed.earlier) if filed.earlier else ""
    facts |= {"decider": decider, "day": day, "is_threatened": tells_of_a_threat(f"{form['act']} {form['more']}")}
    return _locked(render(request, "sealed_sent.html", 200, **facts))


def _locked(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    return response

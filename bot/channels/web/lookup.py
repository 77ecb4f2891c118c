"""Looking a case up with code and secret: for whoever holds the receipt, on any device, without a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import session as sessions
from bot.channels.web.pages import desk_of
from bot.channels.web.patience import served
from bot.channels.web.posts import LONGEST_TEXT
from bot.channels.web.problems import status_of
from bot.channels.web.proofs import Proofs, paper, proofs_of, sheets_for
from bot.channels.web.templating import render
from bot.channels.web.told import told_in_words
from bot.channels.web.tongue import language_of
from bot.channels.web.uploads import read_form
from bot.texts import texts_in
from bot.texts.languages import FIRST
from bot.wording.notices import in_words
from intake import receipts
from intake.acts import citizen_steps
from intake.acts.enclosed import enclosed_with
from intake.db import Snapshot, Transaction
from intake.errors import TooMany, Unavailable
from intake.receipts import CaseStatus
from intake.sealed import sealed_sayings
from intake.sending import outgoing

router = APIRouter(include_in_schema=False)
_LONGEST = 60
_ADDED = "Đã nhận lời bổ sung của Anh/Chị."
_NOT_FOUND = (
    "Không tìm thấy hồ sơ với hai mã này. Anh/Chị xem lại biên nhận, hoặc gọi số của cơ quan ở trên để được giúp."
)


@router.get("/tra-cuu")
def ask(request: Request, ma: str = "") -> Response:
    """Show the form; the QR code of a receipt brings the code along, and a browser with a chat opens its own cases."""
    session = sessions.session_of(request)
    own = () if session.is_new else desk_of(request).held(session.chat_key)
    return _page(request, ma[:_LONGEST], own=own)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was posted: code and secret, and further words, of a form whose id is the same for every try to send it."""

    code: str
    secret: str
    words: str = ""
    form_id: str = ""


@router.post("/tra-cuu")
async def look_up(request: Request) -> Response:
    """Show a case to whoever holds its receipt; an unknown code and a wrong secret get the same answer."""
    asked = await _asked(request)
    return await served(request, partial(_answer, request, asked), partial(_late_page, request, asked))


@router.post("/tra-cuu/cach-tinh-han.pdf")
async def take_paper(request: Request) -> Response:
    """Give the proof sheets of a case as a PDF to whoever shows code and secret; refused, the form comes back."""
    asked = await _asked(request)
    return await served(request, partial(_paper, request, asked), partial(_late_page, request, asked))


@router.post("/tra-cuu/bo-sung")
async def add(request: Request) -> Response:
    """Take a further word for a sealed case from whoever holds its receipt: it need not go through a chat."""
    asked = await _asked(request, has_words=True)
    return await served(request, partial(_answer, request, asked), partial(_late_page, request, asked))


async def _asked(request: Request, *, has_words: bool = False) -> Asked:
    sessions.check_origin(request, desk_of(request).settings)
    fields = (await read_form(request, {})).fields
    code, secret, form_id = (fields.get(name, "").strip()[:_LONGEST] for name in ("ma", "bi-mat", "form_id"))
    words = fields.get("loi", "").strip()[:LONGEST_TEXT] if has_words else ""
    return Asked(code, secret, words, form_id)


def _answer(request: Request, asked: Asked) -> Response:
    desk = desk_of(request)
    told: list[tuple[datetime, str]] = []
    try:
        with desk.db.transaction() as tx:
            status = _opened(tx, request, asked)
            if status and status.is_sealed:
                _add(tx, status, asked)
                told = told_in_words(tx, status.case_id, language_of(request))
            proofs = proofs_of(tx, desk.settings, status.case_id) if status else None
            unsent = unsent_words(tx, status, desk.settings.base_url, language_of(request)) if status else ()
            parts = receipts.parts_of(tx, desk.settings, status) if status else ()
            enclosed = enclosed_with(tx, status) if status else None
    except TooMany as error:
        return _too_many(request, asked.code, error)
    if status is None:
        return _page(request, asked.code, problem=_NOT_FOUND, http_status=404)
    done = _ADDED if asked.words and status.is_sealed and status.is_open else ""
    facts: dict[str, Any] = {"case": status, "proofs": proofs, "told": told, "unsent": unsent}
    facts |= {"parts": parts, "enclosed": enclosed}
    return _page(request, status.code, secret=asked.secret, done=done, **facts)


def _add(tx: Transaction, status: CaseStatus, asked: Asked) -> None:
    if not (asked.words and status.is_open):
        return
    utterance_id = sealed_sayings.add(tx, status.case_id, asked.words, form_id=asked.form_id)
    if utterance_id is not None:
        citizen_steps.add_information(tx, status.case_id, utterance_id=utterance_id)


def unsent_words(snap: Snapshot, status: CaseStatus, base_url: str, language: str = FIRST) -> tuple[str, ...]:
    """Return the notices of a case that never reached its citizen; of a sealed one nothing is repeated.

    Nor is the answer, where the page shows it above.
    """
    if status.is_sealed:
        return ()
    payloads = [one for one in outgoing.undelivered(snap, status.case_id) if not _is_shown(one, status)]
    texts = texts_in(language)  # as the page
    return tuple(str(one["text"]) if "text" in one else in_words(texts, one, today=snap.today, base_url=base_url).text
                 for one in payloads)  # fmt: skip


def _is_shown(payload: Mapping[str, Any], status: CaseStatus) -> bool:
    said = (payload.get("fields") or {}).get("text", "")
    return bool(status.answer) and said == status.answer


def _paper(request: Request, asked: Asked) -> Response:
    desk = desk_of(request)
    try:
        with desk.db.transaction() as tx:
            status = _opened(tx, request, asked)
            sheets = sheets_for(tx, status.case_id) if status else ()
            office = desk.office_in(tx)
    except TooMany as error:
        return _too_many(request, asked.code, error)
    if status is None:
        return _page(request, asked.code, problem=_NOT_FOUND, http_status=404)
    return paper(status.code, sheets, office)


def _opened(tx: Transaction, request: Request, asked: Asked) -> CaseStatus | None:
    client = request.client.host if request.client else "unknown"
    return receipts.look_up(tx, desk_of(request).settings, asked.code, asked.secret, client=client)


def _too_many(request: Request, code: str, error: TooMany) -> Response:
    response = _page(request, code, problem=error.sentence, http_status=status_of(error))
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _late_page(request: Request, asked: Asked, error: Unavailable) -> Response:
    """Give back what was typed where the book is slow or away."""
    return _page(
        request,
        asked.code,
        secret=asked.secret,
        problem=error.sentence,
        http_status=status_of(error),
        office=desk_of(request).office_at_hand(),
        unsaid=asked,
    )


def _page(request: Request, code: str, *, http_status: int = 200, **facts: Any) -> Response:  # noqa: ANN401 - the template's
    blank = {
        "case": None,
        "problem": "",
        "told": (),
        "secret": "",
        "done": "",
        "unsent": (),
        "unsaid": None,
        "parts": (),
        "own": (),
    }
    known = {"office": facts.get("office") or desk_of(request).office(), "proofs": facts.get("proofs") or Proofs()}
    known |= {"code": code, "form_id": uuid4()}
    return render(request, "lookup.html", http_status, **(blank | facts | known))

"""Looking a case up with code and secret: for whoever holds the receipt, on any device, without a chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import session as sessions
from bot.channels.web.pages import desk_of
from bot.channels.web.posts import LONGEST_TEXT
from bot.channels.web.problems import status_of
from bot.channels.web.proofs import Proofs, paper, proofs_of, sheets_for
from bot.channels.web.templating import render
from bot.channels.web.told import told_in_words
from bot.channels.web.uploads import read_form
from bot.notices import in_words
from bot.texts import texts_in
from intake import citizen_steps, denunciations, meta, outgoing, receipts
from intake.db import Snapshot, Transaction
from intake.errors import TooMany
from intake.receipts import CaseStatus

router = APIRouter(include_in_schema=False)
_LONGEST = 60
_ADDED = "Đã nhận lời bổ sung của Anh/Chị."
_NOT_FOUND = (
    "Không tìm thấy hồ sơ với hai mã này. Anh/Chị xem lại biên nhận, hoặc gọi số của cơ quan ở trên để được giúp."
)


@router.get("/tra-cuu")
def ask(request: Request, ma: str = "") -> Response:
    """Show the form; the QR code of a receipt brings the code along."""
    return _page(request, ma[:_LONGEST])


@router.post("/tra-cuu")
async def look_up(request: Request) -> Response:
    """Show a case to whoever holds its receipt; an unknown code and a wrong secret get the same answer."""
    return await run_in_threadpool(_answer, request, *_codes(await _fields(request)))


@router.post("/tra-cuu/cach-tinh-han.pdf")
async def take_paper(request: Request) -> Response:
    """Give the proof sheets of a case as a PDF to whoever shows code and secret; refused, the form comes back."""
    return await run_in_threadpool(_paper, request, *_codes(await _fields(request)))


@router.post("/tra-cuu/bo-sung")
async def add(request: Request) -> Response:
    """Take a further word for a sealed case from whoever holds its receipt: it need not go through a chat."""
    fields = await _fields(request)
    words = fields.get("loi", "").replace("\x00", "").strip()[:LONGEST_TEXT]
    return await run_in_threadpool(_answer, request, *_codes(fields), words)


async def _fields(request: Request) -> Mapping[str, str]:
    sessions.check_origin(request, desk_of(request).settings)
    return (await read_form(request, {})).fields


def _codes(fields: Mapping[str, str]) -> tuple[str, str]:
    code, secret = (fields.get(name, "").strip()[:_LONGEST] for name in ("ma", "bi-mat"))
    return code, secret


def _answer(request: Request, code: str, secret: str, words: str = "") -> Response:
    desk = desk_of(request)
    told: list[tuple[datetime, str]] = []
    try:
        with desk.db.transaction() as tx:
            status = _opened(tx, request, code, secret)
            if status and status.is_sealed:
                _add(tx, status, words)
                told = told_in_words(tx, status.case_id)
            proofs = proofs_of(tx, desk.settings, status.case_id) if status else None
            unsent = unsent_words(tx, status, desk.settings.base_url) if status else ()
    except TooMany as error:
        return _too_many(request, code, error)
    if status is None:
        return _page(request, code, problem=_NOT_FOUND, http_status=404)
    done = _ADDED if words and status.is_sealed and status.is_open else ""
    return _page(request, status.code, case=status, proofs=proofs, told=told, unsent=unsent, secret=secret, done=done)


def _add(tx: Transaction, status: CaseStatus, words: str) -> None:
    if words and status.is_open:
        citizen_steps.add_information(tx, status.case_id, utterance_id=denunciations.add(tx, status.case_id, words))


def unsent_words(snap: Snapshot, status: CaseStatus, base_url: str) -> tuple[str, ...]:
    """Return the notices of a case that never reached its citizen; of a sealed one nothing is repeated."""
    if status.is_sealed:
        return ()
    payloads = outgoing.undelivered(snap, status.case_id)
    texts = texts_in("vi")  # as the page
    return tuple(str(one["text"]) if "text" in one else in_words(texts, one, today=snap.today, base_url=base_url).text
                 for one in payloads)  # fmt: skip


def _paper(request: Request, code: str, secret: str) -> Response:
    try:
        with desk_of(request).db.transaction() as tx:
            status = _opened(tx, request, code, secret)
            sheets = sheets_for(tx, status.case_id) if status else ()
            office = meta.office(tx)
    except TooMany as error:
        return _too_many(request, code, error)
    if status is None:
        return _page(request, code, problem=_NOT_FOUND, http_status=404)
    return paper(status.code, sheets, office)


def _opened(tx: Transaction, request: Request, code: str, secret: str) -> CaseStatus | None:
    client = request.client.host if request.client else "unknown"
    return receipts.look_up(tx, desk_of(request).settings, code, secret, client=client)


def _too_many(request: Request, code: str, error: TooMany) -> Response:
    response = _page(request, code, problem=error.sentence, http_status=status_of(error))
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _page(
    request: Request,
    code: str,
    *,
    case: CaseStatus | None = None,
    proofs: Proofs | None = None,
    unsent: Sequence[str] = (),
    problem: str = "",
    http_status: int = 200,
    told: Sequence[tuple[datetime, str]] = (),
    secret: str = "",
    done: str = "",
) -> Response:
    facts = {"office": desk_of(request).office(), "code": code, "case": case, "problem": problem, "told": told}
    facts |= {"secret": secret, "done": done, "unsent": unsent}
    return render(request, "lookup.html", http_status, **facts, proofs=proofs or Proofs())

"""The citizen's page: the chat as a form that works without a script, and the receipt as a card."""

from functools import partial
from uuid import uuid4

import segno
from fastapi import APIRouter
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web import session as sessions
from bot.channels.web.desk import Desk, asks_number, open_choices
from bot.channels.web.posts import SENDS, Post, read_page_form, takes_along
from bot.channels.web.problems import status_of
from bot.channels.web.proofs import Proofs, sheets_for
from bot.channels.web.session import Session
from bot.channels.web.templating import render
from bot.channels.web.tongue import language_of, talk_in
from bot.texts.languages import FIRST
from intake.acts.enclosed import enclosed_with
from intake.errors import Forbidden, Invalid, NgheDanError, NoRoom, TooMany
from intake.files.uploads import MAX_FILES

router = APIRouter(include_in_schema=False)


def desk_of(request: Request) -> Desk:
    """Return the page's side of the book."""
    desk: Desk = request.app.state.desk
    return desk


@router.get("/")
def chat_page(request: Request) -> Response:
    """Show the talk so far, or the greeting."""
    return _page(request, sessions.session_of(request))


@router.post("/chat")
async def say(request: Request) -> Response:
    """Take a message in; what is wrong with it is said on the page, with the citizen's words still in the form."""
    desk, session = desk_of(request), sessions.session_of(request)
    sessions.check_origin(request, desk.settings)
    post = Post(uuid4())
    try:
        post = await read_page_form(request, desk.settings)
        request.state.typed = post.text  # shown again by whatever page tells of an error
        request.state.form_id = str(post.form_id) if post.is_only_words else ""
        sessions.require_kept(session, is_page=True)
        take_in = partial(desk.take_in, session.chat_key, post, sessions.address_of(request))
        await request.app.state.counter.serve(take_in)
    except (Forbidden, Invalid, NoRoom, TooMany) as error:
        return await run_in_threadpool(_page, request, session, error, post.text)
    # what was said last comes into sight with the answer under it, which the empty field would push out of the window
    response = RedirectResponse(f"{session.home}/#moi", 303)
    sessions.give(response, session, desk.settings)
    return response


@router.post("/chat/leave")
def leave(request: Request) -> Response:
    """Let this browser forget the chat; the book keeps it, and the receipt still opens the case."""
    desk, session = desk_of(request), sessions.session_of(request)
    sessions.check_origin(request, desk.settings)
    response = RedirectResponse(f"{session.home}/", 303)
    sessions.leave(response, session, desk.settings)
    return response


@router.get("/bien-nhan/{code}")
def receipt(request: Request, code: str) -> Response:
    """Show the receipt of a case to the chat that made it; its QR code leads to the look-up, without the secret."""
    desk = desk_of(request)
    chat_key = sessions.session_of(request).chat_key
    card = desk.card(chat_key, code)
    talk_in(request, desk.language(chat_key))
    language = language_of(request)
    in_language = f"&lang={language}" if language != FIRST else ""
    address = f"{desk.settings.base_url}/tra-cuu?ma={card.status.code}{in_language}"
    with desk.db.read() as snap:
        proofs = Proofs(sheets_for(snap, card.status.case_id))
        enclosed = enclosed_with(snap, card.status)
    picture = segno.make(address, micro=False, error="m").svg_inline(scale=4, omitsize=True)
    drawn = Markup(picture)  # noqa: S704 - our own drawing
    return render(request, "receipt.html", card=card, proofs=proofs, enclosed=enclosed, address=address, qr=drawn)


def _page(request: Request, session: Session, error: NgheDanError | None = None, typed: str = "") -> Response:
    desk = desk_of(request)
    lines = desk.lines(session.chat_key)
    talk_in(request, desk.language(session.chat_key))
    choices = open_choices(lines)
    response = render(
        request,
        "chat.html",
        status_of(error) if error else 200,
        office=desk.office(),
        lines=lines,
        greeting="" if lines else desk.greeting(language_of(request)),
        choices=choices,
        sends=SENDS,
        along=[payload for payload, _label in choices if takes_along(payload)],
        asks_number=asks_number(choices),
        client_id=uuid4(),
        tongue_id=uuid4(),
        problem=error.sentence if error else "",
        typed=typed,
        base_url=desk.settings.base_url,
        limits={"photo": desk.settings.max_photo_bytes, "file": desk.settings.max_file_bytes},
        most_files=MAX_FILES,
    )
    sessions.give(response, session, desk.settings)
    return response

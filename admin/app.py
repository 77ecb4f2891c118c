"""The panel as one application, which the gate mounts at /admin."""

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from admin import errors
from admin.errors import Unexpected
from admin.pages import (
    account,
    answers,
    attachments,
    board,
    calendar,
    cases,
    complaint,
    counter,
    deliveries,
    dialogues,
    funnel,
    gaming,
    held,
    identity,
    inbox,
    notices,
    office,
    posters,
    privacy,
    problems,
    proofs,
    receptions,
    rules,
    sign_in,
    steps,
    talk_export,
    texts,
    voices,
)
from admin.security import SecureHeaders
from admin.templating import STATIC
from intake.db import Database
from intake.replay import Replay
from intake.sentences import Wordbook
from intake.settings import Settings

_PAGES = (
    sign_in, inbox, counter, cases, complaint, identity, proofs, attachments, talk_export, dialogues, board, gaming,
    notices, problems, deliveries, office, calendar, rules, privacy, receptions, texts, answers, voices, held, steps,
    funnel, account, posters,
)  # fmt: skip


class _Assets(StaticFiles):
    """Files whose address changes with their content, and which hold nothing personal."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file that browsers may keep."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_admin(
    db: Database, settings: Settings, sentences: Wordbook | None = None, replay: Replay | None = None
) -> FastAPI:
    """Return the panel over a book; `sentences` are those that the office may word itself.

    With `replay` a step of a talk can be played again.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.db = db
    app.state.settings = settings
    app.state.sentences = sentences
    app.state.replay = replay
    errors.install(app)
    for page in _PAGES:
        app.include_router(page.router)
    app.mount("/static", _Assets(directory=STATIC), name="static")
    app.add_middleware(Unexpected)
    app.add_middleware(SecureHeaders)
    return app

"""The panel as one application, which the gate mounts at /admin."""

from fastapi import FastAPI

from admin import errors
from admin.errors import unexpected
from admin.known_topics import KnownTopics
from admin.pages.accounts import account, first_password, mail, second_step, sign_in
from admin.pages.case import (
    attachments,
    beside,
    casefiles,
    cases,
    complaint,
    facts,
    files,
    flags,
    identity,
    privacy,
    proofs,
    replies,
    stories,
    voices,
)
from admin.pages.catalogue import answers, templates, texts, topics
from admin.pages.desk import bulk, filters, held, inbox, notices
from admin.pages.directory import office, officers, routing, units
from admin.pages.figures import board, funnel, gaming, places, reports
from admin.pages.reception import commitments, counter, meetings, reception_book, receptions, visits
from admin.pages.setup import approvals, calendar, channels, exchange, hub, office_settings, posters, rules
from admin.pages.talk import deliveries, dialogues, problems, steps, talk_export
from admin.security import SecureHeaders
from admin.shown_refs import ShownRefs
from admin.templating import STATIC
from intake.acts.foretelling import Foreteller
from intake.catalogue.sentences import Wordbook
from intake.db import Database
from intake.settings import Settings
from intake.talk.replay import Replay
from intake.web.compression import Compressed
from intake.web.last_door import LastDoor
from intake.web.static_files import Assets

_PAGES = (
    sign_in, inbox, counter, cases, complaint, identity, proofs, attachments, talk_export, dialogues, board, gaming,
    notices,
    problems, deliveries, office, calendar, rules, privacy, receptions, texts, answers, voices, held, steps,
    funnel, account, posters, facts, files, stories, beside, casefiles, replies, templates, approvals,
    first_password, hub, units, officers, routing, exchange, channels, office_settings, topics, second_step,
    visits, reception_book, meetings, commitments, bulk, filters, flags, places, reports, mail,
)  # fmt: skip


def create_admin(
    db: Database,
    settings: Settings,
    sentences: Wordbook | None = None,
    replay: Replay | None = None,
    foreteller: Foreteller | None = None,
) -> FastAPI:
    """Return the panel over a book; `sentences` are those that the office may word itself.

    With `replay` a step of a talk can be played again, with `foreteller` a reply is shown as it will be read.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.db = db
    app.state.settings = settings
    app.state.sentences = sentences
    app.state.replay = replay
    app.state.foreteller = foreteller
    errors.install(app)
    for page in _PAGES:
        app.include_router(page.router)
    app.mount("/static", Assets(directory=STATIC), name="static")
    app.add_middleware(LastDoor, page=unexpected)
    app.add_middleware(SecureHeaders)
    app.add_middleware(KnownTopics)
    app.add_middleware(ShownRefs)
    app.add_middleware(Compressed)
    return app

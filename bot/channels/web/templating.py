"""The citizen's pages: templates that escape everything, files whose address changes with their content."""

import hashlib
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

import bot
from bot.channels.web import tongue
from bot.channels.web.frame import home_of
from intake.clock import ZONE, local_day
from intake.law.sheet import move_words
from intake.law.wording import long_day

_ROOM = Path(bot.__file__).parent
_CODE = r"\b(?:[A-Z]{2,5}-\d\d|[0-9A-Z]{4})-[0-9A-Z]{4}-[0-9A-Z]{4}\b"
STATIC = _ROOM / "static"


@cache
def environment() -> Environment:
    """Return what makes the pages; a page is read once, so that one of a newer version is never shown by this code."""
    made = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "linked": linked, **tongue.FILTERS}
    made.filters |= {"long_day": long_day, "moved": move_words}
    made.globals |= {"asset": asset, "_": tongue.worded}
    return made


def moment(at: datetime) -> str:
    """Return hour and day at the office: `09:05, 14/09/2026`."""
    return at.astimezone(ZONE).strftime("%H:%M, %d/%m/%Y")


def linked(text: str, base_url: str) -> Markup:
    """Return a text escaped: this office's own addresses as links, and no other; codes kept on one line."""
    found = re.compile(rf"({re.escape(base_url)}(?:/[^\s]*[^\s.,;)])?)|({_CODE})")
    done, parts = 0, []
    for match in found.finditer(text):
        form = Markup('<a href="{0}">{0}</a>') if match[1] else Markup('<span class="keep">{0}</span>')
        parts += [text[done : match.start()], form.format(match[0])]
        done = match.end()
    return Markup().join([*parts, text[done:]])


@cache
def asset(name: str) -> str:
    """Return the address of a static file; it changes with the content, so that it can be cached for long."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - what the template needs
    """Return a page; `home` is what the addresses of the chat begin with there."""
    today = local_day(request.app.state.db.clock())
    facts = {"today": today, "home": home_of(request), **tongue.facts_of(request), **context}
    return HTMLResponse(environment().get_template(template).render(facts), status)

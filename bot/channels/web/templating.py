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
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import bot
from bot.texts.days import say_day
from intake.clock import ZONE, local_day

_ROOM = Path(bot.__file__).parent
STATIC = _ROOM / "static"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": say_day, "moment": moment, "linked": linked}
    environment.globals |= {"asset": asset}
    return environment


def moment(at: datetime) -> str:
    """Return hour and day at the office: `09:05, 14/09/2026`."""
    return at.astimezone(ZONE).strftime("%H:%M, %d/%m/%Y")


def linked(text: str, base_url: str) -> Markup:
    """Return a text escaped, with this office's own addresses as links; no other address becomes one."""
    address = re.compile(rf"({re.escape(base_url)}(?:/[^\s]*[^\s.,;)])?)")
    parts = address.split(text)
    return Markup().join(
        Markup('<a href="{0}">{0}</a>').format(part) if number % 2 else part for number, part in enumerate(parts)
    )


@cache
def asset(name: str) -> str:
    """Return the address of a static file; it changes with the content, so that it can be cached for long."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - what the template needs
    """Return a page."""
    today = local_day(request.app.state.db.clock())
    return HTMLResponse(_environment().get_template(template).render(today=today, **context), status)


class Assets(StaticFiles):
    """Files that browsers may keep: they hold nothing personal, and a new content has a new address."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

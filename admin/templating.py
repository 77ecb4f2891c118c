"""Turns a page's data into HTML: one environment, strict about missing names, everything escaped."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.forms.choices import choices
from admin.forms.day_fields import day_field, hour_field
from admin.forms.fields import ACCEPTED, TYPED
from admin.security import THEME_COOKIE
from admin.shown_refs import FILTERS
from admin.words import setting_words, step_vocabulary, vocabulary, words
from admin.words.differences import differences
from admin.words.empty_words import EMPTY_FOLDERS
from admin.words.excerpts import excerpt
from intake import labels
from intake.channels import channel_troubles
from intake.clock import local_day
from intake.figures.names import span
from intake.law.representatives import representatives_for
from intake.law.sheet import move_words
from intake.law.wording import basis_to_bracket, long_day
from intake.registration.nameless import sender_label

ROOM = Path(__file__).parent
STATIC = ROOM / "static"
_FIXED_THEMES = frozenset({"light", "dark"})  # anything else: as the device has it


@cache
def environment() -> Environment:
    """Return what makes the pages; a page is read once, so that one of a newer version is never shown by this code."""
    made = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": words.day,
        "written_day": words.written_day,
        "moment": words.moment,
        "clock": words.clock,
        "office_day": local_day,
        "deadline": words.deadline,
        "span": span,
        "wait": words.wait,
        "size": words.size,
        "said": words.said,
        "topic": words.topic,
        "action": words.action,
        "subject": words.subject,
        "actor": words.actor,
        "step": words.step,
        "long_day": long_day,
        "bracketed": basis_to_bracket,
        "moved": move_words,
        "excerpt": excerpt,
        "representatives": representatives_for,
        **FILTERS,
    }
    made.globals |= {
        "labels": labels,
        "troubles": channel_troubles.WORDS,
        "words": words,
        "vocabulary": vocabulary,
        "inner": step_vocabulary,
        "setting_words": setting_words,
        "asset": asset,
        "choices": choices,
        "csrf": csrf,
        "differences": differences,
        "sender_label": sender_label,
        "day_field": day_field,
        "hour_field": hour_field,
    }
    made.globals |= {"accepted": ACCEPTED, "typed_by_hand": TYPED, "empty_folders": EMPTY_FOLDERS}
    return made


@cache
def asset(name: str) -> str:
    """Return the address of a static file; it changes with the content, so that it can be cached for long."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/admin/static/{name}?v={digest}"


@pass_context
def csrf(context: Context) -> Markup:
    """Return the hidden field that every form carries."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(context["visit"].csrf)


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - what the template needs
    """Return a page; `visit` (None before the sign-in), `today` and `theme` are there for every template."""
    visit = getattr(request.state, "visit", None)
    today = local_day(request.app.state.db.clock())
    theme = visit.theme if visit else request.cookies.get(THEME_COOKIE, "")
    context |= {"visit": visit, "today": today, "theme": theme if theme in _FIXED_THEMES else ""}
    html = environment().get_template(template).render(**context)
    return HTMLResponse(html, status)

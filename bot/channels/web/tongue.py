"""In which language a page is shown: as its address asks, else as its chat talks, else in Vietnamese."""

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.requests import Request

from bot.texts import texts_in
from bot.texts.days import say_day
from bot.texts.languages import FIRST, languages, standing_words
from bot.texts.pages import page_word, page_words

_LANGUAGE = "language"


def language_of(request: Request) -> str:
    """Return the language of a page."""
    asked = request.query_params.get("lang", "")
    return asked if _has_pages(asked) else getattr(request.state, _LANGUAGE, FIRST)


def talk_in(request: Request, language: str) -> None:
    """Have the page shown in the language of the chat that it belongs to."""
    if _has_pages(language):
        setattr(request.state, _LANGUAGE, language)


def facts_of(request: Request) -> dict[str, Any]:
    """Return what every template is told of its language; `lang` is what addresses end with to keep to it.

    Other languages are offered only where nothing is lost by it: what answers a form, as a sealed receipt, comes once.
    """
    language = language_of(request)
    is_asked_for = request.method == "GET"
    others = [
        (code, one.name) for code, one in languages().items() if code != language and _has_pages(code) and is_asked_for
    ]
    lang = "" if language == FIRST else f"?lang={language}"
    return {_LANGUAGE: language, "lang": lang, "others": others, "script_words": dict(page_words(language, "script"))}


def _has_pages(language: str) -> bool:
    return language == FIRST or bool(page_words(language))


@pass_context
def worded(context: Context, text: str) -> str:
    """Return words of a template in the language of the page."""
    return page_word(context[_LANGUAGE], text)


@pass_context
def named(context: Context, value: str, name: str) -> str:
    """Return a state, kind or outcome, which the book says in Vietnamese, in the language of the page."""
    return texts_in(context[_LANGUAGE]).named(name, page_word(context[_LANGUAGE], value))


@pass_context
def standing(context: Context, value: str, name: str) -> str:
    """Return an article of the law or office hours in the language of the page."""
    return standing_words(context[_LANGUAGE], name, value)


@pass_context
def day(context: Context, value: Any) -> str:  # noqa: ANN401 - as jinja hands it over
    """Return a day with its year in the language of the page."""
    return say_day(value, today=None, language=context[_LANGUAGE])


FILTERS = {"named": named, "standing": standing, "day": day}

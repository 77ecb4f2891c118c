"""Topics as they are typed in their form, a phrase or a sentence to a line, and read into what the book knows."""

from collections.abc import Mapping
from typing import Any

from admin.forms.directory_forms import typed
from admin.forms.typed import day_in
from intake.catalogue.own_topics import plain_of, slug_of
from intake.catalogue.topic_book import LISTS
from routing.topic_overlay import OwnTopic

LINES = ("code", "name", "description", "parent", "from_on", "off_from", "heir", "why", "trial")
_LONGEST_LIST = 20_000


def typed_topic(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form as they were typed, tidied of what no field may hold."""
    return typed(form, LINES) | {name: form.get(name, "")[:_LONGEST_LIST] for name in LISTS}


def shown_topic(own: OwnTopic) -> dict[str, str]:
    """Return a topic as its form shows it."""
    return shown_version(plain_of(own))


def shown_version(content: Mapping[str, Any]) -> dict[str, str]:
    """Return a version of the history as the form shows it."""
    lists = {name: "\n".join(content[name]) for name in LISTS}
    return {name: str(content.get(name) or "") for name in LINES} | lists


def topic_in(given: Mapping[str, str], code: str = "") -> OwnTopic:
    """Return the topic that was typed; without a `code` the one that was typed counts, else its name gives one.

    Raises:
        Invalid: a day is none.
    """
    lists = {name: tuple(given[name].splitlines()) for name in LISTS}
    return OwnTopic(
        code=code or given["code"] or slug_of(given["name"]),
        name=given["name"],
        description=given["description"],
        parent=given["parent"] or None,
        from_on=day_in(given, "from_on"),
        off_from=day_in(given, "off_from"),
        heir=given["heir"] or None,
        **lists,
    )

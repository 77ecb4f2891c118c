"""Every sentence said to a citizen, by key and language, checked at load so that no turn finds a hole in it.

A template holds {fields}; a part in [[double brackets]] is left out when one of its fields is blank.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bot.messages import Choice, Outbound, Reply
from bot.texts.days import say_iso_day

LANGUAGES = ("vi", "en")
LONGEST = 300
# These carry what a citizen must be able to keep or must be told whole before agreeing.
MAY_BE_LONG = frozenset(
    {
        "case.shown",
        "complaint.hand_in",
        "confirm.complaint",
        "confirm.denunciation",
        "confirm.read_back",
        "confirm.tip",
        "consent.details",
        "denounce.ask",
        "denounce.paper",
        "help.text",
        "notice.form_needed",
        "receipt.assigned",
        "receipt.complaint",
        "receipt.denunciation",
        "receipt.joined",
        "receipt.screening",
        "receipt.tip",
        "reception.booked",
    }
)
_FIELD = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_DAYS = frozenset({"day", "due", "new_due", "old_due"})


class TextsError(Exception):
    """The files of sentences do not fit together; the sentence says which key and why."""


class Texts:
    """The sentences of one language.

    Raises:
        TextsError: unknown language, or the files of sentences contradict each other.
    """

    def __init__(self, language: str) -> None:
        table = _tables().get(language)
        if table is None:
            raise TextsError(f"no sentences for language {language!r}")
        self.language = language
        self.table = table

    def text(self, key: str, fields: Mapping[str, str] | None = None) -> str:
        """Return a sentence with its fields filled in; a field that is not given counts as blank."""
        return fill(self.table[key], fields or {})

    def label(self, key: str) -> str:
        """Return the sentence of a key, or the key itself where it is already a label."""
        return self.table.get(key, key)

    def say(self, reply: Reply) -> Outbound:
        """Put a reply into words, its choices into buttons."""
        buttons = tuple(Choice(f"{reply.step_no}:{option}", self.label(label)) for option, label in reply.choices)
        return Outbound(self.text(reply.key, reply.fields), buttons, reply.ask, reply.attach)

    def say_notice(self, key: str, fields: Mapping[str, str], *, today: date | None = None) -> Outbound:
        """Put a notice of the book into words; days come as ISO dates and are said as people say them."""
        said = {
            name: say_iso_day(value, today=today, language=self.language) if name in _DAYS else value
            for name, value in fields.items()
        }
        return Outbound(self.text(key, said))


@cache
def texts_in(language: str) -> Texts:
    """Return the sentences of a language; Vietnamese where it is unknown."""
    return Texts(language if language in LANGUAGES else LANGUAGES[0])


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Return a template with its fields filled in, optional parts with a blank field left out."""

    def part(found: re.Match[str]) -> str:
        needed = fields_of(found.group(1))
        return found.group(1) if all(fields.get(name, "").strip() for name in needed) else ""

    return _FIELD.sub(lambda found: fields.get(found.group(1), ""), _OPTIONAL.sub(part, template)).strip()


def fields_of(template: str) -> frozenset[str]:
    """Return the names in braces."""
    return frozenset(_FIELD.findall(template))


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    tables = {language: dict(_flat(_read(language))) for language in LANGUAGES}
    problems = list(problems_of(tables))
    if problems:
        raise TextsError("; ".join(problems))
    return tables


def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((files("bot.texts") / f"{language}.toml").read_text(encoding="utf-8"))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value).strip()


def problems_of(tables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield what is wrong with tables of sentences: missing keys, differing fields, sentences too long."""
    first, *others = tables
    for key, template in tables[first].items():
        if len(template) >= LONGEST and key not in MAY_BE_LONG:
            yield f"{first} {key}: {len(template)} characters"
        for other in others:
            if key not in tables[other]:
                yield f"{other} {key}: missing"
            elif fields_of(tables[other][key]) != fields_of(template):
                yield f"{other} {key}: other fields than in {first}"
    for other in others:
        yield from (f"{first} {key}: missing" for key in tables[other] if key not in tables[first])

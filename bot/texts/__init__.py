"""Every sentence said to a citizen, by key and language, checked at load so that no turn finds a hole in it.

A template holds {fields}; a part in [[double brackets]] is left out when one of its fields is blank. The office may
word a sentence its own way: what it wrote is laid over the shipped sentences while `worded` is open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from typing import Protocol

from bot.messages import Choice, Outbound, Reply
from bot.texts.days import say_iso_day
from bot.texts.languages import FIRST, TextsError, is_vietnamese, languages, standing_words, topic_in
from routing.topics import load_catalogue

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
_FIELD_AND_STOP = re.compile(r"\{([a-z_]+)\}(\.(?!\.))?")
_STOPS = (".", "!", "?", "…")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_BEGINS_WITH_YOU = re.compile(r"(^\[*|[.!?:\n]\s*(?:\[\[)?\s*)Anh/Chị")
_TO_ELDERS = re.compile(r" ạ\b")
_DAYS = frozenset({"day", "due", "new_due", "old_due"})
_NAMED = frozenset({"kind", "outcome"})
_ADDRESSES = frozenset({"url", "paper", "proof"})
_OF_OFFICERS = ("text", "question", "reason")
_MOST_MADE = 64


class Wording(Protocol):
    """The office's own sentences in one version; the version changes whenever one of them does."""

    @property
    def version(self) -> str:
        """Blank where the office has worded nothing itself."""

    @property
    def sentences(self) -> Mapping[tuple[str, str], str]:
        """What was written, by language and key."""


class Texts:
    """The sentences of one language.

    Raises:
        TextsError: unknown language, or the files of sentences contradict each other.
    """

    def __init__(self, language: str, own: Mapping[str, str] | None = None, *, to_child: bool = False) -> None:
        shipped = shipped_tables().get(language)
        if shipped is None:
            raise TextsError(f"no sentences for language {language!r}")
        self.language = language
        table = {**shipped, **{key: text for key, text in (own or {}).items() if fits(shipped, key, text)}}
        is_addressed = to_child and language == FIRST
        self.table = {key: addressed_to_child(text) for key, text in table.items()} if is_addressed else table

    def text(self, key: str, fields: Mapping[str, str] | None = None) -> str:
        """Return a sentence with its fields filled in; a field that is not given counts as blank."""
        return fill(self.table[key], {name: self._standing(name, value) for name, value in (fields or {}).items()})

    def _standing(self, name: str, value: str) -> str:
        """Return a field with the standing words of law and office in this language; an address asks for it too."""
        if name in _ADDRESSES and self.language != FIRST and value:
            return f"{value}?lang={self.language}"
        return standing_words(self.language, name, value)

    def label(self, key: str) -> str:
        """Return the sentence of a key, or the key itself where it is already a label."""
        return self.table.get(key, key)

    def say(self, reply: Reply) -> Outbound:
        """Put a reply into words, its choices into buttons."""
        buttons = tuple(Choice(f"{reply.step_no}:{option}", self.label(label)) for option, label in reply.choices)
        shares = self.text("contact.share") if reply.ask == "contact" else ""
        return Outbound(self.text(reply.key, reply.fields), buttons, reply.ask, reply.attach, ask_label=shares)

    def say_notice(self, key: str, fields: Mapping[str, str], *, today: date | None = None) -> Outbound:
        """Put a notice of the book into words; days come as ISO dates and are said as people say them.

        Outcomes, kinds and topics come in Vietnamese, as the book names them; words that an officer wrote stay as they
        are, and where they are in another language it is said so.
        """
        said = {name: self._field(name, value, today) for name, value in fields.items()}
        is_foreign = any(self.is_foreign(fields.get(name, "")) for name in _OF_OFFICERS)
        told = [self.text(key, said), *([self.table["notice.foreign"]] if is_foreign else [])]
        if way := fields.get("way_on"):  # a right that the law gives after what was told
            told.append(self.text(f"notice.way_on_{way}", said))
        return Outbound("\n".join(told))

    def is_foreign(self, text: str) -> bool:
        """Whether words of an officer are in Vietnamese, where something else is spoken."""
        return self.language != FIRST and is_vietnamese(text)

    def named(self, name: str, value: str) -> str:
        """Return a kind, an outcome or a state, which the book names in Vietnamese, as it is called here."""
        return value if self.language == FIRST else self.label(_keys_of_labels().get((name, value.lower()), value))

    def _field(self, name: str, value: str, today: date | None) -> str:
        if name in _DAYS:
            return say_iso_day(value, today=today, language=self.language)
        if name in _NAMED:
            return self.named(name, value)
        if name == "topic" and self.language != FIRST:
            return topic_in(self.language, _codes_of_topics().get(value, ""), value)
        return value


_wording: ContextVar[Wording | None] = ContextVar("wording", default=None)
_made: dict[tuple[str, str, bool], Texts] = {}


@contextmanager
def worded(own: Wording) -> Iterator[None]:
    """Say everything in the office's own words while this is open, in this thread only."""
    token = _wording.set(own)
    try:
        yield
    finally:
        _wording.reset(token)


def texts_in(language: str, *, to_child: bool = False) -> Texts:
    """Return the sentences of a language in the office's wording; Vietnamese where the language is unknown.

    `to_child`: in Vietnamese they speak to "em", as grown people speak to a child.
    """
    own = _wording.get()
    known = language if language in shipped_tables() else FIRST
    key = (known, own.version if own else "", to_child)
    if key not in _made:
        if len(_made) >= _MOST_MADE:
            _made.clear()
        written = own.sentences.items() if own else ()
        wording = {name: text for (code, name), text in written if code == known}
        _made[key] = Texts(known, wording, to_child=to_child)
    return _made[key]


def addressed_to_child(text: str) -> str:
    """Return a Vietnamese sentence as it is said to a child: "em", and without the "ạ" that is owed to grown people."""
    begun = _BEGINS_WITH_YOU.sub(r"\1Em", text).replace("Anh/Chị", "em")
    return _TO_ELDERS.sub("", begun)


def fits(shipped: Mapping[str, str], key: str, text: str) -> bool:
    """Whether a sentence of the office still has a place: its key exists, with the same fields."""
    return key in shipped and fields_of(shipped[key]) == fields_of(text)


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Return a template with its fields filled in, optional parts with a blank field left out.

    What somebody wrote and ended with a stop of their own gets no second one from the template.
    """

    def said(found: re.Match[str]) -> str:
        value, stop = fields.get(found.group(1), ""), found.group(2) or ""
        return value if stop and value.rstrip().endswith(_STOPS) else f"{value}{stop}"

    parts = (part for part, needed in _parts_of(template) if all(fields.get(name, "").strip() for name in needed))
    return _FIELD_AND_STOP.sub(said, "".join(parts)).strip()


@lru_cache(maxsize=4096)
def _parts_of(template: str) -> Sequence[tuple[str, frozenset[str]]]:
    """Return the parts of a template, each with the fields without which it is left out."""
    parts = _OPTIONAL.split(template)  # every second one was in brackets
    return [(part, fields_of(part) if place % 2 else frozenset()) for place, part in enumerate(parts)]


def fields_of(template: str) -> frozenset[str]:
    """Return the names in braces."""
    return frozenset(_FIELD.findall(template))


@cache
def shipped_tables() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences as they are shipped, by language.

    Raises:
        TextsError: the files contradict each other; it names every key.
    """
    known = languages()
    tables = {code: language.sentences for code, language in known.items()}
    problems = list(problems_of(tables, {code for code, language in known.items() if language.falls_back}))
    if problems:
        raise TextsError("; ".join(problems))
    return {code: {**(tables[FIRST] if known[code].falls_back else {}), **table} for code, table in tables.items()}


@cache
def _keys_of_labels() -> Mapping[tuple[str, str], str]:
    """Return the keys of the names that the book says in Vietnamese, by field and name in small letters."""
    keys = [key for key in shipped_tables()[FIRST] if key.partition(".")[0] in {*_NAMED, "state"}]
    return {(key.partition(".")[0], shipped_tables()[FIRST][key].lower()): key for key in keys}


@cache
def _codes_of_topics() -> Mapping[str, str]:
    """Return the codes of the shipped topics by the names that the book says in Vietnamese."""
    return {topic.name_vi: code for code, topic in load_catalogue().topics.items()}


def problems_of(tables: Mapping[str, Mapping[str, str]], falling_back: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """Yield what is wrong with tables of sentences: missing keys, differing fields, sentences too long.

    `falling_back`: languages in which a missing sentence is said in the first language.
    """
    first, *others = tables
    for key, template in tables[first].items():
        if len(template) >= LONGEST and key not in MAY_BE_LONG:
            yield f"{first} {key}: {len(template)} characters"
        for other in others:
            if key not in tables[other]:
                if other not in falling_back:
                    yield f"{other} {key}: missing"
            elif fields_of(tables[other][key]) != fields_of(template):
                yield f"{other} {key}: other fields than in {first}"
    for other in others:
        yield from (f"{first} {key}: missing" for key in tables[other] if key not in tables[first])

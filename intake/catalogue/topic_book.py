"""The catalogue of topics as this office has it: what it changed, laid over the shipped one; known by version."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from intake import meta
from intake.db import Snapshot
from intake.tables import OwnTopicRow
from routing.reading import Reader
from routing.topic_overlay import OwnTopic, laid_over
from routing.topics import Catalogue, load_catalogue

PART = "topics"
LISTS = ("sure", "cues", "anti", "examples")
_CACHED = 8
_catalogues: dict[tuple[str, str, date], Catalogue] = {}
_readers: dict[tuple[str, str], Reader] = {}
_names: dict[str, Mapping[str, str]] = {}


def current(snap: Snapshot) -> Catalogue:
    """Return the catalogue of today; it is read anew after every change, in whichever process that was made."""
    version = meta.version(snap, PART)
    if not version:
        return load_catalogue()
    key = (snap.book, version, snap.today)
    if (known := _catalogues.get(key)) is not None:
        return known
    made = laid_over(load_catalogue(), own_of(snap), snap.today)
    _keep(_catalogues, key, made)
    return made


def names(snap: Snapshot) -> Mapping[str, str]:
    """Return the names of topics by code; one that is not in use any more reads as what has taken its matters."""
    catalogue = current(snap)
    if (known := _names.get(catalogue.version)) is not None:
        return known
    made = {code: catalogue.topics[catalogue.settled(code)].name_vi for code in catalogue.topics}
    _keep(_names, catalogue.version, made)
    return made


def reader_of(snap: Snapshot, base: Reader) -> Reader:
    """Return a reader with the model of `base` and the office's catalogue: `base` itself where nothing is changed."""
    return reader_with(base, current(snap))


def reader_with(base: Reader, catalogue: Catalogue) -> Reader:
    """Return a reader with the model of `base` and a catalogue; it is kept, for many readings."""
    if catalogue.version == base.catalogue.version:
        return base
    key = (base.version, catalogue.version)
    if (known := _readers.get(key)) is not None:
        return known
    made = base.over(catalogue)
    _keep(_readers, key, made)
    return made


def _keep(cache: dict[Any, Any], key: object, made: object) -> None:
    """Remember a few: several threads may make the same one at once, and each has its own in hand."""
    if len(cache) >= _CACHED:
        cache.clear()
    cache[key] = made


def own_of(snap: Snapshot) -> dict[str, OwnTopic]:
    """Return what the office says of topics, by code."""
    table = OwnTopicRow.__table__
    return {row.code: _own(row) for row in snap.execute(select(table).order_by(table.c.code))}


def _own(row: Row[Any]) -> OwnTopic:
    held = dict(row._mapping)  # noqa: SLF001 - the public name of a row as a mapping
    return OwnTopic(**{**held, **{name: tuple(held[name]) for name in LISTS}})

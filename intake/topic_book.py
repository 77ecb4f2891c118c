"""The catalogue of topics as this office has it: what it changed, laid over the shipped one; known by version."""

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


def current(snap: Snapshot) -> Catalogue:
    """Return the catalogue of today; it is read anew after every change, in whichever process that was made."""
    version = meta.version(snap, PART)
    if not version:
        return load_catalogue()
    key = (snap.book, version, snap.today)
    if key not in _catalogues:
        if len(_catalogues) >= _CACHED:
            _catalogues.clear()
        _catalogues[key] = laid_over(load_catalogue(), own_of(snap), snap.today)
    return _catalogues[key]


def reader_of(snap: Snapshot, base: Reader) -> Reader:
    """Return a reader with the model of `base` and the office's catalogue: `base` itself where nothing is changed."""
    return reader_with(base, current(snap))


def reader_with(base: Reader, catalogue: Catalogue) -> Reader:
    """Return a reader with the model of `base` and a catalogue; it is kept, for many readings."""
    if catalogue.version == base.catalogue.version:
        return base
    key = (base.version, catalogue.version)
    if key not in _readers:
        if len(_readers) >= _CACHED:
            _readers.clear()
        _readers[key] = base.over(catalogue)
    return _readers[key]


def own_of(snap: Snapshot) -> dict[str, OwnTopic]:
    """Return what the office says of topics, by code."""
    table = OwnTopicRow.__table__
    return {row.code: _own(row) for row in snap.execute(select(table).order_by(table.c.code))}


def _own(row: Row[Any]) -> OwnTopic:
    held = dict(row._mapping)  # noqa: SLF001 - the public name of a row as a mapping
    return OwnTopic(**{**held, **{name: tuple(held[name]) for name in LISTS}})

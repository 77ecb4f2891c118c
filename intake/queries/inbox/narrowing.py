"""What a list of cases is narrowed to: exact facts, flags, and words that are searched in code, text and place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal_column, or_, select, table, text

from intake import codes
from intake.db import Snapshot
from intake.people.named_cases import ids_named
from intake.queries import flags
from intake.tables import CaseRow
from routing.text import shadow

_FEW = 5_000  # so many cases that hold the words are gone through one by one
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means any, several flags mean all of them."""

    query: str = ""
    topic: str = ""
    kind: str = ""
    commune: str = ""
    unit_id: int | None = None
    officer_id: int | None = None
    channel: str = ""
    flags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filters()

    def to_json(self) -> dict[str, Any]:
        """Return what is narrowed, as it is kept."""
        values = {name: getattr(self, name) for name in Filters.__dataclass_fields__}
        return {name: list(value) if name == "flags" else value for name, value in values.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Filters":
        """Read what was kept; what is known no longer is left out."""
        known = {name: value for name, value in kept.items() if name in cls.__dataclass_fields__}
        still = tuple(one for one in known.pop("flags", ()) if one in flags.FLAGS)
        return cls(**known, flags=still)


def narrowed(snap: Snapshot, filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions on `cases`."""
    exact = {
        CaseRow.topic: filters.topic or None,
        CaseRow.kind: filters.kind or None,
        CaseRow.commune_code: filters.commune or None,
        CaseRow.lead_unit_id: filters.unit_id,
        CaseRow.officer_id: filters.officer_id,
        CaseRow.channel: filters.channel or None,
    }
    where: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value is not None]
    where += [flags.condition(snap, name) for name in filters.flags if name in flags.FLAGS]
    if filters.query.strip():
        where.append(_found(snap, filters.query))
    return where


def _found(snap: Snapshot, query: str) -> ColumnElement[bool]:
    """Search by a code or its end, or by words that all stand in the text, with or without marks."""
    named = CaseRow.id.in_(ids) if (ids := ids_named(snap, query)) else None
    if codes.tidy_code(query):
        return false() if named is None else named
    words = _words(query)
    in_text = _in_text(snap, words) if words else false()
    return in_text if named is None else or_(named, in_text)


def _words(query: str) -> list[str]:
    return shadow(query).split()[:_MAX_WORDS]


def _in_text(snap: Snapshot, words: list[str]) -> ColumnElement[bool]:
    """Search for whole words; the last one may still be being typed.

    Rare words are looked up in the index of words, common ones in the cases of the list, which soon hold enough.
    """
    if not snap.is_sqlite:
        return _vector_holds(words)
    if _are_common(snap, words):
        *whole, last = words
        text_of_case = " " + CaseRow.folded + " "
        return and_(*(text_of_case.like(f"% {word} %") for word in whole), text_of_case.like(f"% {last}%"))
    return CaseRow.id.in_(_looked_up(words))


def _are_common(snap: Snapshot, words: list[str]) -> bool:
    key = f"common:{' '.join(words)}"
    if key not in snap.memory:
        some = _looked_up(words) if snap.is_sqlite else select(CaseRow.id).where(_vector_holds(words))
        counted = select(func.count()).select_from(some.limit(_FEW + 1).subquery())
        snap.memory[key] = int(snap.execute(counted).scalar_one()) > _FEW
    return bool(snap.memory[key])


def _looked_up(words: list[str]) -> Select[int]:
    query = " ".join(f'"{word}"' for word in words) + "*"
    rowid: ColumnElement[int] = literal_column("rowid").label("id")
    matches = text("cases_fts MATCH :words").bindparams(words=query)
    return select(rowid).select_from(table("cases_fts")).where(matches)


def _vector_holds(words: list[str]) -> ColumnElement[bool]:
    vector: ColumnElement[Any] = literal_column("cases.folded_tsv")
    return vector.op("@@")(func.to_tsquery("simple", " & ".join(words) + ":*"))

"""Earlier cases on the same matter: of one topic, one commune and recent days, weighed by `routing.similarity`.

Candidates are read by one index (topic, commune, time), the newest first, at most `POOL` of them, however many cases
the book holds. A sealed case is compared with sealed ones only and offered to those who may see them; what is offered
to citizens tells nothing that they have not said themselves, and nothing about people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, ScalarSelect, Text, bindparam, select

from intake.access import Viewer, counted_cases, visible_cases
from intake.catalogue import topic_book
from intake.clock import local_day
from intake.db import Snapshot
from intake.engine.prepared import Prepared
from intake.lifecycle import FORMAL_KINDS
from intake.people import participants
from intake.queries.case_lines import Rows, place_name
from intake.tables import CaseRow, Instant
from routing.gazetteer.spots import are_apart, public_part
from routing.kinds import Kind
from routing.language.numbers import covered
from routing.places import load_gazetteer
from routing.shared_matters import load_shared_matters
from routing.shared_words import Written
from routing.similarity import Likeness, Pool, Telling
from routing.text import shadow

POOL = 200
RECENT = timedelta(days=90)
_SHOWN = 6
_POOL_OF_CITIZEN = 40  # compared while a citizen waits for the next question
_TO_CITIZENS = 3
_AT_COUNTER = 4
# what many people may tell alike; a complaint, an accusation or a question is one person's own
_COMMON_KINDS = (Kind.FEEDBACK.value, Kind.PETITION.value)
Moment = datetime | BindParameter[datetime] | ScalarSelect[datetime]
Known = str | BindParameter[str]  # now, or when the statement is run
_COLUMNS = (
    CaseRow.id, CaseRow.code, CaseRow.kind, CaseRow.topic, CaseRow.state, CaseRow.is_open, CaseRow.summary,
    CaseRow.folded, CaseRow.place_text, CaseRow.commune_code, CaseRow.lat, CaseRow.lon, CaseRow.registered_at,
    CaseRow.leader_id, CaseRow.conversation_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    """A case like what is told, as an officer sees it: what, where, when, state, and why."""

    id: int
    code: str
    summary: str
    place: str
    registered_at: datetime
    state: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similar(Alike):
    """A case like another; `can_lead` where the other may be joined to it."""

    is_same_place: bool
    can_lead: bool


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A matter that somebody has told already, as another citizen may be asked about it: "is it this one?".

    `what` is the topic with the words that the asker used too; `where` names no more of the place than the asker did,
    beside the commune. `case_id` is for the machine: neither it nor the code is shown to the asker.
    """

    case_id: int
    what: str
    where: str
    on: date
    state: str


def candidates(topic: Known, commune: Known, since: Moment, *where: ColumnElement[bool]) -> Rows:
    """Return the query for cases of a topic in a commune from a moment on, the newest first, at most `POOL`."""
    return (
        select(*_COLUMNS)
        .where(CaseRow.topic == topic, CaseRow.commune_code == commune, CaseRow.registered_at >= since, *where)
        .order_by(CaseRow.registered_at.desc(), CaseRow.id.desc())
        .limit(POOL)
    )


def telling_of(case: Row[Any]) -> Telling:
    """Return a case as it is compared."""
    place = _without_commune(case.place_text, case.commune_code)
    day = local_day(case.registered_at)
    called = _folded_commune(case.commune_code or "")
    return Telling(case.folded, place, case.topic, case.commune_code, day, case.lat, case.lon, called)


@lru_cache(maxsize=4096)  # the cases of a ward are compared again with each that is told there
def _without_commune(place: str, commune_code: str | None) -> str:
    folded = f" {shadow(place)} "
    return folded.replace(f" {_folded_commune(commune_code or '')} ", " ").strip()


@cache
def _folded_commune(code: str) -> str:
    commune = load_gazetteer().communes.get(code)
    return shadow(commune.name) if commune else code


def similar_to_words(
    snap: Snapshot, viewer: Viewer, words: str, *, topic: str, commune: str | None, place: str, is_sealed: bool
) -> tuple[Alike, ...]:
    """Return the recent cases most like what is being told, within the viewer's sight; no commune, none."""
    if commune is None:
        return ()
    telling = Telling(
        shadow(f"{words} {place}"), _without_commune(place, commune), topic, commune, snap.today, None, None
    )
    where = (CaseRow.is_sealed.is_(is_sealed), visible_cases(viewer))
    rows = snap.execute(candidates(topic, commune, snap.now - RECENT, *where).limit(_POOL_OF_CITIZEN)).all()
    written = Written(words)
    return tuple(Alike(**_seen(row, written.said(like.shared))) for like, row in ranked(telling, rows)[:_AT_COUNTER])


def similar_to(snap: Snapshot, viewer: Viewer, case: Row[Any]) -> tuple[Similar, ...]:
    """Return the recent cases most like one, within the viewer's sight; those joined to it already are left out.

    Where the commune is not known yet there is no same place, and nothing is alike.
    """
    if case.commune_code is None:
        return ()
    since = case.registered_at - RECENT
    where = (CaseRow.id != case.id, CaseRow.is_sealed.is_(bool(case.is_sealed)), visible_cases(viewer))
    rows = snap.execute(candidates(case.topic, case.commune_code, since, *where)).all()
    written = Written(f"{case.text} {case.place_text}")
    apart = [row for row in rows if row.leader_id != case.id and row.id != case.leader_id]
    return tuple(
        Similar(
            **_seen(row, written.said(like.shared)),
            is_same_place=like.place == "same",
            can_lead=_can_lead(row, case),
        )
        for like, row in ranked(telling_of(case), apart)[:_SHOWN]
    )


def _seen(row: Row[Any], why: tuple[str, ...]) -> dict[str, Any]:
    """Return what an officer sees of a case that is alike."""
    seen = {name: getattr(row, name) for name in ("id", "code", "summary", "registered_at", "state")}
    return {**seen, "place": place_name(row.place_text, row.commune_code), "why": why}


def ranked(telling: Telling, rows: Sequence[Row[Any]]) -> list[tuple[Likeness, Row[Any]]]:
    """Return the rows that are alike, the most alike first, the newer first among equals."""
    pool = Pool([telling, *map(telling_of, rows)])
    weighed = zip(islice(pool.likenesses(telling), 1, None), rows, strict=True)
    return sorted((one for one in weighed if one[0].is_alike), key=lambda one: (-one[0].score, -one[1].id))


def _can_lead(row: Row[Any], case: Row[Any]) -> bool:
    is_alike = (Kind(row.kind) in FORMAL_KINDS) == (Kind(case.kind) in FORMAL_KINDS)
    return bool(row.is_open) and row.leader_id is None and is_alike


def similar_open(
    snap: Snapshot,
    text: str,
    topic: str,
    commune: str | None,
    *,
    place: str = "",
    lat: float | None = None,
    lon: float | None = None,
    conversation_id: int | None = None,
) -> tuple[OpenMatter, ...]:
    """Return the open matters, at most three, that a citizen's telling may mean, the likeliest first.

    Only feedback and petitions of a known commune, of topics of common places (`shared_matters.toml`); nothing sealed,
    and nothing that the asker is part of already.
    """
    catalogue = topic_book.current(snap)
    known = catalogue.topics.get(topic)
    if not commune or known is None or catalogue.root(topic) not in load_shared_matters().topics:
        return ()
    words = f"{text} {place}"
    telling = Telling(shadow(words), _without_commune(place, commune), topic, commune, snap.today, lat, lon)
    asked = {"topic": topic, "commune": commune, "since": snap.now - RECENT, "conversation_id": conversation_id}
    rows = snap.execute(_OF_OTHERS, asked).all()
    near = [row for row in rows if not are_apart(place or text, row.place_text)]
    found = ranked(telling, near)[:_TO_CITIZENS]
    written = Written(words, beside=(shadow(known.name_vi), shadow(place_name("", commune))))
    return tuple(
        OpenMatter(
            case_id=row.id,
            what=covered(_what(known.name_vi, written.said(like.shared))),
            where=covered(_where(row, words)),
            on=local_day(row.registered_at),
            state=row.state,
        )
        for like, row in found
    )


_OF_OTHERS = Prepared(
    candidates(
        bindparam("topic", type_=Text()),
        bindparam("commune", type_=Text()),
        select(bindparam("since", type_=Instant())).scalar_subquery(),  # for PostgreSQL one plan serves for every day
        counted_cases(),
        CaseRow.is_open.is_(True),
        CaseRow.kind.in_(_COMMON_KINDS),
        CaseRow.id.not_in(participants.OF_CITIZEN),
    ).limit(_POOL_OF_CITIZEN)
)


def _what(topic: str, shared: Iterable[str]) -> str:
    told = ", ".join(shared)
    return f"{topic}: {told}" if told else topic


def _where(row: Row[Any], words: str) -> str:
    """Name the place as far as the asker has named it, or anybody may know: another's words may say who lives there."""
    said_too = set(shadow(row.place_text).split()) <= set(shadow(words).split())
    return place_name(row.place_text if said_too else public_part(row.place_text), row.commune_code)

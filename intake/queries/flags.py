"""What makes a case one to look at: flags that officers give, and those that follow from its clocks and its people.

One table says of every flag how it comes about; lists, filters and the form of a case all read it. The words are those
of the orders to the province: "vụ việc phức tạp, tồn đọng, kéo dài, dư luận quan tâm", "đông người".
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import aliased

from intake.access import Viewer, own_cases
from intake.clock import start_of
from intake.db import Snapshot
from intake.lifecycle import CaseState
from intake.notices.notices import WORD
from intake.queries.crowds import CROWD
from intake.tables import CaseEventRow, CaseFlagRow, CaseLinkRow, CaseRow, NoticeRow, StaffRow, UtteranceRow

BACKLOG_DAYS = 30
LASTING_DAYS = 90
MANY_PEOPLE = 5  # "nhiều người" in Thông tư 07/2013/TT-TTCP and after
_Rule = Callable[[Snapshot], ColumnElement[bool]]
_OPEN = CaseRow.is_open.is_(True)
_UNTOUCHED = (CaseState.SCREENING, CaseState.INTENDED, CaseState.ASSIGNED)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag: whether officers give it, and the condition on `cases` under which it stands without them."""

    is_given: bool
    follows: _Rule


def _never(_snap: Snapshot) -> ColumnElement[bool]:
    return false()


def _of_a_crowd(_snap: Snapshot) -> ColumnElement[bool]:
    links = CaseLinkRow
    led = select(links.other_id).where(links.relation == CROWD)
    members = select(links.case_id).where(links.relation == CROWD)
    alarmed = select(CaseEventRow.case_id).where(CaseEventRow.move == CROWD)  # by one who speaks for many
    in_crowd = or_(CaseRow.id.in_(led), CaseRow.id.in_(members), CaseRow.id.in_(alarmed))
    return or_(CaseRow.people >= MANY_PEOPLE, and_(CaseRow.is_sealed.is_(False), in_crowd))


def _fresh_word() -> ColumnElement[bool]:
    theirs = and_(CaseRow.officer_id.is_(None), StaffRow.unit_id == CaseRow.screening_unit_id)
    is_hand = or_(StaffRow.id == CaseRow.officer_id, theirs)
    is_head = and_(StaffRow.role == "head", StaffRow.unit_id == CaseRow.lead_unit_id)
    hands = select(StaffRow.id).where(is_hand).correlate(CaseRow)
    readers = select(StaffRow.id).where(or_(is_hand, is_head)).correlate(CaseRow)
    told, other = aliased(NoticeRow), aliased(NoticeRow)
    is_read = exists().where(other.staff_id.in_(readers), other.key == told.key, other.read_at.is_not(None))
    return exists().where(
        told.staff_id.in_(hands),
        told.read_at.is_(None),
        told.case_id == CaseRow.id,
        told.kind == WORD,
        ~is_read,
    )


_FRESH_WORD = _fresh_word()  # every list asks for it


def _of_a_fresh_word(_snap: Snapshot) -> ColumnElement[bool]:
    """A citizen has said something, and neither whoever has the case in hand nor their head has looked at it yet."""
    return _FRESH_WORD


def _of_a_likely_hazard(_snap: Snapshot) -> ColumnElement[bool]:
    """The machine took its words for a hazard without being sure, and nobody has taken the case in hand yet."""
    told = exists().where(
        UtteranceRow.case_id == CaseRow.id, UtteranceRow.reading["hazard"]["is_sure"].as_boolean().is_(False)
    )
    return and_(CaseRow.is_urgent.is_(False), CaseRow.state.in_(_UNTOUCHED), told)


FLAGS: Mapping[str, Flag] = {
    "fresh_word": Flag(is_given=False, follows=_of_a_fresh_word),
    "second_look": Flag(is_given=False, follows=lambda _snap: CaseRow.reopen_asked_at.is_not(None)),
    "urgent": Flag(is_given=False, follows=lambda _snap: CaseRow.is_urgent.is_(True)),
    "may_harm": Flag(is_given=False, follows=_of_a_likely_hazard),
    "complex": Flag(is_given=True, follows=lambda _snap: CaseRow.complexity != "normal"),
    # late by more than a month: nobody has worked it off
    "backlog": Flag(
        is_given=False,
        follows=lambda snap: and_(_OPEN, CaseRow.due_on < snap.today - timedelta(days=BACKLOG_DAYS)),
    ),
    # open for more than a season, whatever its clocks say: an extension or a pause does not shorten the wait
    "lasting": Flag(
        is_given=False,
        follows=lambda snap: and_(_OPEN, CaseRow.registered_at < start_of(snap.today - timedelta(days=LASTING_DAYS))),
    ),
    "public": Flag(is_given=True, follows=_never),
    "crowd": Flag(is_given=True, follows=_of_a_crowd),
    "sensitive": Flag(is_given=True, follows=_never),
}
GIVEN = tuple(name for name, flag in FLAGS.items() if flag.is_given)
_SHOWN_APART = frozenset({"urgent", "crowd"})  # lists say these with a number, or in the colour of danger


def condition(snap: Snapshot, name: str) -> ColumnElement[bool]:
    """Return the condition on `cases` under which a flag stands."""
    flag = FLAGS[name]
    if not flag.is_given:
        return flag.follows(snap)
    return or_(flag.follows(snap), CaseRow.id.in_(select(CaseFlagRow.case_id).where(CaseFlagRow.flag == name)))


def flags_of(snap: Snapshot, case_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the flags of cases as lists show them; a case without any is left out."""
    if not case_ids:
        return {}
    shown = {name: flag.follows(snap) for name, flag in FLAGS.items() if name not in _SHOWN_APART}
    columns = [following.label(name) for name, following in shown.items()]
    rows = snap.execute(select(CaseRow.id, *columns).where(CaseRow.id.in_(case_ids))).all()
    set_by_hand = _given(snap, case_ids)
    found = {
        row.id: tuple(
            name for name in FLAGS if name in set_by_hand.get(row.id, ()) or (name in shown and getattr(row, name))
        )
        for row in rows
    }
    return {one: names for one, names in found.items() if names}


def given_here(snap: Snapshot, viewer: Viewer, case_id: int) -> frozenset[str] | None:
    """Return the flags that officers have given a case; None for whoever may not change them."""
    is_theirs = exists().where(CaseRow.id == case_id, own_cases(viewer))
    return given(snap, case_id) if snap.execute(is_theirs.select()).scalar() else None


def given(snap: Snapshot, case_id: int) -> frozenset[str]:
    """Return the flags that officers have given a case."""
    return frozenset(_given(snap, [case_id]).get(case_id, ()))


def _given(snap: Snapshot, case_ids: Collection[int]) -> dict[int, set[str]]:
    rows = snap.execute(select(CaseFlagRow.case_id, CaseFlagRow.flag).where(CaseFlagRow.case_id.in_(case_ids)))
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.case_id, set()).add(row.flag)
    return found

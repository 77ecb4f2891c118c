"""The lines of the reception book: every visit to a unit, with and without a case, the results following the case.

Thirteen columns (Nghị định 154/2026/NĐ-CP, Mẫu 03/TCD, read in one transcript). A line is shown to those in whose scope
the unit lies; what is sealed, held or accuses somebody close to the viewer is left out, and the identity of whoever
denounces is never in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, true

from intake import labels
from intake.access import Viewer, taken_in_cases
from intake.clock import local_day, start_of
from intake.db import Snapshot
from intake.directory import directory
from intake.errors import Invalid
from intake.law.visit_refusals import grounds
from intake.queries.case_lines import unit_name
from intake.receptions.visits import seen_visits
from intake.tables import BriefVisitRow, CaseEventRow, CaseRow, UnitRow, VisitRow
from routing.directory import Directory
from routing.text import cut_at_word

COLUMNS = (
    "STT", "Ngày tiếp", "Họ tên, địa chỉ", "CCCD/Hộ chiếu", "Nội dung vụ việc", "Loại", "Số người",
    "Cơ quan đã giải quyết", "Thuộc thẩm quyền", "Hướng dẫn đến", "Cơ quan thụ lý", "Theo dõi kết quả", "Ghi chú",
)  # fmt: skip
LONGEST = timedelta(days=366)
MOST = 20_000  # lines of one spreadsheet: more than a desk takes in within a year
MOST_ON_PAPER = 2_000  # some 150 pages; drawing 8,000 lines takes a minute and 400 MB
_CONTENT = 400
_BRIEF, _CASE = "a", "b"  # at the same instant the one without a case comes first
_ENDS = frozenset({"refer", "transfer_out"})
_COVERED = "Giữ kín"
_VISIT, _SHORT = VisitRow.__table__, BriefVisitRow.__table__


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, of one unit or (None) of all within the viewer's sight."""

    first: date
    last: date
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line of the book. `key` is its place among the lines; a case or a brief visit lies behind it."""

    key: str
    number: int
    on: date
    who: str
    id_number: str
    content: str
    kind: str
    people: int
    earlier_body: str
    is_ours: bool
    guided: str
    handled_by: str
    result: str
    note: str
    unit: str
    case_id: int | None
    visit_id: int | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The thirteen columns as they are printed."""
        day, ours = f"{self.on:%d/%m/%Y}", "x" if self.is_ours else ""
        return (
            str(self.number), day, self.who, self.id_number, self.content, self.kind, str(self.people),
            self.earlier_body, ours, self.guided, self.handled_by, self.result, self.note,
        )  # fmt: skip


def lines(
    snap: Snapshot, viewer: Viewer, period: Period, *, after: str = "", number: int = 0, limit: int = MOST
) -> tuple[BookLine, ...]:
    """Return the lines of a period, the oldest first, those that come `after` a key; `number` were before them.

    Raises:
        Invalid: the period is turned round, longer than a year, or the key is none.
    """
    if not timedelta(0) <= period.last - period.first <= LONGEST:
        raise Invalid("Khoảng thời gian chưa đúng.", {"last": "Ngày cuối phải sau ngày đầu, trong vòng một năm."})
    cursor = _cursor(after)
    found = [
        *((row.at, _BRIEF, row.id, row) for row in _briefs(snap, viewer, period, cursor, limit)),
        *((row.at, _CASE, row.case_id, row) for row in _cases(snap, viewer, period, cursor, limit)),
    ]
    rows = sorted(found, key=lambda one: one[:3])[:limit]
    units = directory.snapshot(snap)
    ends = _ends(snap, [one[2] for one in rows if one[1] == _CASE])
    made = []
    for at, (when, source, _, row) in enumerate(rows, number + 1):
        key = f"{when.isoformat()}|{source}|{row.case_id if source == _CASE else row.id}"
        made.append(_case_line(row, units, ends, key, at) if source == _CASE else _brief_line(row, units, key, at))
    return tuple(made)


def units_with_visits(snap: Snapshot, viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Return the units within the viewer's sight that have a book, by name."""
    scope = true() if viewer.scope is None else UnitRow.id.in_(sorted(viewer.scope))
    has_any = or_(
        select(_VISIT.c.case_id).where(_VISIT.c.unit_id == UnitRow.id).exists(),
        select(_SHORT.c.id).where(_SHORT.c.unit_id == UnitRow.id).exists(),
    )
    units = directory.snapshot(snap)
    ids = snap.execute(select(UnitRow.id).where(scope, or_(has_any, UnitRow.id == viewer.unit_id))).scalars()
    return tuple(sorted(((one, unit_name(units, one)) for one in ids), key=lambda one: (one[1], one[0])))


_Cursor = tuple[datetime, str, int] | None


def _cursor(key: str) -> _Cursor:
    if not key:
        return None
    try:
        when, source, number = key.split("|")
        at = datetime.fromisoformat(when)
        at.astimezone()
        return at, source, int(number)
    except (ValueError, OverflowError) as error:
        raise Invalid("Địa chỉ trang này không đúng. Xin mở lại sổ.") from error


def _beyond(
    at: ColumnElement[datetime], row_id: ColumnElement[int], source: str, cursor: _Cursor
) -> ColumnElement[bool]:
    if cursor is None:
        return true()
    when, last_source, last_id = cursor
    same = and_(at == when, row_id > last_id) if source == last_source else at == when
    return or_(at > when, same) if source >= last_source else at > when


def _within(at: ColumnElement[datetime], period: Period) -> ColumnElement[bool]:
    return and_(at >= start_of(period.first), at < start_of(period.last + timedelta(days=1)))


def _of_units(column: ColumnElement[int], viewer: Viewer, period: Period) -> ColumnElement[bool]:
    scope = true() if viewer.scope is None else column.in_(sorted(viewer.scope))
    return scope if period.unit_id is None else and_(scope, column == period.unit_id)


def _briefs(snap: Snapshot, viewer: Viewer, period: Period, cursor: _Cursor, limit: int) -> Sequence[Row[Any]]:
    table = _SHORT.c
    where = (_of_units(table.unit_id, viewer, period), _within(table.at, period), seen_visits(viewer))
    beyond = _beyond(table.at, table.id, _BRIEF, cursor)
    return snap.execute(select(_SHORT).where(*where, beyond).order_by(table.at, table.id).limit(limit)).all()


_OF_CASE = (
    CaseRow.code, CaseRow.kind, CaseRow.standing, CaseRow.text, CaseRow.state, CaseRow.outcome, CaseRow.is_sealed,
    CaseRow.lead_unit_id, CaseRow.answered_at, CaseRow.closed_at,
)  # fmt: skip


def _cases(snap: Snapshot, viewer: Viewer, period: Period, cursor: _Cursor, limit: int) -> Sequence[Row[Any]]:
    table = _VISIT.c
    where = (_of_units(table.unit_id, viewer, period), _within(table.at, period), taken_in_cases(viewer))
    beyond = _beyond(table.at, table.case_id, _CASE, cursor)
    found = select(_VISIT, *_OF_CASE).join(CaseRow, CaseRow.id == table.case_id).where(*where, beyond)
    return snap.execute(found.order_by(table.at, table.case_id).limit(limit)).all()


def _ends(snap: Snapshot, case_ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    """Return where cases were shown or sent to, by case: the last such step counts."""
    found: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(case_ids), 500):
        some = case_ids[start : start + 500]
        where = (CaseEventRow.case_id.in_(some), CaseEventRow.move.in_(_ENDS))
        rows = snap.execute(select(CaseEventRow.case_id, CaseEventRow.data).where(*where).order_by(CaseEventRow.id))
        found |= {row.case_id: row.data for row in rows}
    return found


def _case_line(
    row: Row[Any], units: Directory, ends: Mapping[int, Mapping[str, Any]], key: str, number: int
) -> BookLine:
    end = ends.get(row.case_id, {})
    there = _numbered(end.get("to", ""), end.get("doc_no", ""))
    is_ours = row.state not in {"referred", "transferred"}
    lead = unit_name(units, row.lead_unit_id)
    return BookLine(
        key=key,
        number=number,
        on=local_day(row.at),
        who=_COVERED if row.is_sealed else _joined(row.name, row.address),
        id_number=_COVERED if row.is_sealed else row.id_number,
        content=cut_at_word(row.text, _CONTENT),
        kind=labels.kind_label(row.kind, row.standing),
        people=row.people,
        earlier_body=row.earlier_body,
        is_ours=is_ours,
        guided=there if row.state == "referred" else "",
        handled_by=there if row.state == "transferred" else lead if is_ours else "",
        result=_result(row),
        note=_joined(row.code, "" if row.is_sealed else row.note, mark="; "),
        unit=unit_name(units, row.unit_id),
        case_id=row.case_id,
        visit_id=None,
    )


def _result(row: Row[Any]) -> str:
    said = labels.STATES[row.state]
    outcome = labels.OUTCOMES.get(row.outcome or "", "")
    at = row.answered_at or row.closed_at
    day = f" ngày {local_day(at):%d/%m/%Y}" if at else ""
    return f"{said}{day}{f': {outcome.lower()}' if outcome else ''}"


_BRIEFLY: Mapping[str, str] = {
    "answered": "Đã trả lời, giải thích tại chỗ",
    "guided": "Đã hướng dẫn",
    "refused": "Từ chối tiếp",
}


def _brief_line(row: Row[Any], units: Directory, key: str, number: int) -> BookLine:
    ground = grounds()[row.ground].words if row.ground else ""
    notice = f"; đã gửi thông báo ngày {row.told_on:%d/%m/%Y}" if row.told_on else ""
    return BookLine(
        key=key,
        number=number,
        on=local_day(row.at),
        who=_COVERED if row.is_sealed else _joined(row.name, row.address),
        id_number=_COVERED if row.is_sealed else row.id_number,
        content=cut_at_word(row.content, _CONTENT),
        kind=labels.KINDS[row.kind],
        people=row.people,
        earlier_body=row.earlier_body,
        is_ours=row.ending == "answered",
        guided=_numbered(row.guided_to, row.doc_no) if row.ending == "guided" else "",
        handled_by="",
        result=f"{_BRIEFLY[row.ending]}{f': {ground}' if ground else ''}{notice}",
        note=row.reason,
        unit=unit_name(units, row.unit_id),
        case_id=None,
        visit_id=row.id,
    )


def _numbered(to: str, doc_no: str) -> str:
    return f"{to} (văn bản số {doc_no})" if to and doc_no else to


def _joined(*parts: str, mark: str = ", ") -> str:
    return mark.join(part for part in parts if part)

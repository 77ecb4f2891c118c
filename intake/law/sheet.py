"""The proof sheet of a deadline: all that it rests on, day by day, in words that a person can check by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from intake.law.deadlines import Deadline
from intake.law.statutes import Statute
from intake.law.wording import (
    MARKS,
    OF_LAW,
    OF_REGULATION,
    Line,
    amount_words,
    line_text,
    long_day,
    moved_words,
    numbered,
    otherwise_words,
    remarks_of,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of the deadline as it was written down: what, when, from which day to which, why, by whom."""

    what: str
    at: datetime
    due_before: date | None
    due_after: date | None
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """A deadline and its proof, as it stands on `as_of` (None: not of a case).

    A sheet for the citizen of a sealed case has no kind, stage, article or rule: they are blank. `status` is one of
    running, paused, met, stopped; `late` counts calendar days after the due date. `if_unconfirmed` is the day should
    unconfirmed days off be worked; `if_resumed` the day should an open pause end on `as_of`. `promised_on` is what was
    written down last: when it is not `due_on`, the sheet says so.
    """

    title: str
    due_on: date
    nominal_on: date
    start_on: date
    starts_from: str
    amount: int
    unit: str
    is_before: bool
    basis: str
    is_local: bool
    rule_id: str
    in_force_from: date
    mark: str
    statutes_version: str
    calendar_version: str
    if_unconfirmed: date | None
    remarks: tuple[str, ...]
    lines: tuple[Line, ...]
    code: str = ""
    as_of: date | None = None
    status: str = "running"
    ended_on: date | None = None
    late: int = 0
    paused_from: date | None = None
    pause_why: str = ""
    if_resumed: date | None = None
    promised_on: date | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def limit(self) -> str:
        """Return "10 ngày làm việc kể từ ngày tiếp nhận nội dung (thứ Sáu 20/11/2026)"."""
        way, day = "trước" if self.is_before else "kể từ", long_day(self.start_on)
        event = f"{self.starts_from} ({day})" if self.starts_from else day
        return f"{amount_words(self.amount, self.unit)} {way} {event}"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what the deadline rests on as pairs of a label and a value, the day itself first."""
        whose = OF_REGULATION if self.is_local else OF_LAW
        rule = f"dòng {self.rule_id}, áp dụng từ {self.in_force_from:%d/%m/%Y}; {MARKS.get(self.mark, self.mark)}"
        pairs = (
            ("Hạn", f"hết {long_day(self.due_on)}"),
            ("Thời hạn", self.limit),
            ("Căn cứ", self.basis),
            ("Loại hạn", whose if self.rule_id else ""),
            ("Quy định", rule if self.rule_id else ""),
            (
                "Phiên bản",
                f"Bảng quy định {self.statutes_version}; lịch {self.calendar_version}" if self.rule_id else "",
            ),
            ("Tình trạng", self.state),
        )
        return tuple((label, value) for label, value in pairs if value)

    @property
    def state(self) -> str:
        """Return how the deadline stands; blank where it is not of a case."""
        if self.as_of is None:
            return ""
        if self.status == "met" and self.ended_on is not None:
            how = f"trễ {self.late} ngày" if self.late else "đúng hạn"
            return f"Đã xong ngày {self.ended_on:%d/%m/%Y}, {how}"
        if self.status == "stopped" and self.ended_on is not None:
            return f"Thôi tính từ ngày {self.ended_on:%d/%m/%Y}"
        if self.paused_from is not None:
            return f"Đang tạm dừng tính từ ngày {self.paused_from:%d/%m/%Y}"
        return f"Quá hạn {self.late} ngày" if self.late else "Đang tính, chưa đến hạn"

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a reader must not overlook: an open pause, a moved last day, an unsure one, a fault."""
        return tuple(self._warnings())

    def _warnings(self) -> Iterator[str]:
        if self.promised_on is not None and self.promised_on != self.due_on:
            yield f"Ngày đã ghi là {long_day(self.promised_on)}, khác ngày tính lại; cần được kiểm tra."
        if self.paused_from is not None:
            why = f" vì {self.pause_why}" if self.pause_why else ""
            yield f"Thời hạn đang tạm dừng{why} từ ngày {self.paused_from:%d/%m/%Y}; bảng dưới là hạn đã hẹn trước đó."
        if self.if_resumed is not None and self.as_of is not None:
            yield f"Nếu tiếp tục tính từ ngày {self.as_of:%d/%m/%Y} thì hạn là {long_day(self.if_resumed)}."
        if self.nominal_on != self.due_on:
            yield moved_words(self.nominal_on, is_before=self.is_before)
        if self.if_unconfirmed is not None:
            yield otherwise_words(self.if_unconfirmed)

    def to_json(self) -> dict[str, Any]:
        """Return the sheet as values; days and moments are left to the encoder."""
        return asdict(self) | {"limit": self.limit, "state": self.state}


def sheet_of(
    title: str,
    row: Statute,
    found: Deadline,
    *,
    notes: Mapping[date, Iterable[str]] | None = None,
    **more: Any,  # noqa: ANN401 - fields of the sheet
) -> ProofSheet:
    """Return the sheet of a deadline that was computed with its days; `more` are fields of its case."""
    return ProofSheet(
        title=title,
        due_on=found.due_on,
        nominal_on=found.nominal_on,
        start_on=found.start_on,
        starts_from=row.starts_from,
        amount=found.amount,
        unit=found.unit,
        is_before=row.is_before,
        basis=found.basis,
        is_local=found.is_local,
        rule_id=found.rule_id,
        in_force_from=found.in_force_from,
        mark=row.mark,
        statutes_version=found.statutes_version,
        calendar_version=found.calendar_version,
        if_unconfirmed=found.due_if_unconfirmed,
        remarks=remarks_of(row),
        lines=tuple(numbered(found.days, notes)),
        **more,
    )


def only_days(sheet: ProofSheet, title: str) -> ProofSheet:
    """Return the sheet of a sealed case for its citizen: days and nothing that tells what the case is about."""
    return replace(
        sheet,
        title=title,
        starts_from="",
        basis="",
        rule_id="",
        mark="",
        statutes_version="",
        is_local=False,
        remarks=(),
        pause_why="",
    )


def turn_text(turn: Turn) -> str:
    """Return a change of the deadline as a line of text."""
    return "; ".join(filter(None, (turn.what, move_words(turn), turn.why, turn.by)))


def move_words(turn: Turn) -> str:
    """Return "hạn từ 01/12/2026 sang 15/12/2026", or the one day that there is."""
    before, after = (f"{day:%d/%m/%Y}" if day else "" for day in (turn.due_before, turn.due_after))
    if not before or before == after:
        return f"hạn {after}" if after else ""
    return f"hạn từ {before} sang {after}"


def text_of(sheet: ProofSheet) -> str:
    """Return the sheet as text, the ledger last but for the history of a case's deadline."""
    title = f"{sheet.title} · {sheet.code}" if sheet.code else sheet.title
    facts = (f"{label}: {value}" for label, value in sheet.facts)
    lines = [title, *facts, *sheet.warnings, *sheet.remarks, "", "Cách tính từng ngày:", *map(line_text, sheet.lines)]
    if sheet.turns:
        told = (f"  {turn.at:%d/%m/%Y %H:%M}  {turn_text(turn)}" for turn in sheet.turns)
        lines += ["", "Lịch sử của hạn:", *told]
    return "\n".join(lines)

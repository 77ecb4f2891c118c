"""One move while it is being made: what it is made on, what it changes, and how its fields are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from intake import history
from intake.clock import local_day
from intake.db import Transaction
from intake.deadlines.clocks import Question
from intake.errors import Invalid
from intake.files.attachments import KeptFile
from intake.lifecycle import Move, Rule
from intake.settings import Settings
from intake.tables import ClockRow
from routing.kinds import Kind

MISSING = "Xin điền mục này."
_FAR = timedelta(days=3660)
_WRONG_DAY = "Ngày ghi không đúng."
_WRONG_CHOICE = "Có mục chọn không hợp lệ."
_CHOOSE = "Xin chọn lại trong danh sách."


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that comes with a move: kept already, under the name that its sender gave it."""

    kept: KeptFile
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """One move on one case, while it is being made; `settings`: whose keys seal what it hides."""

    tx: Transaction
    case: Row[Any]
    move: Move
    rule: Rule
    actor: str
    fields: Mapping[str, str]
    files: tuple[NewFile, ...] = ()
    template: tuple[int, str] | None = None
    settings: Settings | None = None

    @property
    def noted(self) -> dict[str, Any]:
        """What the event keeps of how it was written: the template (id, title) whose words are all that it says."""
        return {"template_id": self.template[0], "template": self.template[1]} if self.template else {}

    @property
    def staff_id(self) -> int | None:
        """The member of staff who makes it; None for citizens and the machine."""
        return history.staff_of(self.actor)

    @property
    def kind(self) -> Kind:
        """The kind of the case as it stands."""
        return Kind(self.case.kind)

    @property
    def registered_on(self) -> date:
        """The day on which the matter was told."""
        return local_day(self.case.registered_at)

    @property
    def begun_on(self) -> date:
        """The day on which the first clock of the case began: that of a paper written into the book some days later."""
        first = self.tx.execute(select(func.min(ClockRow.start_on)).where(ClockRow.case_id == self.case.id)).scalar()
        return min(self.registered_on, first) if first else self.registered_on


@dataclass(frozen=True, slots=True)
class Change:
    """What a move changes beside the state.

    Attributes:
        columns: of the case. data: of the event. told: fields of the citizen's notice.
        starts_on: the day from which the clocks that begin with the move are counted; today unless given.
        effective_on: the day of the decision from which a pause begins or ends; today unless given.
        question: what the law is asked for those clocks, where the move changes it.
        skips: stages of the clocks that the move starts and that do not begin this time.
        keeps: stages of the clocks that the move ends and that go on this time.
        begins: whether the clocks that the move may start do begin: what ends without a decision has none to be sent.
        notice: key of the sentence for the citizen, where it is not the one of the table.
        told_in: the case in whose talk the citizen's notice stands, where it speaks of another that may be sealed.
    """

    columns: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    starts_on: date | None = None
    effective_on: date | None = None
    question: Question | None = None
    begins: bool = True
    skips: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    notice: str = ""
    told_in: int | None = None


def question_of(case: Row[Any], **changed: Any) -> Question:  # noqa: ANN401 - fields of a question
    """Return what the law is asked about a case."""
    facts = {
        "kind": case.kind,
        "instance": case.instance,
        "is_remote": case.is_remote,
        "is_urgent": case.is_urgent,
    }
    return Question(**{**facts, **changed})


def nothing_more(work: Work) -> Change:
    """Change nothing beside the state; the event keeps the fields as they were given."""
    return Change({}, dict(work.fields), {})


def tells(*names: str) -> Any:  # noqa: ANN401 - a change function
    """Return a change that keeps all fields and tells the citizen some of them."""

    def change(work: Work) -> Change:
        return Change({}, dict(work.fields), {name: work.fields.get(name, "") for name in names})

    return change


def one_of(work: Work, name: str, allowed: Mapping[str, Any]) -> str:
    """Return a field that must be one of these.

    Raises:
        Invalid: it is none of them.
    """
    value = work.fields[name]
    if value not in allowed:
        raise Invalid(_WRONG_CHOICE, {name: _CHOOSE})
    return value


def number(work: Work, name: str) -> int:
    """Return a field that must be a number.

    Raises:
        Invalid: it is none.
    """
    value = work.fields[name]
    if not (value.isascii() and value.isdigit() and len(value) < 16):  # noqa: PLR2004 - more digits than any id has
        raise Invalid(_WRONG_CHOICE, {name: _CHOOSE})
    return int(value)


def day(work: Work, name: str, *, earliest: date | None = None, latest: date | None = None) -> date:
    """Return a field that must be a day within these bounds.

    Raises:
        Invalid: it is none, or lies outside.
    """
    try:
        value = date.fromisoformat(work.fields[name])
    except ValueError as error:
        raise Invalid(_WRONG_DAY, {name: "Không có ngày này. Xin ghi ngày, tháng, năm, ví dụ 25/11/2026."}) from error
    if earliest is not None and value < earliest:
        raise Invalid(_WRONG_DAY, {name: f"Không thể trước ngày {earliest:%d/%m/%Y}."})
    last = latest or work.tx.today + _FAR  # a day beyond is a slip of the hand
    if value > last:
        raise Invalid(_WRONG_DAY, {name: f"Không thể sau ngày {last:%d/%m/%Y}."})
    return value


def decided_on(work: Work, *after: str) -> date:
    """Return the day of the decision that makes a move lawful: not before the case began, not after today.

    Nor before the day from which the newest clock of the stages `after` is counted: what was not accepted yet is
    neither suspended nor ended by a decision.
    """
    return day(work, "doc_on", earliest=counted_from(work, *after), latest=work.tx.today)


def on_paper(work: Work, *after: str) -> date | None:
    """Return the day on the paper of what is written into the book later; None where it is of today.

    It lies not before the day from which the newest clock of the stages `after` is counted: nothing is accepted before
    its form came, nor decided before it was accepted.
    """
    if not paper_of(work).get("doc_on"):
        return None
    return day(work, "doc_on", earliest=counted_from(work, *after), latest=work.tx.today)


def counted_from(work: Work, *stages: str) -> date:
    """Return the day from which the newest clock of some stages is counted, else that on which the case began."""
    counted = (ClockRow.case_id == work.case.id, ClockRow.stage.in_(stages))
    begun = work.tx.execute(select(ClockRow.start_on).where(*counted).order_by(ClockRow.id.desc()).limit(1)).scalar()
    return begun or work.begun_on


def paper_of(work: Work) -> dict[str, str]:
    """Return number and day of the paper that may come with a move, as far as they were given."""
    return {name: work.fields[name] for name in ("doc_no", "doc_on") if name in work.rule.may and work.fields.get(name)}

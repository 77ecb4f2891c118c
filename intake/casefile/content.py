"""What stands in the file of a case, gathered once from what its reader may see: in words, ready to be printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from intake import labels, meta
from intake.access import Viewer
from intake.catalogue import topic_book
from intake.clock import ZONE
from intake.complaints.complained import complained_of
from intake.db import Snapshot
from intake.files.filetypes import name_of
from intake.meta import Office
from intake.queries.case.case_clocks import ClockLine
from intake.queries.case.case_page import CasePage, case_page
from intake.queries.case.history import EventLine, history_of
from intake.queries.talk.talk import FileLine, TalkLine, latest
from intake.registration.nameless import sender_label
from intake.tables import UtteranceRow
from routing.topics import Catalogue

PRINTED = 500  # lines of talk and steps on paper: more is not read there, and takes seconds to set
_MOST_LINES = 50_000
Rows = tuple[tuple[str, str], ...]
_AUTHORS = {"citizen": "Người dân", "bot": "Trợ lý tự động", "officer": "Cán bộ"}
_STATUSES = {"met": "đã xong", "stopped": "thôi tính", "running": "đang tính"}
_TASKS = {"open": "đang làm", "done": "đã báo kết quả", "released": "thôi phối hợp"}
_PURPOSES = {
    "told": "người dân gửi",
    "replaced": "người dân gửi, đã thay bằng tệp khác",
    "form": "đơn",
    "decision": "quyết định, văn bản",
    "proof": "chứng minh kết quả",
}
Wording = Callable[[EventLine], str]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the case; `sha256` is None for one that is not kept. `number` is its place in the list."""

    number: int
    id: int
    name: str
    kind: str
    purpose: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case in words; the paper shows the latest `PRINTED` of its talk and its steps, the archive has them all.

    `is_cut` where the talk is longer still than what is held here.
    """

    office: Office
    code: str
    summary: str
    is_sealed: bool
    made_at: datetime
    made_by: str
    look_up: str
    facts: Rows
    text: str
    answer: Rows
    clocks: tuple[tuple[str, str, str, str], ...]
    tasks: tuple[tuple[str, str, str, str], ...]
    steps: tuple[tuple[str, str, str], ...]
    talk: tuple[tuple[str, str, str], ...]
    files: tuple[Attached, ...]
    is_cut: bool


def case_file(
    snap: Snapshot, viewer: Viewer, case_id: int, *, base_url: str, wording: Wording, is_whole: bool = False
) -> CaseFile:
    """Return the file of a case within the viewer's sight; `wording` puts the details of a step into words.

    Without `is_whole` there is no more of the talk than what the paper shows.

    Raises:
        NotFound: there is no such case within the viewer's sight.
    """
    page = case_page(snap, viewer, case_id)
    most = _MOST_LINES if is_whole else PRINTED
    lines = latest(snap, viewer, UtteranceRow.case_id == case_id, limit=most + 1)
    steps = history_of(snap, viewer, case_id)
    return CaseFile(
        office=meta.office(snap),
        code=page.line.code,
        summary=page.line.summary,
        is_sealed=page.line.is_sealed,
        made_at=snap.now,
        made_by=f"{viewer.name}, {viewer.unit_name}",
        look_up=f"{base_url}/tra-cuu?ma={page.line.code}",
        facts=(*_facts(page, topic_book.current(snap)), *_complained(snap, case_id)),
        text=page.text,
        answer=tuple(_answer(page)),
        clocks=tuple(_clock(one) for one in page.clocks),
        tasks=tuple((one.unit, one.text, _day(one.due_on), _task(one.status, one.report)) for one in page.tasks),
        steps=tuple((_moment(one.at), f"{_move(one)}{_by(one)}", wording(one)) for one in steps),
        talk=tuple((_moment(one.at), _AUTHORS[one.author], _said(one)) for one in lines[-most:]),
        files=tuple(_attached(number, one) for number, one in enumerate(page.files, 1)),
        is_cut=len(lines) > most,
    )


def _facts(page: CasePage, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    case, topic = page.line, catalogue.topics.get(page.line.topic)
    instance = f" {labels.instance_label(case.kind, page.legal.instance)}" if page.legal.instance > 1 else ""
    yield "Loại", f"{labels.kind_label(case.kind, case.standing)}{instance}"
    yield "Lĩnh vực", topic.name_vi if topic else case.topic
    yield "Nơi", case.place or "Chưa rõ"
    yield "Người gửi", sender_label(page.sender, case.standing, is_kept=bool(page.in_vault))
    if page.phone:
        yield "Điện thoại", page.phone
    yield "Kênh", labels.CHANNELS.get(case.channel, case.channel)
    yield "Tiếp nhận", _moment(case.registered_at)
    yield "Đơn vị", case.unit or "Chưa phân"
    yield "Cán bộ", case.officer or "Chưa có"
    yield "Tình trạng", labels.STATES[case.state]
    if case.due:
        late = f", quá hạn {case.due.late} ngày" if case.due.late else ""
        yield "Hạn gần nhất", f"{_day(case.due.on)}{late}"
    if case.is_urgent:
        yield "Mức khẩn", "Khẩn"
    if page.legal.respondent:
        yield "Bị khiếu nại, tố cáo", labels.RESPONDENTS.get(page.legal.respondent, page.legal.respondent)
    for one in page.linked:
        yield "Hồ sơ liên quan", f"{one.code}, {labels.STATES[one.state].lower()}"


def _complained(snap: Snapshot, case_id: int) -> Iterator[tuple[str, str]]:
    complained = complained_of(snap, case_id)
    if complained is not None:
        yield "Quyết định bị khiếu nại", complained.decision


def _answer(page: CasePage) -> Iterator[tuple[str, str]]:
    if page.line.outcome:
        yield "Kết quả", labels.OUTCOMES[page.line.outcome]
    if page.answer:
        yield "Nội dung trả lời", page.answer
    for one in page.ratings:
        yield "Người dân đánh giá", f"kết quả {one.result or '–'}/5, thái độ {one.attitude or '–'}/5. {one.words}"


def _clock(one: ClockLine) -> tuple[str, str, str, str]:
    state = "đang dừng" if one.paused_from else _STATUSES[one.status]
    late = f", trễ {one.late} ngày" if one.late else ""
    limit = f"{one.amount} {'ngày làm việc' if one.unit == 'working' else 'ngày'} từ {_day(one.start_on)}"
    basis = f"{limit}; {'theo quy chế: ' if one.is_local else ''}{one.basis}"
    return labels.STAGES.get(one.stage, one.stage), _day(one.due_on), f"{state}{late}", basis


def _task(status: str, report: str) -> str:
    return f"{_TASKS[status]}{f': {report}' if report else ''}"


def _move(one: EventLine) -> str:
    return labels.MOVES.get(one.move, one.move)


def _by(one: EventLine) -> str:
    who = {"citizen": "người dân", "system": "hệ thống", "staff": "cán bộ"}.get(one.actor, one.actor)
    return f" ({who}{'; nội bộ' if one.audience == 'internal' else ''})"


def _said(one: TalkLine) -> str:
    if one.is_erased:
        return "(đã xóa theo yêu cầu của người dân)"
    files = ", ".join(file.name or f"tệp {file.id}" for file in one.files)
    return one.text + (f" [{files}]" if files else "") or "(không có chữ)"


def _attached(number: int, one: FileLine) -> Attached:
    name = one.name or ("ảnh" if one.kind == "photo" else "tệp")
    kept = one.sha256 if one.status == "stored" else None
    return Attached(number, one.id, name, name_of(one.mime), _PURPOSES.get(one.purpose, one.purpose), one.size, kept)


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def _moment(value: datetime) -> str:
    return f"{value.astimezone(ZONE):%d/%m/%Y %H:%M}"

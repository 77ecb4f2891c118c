"""Days, spans and codes in the words that officers read."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from intake import labels
from intake.clock import ZONE
from intake.law.statutes import UNITS, load_statutes
from intake.lifecycle import DUTIES
from intake.queries.case_clocks import ClockLine
from intake.queries.case_lines import Due
from routing.places import load_gazetteer
from routing.topics import load_catalogue

_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_SECRET = "⟦secret⟧"  # noqa: S105 - the mark in stored texts, no secret itself
_SHORT = 24
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_HOURS_SAID_EXACTLY = 10
STEPS: Mapping[str, str] = {
    "idle": "chờ nghe",
    "consent": "xin đồng ý",
    "ask_what": "hỏi việc gì",
    "ask_place": "hỏi ở đâu",
    "pick_place": "chọn nơi",
    "outside": "nơi ngoài tỉnh",
    "pick_topic": "chọn lĩnh vực",
    "confirm": "đọc lại để xác nhận",
    "ask_photo": "chờ ảnh",
    "sending": "gửi đi",
    "drop": "hỏi có bỏ bản nháp",
    "bind": "hỏi thuộc hồ sơ nào",
    "add_info": "chờ bổ sung",
    "withdraw": "hỏi có rút hồ sơ",
    "lookup_code": "hỏi mã hồ sơ",
    "lookup_own": "tra cứu hồ sơ của mình",
    "lookup_secret": "hỏi mã bí mật",
}
REASONS: Mapping[str, str] = {
    "no answer in time": "kênh không trả lời kịp",
    "too many messages": "kênh báo gửi quá nhiều",
    "the chat became a supergroup": "cuộc trò chuyện đã thành nhóm lớn",
    "empty message": "tin không có chữ",
    "TELEGRAM_BOT_TOKEN is not valid; ask @BotFather": "mã kết nối Telegram không còn đúng, báo quản trị",
    "chat_not_found": "không còn cuộc trò chuyện này",
}
DELIVERY: Mapping[str, str] = {
    "new": "Đang chờ gửi",
    "sending": "Đang gửi",
    "sent": "Đã gửi",
    "blocked": "Chưa gửi được: người dân đã chặn",
    "dead": "Không gửi được",
}
FILES: Mapping[str, str] = {
    "pending": "đang tải về",
    "stored": "đã lưu",
    "refused": "không nhận",
    "failed": "tải về không được",
    "erased": "đã xóa",
}
FIELDS: Mapping[str, str] = {
    "reason": "Lý do",
    "text": "Nội dung",
    "question": "Câu hỏi",
    "report": "Kết quả phối hợp",
    "rest": "Phần còn lại",
    "outcome": "Kết quả",
    "was_outcome": "Kết quả trước",
    "ground": "Căn cứ",
    "suspension_ground": "Căn cứ",
    "to": "Nơi tiếp nhận",
    "unit_id": "Đơn vị",
    "from_unit_id": "Từ đơn vị",
    "officer_id": "Cán bộ",
    "from_officer_id": "Từ cán bộ",
    "drafted_by": "Người soạn",
    "kind": "Loại",
    "was_kind": "Loại trước",
    "topic": "Lĩnh vực",
    "was_topic": "Lĩnh vực trước",
    "commune_code": "Xã, phường",
    "form_on": "Ngày nhận đơn",
    "form_ref": "Số đơn",
    "form": "Đơn",
    "doc_no": "Số văn bản",
    "doc_on": "Ngày văn bản",
    "decision": "Tệp quyết định",
    "proof": "Tệp chứng minh",
    "instance": "Lần giải quyết",
    "respondent": "Bị khiếu nại, tố cáo",
    "decider": "Người giải quyết",
    "basis": "Theo",
    "people": "Số người",
    "is_remote": "Vùng đi lại khó khăn",
    "stage": "Thời hạn",
    "criteria": "Tiêu chí",
    "task_due_on": "Hạn phối hợp",
    "task_id": "Việc phối hợp",
    "duty": "Việc đã làm",
    "done_on": "Ngày làm",
    "code": "Hồ sơ",
    "new_code": "Hồ sơ mới",
    "from_code": "Từ hồ sơ",
    "assessor": "Cơ quan giám định",
    "due_on": "Hạn",
}
RELATIONS: Mapping[str, str] = {
    "leader": "Trả lời chung với",
    "follower": "Cùng được trả lời",
    "split_from": "Tách từ",
    "split_from.back": "Đã tách ra",
    "duplicate": "Trùng với",
    "duplicate.back": "Hồ sơ trùng",
    "second_instance_of": "Lần đầu",
    "second_instance_of.back": "Lần hai",
    "related": "Liên quan",
    "related.back": "Liên quan",
}
PURPOSES: Mapping[str, str] = {
    "form": "Đơn",
    "decision": "Quyết định, văn bản",
    "proof": "Chứng minh kết quả",
    "told": "Người dân gửi",
}
LONG = frozenset({"text", "question", "reason", "report", "rest"})
TASKS: Mapping[str, str] = {"open": "đang làm", "done": "đã báo kết quả", "released": "thôi phối hợp"}
ACTORS: Mapping[str, str] = {
    "citizen": "Người dân",
    "system": "Hệ thống",
    "staff": "Cán bộ",
    "anonymous": "Chưa đăng nhập",
}
ACTIONS: Mapping[str, str] = {
    "session.start": "Đăng nhập",
    "session.end": "Đăng xuất",
    "session.refused": "Đăng nhập không thành công",
    "case.read": "Xem hồ sơ",
    "dialogue.read": "Xem hội thoại",
    "clock.read": "Xem cách tính hạn",
    "clock.export": "Tải bảng tính hạn",
    "attachment.read": "Mở tệp đính kèm",
    "staff.add": "Thêm cán bộ",
    "staff.set_password": "Đặt lại mật khẩu",
    "directory.import": "Nhập danh bạ",
    "directory.set_policy": "Đổi nếp làm việc của đơn vị",
    "calendar.set_day": "Sửa lịch làm việc",
    "calendar.revise": "Sửa lịch làm việc, tính lại hạn",
    "rules.revise": "Sửa hạn theo quy chế, tính lại hạn",
    "audit.verify": "Kiểm tra chuỗi nhật ký",
    "report.export": "Tải báo cáo",
    "inbox.retry": "Thử lại tin đến",
    "outbox.retry": "Gửi lại tin đi",
}
DIRECTIONS: Mapping[str, str] = {
    "later": "muộn hơn",
    "earlier": "sớm hơn",
    "same": "không đổi ngày",
    "kept": "giữ nguyên: hạn mới đã qua",
}
COUNTED_IN: Mapping[str, str] = UNITS
LEVELS: Mapping[str, str] = load_statutes().complexities
MARKS: Mapping[str, str] = {
    "SEEN": "đã đọc văn bản",
    "SEEN·1tr": "đã đọc một bản chép, cần đối chiếu Công báo",
    "SEEN·press": "theo báo chí, cần đối chiếu",
    "FROM MEMORY": "chưa đọc văn bản, cần đối chiếu",
    "LOCAL": "theo quy chế",
}
FOLDERS: Mapping[str, str] = {
    "screening": "Chờ phân loại",
    "mine": "Của tôi",
    "unit": "Của đơn vị",
    "coordinating": "Phối hợp",
    "due_soon": "Sắp đến hạn",
    "overdue": "Quá hạn",
    "waiting": "Chờ người dân",
    "answered": "Đã trả lời",
    "all_open": "Đang mở",
    "all": "Tất cả",
}


def day(value: date, today: date) -> str:
    """Return "T4 25/11", with the year where it is not this one."""
    year = "" if value.year == today.year else f"/{value.year}"
    return f"{_WEEKDAYS[value.weekday()]} {value:%d/%m}{year}"


def moment(value: datetime, today: date) -> str:
    """Return "T4 25/11 14:05" at the office."""
    local = value.astimezone(ZONE)
    return f"{day(local.date(), today)} {local:%H:%M}"


def deadline(due: Due | None, today: date) -> tuple[str, str]:
    """Return how a deadline stands and its day: ("Còn 2 ngày LV", "T4 25/11")."""
    if due is None:
        return "Không có hạn", ""
    if due.late:
        return f"Quá hạn {due.late} ngày", day(due.on, today)
    if due.on == today:
        return "Hạn hôm nay", day(due.on, today)
    return f"Còn {due.left} ngày LV", day(due.on, today)


def span(seconds: int | None) -> str:
    """Return a length of time as people say it: "40 phút", "3 giờ 20 phút", "18 giờ", "2,5 ngày"."""
    if seconds is None:
        return "–"
    if seconds < _HOUR:
        return f"{max(seconds // _MINUTE, 0)} phút"
    if seconds < _DAY:
        hours, rest = divmod(seconds, _HOUR)
        exact = hours < _HOURS_SAID_EXACTLY and rest >= _MINUTE
        return f"{hours} giờ {rest // _MINUTE} phút" if exact else f"{hours} giờ"
    return f"{seconds / _DAY:.1f} ngày".replace(".", ",").replace(",0 ", " ")


def size(count: int | None) -> str:
    """Return a size in bytes as people say it."""
    if count is None:
        return ""
    return f"{max(count // 1024, 1)} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


def said(text: str) -> str:
    """Return what was said without the secret of the receipt, which only the citizen sees."""
    return text.replace(_SECRET, "••••-••••-••••")


def topic(code: str) -> str:
    """Return the short name of a topic: as many of its words as fit a line of a list."""
    found = load_catalogue().topics.get(code)
    if found is None:
        return code
    first, *more = re.split(r"\s*[,;/]\s*", found.name_vi.partition(" (")[0])
    for part in more:
        if len(first) + len(part) > _SHORT:
            break
        first = f"{first}, {part}"
    return first.strip()


_VALUES: Mapping[str, Mapping[str, str]] = {
    "outcome": labels.OUTCOMES,
    "was_outcome": labels.OUTCOMES,
    "ground": labels.REFUSAL_GROUNDS,
    "suspension_ground": labels.SUSPENSION_GROUNDS,
    "kind": labels.KINDS,
    "was_kind": labels.KINDS,
    "stage": labels.STAGES,
    "duty": labels.STAGES,
    "respondent": labels.RESPONDENTS,
    "instance": {"1": "lần đầu", "2": "lần hai"},
    "is_remote": {"1": "có"},
}


def value(field: str, raw: str) -> str:
    """Return the value of an event's field in words."""
    if field in {"topic", "was_topic"}:
        return topic(raw)
    if field.endswith("_on"):
        return written_day(raw)
    if field == "commune_code":
        commune = load_gazetteer().communes.get(raw)
        return commune.name if commune else raw
    return _VALUES.get(field, {}).get(raw, raw)


def duties_left(clocks: Iterable[ClockLine]) -> list[str]:
    """Return what the law still asks for before a case can be closed, with the days."""
    waiting = [one for one in clocks if one.status == "running" and one.stage in DUTIES]
    return [f"{labels.STAGES[one.stage].lower()} (hạn {one.due_on:%d/%m/%Y})" for one in waiting]


def written_day(raw: date | str) -> str:
    """Return "25/11/2026" of a day, also of one written as year-month-day; anything else as it stands."""
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    try:
        return f"{date.fromisoformat(raw):%d/%m/%Y}"
    except ValueError:
        return raw


def action(code: str) -> str:
    """Return the name of an audited action."""
    if code in ACTIONS:
        return ACTIONS[code]
    room, _, move = code.partition(".")
    return f"Hồ sơ: {labels.MOVES[move].lower()}" if room == "case" and move in labels.MOVES else code


def actor(name: str) -> str:
    """Return who acted: a name stays, a kind is put into words."""
    return ACTORS.get(name.partition(":")[0], name)


def reason(code: str) -> str:
    """Return why something could not be delivered, in words where the reason is a known one."""
    return REASONS.get(code, code)


def step(code: str | None) -> str:
    """Return the name of a step of the dialogue."""
    return STEPS.get(code or "", code or "–")

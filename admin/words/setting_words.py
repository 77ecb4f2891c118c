"""Settings in words: what each field of the history is called, and how its values read."""

from collections.abc import Mapping

from admin.words import words
from intake import labels
from routing.places import load_gazetteer

FIELDS: Mapping[str, str] = {
    "code": "Mã",
    "name": "Tên",
    "level": "Cấp",
    "function": "Chức năng",
    "commune_code": "Xã, phường",
    "parent_id": "Đơn vị cấp trên",
    "unit_id": "Đơn vị",
    "phone": "Điện thoại",
    "address": "Địa chỉ",
    "hours": "Giờ làm việc",
    "needs_approval": "Trả lời phải có người duyệt",
    "needs_proof": "Giải quyết xong phải có chứng minh",
    "is_closed": "Đã đóng",
    "title": "Chức danh",
    "role": "Vai trò",
    "login": "Tên đăng nhập",
    "topics": "Lĩnh vực",
    "has_clearance": "Được xem hồ sơ giữ kín",
    "is_on_duty": "Trực việc khẩn ngoài giờ",
    "absent_from": "Vắng từ ngày",
    "absent_until": "Vắng đến hết ngày",
    "substitute_id": "Người thay",
    "is_active": "Đang làm việc",
    "password_reset": "Cấp lại mật khẩu",
    "topic": "Lĩnh vực",
    "description": "Mô tả",
    "parent": "Thuộc lĩnh vực chung",
    "off_from": "Ngừng dùng từ ngày",
    "heir": "Lĩnh vực nhận thay",
    "sure": "Cụm từ chắc chắn",
    "cues": "Cụm từ thường",
    "anti": "Cụm từ nói ngược lại",
    "examples": "Câu mẫu",
    "is_removed": "Đã bỏ",
    "too_wide": "Cụm từ có trong nhiều câu của lĩnh vực khác",
    "kind": "Loại việc",
    "instance": "Lần giải quyết",
    "helpers": "Đơn vị phối hợp",
    "from_on": "Áp dụng từ ngày",
    "to_on": "Áp dụng đến hết ngày",
    "is_draft": "Bản nháp",
    "text": "Câu",
    "answer": "Trả lời",
    "questions": "Cách hỏi khác",
    "source": "Nguồn",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "is_checked": "Đã rà soát",
    "amount": "Số ngày",
    "short_name": "Tên ngắn",
    "publishes": "Công khai số liệu",
    "province_code": "Mã tỉnh",
    "turn_details": "Chi tiết từng bước (ngày)",
    "raw_updates": "Bản gốc tin đến (ngày)",
    "caseless_talk": "Hội thoại không thành hồ sơ (ngày)",
    "draft.remind_after_hours": "Nhắc việc ghi dở (giờ)",
    "draft.keep_days": "Giữ việc ghi dở (ngày)",
    "draft.away_hours": "Coi là quay lại (giờ)",
    "reminders.from": "Nhắc nhở từ",
    "reminders.until": "Nhắc nhở đến",
    "reminders.reception_at": "Nhắc lịch tiếp dân lúc",
    "notices.from": "Báo tiến độ từ",
    "notices.until": "Báo tiến độ đến",
    "notices.gather_minutes": "Gộp bước (phút)",
    "online.address": "Tiếp công dân trực tuyến",
    "step": "Bước",
    "state": "Trạng thái",
    "kinds": "Loại việc phải duyệt",
    "roles": "Vai trò",
    "start": "Bắt đầu",
    "end": "Kết thúc",
}
_CODES: Mapping[str, Mapping[str, str]] = {"level": labels.LEVELS, "role": labels.ROLES, "kind": labels.KINDS}

_SINGLE: Mapping[str, str] = {"topics": "topic", "kinds": "kind", "roles": "role"}


def field(name: str) -> str:
    """Return what a field is called; a name of a setting without one stays."""
    return FIELDS.get(name, name)


def value(name: str, raw: object) -> str:
    """Return a value of a field as it reads; a dash where there is none."""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if raw in (None, "", []):
        return "–"
    if isinstance(raw, list):
        return ", ".join(_text(_SINGLE.get(name, ""), str(one)) for one in raw)
    return _text(name, str(raw))


def _text(name: str, text: str) -> str:
    if name in {"topic", "parent", "heir"}:
        return words.topic(text)
    if name == "commune_code":
        commune = load_gazetteer().communes.get(text)
        return commune.name if commune else text
    if name.endswith(("_on", "_from", "_until")):
        return words.written_day(text)
    return _CODES.get(name, {}).get(text, text)

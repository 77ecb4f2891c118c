"""The file of all settings: what it may hold, and reading one without trusting it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from intake.errors import Invalid

FORMAT, VERSION = "nghedan-settings", 1
_TEXT, _MAYBE, _YES, _NUMBER, _TEXTS = (str,), (str, type(None)), (bool,), (int, type(None)), (list,)
Shape = Mapping[str, tuple[type, ...]]
LISTS: Mapping[str, Shape] = {
    "topics": {
        "code": _TEXT, "name": _TEXT, "description": _TEXT, "parent": _MAYBE, "from_on": _MAYBE, "off_from": _MAYBE,
        "heir": _MAYBE, "sure": _TEXTS, "cues": _TEXTS, "anti": _TEXTS, "examples": _TEXTS,
    },
    "units": {
        "code": _TEXT, "name": _TEXT, "level": _TEXT, "function": _TEXT, "commune_code": _MAYBE, "parent": _MAYBE,
        "phone": _TEXT, "address": _TEXT, "hours": _TEXT, "needs_approval": _YES, "needs_proof": _YES,
    },
    "staff": {
        "unit": _TEXT, "name": _TEXT, "title": _TEXT, "phone": _TEXT, "role": _TEXT, "login": _MAYBE, "topics": _TEXTS,
        "has_clearance": _YES, "is_on_duty": _YES, "absent_from": _MAYBE, "absent_until": _MAYBE, "substitute": _MAYBE,
    },
    "rules": {
        "topic": _MAYBE, "commune_code": _MAYBE, "kind": _MAYBE, "instance": _NUMBER, "unit": _MAYBE,
        "function": _MAYBE, "level": _MAYBE, "helpers": _TEXTS, "from_on": _MAYBE, "to_on": _MAYBE, "is_draft": _YES,
    },
    "calendar": {"day": _TEXT, "is_working": _YES, "name": _TEXT, "source": _TEXT, "confirmed": _YES},
    "local_rules": {
        "kind": _TEXT, "stage": _TEXT, "complexity": _TEXT, "amount": (int,), "unit": _TEXT, "basis": _TEXT,
        "in_force_from": _TEXT,
    },
    "sentences": {"language": _TEXT, "key": _TEXT, "text": _TEXT},
    "answers": {
        "name": _MAYBE, "title": _TEXT, "answer": _TEXT, "questions": _TEXTS, "source": _TEXT, "topic": _TEXT,
        "language": _TEXT, "unit": _MAYBE, "valid_from": _MAYBE, "valid_to": _MAYBE, "is_checked": _YES,
    },
    "templates": {
        "name": _MAYBE, "title": _TEXT, "step": _TEXT, "text": _TEXT, "kind": _TEXT, "topic": _TEXT, "state": _TEXT,
        "unit": _MAYBE, "is_active": _YES,
    },
    "approvals": {"unit": _TEXT, "kinds": _TEXTS},
}  # fmt: skip
FACTS = ("office", "working_hours", "courtesy", "crowd", "turn_details", "retention", "second_factor")
SHOWN = "channels"  # told in the file, set at the server: nothing of it is taken over
TITLES: Mapping[str, str] = {
    "office": "Cơ quan",
    "working_hours": "Giờ báo hạn cho cán bộ",
    "courtesy": "Giờ giấc nhắn tin",
    "crowd": "Thế nào là đông người",
    "turn_details": "Giữ chi tiết từng bước",
    "retention": "Lưu giữ và xóa",
    "second_factor": "Vai trò phải xác thực hai bước",
    "topics": "Lĩnh vực",
    "units": "Đơn vị",
    "staff": "Cán bộ",
    "rules": "Quy tắc phân việc",
    "calendar": "Ngày nghỉ, làm bù",
    "local_rules": "Hạn theo quy chế",
    "sentences": "Câu nói của trợ lý",
    "answers": "Sổ hỏi đáp",
    "templates": "Mẫu trả lời",
    "approvals": "Duyệt trước khi gửi",
}
_MOST = 20_000


def parsed(text: str) -> Mapping[str, Any]:
    """Return a file of settings; what stands in it is of the right shape, whatever it says.

    Raises:
        Invalid: it is no such file, of a later version, or holds something that is not known; the sentence says where.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"Tệp không phải JSON: {error}.", {"table": "Xin chọn tệp cài đặt đã xuất."}) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Invalid("Đây không phải tệp cài đặt của Nghe Dân.", {"table": "Xin chọn tệp khác."})
    if content.get("version") != VERSION:
        raise Invalid(f"Tệp là phiên bản {content.get('version')}, phần mềm này đọc phiên bản {VERSION}.")
    known = {"format", "version", "made_at", SHOWN, *FACTS, *LISTS}
    if strange := sorted(set(content) - known):
        raise Invalid(f"Tệp có mục không biết: {', '.join(strange)}.")
    for name in (SHOWN, *FACTS):
        if not isinstance(content.get(name, {}), dict):
            raise Invalid(f"Mục {name} phải là một bảng tên và giá trị.")
    for name, shape in LISTS.items():
        _require_rows(name, content.get(name, []), shape)
    return content


def _require_rows(name: str, rows: object, shape: Shape) -> None:
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise Invalid(f"Mục {name} phải là một danh sách, nhiều nhất {_MOST} dòng.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or (strange := sorted(set(row) ^ set(shape))):
            said = f" ({', '.join(strange)})" if isinstance(row, dict) else ""
            raise Invalid(f"{TITLES[name]}, dòng {number}: thừa hoặc thiếu mục{said}.")
        if bad := [field for field, kinds in shape.items() if not _fits(row[field], kinds)]:
            raise Invalid(f"{TITLES[name]}, dòng {number}: giá trị của {', '.join(bad)} không đúng kiểu.")


def _fits(value: object, kinds: Sequence[type]) -> bool:
    if isinstance(value, bool):
        return bool in kinds
    if isinstance(value, list):
        return list in kinds and all(isinstance(one, str) for one in value)
    return isinstance(value, tuple(kinds)) and "\x00" not in str(value)

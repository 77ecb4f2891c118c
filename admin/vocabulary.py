"""The Vietnamese names of what the panel shows by code: steps, reasons, fields, actions, folders."""

from collections.abc import Mapping

from intake import labels
from intake.law.statutes import UNITS, load_statutes

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
    "keep_phone": "hỏi có giữ số điện thoại",
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
    "days": "Trong số ngày",
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
    "corrections.export": "Xuất chỗ cán bộ đã sửa",
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
    "suspect": "Nghi rác",
    "all_open": "Đang mở",
    "all": "Tất cả",
}
VALUES: Mapping[str, Mapping[str, str]] = {
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

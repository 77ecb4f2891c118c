"""The Vietnamese names of what the panel shows by code: steps, reasons, fields, folders."""

from collections.abc import Mapping

from intake import labels
from intake.law import halts
from intake.law.statutes import UNITS, load_statutes
from intake.registration.urgency import GRADES

STEPS: Mapping[str, str] = {
    "idle": "chờ nghe",
    "consent": "xin đồng ý",
    "denounce": "hỏi cách gửi tố cáo",
    "ask_what": "hỏi việc gì",
    "ask_accusing": "hỏi có phải tố cáo",
    "ask_kind": "hỏi loại việc",
    "form_name": "đơn: hỏi họ tên",
    "form_address": "đơn: hỏi địa chỉ",
    "form_proxy": "đơn: hỏi người được ủy quyền",
    "form_against": "đơn: hỏi khiếu nại ai",
    "form_decision": "đơn: hỏi quyết định nào",
    "form_wish": "đơn: hỏi mong muốn",
    "form_documents": "đơn: hỏi giấy tờ kèm",
    "pick_field": "hỏi sửa mục nào",
    "ask_place": "hỏi ở đâu",
    "pick_place": "chọn nơi",
    "outside": "nơi ngoài tỉnh",
    "pick_topic": "chọn lĩnh vực",
    "similar": "hỏi có phải cùng một việc",
    "ask_two": "hỏi có phải hai việc",
    "confirm": "đọc lại để xác nhận",
    "ask_photo": "chờ ảnh",
    "sending": "gửi đi",
    "drop": "hỏi có bỏ bản nháp",
    "bind": "hỏi thuộc hồ sơ nào",
    "add_info": "chờ bổ sung",
    "withdraw": "hỏi có rút hồ sơ",
    "rate_result": "hỏi có hài lòng",
    "rate_attitude": "hỏi thái độ cán bộ",
    "rate_words": "hỏi lời nhắn thêm",
    "offer_reopen": "hỏi có xin xem lại",
    "reopen_reason": "hỏi lý do xem lại",
    "data_wish": "hỏi việc về dữ liệu",
    "data_confirm": "xác nhận yêu cầu dữ liệu",
    "ask_phone": "hỏi số điện thoại",
    "keep_phone": "hỏi có giữ số điện thoại",
    "lookup_code": "hỏi mã hồ sơ",
    "lookup_own": "tra cứu hồ sơ của mình",
    "lookup_secret": "hỏi mã bí mật",
    "waiting": "nhắc việc ghi dở",
    "reception_where": "hỏi gặp lãnh đạo nơi nào",
    "pick_reception": "chọn ngày tiếp",
    "reception_about": "hỏi gặp về việc gì",
    "reception_people": "hỏi mấy người",
    "confirm_reception": "đọc lại lịch gặp",
    "cancel_reception": "hỏi có hủy lịch",
    "language": "chọn ngôn ngữ",
    "ask_question": "hỏi muốn hỏi gì",
    "which_answer": "chọn câu hỏi gần nhất",
    "answered": "đã trả lời, chờ đánh giá",
}
# what is written there answers a question of its own: that it also reads like some topic says nothing
OWN_ANSWERS = frozenset(
    {name for name in STEPS if name.startswith(("form_", "lookup_", "reception_"))}
    | {"ask_place", "ask_phone", "rate_words", "pick_field", "denounce"}
)
TELLINGS = frozenset({"ask_what", "add_info", "reopen_reason", "ask_question"})  # where the answer is the matter itself
FILE_REASONS: Mapping[str, str] = {
    "media.too_large": "tệp quá lớn",
    "media.bad_type": "loại tệp không nhận",
    "media.failed": "không tải được",
}
DELIVERY: Mapping[str, str] = {
    "new": "Đang chờ gửi",
    "sending": "Đang gửi",
    "sent": "Đã gửi",
    "blocked": "Chưa gửi được",
    "held": "Chưa gửi, đang giữ lại",
    "folded": "Đã gộp vào tin kế tiếp của hồ sơ",
    "dead": "Không gửi được",
    "told": "Đã báo bằng cách khác",
    "let_go": "Không cần gửi nữa",
}
DELIVERY_STATES: Mapping[str, str] = {
    "need": "Cần người xem",
    "waiting": "Đang chờ gửi",
    "dead": "Không gửi được",
    "blocked": "Đã chặn hoặc không có nơi nhắn",
    "closed": "Quá hạn nhắn của kênh",
    "held": "Đang giữ lại",
    "sent": "Đã gửi",
    "told": "Đã báo bằng cách khác",
}
DELIVERY_PURPOSES: Mapping[str, str] = {"reply": "Trả lời của trợ lý", "notice": "Thông báo"}
PHONE_REASONS: Mapping[str, str] = {
    "blocked": "bot bị chặn ở đó",
    "window_closed": "đã quá lâu từ lần nhắn cuối ở đó",
    "not_follower": "ở đó không còn quan tâm tài khoản",
    "inactive": "Zalo ở đó lâu không dùng",
}
BOOKINGS: Mapping[str, str] = {
    "booked": "Đã đặt",
    "cancelled": "Người dân đã hủy",
    "called_off": "Buổi tiếp bị hủy",
    "came": "Đã đến",
    "absent": "Vắng",
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
    "name": "Tên đúng",
    "sure": "Xác nhận",
    "text": "Nội dung",
    "question": "Câu hỏi",
    "how": "Bằng cách",
    "report": "Kết quả phối hợp",
    "rest": "Phần còn lại",
    "outcome": "Kết quả",
    "was_outcome": "Kết quả trước",
    "ground": "Căn cứ",
    "suspension_ground": "Căn cứ",
    "termination_ground": "Căn cứ",
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
    "was_commune_code": "Xã, phường trước",
    "place_text": "Chỗ",
    "was_place_text": "Chỗ ghi trước",
    "is_urgent": "Khẩn",
    "was_is_urgent": "Khẩn trước",
    "urgency": "Mức khẩn",
    "was_urgency": "Mức khẩn trước",
    "form_on": "Ngày nhận đơn",
    "form_ref": "Số đơn",
    "form": "Đơn",
    "doc_no": "Số văn bản",
    "doc_on": "Ngày văn bản",
    "decision": "Tệp quyết định",
    "proof": "Tệp chứng minh",
    "instance": "Lần giải quyết",
    "first_code": "Mã hồ sơ lần đầu",
    "further_ground": "Vì sao tố cáo tiếp",
    "obstacle": "Trở ngại khi quá thời hiệu",
    "respondent": "Bị khiếu nại, tố cáo",
    "decider": "Người giải quyết",
    "basis": "Theo",
    "people": "Số người",
    "days": "Trong số ngày",
    "is_remote": "Vùng đi lại khó khăn",
    "stage": "Thời hạn",
    "criteria": "Tiêu chí",
    "task_due_on": "Hạn phối hợp",
    "task_was_due_on": "Hạn phối hợp cũ",
    "task_id": "Việc phối hợp",
    "duty": "Việc đã làm",
    "done_on": "Ngày làm",
    "code": "Hồ sơ",
    "new_code": "Hồ sơ mới",
    "from_code": "Từ hồ sơ",
    "assessor": "Cơ quan giám định",
    "due_on": "Hạn",
    "template": "Gửi nguyên mẫu",
    "flags_given": "Gắn",
    "flags_taken": "Bỏ",
}
MARKS_GIVEN: Mapping[int, str] = {1: "rất kém", 2: "chưa được", 3: "tạm được", 4: "tốt", 5: "rất tốt"}
RELATIONS: Mapping[str, str] = {
    "about_handling": "Phản ánh cách giải quyết",
    "about_handling.back": "Có phản ánh về cách giải quyết",
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
IDENTITY: Mapping[str, str] = {
    "name": "Họ và tên",
    "address": "Nơi ở",
    "contact": "Cách liên hệ",
    "id_number": "Số căn cước, hộ chiếu",
    "issued_on": "Ngày cấp",
    "issued_by": "Nơi cấp",
}
DONE: Mapping[str, str] = {"identity": "Ghi danh tính, đã niêm kín"}
PURPOSES: Mapping[str, str] = {
    "form": "Đơn",
    "decision": "Quyết định, văn bản",
    "proof": "Chứng minh kết quả",
    "told": "Người dân gửi",
    "replaced": "Người dân đã thay",
}
LONG = frozenset({"text", "question", "reason", "report", "rest"})
TASKS: Mapping[str, str] = {"open": "đang làm", "done": "đã báo kết quả", "released": "thôi phối hợp"}
ACTORS: Mapping[str, str] = {
    "citizen": "Người dân",
    "system": "Hệ thống",
    "staff": "Cán bộ",
    "anonymous": "Chưa đăng nhập",
}
PHONE_GROUPS: Mapping[str, str] = {
    "new": "Hồ sơ mới, hồ sơ giao cho tôi, đề nghị phối hợp",
    "due_soon": "Sắp đến hạn, đến hạn hôm nay",
    "overdue": "Quá hạn",
    "citizen": "Người dân bổ sung, nhắc, xin rút, xin xem xét lại",
    "returned": "Xin chuyển, hồ sơ trả về bộ phận tiếp nhận",
    "approval": "Dự thảo trả lời chờ duyệt hoặc được trả lại",
    "mention": "Đồng nghiệp nhắc tới tôi trong ghi chú nội bộ",
}
DIRECTIONS: Mapping[str, str] = {
    "later": "muộn hơn",
    "earlier": "sớm hơn",
    "same": "không đổi ngày",
    "kept": "giữ nguyên: không rút ngắn",
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
    "unassigned": "Chưa có người",
    "mine": "Của tôi",
    "unit": "Của đơn vị",
    "to_approve": "Chờ tôi duyệt",
    "coordinating": "Phối hợp",
    "due_soon": "Sắp đến hạn",
    "overdue": "Quá hạn",
    "gravely_late": "Quá hạn nặng",
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
    "suspension_ground": halts.sentences(),
    "termination_ground": halts.sentences(),
    "how": labels.WAYS_IN,
    "kind": labels.KINDS,
    "was_kind": labels.KINDS,
    "stage": labels.STAGES,
    "duty": labels.STAGES,
    "respondent": labels.RESPONDENTS,
    "instance": {"1": "lần đầu", "2": "lần hai"},
    "further_ground": {"overdue": "quá hạn chưa giải quyết"},
    "is_remote": {"1": "có"},
    "is_urgent": {"1": "có", "0": "không"},
    "was_is_urgent": {"1": "có", "0": "không"},
    "urgency": GRADES,
    "was_urgency": GRADES,
}
LISTS: Mapping[str, Mapping[str, str]] = {"flags_given": labels.FLAGS, "flags_taken": labels.FLAGS}
# What was done about a message that did not arrive, where its button stood.
DELIVERED_ANEW: Mapping[str, str] = {
    "again": "Đã xếp lại vào hàng gửi. Tải lại trang sau ít phút để thấy tin đã tới hay chưa; nếu vẫn không gửi được, "
    "xin gọi điện cho người dân rồi ghi lại.",
    "now": "Đã xếp tin gửi ngay, không đợi giờ nhắn nữa. Tải lại trang sau ít phút để thấy tin đã tới hay chưa.",
    "told": "Đã ghi là người dân được báo bằng cách khác.",
}

"""The Vietnamese names of kinds, states, moves, stages and outcomes, as staff and citizens read them."""

from collections.abc import Mapping

from intake.law.competence import respondents

KINDS: Mapping[str, str] = {
    "feedback": "Phản ánh",
    "petition": "Kiến nghị",
    "complaint": "Khiếu nại",
    "denunciation": "Tố cáo",
    "inquiry": "Hỏi đáp",
    "other": "Khác",
}
STATES: Mapping[str, str] = {
    "screening": "Chờ phân loại",
    "intended": "Chờ đơn có chữ ký",
    "assigned": "Chờ tiếp nhận",
    "in_progress": "Đang xử lý",
    "waiting_citizen": "Chờ người dân bổ sung",
    "suspended": "Tạm đình chỉ",
    "awaiting_approval": "Chờ duyệt trả lời",
    "answered": "Đã trả lời",
    "closed": "Đã kết thúc",
    "refused": "Không thụ lý",
    "referred": "Đã hướng dẫn nơi khác",
    "transferred": "Đã chuyển cơ quan khác",
    "merged": "Đã gộp vào hồ sơ trước",
    "withdrawn": "Người dân đã rút",
    "terminated": "Đã đình chỉ",
}
SUSPICIONS: Mapping[str, str] = {
    "ads": "Lời lẽ quảng cáo",
    "links": "Nhiều đường dẫn",
    "machine": "Giống máy gõ",
    "repeated": "Gửi lặp nhiều lần",
}
MOVES: Mapping[str, str] = {
    "register": "Tiếp nhận vào sổ",
    "screen": "Phân loại",
    "record_form": "Ghi nhận đơn có chữ ký",
    "store": "Lưu là thông tin (Điều 25)",
    "accept": "Nhận xử lý",
    "assign": "Giao cán bộ",
    "ask": "Hỏi người dân",
    "ask_elsewhere": "Ghi đã hỏi người dân",
    "supplement": "Người dân bổ sung",
    "relocate": "Chuyển theo nơi người dân báo lại",
    "receive": "Ghi lời người dân bổ sung",
    "hear": "Nghe tin thoại",
    "let_go": "Bỏ nghi rác",
    "flag": "Đổi dấu của hồ sơ",
    "answer": "Trả lời",
    "propose": "Trình dự thảo trả lời",
    "approve": "Duyệt và gửi trả lời",
    "send_back": "Trả lại dự thảo",
    "interim": "Báo tiến độ",
    "extend": "Gia hạn",
    "suspend": "Tạm đình chỉ",
    "resume": "Tiếp tục giải quyết",
    "begin_assessment": "Trưng cầu giám định",
    "end_assessment": "Có kết quả giám định",
    "fulfil": "Ghi việc đã làm theo luật",
    "close": "Kết thúc",
    "transfer": "Chuyển đơn vị",
    "add_unit": "Mời đơn vị phối hợp",
    "finish_task": "Báo kết quả phối hợp",
    "release_unit": "Thôi phối hợp",
    "reschedule_task": "Đổi hạn phối hợp",
    "return": "Trả về bộ phận tiếp nhận",
    "split": "Tách thành hồ sơ riêng",
    "join": "Gộp để trả lời chung",
    "leave": "Tách khỏi trả lời chung",
    "merge": "Gộp vì trùng",
    "refuse": "Không thụ lý",
    "refer": "Hướng dẫn nơi khác",
    "transfer_out": "Chuyển cơ quan khác",
    "withdraw": "Người dân rút",
    "ask_withdrawal": "Người dân xin rút",
    "grant_withdrawal": "Cho rút đơn",
    "part_withdrawal": "Rút một phần nội dung",
    "deny_withdrawal": "Không cho rút",
    "terminate": "Đình chỉ",
    "ask_reopen": "Người dân xin xem xét lại",
    "reopen": "Mở lại",
    "deny_reopen": "Không mở lại",
    "take_up": "Thụ lý lại",
    "note": "Ghi chú nội bộ",
    "correct": "Sửa thông tin",
    "shut_out": "Chuyển khỏi người không được xem",
    "urge": "Người dân nhắc",
    "thank": "Người dân cảm ơn",
    "data_export": "Lập bản sao dữ liệu",
    "data_correct": "Sửa dữ liệu theo yêu cầu",
    "data_restrict": "Ngừng dùng dữ liệu",
    "data_erase": "Xóa dữ liệu theo yêu cầu",
    "overdue": "Quá hạn",
    "recount": "Tính lại hạn",
    "crowd": "Nhiều người cùng kể một việc",
    "also_told": "Thêm người cùng báo",
    "untold": "Một người thôi cùng báo",
    "meet_plan": "Lên lịch đối thoại",
    "meet": "Đã đối thoại",
    "commit": "Cam kết với người dân",
    "commit_done": "Đã làm theo cam kết",
    "commit_drop": "Thôi cam kết",
}
FLAGS: Mapping[str, str] = {
    "fresh_word": "Người dân vừa trả lời",
    "second_look": "Xin xem xét lại",
    "urgent": "Khẩn",
    "may_harm": "Có thể nguy hiểm",
    "complex": "Phức tạp",
    "backlog": "Tồn đọng",
    "lasting": "Kéo dài",
    "public": "Dư luận quan tâm",
    "crowd": "Đông người",
    "sensitive": "Nhạy cảm",
}
SIGNED_FORM = "Đơn có chữ ký, số vào sổ"  # as a receipt of the counter lists it
STAGES: Mapping[str, str] = {
    "outcome_notice": "Báo đã thụ lý, từ chối hay chuyển",
    "acceptance": "Thụ lý",
    "initial_handling": "Xử lý ban đầu",
    "further_denunciation": "Xem xét tố cáo tiếp",
    "overdue_demand": "Yêu cầu báo cáo việc quá hạn",
    "overdue_report": "Nhận báo cáo việc quá hạn",
    "transfer": "Chuyển cơ quan có thẩm quyền",
    "acceptance_notice": "Thông báo việc thụ lý",
    "resolution": "Giải quyết",
    "interim_reply": "Báo tiến độ",
    "suspension_notice": "Gửi quyết định tạm đình chỉ",
    "resumption_notice": "Gửi quyết định tiếp tục giải quyết",
    "termination_notice": "Gửi quyết định đình chỉ",
    "decision_notice": "Gửi quyết định giải quyết",
    "decision_publication": "Công khai quyết định",
    "conclusion_notice": "Gửi kết luận",
    "conclusion_action": "Xử lý theo kết luận",
    "conclusion_publication": "Công khai kết luận",
    "alarm_45": "Mốc 45 ngày",
    "information_access": "Cung cấp thông tin",
    "data_subject_reply": "Trả lời chủ thể dữ liệu",
    "data_access": "Cho xem, sửa dữ liệu",
    "data_stop": "Ngừng dùng dữ liệu",
    "data_erasure": "Xóa dữ liệu",
    "reopen_window": "Đề nghị xem xét lại",
}
INSTANCES: Mapping[str, Mapping[int, str]] = {
    "complaint": {1: "lần đầu", 2: "lần hai"},
    "denunciation": {1: "lần đầu", 2: "tiếp"},
}
OUTCOMES: Mapping[str, str] = {
    "resolved": "Đã giải quyết xong",
    "partly": "Giải quyết được một phần",
    "explained": "Đã giải thích",
    "not_upheld": "Nội dung không đúng",
    "not_our_authority": "Không thuộc thẩm quyền",
    "upheld": "Nội dung đúng",
    "partly_upheld": "Nội dung đúng một phần",
}
# What a citizen may ask about their own data (Luật 91/2025/QH15, Điều 4).
DATA_ASKS: Mapping[str, str] = {
    "see": "xem dữ liệu đang lưu",
    "correct": "sửa dữ liệu",
    "erase": "xóa dữ liệu",
    "restrict": "ngừng dùng dữ liệu vào việc khác",
    "withdraw_consent": "rút lại sự đồng ý",
}
LEVELS: Mapping[str, str] = {"province": "Cấp tỉnh", "commune": "Cấp xã"}
ROLES: Mapping[str, str] = {
    "reception": "Cán bộ tiếp nhận",
    "officer": "Cán bộ xử lý",
    "head": "Người đứng đầu đơn vị",
    "supervisor": "Giám sát",
    "administrator": "Quản trị",
    "observer": "Quan sát",
}
WAYS_IN: Mapping[str, str] = {
    "counter": "Tại quầy",
    "phone": "Điện thoại",
    "post": "Bưu điện",
    "hotline": "Đường dây nóng",
}
CHANNELS: Mapping[str, str] = {
    "web": "Trang web",
    "telegram": "Telegram",
    "zalo_oa": "Zalo",
    "zalo_bot": "Zalo Bot",
    "console": "Máy tính của cơ quan",
    "sealed": "Trang tố cáo kín",
    **WAYS_IN,
}
MEETING_RESULTS: Mapping[str, str] = {
    "agreed": "Hai bên thống nhất",
    "partly": "Thống nhất một phần",
    "not_agreed": "Chưa thống nhất",
}
TOLD_WAYS: Mapping[str, str] = {"phone": "qua điện thoại", "counter": "tại quầy", "paper": "bằng giấy"}
REFUSAL_GROUNDS: Mapping[str, str] = {
    "internal_decision": "Quyết định nội bộ, văn bản quy phạm hoặc bí mật nhà nước (Luật Khiếu nại, Điều 11 khoản 1)",
    "no_own_right": "Không liên quan trực tiếp đến quyền, lợi ích của người gửi (Luật Khiếu nại, Điều 11 khoản 2)",
    "no_capacity": "Không đủ năng lực hành vi và không có người đại diện hợp pháp (Luật Khiếu nại, Điều 11 khoản 3)",
    "bad_representative": "Người đại diện không hợp pháp (Luật Khiếu nại, Điều 11 khoản 4)",
    "no_signature": "Đơn không có chữ ký hoặc điểm chỉ (Luật Khiếu nại, Điều 11 khoản 5)",
    "time_barred": "Hết thời hiệu mà không có lý do chính đáng (Luật Khiếu nại, Điều 9 và Điều 11 khoản 6)",
    "decided_twice": "Đã có quyết định giải quyết lần hai (Luật Khiếu nại, Điều 11 khoản 7)",
    "not_continued": "Đã đình chỉ, quá 30 ngày không khiếu nại tiếp (Luật Khiếu nại, Điều 11 khoản 8)",
    "court": "Tòa án đã thụ lý hoặc đã có bản án, quyết định (Luật Khiếu nại, Điều 11 khoản 9)",
    "no_conditions": "Chưa đủ điều kiện thụ lý tố cáo (Luật Tố cáo, Điều 29 khoản 1)",
    "not_verifiable": "Không có căn cứ để xác minh (Luật Tố cáo, Điều 25 và 29)",
    "sent_elsewhere": "Đã gửi nơi có thẩm quyền hoặc đã được hướng dẫn (Luật Tố cáo, Điều 24 khoản 3)",
    "already_decided": "Đã có quyết định hoặc bản án có hiệu lực",
    "answered_before": "Đã được trả lời, không có tình tiết mới (Nghị định 154/2026/NĐ-CP, Điều 4)",
    "unclear": "Nội dung không rõ, đã hỏi lại mà chưa được bổ sung",
    "not_public_matter": "Không phải việc của cơ quan nhà nước",
}
_COMPLAINT_GROUNDS = (
    "internal_decision", "no_own_right", "no_capacity", "bad_representative", "no_signature", "time_barred",
    "decided_twice", "not_continued", "court", "unclear",
)  # fmt: skip
_DENUNCIATION_GROUNDS = ("no_conditions", "not_verifiable", "sent_elsewhere", "unclear")
_LIGHT_GROUNDS = ("answered_before", "already_decided", "unclear", "not_public_matter")
RESPONDENTS = respondents()
# What a move asks for, as it is said inside a sentence.
FIELDS: Mapping[str, str] = {
    "kind": "loại",
    "topic": "lĩnh vực",
    "unit_id": "đơn vị",
    "officer_id": "cán bộ",
    "commune_code": "xã, phường",
    "question": "câu hỏi",
    "how": "bằng cách nào",
    "reason": "lý do",
    "text": "nội dung",
    "rest": "phần còn lại của hồ sơ gốc",
    "outcome": "kết quả",
    "ground": "căn cứ không thụ lý",
    "suspension_ground": "căn cứ tạm đình chỉ",
    "termination_ground": "căn cứ đình chỉ",
    "to": "nơi giải quyết",
    "code": "mã hồ sơ kia",
    "doc_no": "số văn bản",
    "doc_on": "ngày văn bản",
    "form_on": "ngày nhận đơn có chữ ký",
    "form_ref": "số vào sổ của đơn",
    "instance": "lần giải quyết",
    "respondent": "bên bị khiếu nại, tố cáo",
    "people": "số người cùng đứng tên",
    "is_remote": "vùng sâu, vùng xa đi lại khó khăn",
    "first_code": "mã hồ sơ lần đầu",
    "further_ground": "lý do tố cáo tiếp",
    "obstacle": "trở ngại",
    "stage": "thời hạn nào",
    "criteria": "tiêu chí phức tạp",
    "assessor": "nơi giám định",
    "duty": "việc luật buộc làm",
    "done_on": "ngày đã làm",
    "task_due_on": "hạn phối hợp",
    "task_id": "việc phối hợp nào",
    "report": "kết quả phối hợp",
    "form": "đơn có chữ ký",
    "decision": "quyết định",
    "proof": "ảnh hoặc giấy tờ chứng minh",
    "told": "ảnh hoặc giấy tờ người dân đưa",
}


def grounds_of(kind: str) -> Mapping[str, str]:
    """Return the lawful grounds on which a matter of a kind may be turned away."""
    listed = {"complaint": _COMPLAINT_GROUNDS, "denunciation": _DENUNCIATION_GROUNDS}.get(kind, _LIGHT_GROUNDS)
    return {code: REFUSAL_GROUNDS[code] for code in listed}


def instance_label(kind: str, instance: int) -> str:
    """Return which time a complaint or a denunciation is looked at, as it stands behind "khiếu nại" or "tố cáo"."""
    return INSTANCES[kind][instance] if kind in INSTANCES else ""


def kind_label(kind: str, standing: str) -> str:
    """Return what a case is called: an accusation without a name is never called a denunciation."""
    return "Thông tin có nội dung tố cáo" if standing == "information" else KINDS[kind]

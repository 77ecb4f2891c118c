"""The Vietnamese names of kinds, states, moves, stages and outcomes, as staff and citizens read them."""

from collections.abc import Mapping

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
    "answered": "Đã trả lời",
    "closed": "Đã kết thúc",
    "refused": "Không thụ lý",
    "referred": "Đã hướng dẫn nơi khác",
    "withdrawn": "Người dân đã rút",
}
MOVES: Mapping[str, str] = {
    "register": "Tiếp nhận vào sổ",
    "screen": "Phân loại",
    "record_form": "Ghi nhận đơn có chữ ký",
    "accept": "Nhận xử lý",
    "ask": "Hỏi người dân",
    "supplement": "Người dân bổ sung",
    "transfer": "Chuyển đơn vị",
    "return": "Trả về bộ phận tiếp nhận",
    "answer": "Trả lời",
    "close": "Kết thúc",
    "reopen": "Mở lại",
    "refuse": "Không thụ lý",
    "refer": "Hướng dẫn nơi khác",
    "withdraw": "Người dân rút",
    "ask_withdrawal": "Người dân xin rút",
    "note": "Ghi chú nội bộ",
    "overdue": "Quá hạn",
}
STAGES: Mapping[str, str] = {
    "outcome_notice": "Báo kết quả xử lý",
    "acceptance": "Thụ lý",
    "initial_handling": "Xử lý ban đầu",
    "resolution": "Giải quyết",
    "alarm_45": "Mốc 45 ngày",
}
OUTCOMES: Mapping[str, str] = {
    "resolved": "Đã giải quyết xong",
    "partly": "Giải quyết được một phần",
    "explained": "Đã giải thích",
    "not_upheld": "Không đúng như phản ánh",
    "not_our_authority": "Không thuộc thẩm quyền",
}
ROLES: Mapping[str, str] = {
    "reception": "Cán bộ tiếp nhận",
    "officer": "Cán bộ xử lý",
    "head": "Người đứng đầu đơn vị",
    "supervisor": "Giám sát",
    "administrator": "Quản trị",
    "observer": "Quan sát",
}
DANGERS: Mapping[str, str] = {
    "fire": "cháy, nổ",
    "crime": "tội phạm đang xảy ra",
    "medical": "có người cần cấp cứu",
    "child": "trẻ em gặp nguy hiểm",
    "drowning": "đuối nước",
    "electric": "điện giật, dây điện đứt",
    "collapse": "sập, sạt lở",
    "poisoning": "ngộ độc",
    "suicide": "có người muốn tự tử",
}
CHANNELS: Mapping[str, str] = {"web": "Trang web", "telegram": "Telegram", "console": "Máy tính của cơ quan"}
REFUSAL_GROUNDS: Mapping[str, str] = {
    "no_own_right": "Không liên quan trực tiếp đến quyền, lợi ích của người gửi (Luật Khiếu nại, Điều 11)",
    "time_barred": "Hết thời hiệu mà không có lý do chính đáng (Luật Khiếu nại, Điều 9 và 11)",
    "already_decided": "Đã có quyết định hoặc bản án có hiệu lực",
    "answered_before": "Đã được trả lời, không có tình tiết mới (Nghị định 154/2026/NĐ-CP, Điều 4)",
    "not_verifiable": "Không có căn cứ để xác minh (Luật Tố cáo, Điều 25)",
    "unclear": "Nội dung không rõ, đã hỏi lại mà chưa được bổ sung",
    "not_public_matter": "Không phải việc của cơ quan nhà nước",
}

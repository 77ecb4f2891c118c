"""What a move asks for beside its state, as whoever may not make it yet reads it."""

from collections.abc import Mapping

# by the names of `rules.CONDITIONS`
LACKING: Mapping[str, str] = {
    "has_chat": "người dân có nơi nhắn tin",
    "no_chat": "người dân không có nơi nhắn tin",
    "alone": "đơn vị không cần người thứ hai duyệt",
    "four_eyes": "đơn vị cần người thứ hai duyệt",
    "another": "người duyệt không phải người soạn",
    "own_task": "đơn vị mình có việc phối hợp đang mở",
    "tasks": "có đơn vị đang phối hợp",
    "withdrawal_asked": "người dân đã xin rút",
    "reopen_asked": "người dân đã xin xem xét lại",
    "looked_at_again": "trả lời xong lời xin xem xét lại của người dân",
    "extendable": "luật còn cho gia hạn",
    "duty": "còn việc luật buộc làm",
    "duties_done": "đã làm đủ việc luật buộc",
    "joined": "đang gộp trả lời chung",
    "apart": "chưa gộp trả lời chung",
    "in_assessment": "đang chờ giám định",
    "counting": "không trong lúc chờ giám định",
    "unsigned": "chưa có đơn ký tên",
    "not_accepted": "chưa thụ lý; đã thụ lý thì giải quyết, hoặc đình chỉ khi luật cho",
}

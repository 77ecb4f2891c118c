"""Why a message did not arrive: a closed table of codes with the words officers read, whatever the platform said.

A code may carry the platform's own number behind a colon (`refused:-213`); its raw text goes to the technical log only.
"""

import re
from collections.abc import Mapping

WINDOW_CLOSED = "window_closed"
WINDOW_TOLD = "window_told"  # it is closed, but a ready-made message told the citizen that there is news
OF_THE_WINDOW = frozenset({WINDOW_CLOSED, WINDOW_TOLD})
BAD_TOKEN = "bad_token"  # noqa: S105 - a code of a refusal, no token
QUOTA_SPENT = "quota_spent"
GROUP = "group"
OTHER = "other"
WORDS: Mapping[str, str] = {
    "blocked": "người dân đã chặn",
    "chat_not_found": "không còn cuộc trò chuyện này",
    "no_chat": "chưa có nơi nhắn tin: xin báo bằng điện thoại hoặc giấy",
    WINDOW_CLOSED: "đã quá lâu từ lời cuối của người dân, kênh không cho gửi",
    "needs_template": "kênh chỉ nhận tin theo mẫu đã duyệt",
    QUOTA_SPENT: "kênh đã hết số tin được gửi, tự gửi khi quản trị mua thêm",
    "too_many": "kênh báo gửi quá nhiều, máy đang chờ",
    "no_answer": "kênh không trả lời kịp, có thể tin đã tới",
    "unreachable": "không nối được tới kênh",
    "channel_error": "kênh đang trục trặc",
    BAD_TOKEN: "mã kết nối của kênh không còn đúng, báo quản trị",
    GROUP: "nhóm không nhận; việc chỉ nhận trong tin nhắn riêng",
    "became_group": "cuộc trò chuyện đã thành nhóm lớn",
    "empty": "tin không có chữ",
    "refused": "kênh không nhận tin này",
    "no_words": "máy không soạn được câu, báo quản trị",
    WINDOW_TOLD: "đã quá lâu từ lời cuối của người dân; họ đã được báo bằng mẫu tin, nội dung chờ họ nhắn lại",
    "channel_shut": "kênh đang bị ngắt, tự gửi khi kênh nối lại",
    "token": "đang làm mới khóa truy cập của kênh",
    "file_expired": "tệp gửi kèm hết hạn trên kênh, máy gửi lại",
    "night": "kênh không gửi tin này ban đêm",
    "not_follower": "người dân không còn quan tâm tài khoản",
    "person_unreachable": "kênh không tới được người này",
    "inactive": "người dân lâu không dùng Zalo",
    "policy": "kênh từ chối vì chính sách nội dung",
    "not_now": "kênh chưa cho gửi",
    OTHER: "lý do khác",
}
_BY_STATUS: Mapping[str, str] = {
    "retry": "channel_error",
    "maybe_sent": "no_answer",
    "blocked": "blocked",
    "held": "not_now",
    "bad": "refused",
}
_NUMBER = re.compile(r"-?\w{1,12}")


def code_of(reason: str, status: str) -> str:
    """Return the code under which a refusal is kept: the channel's own where it is one of the table's, else by status.

    `status` is what the channel made of it: `retry`, `maybe_sent`, `blocked`, `held`, `bad`.
    """
    code, _, number = reason.partition(":")
    if code not in WORDS:
        return _BY_STATUS.get(status, OTHER)
    return reason if _NUMBER.fullmatch(number) else code


def words_of(reason: str | None) -> str:
    """Return a code in the words of an officer; what is in no table is `lý do khác`."""
    code, _, number = (reason or "").partition(":")
    if not code:
        return ""
    if code not in WORDS:
        return WORDS[OTHER]
    return f"{WORDS[code]} (mã {number})" if number else WORDS[code]

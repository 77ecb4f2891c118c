"""Hears who only names a procedure ("thủ tục chuyển trường cho con"): they ask how it is done, and report nothing."""

import re

from routing.language.words import Words

_MOST = 12  # words
_NAMED = re.compile(
    r"^(?:(?:a|ad|oi|da|thua|cho|xin|toi|tui|em|minh|con|chau|thoi|ve|can|muon|hoi|biet|cac|bot|ban|anh|chi) )*"
    r"(?:thu tuc|trinh tu|(?:ho so|giay to)(?= (?:lam|xin|cap|chuyen|dang ky|nhap|sang|tach|doi|mo|huong)\b))"
    r"(?: (?:ve|cua|viec|de))?"
    r" (?:lam|xin|cap|chuyen|dang ky|nhap|sang ten|tach|cai chinh|dinh chinh|gia han|doi|huong|mo|khai|tra|nhan"
    r"|chung thuc|cong chung|xac nhan|bo sung|dieu chinh|cat|thay|mua|ban|thue|hoan|rut|ket hon|ly hon|khai sinh"
    r"|khai tu|nuoi)\b"
)
_TROUBLE = re.compile(
    r"\b(?:cham|lau|kho khan|gay kho|lam kho|kho qua|ruom ra|phien|hanh|phuc tap|bat toi|bat dan|bat nop|doi tien|thieu"
    r"|khong|chua|ko|hong|chang|mai|hoai|miet|bi tra|tra lai|tra ho so|ngam|treo|tre|qua han|tac|nham|nhieu lan|may lan"
    r"|thai do|can bo|cong an|nhan vien|ma (?:ho|cu|lai|bat)|nhung|tu choi|hach|den gio|met|buc)\b"
)


def only_names_a_procedure(words: Words) -> bool:
    """Whether a short message names a procedure, and nothing that is wrong with it."""
    said = " ".join(words.bases)
    is_short = len(words) <= _MOST and not any(words.after_break[1:])
    return is_short and _NAMED.match(said) is not None and not _TROUBLE.search(said)

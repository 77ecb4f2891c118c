"""Hears that a complaint which was handed in has not been decided: from then on the next instance is open (Art. 33)."""

import re

from routing.language.folding import fold

_NOT = r"(?:chua|khong|ko|k|hong|chang|chua he|van chua)"
_HOLDER = (
    r"(?:toi|em|minh|tui|gia dinh|nha|ba con|chung|chong|vo|bo|me|anh|chi|ong|ba"
    r"|than chu|khach hang|nguoi uy quyen|con|chau|bac|chu|co|di|cau|mo|hang xom|ho)"
)
_TO_WHOM = r"(?:len|toi|den|voi|ra|cho|xa|phuong|ubnd|uy ban|chu tich|so|tu)"
_HANDED_IN = re.compile(
    r"\b(?:gui|nop|dua|trinh|viet|lam|co)(?: \w+){0,4} (?:don |to )?khieu nai\b(?! (?:vi|do)\b)"
    r"|\bdon(?: thu)? khieu nai(?: \w+){0,12} (?:gui|nop|chuyen|dua|tu ngay|tu thang|tu hom)\b"
    r"|\b(?:nhan|cam|giu)(?: duoc)? don (?:thu )?khieu nai\b|\bkhieu nai\b.*\b(?:da|duoc) thu ly\b"
    r"|\bkhieu nai cua (?:toi|em|minh|tui|nha|gia dinh)(?: \w+){0,6} (?:gui|nop)\b"
    # the first one is spoken of as such by whoever made it
    r"|(?<!giai quyet )(?<!muon )(?<!xin )(?<!dinh )(?<!se )\bkhieu nai lan (?:dau|1|mot|thu nhat)"
    r"(?: (?!quyet|viec|hanh|vi\b|ve\b)\w+){0,6} (?:gui|nop|chua|khong|ko|qua han|bi ngam)\b"
    rf"|\bda khieu nai(?! lan)(?: \w+){{0,3}} {_TO_WHOM}\b"
    rf"|\bkhieu nai {_TO_WHOM}(?: \w+){{0,6}} (?:da|duoc|gan|hon|ca|tu|ngay|hom) "
    r"(?:\d|may|hai|ba|nua|ngay|thang|nam|lau)"
    rf"|\bkhieu nai {_TO_WHOM}(?: \w+){{0,4}} (?:tuan|thang|nam|hom) (?:truoc|ngoai|no|kia|roi)\b"
    rf"|\bdon(?: thu)? khieu nai(?: cua)? {_HOLDER}(?: toi| em| minh)?(?: \w+){{0,2}} {_NOT}\b"
    rf"|\b(?:giai quyet|tra loi|xem xet|ngam|dim|im)(?: \w+){{0,3}} (?:don|to) khieu nai(?: lan dau)?"
    rf"(?: cua)? {_HOLDER}\b"
)
_NO_DECISION = re.compile(
    rf"\b{_NOT}(?! (?:dong (?:y|tinh)|chap nhan|nhat tri|thoa man|hai long|phuc)\b)"
    r"(?: (?!gui\b|nop\b|lam\b)\w+){0,4} "
    r"(?:giai quyet|tra loi|hoi am|phan hoi|hoi dap|xem xet|xu ly|thu ly|ket qua|quyet dinh"
    r"|van ban|cong van|thong bao|hoi bao|dong tinh|tin tuc|tin gi|dong tham|ai noi|ai goi)\b"
    r"|\b(?:im lang|im lim|im re|im hoi|bat vo am tin|hen mai|hen hoai|hen lan|hen toi hen lui"
    r"|ngam don|ngam luon|dim don|be tac|lo luon|lo di)\b"
    r"|\b(?:qua han|het han|qua thoi han|het thoi han)(?: \w+){0,3} (?:giai quyet|tra loi)\b"
    r"|\b(?:chua|khong) thay (?:gi|ai|dau|tra loi|giai quyet)\b|\b(?:van chua|chua) (?:xong|duoc gi|thay)\b"
)
_NOT_YET_HANDED_IN = re.compile(
    r"\b(?:chua|khong|ko|dinh|muon|se|phai|can|nen|duoc|cach|cho|xin|neu|dang)(?: \w+)? "
    r"(?:gui|nop|lam|viet|dua|trinh)(?: \w+){0,4} (?:don |to )?khieu nai\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:len|toi|den|cho|voi|qua|o|tren|ben) (?:cong ty|dien luc|ngan hang|vien thong|viettel|vnpt|mobifone"
    r"|chu dau tu|nha may|buu dien|hop tac xa|day|bot|zalo|trang nay|app|ung dung|he thong)\b"
)
_TO_PROVINCE = re.compile(
    r"\b(?:len|toi|den|cho|o|tai|gui|nop) (?:(?:dong chi|ong|ba|pho) )?(?:chu tich )?"
    r"(?:ubnd |uy ban |uy ban nhan dan )?tinh\b"
)
_LONGEST = 120  # words: a long story tells of more than one paper


def is_undecided(text: str) -> bool:
    """Whether somebody says that a complaint of theirs was handed in, and that nobody has decided it."""
    folded = fold(text)
    is_other = _NOT_YET_HANDED_IN.search(folded) or _ELSEWHERE.search(folded)
    if "khieu nai" not in folded or len(folded.split()) > _LONGEST or is_other:
        return False
    handed_in = _HANDED_IN.search(folded) is not None
    return handed_in and _NO_DECISION.search(folded) is not None


def is_undecided_by_province(text: str) -> bool:
    """Whether it was handed in to the province, whose own decisions a minister looks at."""
    return _TO_PROVINCE.search(fold(text)) is not None and is_undecided(text)

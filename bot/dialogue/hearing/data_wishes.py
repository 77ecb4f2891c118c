"""A wish about one's own data is heard in whatever words it comes: the law asks for no form of it."""

import re

from routing.text import fold

_ME = r"(?:toi|tui|em|chau|con|minh|bac|co|chu|ong|ba|tao|tau|gia dinh toi|nha toi)"
_LAW = (
    r"(?:(?:theo|can cu|chieu theo|dua theo|vi) (?:dung )?(?:nghi dinh|luat|nd|quy dinh)"
    r"(?: (?:so|\d+|nd|cp|qh\d+|bao ve|ve|du lieu|ca nhan|nam|cua|phap luat))*)"
)
_LEAD = (
    rf"(?:(?:{_ME}|{_LAW}|da|thua|a|ad|bot|oi|gio|nay|bay gio|muon|mun|xin|yeu cau|de nghi|nho|can|co quyen|duoc quyen"
    r"|vui long|hay|lam on|cac|anh|chi|ben nay|phuong|xa|uy ban|giup|cho|duoc|phai) )*"
)
_MORE = r"(?:(?:het|sach|toan bo|tat ca|moi|nhung|cac|cai|giup|luon|di|lai|may|dum|gium|ho|ngay) )*"
_THINGS = (
    r"(?:du lieu|thong tin|tin nhan|cac tin|loi nhan|loi da nhan|noi dung da nhan|ho ten|so dien thoai|sdt|cach lien he"
    r"|dia chi lien he|lich su chat|doan chat|cuoc tro chuyen)(?: (?:ca nhan|rieng|lien lac|lien he))?"
)
_OWN = rf"(?: (?:cua|ve|ma) (?:rieng )?{_ME}(?: (?:da )?(?:gui|nhan|dua|cung cap)(?: (?:o day|cho|ben nay))*)?)"
_ENDING = (
    rf"(?: (?:di|a|nhe|nha|voi|luon|nua|het|ngay|duoc khong|duoc ko|khong|ko|dc k|dc ko|lam sao|the nao|thi lam the nao"
    rf"|giup|gium|dum|o day|trong he thong|khoi he thong|tren he thong|giup {_ME}|{_LAW}))*"
)
_HOLDER = (
    r"(?:(?:cho|hoi|biet|toi|em|cac|may|ban|bac|anh|chi|ben nay|ben minh|he thong|bot|ad|may|day|o day"
    r"|trang nay|phuong|xa|uy ban|chinh quyen|dang|da|co|con) )*"
)
_FORGET = r"(?:xoa|xoa bo|huy|go|go bo|tieu huy|quen)"
_HOLD = r"(?:luu|luu giu|giu|giu lai|luu tru|dung|su dung|chia se|thu thap)"
_NO = (
    r"(?:dung|khong|ko|k|ngung|thoi|cham dut|dung lai viec)"
    r"(?: (?:duoc|co|cho|cho phep|dong y cho|muon(?: cac anh| ai)?))?"
)
_WISHES = (
    ("erase", rf"{_LEAD}{_FORGET} {_MORE}(?:{_THINGS}(?:{_OWN}| {_ME} da (?:gui|nhan))?|{_ME} (?:di|khoi he thong))"),
    ("erase", rf"{_LEAD}{_NO} (?:luu|giu|luu giu|luu tru|giu lai) {_MORE}{_THINGS}{_OWN}?"),
    ("restrict", rf"{_LEAD}{_NO} (?:dung|su dung|chia se|thu thap) {_MORE}{_THINGS}{_OWN}"),
    ("see", rf"{_LEAD}(?:xem|coi|biet|sao chep|lay ban sao|cap ban sao|gui) (?:lai )?{_MORE}{_THINGS}{_OWN}"),
    ("see", rf"{_HOLDER}{_HOLD} {_MORE}(?:{_THINGS} )?(?:gi|nhung gi|nao) (?:cua|ve) {_ME}"),
    ("correct", rf"{_LEAD}(?:sua|sua lai|dinh chinh|chinh lai|chinh sua) {_MORE}{_THINGS}{_OWN}"),
    (
        "withdraw_consent",
        rf"{_LEAD}(?:rut|rut lai|huy|huy bo) (?:lai )?(?:su )?(?:dong y|chap thuan)(?: (?:luu|cho luu))?",
    ),
    (
        "withdraw_consent",
        (
            rf"(?:{_LEAD}(?:ma thoi|thoi|nghi lai(?: roi)?|doi y(?: roi)?) )*{_LEAD}(?:khong|ko|k|kg|hong|het|chang)"
            r" (?:con )?(?:dong y|chap thuan|cho phep|cho)(?: (?:cho|de|cac anh|ben nay|phuong|xa))*"
            rf" (?:luu|giu|luu giu)(?: (?:lai|gi|{_THINGS}){_OWN}?)*"
        ),
    ),
)
_ERASED = re.compile(
    rf"{_LEAD}(?:xoa|xoa bo)(?: (?:het|sach|toan bo|tat ca|luon|di|giup|gium|dum|ho|voi|a|nhe|nha|ngay|cho|{_ME}|cac"
    r"|may|nhung|tin|tin nhan|loi|loi nhan|doan chat|chat|cuoc tro chuyen|o day|nay|do|tren|vua roi|vua nhan"
    r"|duoc khong|duoc ko))*"
)
_RIGHTS = (
    rf"(?:{_LEAD}|thi |ve |doi voi )(?:(?:co|duoc) )?(?:nhung |cac )?quyen (?:gi|nao|ra sao|the nao)"
    rf"(?: (?:voi|doi voi|ve) (?:{_THINGS}){_OWN}?)?"
)
_PATTERNS = tuple((wish, re.compile(f"{pattern}{_ENDING}")) for wish, pattern in _WISHES)
_ASKS_RIGHTS = re.compile(f"{_RIGHTS}{_ENDING}")
_MOST_WORDS, _FEW = 24, 10
_OF_NUMBER = re.compile(r"\b(?:so dien thoai|sdt|ho ten|dia chi lien he|cach lien he|phone number|number)\b")
_OF_WORDS = re.compile(r"\b(?:du lieu|thong tin|tin nhan|loi|noi dung|data|messages|information)\b")


def is_of_number_or_name(text: str) -> bool:
    """Whether a wish is about a telephone number or a name alone, not about what was told."""
    folded = fold(text)
    return _OF_NUMBER.search(folded) is not None and _OF_WORDS.search(folded) is None


def erases(text: str) -> bool:
    """Whether few words ask that what was said here be erased, and nothing else ("xóa đi giúp em")."""
    return len(text.split()) <= _FEW and _ERASED.fullmatch(fold(text)) is not None


def data_wish(text: str) -> str:
    """Return which right over one's own data a message uses that says nothing else, blank for any other message.

    `any` where it asks which rights there are.
    """
    if len(text.split()) > _MOST_WORDS:
        return ""
    folded = fold(text)
    if _ASKS_RIGHTS.fullmatch(folded) and "du lieu" in folded:
        return "any"
    return next((wish for wish, pattern in _PATTERNS if pattern.fullmatch(folded)), "")

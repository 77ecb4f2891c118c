"""Whether a few words say that a danger is over, or that who was in it is in good hands."""

import re
from collections.abc import Sequence
from functools import cache

from bot.dialogue.words import clauses
from routing.text import expand, fold

_MOST = 30  # words
_NO_WORD = re.compile(r"[^a-z0-9]+")
_NOT = "(?:khong|ko|k|hong|chang)"
_ASKED = re.compile(r"\?|\b(?:à|hả|hở|chăng)\W*$", re.IGNORECASE)
_NO_JOKE = re.compile(r"\b(?:đưa|dừa|dứa|dưa)\b", re.IGNORECASE)  # words that are no "đùa"
_LEAD = (
    "(?:(?:a|ah|u|da|vang|thi|thoi|may|may qua|mung qua|xin loi|gio|nay|hien|chi la|em|toi|tui|con|chau|minh|xin|"
    "bao|bao lai|bao tin|la|cho hay|dam|vu|chay|lua|luc nay|hoi nay|vua nay|anh|chi|ad|on troi|cam on troi) )*"
)
# possessive: words that may belong to whoever is named, or name others, are tried in no two ways
_OURS = r"(?: (?:toi|em|tui|ay|do|nha|cu|be|trai|gai|nho|kia|bi nan|ta|no)\b)*+"
_WHO = (
    "(?:(?:ho|nguoi ta|ba con|hang xom|toi|tui|em|chung toi|moi nguoi|co nguoi|xe|ben|doi|may anh|cac anh|linh|cong an|"
    "cuu hoa|cuu ho|cuu thuong|cap cuu|bo doi|dan quan|dien luc|benh vien|bac si|y te|xa|phuong|thon|nguoi|nan nhan|"
    f"chau|be|no|me|ma|bo|ba|ong|vo|chong|con|anh|chi|bac|chu|co|ca nha|(?:ca )?(?:hai|ba|2|3)){_OURS} )*"
)
_DONE = "(?:(?:da|vua|moi|duoc|cung|deu|den|toi|kip) )*"
_PLAIN = r"(?:(?!khong|ko|chua|nhung|mot|1|nua|chet|mat|roi|xong|het cuu)\w+)"  # nothing that leaves somebody in need
_PUT_OUT = (
    "(?:(?:dap|dap tat|tat|tat lua|lua tat|lua da tat|het (?:chay|lua|khoi)|khong con chay)"
    "(?: (?:duoc|xong|lua|chay|khoi|tat|het|han|no|be|chau|con))*(?= roi| xong))"
)
_SAVED = (
    rf"(?:cuu (?:duoc|thoat|kip|song)(?: {_PLAIN}){{0,4}}|cuu (?:len|ra|song)(?: {_PLAIN}){{0,2}}"
    r"|(?:thoat|chay|ra)(?: ra)?(?: ngoai)?(?: (?:duoc|an toan|het|ca))+|an toan(?: (?:ca|het))*)(?= roi| xong)"
)
_WELL = r"(?:(?:tinh|tinh lai|tho lai|khoe lai|qua khoi|qua con nguy kich)(?: (?:lai|han))*(?= roi))"
_ASHORE = "(?:(?:tu )?(?:len|vao|vo|leo len|boi vao|boi vo|boi len|tro len)(?: (?:bo|duoc|an toan|het|ca))+(?= roi))"
_OF_KIND = {  # what ends a danger of one kind, and may be a beginning in another
    **dict.fromkeys(("medical", "poisoning", "child", "any"), _WELL),
    "electric": rf"(?:(?:cat|ngat|cup) dien(?= roi| xong)|{_WELL})",
    "drowning": rf"(?:nuoc (?:da )?rut(?: (?:het|bot|xuong))*(?= roi)|khoc(?: (?:duoc|to|oa))*(?= roi| thoi)"
    rf"|{_ASHORE}|{_WELL})",
}
_TAKEN = (
    rf"(?:(?:dua|cho|chuyen|khieng|dem)(?: {_PLAIN}){{0,4}} (?:di|vao|vo|toi|den|len|ra|sang)"
    r" (?:benh vien|vien|bv|nha thuong|tram(?: xa| y te)?|cap cuu)(?: (?:tinh|huyen|xa|luon|het|ca))*"
    r"|(?:xe|ben) (?:cap cuu|cuu thuong)(?: \w+)? (?:dua|cho)(?: \w+)? di"
    r"|(?:nhap|di|vao|vo|o) (?:vien|benh vien|cap cuu))"
    "(?= roi| xong)"
)
_DRAWN = rf"(?:vot|keo|loi|be)(?: {_PLAIN}){{0,3}}(?= roi| xong)"
_CAUGHT = (
    r"(?:(?:cong an|dan quan|dan|ba con|hang xom|bao ve|moi nguoi)(?: (?:xa|phuong|da|vua|den|toi|ra|deu))*"
    r" (?:bat|khong che|tom|giu|giai)(?: duoc)? (?:\w+ )?(?:no|han|thang|bon|chung|ten|ke)"
    r"(?: (?:ay|do|no|ta|di|trom|cuop|nay))*(?= roi| xong))"
)
_FINE = (
    rf"{_NOT} sao(?: (?:dau|nua|ca|gi ca))?|{_NOT} (?:nguy hiem|(?:co|con|phai|phai la) (?:chay|gi|nguy hiem))"
    r"(?: (?:dau|nua|ca|gi))*"
    rf"|{_NOT} (?:co )?ai (?:bi )?(?:sao|gi|thuong|lam sao)(?: (?:ca|het|dau))*"
    r"|(?:(?:bao|nhin|tuong|nghe) )?nham(?: thoi)?|dua(?: thoi| ti)?|on(?: ca)?"
)
_TAIL = "(?: (?:roi|xong|a|nhe|nha|nghen|nghe|dau|day|thoi|em|anh|chi|ad|ban|may qua|luon))*"
_OVER = re.compile(rf"{_LEAD}(?:(?:{_WHO}{_DONE}{_PUT_OUT})|{_FINE}|(?:lua|dam chay|chay) {_DONE}{_PUT_OUT}){_TAIL}")
_CAUGHT_NOW = re.compile(rf"{_LEAD}{_CAUGHT}{_TAIL}")
_DRAWN_OUT = re.compile(rf"{_LEAD}{_WHO}{_DONE}{_DRAWN}{_TAIL}")
_COURTESY = re.compile(
    r"(?:khong|ko|k)(?: phai)?(?: dau)?|(?:(?:em|toi|con|chau|xin|da|rat|nhieu|lam) )*cam on(?: \w+){0,5}|da|vang"
)


def says_over(text: str) -> bool:
    """Whether a few words say that there is no danger any more, or never was; a question says no such thing."""
    return _NO_JOKE.search(text) is None and _says(text, (_OVER,))


def says_helped(text: str, kind: str) -> bool:
    """Whether a few words say that whoever was in a danger of a kind is in good hands, or who hurt them is caught.

    Who is found, or drawn out of the water, may be dead: that is no relief by itself.
    """
    return _says(text, (_CAUGHT_NOW, _helped(kind)), beside=(_OVER, _COURTESY, _DRAWN_OUT))


@cache
def _helped(kind: str) -> re.Pattern[str]:
    more = f"|{_OF_KIND[kind]}" if kind in _OF_KIND else ""
    return re.compile(rf"{_LEAD}{_WHO}{_DONE}(?:{_SAVED}|{_TAKEN}{more}){_TAIL}")


def _says(text: str, wanted: Sequence[re.Pattern[str]], beside: Sequence[re.Pattern[str]] = (_COURTESY,)) -> bool:
    """Whether a text, or a clause of it, is what some patterns say, and nothing else stands beside it."""
    if len(text.split()) > _MOST or _ASKED.search(text):
        return False
    if _is_one(text, wanted):
        return True
    said = [(_is_one(part, wanted), _is_one(part, beside)) for part in clauses(text)]
    return any(is_said for is_said, _ in said) and all(is_said or is_beside for is_said, is_beside in said)


def _is_one(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    tidied = " ".join(_NO_WORD.sub(" ", fold(expand(text))).split())
    return any(one.fullmatch(tidied) for one in patterns)

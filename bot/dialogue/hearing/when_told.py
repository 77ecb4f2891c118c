"""Hears that an answer says only when something is, so that nobody's "hôm qua" is written down as a place or a name."""

import re

from routing.text import fold

_LEAD = (
    r"(?:(?:da|thua|vang|a|u|o|thi|ma|chac|hinh nhu|tu|hoi|vao|luc|khoang|chung|tam|gan|hon|ca|cung|duoc|moi|bi"
    r"|cach day|since|for|about|from) )*"
)
_MANY = (
    r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc|may|vai|dam|nua|nhieu"
    r"|an?|one|two|three|four|five|six|few|several|some|many|couple of)"
)
_UNIT = r"(?:gio|tieng|ngay|hom|bua|tuan le|tuan|thang|nam|hours?|days?|weeks?|months?|years?)(?: (?:troi|ruoi|hon))?"
_SINCE = r"(?: (?:nay|ni|ry|roi|truoc|qua|day|vua|lien|ago|now|already))*"
_DAY = (
    r"(?:(?:sang|trua|chieu|toi|dem|khuya|dau|giua|cuoi) )?(?:hom|bua|dem|sang|trua|chieu|toi|khuya|tuan|thang|nam)"
    r" (?:qua|kia|nay|ni|truoc|ngoai|vua|do|no|\d{1,2} \d{1,2}(?: \d{4})?)"
    r"|(?:dau|giua|cuoi) (?:tuan|thang|nam)(?: \d{1,4})?"
    r"|yesterday|today|tonight|last (?:night|week|month|year)|this (?:morning|afternoon|week|month|year)"
    r"|(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: tuan (?:truoc|nay))?"
    r"|ngay \d{1,2}(?: (?:thang )?\d{1,2}(?: (?:nam )?\d{4})?)?|thang (?:\d{1,2}|gieng|chap)(?: (?:nam )?\d{4})?"
    r"|(?:suot|ca|hang) (?:ngay|dem|tuan|thang|ngay dem|ngay ca dem)|(?:ngay|dem|toi|trua) nao cung (?:vay|the|co|bi)"
    r"|tet|lau(?: (?:lam|nay|lau))*|(?:a )?long (?:time )?ago"
    r"|\d{1,2} ?(?:gio|h)(?: ?\d{1,2})?(?: (?:sang|trua|chieu|toi|dem|khuya))?"
)
_END = r"(?: (?:thi phai|gi do|hinh nhu|roi|nay|lan|a|nhe|day|do|co|luon|thoi|em|anh|chi|ad|vay|ban))*"
_WHEN = re.compile(rf"(?:{_LEAD}(?:(?:{_MANY} )+{_UNIT}{_SINCE}|{_DAY}){_END}(?: |$)){{1,3}}")
_LONGEST = 80  # of a time; a message of thousands of small words would be weighed for seconds


def says_only_when(text: str) -> bool:
    """Whether an answer is a time and nothing else ("hôm qua", "mấy tháng nay rồi", "a month ago")."""
    return len(text) <= _LONGEST and _WHEN.fullmatch(fold(text)) is not None

"""Hears for how many people or households somebody speaks: many of them on one matter is more than one voice."""

import re

from routing.language.folding import fold
from routing.language.spoken_numbers import with_counts, with_digits

_UNIT = (
    r"(?P<unit>ho|nguoi|gia dinh|nha|ba con|tieu thuong|cong nhan|giao vien|hoi vien|chu ho|phu huynh|cu dan|nong dan"
    r"|hoc sinh|sinh vien|lao dong|doan vien|xa vien|can ho|ki ot)"
)
_SO_MANY = rf"(?P<count>\d{{1,4}}) (?:cai )?{_UNIT}\b(?! (?:khau|tich))"
_ABOUT = r"(?: (?:la|gom|co|gan|hon|tren|khoang|chung|tam|ca|toan bo|tat ca|cho|cua|cac|duoc|phai den|toi|den))*"
_US = r"(?:chung (?:toi|em|tui|minh|con|chau)|bon (?:toi|em|tui|minh))"
_SIGNED = (
    r"(?:cung (?:nhau )?)?(?:ky|dong ky|cung (?:nhau )?(?:khieu nai|phan anh|kien nghi|de nghi|gui|dung (?:don|ten)))"
)
_BEFORE = re.compile(
    rf"\b(?:{_US}|ba con|tap the|cac ho|tat ca|toan the|dai dien|thay mat|nhan danh|thay loi|noi thay|noi ho"
    rf"|chu ky){_ABOUT}(?: (?:ba con|nhan dan|dan|xom|thon|to|khu|lang|ap|ban|ngo|hem|cho)(?: (?!hua|noi)\w+){{0,5}})?"
    rf" {_SO_MANY}"
)
_BEHIND = re.compile(rf"\b{_SO_MANY}(?:(?P<between>(?: \w+){{0,6}}?) {_US}| ba con|(?: \w+){{0,6}}? {_SIGNED})\b")
_ALONE = re.compile(
    r"(?:(?:da|vang|a|co|la|u|toi|em|khoang|tam|hon|gan|chung|ca|tat ca|tong cong|duoc|phai|o day|cho nay|xom|thon|to"
    r"|ngo|khu) )*(?P<count>\d{1,4}) (?:ho|nha|gia dinh|can ho)\b(?! (?:khau|tich))"
    r"(?: (?:dan|gia dinh|a|nhe|nha|em|anh|chi|day|do|roi|trong|xom|thon|to|ngo|o day|bi|anh huong|cung|chiu|khac"
    r"|lan|thoi|luon))*"
)
_WITHIN_A_HOUSE = re.compile(r"\b(?:nha|gia dinh)(?: \w+){0,3} $")
_OF_PERSONS = frozenset({"nguoi", "hoc sinh", "sinh vien", "lao dong"})
# who lives beside us is none of us, nor who does something to us
_NOT_US = frozenset("nha cua cho vao gan voi sang canh danh dam duoi chui lam bat doa".split())  # noqa: SIM905


def spoken_for(text: str) -> int:
    """Return for how many people or households a text speaks ("đại diện 30 hộ"), 1 where it says nothing of it."""
    said = fold(with_counts(with_digits(text)))
    found = (*_BEFORE.finditer(said), *(one for one in _BEHIND.finditer(said) if _is_of_them(one)))
    return max((int(one["count"]) for one in found if not _is_one_house(one, said)), default=1)


def counted_in(text: str) -> int:
    """Return for how many a further message speaks: as `spoken_for`, or households alone ("30 hộ ạ")."""
    alone = _ALONE.fullmatch(fold(with_counts(with_digits(text))))
    return max(spoken_for(text), int(alone["count"]) if alone else 1)


def _is_of_them(found: re.Match[str]) -> bool:
    """Whether what stands between a number and "chúng tôi" only says who they are."""
    between = (found["between"] or "").split()
    if found["unit"] in _OF_PERSONS:
        return not set(between) - {"dan"}
    return not between or between[-1] not in _NOT_US


def _is_one_house(found: re.Match[str], said: str) -> bool:
    """Whether those who are counted are one family ("gia đình chúng tôi 5 người")."""
    is_before = _WITHIN_A_HOUSE.search(said[: found.start("count")]) is not None
    return found["unit"] in _OF_PERSONS and is_before

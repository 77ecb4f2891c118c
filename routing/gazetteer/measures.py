"""Tells a number that counts from one that names: "gọi phường 3 lần" is no Phường 3, "đường 5 mét" no Đường 5."""

from routing.gazetteer.address_words import unit_words
from routing.language.words import Words

_GLUED = frozenset({"k", "h", "m", "tr", "kg", "ha", "p", "cm", "km", "khong", "trieu", "ngan", "nghin", "gio", "met"})
_OF_TIME = frozenset({"thang", "nam", "ngay", "tuan", "hom"})
_OF_THINGS = frozenset({"lan", "cuoc", "met", "ty", "trieu", "nghin", "ngan", "dong", "hoc"})
_OF_HOUSES = frozenset({"tang", "phong"})  # "khu tập thể 5 tầng", but "tòa 5 tầng 2"
_LANES = frozenset({"ngo", "ngach", "hem", "kiet", "duong"})
_OF_NUMBERED = _OF_TIME | _OF_THINGS | {"gio", "phut", "nguoi", "cho"}
_OF_UNITS = (_OF_NUMBERED - {"cho"}) | {"ban", "cua", "dang", "nhiem", "khoa", "chuyen", "buoi", "ho"}
_NUMBERED = frozenset({"so", "to", "khoi", "doi", "khu", "lo", "p", "q", "d", "cum"})
_SHORT_UNITS = frozenset({"q", "p"})
_NAMING = frozenset({"dong", "ban", "phong", "nam", "ho"})  # "tổ 5 Đồng Nguyên"
_WAYS, _FEW = frozenset({"duong", "pho"}), frozenset({"1", "2"})
_WRITTEN = frozenset(
    """
    tháng năm ngày tuần hôm lần cuộc mét tỷ tỉ triệu nghìn ngàn đồng học giờ phút người chỗ bản cửa đảng
    nhiệm khóa khoa chuyến buổi hộ chiều tầng phòng
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_MONEY = "dong"
_LIFT = ("thang", "may")  # "block A5 | thang máy hỏng" counts no months
_THIS = frozenset({"nay", "qua", "kia", "nao", "truoc", "sau", "ngoai", "ay", "do"})


def is_measure(words: Words, number: int) -> bool:
    """Whether the word at `number` is a quantity: of what is written to it ("350k") or comes after it ("3 lần")."""
    after = number + 1
    if after >= len(words) or words.after_break[after]:
        return False
    counted = words.bases[after]
    if words.starts[after] == words.ends[number]:
        return counted in _GLUED
    is_name = words.capital[after] and counted in _NAMING
    is_other = words.shown[after] != counted and words.shown[after] not in _WRITTEN  # "ngõ 5 đọng nước"
    if is_name or is_other or _begins_clause(words, after):
        return False
    head = words.bases[number - 1] if number else ""
    if counted in _OF_HOUSES or (counted == _MONEY and head in _LANES - _WAYS):  # "ngo 3 | dong ky"
        return head not in _LANES and _counts_rooms(words, number)
    if head in _WAYS and counted == "chieu":
        return words.shown[number] in _FEW
    is_unit = head in _SHORT_UNITS or head in unit_words()
    return counted in (_OF_UNITS if is_unit else _OF_NUMBERED if head in _NUMBERED else _OF_TIME | _OF_THINGS)


def _counts_rooms(words: Words, number: int) -> bool:
    """Whether a number counts the floors or the rooms behind it: "khu trọ 40 phòng", but "tòa CT2 tầng 5"."""
    is_code = number > 0 and words.starts[number] == words.ends[number - 1]
    further = number + 2
    return not is_code and not (further < len(words) and words.shown[further][0].isdigit())


def _begins_clause(words: Words, i: int) -> bool:
    """Whether the word is not counted but goes on with the sentence: "năm nay", "tháng 5", "người dân"."""
    if i + 1 >= len(words) or words.after_break[i + 1]:
        return False
    following = words.bases[i + 1]
    if words.bases[i] == "nguoi":
        return following == "dan"
    if words.bases[i : i + 2] == _LIFT:
        return True
    return words.bases[i] in _OF_TIME and (following in _THIS or following[0].isdigit())

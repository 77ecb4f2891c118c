"""Sees that somebody only asks for a telephone, hours, figures or how a paper is got: that is to be answered."""

import re

from routing.language.words import Words

_MOST = 16  # words
_ASK = r"(?:cho|xin|hoi|muon|can|biet|co|tim|kiem|nho|gui|bao)"
_OFFICE = (
    r"(?:can bo|cong chuc|cong an|canh sat|uy ban|ubnd|phong|ban|so|truong|pho|bi thu|chu tich|dia chinh|tu phap|"
    r"tram|mot cua|bo phan|trung tam|tiep dan|xa|phuong|huyen|tinh|thon|to dan pho|khu vuc|don vi|co quan|"
    r"nguoi phu trach|duong day nong|dien luc|chi nhanh|benh vien|bhxh|bao hiem|thue|toa|doi|kho bac|kiem lam|buu dien|"
    r"cap nuoc|cong ty|hat|vien kiem sat)"
)
_BODY = r"(?:kho bac|trung tam|tram (?:y te|xa)|cong an|benh vien|dien luc|uy ban|ubnd|mot cua|buu dien|kiem lam)"
_NUMBER = r"(?:so dien thoai|so dt|dien thoai|sdt|so may|so lien he|so lien lac|so hotline|so truc|dau so)"
_WHEN = r"(?:may gio|gio nao|ngay nao|thu may)"
_NUMBER_ASKED = re.compile(
    rf"^(?:\w+ ){{0,6}}?(?:{_ASK} (?:\w+ ){{0,4}}?)?{_NUMBER}(?: cua)?(?: \w+)? {_OFFICE}\b"
    rf"|\b{_ASK} (?:\w+ ){{0,3}}?so (?:cua )?{_OFFICE}\b"
    rf"|^so(?: cua)? {_BODY}\b(?: \w+){{0,4}}$"
    # asked after another ("số chủ tịch phường nữa")
    rf"|^(?:(?:ca|con|va|voi|the|them|a|u|da) )*so (?:cua )?{_OFFICE}\b(?: \w+){{0,4}}?"
    r" (?:nua|thi sao|luon|la (?:gi|may|bao nhieu))(?: (?:a|nhe|em|ad|voi|di))*$"
)
# asked after another, without the word ("còn trạm y tế thì sao", "công an nữa")
_ONE_MORE = re.compile(
    rf"^(?:(?:a|u|da|vay|the|va|roi|ca) )*(?:con {_OFFICE}\b(?: \w+){{0,4}}?"
    rf"|{_OFFICE}\b(?: \w+){{0,4}}? (?:thi sao|nua|luon))(?: (?:thi sao|nua|luon|a|nhe|em|ad|voi|di|vay|ha|khong|ko))*$"
)
_OPEN = r"(?:lam viec|mo cua|tiep dan)"
_DAY = r"(?:thu \w+|t \d|chu nhat|cuoi tuan|ngay \w+|buoi \w+|sang|chieu|trua|ngoai gio)"
_ON_A_DAY = rf"(?:\w+ ){{0,2}}?{_DAY}(?: \w+){{0,2}}? khong(?: a| vay| nhi)?$"
_HOURS_ASKED = re.compile(rf"^(?:\w+ ){{0,4}}?{_OFFICE} (?:\w+ ){{0,5}}?{_OPEN} (?:(?:tu )?{_WHEN}\b|{_ON_A_DAY})")
_FIGURES = ("so lieu", "thong ke", "con so")
_FIGURES_ASKED = re.compile(
    r"(?<!khong )(?<!chua )(?<!chang )(?<!ko )"
    rf"\b(?:xin|cung cap|can|hoi|muon co|tim)(?: \w+){{0,3}} (?:{'|'.join(_FIGURES)})\b"
)
_TO_GET = r"(?:doi|cap|cap lai|xin|xin lai|gia han|tach|nhap|chuyen|nop|lay|lam|lam lai|nhan|huong)"
_PAPER = (
    r"(?:bang(?: lai)?|giay(?! dan)|so (?:do|hong|ho khau|nha|bao hiem)|can cuoc|cccd|khai sinh|khai tu|ho khau"
    r"|ho chieu|ly lich|tam tru|thuong tru|bien so|bao hiem|the|tro cap|che do|thua|ket hon|ho so"
    r"|ma so|visa|sim|phep|thue)"
)
_AT_DESK = rf"(?:(?:{_TO_GET}(?: \w+){{0,2}} {_PAPER}|dang ky|sang ten|chung thuc)\b)"
_BY_WHAT_WAY = r"(?:(?:man|lam) (?:rang|chi|sao|the nao|cach nao|cach mo)|cach nao|the nao)"
_HOW_ASKED = re.compile(
    rf"^(?:\w+ ){{0,6}}?{_BY_WHAT_WAY}(?: (?:de|ma|thi|cho|toi|tui|em|minh|co|duoc))* {_AT_DESK}"
    rf"|\b{_AT_DESK}(?: \w+){{0,5}} {_BY_WHAT_WAY}(?: (?:rua|a|hi|he|vay|ha|day|nhi|em|anh|chi|ad|bot))*$"
)
_TOLD_BESIDE = re.compile(r"\b(?:khong|chua|ko|chang|no|mai|hoai|mat|bi|thai do|hach sach|tu choi|tra lai|doi tien)\b")
_OWN = re.compile(
    r"\b(?:toi|em|minh|nay|se|xin) (?:lam don )?(?:khieu nai|to cao)\b|\b(?:cua|nha|gia dinh) (?:toi|em|minh)\b"
)
_MOST_FOR_FIGURES = 40  # words
_HOLDER = (
    r"(?:(?:pho )?chu tich|(?:pho )?bi thu|(?:pho )?(?:truong|giam doc)(?: (?:thon|ban|xom|khu|phong|cong an|ap|tram))?"
    r"|can bo|cong an vien|to truong|hieu truong|lanh dao|nguoi dung dau|ai)"
)
_POLITE = r"(?: (?:a|vay|the|nhi|ha|day|em|anh|chi|ad|oi|rua|hien nay|bay gio|nhe|moi|do|khong))*$"
_WHO_ASKED = re.compile(
    rf"\b{_HOLDER}(?: \w+){{0,5}} (?:ten(?: la)?(?: gi| chi)|ho ten(?: la)? gi|la (?:ai|nguoi nao)|ten ai){_POLITE}"
    rf"|^(?:\w+ ){{0,4}}?ai (?:dang |hien )?(?:la|lam|giu chuc) {_HOLDER}\b(?: \w+){{0,5}}$"
)
_NUMBER_BEHIND = re.compile(
    rf"^(?:\w+ ){{0,4}}?(?:{_HOLDER}|{_OFFICE})(?: \w+){{0,7}} "
    r"(?:xin |cho )?(?:so dien thoai|so dt|sdt|so lien he|so lien lac)"
    rf"(?: (?:la|cua|ong|ba|anh|chi|ay|do|so|gi|bao nhieu|may|nao|voi|giup)\b)*{_POLITE}"
    rf"|^(?:cho |xin |hoi |toi |em |chau |minh )*(?:(?:anh|chi|ong|ba|co|chu) (?:\w+ ){{1,3}})?"
    rf"(?:{_HOLDER}|{_OFFICE})(?: \w+){{0,5}} so (?:may|bao nhieu|gi){_POLITE}"
)
_NOT_OF_ITS_NUMBER = re.compile(r"\b(?:khong|chua|ko|chang|bi|lam lo|lo|doi|sai|khoa|thay|mat|tat)\b")
_TELLS = re.compile(
    r"\b(?:goi|bao|nhan|lua|doa|chui|danh|an chan|bo tui|khong nghe|khong bat|khong ai|mai khong|sai so|so sai)\b"
)


def asks_who_holds(words: Words) -> bool:
    """Whether a short message asks who holds an office ("chủ tịch xã tên gì"), and tells nothing of them."""
    said = " ".join(words.bases)
    found = _WHO_ASKED.search(said) if len(words) <= _MOST else None
    return found is not None and not _TOLD_BESIDE.search(said[: found.start()])


def asks_for_figures(words: Words) -> bool:
    """Whether somebody asks for figures, of whatever they are, and complains of nothing."""
    said = " ".join(words.bases)
    may_ask = len(words) <= _MOST_FOR_FIGURES and any(figure in said for figure in _FIGURES)
    return may_ask and _FIGURES_ASKED.search(said) is not None and not _OWN.search(said)


def asks_for_a_number(words: Words) -> bool:
    """Whether a short message asks for the telephone of an office or of somebody in it, and tells nothing of them."""
    return _asks(words, _NUMBER_ASKED) or _names_number_last(words)


def asks_for_one_more(words: Words) -> bool:
    """Whether a short message, behind a number that was told, asks for that of another office."""
    return _asks(words, _ONE_MORE) and not _NOT_OF_ITS_NUMBER.search(" ".join(words.bases[:-1]))


def _names_number_last(words: Words) -> bool:
    """Whether a number is asked for behind the office ("chủ tịch xã là ai, số điện thoại"); nothing is told of it."""
    said = " ".join(words.bases)
    is_asked = len(words) <= _MOST and _NUMBER_BEHIND.search(said) is not None
    return is_asked and not _TELLS.search(said) and not _NOT_OF_ITS_NUMBER.search(said)


def asks_how_to_get(words: Words) -> bool:
    """Whether a short message asks how a paper is got or changed, in whatever dialect, and tells of no trouble."""
    if len(words) > _MOST:
        return False
    said = " ".join(words.bases)
    is_trouble = _TOLD_BESIDE.search(said) or _TELLS.search(said)
    return not is_trouble and _HOW_ASKED.search(said) is not None


def asks_to_reach(words: Words) -> bool:
    """Whether a short message asks for a telephone, or when an office is open, and tells nothing of it."""
    return asks_for_a_number(words) or _asks(words, _HOURS_ASKED)


def _asks(words: Words, asked: re.Pattern[str]) -> bool:
    if len(words) > _MOST:
        return False
    said = " ".join(words.bases)
    found = asked.search(said)
    return found is not None and _TELLS.search(said[found.end() :]) is None

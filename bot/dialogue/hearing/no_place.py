"""Knows an answer to "where" that says no place: a feeling, a fear, a reason, who writes, or more of the story."""

import re

from bot.dialogue.words import names_a_spot
from routing.language.own_names import SURNAMES, names_said
from routing.language.words import Words, split
from routing.reading import Reading
from routing.text import fold

_LONGEST_NAME = 3  # words of a place without a capital and without a word of places before its name
_WHO = "toi|tui|em|chau|con|minh|vo|chong|ca nha|bo|me|bo me|no|ho|ong ay|ba ay|nguoi ta"
_BEFORE = rf"(?:(?:{_WHO}|dang|cung|that su|gio|bay gio|hu hu|huhu|da|vang|troi oi|oi|a|thi|ma|nhung|vi|tai|chi) )*"
_FELT = re.compile(
    rf"{_BEFORE}(?:so|lo|buc|buc xuc|buc minh|met|buon|run|hoang|hoang so|so hai|lo lang|kho|khoc|chan|rau|ngai|dau|nan"
    r"|boi roi|kho so|tuc|tuc gian|gian|xau ho|mac co|hoang mang|that vong|kho tam|uc)"
    r"(?: (?:lam|qua|roi|that|ghe|luon|nua|a|oi|dang|chet|di|duoc|troi|mat|muon|vi|chung|no))*"
)
_FEARED = re.compile(rf"{_BEFORE}(?:so|ngai|lo lang|buc minh|buc xuc)(?! \d)(?: \w+)+")
_MARKED = re.compile(
    r"(?:\w+ ){0,3}(?:sợ|ngại|lo|tức|bực|giận|ức|uất|buồn) (?!\d)\w+"
)  # with its marks it is no "lô", "gian"
_REASON = re.compile(
    r"(?:(?:thi|la|da|a) )*(?:vi|tai vi|boi vi|boi|tai (?:no|ho|ong|ba|toi|em|chau|vi)|do (?:la|no|ho|ong|ba))(?: \w+)+"
)
_OF_ONESELF = re.compile(
    r"(?:(?:da|vang|a|thi|ma|nhung) )*(?:day la|toi|tui|em|chau|con|minh) "
    r"(?:la|khong|ko|chua|muon|can|noi|ke|bao|gui|nhan|hoc|lam|bi|duoc|dang|se|da|nghi|mong|xin|chi|cung|van|biet)"
    r"(?: \w+)*"
)
# who does something, and what: no place is called so ("ông ấy đòi 20 triệu mới làm", "nhà tôi có 3 sào")
_SOMEBODY = (
    r"(?:(?:da|vang|a|thi|ma|nhung|la|tai|vi|hom qua|hom truoc|toan|cu|may|cai|chinh) )*"
    r"(?:(?:(?:cac|may|bon|lu|hai|ba)? ?(?:ong|ba|anh|chi|co|chu|bac|thang|con|dua|thay|nguoi|cha|me|bo|no|ho|chung)"
    r" (?:ay|ta|no|do|kia|nay|toi|em|chau))|no|ho|chung no|chung toi|chung em|bon toi|nha toi|nha em|nha chau|nha minh"
    r"|nha tui|nha no|con be|thang be|dua be|chau be|gia dinh toi|gia dinh em|toi|tui|em|chau|minh|nguoi ta|cong ty"
    r"|can bo|cong an|dan|ba con|phuong|xa|uy ban|truong thon"
    r"|(?:(?:nha|thang|con|vo chong|gia dinh|dua|lu|bon|may) )*(?:hang xom|lang gieng)(?: (?:toi|em|nha toi|ben canh))?"
    r"|(?:(?:nha|vo chong|gia dinh) )+(?:ben canh|ke ben|sat vach|doi dien|ben))"
)
_DOES = (
    r"(?:(?:da|dang|se|moi|vua|cu|con|van|hay|lai|chi|cung|khong|ko|chua|chang|bi|duoc|deu|toan|tu|phai|rat)? ?"
    r"(?:doi|lay|bat|noi|bao|danh|co|bi|duoc|thu|lam|cho|muon|can|keu|hen|chui|di|den|mua|ban|xay|do|xa|vut|pha|chan"
    r"|chiem|nhan|gui|nop|ky|hua|dua|tra|mat|het|thieu|bo|de|nuoi|hat|dao|dot|phat|quyt|giu|an|dua|lua|chay|dung|tha"
    r"|biet|thay|nghe|no|an chan|tra loi|khieu nai|to cao|phan anh))\b"
)
_CLAUSE = re.compile(rf"{_SOMEBODY} {_DOES}(?: \w+)+")
_WISHED = re.compile(
    r"(?:(?:da|a|thi|ma|lam on|hay|toi|em|muon|can) )*(?:yeu cau|de nghi|mong|xin|nho|dong cua|dep|phat|xu phat|xu ly"
    r"|don dep|cam|duoi|cuong che|dinh chi|tich thu)(?: \w+){1,6}? (?:di|ngay|giup|giup toi|no|ho|nhe|xong|cho)"
)
_PLATE, _MOST_BESIDE_PLATE = re.compile(r"\b\d{2}\s?-?[A-ZĐ]\d?[\s.-]?\d{3}[\s.]?\d{2}\b", re.IGNORECASE), 8
_AGE = re.compile(r"\b\d{1,3} tuoi\b")
_COUNTED = re.compile(
    r"(?:(?:da|a|ca|co|khoang|tam|hon|gan|chung|tat ca|tong cong) )*\d{1,4} "
    r"(?:ho dan|ho|nguoi|cong nhan|lao dong|gia dinh|chau|hoc sinh|phu huynh)(?: \w+){0,4}"
)
_ITEM = re.compile(r"(?:^|[\s,;])\d{1,3}\s?[.)/:-]\s*(?=\D)|[,;\n]")
_LISTED = 1.0  # a cue of the lists weighs this much, a share of the learned guess less
_FEWEST_NAMES = 2
_NAME_WORDS = range(2, 6)
_GREATLY = frozenset({"lắm", "quá", "ghê", "vãi", "vl", "vcl", "kinh", "khiếp", "cực"})
_AT = frozenset("o tai gan canh ngay sat giap sau truoc duoi tren dau cuoi trong ben".split())  # noqa: SIM905
_BEFORE_NAMES = frozenset(
    """
    nha quan hang tiem shop khach sieu cong xuong kho bai san ben lo trai vuon ruong dong bo doc ngay cho khuc doan duoi
    tren trong ngoai gan canh sau truoc giua dau cuoi o tai ngach toa can phong lang khu kcn cum bv tram cau chua den
    mieu ngay chinh doi mat phia mep ria hem ngo thi trung giap sat vung tu
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def tells_no_place(text: str, reading: Reading) -> bool:
    """Whether an answer to "where" names no place and says something else: it is more of what is told.

    A few words that may be the name of a place are taken for one.
    """
    if reading.place is not None or reading.danger is not None:
        return False
    words = split(text)
    if (
        _is_of_vehicle(text)
        or only_feels(words)
        or _says_how_bad(words)
        or _lists_people(text)
        or _says_a_name(text)
        or _says_an_age(text)
        or _only_names_matter(text, reading)
    ):
        return True
    said = " ".join(words.bases)
    if (_MARKED.match(" ".join(words.shown)) if words.is_accented else _FEARED.fullmatch(said)) is not None:
        return True
    if any(one.fullmatch(said) for one in (_CLAUSE, _COUNTED)) and not _says_where(words):
        return True
    if names_a_spot(text):
        return False
    return any(one.fullmatch(said) for one in (_REASON, _OF_ONESELF, _WISHED)) or _is_a_sentence(words)


def _only_names_matter(text: str, reading: Reading) -> bool:
    """Whether the one word of an answer is a word of the lists for what is told ("karaoke"): no place is called so."""
    word = fold(text)
    said = (one.words for one in reading.evidence if one.about == "topic" and one.score >= _LISTED)
    return " " not in word and any(fold(words) == word for words in said)


def _says_a_name(text: str) -> bool:
    """Whether a few words say what somebody is called ("bà tên Nguyễn Thị Lụa"), and not where they live."""
    return len(text.split()) <= _MOST_BESIDE_PLATE and bool(names_said(text)) and not names_a_spot(text)


def _says_an_age(text: str) -> bool:
    """Whether a few words say how old somebody is ("bố tôi 80 tuổi"), and not where they live."""
    return len(text.split()) <= _MOST_BESIDE_PLATE and _AGE.search(fold(text)) is not None and not names_a_spot(text)


def _is_of_vehicle(text: str) -> bool:
    """Whether few words give the plate of a vehicle, which is nowhere."""
    return _PLATE.search(text) is not None and len(text.split()) <= _MOST_BESIDE_PLATE


def _lists_people(text: str) -> bool:
    """Whether a message is a list of people's names ("1. Nguyễn Văn An 2. Trần Thị Bình"): who signs, no place."""
    items = [fold(part).split() for part in _ITEM.split(text) if fold(part)]
    return len(items) >= _FEWEST_NAMES and all(one[0] in SURNAMES and len(one) in _NAME_WORDS for one in items)


def _says_where(words: Words) -> bool:
    """Whether what somebody does is told with where ("tôi bán nước ở cổng trường", "nhà em xây cạnh cầu")."""
    return any(word in _AT and words.bases[i + 1 : i + 2] != ("day",) for i, word in enumerate(words.bases) if i)


def _says_how_bad(words: Words) -> bool:
    """Whether few words end in how great something is ("to lắm", "hôi quá trời"), which no place is called."""
    return 1 < len(words) <= _LONGEST_NAME + 1 and any(word in _GREATLY for word in words.shown[1:])


def only_feels(words: Words) -> bool:
    """Whether words tell of fear or weariness and of nothing else ("em sợ lắm")."""
    return _FELT.fullmatch(" ".join(words.bases)) is not None


def _is_a_sentence(words: Words) -> bool:
    """Whether words are too many for a mere name, and nothing in them is written as one."""
    is_named = any(words.capital[1:]) or any(one.isdigit() for base in words.bases for one in base)
    return len(words) > _LONGEST_NAME and not is_named and words.bases[0] not in _BEFORE_NAMES

"""What people type who think that it has gone already, want it gone, or tire of questions: no more of the matter."""

import re

from bot.dialogue.phrases import tidy
from bot.dialogue.words import agrees_with_thanks, answers, as_keyed, asks_for_state, clauses, urges, vocabulary
from routing.language.words import split
from routing.officials.offices import titles_in
from routing.text import fold

_SEND = frozenset({"gui", "goi", "send"})
_COURTESY = (
    "di nhe nha nhen luon giup gium dum ho voi ok okie oki oke u uh um uhm ukm ua uk xong roi duoc dc the vay "
    "em e anh a chi c oi o vs le mau nhanh la nua "
    "r con chau co bac chu thua cho toi tui minh chuan vang da thoi ngay lien dong y het "
    "len du i ik cai ad bot van a ma cu luon lun gio cung nghen nhen nka please pls it nghe hen hi dzay zay rua hay "
    "ba ong mo u"
)
_SENT_SWEARING = re.compile(
    r"(?:(?:thoi|ok|oke|u|um|roi|cu) )*(?:gui|goi|chuyen) "
    r"(?:(?:con )?(?:me|cha|ba) (?:no )?|quach |phat |dai |bo )+(?:(?:di|cho roi|luon|cho xong)(?: |$))+(?:\w{1,5})?"
)
_OF_OTHERS = re.compile(  # whoever writes for somebody says what they answer
    r"(?:(?:da|vang|u|ok) )*(?:ba|ong|cu|me|ma|bo|cha|bac|co|chu|di|cau|chong|vo|anh|chi)"
    r"(?: (?:cu|ngoai|noi|em|toi|tui|con|chau|minh|ay|nha))*(?: (?:cung|thi|da|vua|noi|bao|bieu|keu|nho|la|rang|cu))*"
    r" (?:(?P<no>(?:thoi )?(?:khong|ko|k|kg|hong|chua|dung|khoi)(?: (?:muon|co))*"
    r" (?:dong y|chiu|cho(?: (?:gui|luu|chuyen))?|gui|goi|chuyen))|dong y|(?:gui|goi|chuyen) (?:di|luon|giup))"
    r"(?: (?:roi|luon|het|a|nhe|nha|do|day|giup|nua|dau|di))*"
)
_SWORN = "cmm cmn cmnr dm dmm dcm dkm vl vcl vkl clgt cc"
_AROUND = frozenset(f"{_COURTESY} {_SWORN}".split())
_ABOVE = ("bi thu", "tinh uy", "cap tren", "len tren", "trung uong", "thanh tra", "bo truong", "thu tuong", "quoc hoi")
_HANDING, _LEADING = frozenset({"gui", "goi", "chuyen", "trinh"}), frozenset({"nho", "hay", "xin", "ok", "the", "u"})
_CALLING = "gọi"
_RIGHT = frozenset({"đúng", "đug", "đg", "đr", "rùi"})  # without its mark it may be "đừng"
_WHEN = ("khi nao", "bao gio", "chung nao", "bao lau", "may gio", "hom nao")
_ALREADY, _CLOSING = frozenset({"ai", "xong", "xu", "den", "toi", "giai", "gui", "nhan"}), "chua"
_FEW, _FEWEST, _SOME, _MORE = 6, 3, 9, 14  # words
_ASKED_FOR = re.compile(
    r"\b(?:hoi|khai)(?: (?:the|cai do|cho do|nhieu|dia chi|noi o))? (?:de )?(?:lam (?:gi|chi)|chi)\b"
)
_KEPT = re.compile(r"\b(?:luu|luu giu|giu|thu thap|dong y)\b")
_WHY_KEPT = re.compile(
    r"^(?:(?:the|vay|ma|sao lai|nhung) )*(?:(?:tai |vi )?sao|lam sao|de lam gi|can gi) (?:lai )?"
    r"(?:(?:toi|tui|em|chau|con|minh|bac) )?(?:lai )?(?:phai |can |cu )?"
    r"(?:luu|luu giu|giu|thu thap|dong y)\b(?! (?:dat|xe|tien|so|nguoi|rac|nuoc))"
    r"|^(?:(?:phai|can|ben nay|cac anh) )*(?:luu|luu giu|thu thap|giu)"
    r"(?: (?:lai|thong tin|cua toi|nhung gi|loi|cai do))* (?:de )?lam (?:gi|chi)\b"
    r"|^(?:luu|giu)(?: thong tin)? (?:bao lau|den bao gio|den khi nao)\b"
)
_YOU_KNOW_NOT = re.compile(
    r"(?:(?:thế|ơ|ủa|mà|sao|chả lẽ|the|o) )*(?:ông|bà|anh|chị|bạn|mày|em|bot|ad|máy|các anh|mấy ông|các ông|cán bộ"
    r"|phường|ong|may)(?: mà| lại| cũng)* (?:không|ko|k|chưa|chả|khong|hổng) (?:biết|rõ|biet)(?: \w+){0,4}"
    r" (?:à|hả|ư|sao|chắc|ha|hử)"
)
_ASKS_AT_HOME = re.compile(
    r"(?:(?:khoan|tu tu|cho chut|doi ti|da|vang|thi|roi|ok) )*de (?:(?:toi|tui|em|con|chau|minh|bac|co|chu|ve) )*hoi"
    r" (?:lai )?(?:vo|chong|con|bo|me|ma|ba nha|ong nha|nguoi nha|hang xom)(?: (?:toi|tui|em|nha|minh))*"
    r"(?: (?:dia chi|ten duong|so nha|cho do|xem|da|cai|roi nhan|nhe|a))*"
)
_BY_ONESELF = re.compile(
    r"(?:a )?(?:ma )?thoi de (?:toi|tui|em|con|chau|minh|bac|co|chu|nha toi) "
    r"(?:tu|di|ra|len|qua|sang|bao|hoi|goi|tinh|lo|noi voi|noi chuyen voi|nho|lam)\b"
)
_NO_MORE = re.compile(
    r"(?:khong|ko|k|kg|khg|hong|hog|hok|hem|hk|chang|cha|no|deo|khoi)(?: (?:muon|can|them|dinh|phai))*"
    r"(?: (?:lam|bao|phan anh|ke|noi|viet|khai|khieu nai|kien|dien|tra loi|gui|goi|nop|to|to cao|to giac|hoi|nho"
    r"|trinh bay|dua len|tiep tuc))?(?: (?:gi|ai|don|tin|phan anh|ho so|(?:cai|viec|vu|don) (?:nay|do)))? nua"
)
_CHANGED = re.compile(r"(?:(?:a|u|thoi|da|toi|tui|em|con|chau|minh|bac|lai) )*doi y(?: roi| a| nhe| lai)*")
_ENOUGH = re.compile(r"(?:(?:a|ah|u|o|ua|da|vay|the) )*(?:ma )?thoi")
_PASSED = re.compile(
    r"(?:(?:thi|cu|em|toi|tui|minh|chau|con|viec|chuyen|vu|cai|nay|do|kia|ay) )*(?:bo|bo qua|cho qua|tha|khoi|ke)"
    r"(?: (?:di|vay|luon|cho (?:roi|no|ho|xong)|no|nhe|nha|a))*"
)
_ALL_SKIPPED = re.compile(
    r"(?:(?:thoi|da|u|a|cu|toi|em) )*bo qua (?:het|tat ca|toan bo|luon het|ca)(?: (?:di|nhe|a|luon|cho toi|giup toi))*"
)
_BACK_TO = re.compile(
    r"(?:(?:u|uh|o|ok|da|vang|the|vay|thoi|gio|roi|ma|a|toi|tui|em|con|chau|minh|bac|cho|hay|ta) )*"
    r"(?:quay|tro) lai (?:cai|viec|chuyen|vu|cho)\b"
)
_BEFORE_LEAVING = (
    "ủa mà thôi thoi thế thì thi à dạ da vâng vang tôi toi tui em con cháu chau mình minh bác bac anh chị chi cô chú"
)
_ENDING = frozenset("đâu dau rồi roi ạ nhé nhe nha đi ad em".split())  # noqa: SIM905 - a list of words reads better so
_LEADING_OFF = frozenset(_BEFORE_LEAVING.split())


def says_send(text: str) -> bool:
    """Whether a message says to send and nothing else ("xong rồi gửi đi", "ừa gửi"); "chưa gửi" does not."""
    if _SENT_SWEARING.fullmatch(fold(text)):
        return True
    text = as_keyed(text)
    if _CALLING in tidy(text).split():  # without its mark it may be "gởi"
        return False
    words = {fold(word) for word in tidy(text).split() if word not in _RIGHT}
    return bool(words & _SEND) and words <= _SEND | _AROUND and not _means_photos(text)


def _means_photos(text: str) -> bool:
    """Whether it is photos that are to be sent ("gửi ảnh", "gui anh"); in "gửi anh" somebody is spoken to."""
    words = tidy(text).split()
    is_to_somebody = "anh" in words and not text.isascii()
    return not is_to_somebody and "photo" in answers(text)


def keeps_and_sends(text: str) -> bool:
    """Whether an answer to "drop it?" says to send: "gửi đi", "không, gửi đi", "đừng bỏ, gửi giúp tôi"."""
    *before, last = clauses(text) or [""]
    return says_send(last) and all(says_send(part) or answers(part) & {"no", "keep"} for part in before)


def agrees(text: str) -> bool:
    """Whether words other than a bare yes say it clearly: "gửi đi", "cứ làm đi", "cho phép", "ok cảm ơn"."""
    is_plain = says_send(text) or bool(vocabulary("agreed").meanings(text)) or agrees_with_thanks(text)
    return is_plain or _said_of_others(text) == "yes"


def refuses_for_others(text: str) -> bool:
    """Whether who writes for somebody says that they do not agree ("bà không đồng ý")."""
    return _said_of_others(text) == "no"


def _said_of_others(text: str) -> str:
    found = _OF_OTHERS.fullmatch(fold(text))
    if found is None or _CALLING in tidy(text).split():  # "chị gọi giúp" is no yes
        return ""
    return "no" if found["no"] else "yes"


def names_addressee(text: str) -> bool:
    """Whether a few words say to which office or leader it should be sent ("gửi cho phó chủ tịch nhé")."""
    words = [word for word in fold(text).split() if word not in _LEADING]
    is_named = any(titles_in(split(text))) or any(f" {one} " in f" {fold(text)} " for one in _ABOVE)
    return 1 < len(words) <= _SOME and words[0] in _HANDING and is_named


def wants_sent(text: str) -> bool:
    """Whether a short answer to another question says to send, and nothing about what was asked ("ok gửi đi")."""
    typed, words = set(tidy(text).split()), set(fold(text).split())
    says_it = bool(typed & {"gửi", "gởi", "gui", "send"})
    return says_it and len(words) <= _FEW and not words & {"dung", "cung", "phai", "same"}


def asks_when(text: str) -> bool:
    """Whether a few words ask how far it has come, or hurry ("khi nào tới dẹp", "có ai xử lý chưa", "lâu quá")."""
    folded = fold(text)
    words = folded.split()
    if len(words) <= _FEWEST and urges(text):
        return True
    has_come = bool(words) and words[-1] == _CLOSING and not _ALREADY.isdisjoint(words)
    return len(words) <= _FEW and (has_come or folded.startswith(_WHEN) or asks_for_state(text))


def wishes_no_name(text: str) -> bool:
    """Whether a short message asks not to be named ("gửi nhưng đừng ghi tên tôi")."""
    return len(text.split()) <= _MORE and bool(vocabulary("unnamed").inside(text))


def only_wishes_no_name(text: str) -> bool:
    """Whether a few words ask for nothing but not to be named, and tell of nobody ("có giấu tên em được không")."""
    return len(text.split()) <= _SOME and wishes_no_name(text)


def wishes_a_name(text: str) -> bool:
    """Whether a short message asks to be named after all ("tôi đổi ý, muốn nêu tên thì sao")."""
    return len(text.split()) <= _SOME and bool(vocabulary("named").inside(text)) and not wishes_no_name(text)


def says_it_was_said(text: str) -> bool:
    """Whether a few words say that it was told before ("thì tôi nói rồi còn gì")."""
    return len(text.split()) <= _SOME and vocabulary("form").longest_inside(text) == "said"


def asks_why(text: str) -> bool:
    """Whether a few words ask what a question is for."""
    return len(text.split()) <= _SOME and vocabulary("form").longest_inside(text) == "why"


def asks_why_kept(text: str) -> bool:
    """Whether a few words ask why, or for how long, words or data of theirs are kept ("tại sao phải lưu")."""
    folded = fold(text)
    return len(folded.split()) <= _SOME and _KEPT.search(folded) is not None and _WHY_KEPT.search(folded) is not None


def asks_back(text: str) -> bool:
    """Whether a few words answer a question with one about it ("hỏi làm gì", "ông không biết ở đâu à")."""
    if len(text.split()) > _SOME:
        return False
    return _ASKED_FOR.search(fold(text)) is not None or _YOU_KNOW_NOT.fullmatch(tidy(text)) is not None


def is_tired_of_questions(text: str) -> bool:
    """Whether a few words say that too much is asked, or ask how much is still to come."""
    return len(text.split()) <= _SOME and vocabulary("form").longest_inside(text) == "many"


def waits(text: str) -> bool:
    """Whether a few words say that they go on later and nothing else ("thôi chưa gửi, để tôi nghĩ đã")."""
    parts = clauses(text) if len(text.split()) <= _MORE else []
    talk = vocabulary("talk")
    later = [
        part
        for part in parts
        if "later" in talk.meanings(part) | talk.meanings(core_of(part)) or _ASKS_AT_HOME.fullmatch(fold(part))
    ]
    return bool(later) and all(part in later or "no" in answers(part) for part in parts)


def not_yet(text: str) -> bool:
    """Whether a few words say of what is about to go that it is to wait ("khoan gửi đã, thiếu ảnh")."""
    return waits(text) or (len(text.split()) <= _MORE and bool(vocabulary("put_off").inside(text)))


def leaves_off(text: str) -> bool:
    """Whether a message, or one of its clauses, says to leave it be and nothing else ("thôi rút, mệt rồi")."""
    parts = (text, *_behind_change(clauses(text))) if len(text.split()) <= _SOME else ()
    is_left = any(only_leaves_off(part) or _BY_ONESELF.match(fold(part)) for part in parts)
    return is_left or _changes_mind(text) or _lets_it_pass(text)


def _lets_it_pass(text: str) -> bool:
    """Whether one clause is "à mà thôi" and another lets it pass ("bỏ qua đi"), whatever the reason beside them."""
    said = [fold(part) for part in clauses(text)] if len(text.split()) <= _MORE else []
    return any(map(_ENOUGH.fullmatch, said)) and any(map(_PASSED.fullmatch, said))


def _behind_change(parts: list[str]) -> list[str]:
    """Return clauses without a mere "đổi ý" before others: what is wished now stands in these."""
    others = [part for part in parts if _CHANGED.fullmatch(fold(part)) is None]
    return others or parts


def goes_back(text: str) -> bool:
    """Whether a few words only go back to what was being told ("thế quay lại cái đường đi")."""
    folded = fold(text)
    return len(folded.split()) <= _SOME and _BACK_TO.match(folded) is not None


def skips_all(text: str) -> bool:
    """Whether a few words pass over all that is still asked ("bỏ qua hết"): at a form they throw nothing away."""
    return _ALL_SKIPPED.fullmatch(fold(text)) is not None


def _changes_mind(text: str) -> bool:
    """Whether few words before "thôi" leave off as those behind it do ("đổi ý rồi thôi khỏi gửi")."""
    before, thoi, behind = tidy(text).partition(" thôi ") if "thôi" in text else fold(text).partition(" thoi ")
    is_short = len(before.split()) <= _FEW and len(behind.split()) <= _FEW
    return is_short and bool(thoi) and only_leaves_off(core_of(before)) and only_leaves_off(f"thôi {behind}")


def only_leaves_off(text: str) -> bool:
    """Whether the whole message says to leave it be."""
    return _leaves(text) or _leaves(core_of(text))


def _leaves(core: str) -> bool:
    return bool(vocabulary("leave").meanings(core)) or _NO_MORE.fullmatch(fold(core)) is not None


def core_of(part: str) -> str:
    """Return words without what only leads into or out of leaving off ("thôi … đâu")."""
    words = tidy(part).split()
    while len(words) > 1 and words[0] in _LEADING_OFF:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ENDING:
        words = words[:-1]
    return " ".join(words)

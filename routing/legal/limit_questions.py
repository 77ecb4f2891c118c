"""Hears what is asked of the limits of a complaint: until when it can be made, how long it takes, what holds then."""

import re

from routing.language.words import Words
from routing.legal.filing import COMPLAIN

_LIMIT = r"(?:thoi hieu|thoi han|han chot|han cuoi|han)"
_HOW_LONG = (
    r"(?:bao lau|bao nhieu (?:ngay|lau|thang)|may (?:ngay|thang|tuan)(?! (?:nay|qua|lien|hom|roi|truoc))"
    r"|den (?:ngay|bao gio|khi|luc|hom)(?: nao)?"
    r"|toi (?:ngay nao|bao gio|khi nao|luc nao)|truoc (?:ngay nao|khi nao)|(?:ngay|hom|khi|luc) nao)"
)
_STILL = (
    r"(?:con kip|con duoc|kip khong|kip ko|con (?:trong )?(?:han|thoi han|thoi hieu)|het han|qua han|tre"
    r"|qua \d+ (?:ngay|thang)"
    r"|muon qua|qua muon)"
)
_ABOUT_LIMIT = re.compile(
    rf"\b{COMPLAIN}\b(?: \w+){{0,12}} (?:{_HOW_LONG}|{_STILL})\b"
    rf"|\b{COMPLAIN} (?:muon|tre|cham|qua han|co duoc nua|duoc nua)\b|\b{COMPLAIN}(?: \w+){{0,3}} duoc nua\b"
    rf"|\b(?:{_HOW_LONG}|{_STILL})(?: \w+){{0,6}} (?:thi )?(?:het )?(?:han |quyen )?{COMPLAIN}\b"
    rf"|\bcon (?:\w+ ){{0,2}}{COMPLAIN}\b(?: \w+){{0,4}} (?:khong|ko|k|hong|nua khong)\b"
    rf"|\b(?:cach day|gio|bay gio|hien nay|luc nay)\b(?: \w+){{0,6}} {COMPLAIN}\b(?: \w+){{0,3}}"
    r" duoc (?:khong|ko|k|hong)\b"
    rf"|\b{_LIMIT}(?: de)?(?: nop don| lam don)? {COMPLAIN}\b|\b{COMPLAIN}(?: \w+){{0,3}} (?:con|may|het) {_LIMIT}\b"
)
_BARE_LIMIT = re.compile(rf"\b(?:{_LIMIT}|con kip|con (?:may|bao nhieu) ngay|(?:may|bao nhieu) ngay nua)\b")
_FEW_ASKED = 14  # words
_YES_OR_NO = r"(?:khong|ko|k|hong|hok|chua|a|nhi|phai khong)"
_ASKS_LIMIT = re.compile(
    rf"\b(?:{_HOW_LONG}|may|bao nhieu|bao lau|bao gio)\b|\b{_YES_OR_NO}(?: a| vay| nhi| the| em| ad| ban)?$"
)
_DECISION = re.compile(r"\b(?:quyet dinh|qd|thong bao|bien ban)\b.*\d")
_OF_PAYING = re.compile(r"\b(?:nop|dong|tra) (?:phat|tien|thue|ho so)\b")
_DAYS = r"bao lau|bao gio|khi nao|may ngay|bao nhieu (?:ngay|lau)"
_OF_HANDLING = re.compile(
    r"\bthoi (?:han|gian) giai quyet(?: don)? khieu nai\b|"
    rf"\b(?:tra loi|giai quyet|co ket qua|thu ly|xong)\b(?: \w+){{0,3}} (?:{_DAYS}|ngay nao)"
    rf"|\b(?:{_DAYS}|chung nao)\b(?: \w+){{0,8}} (?:tra loi|giai quyet|ket qua|thu ly|xong)\b"
)
_MEANWHILE = re.compile(
    rf"\b(?:trong (?:luc|khi|thoi gian)|dang|luc|khi|da|ma|neu|sau khi|cho)(?: \w+){{0,4}} {COMPLAIN}\b"
    rf"|\b{COMPLAIN}(?: \w+){{0,4}} (?:thi|roi|ma|xong|trong luc|luc nay)\b"
)
_COMPLY = re.compile(
    r"\b(?:co )?(?:phai|can|duoc hoan|bat buoc|co bi|duoc tam|khoi|duoc khoi)\b(?: \w+){0,3} "
    r"(?:nop (?:phat|tien)|dong (?:phat|tien)|thi hanh|chap hanh|thuc hien|thao do|thao|do"
    r"|ban giao|giao dat|tra dat|di doi|cuong che|dung)\b"
    r"|\bbi cuong che\b"
)
_OF_FEE = re.compile(
    r"(?:(?:the|vay|ma|roi|gui|nop don|lam don|khieu nai|nay|thi) )*"
    r"(?:co )?(?:phai|can|bi) (?:nop|dong) (?:tien|phi|le phi)(?: gi)?"
    rf" {_YES_OR_NO}(?: (?:a|vay|the|nhi|em|ad|ban))*"
)
_BY_NAME = re.compile(r"\bthoi (?:han|gian) (?:thu ly |giai quyet )(?:don )?(?:thu )?khieu nai\b")
_AGAIN = r"(?:khieu nai|nop don|lam don) (?:tiep )?lan (?:hai|2|thu hai|nua)"
_SECOND = re.compile(r"\blan (?:hai|2|thu hai|thu 2|ii)\b")
_HOW = (
    r"(?:(?:thi )?(?:sao|the nao|lam sao|nhu the nao|ra sao|gui (?:ai|dau|cho ai)|nop (?:o dau|dau|cho ai|ai)"
    r"|(?:cho|voi) ai|den (?:ai|dau)|toi (?:ai|dau)|o dau|ai (?:giai quyet|nhan|xu)|can gi|gom gi)"
    r"|(?:co )?duoc (?:khong|ko|k|hong))"
)
_SECOND_ASKED = re.compile(
    rf"\b{_AGAIN}\b(?: \w+){{0,4}} {_HOW}\b"
    rf"|\b(?:cach|lam sao(?: de)?|lam the nao(?: de)?|muon hoi|hoi ve|cho hoi) {_AGAIN}\b"
)
_MOST_ASKED_IN, _MOST_OF_SECOND = 60, 30  # words
# of `COMPLAIN` and of a decision: without one of them nothing is asked of limits, and no complaint is told
_CONCERNS = frozenset({"nai", "kien", "don", "quyet", "qd", "thong", "bien"})


def may_concern_a_complaint(words: Words) -> bool:
    """Whether a message may tell of a complaint or a decision at all; most have no word of either."""
    return not _CONCERNS.isdisjoint(words.bases)


def asks_for_the_limit(words: Words, *, of_complaint: bool = False) -> bool:
    """Whether a message asks until when one can complain, not how long an answer takes (law on complaints, Art. 9).

    `of_complaint`: it is said while one is being told, so that it need not be named.
    """
    said = " ".join(words.bases)
    if len(words) > _MOST_ASKED_IN or _OF_HANDLING.search(said):
        return False
    is_asked = words.asks() or _ASKS_LIMIT.search(said) is not None
    return is_asked and bool(_ABOUT_LIMIT.search(said) or _is_bare(words, said, of_complaint=of_complaint))


def _is_bare(words: Words, said: str, *, of_complaint: bool) -> bool:
    """Whether a limit is asked for and it goes without saying of what: a complaint is told, or a decision is named."""
    if of_complaint and len(words) <= _FEW_ASKED:
        return _BARE_LIMIT.search(said) is not None
    end = " ".join(words.bases[-_FEW_ASKED:])
    return bool(_DECISION.search(said) and _BARE_LIMIT.search(end)) and _OF_PAYING.search(said) is None


def asks_how_long_it_takes(words: Words) -> bool:
    """Whether it is asked within how long a complaint is decided (law on complaints, Art. 28)."""
    said = " ".join(words.bases)
    is_short = len(words) <= _FEW_ASKED + 2 or (words.asks() and _BY_NAME.search(said) is not None)
    return is_short and re.search(rf"\b{COMPLAIN}\b", said) is not None and _OF_HANDLING.search(said) is not None


def is_of_the_second(words: Words) -> bool:
    """Whether a second complaint is spoken of: the law gives other days for it (Art. 37)."""
    return _SECOND.search(" ".join(words.bases)) is not None


def asks_of_the_second(words: Words) -> bool:
    """Whether a short message asks how one complains a second time, and to whom (law on complaints, Art. 33)."""
    return len(words) <= _MOST_OF_SECOND and _SECOND_ASKED.search(" ".join(words.bases)) is not None


def asks_for_a_fee(words: Words) -> bool:
    """Whether few words ask only if money is to be paid ("có phải nộp tiền không"): a fee, or what was decided."""
    return _OF_FEE.fullmatch(" ".join(words.bases)) is not None


def asks_whether_it_waits(words: Words, *, of_complaint: bool = False) -> bool:
    """Whether somebody asks if a decision has to be obeyed while it is complained of (law on complaints, Art. 35)."""
    said = " ".join(words.bases)
    is_asked = words.asks() or re.search(rf"\b{_YES_OR_NO}$", said) is not None
    is_meanwhile = _MEANWHILE.search(said) is not None or (of_complaint and len(words) <= _FEW_ASKED)
    return is_asked and is_meanwhile and _COMPLY.search(said) is not None

"""Sees that somebody asks how, where or whether they can complain, and does not do so yet: that is to be answered."""

import re

from routing.words import Words

_COMPLAIN = r"(?:khieu nai|kien|khieu kien|lam don|nop don|gui don)"
_WHERE = (
    r"(?:o dau|toi dau|den dau|di dau|cho nao|noi nao|co quan nao|cap nao|gap ai|cho ai|the nao|ra sao|lam sao|nhu nao)"
)
_HOW = re.compile(
    rf"\b{_COMPLAIN}(?: \w+){{0,3}} {_WHERE}\b"
    rf"|\b{_COMPLAIN}(?: \w+){{0,2}} duoc (?:khong|ko|k|hong)\b"
    rf"|\b(?:co duoc|duoc quyen|co quyen)(?: \w+){{0,2}} {_COMPLAIN}(?: \w+){{0,4}} (?:khong|ko|k|hong)\b"
    rf"|\b(?:thu tuc|trinh tu|cach|thoi han|thoi hieu) {_COMPLAIN}\b"
)
_FILES = re.compile(
    r"\b(?:muon|xin|se|phai|(?<!giai )quyet|doi|dinh) (?:khoi )?(?:kien|khieu nai|khieu kien)\b(?! nghi)"
)
_SAYS_SO = re.compile(
    r"\b(?:muon|xin|se|phai|(?<!giai )quyet|dinh|toi|em|nay) (?:lam don |nop don |gui don )?khieu nai\b"
)
_STOPPED = re.compile(
    r"\b(?:dung|ngung|ngat|cat|giam|thoi|tam dung|khong (?:chi|tra|cho huong))(?: \w+){0,3} "
    r"(?:tro cap|phu cap|che do|luong huu|bao tro|ho tro|tien huong|the bao hiem|bhyt)\b"
)
_WANTED = re.compile(
    r"\b(?:de nghi|yeu cau|mong|xin xem|xem xet lai|xet lai|huy bo|thu hoi quyet dinh|toi khieu nai quyet dinh)\b"
)
_ASKING = re.compile(rf"\b(?:{_WHERE}|hoi|duoc khong|co duoc|phai khong|hay khong|ko|bao gio|bao lau|gi|khong)\b")
_AT_THE_END = 24  # words
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
    rf"\b{_COMPLAIN}\b(?: \w+){{0,8}} (?:{_HOW_LONG}|{_STILL})\b"
    rf"|\b(?:{_HOW_LONG}|{_STILL})(?: \w+){{0,6}} (?:thi )?(?:het )?(?:han |quyen )?{_COMPLAIN}\b"
    rf"|\bcon (?:\w+ ){{0,2}}{_COMPLAIN}\b(?: \w+){{0,4}} (?:khong|ko|k|hong|nua khong)\b"
    rf"|\b{_LIMIT}(?: de)?(?: nop don| lam don)? {_COMPLAIN}\b|\b{_COMPLAIN}(?: \w+){{0,3}} (?:con|may|het) {_LIMIT}\b"
)
_BARE_LIMIT = re.compile(rf"\b(?:{_LIMIT}|con kip|(?:may|bao nhieu) ngay nua)\b")
_FEW_ASKED = 14  # words
_YES_OR_NO = r"(?:khong|ko|k|hong|hok|chua|a|nhi|phai khong)"
_ASKS_LIMIT = re.compile(
    rf"\b(?:{_HOW_LONG}|may|bao nhieu|bao lau)\b|\b{_YES_OR_NO}(?: a| vay| nhi| the| em| ad| ban)?$"
)
_OF_HANDLING = re.compile(
    r"\b(?:tra loi|giai quyet|co ket qua|thu ly|xong)\b(?: \w+){0,3} (?:bao lau|bao gio|khi nao|may ngay|ngay nao)"
    r"|\b(?:bao lau|bao gio|khi nao|may ngay|chung nao)\b(?: \w+){0,5} (?:tra loi|giai quyet|ket qua|thu ly|xong)\b"
)
_MEANWHILE = re.compile(
    rf"\b(?:trong (?:luc|khi|thoi gian)|dang|luc|khi|da|ma|neu|sau khi|cho)(?: \w+){{0,4}} {_COMPLAIN}\b"
    rf"|\b{_COMPLAIN}(?: \w+){{0,4}} (?:thi|roi|ma|xong|trong luc|luc nay)\b"
)
_COMPLY = re.compile(
    r"\b(?:co )?(?:phai|can|duoc hoan|bat buoc|co bi|duoc tam|khoi|duoc khoi)\b(?: \w+){0,3} "
    r"(?:nop (?:phat|tien)|dong (?:phat|tien)|thi hanh|chap hanh|thuc hien|thao do|thao|do"
    r"|ban giao|giao dat|tra dat|di doi|cuong che|dung)\b"
    r"|\bbi cuong che\b"
)
_MOST_ASKED_IN = 60  # words


def complains_of_a_stop(words: Words) -> bool:
    """Whether somebody says that they complain of a benefit that was stopped, an act of whoever grants it (Art. 2)."""
    said = " ".join(words.bases)
    return _SAYS_SO.search(said) is not None and _STOPPED.search(said) is not None and not words.asks()


def files_a_complaint(words: Words) -> bool:
    """Whether somebody says that they complain, or sue, and asks nothing ("tui muốn kiện công an xã bắt xe tui")."""
    said = " ".join(words.bases)
    return _FILES.search(said) is not None and not words.asks() and not _ASKING.search(said)


def wants_something(words: Words) -> bool:
    """Whether a message says what is wished for, so that a question in it is not all of it."""
    return _WANTED.search(" ".join(words.bases)) is not None


def asks_how_to_complain(words: Words) -> bool:
    """Whether a message closes by asking how a complaint is made, wanting nothing else (law on complaints, Art. 7)."""
    end = " ".join(words.bases[-_AT_THE_END:])
    return _HOW.search(end) is not None and not wants_something(words)


def asks_for_the_limit(words: Words, *, of_complaint: bool = False) -> bool:
    """Whether a message asks until when one can complain, not how long an answer takes (law on complaints, Art. 9).

    `of_complaint`: it is said while one is being told, so that it need not be named.
    """
    said = " ".join(words.bases)
    if len(words) > _MOST_ASKED_IN or _OF_HANDLING.search(said):
        return False
    is_asked = words.asks() or _ASKS_LIMIT.search(said) is not None
    return is_asked and bool(
        _ABOUT_LIMIT.search(said) or (of_complaint and len(words) <= _FEW_ASKED and _BARE_LIMIT.search(said))
    )


def asks_whether_it_waits(words: Words, *, of_complaint: bool = False) -> bool:
    """Whether somebody asks if a decision has to be obeyed while it is complained of (law on complaints, Art. 35)."""
    said = " ".join(words.bases)
    is_asked = words.asks() or re.search(rf"\b{_YES_OR_NO}$", said) is not None
    is_meanwhile = _MEANWHILE.search(said) is not None or (of_complaint and len(words) <= _FEW_ASKED)
    return is_asked and is_meanwhile and _COMPLY.search(said) is not None

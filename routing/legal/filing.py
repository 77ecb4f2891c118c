"""Sees that somebody asks how, where or whether they can complain, and does not do so yet: that is to be answered."""

import re

from routing.language.words import Words

COMPLAIN = r"(?:khieu nai|kien|khieu kien|lam don|nop don|gui don)"
_WHERE = (
    r"(?:o dau|toi dau|den dau|di dau|cho nao|noi nao|co quan nao|cap nao|gap ai|cho ai|the nao|ra sao|lam sao|nhu nao)"
)
_HOW = re.compile(
    rf"\b{COMPLAIN}(?: \w+){{0,3}} {_WHERE}\b"
    rf"|\b{COMPLAIN}(?: \w+){{0,2}} duoc (?:khong|ko|k|hong)\b"
    rf"|\b(?:co duoc|duoc quyen|co quyen)(?: \w+){{0,2}} {COMPLAIN}(?: \w+){{0,4}} (?:khong|ko|k|hong)\b"
    rf"|\b(?:thu tuc|trinh tu|cach|thoi han|thoi hieu) {COMPLAIN}\b"
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
_THREATENS = re.compile(
    r"\b(?:neu|con)(?: \w+){1,14}? (?:thi|la|se) (?:\w+ ){0,2}(?:se )?(?:khieu nai|khieu kien|kien|to cao)\b"
    r"|^neu khong (?:\w+ ){1,8}(?:toi|tui|em|dan|chung toi) (?:se )?(?:khieu nai|khieu kien|kien|to cao)\b"
    r"|\bse (?:\w+ ){0,2}(?:khieu nai|khieu kien|kien|to cao)(?: \w+){0,8} neu\b"
)
_ASKING = re.compile(
    rf"\b(?:{_WHERE}|hoi(?! (?:lo|dong|nghi)\b)|duoc khong|co duoc|phai khong|hay khong|ko|bao gio|bao lau|gi|khong)\b"
)
_WAITS = re.compile(
    r"\b(?:chua (?:duoc |thay |co |ai )*(?:cap|tra|lam|giai quyet|doi|xong)|cham (?:tra|cap|giai quyet|lam)"
    r"|(?:tre|qua|lo) hen|hen (?:mai|hoai|lan|len hen xuong))\b"
)
_ACTS = (
    "quyet dinh|tu choi|khong (?:cap|cho|chiu|dong y|giai quyet|nhan|cong nhan)|thu hoi|phat|cuong che|thao do"
    "|boi thuong|den bu|huy|ky luat|oan"
)
_ACT = re.compile(rf"\b(?:khieu nai|{_ACTS})\b")
_MANNERS = re.compile(
    r"\b(?:(?:xem|xet|xem xet|coi|nhin) lai|chan chinh|cai tien|cai thien)"
    r" (?:cach (?:lam|phuc vu|tiep|giai quyet|ung xu|noi|giao|huong dan|nhan)|thai do|tac phong|quy trinh"
    r"|le loi|cung cach)\b"
)
_DECIDED = re.compile(
    rf"\b(?:{_ACTS}|nai|kien|khong tra|thu|cat|dung|ngung|bat|giu|pha|sai|trai|vo ly|doi|xem xet|xem lai|doi tien"
    r"|chinh quyen|dat|dat dai|giai toa)\b"
)
_LONGEST_WAIT = 30  # words
_AT_THE_END = 24  # words


def complains_of_a_stop(words: Words) -> bool:
    """Whether somebody says that they complain of a benefit that was stopped, an act of whoever grants it (Art. 2)."""
    said = " ".join(words.bases)
    return _SAYS_SO.search(said) is not None and _STOPPED.search(said) is not None and not words.asks()


def files_a_complaint(words: Words) -> bool:
    """Whether somebody says that they complain, or sue, and asks nothing ("tui muốn kiện công an xã bắt xe tui")."""
    said = " ".join(words.bases)
    return _FILES.search(said) is not None and asks_nothing(words)


def names_no_act(words: Words) -> bool:
    """Whether nothing is told that could be reviewed: only that a paper is late, or how an office should work."""
    return only_waits(words) or only_of_manners(words)


def only_waits(words: Words) -> bool:
    """Whether all that is told of an office is that a paper is late, and no decision or refusal is complained of.

    That is reported (decree 20/2008, Art. 5); whoever wants it reviewed says so.
    """
    said = " ".join(words.bases)
    return len(words) <= _LONGEST_WAIT and _WAITS.search(said) is not None and _DECIDED.search(said) is None


def only_of_manners(words: Words) -> bool:
    """Whether it is asked that an office work otherwise than it does, and no decision or refusal is complained of.

    A complaint is of an act that harms its writer (law on complaints 2011, Art. 2); how work is done is proposed.
    """
    said = " ".join(words.bases)
    return _MANNERS.search(said) is not None and _ACT.search(said) is None


def threatens_to_complain(words: Words) -> bool:
    """Whether a complaint, an accusation, comes next if nothing is done ("còn để vậy là tôi khiếu nại"): none yet."""
    return _THREATENS.search(" ".join(words.bases)) is not None


def asks_nothing(words: Words) -> bool:
    """Whether no question stands in a message, with or without its mark."""
    return not words.asks() and _ASKING.search(" ".join(words.bases)) is None


def wants_something(words: Words) -> bool:
    """Whether a message says what is wished for, so that a question in it is not all of it."""
    return _WANTED.search(" ".join(words.bases)) is not None


def asks_how_to_complain(words: Words) -> bool:
    """Whether a message closes by asking how a complaint is made, wanting nothing else (law on complaints, Art. 7)."""
    end = " ".join(words.bases[-_AT_THE_END:])
    return _HOW.search(end) is not None and not wants_something(words)

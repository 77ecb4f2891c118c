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
_FILES = re.compile(r"\b(?:muon|xin|se|phai|quyet|doi|dinh) (?:khoi )?(?:kien|khieu nai|khieu kien)\b(?! nghi)")
_WANTED = re.compile(
    r"\b(?:de nghi|yeu cau|mong|xin xem|xem xet lai|xet lai|huy bo|thu hoi quyet dinh|toi khieu nai quyet dinh)\b"
)
_ASKING = re.compile(rf"\b(?:{_WHERE}|hoi|duoc khong|co duoc|phai khong|hay khong|ko|bao gio|bao lau|gi|khong)\b")
_AT_THE_END = 24  # words


def files_a_complaint(words: Words) -> bool:
    """Whether somebody says that they complain, or sue, and asks nothing ("tui muốn kiện công an xã bắt xe tui")."""
    said = " ".join(words.bases)
    return _FILES.search(said) is not None and not words.asks() and not _ASKING.search(said)


def asks_how_to_complain(words: Words) -> bool:
    """Whether a message closes by asking how a complaint is made, wanting nothing else (law on complaints, Art. 7)."""
    end = " ".join(words.bases[-_AT_THE_END:])
    return _HOW.search(end) is not None and _WANTED.search(" ".join(words.bases)) is None

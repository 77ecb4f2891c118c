"""What people type at the read-back who think that it has gone already, or want it gone: no more of the matter."""

from bot.dialogue.words import asks_for_state, tidy, urges
from routing.text import fold

_SEND = frozenset({"gui", "goi", "send"})
_COURTESY = (
    "di nhe nha nhen luon giup gium dum ho voi ok okie oki oke u uh um ua uk xong roi duoc dc the vay em e anh a chi c "
    "oi nua r con chau co bac chu thua cho toi tui minh chuan vang da thoi ngay lien dong y het du cai ad bot"
)
_AROUND = frozenset(_COURTESY.split())
_RIGHT = frozenset({"đúng", "đug", "đg", "rùi"})  # without its mark it may be "đừng"
_WHEN = ("khi nao", "bao gio", "chung nao", "bao lau", "may gio", "hom nao")
_ALREADY, _CLOSING = frozenset({"ai", "xong", "xu", "den", "toi", "giai", "gui", "nhan"}), "chua"
_FEW, _FEWEST = 6, 3


def says_send(text: str) -> bool:
    """Whether a message says to send and nothing else ("xong rồi gửi đi", "ừa gửi"); "chưa gửi" does not."""
    words = {fold(word) for word in tidy(text).split() if word not in _RIGHT}
    return bool(words & _SEND) and words <= _SEND | _AROUND


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

"""Hears who asks whether something is lawful, wherever it is done ("tôi ghi âm có phạm luật không")."""

import re

from routing.language.folding import fold

_MOST = 24  # words
_NOT = r"(?:khong|ko|k|kg|hong|hok|khg|hem)"
_END = r"(?: vay| the| a| ha| nhi| nhe| ad| em| anh| chi| chu| bac| co)*"
_WHETHER = re.compile(
    rf"\b(?:co |la |thi )*(?:pham|trai|dung|lam trai) (?:phap )?(?:luat|quy dinh)(?: gi| nao)? {_NOT}{_END}$"
    rf"|\b(?:co|la) vi pham(?: (?:phap )?luat| quy dinh| gi)* {_NOT}{_END}$"
    rf"|\b(?:co )?(?:bi |phai )+(?:phat|xu phat|phat tien|xu ly|bat|di tu|tu|truy cuu)(?: \w+)? {_NOT}{_END}$"
    rf"|\b(?:co )?(?:hop phap|trai phep|pham phap|pham toi) {_NOT}{_END}$"
    rf"|\b(?:co )?duoc phep (?:\w+ ){{0,8}}{_NOT}{_END}$"
    r"|\b(?:phap )?luat (?:co |nao )?(?:cho phep|cam|quy dinh)\b.*\b(?:khong|the nao|ra sao|gi|ko)\b"
    r"|\btheo (?:phap )?luat thi\b"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:ong|ba|no|ho|hang xom|nha ben|can bo|cong an|chu tich|truong thon)"
    r" (?:\w+ ){0,6}(?:nhu|the (?:la|thi|nay|co))\b"
)
_TOLD = re.compile(r"\b(?:thi|nhu (?:vay|the)|the nay) (?:co )?(?:dung|vi pham|pham|trai)\b")


def asks_whether_lawful(text: str) -> bool:
    """Whether a few words ask of their writer's own doing, or of anybody's, whether the law allows it.

    What somebody else has done is a matter of where they did it ("hàng xóm xây như vậy có đúng luật không").
    """
    folded = fold(text).strip(" ?.!")
    is_short = len(folded.split()) <= _MOST
    return (
        is_short and _WHETHER.search(folded) is not None and not (_OF_SOMEBODY.search(folded) or _TOLD.search(folded))
    )

"""Knows the question of whoever tells a wrong and is afraid ("tôi nói ra có bị sao không"): it is no inquiry."""

import re

from routing.language.words import Words

_ME = "(?:toi|tui|em|minh|chau|con|bac|dan)"
_TELL = "(?:noi|bao|ke|gui|phan anh|to|to cao|to giac|len tieng|khai|trinh bay|nhan)"
_SO = "(?:vay|ra|the|len|nhu vay|nhu the|o day|day|thi|lieu)"
_REVENGE = "(?:tra thu|tra dua|tru dap|gay kho de|gay kho|lam kho de|lam kho|lo ten|lo)"
_HARM = f"(?:sao|gi|bi gi|bat|phat|de y|ghet|nguy hiem|{_REVENGE})"
_NOT = "(?:khong|ko|k|hong)"
_KNOWS = f"(?:co )?(?:ai|ho|ong ay|xa) (?:co )?biet (?:ten )?{_ME}(?: la ai| bao| noi)?"
_AFRAID = re.compile(
    rf"(?:\b{_ME} )?\b{_TELL}(?: {_SO})* (?:co|lieu co)(?: bi)? {_HARM}(?: gi)? {_NOT}\b"
    rf"|\b(?:co|lieu co) bi {_REVENGE} {_NOT}\b"
    rf"|(?:\b{_ME} {_TELL}(?: {_SO})* )?\b{_KNOWS} {_NOT}\b"
)
_FEWEST, _BARE = 5, 8  # words that tell a matter; of so few "tố cáo chủ tịch xã" only says whom it is about
_LONGEST_ASKED = 10  # words of a question that closes what is told
_CLOSES = re.compile(rf"\b(?:{_NOT}|chua|sao|the nao|gi|ai|dau|nao|hay sai)(?: (?:a|vay|ha|day|nhi|duoc|bay gio))*$")
_DENOUNCES = re.compile(r"\bto (?:cao|giac)\b")
_NOW = "(?:(?:vay|the|thi|nen|roi|bay gio|gio|luc nay) )*"
_TO_WHOM = "(?:ai|dau|cho ai|voi ai|o dau|noi nao|cho nao|den dau)"
_UNSEEN = rf"(?: ma| de| cho)? {_NOT} (?:bi |so )?(?:{_REVENGE}|ai biet)(?: ten| {_NOT})*"
_LOST = f"(?:lam sao|lam gi|lam the nao|tinh sao|sao|{_TELL} {_TO_WHOM}|keu ai|cau cuu ai)"
_PAPER = "(?:don|don thu|bang chung|chung cu|tin|giay to|ho so|viec nay|chuyen nay|vu nay|len)"
_SAFE = rf"(?:an toan|kin(?: dao)?|chac|dam bao|{_NOT} (?:bi )?lo(?: ten)?)"
_SAFELY = rf"(?:(?: (?:cho|thi|de|moi|la|ma|duoc|duoc cho))* {_SAFE})?"
_THEN = "(?: bay gio| thi duoc| duoc| a| vay)*"
_AT_A_LOSS = re.compile(
    rf"\b{_NOW}(?:{_ME} )?(?:(?:phai|nen|biet|can) )+{_LOST}(?: bay gio| day| a| vay| duoc)*"
    rf"|\b{_NOW}(?:{_ME} )?(?:gui|nop|dua|trinh|keu|{_TELL})(?: {_PAPER})* {_TO_WHOM}{_SAFELY}{_THEN}"
    rf"|\b(?:co )?cach (?:nao|gi)(?: de| cho)? {_TELL}{_UNSEEN}|\b{_TELL} (?:the nao|kieu gi|cach nao|sao){_UNSEEN}"
)

_VERDICT = (
    "(?:dung|sai|trai|pham|vi pham|luat|phap luat|phap|quy dinh|nguyen tac|quyen|toi|hop|phep|le|ly|duoc|sao|on|gi|bi"
    "|phai|chap nhan|nop|dong|tra|xu ly|ky luat|phat|truy cuu|tu|di)"
)
_ASKS_VERDICT = re.compile(
    r"\b(?:(?:xin |cho )?(?:toi |em |minh )?hoi |(?:lam )?(?:nhu )?(?:vay|the)(?: nay)? |thi |la |co |lieu )+"
    rf"(?:{_VERDICT} )+(?:{_NOT}|chua|hay (?:la )?(?:{_NOT}|sai|trai))(?: (?:a|vay|ha|day|nhi|the|ad|bot|em|anh|chi))*$"
    rf"|\bdung hay sai(?: (?:a|vay|nhi))*$"
)
_WRITERS = frozenset({"toi", "tui", "em", "minh", "chau", "con", "chung"})
_DONE_TO = frozenset({"bi", "phai", "duoc"})
_OPENING = 3  # words in which the writer is told as who acts ("chúng tôi ghi âm"), or to whom it is done


def beyond_fear(words: Words) -> Words | None:
    """Return what a text tells beside the question if its writer is safe; None where that is not asked, or all."""
    return _beside(_AFRAID, words)


def beyond_plight(words: Words) -> Words | None:
    """Return what a text tells beside the question what its writer is to do now, or whom to tell; None as above.

    Whoever was beaten by the police and asks so accuses them; of a lost paper it stays a question, and so does how one
    denounces.
    """
    told = _beside(_AT_A_LOSS, words)
    is_bare = told is not None and len(told) <= _BARE and _DENOUNCES.search(" ".join(told.bases)) is not None
    return None if is_bare else told


def beyond_last_question(words: Words) -> Words | None:
    """Return what a text tells before the question that closes it ("…, vậy có đúng không"); None as above."""
    last = next((i for i in range(len(words) - 1, 0, -1) if words.after_break[i]), 0)
    asked = " ".join(words.bases[last:])
    is_asked = last >= _FEWEST and len(words) - last <= _LONGEST_ASKED and _CLOSES.search(asked) is not None
    return words.only(list(range(last))) if is_asked else None


def beyond_verdict(words: Words) -> Words | None:
    """Return what a text tells before the question if that is right ("… là đúng quy định không"); None as above.

    None too where it is what the writer does.
    """
    told = _beside(_ASKS_VERDICT, words)
    return None if told is None or _is_own_deed(told) else told


def _is_own_deed(told: Words) -> bool:
    """Whether the writer is told as who acts ("tôi ghi âm cán bộ | có phạm luật không")."""
    opening = told.bases[:_OPENING]
    return bool(opening) and opening[0] in _WRITERS and _DONE_TO.isdisjoint(opening)


def _beside(asked: re.Pattern[str], words: Words) -> Words | None:
    """Return the words without those that ask; None where nothing is asked so, or too little is left."""
    told = " ".join(words.bases)
    found = asked.search(told)
    if found is None:
        return None
    first = told[: found.start()].count(" ")
    last = first + found[0].count(" ") + 1
    left = [i for i in range(len(words)) if not first <= i < last]
    return words.only(left) if len(left) >= _FEWEST else None

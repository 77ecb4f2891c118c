"""Hears that the police beat somebody: an accusation by what is told, urgent as long as whoever is beaten is held."""

import re
from functools import cache

from routing.dangers.pleas import Plea
from routing.language.folding import bare
from routing.language.words import Words, breaks_off

_KIND = "custody"
_POLICE = "công an|cảnh sát|csgt|csđt|điều tra viên|cán bộ điều tra|quản giáo|trại tạm giam|trại giam|nhà tạm giữ"
_GRAVE = "tra tấn|bức cung|ép cung|nhục hình|chích điện|dí điện"
_NO_BLOW = "giá|bạc|bài|đề|mất|rơi|thuế|cờ|lô|cá|máy|cho|nhau"
# "đám", "đắp", "tắt" and "định danh" look like blows without their marks
_BLOW = rf"(?:(?<!định )(?<!mượn )(?<!điểm )đánh(?! (?:{_NO_BLOW})\b)|{_GRAVE}{{}})"
_MARKED_BLOWS = "|đấm|tát|(?<!xe )đạp|đập(?! phá)"
_WHOM = "con|em|tôi|tui|mình|cháu|anh|chồng|vợ|bố|ba|mẹ|chú|bác|người|dân|ông|bà|thằng|đập|gãy|chảy|bầm|ngất"
_OF_WHOM = rf"(?: \w+){{{{0,2}}}}? (?:{_WHOM})\b"
_OTHER = "bị|không|chưa|can|xử|bắt|mời|giúp|giùm|nó|hai|hàng|thanh|phạt|lập|vì|gây"
_BEATEN = (
    rf"\bbị (?:\w+ ){{{{0,2}}}}(?:{_POLICE})(?: (?!(?:{_OTHER})\b)\w+){{{{0,6}}}}? {_BLOW}\b",
    rf"\bbị (?:\w+ ){{{{0,2}}}}(?:{_POLICE})(?: \w+){{{{0,14}}}}? bị (?:\w+ )?{_BLOW}\b",
    rf"\b(?:{_POLICE})(?: (?!(?:{_OTHER})\b)\w+){{{{0,7}}}} {_BLOW}{_OF_WHOM}",
    rf"\b(?:{_POLICE})(?: \w+){{{{0,6}}}} gi(?:ữ|am)(?: (?!(?:{_OTHER})\b)\w+){{{{0,10}}}} {_BLOW}{_OF_WHOM}",
    rf"\b(?:tạm giam|tạm giữ|bắt giữ|giam giữ)(?: \w+){{{{0,12}}}}? bị (?:(?:{_POLICE}) )?(?:\w+ )?{_BLOW}\b",
)
_OF_BLOWS = frozenset(["danh", "tan", "cung", "hinh", "dien", "dam", "tat", "dap"])
_OF_POLICE = frozenset(["sat", "csgt", "csdt", "tra", "giao", "giam", "giu"])
_HELD = (
    r"\b(?:bắt giữ|tạm giữ|tạm giam|đang giữ|bị giữ|đang giam|bị giam|bị nhốt|không cho gặp|chưa thả|chưa cho về"
    r"|chưa được về|đang ở đồn)\b"
)
_BEFORE = (
    r"\b(?:năm ngoái|năm trước|tháng trước|năm 20\d\d|hồi năm|hồi tháng|đã thả|được thả|cho về rồi|đã về|trước đây"
    r"|phim|game)\b"
)


def beaten_by_police_in(words: Words) -> Plea | None:
    """Return where a message tells that the police beat somebody, None for none."""
    if not _may_stand_in(words):
        return None
    said = _said(words)
    found = _patterns(is_accented=words.is_accented)[0].search(said)
    if found is None:
        return None
    start = said[: found.start()].count(" ")
    return Plea(_KIND, start, start + found[0].count(" ") + 1)


def beaten_in_custody_in(words: Words) -> Plea | None:
    """Return where a message tells that the police beat somebody whom they hold, None for none and for what is over."""
    plea = beaten_by_police_in(words)
    if plea is None:
        return None
    _beaten, held, before = _patterns(is_accented=words.is_accented)
    return plea if held.search(_said(words)) and not before.search(_said(words)) else None


def _may_stand_in(words: Words) -> bool:
    """Whether words of the police, or of being held, and of a blow stand in a message at all: in few they do."""
    bases = frozenset(words.bases)
    return not (_OF_BLOWS.isdisjoint(bases) or (_OF_POLICE.isdisjoint(bases) and not bases >= {"cong", "an"}))


def _said(words: Words) -> str:
    """Return the words with blanks, one more where a sentence ends: nothing is told across."""
    shown = words.shown if words.is_accented else words.bases
    ends = ("" if not i else ". " if breaks_off(words, i) else " " for i in range(len(words)))
    return "".join(map(str.__add__, ends, shown))


@cache
def _patterns(*, is_accented: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how blows are told, that somebody is held, and that it is over, as they are typed."""
    beaten = [pattern.format(_MARKED_BLOWS if is_accented else "") for pattern in _BEATEN]
    typed = str if is_accented else bare
    told, held, before = (re.compile(typed(pattern)) for pattern in ("|".join(beaten), _HELD, _BEFORE))
    return told, held, before

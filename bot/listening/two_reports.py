"""Finds two reports in one message, of other things at other places: their writer is asked whether they are two."""

import re
from collections.abc import Callable, Iterator

from bot.dialogue.denounce_ways import may_accuse
from bot.dialogue.draft import PLACE_BOUND
from bot.dialogue.events import Parted
from bot.listening.parting import REPORTS, is_report, is_told_openly
from routing.kinds import Kind
from routing.matters import counted_off, is_list
from routing.reading import Reading
from routing.text import fold

_CUT = re.compile(r"[,;]\s+|\s+(?=(?:và|va|còn|con|rồi|roi)\s)|[.!?]\s+|\n+|\s+(?=\d{1,2}[.)]\s)", re.IGNORECASE)
_FEWEST, _MOST_CUTS = 4, 8
_SURE, _BEYOND_DOUBT, _OF_ONE = 0.6, 0.85, 0.95
_BEGUN = re.compile(r"^(?:(?:và|va|còn|con|rồi|roi)\s+|(?:[-+*•]|\d{1,2}[.)])\s+)", re.IGNORECASE)
_TURNS = re.compile(r"(?:và|va|còn|con)\s", re.IGNORECASE)
_ALSO = re.compile(r"(?:mà|ma)\s.*\b(?:cũng|cung|nữa|nua)\b", re.IGNORECASE)
_IN_TWO = re.compile(r"\b(?:hai|2)\s+(?:việc|viec|vấn đề|van de|chuyện|chuyen|vụ|vu)\b", re.IGNORECASE)
# who goes on doing something more ("chủ trọ còn cắt điện"): no other matter begins there
_STILL = re.compile(
    r"\b(?:chủ trọ|chu tro|chủ nhà|chu nha|chủ quán|chu quan|hàng xóm|hang xom|công ty|cong ty|nhà trường"
    r"|nha truong|nó|họ|ông ấy|ông ta|bà ấy|bà ta|chúng|bọn nó|mà|vẫn|thì|cũng)$",
    re.IGNORECASE,
)
Read = Callable[[str], Reading]


def two_reports(text: str, whole: Reading, read: Read) -> Parted | None:
    """Return a message as two reports; None where it does not plainly tell two.

    Of a letter that counts its matters off one may be a complaint: it is a letter of its own before the law (Law on
    citizen reception, Art. 25).
    """
    is_open = whole.kind in REPORTS or (whole.kind is Kind.COMPLAINT and is_list(text))
    if len(text.split()) < 2 * _FEWEST or not is_open or may_accuse(whole):
        return None
    is_told = is_list(text) or _IN_TWO.search(text) is not None
    if not is_told and whole.confidence > _OF_ONE:
        return None  # most messages are read only once
    return _parted(text, read, is_told=is_told)


def _parted(text: str, read: Read, *, is_told: bool) -> Parted | None:
    """Return a text as two reports; of the items of a list the others stay together, and are two again behind it."""
    is_listed = is_list(text)
    for head, tail, is_new in _in_two(text):
        if not _is_matter(first := read(head), is_listed=is_listed):
            continue
        other, is_also = read(tail), _is_also(tail)
        if not _is_matter(other, is_listed=is_listed):
            continue
        next_one = _next_of(tail)
        next_told = other if next_one == tail else read(next_one)
        if _are_two(first, next_told, is_told=is_told, is_new=is_new, is_also=is_also):
            others = _BEGUN.sub("", tail)
            more = _parted(others, read, is_told=True) if is_listed else None
            return Parted(_BEGUN.sub("", head), first, others, other, more=more)
    return None


def _in_two(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield both sides of each place where another matter may begin, and whether more than a comma stands there."""
    if counted := counted_off(text):
        yield text[: counted[0]].strip(" ,;:-.\n"), text[counted[0] :].strip(), True
        return
    cuts = list(_CUT.finditer(text))[:_MOST_CUTS]
    for cut in cuts:
        head, tail = text[: cut.start()].strip(" ,;:-.\n"), text[cut.end() :].strip(" ,;:-\n")
        if cut[0].isspace() and "\n" not in cut[0] and not _begins_other(text, head, tail):
            continue
        if min(len(head.split()), len(tail.split())) >= _FEWEST:
            yield head, tail, cut[0].strip() != "," or _TURNS.match(tail) is not None


def _next_of(tail: str) -> str:
    """Return the first of the matters that a tail counts off: all of it together may be like what stands before."""
    behind = counted_off(tail)
    return tail[: behind[0]] if behind else tail


def _begins_other(text: str, head: str, tail: str) -> bool:
    """Whether a word of turning without a sign before it may begin another matter: "con" with its marks is a child."""
    first = tail.partition(" ")[0].lower()
    if first == "con" and not text.isascii():
        return False
    return first not in {"còn", "con"} or _STILL.search(head) is None


def _is_matter(reading: Reading, *, is_listed: bool) -> bool:
    return is_report(reading) or (is_listed and is_told_openly(reading))


def _is_also(tail: str) -> bool:
    """Whether a clause tells one thing more ("mà đèn đường ngõ tôi cũng hỏng")."""
    return _ALSO.match(tail) is not None


def _are_two(first: Reading, other: Reading, *, is_told: bool, is_new: bool, is_also: bool) -> bool:
    if first.topic == other.topic:
        return False
    least = min(first.confidence, other.confidence)
    is_of_others = (first.topic in PLACE_BOUND) != (other.topic in PLACE_BOUND)
    is_plain = (is_also or (is_of_others and is_new)) and least >= _BEYOND_DOUBT
    return least >= _SURE and (is_told or is_plain or _are_apart(first, other))


def _are_apart(first: Reading, other: Reading) -> bool:
    """Whether each names a spot of its own."""
    here, there = (fold(one.place.text) if one.place else "" for one in (first, other))
    return bool(here and there) and here not in there and there not in here

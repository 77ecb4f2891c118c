"""Tells the name of who leads a hamlet from the hamlet's own: “trưởng thôn Nguyễn Văn Bốn”, “trưởng thôn Đông”."""

from routing.gazetteer.place_words import is_in, listed
from routing.language.words import Words

_LEADING = frozenset({"truong", "pho", "bo"})  # "trưởng thôn", "phó thôn", "bí thư chi bộ thôn"
_OF_UNITS = frozenset({"to", "dan", "khu"})
_MIDDLE_NAMES = frozenset({"thi", "van"})
_FULL_NAME = 3


def is_who_leads(words: Words, start: int, head: int) -> bool:
    """Whether a hamlet's head is named ("trưởng thôn Nguyễn Văn Bốn"), not the hamlet ("trưởng thôn Đông")."""
    first = start - head
    while first > 0 and not words.after_break[first] and words.bases[first - 1] in _OF_UNITS:  # "tổ trưởng tổ dân phố"
        first -= 1
    if first < 1 or words.after_break[first] or words.bases[first - 1] not in _LEADING:
        return False
    if start + 1 >= len(words) or words.after_break[start + 1]:
        return False
    if not is_in(listed("family_names"), words, start, start + 1):
        return False
    third = start + _FULL_NAME - 1
    is_full = third < len(words) and all(words.capital[start : third + 1]) and not words.after_break[third]
    return is_full or words.bases[start + 1] in _MIDDLE_NAMES

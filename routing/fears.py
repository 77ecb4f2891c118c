"""Knows the question of whoever tells a wrong and is afraid ("tôi nói ra có bị sao không"): it is no inquiry."""

import re

from routing.words import Words

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
_FEWEST = 5  # words that tell a matter


def beyond_fear(words: Words) -> Words | None:
    """Return what a text tells beside the question if its writer is safe; None where that is not asked, or all."""
    told = " ".join(words.bases)
    found = _AFRAID.search(told)
    if found is None:
        return None
    first = told[: found.start()].count(" ")
    last = first + found[0].count(" ") + 1
    left = [i for i in range(len(words)) if not first <= i < last]
    return words.only(left) if len(left) >= _FEWEST else None

"""Sees addresses of pages in a message: the words in them are a stranger's, and tell nothing of its matter."""

import re

_ENDS = "(?:com|vn|net|org|info|edu|gov|io|me|be|ly|gl|gg|tv|app|page|link|co)"
# a full stop without a blank behind it is common: only with a path is an address without its beginning taken for one
_LINK = re.compile(
    rf"(?<![\w@])(?:(?:https?://|www\.)\S*|(?:[a-z\d\-]+\.)+{_ENDS}/\S*)",
    re.IGNORECASE | re.ASCII,
)
_CLOSING = ".,;:!?)]}”\"'…"


def beyond_links(text: str) -> str:
    """Return the text with blanks for its links, so that all else stands where it stood."""
    return _LINK.sub(_blank, text) if "/" in text or "www." in text.lower() else text


def is_only_link(text: str) -> bool:
    """Whether a message is one link or some, and not a word besides."""
    rest = beyond_links(text)
    return rest != text and not any(sign.isalnum() for sign in rest)


def _blank(link: re.Match[str]) -> str:
    told = link.group()
    closing = told[len(told.rstrip(_CLOSING)) :]
    return " " * (len(told) - len(closing)) + closing

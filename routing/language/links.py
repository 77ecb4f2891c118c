"""Sees addresses of pages in a message: the words in them are a stranger's, and tell nothing of its matter."""

import re
from urllib.parse import unquote

_ENDS = "(?:com|vn|net|org|info|edu|gov|io|me|be|ly|gl|gg|tv|app|page|link|co)"
# a full stop without a blank behind it is common: only with a path is an address without its beginning taken for one
_LINK = re.compile(
    rf"(?<![\w@])(?:(?:https?://|www\.)\S*|(?:[a-z\d\-]+\.)+{_ENDS}/\S*)",
    re.IGNORECASE | re.ASCII,
)
_NAMED = "[?&](?:q|query|ll|daddr|destination|center|cp|marker)="
_DEGREES = r"-?\d{1,3}\.\d{2,}"
# "…/maps/@21.18,106.07,17z", "…?q=21.18,106.07", "…!3d21.18!4d106.07", "…#map=17/21.18/106.07"; the pin before the view
_POINTS = tuple(
    re.compile(written, re.ASCII)
    for written in (
        rf"!3d({_DEGREES})!4d({_DEGREES})",
        rf"(?:{_NAMED}|/place/|/search/|/dir/)(?:loc:)?({_DEGREES})(?:,|~)[+]?({_DEGREES})",
        rf"@({_DEGREES}),({_DEGREES})",
        rf"[?&]mlat=({_DEGREES})&mlon=({_DEGREES})",
        rf"#map=\d+(?:\.\d+)?/({_DEGREES})/({_DEGREES})",
    )
)
_MAPS = re.compile(r"\bmaps?\.|goo\.gl/maps|google\.[a-z.]+/maps|openstreetmap\.|vietmap|goong", re.IGNORECASE)
_CLOSING = ".,;:!?)]}”\"'…"


def beyond_links(text: str) -> str:
    """Return the text with blanks for its links, so that all else stands where it stood."""
    return _LINK.sub(_blank, text) if "/" in text or "www." in text.lower() else text


def is_only_link(text: str) -> bool:
    """Whether a message is one link or some, and not a word besides."""
    rest = beyond_links(text)
    return rest != text and not any(sign.isalnum() for sign in rest)


def point_in(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude that stand in the first link to a map, read off its own signs; None for none."""
    return next(filter(None, (_point_of(link.group()) for link in _LINK.finditer(text))), None)


def beyond_maps(text: str) -> str:
    """Return the text without its links to a map: they say where, as a name does."""
    return _LINK.sub(lambda link: "" if _is_of_map(link.group()) else link.group(), text)


def _is_of_map(link: str) -> bool:
    return _MAPS.search(link) is not None or _point_of(link) is not None


def _point_of(link: str) -> tuple[float, float] | None:
    found = next(filter(None, (written.search(unquote(link)) for written in _POINTS)), None)
    return (float(found[1]), float(found[2])) if found else None


def _blank(link: re.Match[str]) -> str:
    told = link.group()
    closing = told[len(told.rstrip(_CLOSING)) :]
    return " " * (len(told) - len(closing)) + closing

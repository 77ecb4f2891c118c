"""What the figures of the board are called where they are told: on the page, in its files, in a letter."""

from collections.abc import Callable, Mapping

from intake import labels
from routing.places import load_gazetteer
from routing.topics import Catalogue

DIMENSIONS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "officer": "Cán bộ",
    "topic": "Lĩnh vực",
    "commune": "Xã, phường",
    "kind": "Loại",
    "channel": "Kênh",
}
WITHOUT: Mapping[str, str] = {
    "unit": "Chưa phân đơn vị",
    "officer": "Chưa có người",
    "topic": "Chưa rõ lĩnh vực",
    "commune": "Chưa rõ nơi",
    "kind": "Chưa rõ loại",
    "channel": "Khác",
}
FEW = "dưới 5"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_HOURS_SAID_EXACTLY = 10


def topic_name(known: Catalogue, code: str) -> str:
    """Return the name of a topic in the catalogue, without what it explains in brackets."""
    found = known.topics.get(code)
    return found.short_name if found else code


def key_name(dimension: str, key: str, topic: Callable[[str], str]) -> str:
    """Return the name of a key of a dimension whose names are no rows of the book; `topic` names those of topics."""
    if not key:
        return WITHOUT[dimension]
    if dimension == "topic":
        return topic(key)
    if dimension == "commune":
        commune = load_gazetteer().communes.get(key)
        return commune.name if commune else key
    return {"kind": labels.KINDS, "channel": labels.CHANNELS}.get(dimension, {}).get(key, key)


def count(value: int | None) -> str:
    """Return a number, "dưới 5" where it is covered."""
    return FEW if value is None else str(value)


def mark(value: float | None) -> str:
    """Return a mean of marks from 1 to 5 as "4,2"."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def share(part: int | None, whole: int | None) -> str:
    """Return "46 / 52"; a dash where there is nothing to share, "dưới 5" where a number is covered."""
    if whole is None:
        return FEW
    return f"{count(part)} / {whole}" if whole else "–"


def span(seconds: int | None) -> str:
    """Return a length of time as people say it: "40 phút", "3 giờ 20 phút", "18 giờ", "2,5 ngày"."""
    if seconds is None:
        return "–"
    hours, rest = divmod(seconds, _HOUR)
    if 0 < hours < _HOURS_SAID_EXACTLY and rest >= _MINUTE:
        return f"{hours} giờ {rest // _MINUTE} phút"
    return " ".join(length_of(seconds)).replace(".", ",")


def length_of(seconds: int) -> tuple[str, str]:
    """Return a length of time as a number and what it counts: ("40", "phút"), ("18", "giờ"), ("2.5", "ngày")."""
    if seconds < _HOUR:
        return str(max(seconds // _MINUTE, 0)), "phút"
    if seconds < _DAY:
        return str(seconds // _HOUR), "giờ"
    return f"{seconds / _DAY:.1f}".removesuffix(".0"), "ngày"

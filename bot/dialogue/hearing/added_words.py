"""Whether a message says of itself that it adds to what was sent ("bổ sung: hôm qua có cháu bé ngã")."""

import re

from routing.text import fold

_WHO = "toi|em|chau|tui|minh|con|bac|co|chu|anh|chi|nha toi|nha em"
_ADDS = re.compile(
    rf"(?:(?:da|vang|a|alo|ah|vay|the)[ ,]+)?(?:(?:{_WHO}) )?(?:(?:xin|muon|can|nhan|noi|gui|ke|phep|duoc|cho) )*"
    r"bo sung\b"
)
_PLAINLY = re.compile(
    r"bo sung(?: them)?(?: vao| cho)?(?: thong tin| ho so| viec (?:truoc|luc nay|vua roi))|bo sung[^:]{0,20}:"
)


def adds(text: str) -> bool:
    """Whether a message begins by saying that it adds something; "bổ sung biển báo ở ngã tư" may ask for signs."""
    return _ADDS.match(fold(text).strip()) is not None


def adds_plainly(text: str) -> bool:
    """Whether it can mean nothing else."""
    return adds(text) and _PLAINLY.search(fold(text)) is not None

"""Sees a dispute of land between neighbours or kin: it is mediated at the commune before anybody decides it.

Land law 2024, Art. 235(2), as a legal portal quotes it in 2025: the committee of the commune mediates, in at most 30
days from the day it receives the request.
"""

import re

from routing.text import fold

_OTHER = (
    r"(?:hang xom|lang gieng|nha ben|nha ke|nha canh|nha lien ke|nha doi dien|nha sau|nha truoc|ho ben|ho ke|ho lien ke"
    r"|ben canh|(?:nha|ho) (?:ong|ba|anh|chi|co|chu|bac)|anh em|anh trai|em trai|chi dau|ho hang|dong ho|thua ke)"
)
_LAND = r"(?:dat|ranh|ranh gioi|moc|moc gioi|bo rao|tuong rao|vuon|loi di|ngo di|thua)"
_DISPUTED = re.compile(
    rf"\b(?:lan|lan chiem|lan sang|lan qua|chiem|xam|tranh chap|rao|bit|nho|doi)(?: \w+){{0,3}} {_LAND}\b"
    rf"|\b{_LAND}(?: \w+){{0,4}} (?:bi lan|lan sang|lan chiem|tranh chap)\b"
)
_NEIGHBOUR = re.compile(rf"\b{_OTHER}\b")
_OTHERWISE = re.compile(
    r"\b(?:hoa giai|toa an|toa|ban an|thu hoi|du an|giai toa|via he|long duong|dat cong|dat cua xa|dat cua thon"
    r"|hanh lang|quyet dinh so)\b"
)


def is_between_neighbours(text: str) -> bool:
    """Whether a text tells of land that a neighbour or kin disputes, and says nothing of mediation, court or State."""
    said = fold(text)
    return _DISPUTED.search(said) is not None and _NEIGHBOUR.search(said) is not None and not _OTHERWISE.search(said)

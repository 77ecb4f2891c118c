"""Finds Vietnamese in what was said to somebody who chose English, names and the citizen's own words aside."""

import re
from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select

from intake import meta
from intake.tables import ReceptionDayRow, StaffRow, UnitRow
from routing.places import load_gazetteer

_MARKED = re.compile("[À-ỹ]")
_WORD = re.compile(r"\w+")
_DOCUMENT = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ-]+")
# languages as those who speak them call them, this house, and the title of whoever decides
_KEPT = ("Tiếng Việt", "Nghe Dân", "Chủ tịch")


def names_of(snap) -> tuple[str, ...]:
    """Return the names that are said in Vietnamese in every language: of the office, units, officers, places."""
    office = meta.office(snap)
    kept = [office.name, office.short_name, office.address]
    kept += [row.name for row in snap.execute(select(UnitRow.__table__))]
    kept += [row.name for row in snap.execute(select(StaffRow.__table__))]
    for row in snap.execute(select(ReceptionDayRow.__table__)):
        kept += [row.host, row.place]
    kept += [one.name for one in load_gazetteer().communes.values()]
    return tuple(name for name in kept if name)


def vietnamese_in(said: Iterable[str], names: Iterable[str], own: str = "") -> list[str]:
    """Return each line that still holds Vietnamese, with the words of it that do; `own` is what the citizen wrote."""
    allowed = sorted({*names, *_KEPT}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, allowed)), re.IGNORECASE)
    pairs = set(pairwise(_WORD.findall(_DOCUMENT.sub(" ", own).lower())))
    found = []
    for line in said:
        words = _WORD.findall(pattern.sub(" ", _DOCUMENT.sub(" ", line)).lower())
        beside = zip(["", *words], words, [*words[1:], ""], strict=False)
        left = [
            word for before, word, after in beside
            if _MARKED.search(word) and (before, word) not in pairs and (word, after) not in pairs
        ]  # fmt: skip
        if left:
            found.append(f"{' '.join(left)} | {line}")
    return found

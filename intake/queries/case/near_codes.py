"""The cases whose codes are nearest to one that was typed wrongly or in part: a search for a code is no empty page."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from sqlalchemy import select

from intake.access import Viewer, visible_cases
from intake.codes import tidy_end
from intake.db import Snapshot
from intake.registration.nameless import heading
from intake.tables import CaseRow

_LOOKED_AT = 5000  # the newest of those that the viewer sees; older ones are found by their whole code
_MOST = 5
_BODY = 8
_HALF = 4
_WRONG_OF_WHOLE, _WRONG_OF_PART = 2, 1
_TYPED = re.compile(r"[A-Z0-9]{1,14}(?:[\s.-]+[A-Z0-9]{1,5}){0,4}")
_HEAD = re.compile(r"[A-Z]{2,5}[0-9O]{2}(?=[A-Z0-9]{3,})")


@dataclass(frozen=True, slots=True)
class Near:
    """A case that may have been meant."""

    id: int
    code: str
    summary: str


def signs_of(text: str) -> str:
    """Return what was typed of the eight signs of a code; blank where it looks like none."""
    typed = text.strip().strip("…").upper()
    signs = re.sub(r"[^A-Z0-9]", "", typed)
    is_mixed = any(one.isdigit() for one in signs) and any(one.isalpha() for one in signs)
    is_end = "-" in typed and tidy_end(typed) is not None  # seven codes in a hundred end without a digit
    if not _TYPED.fullmatch(typed) or not (is_mixed or is_end):
        return ""
    body = _HEAD.sub("", signs, count=1) if len(signs) > _BODY or "-" in typed else signs
    return body if _HALF - 1 <= len(body) <= _BODY + 1 else ""


def near_codes(snap: Snapshot, viewer: Viewer, text: str) -> tuple[Near, ...]:
    """Return the cases of the viewer whose codes are nearest to what was typed, the likeliest first."""
    signs = signs_of(text) or (tidy_end(text) or "").replace("-", "")  # what may be a word may be a part of a code too
    if not signs:
        return ()
    columns = select(CaseRow.id, CaseRow.code, CaseRow.summary, CaseRow.standing).where(visible_cases(viewer))
    rows = snap.execute(columns.order_by(CaseRow.id.desc()).limit(_LOOKED_AT)).all()
    weighed = [(_distance(signs, row.code), row) for row in rows]
    likely = sorted((one for one in weighed if one[0] <= _allowed(signs)), key=lambda one: (one[0], -one[1].id))
    return tuple(Near(row.id, row.code, heading(row.summary, row.standing)) for _distance_of, row in likely[:_MOST])


def _allowed(signs: str) -> int:
    if len(signs) >= _BODY - 1:
        return _WRONG_OF_WHOLE
    return _WRONG_OF_PART if len(signs) > _HALF else 0


def _distance(signs: str, code: str) -> int:
    body = code.replace("-", "")[-_BODY:]
    if len(signs) >= _BODY - 1:
        return OSA.distance(signs, body)
    parts = (body[start : start + len(signs)] for start in range(_BODY - len(signs) + 1))
    return min(OSA.distance(signs, part) for part in parts)

"""How urgent a case is: somebody is in danger now, a hazard may take a life today, or neither."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from routing.dangers.hazards import is_hazard

NONE, HAZARD, DANGER = "none", "hazard", "danger"
GRADES: Mapping[str, str] = {
    DANGER: "Khẩn: có người đang nguy hiểm",
    HAZARD: "Khẩn: mối nguy, chưa ai bị hại",
    NONE: "Không khẩn",
}
FACT = "urgency"
_ANY = "any"  # a hazard whose kind nobody told
_RISING = (NONE, HAZARD, DANGER)


def grade_of(case: Row[Any]) -> str:
    """Return the grade of a case as it stands."""
    if not case.is_urgent:
        return NONE
    return HAZARD if (case.decision or {}).get(HAZARD) else DANGER


def grade_told(kind: str) -> str:
    """Return the grade of a danger or a hazard of a kind."""
    return HAZARD if is_hazard(kind) else DANGER


def is_graver(grade: str, than: str) -> bool:
    """Whether one grade is graver than another."""
    return _RISING.index(grade) > _RISING.index(than)


def columns_of(case: Row[Any], grade: str, kind: str = "") -> dict[str, Any]:
    """Return what a case of that grade has in its columns; `kind` of the hazard, where it is known."""
    hazard = kind or (case.decision or {}).get(HAZARD) or _ANY
    return {
        "is_urgent": grade != NONE,
        "decision": {**(case.decision or {}), HAZARD: hazard if grade == HAZARD else ""},
    }


def fact_of(case: Row[Any], name: str) -> Any:  # noqa: ANN401 - a column, whichever
    """Return a fact of a case that can be set right: its grade of urgency, else a column."""
    return grade_of(case) if name == FACT else getattr(case, name)

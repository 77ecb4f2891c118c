"""Who may decide a complaint or a denunciation: by the law, not by who happens to have the file (law.md 1.3-1.4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from intake.errors import Invalid
from routing.gazetteer.units import Commune
from routing.sources import provenance_of

BEYOND, _ELSEWHERE, _EITHER = "beyond", "elsewhere", "either"
_OF_ANY = "xã, phường"


@dataclass(frozen=True, slots=True)
class Competence:
    """Who decides, at which level of government, and by which article.

    Attributes:
        level: `commune`, `province`, `either` of both; `beyond` the province; `elsewhere`: with none of the committees.
        function: the body of the directory whose head decides, or where it is handed in; blank for the committee and
            for the department that is named.
        known_by: how well that is known and where it was read.
    """

    decider: str
    level: str
    basis: str
    function: str = ""
    known_by: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether no unit of ours decides: it is only referred or transferred."""
        return self.level in {BEYOND, _ELSEWHERE}

    def is_of(self, level: str) -> bool:
        """Tell whether a unit of a level of government may have the case."""
        return self.level in {level, _EITHER}

    def called_in(self, commune: Commune | None) -> str:
        """Return who decides, of one commune where the law names somebody of each ("Trưởng Công an xã Tiên Du")."""
        return self.decider.replace(_OF_ANY, commune.name) if commune else self.decider

    @property
    def told(self) -> str:
        """Who decides and by which article, as an officer reads it."""
        return f"Người giải quyết: {self.decider} ({self.basis})."


@dataclass(frozen=True, slots=True)
class _Table:
    respondents: Mapping[str, str]
    rows: Mapping[tuple[str, int, str], Competence]


def respondents() -> Mapping[str, str]:
    """Return whom a complaint or a denunciation may be about, by code, as people read it."""
    return _table().respondents


def competence_for(kind: str, instance: int, respondent: str) -> Competence:
    """Return who decides.

    Raises:
        Invalid: the law knows no such case, for instance a second instance of a denunciation.
    """
    found = _table().rows.get((kind, instance, respondent))
    if found is None:
        raise Invalid(
            "Luật không có trường hợp này.", {"respondent": "Xin xem lại người bị khiếu nại, tố cáo và lần giải quyết."}
        )
    return found


def _competence(row: Mapping[str, Any]) -> Competence:
    return Competence(row["decider"], row["level"], row["basis"], row.get("function", ""), provenance_of(row).told)


@cache
def _table() -> _Table:
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "competence.toml").read_text(encoding="utf-8"))
    rows = {
        (row["kind"], row["instance"], respondent): _competence(row)
        for row in data["decider"]
        for respondent in row["respondents"]
    }
    return _Table(data["respondents"], rows)

"""The grounds on which somebody who comes may be refused to be received; data with their source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from intake.law.wording import MARKS


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of refusal; `is_written`: a notice by Mẫu 01/TCD is owed within three working days.

    `mark` says how its words were read, as in `intake.law.statutes`.
    """

    code: str
    words: str
    basis: str
    is_written: bool
    mark: str

    @property
    def is_compared(self) -> bool:
        """Whether its words were compared with the text of the law itself."""
        return self.mark == "SEEN"

    @property
    def source(self) -> str:
        """How its words were read, in words."""
        return MARKS[self.mark]


@cache
def grounds() -> Mapping[str, Ground]:
    """Return the grounds by code, in the order of the law."""
    table = tomllib.loads((files("intake.law") / "visit_refusals.toml").read_text(encoding="utf-8"))
    return {row["code"]: Ground(**row) for row in table["ground"]}

"""How well it is known what the law says: the marks that the tables of law bear, where a row was read, since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "SEEN": "đã đọc văn bản",
        "SEEN·1tr": "đã đọc một bản chép, cần đối chiếu Công báo",
        "SEEN·press": "theo báo chí, cần đối chiếu",
        "INFERRED": "suy ra từ điều luật đã đọc, cần đối chiếu",
        "NOT ESTABLISHED": "chưa rõ luật giao cho ai",
        "FROM MEMORY": "chưa đọc văn bản, cần đối chiếu",
        "LOCAL": "theo quy chế",
    }
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How well a row of law is known (a code of `MARKS`), where it was read, since when it reads so, what is open."""

    mark: str
    source: str = ""
    in_force: date | None = None
    note: str = ""

    @property
    def told(self) -> str:
        """How well it is known, as an officer reads it."""
        since = f"; hiệu lực từ {self.in_force:%d/%m/%Y}" if self.in_force else ""
        said = f"Độ chắc: {MARKS[self.mark]}{f': {self.source}' if self.source else ''}{since}."
        return f"{said} {self.note}".strip()


def provenance_of(row: Mapping[str, Any]) -> Provenance:
    """Return what a row of a table of law says of itself."""
    return Provenance(row["mark"], row.get("source", ""), row.get("in_force"), row.get("note", ""))

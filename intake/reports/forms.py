"""The periodic forms as a table: their columns, and which count of the book each column shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

_FILE = "forms.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its number, what stands over it, and the count that it shows; a blank one is not in the book."""

    no: int
    label: str
    group: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `counts` says what is counted: `receptions`, or of some kinds `filings`, `visits` or `resolutions`."""

    code: str
    title: str
    counts: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = field(default=())

    @property
    def slug(self) -> str:
        """The code as it stands in an address: `01-TCD`."""
        return self.code.replace("/", "-")


def find(code: str) -> Form | None:
    """Return a form by its code, however it is written: "01/TCD", "01-tcd"."""
    return FORMS.get(code.strip().upper().replace("-", "/"))


def _load() -> tuple[dict[str, Form], dict[str, str]]:
    content = tomllib.loads((files("intake.reports") / _FILE).read_text(encoding="utf-8"))
    forms = {row["code"]: _form(row) for row in content["form"]}
    return forms, {topic: name for name, topics in content["fields"].items() for topic in topics}


def _form(row: Mapping[str, Any]) -> Form:
    columns = tuple(Column(**column) for column in row["columns"])
    return Form(
        row["code"], row["title"], row["counts"], columns, tuple(row.get("notes", ())), tuple(row.get("kinds", ()))
    )


MISSING: Mapping[str, str] = {  # forms of which the book holds no column
    "02/KQGQ": "thi hành quyết định giải quyết khiếu nại: sổ chưa ghi việc phải thi hành, tiền và đất thu hồi, trả lại",
    "04/KQGQ": "thực hiện kết luận nội dung tố cáo: sổ chưa ghi kiến nghị xử lý và kết quả thực hiện",
}
FORMS, FIELDS = _load()

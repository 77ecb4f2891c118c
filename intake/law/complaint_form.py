"""The complaint form of the law as a table: its head, its numbered parts, and the field that each line is for."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the form; a line is (field, the words printed before it)."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComplaintForm:
    """The printed words of the form, its source, and since when it is in force."""

    number: str
    title: str
    source: str
    in_force_from: date
    country: str
    motto: str
    place_and_day: str
    to: str
    signer: str
    sign_here: str
    sections: tuple[Section, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field, in the order of the form."""
        return tuple(field for section in self.sections for field, _words in section.lines)


@cache
def complaint_form() -> ComplaintForm:
    """Return the form (Appendix of decree 124/2020 as amended by decree 155/2026, form 01)."""
    path = Path(__file__).parent / "complaint_form.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(Section(one["title"], tuple((f, words) for f, words in one["lines"])) for one in data["section"])
    words = {name: data[name] for name in ComplaintForm.__dataclass_fields__ if name != "sections"}
    return ComplaintForm(**words, sections=sections)

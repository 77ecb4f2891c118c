"""The complaint form filled in, as lines to be drawn: the same for the text file and for the paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.complaints.forms import Filled
from intake.law.complaint_form import ComplaintForm, complaint_form

DOTS = "…" * 46
_SHORT_DOTS = "…" * 22
_ROOM = {"content": 6, "wish": 2, "documents": 2, "decision": 2}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the form: the printed words, and what stands after them; `is_blank`: dots to be written on."""

    field: str
    words: str
    value: str
    is_blank: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the form."""

    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The whole form."""

    form: ComplaintForm
    to: str
    parts: tuple[Part, ...]
    foot: str


def sheet_of(filled: Filled) -> FormSheet:
    """Return the form with everything where it belongs; what is not known is a dotted line to be filled in by hand."""
    form = complaint_form()
    parts = tuple(Part(one.title, tuple(_lines(one.lines, filled))) for one in form.sections)
    of_case = f", hồ sơ {filled.code}" if filled.code else ""
    foot = (
        f"Bản điền sẵn theo {form.number} ({form.source}){of_case}. "
        "Anh/Chị đọc lại, sửa chỗ chưa đúng, điền chỗ còn trống rồi mới ký."
    )
    return FormSheet(form, filled.to or DOTS, parts, foot)


def _lines(printed: tuple[tuple[str, str], ...], filled: Filled) -> Iterator[SheetLine]:
    for field, words in printed:
        value = filled.facts.get(field, "").strip()
        yield SheetLine(field, words, value or _dots(field), is_blank=not value)


def _dots(field: str) -> str:
    more = _ROOM.get(field, 0)
    return "\n".join([_SHORT_DOTS, *([DOTS] * more)])

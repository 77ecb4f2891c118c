"""An entry of the book of answers as it is typed in its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from admin.forms.typed import ID_DIGITS, day_in, number
from intake.catalogue.answers import Content
from intake.errors import Invalid

_FIELDS = (
    "title", "questions", "answer", "source", "topic", "language", "unit_id", "valid_from", "valid_to", "is_checked",
    "why",
)  # fmt: skip
BLANK: Mapping[str, str] = {**dict.fromkeys(_FIELDS, ""), "language": "vi"}
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was asked: answered at once, offered by title; and how often it did and did not help."""

    asked: int = 0
    helped: int = 0
    not_helped: int = 0
    unknown: int = 0


def tallied(counted: Mapping[int, Mapping[str, int]]) -> Mapping[int, Tally]:
    """Return the counts of each entry; under 0 those of all questions together."""
    found = {number: _tally(outcomes) for number, outcomes in counted.items()}
    sums = [sum(getattr(one, name) for one in found.values()) for name in Tally.__dataclass_fields__]
    return {**found, 0: Tally(*sums)}


def _tally(outcomes: Mapping[str, int]) -> Tally:
    asked = sum(outcomes.get(name, 0) for name in ("shown", "none"))
    return Tally(asked, outcomes.get("helped", 0), outcomes.get("not_helped", 0), outcomes.get("none", 0))


def typed_entry(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an entry as they were typed."""
    return {name: form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}


def typed_of(content: Content) -> dict[str, str]:
    """Return an entry as its form shows it."""
    return {
        "title": content.title,
        "questions": "\n".join(content.questions),
        "answer": content.answer,
        "source": content.source,
        "topic": content.topic,
        "language": content.language,
        "unit_id": str(content.unit_id or ""),
        "valid_from": content.valid_from.isoformat() if content.valid_from else "",
        "valid_to": content.valid_to.isoformat() if content.valid_to else "",
        "is_checked": "1" if content.is_checked else "",
        "why": "",
    }


def content_in(typed: Mapping[str, str]) -> Content:
    """Return the entry that was typed.

    Raises:
        Invalid: a day or a unit is none.
    """
    unit_id = number(typed["unit_id"], ID_DIGITS)
    if typed["unit_id"] and unit_id is None:
        raise Invalid("Đơn vị không đúng.", {"unit_id": "Xin chọn trong danh sách."})
    return Content(
        title=typed["title"],
        answer=typed["answer"],
        questions=tuple(line for line in typed["questions"].splitlines() if line.strip()),
        source=typed["source"],
        topic=typed["topic"],
        language=typed["language"] or "vi",
        unit_id=unit_id,
        valid_from=day_in(typed, "valid_from"),
        valid_to=day_in(typed, "valid_to"),
        is_checked=bool(typed["is_checked"]),
    )

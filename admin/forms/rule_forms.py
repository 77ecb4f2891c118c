"""Rules of the locality and trials as they are typed, read into what the book knows."""

from collections.abc import Mapping

from admin.forms.directory_forms import number_in, typed_version
from admin.forms.typed import day_in
from intake.directory.routing_rules import RuleData, plain_of
from intake.errors import Invalid
from intake.learning.routing_trial import MOST_WORDS, Question

RULE_FIELDS = (
    "topic", "commune_code", "kind", "instance", "unit_id", "function", "level", "helpers", "from_on", "to_on",
    "is_draft",
)  # fmt: skip
TRIAL_FIELDS = ("text", "topic", "commune_code", "kind", "instance")


def typed_rule(data: RuleData) -> dict[str, str]:
    """Return a rule as its form shows it."""
    return typed_version(plain_of(data), RULE_FIELDS)


def rule_in(given: Mapping[str, str]) -> RuleData:
    """Return the rule that was typed.

    Raises:
        Invalid: a day or a chosen unit is none.
    """
    return RuleData(
        topic=given["topic"] or None,
        commune_code=given["commune_code"] or None,
        kind=given["kind"] or None,
        instance=number_in(given, "instance"),
        unit_id=number_in(given, "unit_id"),
        function=given["function"] or None,
        level=(given["level"] or None) if given["function"] else None,
        helpers=_numbers(given["helpers"]),
        from_on=day_in(given, "from_on"),
        to_on=day_in(given, "to_on"),
        is_draft=bool(given["is_draft"]),
    )


def _numbers(text: str) -> tuple[int, ...]:
    parts = [one.strip() for one in text.split(",") if one.strip()]
    if any(number_in({"helpers": one}, "helpers") is None for one in parts):
        raise Invalid("Có mục chọn không đúng.", {"helpers": "Xin chọn trong danh sách."})
    return tuple(dict.fromkeys(int(one) for one in parts))


def typed_trial(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed to be tried."""
    return {name: form.get(name, "").strip()[: MOST_WORDS + 1] for name in TRIAL_FIELDS}


def question_in(given: Mapping[str, str]) -> Question:
    """Return what is tried.

    Raises:
        Invalid: the instance is none.
    """
    chosen = {name: given[name] or None for name in ("topic", "commune_code", "kind")}
    return Question(given["text"], **chosen, instance=number_in(given, "instance"))

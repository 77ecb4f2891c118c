"""Every dated case of tests/golden/deadlines.csv, reckoned without the product, comes out of it to the day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from intake.law.deadlines import compute
from intake.law.statutes import load_statutes
from intake.law.workdays import Calendar

GOLDEN = Path(__file__).parents[2] / "golden" / "deadlines.csv"
CALENDAR = Calendar()


def golden_cases():
    with GOLDEN.open(encoding="utf-8", newline="") as lines:
        cases = list(csv.DictReader(lines))
    return [pytest.param(case, id=f"{case['rule']} {case['start_on']}") for case in cases]


def find(case):
    instance, remote = int(case["instance"]), case["remote"] == "yes"
    asked = {"instance": instance, "complexity": case["complexity"], "remote": remote}
    return load_statutes().find(case["kind"], case["stage"], date.fromisoformat(case["start_on"]), **asked)


@pytest.mark.parametrize("case", golden_cases())
def test_golden_case_comes_out_to_the_day(case):
    row = find(case)
    assert (row.id, str(row.amount), row.unit) == (case["rule"], case["amount"], case["unit"])
    found = compute(row, date.fromisoformat(case["start_on"]), CALENDAR, load_statutes().version)
    other = found.due_if_unconfirmed.isoformat() if found.due_if_unconfirmed else ""
    expected = (case["nominal_on"], case["due_on"], case["due_if_unconfirmed"])
    assert (found.nominal_on.isoformat(), found.due_on.isoformat(), other) == expected


def test_every_statute_has_a_golden_case():
    assert {case.values[0]["rule"] for case in golden_cases()} == {row.id for row in load_statutes().rows}

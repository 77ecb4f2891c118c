"""Local rules take the place of the product's defaults from their day on, and of nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import Invalid
from intake.law.overlay import LocalRule, defaults_of, with_local
from intake.law.statutes import load_statutes

LAW = load_statutes()
BASIS = "Quyết định 30/2026/QĐ-UBND"
FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)


def rule(number=1, amount=5, since=date(2026, 9, 1), until=None, **about):
    kind, stage, level = about.get("kind", "feedback"), about.get("stage", "resolution"), about.get("level", "normal")
    return LocalRule(number, kind, stage, level, amount, "working", BASIS, since, until)


def limit(statutes, on, kind="feedback"):
    row = statutes.find(kind, "resolution", on)
    return row.id, row.amount


def test_no_rule_leaves_the_very_same_statutes():
    assert with_local(LAW, []) is LAW


def test_a_rule_holds_from_its_day_on_and_the_default_until_the_day_before():
    laid = with_local(LAW, [rule()])
    assert limit(laid, date(2026, 8, 31)) == ("P10-feedback", 10)
    assert limit(laid, date(2026, 9, 1)) == ("QC-1", 5)


def test_a_rule_is_told_as_local_with_its_document_and_keeps_pauses_and_extension_of_the_default():
    row = with_local(LAW, [rule()]).find("feedback", "resolution", date(2026, 9, 1))
    default = LAW.find("feedback", "resolution", date(2026, 9, 1))
    assert (row.is_local, row.basis, row.note) == (True, BASIS, "")
    assert (row.pauses, row.extends_to, row.extended_by) == (default.pauses, default.extends_to, default.extended_by)


def test_other_kinds_of_the_same_default_keep_it():
    assert limit(with_local(LAW, [rule()]), date(2026, 9, 1), "petition") == ("P10", 10)


def test_the_next_rule_ends_the_one_before():
    laid = with_local(LAW, [rule(2, 3, date(2026, 10, 1)), rule(1, 5)])
    found = [limit(laid, day) for day in (date(2026, 9, 30), date(2026, 10, 1))]
    assert found == [("QC-1", 5), ("QC-2", 3)]


def test_of_two_rules_from_the_same_day_the_later_written_holds():
    assert limit(with_local(LAW, [rule(1, 5), rule(2, 3)]), date(2026, 9, 1)) == ("QC-2", 3)


def test_after_the_last_day_of_a_rule_the_default_holds_again():
    laid = with_local(LAW, [rule(until=date(2026, 9, 30))])
    found = [limit(laid, day)[1] for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1))]
    assert found == [10, 5, 5, 10]


def test_a_rule_taken_back_never_held():
    laid = with_local(LAW, [rule(until=date(2026, 8, 31))])
    assert limit(laid, date(2026, 9, 15)) == ("P10", 10)
    assert laid.version != LAW.version


@pytest.mark.parametrize(
    "wrong",
    [
        rule(kind="complaint", stage="acceptance"),
        rule(stage="outcome_notice"),
        rule(level="specially_complex"),
        rule(amount=0),
        LocalRule(1, "feedback", "resolution", "normal", 5, "hours", BASIS, date(2026, 9, 1)),
        LocalRule(1, "feedback", "resolution", "normal", 5, "working", " ", date(2026, 9, 1)),
    ],
)
def test_a_limit_of_the_law_and_an_incomplete_rule_are_refused(wrong):
    with pytest.raises(Invalid):
        with_local(LAW, [wrong])


LOCAL = sorted({(kind, row.stage, row.complexity) for row in defaults_of(LAW) for kind in row.kinds})
DAYS = st.dates(FIRST, LAST)


@st.composite
def rules(draw):
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        kind, stage, level = draw(st.sampled_from(LOCAL[:6]))
        until = draw(st.none() | DAYS)
        found.append(rule(number, draw(st.integers(1, 30)), draw(DAYS), until, kind=kind, stage=stage, level=level))
    return found


def reckoned(listed, kind, stage, level, on):
    """Which rule holds, said in one sentence: of those begun, the last begun; nothing if that has ended."""
    held = [one for one in listed if one.in_force_to is None or one.in_force_to >= one.in_force_from]
    about = [one for one in held if (one.kind, one.stage, one.complexity) == (kind, stage, level)]
    begun = [one for one in about if one.in_force_from <= on]
    last = max(begun, key=lambda one: (one.in_force_from, one.id), default=None)
    return last if last and (last.in_force_to is None or on <= last.in_force_to) else None


@given(rules(), DAYS)
def test_any_heap_of_rules_answers_as_the_one_sentence_does(listed, on):
    laid = with_local(LAW, listed)
    for kind, stage, level in LOCAL:
        row = laid.find(kind, stage, on, complexity=level)
        expected = reckoned(listed, kind, stage, level, on)
        default = LAW.find(kind, stage, on, complexity=level)
        assert (row.amount, row.basis) == ((expected or default).amount, (expected or default).basis)


@given(rules())
def test_no_heap_of_rules_touches_a_row_of_the_law(listed):
    laid = with_local(LAW, listed)
    assert [row for row in laid.rows if not row.is_local] == [row for row in LAW.rows if not row.is_local]

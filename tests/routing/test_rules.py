from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.directory import Helper, Rule
from routing.kinds import Kind
from routing.rules import (
    EmptyUnit,
    NobodyCleared,
    NotForCommunes,
    OtherPlace,
    RuleConflict,
    UnreachableUnit,
    check,
    problems,
    rule_for,
    specificity,
)
from tests.routing.staffing import BUILDING, ECONOMY, KINH_BAC, RECEPTION, TAN_YEN, TAN_YEN_BODY, directory, officer

TOPICS, COMMUNES, KINDS = [None, "moi_truong", "dien"], [None, TAN_YEN, KINH_BAC], [None, "feedback", "complaint"]
UNITS = sorted(directory().units)


def rule(number, topic=None, commune=None, kind=None, instance=None, **target):
    plain = Rule(number, topic, commune, kind, BUILDING, None, None, instance)
    return replace(plain, **target)


ALL_PATTERNS = [(t, c, k, i) for t in TOPICS for c in COMMUNES for k in KINDS for i in (None, 1, 2)]
MATTERS = {
    "topic": st.sampled_from(TOPICS[1:]),
    "commune_code": st.sampled_from(COMMUNES),
    "kind": st.sampled_from([Kind.FEEDBACK, Kind.COMPLAINT]),
    "instance": st.sampled_from([1, 2]),
}
RULES = st.sets(st.sampled_from(ALL_PATTERNS), max_size=12).map(
    lambda patterns: [rule(n, *pattern) for n, pattern in enumerate(sorted(patterns, key=str), 1)]
)


def test_place_outweighs_topic_and_topic_outweighs_kind():
    rules = [rule(1, kind="feedback"), rule(2, topic="dien"), rule(3, commune=TAN_YEN)]
    found = rule_for(directory(rules=rules), kind=Kind.FEEDBACK, topic="dien", commune_code=TAN_YEN)
    assert found.id == 3
    found = rule_for(directory(rules=rules), kind=Kind.FEEDBACK, topic="dien", commune_code=KINH_BAC)
    assert found.id == 2


def fits(one, matter):
    is_open = matter["kind"] is not Kind.COMPLAINT
    return (
        one.topic in (None, matter["topic"])
        and one.commune_code in (None, matter["commune_code"])
        and (one.kind == str(matter["kind"]) or (one.kind is None and (is_open or one.instance == 2)))
        and one.instance in (None, matter["instance"])
    )


@given(RULES, st.fixed_dictionaries(MATTERS))
def test_the_most_specific_rule_that_applies_wins(rules, matter):
    found = rule_for(directory(rules=rules), **matter)
    assert found == max((one for one in rules if fits(one, matter)), key=specificity, default=None)


@given(RULES, st.fixed_dictionaries(MATTERS), st.sampled_from(ALL_PATTERNS))
def test_a_rule_for_other_matters_changes_nothing(rules, matter, pattern):
    other = rule(99, *pattern, unit_id=RECEPTION)
    if not fits(other, matter):
        assert rule_for(directory(rules=[*rules, other]), **matter) == rule_for(directory(rules=rules), **matter)


def test_the_second_instance_may_have_a_rule_of_its_own():
    rules = [rule(1, kind="complaint"), rule(2, kind="complaint", instance=2, unit_id=RECEPTION)]
    asked = {"kind": Kind.COMPLAINT, "topic": "dien", "commune_code": None}
    assert rule_for(directory(rules=rules), **asked).id == 1
    assert rule_for(directory(rules=rules), **asked, instance=2).id == 2


@given(RULES)
def test_rules_of_different_patterns_never_tie(rules):
    check(directory(rules=rules))


@given(st.sampled_from(ALL_PATTERNS))
def test_the_same_pattern_twice_is_an_error_at_load(pattern):
    with pytest.raises(RuleConflict, match="1, 2"):
        check(directory(rules=[rule(1, *pattern), rule(2, *pattern, unit_id=RECEPTION)]))


@pytest.mark.parametrize(
    "lost",
    [
        rule(7, unit_id=999),
        rule(7, unit_id=None),
        rule(7, unit_id=None, function="Sở Không có", level="province"),
        rule(7, unit_id=None, function="Công an xã", level="commune"),
        rule(7, unit_id=None, function=ECONOMY, level="commune", commune="00000"),
    ],
)
def test_a_rule_that_leads_nowhere_is_an_error_at_load(lost):
    with pytest.raises(UnreachableUnit) as error:
        check(directory(rules=[lost]))
    assert "7" in error.value.sentence


def test_a_helper_that_is_not_there_is_an_error_at_load():
    lost = rule(7, topic="dien", helpers=(Helper(function="Sở Không có", level="province"),))
    with pytest.raises(UnreachableUnit, match="7"):
        check(directory(rules=[lost]))


@pytest.mark.parametrize("target", [{}, {"unit_id": None, "function": ECONOMY, "level": "commune"}])
def test_a_rule_to_a_unit_in_which_nobody_works_is_an_error_at_load(target):
    with pytest.raises(EmptyUnit) as error:
        check(directory(rules=[rule(7, topic="dien", **target)], officers=[officer(1, RECEPTION, has_clearance=True)]))
    assert "Quy tắc 7 (lĩnh vực dien)" in error.value.sentence


def test_a_denunciation_is_not_ruled_to_where_nobody_may_open_it():
    staff = [officer(1, RECEPTION, has_clearance=True), officer(2, BUILDING)]
    with pytest.raises(NobodyCleared, match="7"):
        check(directory(rules=[rule(7, kind="denunciation")], officers=staff))
    check(directory(rules=[rule(7, kind="denunciation", unit_id=RECEPTION)], officers=staff))


@pytest.mark.parametrize(
    "unlawful",
    [
        rule(7, kind="denunciation", commune=TAN_YEN, unit_id=TAN_YEN_BODY),
        rule(7, kind="denunciation", unit_id=None, function=ECONOMY, level="commune"),
        rule(7, topic="tham_nhung", commune=TAN_YEN, unit_id=TAN_YEN_BODY),
        rule(7, instance=2, commune=TAN_YEN, unit_id=TAN_YEN_BODY),
    ],
)
def test_a_rule_that_could_never_apply_is_refused(unlawful):
    with pytest.raises(NotForCommunes, match=r"7.*do cấp (tỉnh tiếp nhận trước|trên giải quyết)"):
        check(directory([officer(n, unit, has_clearance=True) for n, unit in enumerate(UNITS)], rules=[unlawful]))


def test_a_rule_that_leads_one_commune_s_matters_to_another_is_refused():
    with pytest.raises(OtherPlace, match=r"7.*của xã, phường khác"):
        check(directory(rules=[rule(7, topic="dien", commune=KINH_BAC, unit_id=TAN_YEN_BODY)]))
    by_function = rule(2, topic="nuoc", unit_id=None, function=ECONOMY, level="commune")
    check(directory(rules=[rule(1, topic="dien", commune=TAN_YEN, unit_id=TAN_YEN_BODY), by_function]))


def test_a_commune_s_unit_that_a_rule_names_for_any_place_has_the_matters_of_its_own_alone():
    known = directory(rules=[rule(1), rule(2, topic="dien", unit_id=TAN_YEN_BODY)])
    asked = {"kind": Kind.FEEDBACK, "topic": "dien"}
    assert [rule_for(known, **asked, commune_code=one).id for one in (TAN_YEN, None, KINH_BAC)] == [2, 2, 1]


def test_a_province_in_which_nobody_may_receive_a_denunciation_is_an_error_at_load():
    with pytest.raises(NobodyCleared, match="Ban Tiếp công dân"):
        check(directory(officers=[officer(1, RECEPTION)]))


def test_every_wrong_row_is_named_in_one_sentence():
    wrong = [rule(1, topic="dien"), rule(2, topic="dien"), rule(3, unit_id=999)]
    told = [one.sentence for one in problems(directory(rules=wrong))]
    assert len(told) == 2
    assert "3" in told[0]
    assert "1, 2" in told[1]
    assert all(one.endswith(".") for one in told)

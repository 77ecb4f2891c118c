import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.directory import Rule
from routing.kinds import Kind
from routing.rules import RuleConflict, UnreachableUnit, check, rule_for, specificity
from tests.routing.staffing import BUILDING, ECONOMY, KINH_BAC, RECEPTION, TAN_YEN, directory

TOPICS, COMMUNES, KINDS = [None, "moi_truong", "dien"], [None, TAN_YEN, KINH_BAC], [None, "feedback", "complaint"]


def rule(number, topic=None, commune=None, kind=None, *, unit_id=BUILDING, function=None, level=None):
    return Rule(number, topic, commune, kind, unit_id, function, level)


ALL_PATTERNS = [(t, c, k) for t in TOPICS for c in COMMUNES for k in KINDS]
RULES = st.sets(st.sampled_from(ALL_PATTERNS), max_size=12).map(
    lambda patterns: [rule(n, *pattern) for n, pattern in enumerate(sorted(patterns, key=str), 1)]
)


def test_place_outweighs_topic_and_topic_outweighs_kind():
    rules = [rule(1, kind="feedback"), rule(2, topic="dien"), rule(3, commune=TAN_YEN)]
    found = rule_for(directory(rules=rules), kind=Kind.FEEDBACK, topic="dien", commune_code=TAN_YEN)
    assert found.id == 3
    found = rule_for(directory(rules=rules), kind=Kind.FEEDBACK, topic="dien", commune_code=KINH_BAC)
    assert found.id == 2


@given(RULES, st.sampled_from(TOPICS[1:]), st.sampled_from(COMMUNES), st.sampled_from([Kind.FEEDBACK, Kind.COMPLAINT]))
def test_the_most_specific_rule_that_applies_wins(rules, topic, commune, kind):
    fitting = [
        r
        for r in rules
        if r.topic in (None, topic) and r.commune_code in (None, commune) and r.kind in (None, str(kind))
    ]
    found = rule_for(directory(rules=rules), kind=kind, topic=topic, commune_code=commune)
    assert found == max(fitting, key=specificity, default=None)


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

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.conflicts import Conflicts
from routing.decision import SCREENING_THRESHOLD, decide
from routing.directory import Rule
from routing.kinds import Kind
from routing.places import Place
from routing.topics import load_catalogue
from tests.routing.staffing import (
    BUILDING,
    IN_KINH_BAC,
    IN_TAN_YEN,
    INSPECTORATE,
    KINH_BAC_ECONOMY,
    RECEPTION,
    TAN_YEN,
    TAN_YEN_BODY,
    TAN_YEN_ECONOMY,
    TAN_YEN_OFFICE,
    directory,
    officer,
)

CATALOGUE = load_catalogue()


def decided(**changed):
    given_ = {
        "kind": Kind.FEEDBACK,
        "topic": "giao_thong_ha_tang",
        "place": IN_TAN_YEN,
        "confidence": 0.9,
        "directory": directory(),
        "catalogue": CATALOGUE,
        "load": {},
    }
    return decide(**(given_ | changed))


@pytest.mark.parametrize(
    ("changed", "unit", "screening"),
    [
        ({}, TAN_YEN_ECONOMY, None),
        ({"place": IN_KINH_BAC}, KINH_BAC_ECONOMY, None),
        ({"place": None}, BUILDING, RECEPTION),
        ({"confidence": SCREENING_THRESHOLD - 0.01}, TAN_YEN_ECONOMY, TAN_YEN_OFFICE),
        ({"topic": "khac"}, TAN_YEN_OFFICE, TAN_YEN_OFFICE),
        ({"topic": "khac", "place": None}, RECEPTION, RECEPTION),
        ({"topic": "bịa"}, TAN_YEN_OFFICE, TAN_YEN_OFFICE),
        ({"topic": "tu_phap"}, None, TAN_YEN_OFFICE),
        ({"kind": Kind.OTHER}, TAN_YEN_ECONOMY, TAN_YEN_OFFICE),
        ({"is_kind_open": True}, TAN_YEN_ECONOMY, TAN_YEN_OFFICE),
        ({"kind": Kind.COMPLAINT}, TAN_YEN_BODY, TAN_YEN_OFFICE),
        ({"kind": Kind.COMPLAINT, "place": None}, RECEPTION, RECEPTION),
        ({"kind": Kind.DENUNCIATION}, RECEPTION, RECEPTION),
        ({"kind": Kind.DENUNCIATION, "topic": "tham_nhung"}, INSPECTORATE, RECEPTION),
        ({"topic": "tham_nhung"}, INSPECTORATE, RECEPTION),
        ({"place": Place("Hà Nội", None, None, "Hà Nội")}, BUILDING, RECEPTION),
    ],
)
def test_who_gets_the_matter(changed, unit, screening):
    decision = decided(**changed)
    assert (decision.unit_id, decision.screening_unit_id) == (unit, screening)
    assert decision.to_screening == (screening is not None)
    assert all(reason[0].isupper() and reason.endswith((".", "tỉnh.")) for reason in decision.reasons)


def test_a_rule_of_the_locality_goes_before_the_catalogue():
    rule = Rule(5, "giao_thong_ha_tang", TAN_YEN, None, TAN_YEN_BODY, None, None)
    decision = decided(directory=directory(rules=[rule]))
    assert (decision.unit_id, decision.rule_id, decision.to_screening) == (TAN_YEN_BODY, 5, False)


def test_a_rule_does_not_make_an_unsure_topic_sure():
    rule = Rule(5, "giao_thong_ha_tang", TAN_YEN, None, TAN_YEN_BODY, None, None)
    decision = decided(directory=directory(rules=[rule]), confidence=0.1)
    assert (decision.unit_id, decision.to_screening) == (TAN_YEN_BODY, True)


def test_no_rule_brings_a_denunciation_to_a_commune():
    rule = Rule(5, None, TAN_YEN, None, TAN_YEN_BODY, None, None)
    assert decided(kind=Kind.DENUNCIATION, directory=directory(rules=[rule])).unit_id == RECEPTION


@pytest.mark.parametrize("place", [None, TAN_YEN])
def test_a_rule_for_a_topic_takes_no_complaint_from_whoever_decided(place):
    rule = Rule(5, "giao_thong_ha_tang", place, None, BUILDING, None, None)
    assert decided(directory=directory(rules=[rule])).unit_id == BUILDING
    assert decided(kind=Kind.COMPLAINT, directory=directory(rules=[rule])).unit_id == TAN_YEN_BODY
    outright = Rule(6, None, None, "complaint", RECEPTION, None, None)
    assert decided(kind=Kind.COMPLAINT, directory=directory(rules=[rule, outright])).unit_id == RECEPTION


def test_a_rule_for_a_topic_takes_no_denunciation_from_the_province():
    rule = Rule(5, "giao_thong_ha_tang", None, None, BUILDING, None, None)
    assert decided(kind=Kind.DENUNCIATION, directory=directory(rules=[rule])).unit_id == RECEPTION


@pytest.mark.parametrize("instance", [None, 2])
def test_no_rule_brings_a_second_complaint_to_a_commune(instance):
    rule = Rule(5, None, TAN_YEN, "complaint", TAN_YEN_BODY, None, None, instance)
    decision = decided(kind=Kind.COMPLAINT, instance=2, directory=directory(rules=[rule]))
    assert (decision.unit_id, decision.rule_id) == (RECEPTION, None)


def test_a_rule_for_corruption_still_tells_who_decides_on_the_chair_of_a_commune():
    known = directory(rules=[Rule(5, "tham_nhung", None, None, INSPECTORATE, None, None)])
    accused = {"kind": Kind.DENUNCIATION, "topic": "tham_nhung", "directory": known}
    decision = decided(**accused, conflicts=Conflicts(respondent="commune_chair"))
    assert decision.unit_id == INSPECTORATE
    assert "Chủ tịch UBND tỉnh giải quyết (Điều 13 Luật Tố cáo)" in decision.reasons[0]
    assert "quy tắc số 5" in decision.reasons[0]


def staffed(*officers):
    return decided(directory=directory(officers=officers)).officer_id


def test_the_absent_are_substituted():
    away = officer(1, TAN_YEN_ECONOMY, is_absent=True, substitute_id=2)
    assert staffed(away, officer(2, TAN_YEN_OFFICE)) == 2


def test_a_chain_of_absences_is_followed_and_a_circle_ends():
    first = officer(1, TAN_YEN_ECONOMY, is_absent=True, substitute_id=2)
    assert staffed(first, officer(2, TAN_YEN_OFFICE, is_absent=True, substitute_id=3), officer(3, TAN_YEN_OFFICE)) == 3
    assert staffed(first, officer(2, TAN_YEN_OFFICE, is_absent=True, substitute_id=1)) is None


def test_who_knows_the_topic_goes_before_who_has_less_to_do():
    expert = officer(2, TAN_YEN_ECONOMY, topics=frozenset({"giao_thong_ha_tang"}))
    other = officer(3, TAN_YEN_ECONOMY, topics=frozenset({"dat_dai"}))
    chosen = decided(directory=directory(officers=[officer(1, TAN_YEN_ECONOMY), expert, other]), load={2: 40})
    assert chosen.officer_id == 2


def test_the_head_takes_it_only_if_nobody_else_can():
    head = officer(1, TAN_YEN_ECONOMY, is_head=True)
    assert staffed(head, officer(2, TAN_YEN_ECONOMY)) == 2
    assert staffed(head) == 1


def test_screening_goes_to_the_reception_officer():
    officers = [officer(1, TAN_YEN_OFFICE), officer(2, TAN_YEN_OFFICE, is_reception=True)]
    assert decided(topic="khac", directory=directory(officers=officers), load={2: 9}).officer_id == 2


def test_a_unit_without_anybody_goes_to_screening_and_says_so():
    decision = decided(directory=directory(officers=[]))
    assert decision.to_screening
    assert decision.officer_id is None
    assert "chưa có cán bộ" in decision.reasons[-1]


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 50)))
def test_the_least_loaded_is_chosen_and_ties_go_to_the_lowest_id(load):
    officers = [officer(number, TAN_YEN_ECONOMY) for number in range(1, 6)]
    chosen = decided(directory=directory(officers=officers), load=load).officer_id
    assert chosen == min(range(1, 6), key=lambda number: (load.get(number, 0), number))


def test_a_thousand_matters_are_shared_evenly():
    snapshot = directory(officers=[officer(number, TAN_YEN_ECONOMY) for number in range(1, 6)])
    load = dict.fromkeys(range(1, 6), 0)
    for _ in range(1000):
        load[decided(directory=snapshot, load=load).officer_id] += 1
    assert set(load.values()) == {200}


@given(
    excluded=st.frozensets(st.sampled_from(sorted(directory().units))),
    kind=st.sampled_from(Kind),
    topic=st.sampled_from(sorted(CATALOGUE.topics)),
    place=st.sampled_from([None, IN_TAN_YEN, IN_KINH_BAC]),
    confidence=st.floats(0, 1),
)
def test_excluded_units_are_never_chosen(excluded, kind, topic, place, confidence):
    snapshot = directory()
    decision = decided(kind=kind, topic=topic, place=place, confidence=confidence, conflicts=Conflicts(units=excluded))
    chosen = {decision.unit_id, decision.screening_unit_id, *decision.coordinating}
    assert not chosen & excluded
    if decision.officer_id is not None:
        assert snapshot.officers[decision.officer_id].unit_id not in excluded


@given(topic=st.sampled_from(sorted(CATALOGUE.topics)), place=st.sampled_from([None, IN_TAN_YEN, IN_KINH_BAC]))
def test_a_denunciation_never_reaches_a_commune(topic, place):
    decision = decided(kind=Kind.DENUNCIATION, topic=topic, place=place)
    units = directory().units
    assert decision.to_screening
    assert {units[u].level for u in (decision.unit_id, decision.screening_unit_id)} == {"province"}

"""Who in a unit takes a matter: the absent are stood in for, the excluded and the uncleared never, duty at night."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from routing.assignment import Post, officer_for, on_duty
from routing.decision import decide
from routing.directory import Directory
from routing.kinds import Kind
from routing.topics import load_catalogue
from tests.routing.staffing import (
    IN_TAN_YEN,
    POLICE,
    TAN_YEN,
    TAN_YEN_BODY,
    TAN_YEN_ECONOMY,
    TAN_YEN_OFFICE,
    directory,
    officer,
    unit,
)


def chosen(*officers, unit_id=TAN_YEN_ECONOMY, load=None, **post):
    known = directory(officers=officers)
    found = officer_for(unit_id, Post("dien", **post), directory=known, load=load or {})
    return found and found.id


def test_a_substitute_who_is_kept_out_does_not_stand_in():
    away = officer(1, TAN_YEN_ECONOMY, is_absent=True, substitute_id=2)
    staff = away, officer(2, TAN_YEN_OFFICE), officer(3, TAN_YEN_ECONOMY, is_head=True)
    assert chosen(*staff) == 2
    assert chosen(*staff, barred_people=frozenset({2})) == 3
    assert chosen(*staff, barred_units=frozenset({TAN_YEN_OFFICE})) == 3


def test_who_is_kept_out_and_absent_still_hands_the_work_on():
    away = officer(1, TAN_YEN_ECONOMY, is_absent=True, substitute_id=2)
    assert chosen(away, officer(2, TAN_YEN_OFFICE), barred_people=frozenset({1})) == 2


def test_a_line_of_absences_that_comes_back_to_itself_ends_with_nobody():
    away = [
        officer(one, TAN_YEN_ECONOMY, is_absent=True, substitute_id=other) for one, other in ((1, 2), (2, 3), (3, 1))
    ]
    assert chosen(*away) is None


def test_what_is_sealed_is_given_to_the_cleared_only():
    staff = officer(1, TAN_YEN_ECONOMY), officer(2, TAN_YEN_ECONOMY, has_clearance=True)
    assert chosen(*staff, load={2: 50}) == 1
    assert chosen(*staff, load={2: 50}, is_sealed=True) == 2


STAFF = st.lists(
    st.builds(
        dict,
        unit_id=st.sampled_from([TAN_YEN_ECONOMY, TAN_YEN_OFFICE]),
        is_absent=st.booleans(),
        substitute_id=st.one_of(st.none(), st.integers(1, 6)),
        is_head=st.booleans(),
        has_clearance=st.booleans(),
        is_on_duty=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(STAFF, st.frozensets(st.integers(1, 6)), st.booleans(), st.booleans())
def test_neither_absent_nor_kept_out_nor_uncleared_is_ever_chosen(staff, barred, is_sealed, bar_office):
    people = [officer(number, **facts) for number, facts in enumerate(staff, 1)]
    known = directory(officers=people)
    units = frozenset({TAN_YEN_OFFICE}) if bar_office else frozenset()
    post = Post("dien", units, barred, is_sealed=is_sealed)
    for found in (
        officer_for(TAN_YEN_ECONOMY, post, directory=known, load={}),
        on_duty([TAN_YEN_ECONOMY, TAN_YEN_OFFICE], post, directory=known, load={}),
    ):
        if found:
            assert not found.is_absent
            assert found.id not in barred
            assert found.has_clearance or not is_sealed
            assert found.unit_id not in units


def at_night(*officers, **changed):
    facts = {"kind": Kind.FEEDBACK, "topic": "giao_thong_ha_tang", "place": IN_TAN_YEN, "confidence": 0.9, "load": {}}
    known = directory(officers=officers)
    return decide(**(facts | changed), directory=known, catalogue=load_catalogue(), is_for_duty=True)


def test_an_urgent_matter_at_night_goes_to_who_is_on_duty_in_the_commune():
    asleep, awake = officer(1, TAN_YEN_ECONOMY), officer(2, TAN_YEN_BODY, is_on_duty=True)
    decision = at_night(asleep, awake)
    assert (decision.unit_id, decision.officer_id) == (TAN_YEN_ECONOMY, 2)
    assert any("ngoài giờ" in reason for reason in decision.reasons)


def test_who_is_on_duty_in_the_unit_itself_goes_first_and_without_duty_it_is_as_by_day():
    own, other = officer(3, TAN_YEN_ECONOMY, is_on_duty=True), officer(2, TAN_YEN_BODY, is_on_duty=True)
    assert at_night(other, own, officer(1, TAN_YEN_ECONOMY)).officer_id == 3
    assert at_night(officer(1, TAN_YEN_ECONOMY)).officer_id == 1


def test_a_matter_that_waits_for_screening_wakes_nobody_who_could_not_open_it():
    far = officer(2, TAN_YEN_BODY, is_on_duty=True)
    decision = at_night(officer(1, TAN_YEN_OFFICE, is_reception=True), far, confidence=0.1)
    assert decision.officer_id == 1


def in_danger(*officers, danger, topic="an_sinh", **changed):
    social = unit(13, "Phòng Văn hóa – Xã hội", TAN_YEN, TAN_YEN_BODY)
    units = [*directory().units.values(), social, unit(14, POLICE, TAN_YEN, TAN_YEN_BODY)]
    known = directory(officers=[officer(1, TAN_YEN_ECONOMY), officer(2, 13), *officers], units=units)
    facts = {"kind": Kind.FEEDBACK, "topic": topic, "place": IN_TAN_YEN, "confidence": 0.9, "load": {}}
    return decide(**(facts | changed), directory=known, catalogue=load_catalogue(), danger=danger)


def test_of_a_child_that_is_hurt_the_police_and_the_social_desk_both_hear():
    assert in_danger(danger="child").unit_id == 13
    assert in_danger(danger="child").alerted == (14,)
    assert in_danger(danger="child", topic="an_ninh_trat_tu").alerted == (13,)


def test_of_violence_the_police_of_the_commune_hears_whatever_the_topic():
    assert in_danger(danger="crime").alerted == (14,)
    assert in_danger(danger="").alerted == ()


def test_of_an_accusation_who_can_prevent_the_danger_hears_and_of_custody_nobody():
    assert in_danger(danger="crime", kind=Kind.DENUNCIATION).alerted == (14,)
    assert in_danger(danger="custody", kind=Kind.DENUNCIATION).alerted == ()


def test_at_night_the_police_on_duty_comes_before_a_clerk_on_duty_elsewhere():
    clerk, police = officer(3, TAN_YEN_ECONOMY, is_on_duty=True), officer(4, 14, is_on_duty=True)
    assert in_danger(clerk, police, danger="crime", is_for_duty=True).officer_id == 4


def test_only_those_who_work_in_the_unit_are_looked_at():
    class Staff(dict):
        looks = 0

        def values(self):
            self.looks += 1
            return super().values()

    everybody = Staff(
        {number: officer(number, TAN_YEN_ECONOMY + number % 2, is_on_duty=True) for number in range(1, 9)}
    )
    known = Directory("thử", {}, everybody, ())
    for _matter in range(3):
        assert officer_for(TAN_YEN_ECONOMY, Post("dien"), directory=known, load={2: 1}).id == 4
        assert on_duty([TAN_YEN_OFFICE, TAN_YEN_ECONOMY], Post("dien"), directory=known, load={}).id == 1
    assert everybody.looks == 1


def test_who_stands_in_for_two_is_there_and_a_new_list_of_officers_is_known_at_once():
    away = {number: officer(number, TAN_YEN_ECONOMY, is_absent=True, substitute_id=3) for number in (1, 2)}
    known = Directory("thử", {}, away | {3: officer(3, TAN_YEN_OFFICE)}, ())
    assert officer_for(TAN_YEN_ECONOMY, Post("dien"), directory=known, load={}).id == 3
    back = replace(known, officers=known.officers | {2: officer(2, TAN_YEN_ECONOMY)})
    assert officer_for(TAN_YEN_ECONOMY, Post("dien"), directory=back, load={}).id == 2

"""Who hears of a case: by role, the absent replaced, the word never lost and never where it must not go."""

from hypothesis import given
from hypothesis import strategies as st

from intake.directory.roster import Matter, Person, Roster

PARENTS = {1: None, 2: 1, 3: 2, 4: 2, 5: None}
OFFICER, HEAD, CHAIR, DESK = (
    Person(10, 3, "officer"),
    Person(11, 3, "head"),
    Person(12, 2, "head"),
    Person(13, 4, "reception"),
)
BOSS, OTHER_BOSS = Person(14, 1, "supervisor"), Person(15, 1, "supervisor")
ALL = (OFFICER, HEAD, CHAIR, DESK, BOSS, OTHER_BOSS)
EVERYBODY = ("officer", "head", "supervisor")


def matter(**facts):
    return Matter(**{"unit_id": 3, "desk_unit_id": 4, "owner_id": 10, **facts})


def test_a_case_is_told_to_its_officer_its_head_and_one_supervisor():
    assert Roster(ALL, PARENTS).told(matter(), EVERYBODY) in {(10, 11, 14), (10, 11, 15)}


def test_supervisors_share_the_units_and_a_unit_keeps_its_own():
    office = Roster(ALL, PARENTS)
    per_unit = {unit: office.supervisors(matter(unit_id=unit)) for unit in (2, 3, 4)}
    assert {one for found in per_unit.values() for one in found} == {14, 15}
    assert all(len(found) == 1 for found in per_unit.values())
    assert per_unit == {unit: office.supervisors(matter(unit_id=unit)) for unit in (2, 3, 4)}


def test_the_nearest_supervisor_comes_before_the_province():
    near = Person(16, 2, "supervisor")
    assert Roster((*ALL, near), PARENTS).supervisors(matter()) == [16]


def test_a_unit_that_hangs_from_nothing_is_watched_by_the_province():
    assert Roster(ALL, PARENTS, top_id=1).supervisors(matter(unit_id=5)) != []


def test_what_nobody_owns_goes_to_the_desk():
    assert Roster(ALL, PARENTS).told(matter(owner_id=None), ("officer",)) == (13,)


def test_without_a_desk_it_goes_to_the_head():
    assert Roster(ALL, PARENTS).told(matter(owner_id=None, desk_unit_id=None), ("officer",)) == (11,)


def test_units_that_name_each_other_as_parents_are_walked_once():
    assert Roster(ALL, {3: 4, 4: 3}).told(matter(owner_id=None, desk_unit_id=None), ("supervisor",)) == ()


@st.composite
def offices(draw):
    people = []
    for number in range(draw(st.integers(1, 8))):
        role = draw(st.sampled_from(["officer", "head", "reception", "supervisor"]))
        people.append(
            Person(
                number,
                draw(st.integers(1, 5)),
                role,
                draw(st.booleans()),
                draw(st.booleans()),
                draw(st.none() | st.integers(0, 8)),
            )
        )
    return people


MATTERS = st.builds(
    Matter,
    st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.none() | st.integers(0, 8),
    st.booleans(),
    st.frozensets(st.integers(1, 5), max_size=2),
)


@given(offices(), st.dictionaries(st.integers(1, 5), st.none() | st.integers(1, 5)), MATTERS)
def test_nobody_absent_and_nobody_who_must_not_know_ever_hears(people, parents, told_of):
    found = Roster(people, parents, top_id=1).told(told_of, EVERYBODY)
    known = {person.id: person for person in people}
    assert len(found) == len(set(found))
    for person in (known[person_id] for person_id in found):
        assert not person.is_absent
        if told_of.is_sealed:
            assert person.has_clearance
            assert person.unit_id not in told_of.excluded
            assert parents.get(person.unit_id) not in told_of.excluded


@given(offices(), st.integers(1, 5))
def test_while_a_supervisor_of_the_province_is_there_no_rung_falls_on_deaf_ears(people, unit):
    boss = Person(99, 1, "supervisor", has_clearance=True)
    office = Roster([*people, boss], PARENTS, top_id=1)
    for role in EVERYBODY:
        assert office.told(matter(unit_id=unit, owner_id=None), (role,))

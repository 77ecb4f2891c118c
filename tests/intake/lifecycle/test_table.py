"""The table of moves itself: each name in it means something, and nothing in it breaks what a person relies on."""

import pytest

from bot.texts import texts_in
from intake import labels
from intake.access import ROLES, ROLES_WITH_CASES
from intake.law.statutes import load_statutes
from intake.lifecycle import (
    AT_REGISTRATION,
    CLOCK_OWNERS,
    DUTIES,
    TABLE,
    TERMINAL,
    CaseState,
    Move,
    Standing,
    outcomes_of,
    table_of,
)
from intake.lifecycle.lacking import LACKING
from intake.lifecycle.rules import CONDITIONS
from routing.kinds import Kind

STATUTES = load_statutes()
TABLES = [*((kind, Standing.CHAT) for kind in TABLE), (Kind.DENUNCIATION, Standing.INFORMATION)]
every_table = pytest.mark.parametrize(("kind", "standing"), TABLES)


@every_table
def test_every_name_in_a_row_is_known(kind, standing):
    for move, rule in table_of(kind, standing).items():
        assert move.value in labels.MOVES
        assert rule.froms, move
        assert set(rule.when) <= set(CONDITIONS), move
        assert {*rule.needs, *rule.may} <= set(labels.FIELDS), move
        assert not set(rule.needs) & set(rule.may), move
        assert rule.file is None or rule.file in labels.FIELDS, move
        assert not rule.file_needed or rule.file, move
        assert {rule.pauses, rule.resumes} <= {None, *STATUTES.pauses}, move
        assert {*rule.starts, *rule.stops, *rule.drops} <= set(STATUTES.stages) & set(labels.STAGES), move
        assert rule.relations <= {"lead", "coordinating"}, move


def test_every_condition_has_a_name_that_people_read():
    assert set(CONDITIONS) == set(LACKING)


@every_table
def test_what_the_citizen_is_told_is_written_in_both_languages(kind, standing):
    told = {rule.notice for rule in table_of(kind, standing).values() if rule.notice}
    assert told <= set(texts_in("vi").table)
    assert told <= set(texts_in("en").table)


@every_table
def test_only_those_who_see_cases_move_them(kind, standing):
    for move, rule in table_of(kind, standing).items():
        assert rule.roles <= ROLES_WITH_CASES, move
        assert not rule.roles & {"administrator", "observer"}, move


@every_table
def test_a_clock_that_a_move_starts_has_a_limit_in_the_law(kind, standing):
    """A row that several kinds share may start what only some of them have; then one of them has it."""
    for move, rule in table_of(kind, standing).items():
        sharing = {one for one, other in TABLES if table_of(one, other).get(move) == rule}
        for stage in rule.starts:
            assert any(stage in STATUTES.stages_for(one.value) for one in sharing), (move, stage)


def test_what_is_kept_as_information_never_gets_the_limits_of_a_denunciation():
    table = table_of(Kind.DENUNCIATION, Standing.INFORMATION)
    started = {stage for move, rule in table.items() for stage in rule.starts if move is not Move.RETURN}
    assert not started & set(STATUTES.stages_for("denunciation"))


def test_back_at_the_desk_information_has_the_limit_of_any_matter_that_is_told():
    back = table_of(Kind.DENUNCIATION, Standing.INFORMATION)[Move.RETURN]
    assert set(back.starts) == set(AT_REGISTRATION[Kind.DENUNCIATION]) == {"outcome_notice"}


@pytest.mark.parametrize("kind", Kind)
def test_what_starts_with_the_telling_has_a_limit_in_the_law(kind):
    known = STATUTES.stages_for(kind.value)
    assert set(AT_REGISTRATION[kind]) <= set(known)


@every_table
def test_every_clock_that_starts_is_ended_by_some_move(kind, standing):
    table = table_of(kind, standing)
    started = {stage for rule in table.values() for stage in rule.starts} | set(AT_REGISTRATION[kind])
    started &= set(STATUTES.stages_for(kind.value))
    ended = {stage for rule in table.values() for stage in (*rule.stops, *rule.drops)}
    by_duty = set(DUTIES) if Move.FULFIL in table else set()
    assert started <= ended | by_duty


@every_table
def test_an_answer_or_an_end_by_the_office_has_words_and_a_reason(kind, standing):
    table = table_of(kind, standing)
    for move in (Move.ANSWER, Move.APPROVE, Move.PROPOSE):
        assert {"outcome", "text"} <= set(table[move].needs)
    assert table[Move.CLOSE].froms == {CaseState.ANSWERED}
    for move, rule in table.items():
        if rule.to in TERMINAL - {CaseState.CLOSED} and rule.roles:
            assert {"reason", "text", "form_ref"} & set(rule.needs), move
    assert outcomes_of(kind, standing)


@every_table
@pytest.mark.parametrize(
    ("state", "cause"), [(CaseState.SUSPENDED, "suspension"), (CaseState.WAITING_CITIZEN, "waiting")]
)
def test_a_state_that_stops_the_count_is_entered_and_left_with_the_clocks(kind, standing, state, cause):
    table = table_of(kind, standing)
    stopped = {row.stage for row in STATUTES.rows if cause in row.pauses and kind.value in row.kinds}
    for move, rule in table.items():
        if rule.to is state and state not in rule.froms:
            assert rule.pauses == cause, move
        if state in rule.froms and rule.to not in {None, state}:
            ends_all = rule.to in TERMINAL or stopped <= {*rule.stops, *rule.drops}
            assert rule.resumes == cause or ends_all, move


@every_table
def test_no_way_leads_past_an_expert_s_assessment_while_the_count_stands_still(kind, standing):
    table = table_of(kind, standing)
    if Move.BEGIN_ASSESSMENT not in table:
        assert all("in_assessment" not in rule.when for rule in table.values())
        return
    (start,) = table[Move.BEGIN_ASSESSMENT].froms
    assert table[Move.END_ASSESSMENT].froms == {start}
    for move, rule in table.items():
        if start in rule.froms and rule.to not in {None, start, *TERMINAL} and "counting" not in rule.when:
            assert rule.pauses == "waiting", move


@every_table
def test_every_open_state_has_an_owner_and_a_move_of_staff_that_leaves_it(kind, standing):
    table = table_of(kind, standing)
    states = {rule.to for rule in table.values() if rule.to} | {CaseState.ASSIGNED}
    for state in states - TERMINAL:
        assert state in CLOCK_OWNERS
        assert set().union(*(rule.roles for rule in table.values() if state in rule.froms and rule.to)), state


def test_the_owner_of_a_state_is_somebody():
    assert set(CLOCK_OWNERS.values()) <= {*ROLES, "citizen"}
    assert set(CLOCK_OWNERS) == set(CaseState) - TERMINAL

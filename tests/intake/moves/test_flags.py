"""Flags are given by those who answer for a case, follow from clocks and people, and are found by filters."""

import pytest
from sqlalchemy import select, update

from intake.errors import Forbidden, Invalid, NotFound
from intake.moves import flags
from intake.queries.flags import FLAGS, flags_of, given
from intake.queries.inbox import folders
from intake.queries.inbox.narrowing import Filters
from intake.tables import AuditRow, CaseEventRow, CaseRow
from routing.kinds import Kind
from tests.factories import tell, viewer
from tests.scenes import Desk


def give(office, case_id, *wanted, login="ha", reason="Báo đã nêu"):
    with office.transaction() as tx:
        flags.give(tx, case_id, set(wanted), reason=reason, actor=viewer(office, login))


def found(office, *names, login="giap"):
    with office.read() as snap:
        page = folders.page(snap, viewer(office, login), "all", Filters(flags=names))
        return {line.id for line in page.cases}


def test_what_is_given_is_shown_found_and_told_by_the_history(office, settings):
    case = tell(office, settings)
    give(office, case.id, "public", "sensitive")
    give(office, case.id, "public", reason="Không còn nhạy cảm")
    with office.read() as snap:
        assert flags_of(snap, [case.id]) == {case.id: ("public",)}
        events = select(CaseEventRow.data).where(CaseEventRow.move == "flag").order_by(CaseEventRow.id)
        first, second = snap.execute(events).scalars()
        assert first == {"flags_given": "public,sensitive", "flags_taken": "", "reason": "Báo đã nêu"}
        assert second["flags_taken"] == "sensitive"
        audited = select(AuditRow.actor).where(AuditRow.action == "case.flag").order_by(AuditRow.id)
        assert set(snap.execute(audited).scalars()) == {f"staff:{viewer(office, 'ha').id}"}
    assert found(office, "public") == {case.id}
    assert found(office, "sensitive") == set()
    assert found(office, "public", "sensitive") == set()


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [({"backlog"}, "vì"), ({"urgent"}, "vì"), ({"public"}, "  "), (set(), "vì"), ({"bogus"}, "vì")],
)
def test_what_cannot_be_given_is_refused(office, settings, wanted, reason):
    case = tell(office, settings)
    with pytest.raises(Invalid):
        give(office, case.id, *wanted, reason=reason)
    with office.read() as snap:
        assert given(snap, case.id) == frozenset()


def test_only_who_answers_for_a_case_may_flag_it(office, settings):
    helped = Desk(office, settings).helped()
    with pytest.raises(Forbidden):
        give(office, helped.id, "public", login="tam")
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung", chat="s")
    with pytest.raises(NotFound):
        give(office, sealed.id, "public", login="ha")


def test_backlog_and_lasting_follow_from_the_days(office, settings, clock):
    case = tell(office, settings)
    assert not found(office, "backlog") | found(office, "lasting")
    clock.forward(days=60)
    assert found(office, "backlog") == {case.id}
    assert found(office, "lasting") == set()
    clock.forward(days=40)
    assert found(office, "lasting") == {case.id}
    with office.transaction() as tx:
        assert flags_of(tx, [case.id]) == {case.id: ("backlog", "lasting")}
        tx.execute(update(CaseRow).values(is_open=False))
        assert flags_of(tx, [case.id]) == {}


def test_many_who_signed_make_it_a_matter_of_many(office, settings):
    case, other = tell(office, settings), tell(office, settings, chat="b")
    with office.transaction() as tx:
        tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(people=5))
    give(office, other.id, "crowd")
    assert found(office, "crowd") == {case.id, other.id}


def test_every_flag_is_a_condition_that_both_databases_understand(office, settings):
    tell(office, settings)
    for name in FLAGS:
        assert found(office, name) == set()


def test_a_flag_of_a_sealed_case_is_found_by_nobody_without_clearance(office, settings):
    sealed = tell(office, settings, "Tôi tố cáo", kind=Kind.DENUNCIATION, topic="tham_nhung")
    give(office, sealed.id, "public", login="giap")
    assert found(office, "public") == {sealed.id}
    assert found(office, "public", login="mai") == set()

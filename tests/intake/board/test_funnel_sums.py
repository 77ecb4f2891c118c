"""Kept sums of the funnel are always what would be counted, whatever happens to a line of an older week."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from intake.board import funnel_sums
from intake.queries.figures.board import Period
from intake.queries.figures.funnel import funnel
from intake.tables import (
    CasePersonExclusionRow,
    CaseRow,
    ConversationRow,
    FunnelSumRow,
    FunnelWeekRow,
    UtteranceRow,
)
from intake.talk import dialogue_log
from intake.talk.ended import Ended
from tests import people
from tests.factories import tell, viewer

LOGINS = ("giap", "mai", "tam")


def answered(office, conversation_id, *, asked_ago, waited_s, step="confirm", ending="answered", case_id=None):
    with office.transaction() as tx:
        ended = Ended(ending, tx.now - asked_ago, waited_s)
        said = dialogue_log.Saying("citizen", "text", "vâng", step_before=step, ended=ended, case_id=case_id)
        dialogue_log.write(tx, conversation_id, 1, said)
        dialogue_log.save(tx, conversation_id, state={}, step="idle")


@pytest.fixture
def weeks(office, settings, clock):
    """Some questions of the past weeks, of a case and of none."""
    clock.forward(days=30)
    case, other = tell(office, settings), tell(office, settings, "Rác ngập chợ", commune=people.TAN_YEN, chat="b")
    for number, told in enumerate((case, other, case, other)):
        answered(office, told.conversation_id, asked_ago=timedelta(days=5 * number), waited_s=40, case_id=told.id)
    with office.transaction() as tx:
        alone = dialogue_log.open_conversation(tx, "web", "main", "c", "").id
    for number, ending in enumerate(("answered", "cancelled", "silent", "aside")):
        answered(office, alone, asked_ago=timedelta(days=6 * number), waited_s=90_000, ending=ending, step="ask_place")
    return case, other, alone


def figures(office, login):
    with office.read() as snap:
        monday = snap.today - timedelta(days=snap.today.weekday())
        period, who = Period(monday - timedelta(weeks=12), snap.today), viewer(office, login)
        found = [funnel(snap, who, period), funnel(snap, who, period, "web")]
    return [(one.total, one.steps, one.channels, one.weeks, one.cells) for one in found]


def seal(tx, case, _alone):
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(is_sealed=True))
    tx.execute(update(UtteranceRow).where(UtteranceRow.case_id == case.id).values(is_sealed=True))


def hold(tx, case, _alone):
    tx.execute(update(CaseRow).where(CaseRow.id == case.id).values(suspicion="ads"))


def bind(tx, case, alone):
    dialogue_log.bind_draft(tx, alone, 1, case.id, is_sealed=False)


def restrict(tx, _case, alone):
    tx.execute(update(ConversationRow).where(ConversationRow.id == alone).values(restricted_at=tx.now))


def nothing(*_):
    pass


@pytest.mark.slow
@pytest.mark.parametrize("happens", [nothing, seal, hold, bind, restrict])
def test_what_is_kept_is_what_would_be_counted(office, weeks, happens):
    case, _, alone = weeks
    funnel_sums.make_all(office)
    with office.read() as snap:
        assert snap.execute(select(FunnelSumRow.number).limit(1)).first()
    for settled in (False, True):
        if not settled:
            with office.transaction() as tx:
                happens(tx, case, alone)
        else:
            funnel_sums.make_all(office)
        kept = {login: figures(office, login) for login in LOGINS}
        with office.transaction() as tx:
            tx.execute(update(FunnelWeekRow).values(is_made=False))
        assert kept == {login: figures(office, login) for login in LOGINS}
        assert kept["giap"] != kept["tam"]


def test_a_case_that_accuses_the_viewer_is_taken_out_of_what_is_kept(office, weeks):
    case, _, _ = weeks
    before = figures(office, "giap")
    funnel_sums.make_all(office)
    assert figures(office, "giap") == before
    with office.transaction() as tx:
        who = viewer(office, "giap").id
        tx.execute(insert(CasePersonExclusionRow).values(case_id=case.id, staff_id=who))
    assert figures(office, "giap")[0][0].reached == before[0][0].reached - 2


@pytest.mark.usefixtures("weeks")
def test_a_week_is_summed_up_only_when_what_was_being_written_is_settled(office, clock):
    with office.transaction() as tx:
        funnel_sums.mark(tx)
        assert funnel_sums.make(tx) == 0
    clock.forward(minutes=3)
    with office.transaction() as tx:
        assert funnel_sums.make(tx) > 0

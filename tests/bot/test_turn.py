"""One turn one transaction: each update once, in order; one that breaks the turn is kept and holds up nobody."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.running.checkups import examine
from intake.settings import load_settings
from intake.tables import InboxRow, OutboxRow, UtteranceRow
from tests.factories import open_office
from tests.talk import Citizen, plain_turns

BREAKS = "a message that breaks the turn"


@pytest.fixture
def turns(db, settings, monkeypatch):
    open_office(db)
    turns = plain_turns(db, settings)
    answer = turns.conductor.answer

    def answer_or_break(tx, conversation, heard):
        result = answer(tx, conversation, heard)
        if turns.is_broken and heard.inbound.text == BREAKS:
            raise RuntimeError("a bug")
        return result

    turns.__dict__["is_broken"] = True
    monkeypatch.setattr(turns.conductor, "answer", answer_or_break)
    return turns


def statuses(db):
    with db.read() as snap:
        return list(snap.execute(select(InboxRow.status).order_by(InboxRow.id)).scalars())


def said(db):
    with db.read() as snap:
        rows = select(UtteranceRow.text).where(UtteranceRow.author == "citizen").order_by(UtteranceRow.id)
        return list(snap.execute(rows).scalars())


def test_the_same_update_again_changes_nothing(turns, db):
    event = Citizen(turns).event(kind="text", text="chào")
    assert turns.receive(event).is_new
    again = turns.receive(event)
    assert not again.is_new
    assert again.conversation_id is not None
    assert said(db) == ["chào"]


def test_a_turn_that_breaks_leaves_the_update_and_nothing_else(turns, db):
    citizen = Citizen(turns)
    citizen.says(BREAKS)
    assert statuses(db) == ["new"]
    assert said(db) == []
    with db.read() as snap:
        assert snap.execute(select(OutboxRow.id)).all() == []


def test_later_words_of_the_chat_wait_behind_it_and_other_chats_go_on(turns, db, clock):
    citizen = Citizen(turns)
    citizen.says(BREAKS)
    citizen.says("chào")
    Citizen(turns, "another").says("alo")
    assert said(db) == ["alo"]
    turns.__dict__["is_broken"] = False
    clock.forward(seconds=5)
    turns.run_due()
    assert said(db) == ["alo", BREAKS, "chào"]


def test_after_five_tries_it_is_dead_the_citizen_is_told_and_the_chat_goes_on(turns, db, clock):
    citizen = Citizen(turns)
    citizen.says(BREAKS)
    citizen.says("chào")
    for _try in range(8):
        clock.forward(minutes=5)
        turns.run_due()
    assert statuses(db) == ["dead", "done"]
    with db.read() as snap:
        payloads = list(snap.execute(select(OutboxRow.payload).order_by(OutboxRow.id)).scalars())
    assert payloads[0]["notice"] == "notice.sorry"
    assert payloads[0]["fields"]["phone"]
    assert said(db) == ["chào"]


def test_an_error_note_quotes_nobody(turns, db):
    Citizen(turns).says(BREAKS)
    with db.read() as snap:
        assert snap.execute(select(InboxRow.error)).scalar_one() == "RuntimeError"


def test_polled_updates_and_the_cursor_are_stored_together(turns, db):
    citizen = Citizen(turns)
    events = [citizen.event(kind="text", text=text) for text in ("chào", "alo")]
    turns.receive_batch(events, ("plain", "main", 7), strays=["[]"])
    turns.receive_batch(events, ("plain", "main", 7))
    assert said(db) == ["chào", "alo"]
    assert sorted(statuses(db)) == ["done", "done", "quarantined"]


def test_an_update_for_a_channel_that_is_gone_is_kept(turns, db):
    event = replace(Citizen(turns).event(kind="text", text="chào"), channel="gone")
    turns.receive(event)
    assert statuses(db) == ["new"]


def test_what_waits_for_a_channel_that_is_set_up_no_more_is_kept_and_heard_when_it_is_again(turns, db, clock, settings):
    citizen = Citizen(turns, "gone")
    turns.is_broken = True
    citizen.says(BREAKS)
    known, turns.channels = turns.channels, {}
    turns.is_broken = False
    for _try in range(8):
        clock.forward(minutes=6)
        assert turns.run_due() == 1
    assert statuses(db) == ["new"]
    [found] = [one for one in examine(load_settings({**_of(settings, db)})) if "không còn được cài đặt" in one.sentence]
    assert not found.ok
    assert "1 tin của người dân chưa xử lý" in found.sentence
    turns.channels = known
    clock.forward(minutes=6)
    turns.run_due()
    assert statuses(db) == ["done"]
    assert said(db) == [BREAKS]


def _of(settings, db):
    return {"NGHEDAN_DATA_DIR": str(settings.data_dir), "NGHEDAN_DATABASE_URL": db.url}

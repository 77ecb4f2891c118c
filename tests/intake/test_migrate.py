"""A book of an older release comes along whole: its running deadlines can be proved and are told."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import create_engine, select, text

from intake import overdue
from intake.db import open_database
from intake.deadlines import ledgers
from intake.errors import Conflict
from intake.health.retelling import differences
from intake.migrate import config, head, is_current, is_newer, upgrade
from intake.tables import ClockRow, ConversationRow, EscalationRow
from nghedan import main

_FACTS = {"at": "2026-09-14 03:00:00+00:00", "yes": True, "no": False, "nothing": "{}", "none": "[]"}
_FACTS["decision"] = '{"decision": {"unit_id": 1, "officer_id": 1, "to_screening": false}}'
_FACTS["to_screen"] = '{"decision": {"unit_id": 1, "officer_id": 1, "to_screening": true}}'
_OLD = """
INSERT INTO units (id, code, name, level, function, phone, address) VALUES (1, 'G', 'UBND phường', 'commune', 'all', '',
  '');
INSERT INTO staff (id, unit_id, name, title, phone, role, has_clearance, is_active, topics) VALUES (1, 1,
  'Nguyễn Thu Hà', 'Chuyên viên', '', 'officer', :no, :yes, :none);
INSERT INTO conversations (id, channel, account, chat_key, display_name, language, state, step, draft_no, started_at,
  last_in_at) VALUES (1, 'web', 'main', 'c', '', 'vi', :nothing, 'idle', 2, :at, :at);
INSERT INTO cases (id, code, secret_version, conversation_id, draft_no, channel, kind, topic, state, is_open, summary,
  text, folded, place_text, is_urgent, is_sealed, confidence, registered_at, version, lead_unit_id, officer_id) VALUES
  (1, 'ND-26-2222-2222', 1, 1, 1, 'web', 'feedback', 'dien', 'in_progress', :yes, 's', 't', 't', '', :no, :no, 0.9, :at,
  1, 1, 1), (2, 'ND-26-3333-3333', 1, 1, 2, 'web', 'complaint', 'dat_dai', 'screening', :yes, 's', 't', 't', '', :no,
  :no, 0.9, :at, 1, 1, NULL);
INSERT INTO case_events (id, case_id, move, actor, audience, state_from, state_to, data, at) VALUES
  (101, 1, 'register', 'citizen:1', 'citizen', NULL, 'assigned', :decision, :at),
  (102, 1, 'accept', 'staff:1', 'citizen', 'assigned', 'in_progress', :nothing, :at),
  (103, 2, 'register', 'citizen:1', 'citizen', NULL, 'screening', :to_screen, :at);
INSERT INTO clocks (id, case_id, stage, rule_id, statutes_version, calendar_version, basis, is_local, amount, unit,
  start_on, nominal_on, due_on, status, started_at) VALUES (1, 1, 'outcome_notice', 'P1', 'old statutes',
  'old calendar', 'Điều 28', :no, 10, 'working', '2026-09-14', '2026-09-28', '2026-09-28', 'running', :at);
INSERT INTO escalations (id, clock_id, case_id, step, at) VALUES (101, 1, 1, 'at_risk', :at);
INSERT INTO utterances (id, conversation_id, draft_no, author, kind, text, folded, is_sealed, at) VALUES
  (1, 1, 1, 'citizen', 'text', 'gọi +84 912 345 678', 'goi 84 912 345 678', :no, :at);
INSERT INTO utterances (id, conversation_id, draft_no, author, kind, text, folded, is_sealed, at) VALUES
  (2, 1, 1, 'citizen', 'text', 'gọi tôi', 'goi toi', :yes, :at)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def old_book(request, tmp_path):
    """The address of a book as it was before deadlines carried their changes."""
    is_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'old.db'}" if is_sqlite else request.getfixturevalue("empty_postgresql_url")
    engine = create_engine(url)
    with engine.begin() as connection:
        alembic = config()
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0002")
        for statement in _OLD.split(";"):
            facts = {name: value for name, value in _FACTS.items() if f":{name}" in statement}
            connection.execute(text(statement), facts)
    engine.dispose()
    return url


@pytest.mark.slow
def test_running_deadlines_of_an_older_book_can_be_proved_and_are_told(old_book):
    db = open_database(old_book, lambda: datetime(2026, 9, 29, 3, tzinfo=UTC))
    assert upgrade(db)
    assert is_current(db)
    with db.transaction() as tx:
        assert ledgers.recompute(tx, 1).due_on.isoformat() == "2026-09-28"
        assert overdue.sweep(tx) == 1
        assert tx.execute(select(ClockRow.passed_at)).scalar_one() is not None
    db.close()


@pytest.mark.slow
def test_what_an_older_book_told_of_a_deadline_keeps_its_day_and_its_cases_fit_their_history(old_book):
    db = open_database(old_book, lambda: datetime(2026, 9, 29, 3, tzinfo=UTC))
    assert upgrade(db)
    with db.read() as snap:
        assert snap.execute(select(EscalationRow.due_on)).scalar_one().isoformat() == "2026-09-28"
        assert list(differences(snap)) == []
    db.close()


@pytest.mark.parametrize("command", [["audit", "verify"], ["clocks", "verify"]])
def test_of_an_older_book_it_is_said_that_it_has_to_be_brought_along_first(old_book, command, monkeypatch, capsys):
    monkeypatch.setenv("NGHEDAN_DATABASE_URL", old_book)
    assert main(command) != 0
    assert "nghedan migrate" in capsys.readouterr().err


@pytest.mark.slow
def test_what_was_said_in_an_older_book_is_found_but_for_what_is_sealed(old_book):
    db = open_database(old_book, lambda: datetime(2026, 9, 29, 3, tzinfo=UTC))
    upgrade(db)
    with db.read() as snap:
        asked = "SELECT id FROM utterances WHERE folded_tsv @@ CAST(:word AS tsquery) AND NOT is_sealed"
        if snap.is_sqlite:
            asked = "SELECT rowid FROM utterances_fts WHERE utterances_fts MATCH :word"
        words = ("goi", "0912345678", "toi")
        found = {word: list(snap.execute(text(asked), {"word": word}).scalars()) for word in words}
        assert found == {"goi": [1], "0912345678": [1], "toi": []}
        assert snap.execute(select(ConversationRow.last_open_id)).scalar_one() == 1
    db.close()


def test_whoever_watches_a_process_has_the_versions_read_once():
    head.cache_clear()
    assert head() == head()
    assert head.cache_info().misses == 1


def test_a_book_that_a_newer_release_wrote_is_refused_and_left_as_it_is(db):
    with db.transaction() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        assert is_newer(db)
        assert not is_current(db)
        with pytest.raises(Conflict, match="mới hơn"):
            upgrade(db)
    finally:
        with db.transaction() as tx:
            tx.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    assert not is_newer(db)

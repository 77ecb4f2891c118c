"""Another reader of our bot is told to a person when it stays, and until it is gone; an ended process is none."""

import pytest

from bot.doors.rivals import Rivals
from bot.running.checkups import examine
from intake.channels import channel_troubles
from intake.channels.channel_tokens import Account
from intake.settings import load_settings

OURS = Account("telegram", "4242")


@pytest.fixture
def rivals(db):
    return Rivals(db, OURS)


def told(db):
    with db.read() as snap:
        return [one.code for one in channel_troubles.troubles(snap)]


def test_a_process_that_has_just_ended_is_no_rival(rivals, db, clock):
    rivals.seen()
    clock.forward(minutes=1)
    rivals.seen()
    rivals.quiet()
    clock.forward(hours=2)
    rivals.seen()
    assert told(db) == []


def test_a_rival_is_told_of_until_nothing_was_heard_of_it_for_long(rivals, db, clock):
    for _ in range(5):
        rivals.seen()
        clock.forward(minutes=1)
    rivals.quiet()  # each of the two is answered in turn
    assert told(db) == ["two_readers"]
    clock.forward(minutes=20)
    rivals.quiet()
    assert told(db) == []


def test_what_was_told_before_a_restart_ends_with_the_first_answer(rivals, db, clock):
    for _ in range(5):
        rivals.seen()
        clock.forward(minutes=1)
    Rivals(db, OURS).quiet()
    assert told(db) == []


def test_a_token_that_is_no_longer_valid_is_another_trouble(rivals, db):
    with db.transaction() as tx:
        channel_troubles.report(tx, OURS, "bad_token")
    rivals.quiet()
    assert told(db) == ["bad_token"]


def test_the_doctor_tells_of_a_rival(db, settings):
    with db.transaction() as tx:
        channel_troubles.report(tx, OURS, channel_troubles.TWO_READERS)
    found = examine(load_settings({"NGHEDAN_DATA_DIR": str(settings.data_dir), "NGHEDAN_DATABASE_URL": db.url}))
    assert any("cùng mã kết nối" in one.sentence and not one.ok for one in found)

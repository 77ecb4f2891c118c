"""Files are fetched after their message is in the book; the citizen is told of one that cannot be taken."""

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.base import Fetched, FetchFailed, TooLarge
from bot.dialogue.state import Draft, State
from bot.doors.fetching import Fetching
from intake.files import attachments
from intake.tables import AttachmentRow, OutboxRow
from intake.talk import dialogue_log
from intake.talk.dialogue_log import Saying
from tests.pictures import JPEG

KEY = ("telegram", "main")
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200


class Store:
    """A hand-written channel that gives out what it was told to."""

    def __init__(self):
        self.answers = []
        self.asked = 0

    async def fetch(self, _ref, _limit):
        self.asked += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Fetched(answer)


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def fetch(db, settings, store):
    def run():
        return asyncio.run(Fetching(db, settings, {KEY: store}).round())

    return run


def expect(db, *, size=None, kind="photo", key=KEY, times=1):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *key, "citizen-1", "")
        utterance_id = dialogue_log.write(tx, conversation.id, 1, Saying("citizen", "photo", ""))
        attachments.expect(
            tx,
            conversation_id=conversation.id,
            utterance_id=utterance_id,
            draft_no=1,
            channel=key[0],
            account=key[1],
            media=[{"kind": kind, "ref": "file-1", "size": size}] * times,
        )


def state(db):
    with db.read() as snap:
        (row,) = snap.execute(select(AttachmentRow.__table__)).all()
        told = snap.execute(select(OutboxRow.payload)).scalars().all()
    return row, [payload["notice"] for payload in told]


def test_a_photo_is_fetched_and_kept(db, settings, fetch, store):
    expect(db)
    store.answers = [JPEG]
    assert fetch() == 1
    row, told = state(db)
    assert (row.status, row.mime, told) == ("stored", "image/jpeg", [])
    assert attachments.path_of(settings, row.sha256).read_bytes() == JPEG


def counting(db, draft):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "citizen-1", "")
        told = State(step="confirm", draft=draft)
        dialogue_log.save_state(tx, conversation.id, state=told.to_json(), step="confirm")
    return conversation.id


def draft_of(db, conversation_id):
    with db.transaction() as tx:
        return State.from_json(dialogue_log.lock_conversation(tx, conversation_id).state).draft


def test_a_file_that_is_not_kept_is_not_counted_to_what_is_told(db, fetch, store):
    number = counting(db, Draft(text="Đèn hỏng", media=2))
    expect(db)
    store.answers = [PROGRAM]
    fetch()
    assert draft_of(db, number).media == 1


def test_a_voice_that_is_lost_is_no_matter_without_words(db, fetch, store):
    number = counting(db, Draft(media=1, voices=1, wordless=True))
    expect(db, kind="audio")
    store.answers = [FetchFailed("gone", permanent=True)]
    fetch()
    left = draft_of(db, number)
    assert (left.media, left.voices, left.wordless) == (0, 0, False)


@pytest.mark.parametrize(
    ("answer", "notice"),
    [
        (PROGRAM, "media.bad_type"),
        (b"", "media.bad_type"),
        (TooLarge(10**9), "media.too_large"),
        (FetchFailed("wrong file_id", permanent=True), "media.failed"),
    ],
)
def test_what_cannot_be_taken_is_told(db, fetch, store, answer, notice):
    expect(db)
    store.answers = [answer]
    fetch()
    row, told = state(db)
    assert (row.status, told) == ("refused", [notice])


def test_of_a_file_that_may_be_gone_its_citizen_hears_within_minutes(db, fetch, store, clock):
    expect(db)
    store.answers = [FetchFailed("temporarily unavailable", is_doubtful=True)] * 5
    fetch()
    assert state(db)[1] == []
    for _try in range(4):
        clock.forward(minutes=3)
        fetch()
    assert (state(db)[0].status, state(db)[1]) == ("failed", ["media.failed"])


def test_what_came_in_one_breath_is_told_of_once_for_each_reason(db, fetch, store, clock):
    expect(db, times=3)
    store.answers = [FetchFailed("gone", permanent=True), PROGRAM, FetchFailed("gone", permanent=True)]
    fetch()
    clock.forward(seconds=5)
    expect(db)  # sent again, and in vain again
    store.answers = [FetchFailed("gone", permanent=True)]
    fetch()
    with db.read() as snap:
        told = [payload["notice"] for payload in snap.execute(select(OutboxRow.payload)).scalars()]
    assert sorted(told) == ["media.bad_type", "media.failed", "media.failed"]


def test_the_same_photo_sent_twice_in_one_breath_is_kept_both_times(db, fetch, store):
    expect(db, times=5)
    store.answers = [JPEG] * 5
    fetch()
    with db.read() as snap:
        assert snap.execute(select(AttachmentRow.status)).scalars().all() == ["stored"] * 5


def test_photos_that_are_hard_to_open_are_all_kept_and_told_of_once(db, fetch, store):
    expect(db, times=5)
    store.answers = [HEIC + bytes([number]) for number in range(5)]
    fetch()
    with db.read() as snap:
        kept = snap.execute(select(AttachmentRow.status)).scalars().all()
        told = [payload["notice"] for payload in snap.execute(select(OutboxRow.payload)).scalars()]
    assert (kept, told) == (["stored"] * 5, ["media.heic"])


def test_a_file_that_says_it_is_too_large_is_not_even_fetched(db, fetch, store):
    expect(db, size=25 * 1024 * 1024)
    fetch()
    assert store.asked == 0
    assert state(db)[1] == ["media.too_large"]


def test_a_file_of_a_platform_that_is_away_for_a_night_is_fetched_in_the_morning(db, fetch, store, clock):
    expect(db)
    store.answers = [FetchFailed("away")] * 100
    for _minute in range(12 * 60):
        fetch()
        clock.forward(minutes=1)
    store.answers = [JPEG]
    clock.forward(hours=1)
    fetch()
    row, told = state(db)
    assert (row.status, told) == ("stored", [])


def test_a_fetch_is_tried_for_a_day_and_then_told_once(db, fetch, store, clock):
    expect(db)
    store.answers = [FetchFailed("away")] * 100
    for _hour in range(40):
        fetch()
        clock.forward(hours=1)
    row, told = state(db)
    assert (row.status, told, store.asked) == ("failed", ["media.failed"], 30)


def test_a_fetch_that_works_the_second_time_is_not_told(db, fetch, store, clock):
    expect(db)
    store.answers = [FetchFailed("away"), JPEG]
    fetch()
    clock.forward(minutes=5)
    fetch()
    row, told = state(db)
    assert (row.status, told) == ("stored", [])


def test_files_of_a_channel_that_is_not_set_up_wait(db, fetch):
    expect(db, key=("telegram", "another"))
    fetch()
    row, told = state(db)
    assert (row.status, told) == ("pending", [])

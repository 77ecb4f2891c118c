"""Many messages in a row are heard as one and answered once; nothing of them is lost, and other chats do not notice."""

import pytest
from sqlalchemy import select

from bot.turn import Turns
from intake.db import Snapshot, Transaction
from intake.installation.bounds import load_bounds
from intake.tables import AttachmentRow, InboxRow, OutboxRow, UtteranceRow
from tests.factories import open_office
from tests.talk import Citizen, PlainChannel, agreed_earlier

BURST = load_bounds().burst
STORY = (
    "Ổ gà to",
    "trước cổng trường tiểu học",
    "phường Bắc Giang",
    "hôm qua có cháu bé ngã xe",
    "mưa là ngập",
    "sâu lắm",
)
FURTHER = ("Hôm nay", "bốc mùi hơn hôm qua", "ruồi bay vào nhà", "cả xóm đau đầu")


def turns_of(db, settings):
    return Turns(db, settings, {("plain", "main"): PlainChannel()}, burst=BURST)


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return turns_of(db, settings)


@pytest.fixture
def citizen(turns):
    return agreed_earlier(turns)


def texts(db, author="citizen"):
    with db.read() as snap:
        rows = select(UtteranceRow.text).where(UtteranceRow.author == author).order_by(UtteranceRow.id)
        return list(snap.execute(rows).scalars())


def waits(db):
    with db.read() as snap:
        return len(snap.execute(select(InboxRow.id).where(InboxRow.status == "new")).all())


def be_still(turns):
    turns.db.clock.forward(seconds=BURST.quiet_s)
    turns.run_due()


def flood(citizen, count, *, every_s=0.2):
    """Send many different messages in a row; return how many of them were answered at once."""
    answered = 0
    for number in range(count):
        answered += bool(citizen.says(f"rác đổ tràn lan ở ngõ số {number} phường Bắc Giang"))
        citizen.turns.db.clock.forward(seconds=every_s)
        citizen.turns.run_due()
    return answered + bool(citizen.hears())


def test_a_burst_is_answered_once_when_it_is_still(citizen, turns, db):
    for part in STORY[:4]:
        citizen.says(part)
    assert citizen.says(STORY[4]) == []
    assert citizen.says(STORY[5]) == []
    be_still(turns)
    answers = citizen.hears()
    assert len(answers) == 2  # it is added, and the one question that follows
    assert texts(db)[-6:] == list(STORY)


def test_thirty_messages_in_a_minute_are_one_turn_after_the_first_few(citizen, turns, db):
    before = len(texts(db, "bot"))
    answered = flood(citizen, 30)
    be_still(turns)
    assert answered == BURST.messages - 1
    assert waits(db) == 0
    assert len(texts(db)) >= 30
    citizen.presses("Gửi")
    [case] = citizen.cases()
    with db.read() as snap:
        bound = snap.execute(select(UtteranceRow.text).where(UtteranceRow.case_id == case.case_id)).scalars().all()
    assert {f"rác đổ tràn lan ở ngõ số {number} phường Bắc Giang" for number in range(30)} <= set(bound)
    assert len(texts(db, "bot")) - before <= 2 * (BURST.messages + 2)


def test_nobody_waits_longer_than_the_longest(citizen, turns, db):
    for number in range(40):
        citizen.says(f"đường hỏng đoạn {number}")
        db.clock.forward(seconds=BURST.quiet_s - 1)
        turns.run_due()
    assert any("đoạn 30" in text for text in texts(db))


def test_another_process_hears_what_one_that_died_held(citizen, settings, db):
    for part in STORY:
        citizen.says(part)
    assert waits(db) == 2
    reborn = turns_of(db, settings)
    be_still(reborn)
    assert waits(db) == 0
    assert texts(db)[-6:] == list(STORY)


def test_a_burst_that_breaks_is_tried_again_bit_by_bit(citizen, turns, db, monkeypatch):
    answer = turns.conductor.answer

    def break_on_many(tx, conversation, heard):
        if heard.also:
            raise RuntimeError("a bug")
        return answer(tx, conversation, heard)

    monkeypatch.setattr(turns.conductor, "answer", break_on_many)
    for part in (*STORY, "và tối om"):
        citizen.says(part)
    for _try in range(4):
        db.clock.forward(minutes=1)
        turns.run_due()
        monkeypatch.setattr(turns.conductor, "answer", answer)
    assert texts(db)[-7:] == [*STORY, "và tối om"]


@pytest.mark.parametrize("urgent", ["cháy nhà, cứu với, có người mắc kẹt trong nhà", "gặp cán bộ", "/hoso"])
def test_danger_and_commands_do_not_wait(citizen, turns, urgent):
    for part in STORY:
        citizen.says(part)
    assert citizen.says(urgent)
    assert waits(turns.db) == 0


def test_a_yes_in_a_burst_is_not_joined_with_what_is_told(citizen, db):
    for part in (*STORY, "gửi"):
        citizen.says(part)
    assert len(citizen.cases()) == 1
    assert texts(db)[-1] == "gửi"


@pytest.mark.parametrize("asked", ["lien ket 1234 5678", "việc hôm nay"])
def test_what_an_officer_asks_for_behind_a_burst_takes_no_word_of_it_away(citizen, turns, db, asked):
    flood(citizen, BURST.messages)
    citizen.says(asked)
    be_still(turns)
    told = texts(db)
    assert all(any(f"ngõ số {number}" in line for line in told) for number in range(BURST.messages))
    assert not any("1234" in line for line in told)


def test_a_number_said_in_a_burst_answers_the_open_question(citizen, db):
    flood(citizen, BURST.messages)
    citizen.says("hai ạ")
    assert not any("hai ạ\n" in line or "\nhai ạ" in line for line in texts(db))
    assert waits(db) == 0


def test_photos_sent_one_by_one_are_counted_together(citizen, turns, db):
    citizen.says(STORY[0])
    for _photo in range(6):
        citizen.sends_photo()
    be_still(turns)
    with db.read() as snap:
        files = snap.execute(select(AttachmentRow.utterance_id)).scalars().all()
    assert len(set(files)) == 6
    assert citizen.hears()[0] == "Tôi đã nhận 6 ảnh hoặc tệp."


def test_photos_picked_one_by_one_at_a_question_bring_it_once(citizen, turns):
    citizen.says(" ".join(STORY[:3]))
    turns.db.clock.forward(seconds=60)
    first = citizen.sends_photo()
    assert first
    for _photo in range(3):
        turns.db.clock.forward(seconds=1)
        turns.run_due()
        assert citizen.sends_photo() == []
    be_still(turns)
    rest = citizen.hears()
    assert len(rest) == len(first)  # the question is asked once more, for all three
    assert rest[0] != first[0]


def test_a_yes_does_not_wait_for_a_photo(citizen):
    citizen.says(" ".join(STORY[:3]))
    citizen.sends_photo()
    assert citizen.says("giúp")


def test_a_further_burst_goes_to_its_case_whole(citizen, turns, db):
    citizen.says("Rác đổ tràn lan đầu ngõ 12 phường Bắc Giang, bốc mùi kinh khủng")
    citizen.presses("Gửi")
    [case] = citizen.cases()
    db.clock.forward(minutes=5)
    citizen.says("hồ sơ của tôi")
    citizen.presses("Bổ sung")
    for part in FURTHER:
        citizen.says(part)
    be_still(turns)
    citizen.hears()
    citizen.presses("Bổ sung")
    with db.read() as snap:
        bound = snap.execute(select(UtteranceRow.text).where(UtteranceRow.case_id == case.case_id)).scalars().all()
    assert set(FURTHER) <= set(bound)


def test_polled_updates_of_one_chat_are_answered_once(citizen, turns, db):
    events = [citizen.event(kind="text", text=text) for text in STORY]
    turns.receive_batch(events, ("plain", "main", 9))
    assert waits(db) == len(STORY)
    be_still(turns)
    assert len(citizen.hears()) == 1


class Statements:
    """Counts what the database is asked."""

    def __init__(self, monkeypatch):
        self.count = 0
        for where, how in ((Snapshot, "execute"), (Snapshot, "ask"), (Transaction, "write")):
            monkeypatch.setattr(where, how, self.counting(getattr(where, how)))

    def counting(self, asked):
        def counted(*args):
            self.count += 1
            return asked(*args)

        return counted

    def of(self, do):
        before = self.count
        do()
        return self.count - before


def test_a_flood_does_not_slow_another_chat(citizen, turns, db, monkeypatch):
    statements = Statements(monkeypatch)
    first, other = Citizen(turns, "first"), Citizen(turns, "other")
    calm = statements.of(lambda: first.says("Rác đổ tràn lan ở phường Bắc Giang"))
    flooding = statements.of(lambda: [citizen.says(f"rác {number}") for number in range(300)])
    assert statements.of(lambda: other.says("Rác đổ tràn lan ở phường Bắc Giang")) <= calm
    assert flooding / 300 < calm / 2
    be_still(turns)
    assert waits(db) == 0
    assert len(texts(db)) >= 300
    with db.read() as snap:
        assert len(snap.execute(select(OutboxRow.id)).all()) < 60

"""The outbox is emptied: in order, at the platform's pace, at least once; the secret stands only in what is sent."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.base import Caps, SendResult, not_reached, token_refused
from bot.channels.pace import Pace
from bot.dialogue.state import State
from bot.messages import SECRET_MARK, Inbound
from bot.running.checkups import Checkups
from bot.sending.delivery import Delivery
from bot.texts.wordbook import ShippedSentences
from intake import receipts
from intake.cases import act
from intake.catalogue import sentences
from intake.channels import channel_troubles
from intake.channels.channel_health import Health
from intake.lifecycle import Move
from intake.sending import outbox, parcels
from intake.tables import NoticeRow, OutboxRow, StaffRow, UtteranceRow
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent
from routing.kinds import Kind
from tests.factories import open_office, tell, viewer

pytestmark = pytest.mark.one_database

KEY = ("telegram", "main")


class Postman:
    """A hand-written channel that keeps what it was given and answers as told."""

    caps = Caps(takes_files=True)

    def __init__(self):
        self.given = []
        self.answers = []
        self.files = []
        self.told = lambda: None

    async def send(self, chat_key, message):
        self.given.append((chat_key, message.text))
        self.files += [file.name for file in message.files]
        self.told()
        return self.answers.pop(0) if self.answers else SendResult("sent", f"ext-{len(self.given)}")


@pytest.fixture
def postman():
    return Postman()


@pytest.fixture
def deliver(db, settings, postman):
    def run():
        return asyncio.run(Delivery(db, settings, {KEY: postman}).round())

    return run


def put(db, *texts, chat="citizen-1"):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, chat, "")
        for text in texts:
            payload = {"text": text, "choices": [], "ask": None}
            outbox.put(tx, conversation_id=conversation.id, key=f"{chat}:{text}", purpose="reply", payload=payload)


def statuses(db):
    with db.read() as snap:
        return list(snap.execute(select(OutboxRow.status).order_by(OutboxRow.id)).scalars())


@pytest.mark.both_databases
def test_messages_of_a_chat_go_in_order(db, deliver, postman):
    put(db, "một", "hai", "ba")
    assert deliver() == 3
    assert [text for _, text in postman.given] == ["một", "hai", "ba"]
    assert statuses(db) == ["sent"] * 3


@pytest.mark.parametrize("status", ["retry", "maybe_sent"])
def test_what_may_not_have_arrived_is_sent_again_and_what_follows_waits(db, deliver, postman, clock, status):
    put(db, "một", "hai")
    postman.answers = [SendResult(status, reason="?")]
    deliver()
    assert [text for _, text in postman.given] == ["một"]
    clock.forward(minutes=1)
    deliver()
    assert [text for _, text in postman.given] == ["một", "một", "hai"]


def test_a_kill_between_sending_and_noting_sends_again(db, deliver, postman, clock):
    put(db, "một")
    with db.transaction() as tx:
        parcels.claim(tx, channels=[KEY])
    deliver()
    assert postman.given == []
    clock.forward(seconds=61)
    deliver()
    assert statuses(db) == ["sent"]


def test_a_blocked_chat_gets_nothing_more(db, deliver, postman):
    put(db, "một", "hai")
    postman.answers = [SendResult("blocked", reason="Forbidden")]
    deliver()
    assert statuses(db) == ["blocked", "blocked"]


def test_what_never_will_be_taken_is_seen_by_an_officer_and_the_rest_goes_on(db, deliver, postman):
    put(db, "một", "hai")
    postman.answers = [SendResult("bad", reason="too long")]
    deliver()
    assert statuses(db) == ["dead", "sent"]


def test_the_secret_stands_in_the_message_and_nowhere_else(db, settings, deliver, postman):
    open_office(db)
    told = tell(db, settings)
    with db.transaction() as tx:
        payload = {"text": f"Mã bí mật {SECRET_MARK}", "choices": [], "ask": None}
        outbox.put(tx, conversation_id=told.conversation_id, key="r", purpose="reply", payload=payload, case_id=told.id)
    deliver()
    secret = receipts.secret_for(settings, told.receipt.code)
    assert postman.given[-1][1] == f"Mã bí mật {secret}"
    with db.read() as snap:
        kept = snap.execute(select(OutboxRow.payload)).scalars().all()
    assert secret not in str(kept)


@pytest.mark.both_databases
def test_an_officers_answer_reaches_the_chat_in_words_and_the_log(db, settings, deliver, postman):
    open_office(db)
    told = tell(db, settings)
    ha = viewer(db, "ha")
    with db.transaction() as tx:
        act(tx, told.id, Move.ACCEPT, actor=ha, fields={})
        fields = {"outcome": "resolved", "text": "Đã vá ổ gà sáng nay."}
        act(tx, told.id, Move.ANSWER, actor=ha, fields=fields)
    deliver()
    assert "Đã vá ổ gà sáng nay." in postman.given[-1][1]
    with db.read() as snap:
        said = snap.execute(select(UtteranceRow.text).where(UtteranceRow.author == "officer")).scalars().all()
    assert said[-1] == postman.given[-1][1]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("notice", "author"), [("media.heic", "bot"), ("notice.sorry", "bot"), ("notice.closed", "officer")]
)
def test_what_the_machine_says_of_itself_is_not_read_as_the_word_of_the_office(db, deliver, notice, author):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "citizen-1", "")
        payload = {"notice": notice, "fields": {"code": "ND-1", "phone": "", "limit": "10 MB"}}
        outbox.put(tx, conversation_id=conversation.id, key="n", purpose="notice", payload=payload)
    deliver()
    with db.read() as snap:
        assert snap.execute(select(UtteranceRow.author)).scalars().all() == [author]


def test_a_notice_without_words_is_dead_and_holds_up_nobody(db, deliver):
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "citizen-1", "")
        payload = {"notice": "notice.unheard_of", "fields": {}}
        outbox.put(tx, conversation_id=conversation.id, key="n", purpose="notice", payload=payload)
    put(db, "một")
    deliver()
    assert statuses(db) == ["dead", "sent"]


@pytest.mark.both_databases
def test_whatever_keeps_a_message_from_being_worded_it_is_given_up_and_seen_in_the_end(db, deliver, clock):
    """A number that no database takes is no fault that the sender knows of."""
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "citizen-1", "")
        payload = {"notice": "notice.answered", "event_id": 10**30, "fields": {"code": "ND-1", "text": "Xong."}}
        outbox.put(tx, conversation_id=conversation.id, key="n", purpose="notice", payload=payload)
    put(db, "một")
    for _try in range(outbox.MAX_ATTEMPTS):
        deliver()
        clock.forward(hours=2)
    with db.read() as snap:
        reasons = snap.execute(select(OutboxRow.reason).order_by(OutboxRow.id)).scalars().all()
    assert (statuses(db), reasons) == (["dead", "sent"], ["no_words", None])


def test_a_turn_that_commits_wakes_the_sender_at_once(db, settings, postman):
    async def wake():
        delivery = Delivery(db, settings, {KEY: postman})
        stop, given = asyncio.Event(), asyncio.Event()
        postman.told = given.set
        running = asyncio.create_task(delivery.run(stop))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(put, db, "một")
        await asyncio.to_thread(delivery.wake)
        await asyncio.wait_for(given.wait(), 1.5)  # without being woken it looks every two seconds
        stop.set()
        await running

    asyncio.run(wake())
    assert postman.given == [("citizen-1", "một")]


def test_a_flood_stops_the_sending_to_everybody_and_no_message_dies_of_it(db, settings, postman, clock):
    put(db, "một")
    put(db, "hai", chat="citizen-2")
    postman.answers = [SendResult("retry", after=timedelta(seconds=40), is_flood=True) for _try in range(30)]
    delivery = Delivery(db, settings, {KEY: postman})
    for _try in range(30):
        asyncio.run(delivery.round())
        clock.forward(seconds=41)
    assert len(postman.given) == 1  # one was tried, then nobody was written to: forty seconds have not gone by really
    assert statuses(db) == ["new", "new"]


FULL = SendResult("retry", after=timedelta(seconds=40), reason="too_many", is_flood=True, is_perhaps_of_chat=True)


def test_a_chat_that_telegram_has_had_too_much_of_holds_up_no_other_and_keeps_its_order(db, settings, postman, clock):
    put(db, "một", "hai")
    postman.answers = [FULL]
    delivery = Delivery(db, settings, {KEY: postman})
    asyncio.run(delivery.round())
    put(db, "ba", chat="citizen-2")
    asyncio.run(delivery.round())
    assert [text for _, text in postman.given] == ["một", "ba"]
    clock.forward(seconds=41)
    asyncio.run(delivery.round())
    assert [text for _, text in postman.given] == ["một", "ba", "một", "hai"]
    assert statuses(db) == ["sent"] * 3


def test_a_second_chat_that_is_refused_tells_that_the_flood_is_of_all(db, settings, postman, clock):
    for number in range(4):
        put(db, "một", chat=f"citizen-{number}")
    postman.answers = [FULL] * 30
    delivery = Delivery(db, settings, {KEY: postman})
    for _try in range(5):
        asyncio.run(delivery.round())
        clock.forward(seconds=41)
    assert len(postman.given) <= 3
    assert statuses(db) == ["new"] * 4


def troubles(db):
    with db.read() as snap:
        return [one.code for one in channel_troubles.troubles(snap)]


def test_a_token_that_is_refused_stands_among_the_problems_until_a_message_arrives(db, deliver, postman, clock):
    put(db, "một")
    postman.answers = [token_refused()]
    deliver()
    assert troubles(db) == ["bad_token"]
    clock.forward(minutes=6)
    deliver()
    assert statuses(db) == ["sent"]
    assert troubles(db) == []


class Well(Postman):
    async def health(self):
        return Health(is_well=True, sentence="nối được")


@pytest.mark.parametrize("reason", ["bad_token", "quota_spent"])
def test_what_waited_for_a_person_goes_out_as_soon_as_the_account_is_well_again(db, deliver, postman, reason):
    put(db, "một")
    postman.answers = [SendResult("retry", after=timedelta(hours=1), reason=reason, is_flood=True)]
    deliver()
    asyncio.run(Checkups(db, {KEY: Well()}).round())
    assert troubles(db) == []
    deliver()  # whoever puts the account right starts anew: nothing remembers the pause
    assert statuses(db) == ["sent"]


def test_a_token_of_a_bot_that_was_given_up_is_no_problem_any_more(db, deliver, postman):
    put(db, "một")
    postman.answers = [token_refused()]
    deliver()
    asyncio.run(Checkups(db, {}).round())
    assert troubles(db) == []


@pytest.mark.both_databases
def test_an_account_that_takes_nothing_for_minutes_is_told_to_who_can_mend_it(db, deliver, postman, clock):
    open_office(db)
    put(db, "một")
    postman.answers = [not_reached("ConnectError")] * 2
    deliver()
    asyncio.run(Checkups(db, {}).round())
    clock.forward(minutes=6)
    deliver()
    for _round in range(2):
        asyncio.run(Checkups(db, {}).round())
    with db.read() as snap:
        rows = select(StaffRow.role).join(NoticeRow, NoticeRow.staff_id == StaffRow.id)
        told = snap.execute(rows.where(NoticeRow.text.contains("không gửi tin"))).scalars().all()
    assert sorted(told) == ["administrator", "supervisor"]


def test_a_flood_of_unknown_length_is_waited_for_too_and_no_message_dies_of_it(db, deliver, postman, clock):
    put(db, "một")
    postman.answers = [SendResult("retry", is_flood=True) for _try in range(30)]
    for _try in range(30):
        deliver()
        clock.forward(minutes=1)
    assert len(postman.given) == 30
    deliver()
    assert statuses(db) == ["sent"]


def test_what_was_put_back_by_a_flood_keeps_its_place_in_the_chat(db, deliver, postman, clock):
    put(db, "một", "hai")
    postman.answers = [SendResult("retry", after=timedelta(seconds=1), is_flood=True)]
    deliver()
    deliver()
    assert [text for _, text in postman.given] == ["một"]
    clock.forward(seconds=2)
    deliver()
    assert [text for _, text in postman.given] == ["một", "một", "hai"]


@pytest.mark.parametrize(("language", "hint"), [("vi", "nhắn số"), ("en", "Type a number")])
def test_where_there_are_no_buttons_choices_are_numbered_in_the_words(db, deliver, postman, language, hint):
    postman.caps = Caps(has_buttons=False)
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "42", "")
        dialogue_log.save(tx, conversation.id, state={}, step="idle", language=language)
        choices = [{"payload": "1:yes", "label": "Đúng"}, {"payload": "1:no", "label": "Sửa lại"}]
        payload = {"text": "Đúng chưa ạ?", "choices": choices, "ask": None}
        outbox.put(tx, conversation_id=conversation.id, key="q", purpose="reply", payload=payload)
    deliver()
    [(_chat, text)] = postman.given
    assert text.startswith("Đúng chưa ạ?\n\n1. Đúng\n2. Sửa lại\n")
    assert hint in text


class Seconds:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_one_chat_gets_one_message_a_second_and_all_together_thirty():
    pace = Pace(1 / 30, 1.0, clock=Seconds())
    assert pace.book("a") == 0
    assert pace.book("a") == pytest.approx(1.0)
    assert pace.book("b") == pytest.approx(2 / 30)


def test_a_platform_that_does_not_say_how_long_is_asked_soon_and_each_time_in_vain_later():
    seconds = Seconds()
    pace = Pace(clock=seconds)
    pauses = []
    for _try in range(6):
        pauses.append(pace.pause(None))
        seconds.now += 2
        assert pace.pause(None) == pauses[-1] - 2  # what was on its way together is refused together
        pace.took()  # that too was on its way before
        seconds.now += pauses[-1]
    assert pauses == [5, 10, 20, 40, 60, 60]
    pace.took()
    assert pace.pause(None) == 5
    assert pace.pause(40) == 40  # it says how long
    assert pace.pause_left() == 40


def test_chats_that_are_refused_one_after_the_other_while_others_are_heard_stop_nobody():
    seconds = Seconds()
    pace = Pace(clock=seconds)
    assert pace.refused("a", 40) == 40
    assert pace.refused("a", 30) == 30  # the same chat again says no more of the others
    pace.took()
    assert pace.refused("b", 40) == 40
    seconds.now += 41
    assert pace.refused("c", 40) == 40  # the first has had its time
    assert pace.pause_left() == 0
    pace.refused("d", 40)
    assert pace.pause_left() == 40


def test_a_pace_remembers_no_chat_for_ever():
    seconds = Seconds()
    pace = Pace(0, 1.0, clock=seconds)
    for number in range(10_002):
        pace.book(str(number))
    seconds.now += 5
    pace.book("last")
    assert pace.chats_remembered == 1


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.FEEDBACK])
def test_the_form_of_a_complaint_is_sent_along_and_of_nothing_else(db, settings, postman, deliver, kind):
    open_office(db)
    told = tell(db, settings, "Tôi khiếu nại quyết định thu hồi đất", kind=kind, topic="dat_dai")
    payload = {"text": "Đơn đã điền sẵn", "choices": [], "ask": None, "attach": "complaint_form"}
    with db.transaction() as tx:
        facts = {"conversation_id": told.conversation_id, "case_id": told.id, "purpose": "reply"}
        outbox.put(tx, key="form", payload=payload, **facts)
    deliver()
    assert len(postman.files) == (2 if kind is Kind.COMPLAINT else 0)
    assert all(told.receipt.code in name for name in postman.files)


SAID = {"vi": "Hồ sơ ND-1 khép lại, xin cảm ơn.", "en": "Case ND-1 is finished."}


@pytest.mark.both_databases
@pytest.mark.parametrize(("language", "words"), SAID.items())
def test_a_notice_is_said_in_the_citizen_s_language_and_the_office_s_own_words(db, deliver, postman, language, words):
    own = {"language": "vi", "key": "notice.closed", "text": "Hồ sơ {code} khép lại, xin cảm ơn."}
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "42", "")
        dialogue_log.save(tx, conversation.id, state={}, step="idle", language=language)
        sentences.change(tx, ShippedSentences(), **own, why="ngắn hơn", seen=0, actor="system")
        payload = {"notice": "notice.closed", "fields": {"code": "ND-1"}}
        outbox.put(tx, conversation_id=conversation.id, key="n", purpose="notice", payload=payload)
    deliver()
    assert postman.given[0][1].startswith(words)


@pytest.mark.parametrize(("is_child", "you"), [(True, "em"), (False, "Anh/Chị")])
def test_who_wrote_as_a_child_is_told_of_their_case_as_one(db, deliver, postman, is_child, you):
    fields = {"day": "2026-11-20", "hours": "8h", "host": "bà Cúc", "place": "trụ sở", "seat": "1"}
    with db.transaction() as tx:
        conversation = dialogue_log.open_conversation(tx, *KEY, "42", "")
        dialogue_log.save(tx, conversation.id, state=State(is_child=is_child).to_json(), step="idle", language="vi")
        for notice in ("reception.tomorrow", "notice.sealed"):
            payload = {"notice": notice, "fields": {**fields, "url": "http://x"}}
            outbox.put(tx, conversation_id=conversation.id, key=notice, purpose="notice", payload=payload)
    deliver()
    said = " ".join(text for _chat, text in postman.given)
    assert re.search(rf"\b{you}\b", said, re.IGNORECASE)
    assert ("Anh/Chị" in said) is not is_child


class Remover(Postman):
    """A platform on whose screens buttons stay; its raw updates are the ids of the messages that were pressed on."""

    def __init__(self):
        super().__init__()
        self.taken_away = []

    async def retire(self, chat_key, message_id):
        self.taken_away.append((chat_key, message_id))

    def normalise(self, raw):
        return Inbound(*KEY, "citizen-1", "choice", message_id=raw)


@pytest.mark.parametrize(
    "talk",
    [
        ("text", "ext-1", "3:agree", [("citizen-1", "ext-1")]),
        ("choice", "ext-1", "3:agree", []),  # the platform took them away when one was pressed
        ("choice", "ext-0", "3:agree", [("citizen-1", "ext-1")]),  # one further up was pressed
        ("text", "ext-1", "3:rate:7:4", []),  # a mark may be given later
    ],
)
def test_buttons_of_a_question_that_is_asked_no_more_are_taken_away(db, settings, clock, talk):
    said, pressed_on, first, taken_away = talk
    postman = Remover()

    def ask(key, payload):
        with db.transaction() as tx:
            chat = dialogue_log.open_conversation(tx, *KEY, "citizen-1", "")
            choices = [{"payload": payload, "label": "Đồng ý"}]
            outbox.put(tx, conversation_id=chat.id, key=key, purpose="reply", payload={"text": key, "choices": choices})
            return chat.id

    def deliver():
        asyncio.run(Delivery(db, settings, {KEY: postman}).round())

    chat_id = ask("một", first)
    deliver()
    with db.transaction() as tx:
        update_id = inbox.store(tx, RawEvent(*KEY, "update-1", "citizen-1", 1, pressed_on))
        dialogue_log.write(tx, chat_id, 1, dialogue_log.Saying("citizen", said, "vâng"), update_id)
    clock.forward(seconds=5)
    ask("hai", "4:send")
    deliver()
    assert postman.taken_away == taken_away

"""Whole trips in English, the second language: nothing is said in Vietnamese but names and the citizen's own words."""

import asyncio
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import select

import bot.demo
from bot.channels.base import Caps, SendResult
from bot.sending.delivery import Delivery
from intake import cases
from intake.catalogue import answers
from intake.lifecycle import Move
from intake.receptions import reception_plans
from intake.receptions.reception_plans import Plan
from intake.tables import UnitRow
from tests.english import names_of, vietnamese_in
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

BOOK = (Path(bot.demo.__path__[0]) / "answers.toml").read_text(encoding="utf-8")
RUBBISH = "Rác đổ tràn lan ở đầu ngõ 12 đường Hùng Vương, phường Bắc Giang, bốc mùi hôi cả tuần nay"
COMPLAINT = (
    "Tôi tên là Nguyễn Văn Bình, ở thôn Đông, phường Bắc Giang. Tôi khiếu nại quyết định số 12/QĐ-UBND ngày 3/2/2026 "
    "của UBND phường Bắc Giang về việc thu hồi đất nhà tôi. Đề nghị hủy quyết định và trả lại đất. "
    "Kèm theo bản sao sổ đỏ."
)
ACCUSATION = "Tôi tố cáo ông Phó Chủ tịch phường Bắc Giang nhận tiền hối lộ của dân để cấp sổ đỏ"


class Foreigner(Citizen):
    """A citizen who asks for English first; remembers all that was said to them since, buttons too."""

    def __init__(self, turns, **more) -> None:
        super().__init__(turns, **more)
        self.told, self.own = [], []
        self.says("English please")

    def send(self, **fields) -> list[str]:
        self.own += [str(fields.get("text", ""))]
        return super().send(**fields)

    def hears(self) -> list[str]:
        said = super().hears()
        self.told += [*said, *(button["label"] for button in self.buttons)]
        return said


class Postman:
    caps = Caps()

    async def send(self, chat_key, message):
        return SendResult("sent", external_id=f"{chat_key}-{id(message)}")


@pytest.fixture
def foreigner(turns):
    return Foreigner(turns)


@pytest.fixture
def post(office, settings):
    delivery = Delivery(office, settings, {("plain", "main"): Postman()})
    return lambda: asyncio.run(delivery.round())


@pytest.fixture
def assert_english(office):
    def check(citizen):
        with office.read() as snap:
            names = names_of(snap)
        assert len(citizen.told) > 1
        assert not vietnamese_in(dict.fromkeys(citizen.told), names, "\n".join(citizen.own))

    return check


def sends(citizen, words=RUBBISH):
    citizen.says(words)
    if any(one["label"] == "I agree" for one in citizen.buttons):
        citizen.presses("I agree")
    if any(one["label"] == "New matter" for one in citizen.buttons):
        citizen.presses("New matter")
    citizen.presses("Send")
    return citizen.cases()[0]


def test_a_report_from_hello_to_the_list_of_cases(foreigner, assert_english):
    for words in ("help", "/start", "hello", "how much does it cost", "when will I be told", "xyz", "/dulieu", "no"):
        foreigner.says(words)
    foreigner.says(RUBBISH)
    foreigner.presses("Tell me more")
    foreigner.presses("I agree")
    for label in ("Change topic", "Something else", "Change place", "I do not know", "Add photo", "That is all"):
        foreigner.presses(label)
    receipt = "\n".join(foreigner.presses("Send"))
    assert "Article 28" in receipt
    for words in ("my cases", "when will it be done", "who is in charge", "rate", "officer", "/huy"):
        foreigner.says(words)
    assert_english(foreigner)


def test_a_report_in_english(foreigner, assert_english):
    foreigner.says("There is a big hole in the road near the school, please repair it")
    foreigner.says("yes")
    foreigner.says("phường Bắc Giang")
    foreigner.says("send")
    assert foreigner.cases()
    assert_english(foreigner)


def test_a_matter_that_somebody_has_told_already(foreigner, turns, assert_english):
    sends(Foreigner(turns, chat="another"))
    foreigner.says(RUBBISH)
    foreigner.presses("I agree")
    assert "Somebody has already reported" in "\n".join(foreigner.told)
    foreigner.presses("Yes, I have this too")
    foreigner.says("my cases")
    assert_english(foreigner)


def test_a_question_is_said_to_be_answered_in_vietnamese(foreigner, office, assert_english):
    with office.transaction() as tx:
        answers.load(tx, BOOK)
    told = foreigner.says("làm giấy khai sinh ở đâu")
    assert "in Vietnamese only" in told[0]
    foreigner.told = [line for line in foreigner.told if "in Vietnamese only" not in line]
    foreigner.presses("No, ask an officer")
    foreigner.presses("I agree")
    assert_english(foreigner)


def test_a_complaint_with_its_form_and_its_limits(foreigner, assert_english):
    foreigner.says("Tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang")
    foreigner.presses("I agree")
    for _ in range(12):
        if any(one["label"] == "Skip" for one in foreigner.buttons):
            foreigner.presses("Skip")
    foreigner.presses("Change the form")
    foreigner.presses("Go back")
    foreigner.presses("Send")
    [case] = foreigner.cases()
    assert case.kind == "complaint"
    foreigner.says("my cases")
    assert_english(foreigner)


def test_a_complaint_told_whole(foreigner, assert_english):
    foreigner.says(COMPLAINT)
    foreigner.presses("I agree")
    foreigner.presses("I complain myself")
    foreigner.presses("Send")
    foreigner.says("withdraw")
    foreigner.presses("Withdraw")
    assert_english(foreigner)


def test_a_denunciation_with_its_warning_and_ways(foreigner, assert_english):
    foreigner.says(ACCUSATION)
    foreigner.presses("Send a letter")
    foreigner.says("will they know my name")
    foreigner.presses("Go on here")
    foreigner.presses("I agree")
    for _ in range(3):
        if any(one["label"] == "Send" for one in foreigner.buttons):
            break
        foreigner.says("phường Bắc Giang")
    foreigner.presses("Send")
    foreigner.says("my cases")
    assert_english(foreigner)


def test_it_is_no_accusation_in_english(foreigner):
    foreigner.says(ACCUSATION)
    foreigner.says("not an accusation")
    foreigner.presses("I agree")
    assert not any("sealed" in line for line in foreigner.told[-3:])


def test_a_withdrawal(foreigner, assert_english):
    sends(foreigner)
    foreigner.says("withdraw my case")
    foreigner.presses("Withdraw")
    foreigner.says("my cases")
    assert not [case for case in foreigner.cases() if case.is_open]
    assert_english(foreigner)


def test_a_look_up(foreigner, turns, assert_english):
    case = sends(Foreigner(turns, chat="another"))
    foreigner.says("look up")
    foreigner.says(case.code)
    foreigner.says("ABCD-EFGH-2345")
    foreigner.says("joining code")
    foreigner.says("join 48210937")
    foreigner.says("undo joining")
    assert_english(foreigner)


def test_an_answer_its_rating_and_another_look(foreigner, office, post, assert_english):
    case = sends(foreigner)
    answer = "It has been cleaned this morning."
    boss = viewer(office, "giap")
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
        cases.act(tx, case.case_id, Move.ANSWER, actor=boss, fields={"outcome": "resolved", "text": answer})
    post()
    foreigner.hears()
    assert any(answer in line for line in foreigner.told)
    foreigner.says("1")
    foreigner.presses("Look again")
    foreigner.says("It smells as before")
    foreigner.says("my cases")
    foreigner.says("rate")
    foreigner.says("thank you")
    assert_english(foreigner)


def test_outside_of_office_hours_and_with_an_urgent_matter(foreigner, office, assert_english):
    office.clock.forward(hours=14)
    foreigner.says("please help, the house is on fire")
    foreigner.says("officer")
    foreigner.says("please call me back")
    sends(foreigner, "Cháy nhà ở ngõ 5 đường Hùng Vương, phường Bắc Giang")
    foreigner.says("thank you")
    assert_english(foreigner)


def test_a_place_at_a_reception(foreigner, office, assert_english):
    with office.transaction() as tx:
        unit_id = tx.execute(select(UnitRow.id).where(UnitRow.code == "G")).scalar_one()
        wanted = Plan(
            unit_id, "Chủ tịch UBND phường Bắc Giang", "Phòng tiếp dân", date(2026, 9, 17), date(2026, 10, 1), "weekly",
            time(8), time(11), 5,
        )  # fmt: skip
        reception_plans.plan(tx, viewer(office, "giap"), wanted)
    foreigner.says("book a meeting")
    for words in ("The province", "1", "land", "1"):
        foreigner.says(words)
    foreigner.presses("Book")
    foreigner.says("cancel my booking")
    assert_english(foreigner)


@pytest.mark.parametrize(
    ("answer", "is_said"),
    [
        ("Đã dọn sạch đoạn này sáng nay và nhắc các hộ không đổ rác ra đường.", True),
        ("The rubbish at ngõ 12 đường Hùng Vương was taken away this morning.", False),
    ],
)
def test_an_officer_s_answer_in_vietnamese_is_said_to_be_in_vietnamese(foreigner, office, post, answer, is_said):
    case = sends(foreigner)
    boss = viewer(office, "giap")
    with office.transaction() as tx:
        cases.act(tx, case.case_id, Move.ACCEPT, actor=boss, fields={})
        cases.act(tx, case.case_id, Move.ANSWER, actor=boss, fields={"outcome": "resolved", "text": answer})
    post()
    heard = "\n".join(foreigner.hears())
    assert answer in heard
    assert ("wrote this in Vietnamese" in heard) is is_said
    assert ("wrote this in Vietnamese" in "\n".join(foreigner.says("my cases"))) is is_said


def test_a_commune_named_in_english_is_a_place_and_accuses_nobody(turns):
    citizen = Citizen(turns)
    citizen.agrees()
    citizen.says("my land was taken, I received the decision a month ago, I want to complain")
    shown = "\n".join(citizen.says("Kep commune"))
    assert "Place: xã Kép" in shown
    assert "sealed page" not in shown


@pytest.mark.parametrize(
    "told",
    [
        "i am foreigner living in Bac Giang ward, my landlord refuse to register temporary residence for me",
        "can I get my birth certificate here",
    ],
)
def test_who_writes_plain_english_is_answered_in_english(turns, told):
    assert "I answer in English" in "\n".join(Citizen(turns).says(told))


@pytest.mark.parametrize(
    "told",
    [
        "I want to report corruption of the commune chairman but I am afraid",
        "the policeman asked me for money to return my licence, Kep commune",
        "village head stole the relief money",
    ],
)
def test_an_accusation_told_in_english_is_warned_of_and_sealed(turns, told):
    citizen = Citizen(turns)
    warned = "\n".join(citizen.says(told))
    assert "please name nobody here" in warned
    citizen.presses("Go on here")
    citizen.presses("I agree")
    if not any("Send" in button["label"] for button in citizen.buttons):
        citizen.says("Kep commune")
    citizen.presses("Send")
    [case] = citizen.cases()
    assert case.is_sealed


@pytest.mark.parametrize(
    "told", ["the police officer was rude to me at the office", "my landlord asked for money twice"]
)
def test_rudeness_and_a_landlord_are_no_accusation(turns, told):
    assert "please name nobody here" not in "\n".join(Citizen(turns).says(told))

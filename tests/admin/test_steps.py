"""The pages of a step and of the funnel: readable without a script, counted and shown within each one's sight."""

import re

import pytest
from sqlalchemy import select

from admin.words import step_vocabulary, step_words, vocabulary
from bot.dialogue import orders
from bot.dialogue.events import Event
from bot.dialogue.machine import STEPS
from bot.dialogue.state import Booking, Draft, State
from intake.queries.talk.steps import Play
from intake.tables import AuditRow, TurnDetailRow, UtteranceRow
from tests.talk import Citizen, plain_turns

pytestmark = pytest.mark.one_database

POTHOLE = "Ổ gà to trước cổng trường, phường Bắc Giang"


@pytest.fixture
def citizen(office, settings):
    citizen = Citizen(plain_turns(office, settings))
    citizen.agrees()
    citizen.says(POTHOLE)
    return citizen


@pytest.fixture
def talk_id(citizen, office):
    with office.read() as snap:
        return citizen.conversation_id(snap)


def path_of(office, words):
    with office.read() as snap:
        line = select(UtteranceRow.conversation_id, UtteranceRow.id).where(UtteranceRow.text == words)
        row = snap.execute(line.where(UtteranceRow.author == "citizen")).one()
    return f"/admin/dialogues/{row.conversation_id}/steps/{row.id}"


def test_a_step_shows_what_came_what_changed_and_what_was_said(signed_in, office, citizen, talk_id):
    citizen.presses("Gửi")
    browser = signed_in("giap")
    log = browser.get(f"/admin/dialogues/{talk_id}").text
    assert "Xem từng bước" in log
    path = path_of(office, POTHOLE)
    assert f'href="{path}"' in log
    page = browser.get(path).text
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert "Lời kể" in page
    assert "tìm việc giống của người khác" in page
    assert "Đang chờ gửi" in page
    following = browser.get(re.search(r'rel="next" href="([^"]+)"', page)[1]).text
    assert "lập hồ sơ" in following
    assert 'rel="next"' not in following
    with office.read() as snap:
        read = select(AuditRow.id).where(AuditRow.action == "dialogue.read")
        assert len(snap.execute(read).all()) == 3


def test_an_answer_to_a_question_is_shown_as_such_whatever_topic_it_reads_like(signed_in, office, settings):
    citizen = Citizen(plain_turns(office, settings))
    citizen.agrees()
    citizen.says("Đường trước nhà tôi nhiều ổ gà quá")
    citizen.says("cạnh nhà văn hóa phường Bắc Giang")
    with office.read() as snap:
        talk = citizen.conversation_id(snap)
    page = signed_in("giap").get(f"/admin/dialogues/{talk}").text
    heard = re.findall(r"<summary>Máy hiểu: (.*?)</summary>", page)
    assert any(one.startswith("Đường") for one in heard)
    assert sum("hỏi ở đâu →" in one for one in heard) == 1
    assert len([one for one in heard if "%" in one]) == 1  # nor is "đồng ý" read as a topic


@pytest.mark.usefixtures("talk_id")
def test_a_step_is_played_again_and_shows_what_is_other_today(signed_in, office):
    browser, path = signed_in("giap"), path_of(office, POTHOLE)
    assert "làm y như khi đó" in browser.get(f"{path}?again=1").text
    with office.transaction() as tx:
        (line, detail) = tx.execute(
            select(TurnDetailRow.utterance_id, TurnDetailRow.detail).order_by(TurnDetailRow.utterance_id.desc())
        ).first()
        detail["p"][0]["o"] = [{"o": "ListCases"}]
        tx.execute(TurnDetailRow.__table__.update().where(TurnDetailRow.utterance_id == line).values(detail=detail))
    page = browser.get(f"{path}?again=1").text
    assert "làm khác" in page
    assert "<td>tìm hồ sơ của người này</td><td>tìm việc giống của người khác</td>" in page


@pytest.mark.usefixtures("talk_id")
def test_a_step_that_one_may_not_see_is_not_there(signed_in, office):
    assert signed_in("tam").get(path_of(office, POTHOLE)).status_code == 404


@pytest.mark.usefixtures("citizen")
def test_the_funnel_counts_and_leads_to_the_talks(signed_in, talk_id, clock):
    clock.forward(hours=25)
    browser = signed_in("giap")
    page = browser.get("/admin/funnel").text
    assert 'href="/admin/funnel/confirm/silent?weeks=4"' in page
    assert f'href="/admin/dialogues/{talk_id}"' in browser.get("/admin/funnel/confirm/silent?weeks=4").text
    assert "Chưa có câu hỏi nào" in browser.get("/admin/funnel?channel=web").text
    assert "Chưa có câu hỏi nào" in signed_in("ha").get("/admin/funnel").text
    table = browser.get("/admin/funnel.csv").text
    assert "đọc lại để xác nhận,1,0,1,0,0,0," in table
    assert browser.get("/admin/funnel/confirm/silent?after=x_y&weeks=99&channel=9").status_code == 200
    assert browser.get("/admin/funnel/khong/silent").status_code == 404


def test_everything_inside_has_a_name():
    assert set(vocabulary.STEPS) >= STEPS
    assert {one.__name__ for one in Event.__args__} <= set(step_vocabulary.EVENTS)
    assert {one.__name__ for one in orders.Order.__args__} <= set(step_vocabulary.ORDERS)
    state = {name for name in State.__dataclass_fields__ if name not in {"version", "options", "language"}}
    draft = {
        f"draft.{name}" for name in Draft.__dataclass_fields__ if name not in {"reading", "alike", "topics", "noted"}
    }
    booking = {f"booking.{name}" for name in Booking.__dataclass_fields__}
    assert state | draft | booking <= set(step_vocabulary.STATE)


@pytest.mark.parametrize("name", ["greeted_at", "insulted_at", "quiet_until", "danger_at"])
def test_a_moment_of_the_talk_is_told_as_the_clock_of_the_office_shows_it(name):
    play = Play("Said", {}, {name: (0, 1_796_000_000)}, (), ())
    (change,) = step_words.changes(play, {})
    assert (change.before, change.after) == ("", "07:53 30/11/2026")

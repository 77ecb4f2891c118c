"""Trips seen from the inside: each step can be looked at, played again, and counts in the funnel as it ended."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.playing.replaying import Replaying
from intake.errors import NotFound
from intake.queries.figures.board import Period
from intake.queries.figures.funnel import funnel
from intake.queries.figures.funnel_talks import talks
from intake.queries.talk import dialogues
from intake.queries.talk.steps import play_of, step_page
from intake.receipts import secret_for
from intake.tables import CaseRow, ConversationRow, TurnDetailRow, UtteranceRow
from intake.talk import turn_details
from routing.reading import default_reader
from tests.factories import viewer
from tests.talk import Citizen

pytestmark = pytest.mark.one_database

POTHOLE = "o ga to truoc cong truong, phuong bac giang"


def steps(office, citizen, login="giap"):
    """Every step of the talk that somebody may see, by following the links."""
    who = viewer(office, login)
    found = []
    with office.read() as snap:
        conversation_id = citizen.conversation_id(snap)
        lines = dialogues.one_talk(snap, who, conversation_id).lines
        at = next(line.id for line in lines if line.author == "citizen")
        while at is not None:
            found.append(step_page(snap, who, conversation_id, at))
            at = found[-1].after
    return found


def figures(office, login="giap", **narrowed):
    with office.read() as snap:
        period = Period(snap.today - timedelta(days=27), snap.today)
        found = funnel(snap, viewer(office, login), period, **narrowed)
        for step, tally in found.steps:
            for ending, count in tally.counts.items():
                listed = talks(snap, viewer(office, login), period, step, ending, **narrowed)
                assert len(listed.rows) == count
        return {step: dict(tally.counts) for step, tally in found.steps}


def details(office):
    with office.read() as snap:
        return [row.detail for row in snap.execute(select(TurnDetailRow.detail).order_by(TurnDetailRow.utterance_id))]


def register(citizen):
    citizen.says(POTHOLE)
    citizen.says("dong y")
    citizen.presses("Gửi")


@pytest.fixture
def again(office, settings):
    replay = Replaying(settings, default_reader)

    def played_again(page):
        with office.read() as snap:
            return replay(snap, page.stored)

    return played_again


@pytest.mark.both_databases
def test_every_step_of_a_trip_shows_what_came_in_what_changed_and_what_was_said(office, known_citizen):
    known_citizen.says(POTHOLE)
    known_citizen.presses("Gửi")
    hello, told, sent = steps(office, known_citizen)
    assert (hello.before, sent.after) == (None, None)
    assert told.line.understood.topics
    assert told.plays[0].changes["draft.text"] == (None, POTHOLE)
    assert told.plays[-1].changes["step"][1] == "confirm"
    assert told.replies[-1].delivery.status == "new"
    assert [play.event for play in sent.plays] == ["Chose", "Registered"]
    assert sent.plays[0].orders[0]["o"] == "Register"
    assert sent.codes[sent.plays[1].facts["case_id"]] in "".join(line.text for line in sent.replies)


def test_todays_machine_does_the_same_again_and_writes_nothing(office, citizen, again):
    register(citizen)
    citizen.says("ho so cua toi")
    citizen.says("hom nay van chua thay ai den")
    citizen.says("thoi")
    before = details(office)
    for page in steps(office, citizen):
        then, now = page.stored.detail["p"], again(page).plays
        assert list(now) == then[: len(now)], page.line.text
        assert len(now) == len(then) or then[len(now)]["e"] in {"Registered", "CasesListed"}
    assert details(office) == before


LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
ACCUSED = "ông Rạng trưởng thôn ăn chặn tiền hỗ trợ bão lũ"


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "told",
    [
        (LAMP, "à mà hàng xóm đốt rác khói mù cả ngõ 3"),
        (LAMP, ACCUSED),
        (f"{LAMP}. {ACCUSED}",),
    ],
)
def test_turns_while_another_matter_waits_are_played_again_without_its_words(office, known_citizen, again, told):
    for words in (*told, "hôm qua cũng tắt", "gửi"):
        known_citizen.says(words)
    for page in steps(office, known_citizen)[1:]:
        then, now = page.stored.detail["p"], again(page).plays
        assert list(now) == then[: len(now)], page.line.text
        is_open = "ăn chặn" not in page.stored.text
        assert not is_open or not any(one in str(page.stored.detail) for one in ("Rạng", "sealed", "denounce"))


def test_a_line_that_holds_but_the_first_of_two_matters_is_not_played_again(office, known_citizen, again):
    known_citizen.says(f"{LAMP}. Còn nữa, hàng xóm đốt rác khói mù cả ngõ 3")
    first, _other = steps(office, known_citizen)[1:]
    assert again(first) is None


def test_a_change_of_the_machine_shows_as_a_difference(office, known_citizen, again, monkeypatch):
    known_citizen.says(POTHOLE)
    page = steps(office, known_citizen)[-1]
    monkeypatch.setattr("bot.playing.replaying.step", lambda state, _event, _context: _nothing(state))
    today = play_of(page.stored.detail["s"], again(page).plays[0])
    assert today.orders == ()
    assert page.plays[0].orders != ()


def _nothing(state):
    from bot.dialogue.frame import Step

    return Step(state)


def test_what_a_draft_that_waits_is_told_is_a_step_and_its_silence_is_counted(office, citizen, turns, clock):
    from bot.running.alarms import fire_due

    citizen.agrees()
    citizen.says(POTHOLE)
    clock.forward(hours=25)
    fire_due(office, turns)
    assert steps(office, citizen)[-1].plays[0].event == "DraftWaits"
    citizen.hears()
    citizen.says("tiep tuc")
    found = figures(office)
    assert found["confirm"] == {"silent": 1, "waiting": 1}
    assert found["waiting"] == {"answered": 1}


def test_questions_count_by_how_they_ended(office, turns, clock):
    for number, answer in enumerate([None, "thoi", "tra cuu", "gui di"]):
        citizen = Citizen(turns, f"chat-{number}")
        citizen.agrees()
        citizen.says(POTHOLE)
        clock.forward(seconds=40)
        if answer:
            citizen.says(answer)
    clock.forward(hours=23)
    assert figures(office)["confirm"] == {"answered": 1, "cancelled": 1, "aside": 1, "waiting": 1}
    clock.forward(hours=2)
    assert figures(office)["confirm"] == {"answered": 1, "cancelled": 1, "aside": 1, "silent": 1}
    with office.read() as snap:
        found = funnel(snap, viewer(office, "giap"), Period(snap.today - timedelta(days=6), snap.today))
    assert dict(found.steps)["confirm"].median == 40
    assert found.channels[0][0] == "plain"
    assert sum(tally.reached for _, tally in found.weeks) == found.total.reached
    assert figures(office, channel="web") == {}


def test_who_refuses_is_lost_at_the_consent_and_nothing_of_their_words_is_kept(office, citizen):
    citizen.says(POTHOLE)
    citizen.says("khong dong y")
    assert "o ga" not in str(details(office))
    assert figures(office) == {"consent": {"cancelled": 1}}


@pytest.mark.both_databases
def test_a_denunciation_is_in_no_step_and_in_no_figure(office, known_citizen, turns):
    known_citizen.says("toi to cao ong chu tich xa nhan tien hoi lo cua dan")
    with office.read() as snap:
        assert snap.execute(select(ConversationRow.step)).scalar_one() == "denounce"
    for login in ("giap", "dung", "mai"):
        assert figures(office, login) == {}
    with pytest.raises((NotFound, StopIteration)):
        steps(office, Citizen(turns, known_citizen.chat), "mai")
    other = Citizen(turns, "other")
    other.agrees()
    other.says(POTHOLE)
    assert figures(office) == {"confirm": {"waiting": 1}}
    known_citizen.says("chao")
    assert figures(office) == {"confirm": {"waiting": 1}}


@pytest.mark.both_databases
def test_an_officer_sees_the_steps_of_their_case_and_no_others(office, citizen, turns):
    register(citizen)
    other = Citizen(turns, "other")
    other.agrees()
    other.says("rac thai do day duong o thon")
    assert steps(office, citizen, "ha")[-1].replies
    assert "confirm" in figures(office, "ha")
    with pytest.raises((NotFound, StopIteration)):
        steps(office, other, "tam")
    assert figures(office, "tam") == {}


@pytest.mark.both_databases
def test_no_secret_of_a_receipt_stands_in_the_record(office, citizen):
    register(citizen)
    code, secret = _receipt(citizen)
    other = Citizen(citizen.turns, "other")
    other.says("tra cuu")
    other.says(code)
    other.says(secret)
    other.says(f"{code} {secret}")
    other.says("noi chat")
    assert secret not in str(details(office))
    assert secret.replace("-", "") not in str(details(office))


def _receipt(citizen):
    with citizen.turns.db.read() as snap:
        code = snap.execute(select(CaseRow.code)).scalar_one()
    return code, secret_for(citizen.turns.settings, code)


@pytest.mark.both_databases
def test_details_go_after_their_days_and_the_line_stays(office, citizen, clock):
    register(citizen)
    kept = len(details(office))
    clock.forward(days=91)
    citizen.says("chao")
    with office.transaction() as tx:
        assert turn_details.thin(tx, limit=2) == 2
        assert turn_details.thin(tx) == kept - 2
    old, *_rest = steps(office, citizen)
    assert old.plays == ()
    assert old.line.step_after == "consent"
    assert len(details(office)) == 1


@pytest.mark.both_databases
def test_every_turn_of_a_citizen_leaves_one_record(office, citizen):
    register(citizen)
    with office.read() as snap:
        lines = select(func.count()).where(UtteranceRow.author == "citizen")
        assert len(details(office)) == snap.execute(lines).scalar_one()

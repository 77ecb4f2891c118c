"""The talk with an officer: a few words, a few steps, and no step without a way out."""

import pytest

from bot.officers.commands import Command, code_in, command_in, number_in
from bot.officers.machine import (
    REASON,
    Accept,
    AskTransfer,
    Done,
    Possible,
    Pressed,
    Refused,
    Say,
    Settle,
    State,
    Transfer,
    Typed,
    step,
)
from bot.officers.words import sentences
from bot.texts import fields_of
from intake.notices.officer_outlet import ALWAYS, GROUPS

RESTING = State(options=("a:7:3", "t:7:3"))
ASKING = State(REASON, 7, 3, ("x",))
WHY = "Đoạn đường này do cấp tỉnh quản lý"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/viec", Command.LIST),
        ("Việc hôm nay", Command.LIST),
        ("viec hom nay", Command.LIST),
        ("/homnay", Command.LIST),
        ("/viechomnay", Command.LIST),
        ("/hom_nay", Command.LIST),
        ("/ngatnoi", Command.UNLINK),
        ("/thoi", Command.STOP),
        ("thôi báo", Command.STOP),
        ("/bao", Command.RESUME),
        ("/dan", Command.CITIZEN),
        ("/ngat", Command.UNLINK),
        ("hủy", Command.CANCEL),
        ("/start", Command.HELP),
        ("việc này của tỉnh", None),
        ("1", None),
        ("homnay", None),
        ("/khongco", None),
    ],
)
def test_a_command_is_a_short_word_with_or_without_marks(typed, meant):
    assert command_in(typed) is meant


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("/lienket 1234 5678", "12345678"),
        ("liên kết 12345678", "12345678"),
        ("Lien ket ma 1234 5678", "12345678"),
        ("/noi-can-bo 123456", "123456"),
        ("nối cán bộ 1234 5678", "12345678"),
        ("/lienket", ""),
        ("liên kết", None),
        ("liên kết với hộ bên cạnh để làm đường", None),
        ("/noi 1234 5678", None),
        ("1234 5678", None),
    ],
)
def test_a_code_links_only_after_the_word_for_it(typed, digits):
    assert code_in(typed) == digits


@pytest.mark.parametrize(("typed", "number"), [("1", 1), (" 2. ", 2), ("10)", 10), ("1 2", None), ("một", None)])
def test_a_number_stands_alone(typed, number):
    assert number_in(typed) == number


@pytest.mark.parametrize(
    ("state", "event", "order", "said", "rests"),
    [
        (RESTING, Typed("/viec"), None, "list", True),
        (RESTING, Typed("1"), Accept(7, 3), None, True),
        (RESTING, Typed("2"), AskTransfer(7, 3), None, True),
        (RESTING, Typed("3"), None, "no_such_number", True),
        (RESTING, Typed("kể chuyện đèn đường"), None, "unknown", True),
        (RESTING, Typed("hủy"), None, "nothing_open", True),
        (RESTING, Typed("/thoi"), Settle(Command.STOP), None, True),
        (RESTING, Typed("/dan"), Settle(Command.CITIZEN), None, True),
        (RESTING, Pressed("a:9:1"), Accept(9, 1), None, True),
        (RESTING, Pressed("c:9"), None, "card", True),
        (RESTING, Pressed("x"), None, "stale", True),
        (RESTING, Pressed("quite:another"), None, "stale", True),
        (RESTING, Pressed(""), None, "stale", True),
        (RESTING, Possible(7, 3), None, "ask_reason", False),
        (RESTING, Refused("changed"), None, "changed", True),
        (ASKING, Typed(WHY), Transfer(7, 3, WHY), None, True),
        (ASKING, Typed("không"), None, "longer_reason", False),
        (ASKING, Typed("1"), None, "broken_off", True),
        (ASKING, Typed("2"), None, "ask_reason", False),
        (ASKING, Typed("thôi"), None, "broken_off", True),
        (ASKING, Typed("/thoi"), Settle(Command.STOP), None, True),
        (ASKING, Typed("việc hôm nay"), None, "list", True),
        (ASKING, Pressed("a:9:1"), Accept(9, 1), None, True),
        (ASKING, Done("accepted", 7), None, "accepted", True),
    ],
)
def test_what_follows_from_what(state, event, order, said, rests):
    played = step(state, event)
    assert played.order == order
    assert (played.say.key if played.say else None) == said
    assert (played.state.step != REASON) == rests
    assert State.from_json(played.state.to_json()) == played.state


@pytest.mark.parametrize("stored", [{}, {"step": "gone"}, {"step": "idle", "case_id": "7"}, {"step": 3, "options": 4}])
def test_a_state_that_cannot_be_read_is_a_beginning(stored):
    assert State.from_json(stored) == State()


def test_numbers_of_an_answered_question_stand_for_nothing():
    after = step(ASKING, Typed("thôi")).state
    assert step(after, Typed("1")).say == Say("no_such_number")


def test_no_sentence_has_a_place_for_what_a_citizen_said_or_where_or_who():
    known = {"code", "topic", "due", "day", "count", "url", "name", "numbers", "sentence"}
    assert frozenset().union(*(fields_of(text) for text in sentences().values())) <= known


def test_every_kind_that_goes_to_a_phone_has_its_words():
    kinds = ALWAYS | frozenset().union(*GROUPS.values())
    assert {f"kind.{kind}" for kind in kinds} <= set(sentences())


def test_numbers_of_a_case_that_was_just_taken_on_stand_for_nothing():
    """Else its officer is told that somebody has changed the case since."""
    after = step(RESTING, Done("accepted", 7)).state
    assert step(after, Typed("2")).say == Say("no_such_number")


def test_numbers_of_the_list_stay_when_the_chat_itself_is_set():
    after = step(RESTING, Done("stopped")).state
    assert after.options == RESTING.options

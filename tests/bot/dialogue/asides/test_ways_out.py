"""At every open question a citizen finds help, a person, a way back and a way out, and loses nothing by asking."""

from dataclasses import replace

import pytest

from bot.dialogue import events
from bot.dialogue.asides import repeating
from bot.dialogue.danger_orders import AlertReception
from bot.dialogue.machine import STEPS, step
from bot.dialogue.orders import BookReception, CancelBooking, Register, Withdraw
from bot.dialogue.state import Booking, Draft, State, Twofold
from bot.dialogue.telling.questions import OF_DRAFT
from bot.texts import LONGEST, MAY_BE_LONG, texts_in
from tests.bot.dialogue.talk import Talk, case_line, reading_of

OPEN = sorted(STEPS - {"idle", "sending", "lookup_own"})
OF_RECEPTIONS = sorted(name for name in OPEN if "reception" in name)
LISTS = frozenset({"reception.days", "reception.only_mine", "case.shown", "cases.list", "waiting.welcome"})
FIRE = "cháy nhà ông Ba rồi, cứu với"
ON_FIRE = reading_of("topic=pccc:0.98 danger=fire")
STORY = "hôm qua có mấy người lạ đi xe máy vào xóm Đình lấy trộm hết gà của nhà bà Tư"
ACCUSED = "cán bộ đòi tôi 5 triệu mới cho ra sổ"


def at(name):
    """Return the state at a step with all that it can hold, and the context around it."""
    has_draft = name in OF_DRAFT or name in {"waiting", "denounce"}
    kind = "complaint" if name.startswith(("form_", "pick_field")) else "feedback"
    kind = "denunciation" if name == "denounce" else kind
    draft = Draft(
        text="Rác đầu ngõ",
        kind=kind,
        topic="moi_truong",
        confidence=0.9,
        commune_code="24001",
        commune_name="phường Kinh Bắc",
        candidates=(("24001", "phường Kinh Bắc"), ("24002", "xã Tân Yên")) if name == "pick_place" else (),
        place_text="đầu ngõ",
        alike=(("11", "• Rác"),),
        compared=True,
    )
    booking = Booking(1, "thứ Năm 17/09", "đất ruộng", 2, 0, 5) if "reception" in name else None
    state = State(
        step=name, step_no=7, draft=draft if has_draft else None, case_id=1, answer_id=51, asks="erase",
        booking=booking, pending_text="Rác đầu ngõ" if name in {"consent", "bind"} else "", options=(("x", "x"),),
        phone="0912345678" if name == "keep_phone" else "",
        twofold=Twofold("Rác đầu ngõ", draft, draft) if name == "ask_two" else None,
    )  # fmt: skip
    is_answered = name.startswith(("rate", "offer", "reopen"))
    rated = [events.RatingLine(51, 1, "ND-26-7F3K-29Q1")] if is_answered else []
    talk = Talk(consented=name != "consent", cases=[case_line(answered=is_answered)], ratings=rated)
    return state, talk.context


def say(name, text, reading=None):
    state, context = at(name)
    return state, step(state, events.Said(text, reading or reading_of()), context)


def test_every_question_can_be_asked_again():
    assert set(repeating._ASKED) == STEPS - {"idle"}  # noqa: SLF001 - the table that must not have a hole


@pytest.mark.parametrize("words", ["giúp", "gặp cán bộ"])
@pytest.mark.parametrize("name", OPEN)
def test_help_and_a_person_lead_back_to_the_question(name, words):
    before, played = say(name, words)
    assert played.replies[0].key in {"help.text", "officer.contact"}
    assert played.state.step == name
    assert played.state.draft is None or played.state.draft.text == before.draft.text
    assert len(played.replies) > 1


@pytest.mark.parametrize(
    "words", ["quay lại", "thôi", "hồ sơ của tôi", "mã nối", "đánh giá", "/dulieu", "làm tiếp", "việc mới"]
)
@pytest.mark.parametrize("name", OPEN)
def test_stepping_aside_files_nothing_and_loses_nothing(name, words):
    before, played = say(name, words)
    assert played.replies or played.orders
    assert not [one for one in played.orders if isinstance(one, Register | Withdraw | BookReception | CancelBooking)]
    assert before.draft is None or played.state.draft.text == before.draft.text


@pytest.mark.parametrize("name", OPEN)
def test_danger_comes_first_and_is_told_to_the_desk_and_kept(name):
    before, played = say(name, FIRE, ON_FIRE)
    assert played.replies[0].key == "danger.fire"
    assert AlertReception("fire") in played.orders
    state = played.state
    kept = f"{state.draft.text if state.draft else ''} {state.pending_text}"
    assert FIRE in kept or any(type(order).__name__ == "AddInformation" for order in played.orders)
    told = [one.text for one in (state.draft, state.interrupted) if one]
    assert before.draft is None or any(one.startswith(before.draft.text) for one in told)


@pytest.mark.parametrize("name", OPEN)
def test_a_story_told_at_any_question_is_kept_somewhere(name):
    _before, played = say(name, STORY, reading_of("topic=an_ninh_trat_tu:0.95 place=kb spot=xóm_Đình"))
    state = played.state
    form = [value for _field, value in state.draft.form] if state.draft else []
    beside = [state.second.text if state.second else "", state.booking.about if state.booking else ""]
    kept = [state.draft.text if state.draft else "", state.pending_text, *beside]
    given = [order for order in played.orders if type(order).__name__ in {"AddInformation", "AskReopen", "Rate"}]
    assert given or any(STORY in one for one in (*form, *kept))


@pytest.mark.parametrize("name", ["add_info", "rate_words", "rate_result", "reopen_reason", "offer_reopen"])
def test_an_accusation_goes_to_no_case_whose_officers_it_may_be_about(name):
    _before, played = say(name, ACCUSED, reading_of("topic=tham_nhung:0.6 kind=denunciation:0.8"))
    assert played.replies[0].key.startswith("denounce.through")
    assert (played.state.step, played.state.draft.text) == ("denounce", ACCUSED)
    assert not played.orders


@pytest.mark.parametrize("name", OF_RECEPTIONS)
def test_a_booking_under_way_is_gone_on_with_after_an_aside(name):
    state, context = at(name)
    for event in (events.CasesListed(()), events.ChatCodeMade(5), events.InformationAdded(case_line())):
        assert step(state, event, context).state.step == name


def test_a_booking_that_was_left_gives_no_place_back_later():
    state, context = at("cancel_reception")
    left = replace(state, step="idle", options=())
    played = step(left, events.Said("đặt lịch gặp chủ tịch", reading_of()), context)
    assert played.state.booking == Booking()


@pytest.mark.parametrize("name", OPEN)
def test_what_is_said_is_short_and_ends_with_a_way_on(name):
    state, context = at(name)
    for text in ("ừm để xem", "9", "quay lại", "thôi"):
        played = step(state, events.Said(text, reading_of()), context)
        said = [(reply.key, texts_in("vi").say(reply).text) for reply in played.replies]
        assert not [key for key, line in said if len(line) >= LONGEST and key not in MAY_BE_LONG | LISTS]
        assert all(line.endswith(("?", ".", ":", ")", "…", "📍.", "ạ")) for _key, line in said), said

"""What holds for the table as a whole, whatever is said in whatever order."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import events, orders
from bot.dialogue.commands import small_talk
from bot.dialogue.hearing.impatience import keeps_and_sends
from bot.dialogue.machine import EVENTS, STEPS, TABLE, NoCell, cell, sound, step
from bot.dialogue.options import typed_option
from bot.dialogue.state import Draft, State
from bot.dialogue.words import agrees_with_thanks, answers, is_yes_in_thanks
from bot.texts import texts_in
from routing.places import Place
from tests.bot.dialogue.talk import (
    ANSWERS,
    COMMUNES,
    NOW,
    Talk,
    alike_matter,
    case_line,
    reading_of,
    reception_line,
)

LINES = (
    "Ổ gà to trước cổng trường",
    "tôi cũng bị",
    "mã nối",
    "noi 4821 0937",
    "thôi nối",
    "gửi",
    "gui di",
    "ok",
    "1",
    "2",
    "5",
    "không",
    "không rõ",
    "thôi",
    "hủy",
    "quay lại",
    "làm lại",
    "giúp",
    "gặp cán bộ",
    "việc mới",
    "hồ sơ của tôi",
    "tra cứu",
    "/tracuu ND-26-7F3K-29Q1",
    "ND-26-7F3K-29QX abcd-efgh-2345",
    "cảm ơn",
    "đồ ăn hại",
    "alo",
    "không phải, ở thôn Đông cơ",
    "phường Kinh Bắc",
    "đến đâu rồi",
    "sao lâu vậy",
    "chưa hài lòng",
    "😀",
    "chưa xong, vẫn hôi như cũ",
    "cán bộ làm lơ",
    "rút đơn",
    "đánh giá",
    "xóa thông tin của tôi",
    "/dulieu",
    "hôm nay vẫn chưa ai đến",
    "",
    "🌹",
    "đất đai",
    "Tôi tên là Nguyễn Văn Bình, ở thôn Đông",
    "bỏ qua",
    "để sau",
    "không phải khiếu nại",
    "làm tiếp",
    "đặt lịch gặp chủ tịch",
    "hủy lịch",
    "làm khai sinh ở đâu ạ?",
    "chưa đúng",
    "đúng rồi cảm ơn",
    "/ngonngu",
    "English",
    "hello",
    "There is a big hole in the road near the school",
    "hỏi thủ tục",
    "x" * 5000,
    "tố cáo",
    "không phải tố cáo",
    "nó dọa giết tôi",
    "3",
    "4",
)
READINGS = (
    "",
    "topic=giao_thong_ha_tang place=kb spot=cổng_trường",
    "topic=moi_truong",
    "topic=moi_truong:0.3,dat_dai:0.2",
    "topic=dat_dai kind=complaint place=ty|tt",
    "topic=dat_dai kind=complaint place=kb",
    "topic=dat_dai kind=feedback:0.4 second=complaint:0.3",
    "topic=tham_nhung kind=denunciation",
    "topic=moi_truong outside=Hải_Phòng",
    "topic=khac:0.1 danger=fire",
    "spot=đầu_ngõ",
    "kind=inquiry",
)
readings = st.sampled_from(READINGS).map(reading_of)
texts = st.sampled_from(LINES) | st.text(max_size=30)
OPTIONS = (
    "agree", "refuse", "details", "send", "topic", "place", "photo", "drop", "drop_yes", "keep", "withdraw_yes", "new",
    "new_matter", "add:1", "add:7", "see:ND-26-7F3K-29Q1", "withdraw:1", "topic:dat_dai", "other_topic", "in:24001",
    "other_place", "unknown_place", "send_anyway", "photos_done", "back", "list", "lookup", "officer", "question",
    "bad", "rate:51:1", "rate:51:5", "manner:51:2", "rate:9:3", "rate:x:1", "skip", "reopen_yes", "reopen_no",
    "reopen:1", "about:1", "urge:1", "thank:1", "rate_open", "data:erase", "data_yes", "keep_data",
    "bad", "form", "kind_complaint", "kind_feedback", "skip:name", "later:wish", "field:address", "form_self",
    "bad", "accuses", "only_tells", "only_asks",
    "bad", "sealed_page", "denounce_here", "denounce_paper", "denounce_tip", "denounce_erase",
    "bad", "same:1", "same:7", "different", "follow:1",
    "bad", "go_on", "province", "day:1", "day:2", "move:5", "unbook:5", "tie:1", "alone", "people:3", "book",
    "other_day", "no_booking", "cancel_yes", "keep_booking",
    "lang:en", "lang:vi", "lang:xx", "answer:1", "answer:9", "helped:1", "not_helped:1", "other_question", "bad",
    "voice_only", "keep_phone", "no_phone", "bad",
)  # fmt: skip
told = st.one_of(
    st.builds(
        events.Said,
        texts,
        readings,
        st.none() | st.just(1),
        st.none() | readings,
        st.just(()) | st.just(tuple(ANSWERS.values())),
    ),
    st.builds(events.Said, texts, readings, answers=st.just((ANSWERS[1],)), is_sure=st.booleans()),
    st.builds(events.SentMedia, st.integers(1, 3), st.just("") | texts, st.none() | readings, st.integers(0, 1)),
    st.builds(events.SharedContact, st.sampled_from(["", "0912345678"])),
    st.builds(
        events.Located,
        st.none() | st.just(Place("", COMMUNES["kb"].code, COMMUNES["kb"].name)),
        st.just(21.0),
        st.just(106.0),
    ),
    st.builds(
        events.SentUnsupported,
        st.sampled_from(["sticker", "contact", "edited", "words_and_photos", "too_many", "game"]),
    ),
    st.builds(events.Reworded, st.just("ổ gà"), texts),
    st.just(events.Started()),
    st.just(events.Stopped()),
)
lines = st.builds(case_line, st.integers(1, 3), answered=st.booleans())
days = st.lists(st.integers(1, 3).map(reception_line), max_size=3).map(tuple)
booked = st.builds(events.BookingLine, st.just(5), st.just(reception_line(1)), st.just(2))
results = st.one_of(
    st.builds(events.CasesListed, st.lists(lines, max_size=3).map(tuple)),
    st.builds(events.CaseFound, lines),
    st.builds(events.CaseNotFound, st.booleans()),
    st.builds(events.InformationAdded, lines),
    st.builds(events.WithdrawalDone, lines, st.booleans()),
    st.builds(events.AnswerSent, st.builds(events.RatingLine, st.just(51), st.just(1), st.just("ND-26-7F3K-29Q1"))),
    st.builds(events.ReopenAsked, lines, st.booleans()),
    st.builds(events.Urged, lines, st.booleans()),
    st.just(events.DataRequested(5, "ND-26-AAAA-CCCC", "Ban", "", None, "", "erase", is_repeated=False)),
    st.just(events.SealedPageOpened("https://nghedan.example/to-cao/x")),
    st.builds(events.AlikeFound, st.lists(st.builds(alike_matter, st.integers(11, 13)), max_size=3).map(tuple)),
    st.builds(events.Joined, lines),
    st.just(events.JoinRefused()),
    st.builds(events.CaseFollowed, lines),
    st.builds(events.ChatCodeMade, st.none() | st.just(5)),
    st.builds(events.ChatJoined, st.integers(0, 2)),
    st.builds(events.ChatNotJoined, st.booleans()),
    st.builds(events.ChatParted, st.booleans()),
    st.just(events.DraftWaits(date(2026, 11, 27))),
    st.just(events.DraftExpired()),
    st.builds(events.ReceptionsListed, days, st.lists(booked, max_size=1).map(tuple), st.booleans()),
    st.builds(events.ReceptionBooked, booked),
    st.builds(events.ReceptionRefused, st.sampled_from(["full", "gone", "twice"]), days),
    st.builds(events.BookingCancelled, st.booleans()),
    st.builds(events.ReceptionCalledOff, booked, st.just("Họp đột xuất"), days),
    st.builds(events.AnswerOpened, st.none() | st.just(ANSWERS[1])),
    st.just(
        events.Registered(4, "ND-26-AAAA-BBBB", "UBND", "", "", None, "", "feedback", screening=True, looked_up_url="")
    ),
)
# An event, or a press of the n-th button on offer, or an option with a number that may be stale.
moves = st.one_of(
    told,
    told,
    results,
    st.integers(0, 4),
    st.integers(0, 4),
    st.builds(events.Chose, st.integers(-1, 6), st.sampled_from(OPTIONS), st.none() | readings),
)


def as_event(state, move):
    if not isinstance(move, int):
        return move
    option = state.options[move % len(state.options)][0] if state.options else "send"
    return events.Chose(state.step_no, option, reading_of("topic=moi_truong place=kb"))


def is_clear_yes(state, event):
    is_read_back = state.step == "drop" and any(option == "send" for option, _label in state.options)
    if state.step != "confirm" and not is_read_back:
        return False
    if isinstance(event, events.Chose):
        return event.option == "send" and event.step_no == state.step_no
    is_typed = isinstance(event, events.Said)
    if not is_typed or typed_option(event.text, state.options) == "send":
        return is_typed
    return keeps_and_sends(event.text) if is_read_back else _says_yes(event.text)


def _says_yes(text):
    return "yes" in answers(text) or (agrees_with_thanks(text) and not is_yes_in_thanks(text))


def is_clear_same(state, event):
    if state.step != "similar":
        return False
    if isinstance(event, events.Chose):
        return event.option.startswith("same:") and event.step_no == state.step_no
    typed = typed_option(event.text, state.options) or ""
    return typed.startswith("same:") or bool({"yes", "same"} & answers(event.text))


def check_step(before, event, played):
    given_up = {orders.Register, orders.DropDraft, orders.RefuseConsent, orders.ForgetWords}
    results_that_settle = (events.Registered, events.Joined)
    kinds = {type(order) for order in played.orders}
    if before.draft is not None and played.state.draft is None:
        assert kinds & given_up or isinstance(event, results_that_settle)
    if before.draft is not None and played.state.draft is not None:
        kept = [one for one in (played.state.draft, played.state.interrupted) if one is not None]
        assert any(one.text.startswith(before.draft.text) and one.media >= before.draft.media for one in kept)
    if orders.Join in kinds:
        assert is_clear_same(sound(before), event)
    if orders.Register in kinds:
        assert is_clear_yes(sound(before), event)
    if orders.RequestData in kinds:
        assert sound(before).step == "data_confirm"
        assert (
            isinstance(event, events.Chose) or "yes" in answers(event.text) or typed_option(event.text, before.options)
        )
    if orders.BookReception in kinds:
        assert sound(before).step == "confirm_reception"
    if not isinstance(event, events.Stopped):
        assert played.replies or kinds - {orders.AlertReception}
    if orders.StayQuiet in kinds:  # only ever to insults and idle talk, while it pauses: nobody with a matter
        assert before.quiet_until > NOW.timestamp()
        assert small_talk(event.text, event.reading)
        assert not event.reading.urgent
    for reply in played.replies:
        assert texts_in("vi").say(reply).text
        assert not any(label.startswith("choice.") for _option, label in reply.choices)
        assert all(len(choice.payload.encode()) <= 64 for choice in texts_in("en").say(reply).choices)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(moves, max_size=14),
    st.booleans(),
    st.integers(0, 2),
    st.sampled_from(["runs", "waits", "answered"]),
    st.integers(0, 3),
)
def test_any_events_in_any_order_keep_the_promises(played_moves, consented, cases, stand, alike):
    others = tuple(alike_matter(n + 11) for n in range(alike))
    sent = [case_line(n + 1, waits=stand == "waits", answered=stand == "answered") for n in range(cases)]
    rated = [events.RatingLine(51, 1, "ND-26-7F3K-29Q1")] if stand == "answered" and cases else []
    talk = Talk(consented=consented, cases=sent, ratings=rated, alike=others, was_away=stand == "waits")
    for move in played_moves:
        before = talk.state
        event = as_event(before, move)
        check_step(before, event, step(before, event, talk.context))
        talk.feed(event)
        assert talk.state.step in STEPS - {"sending"}
        assert sound(talk.state) == talk.state or talk.state.draft is not None
        stored = json.loads(json.dumps(talk.state.to_json()))
        assert json.dumps(State.from_json(stored).to_json()) == json.dumps(talk.state.to_json())


@settings(max_examples=60, deadline=None)
@given(told, st.sampled_from(sorted(STEPS)), st.booleans())
def test_any_event_at_any_stored_step_is_met(event, name, has_draft):
    state = State(step=name, draft=Draft(text="Rác", topic="moi_truong") if has_draft else None)
    rated = [events.RatingLine(51, 1, "ND-26-7F3K-29Q1")]
    context = Talk(consented=True, cases=[case_line(answered=name.startswith("re"))], ratings=rated).context
    check_step(state, event, step(state, event, context))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(STEPS)), texts, st.sampled_from(READINGS[1:]).map(reading_of), st.booleans())
def test_whoever_has_a_matter_is_answered_while_it_pauses(name, text, reading, has_draft):
    pausing = State(step=name, draft=Draft(text="Rác") if has_draft else None, quiet_until=int(NOW.timestamp()) + 900)
    event = events.Said(text, reading)
    played = step(pausing, event, Talk(consented=True, cases=[case_line()]).context)
    if small_talk(text, reading) is None:
        assert orders.StayQuiet() not in played.orders
    check_step(pausing, event, played)


def test_every_cell_exists():
    assert {(name, kind) for name in STEPS for kind in EVENTS} == {
        (name, kind) for name, row in TABLE.items() for kind in row
    }
    assert set(events.Event.__args__) == set(EVENTS)


def test_an_unknown_event_is_named():
    with pytest.raises(NoCell):
        cell(State(), "no event")


def test_secret_is_only_a_mark_in_what_the_dialogue_says():
    talk = Talk(consented=True)
    talk.say("dân", "Ổ gà to {topic=giao_thong_ha_tang place=kb spot=ngã_tư}")
    talk.say("dân", "gửi")
    assert "⟦secret⟧" in texts_in("vi").say(talk.said[-1]).text


def test_receipt_of_a_denunciation_names_no_officer():
    talk = Talk(consented=True)
    talk.say("dân", "Tôi tố cáo cán bộ nhận tiền {topic=tham_nhung kind=denunciation place=ty}")
    talk.say("bấm", "Nhắn tiếp ở đây")
    talk.say("dân", "gửi")
    assert "Thu Hà" not in texts_in("vi").say(talk.said[-1]).text


def test_refusal_leaves_no_word_in_the_state():
    talk = Talk()
    talk.say("dân", "Ổ gà ở ngõ nhà bà Lan {topic=giao_thong_ha_tang}")
    talk.say("vị trí", "{place=kb}")
    talk.say("dân", "không đồng ý")
    assert talk.state == replace(State(), step_no=talk.state.step_no)


def _told_and_pinned(*lines):
    talk = Talk(consented=True)
    for who, words in lines:
        talk.say(who, words)
    return talk


TOLD = ("dân", "Ổ gà to ở thôn Đông xã Tân Yên {topic=giao_thong_ha_tang place=ty spot=thôn_Đông}")
PINNED = ("vị trí", "{place=kb}")


@pytest.mark.parametrize("lines", [(TOLD, PINNED), (PINNED, TOLD)])
@pytest.mark.parametrize("answer", ["xã Tân Yên {place=ty}", "theo lời kể", "như tôi viết á"])
def test_words_that_count_more_than_the_point_leave_no_point(lines, answer):
    talk = _told_and_pinned(*lines, ("dân", answer))
    draft = talk.state.draft
    assert (draft.commune_code, draft.place_text, draft.lat, draft.lon) == ("24002", "thôn Đông", None, None)


@pytest.mark.parametrize("lines", [(TOLD, PINNED), (PINNED, TOLD)])
@pytest.mark.parametrize("answer", ["phường Kinh Bắc {place=kb}", "theo bản đồ", "dạ vị trí em gửi"])
def test_a_point_that_counts_leaves_no_spot_of_another_commune(lines, answer):
    talk = _told_and_pinned(*lines, ("dân", answer))
    draft = talk.state.draft
    assert (draft.commune_code, draft.place_text, draft.lat) == ("24001", "", 21.18)
    assert "thôn Đông" in draft.text


@pytest.mark.parametrize("lines", [(TOLD, PINNED), (PINNED, TOLD)])
def test_a_third_place_counts_and_what_is_chosen_is_asked_no_more(lines):
    talk = _told_and_pinned(*lines, ("dân", "phường Tân Tiến {place=tt}"))
    assert (talk.state.draft.commune_code, talk.state.draft.lat) == ("24003", None)
    talk.say("dân", "xe tải vẫn qua xã Tân Yên {topic=giao_thong_ha_tang place=ty}")
    assert talk.state.draft.commune_code == "24003"


def test_a_second_point_where_the_words_told_settles_the_question():
    talk = _told_and_pinned(TOLD, PINNED, ("vị trí", "{place=ty}"))
    draft = talk.state.draft
    assert (draft.commune_code, draft.place_text, draft.lat, draft.pinned) == ("24002", "thôn Đông", 21.18, "24002")


def test_a_correction_after_a_point_counts_at_once():
    talk = _told_and_pinned(
        PINNED, ("dân", "Ổ gà to {topic=giao_thong_ha_tang}"), ("dân", "không phải, ở xã Tân Yên {place=ty}")
    )
    assert (talk.state.step, talk.state.draft.commune_code, talk.state.draft.lat) == ("confirm", "24002", None)


def test_in_a_danger_the_point_counts_and_nothing_is_asked():
    talk = _told_and_pinned(("dân", "cháy nhà ở xã Tân Yên {topic=pccc danger=fire place=ty}"), PINNED)
    assert talk.state.draft.commune_code == "24001"


def test_correction_replaces_the_place_and_keeps_the_commune():
    talk = Talk(consented=True)
    talk.say("dân", "Ổ gà to {topic=giao_thong_ha_tang place=kb spot=ngã_tư}")
    talk.say("dân", "không phải, ở thôn Đông cơ {spot=thôn_Đông}")
    draft = talk.state.draft
    assert (draft.place_text, draft.commune_code, draft.text) == ("thôn Đông", "24001", "Ổ gà to")


def test_place_told_bit_by_bit_is_put_together():
    talk = Talk(consented=True)
    talk.say("dân", "Rác bốc mùi {topic=moi_truong}")
    talk.say("dân", "đầu ngõ 12")
    talk.say("dân", "phường Kinh Bắc {place=kb}")
    draft = talk.state.draft
    assert (draft.place_text, draft.commune_name, draft.text) == ("đầu ngõ 12", "phường Kinh Bắc", "Rác bốc mùi")


def test_a_long_story_is_kept_whole_and_read_back_short():
    talk = Talk(consented=True)
    story = "mưa là ngập, " * 1500
    talk.say("dân", f"{story}{{topic=moi_truong place=kb spot=ngõ}}")
    summary = talk.said[-1].fields["summary"]
    assert talk.state.draft.text == story.strip()
    assert len(summary) <= 160
    assert summary.endswith("…")


def test_first_reading_is_kept_with_the_draft():
    talk = Talk(consented=True)
    talk.say("dân", "Rác bốc mùi {topic=moi_truong}")
    talk.say("dân", "hôm qua có người ốm vì mùi hôi quá rồi {topic=moi_truong}")
    assert talk.state.draft.reading == reading_of("topic=moi_truong").to_json()


def test_a_button_of_another_step_is_only_stale():
    played = step(State(step_no=4), events.Chose(3, "send"), Talk().context)
    assert [reply.key for reply in played.replies] == ["stale.idle"]
    assert not played.orders

"""What holds for the table as a whole, whatever is said in whatever order."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import events, orders
from bot.dialogue.commands import small_talk
from bot.dialogue.machine import EVENTS, STEPS, TABLE, NoCell, cell, sound, step
from bot.dialogue.state import Draft, State
from bot.dialogue.words import answers, typed_option
from bot.texts import texts_in
from routing.places import Place
from tests.bot.dialogue.talk import COMMUNES, NOW, Talk, case_line, reading_of

LINES = (
    "Ổ gà to trước cổng trường",
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
    "hôm nay vẫn chưa ai đến",
    "",
    "🌹",
    "đất đai",
    "x" * 5000,
)
READINGS = (
    "",
    "topic=giao_thong_ha_tang place=kb spot=cổng_trường",
    "topic=moi_truong",
    "topic=moi_truong:0.3,dat_dai:0.2",
    "topic=dat_dai kind=complaint place=ty|tt",
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
    "voice_only", "keep_phone", "no_phone", "bad",
)  # fmt: skip
told = st.one_of(
    st.builds(events.Said, texts, readings, st.none() | st.just(1), st.none() | readings),
    st.builds(events.SentMedia, st.integers(1, 3), st.just("") | texts, st.none() | readings, st.integers(0, 1)),
    st.builds(events.SharedContact, st.sampled_from(["", "0912345678"])),
    st.builds(
        events.Located,
        st.none() | st.just(Place("", COMMUNES["kb"].code, COMMUNES["kb"].name)),
        st.just(21.0),
        st.just(106.0),
    ),
    st.builds(events.SentUnsupported, st.sampled_from(["sticker", "contact", "group", "too_many", "game"])),
    st.just(events.Started()),
    st.just(events.Stopped()),
)
lines = st.builds(case_line, st.integers(1, 3))
results = st.one_of(
    st.builds(events.CasesListed, st.lists(lines, max_size=3).map(tuple)),
    st.builds(events.CaseFound, lines),
    st.builds(events.CaseNotFound, st.booleans()),
    st.builds(events.InformationAdded, lines),
    st.builds(events.WithdrawalDone, lines, st.booleans()),
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
    if state.step != "confirm":
        return False
    if isinstance(event, events.Chose):
        return event.option == "send" and event.step_no == state.step_no
    is_typed = isinstance(event, events.Said)
    return is_typed and (typed_option(event.text, state.options) == "send" or "yes" in answers(event.text))


def check_step(before, event, played):
    given_up = {orders.Register, orders.DropDraft, orders.RefuseConsent}
    kinds = {type(order) for order in played.orders}
    if before.draft is not None and played.state.draft is None:
        assert kinds & given_up or isinstance(event, events.Registered)
    if before.draft is not None and played.state.draft is not None:
        assert played.state.draft.text.startswith(before.draft.text)
        assert played.state.draft.media >= before.draft.media
    if orders.Register in kinds:
        assert is_clear_yes(sound(before), event)
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
@given(st.lists(moves, max_size=14), st.booleans(), st.integers(0, 2), st.booleans())
def test_any_events_in_any_order_keep_the_promises(played_moves, consented, cases, waits):
    talk = Talk(consented=consented, cases=[case_line(n + 1, waits=waits) for n in range(cases)])
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
    context = Talk(consented=True, cases=[case_line()]).context
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
    talk.say("dân", "gửi")
    assert "Thu Hà" not in texts_in("vi").say(talk.said[-1]).text


def test_refusal_leaves_no_word_in_the_state():
    talk = Talk()
    talk.say("dân", "Ổ gà ở ngõ nhà bà Lan {topic=giao_thong_ha_tang}")
    talk.say("vị trí", "{place=kb}")
    talk.say("dân", "không đồng ý")
    assert talk.state == replace(State(), step_no=talk.state.step_no)


def test_correction_replaces_the_place_and_keeps_the_commune():
    talk = Talk(consented=True)
    talk.say("dân", "Ổ gà to {topic=giao_thong_ha_tang place=kb spot=ngã_tư}")
    talk.say("dân", "không phải, ở thôn Đông cơ {spot=thôn_Đông}")
    draft = talk.state.draft
    assert (draft.place_text, draft.commune_code, draft.text) == ("thôn Đông cơ", "24001", "Ổ gà to")


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

"""What an accusation is met with, whatever the chat runs on and however it is told."""

from dataclasses import replace

import pytest

from bot.dialogue import events, orders
from bot.dialogue.machine import step
from bot.dialogue.state import Draft, State
from tests.bot.dialogue.talk import Talk, case_line, reading_of

ACCUSED = "kind=denunciation topic=tham_nhung place=ty"


def said(text, marks="", state=None, **known):
    talk = Talk(consented=True)
    context = replace(talk.context, **known)
    return step(state or State(), events.Said(text, reading_of(marks)), context)


def keys(played):
    return [reply.key for reply in played.replies]


@pytest.mark.parametrize(
    ("channel", "words"),
    [("telegram", "telegram"), ("zalo_oa", "zalo"), ("zalo_bot", "zalo"), ("web", "web"), ("console", "any")],
)
def test_it_is_said_through_whose_hands_a_message_goes(channel, words):
    played = said("trưởng thôn ăn chặn tiền", ACCUSED, channel=channel)
    assert keys(played) == [f"denounce.through_{words}", "denounce.ask"]


@pytest.mark.parametrize(
    "words", ["tố cáo", "toi muon to cao", "tui muốn tố", "muốn tố cáo thì làm sao", "/tocao", "tố cáo giấu tên ạ"]
)
def test_the_wish_alone_is_met(words):
    assert keys(said(words))[-1] == "denounce.ask"


@pytest.mark.parametrize("words", ["nó dọa giết tôi", "chung no cho nguoi danh tui", "tôi sợ bị trả thù"])
def test_a_threat_to_whoever_accuses_is_met_with_protection_and_reported(words):
    telling = State(step="confirm", draft=Draft(text="Kế toán lấy tiền", kind="denunciation", way="here"))
    played = said(words, "topic=tham_nhung", telling)
    assert keys(played)[0] == "danger.denouncer"
    assert orders.AlertReception("crime") in played.orders


def test_a_threat_after_the_receipt_is_met_too():
    case = replace(case_line(kind="denunciation"), is_sealed=True)
    assert keys(said("nó dọa đánh tôi", "topic=khac", open_cases=(case,)))[0] == "danger.denouncer"


def test_a_threat_is_no_matter_of_denouncing_for_others():
    assert "danger.denouncer" not in keys(said("hàng xóm đe dọa nhau ồn cả ngõ", "topic=moi_truong"))


def test_a_word_beside_open_cases_is_warned_about_before_it_is_asked_where_it_belongs():
    played = said("cán bộ địa chính vòi tiền", ACCUSED, open_cases=(case_line(),))
    assert keys(played) == ["denounce.through_any", "second.held_from_case", "denounce.ask"]


def test_before_anything_is_agreed_to_the_way_out_forgets_all():
    warned = said("trưởng thôn ăn chặn tiền", ACCUSED, consented=False)
    left = said("thôi", "", warned.state, consented=False)
    assert left.orders == (orders.RefuseConsent(),)
    assert left.state.pending_text == ""


@pytest.mark.parametrize("words", ["quay lại", "làm lại", "việc mới", "hồ sơ của tôi", "giúp", "tra cứu", "📍"])
def test_nothing_said_before_the_choice_gets_past_it(words):
    warned = said("trưởng thôn ăn chặn tiền", ACCUSED, consented=False)
    event = events.Located(None, 21.0, 106.0) if words == "📍" else events.Said(words, reading_of())
    context = replace(Talk().context, consented=False)
    played = step(warned.state, event, context)
    assert played.state.step == "denounce"
    assert played.state.pending_text == "trưởng thôn ăn chặn tiền"


def test_later_words_do_not_turn_a_chosen_way_into_a_report():
    played = said("2", "", said("trưởng thôn ăn chặn tiền", ACCUSED).state)
    told = said("đường cũng hỏng nữa", "topic=giao_thong_ha_tang kind=feedback", played.state)
    assert told.state.draft.kind == "denunciation"


def test_a_sealed_case_is_only_a_code_in_the_chat():
    case = replace(case_line(kind="denunciation"), is_sealed=True)
    shown = step(State(), events.CaseFound(case), Talk(consented=True).context).replies[0]
    assert (shown.key, set(shown.fields)) == ("case.sealed", {"code", "url"})
    listed = step(State(), events.CasesListed((case, case_line(2))), Talk(consented=True).context).replies[0]
    assert "hồ sơ kín" in listed.fields["lines"].splitlines()[0]
    assert case.summary not in listed.fields["lines"].splitlines()[0]

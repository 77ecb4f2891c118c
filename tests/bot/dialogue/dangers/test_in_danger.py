"""Whoever is in danger is answered as such at every step: a child as a child, who may die without a form."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue import events
from bot.dialogue.asking import texts_for
from bot.dialogue.machine import step
from bot.dialogue.sent.results import _urgent
from bot.dialogue.state import Draft, State
from routing.reading import default_reader
from tests.bot.dialogue.talk import Talk, case_line


def heard(text, state=None, *, consented=False, **known):
    context = replace(Talk().context, consented=consented, **known)
    reading = default_reader().read(text)
    return step(state or State(), events.Said(text, reading, reading_of_pending=reading), context)


def keys(played):
    return [reply.key for reply in played.replies]


def words(played):
    return "\n".join(texts_for(played.state).say(reply).text for reply in played.replies)


BEATEN = "cháu 13 tuổi bố cháu say rượu đánh cháu suốt cháu sợ"


def test_a_child_is_given_111_first_and_spoken_to_as_a_child():
    played = heard(BEATEN)
    assert keys(played)[0] == "danger.child_itself"
    assert "111" in words(played).splitlines()[0]
    assert "Anh/Chị" not in words(played)
    assert played.state.step != "denounce", "nobody tells it to keep silent"


def test_a_child_that_asks_what_to_do_after_the_receipt_is_told_whom_to_call():
    told = replace(heard(BEATEN).state, step="idle", pending_text="")
    played = heard("em phải làm gì bây giờ", told, consented=True, open_cases=(case_line(),))
    assert keys(played) == ["danger.child_itself"]


def test_the_next_day_the_question_is_about_the_case():
    told = replace(heard(BEATEN).state, step="idle", pending_text="")
    later = Talk().context.now + timedelta(days=2)
    played = heard("em phải làm gì bây giờ", told, consented=True, open_cases=(case_line(),), now=later)
    assert keys(played) == ["plain.case_do"]


def test_a_grown_person_is_not_spoken_to_as_a_child():
    assert "Anh/Chị" in words(heard("cháu bé hàng xóm bị bố dượng sờ mó"))


@pytest.mark.parametrize("text", ["tôi ở nhà một mình, nợ nhiều quá", "tôi không muốn nói", "không biết nữa"])
@pytest.mark.parametrize("at", ["consent", "ask_place", "pick_topic"])
def test_who_may_die_is_stayed_with_and_asked_nothing(text, at):
    alone = heard("Tôi không muốn sống nữa").state
    draft = Draft(text="Tôi không muốn sống nữa", urgent=True) if at != "consent" else None
    state = replace(alone, step=at, draft=draft, options=())
    played = heard(text, state, consented=draft is not None)
    assert keys(played) == ["danger.listening"]
    assert text in (played.state.draft.text if draft else played.state.pending_text)
    assert draft is None or not played.state.draft.place_text


def test_a_fire_told_by_who_may_die_is_a_fire():
    alone = heard("Tôi không muốn sống nữa").state
    assert keys(heard("nhà cháy rồi, lửa lan sang bếp", alone))[0] == "danger.fire"


def test_an_answer_of_who_may_die_is_still_an_answer():
    alone = heard("Tôi không muốn sống nữa").state
    assert keys(heard("đồng ý", alone)) != ["danger.listening"]


@pytest.mark.parametrize("text", ["Nhà bác tôi vừa uống thuốc diệt cỏ, đang nôn", "tôi vừa uống thuốc sâu rồi"])
def test_of_poison_that_is_taken_the_doctor_is_called_first(text):
    first = words(heard(text)).splitlines()[0]
    assert "115" in first.partition("113")[0]
    assert "Giữ vỏ thuốc" in first


@pytest.mark.parametrize("at", ["idle", "ask_place", "confirm", "ask_photo", "rate_words"])
def test_who_is_hit_by_what_fell_is_heard_at_every_step(at):
    draft = Draft(text="Ngói ở trường rơi", kind="feedback", topic="giao_duc") if at != "idle" else None
    told = heard("ngói rơi trúng một cháu rồi", State(step=at, draft=draft), consented=True)
    assert keys(told)[0] == "danger.medical"
    assert keys(heard("gọi ai bây giờ", told.state, consented=True)) == ["danger.medical"]


def test_a_bulb_that_burnt_out_is_no_fire():
    draft = Draft(text="đèn đường hỏng", kind="feedback", topic="chieu_sang")
    assert "danger.fire" not in keys(heard("bóng lại cháy rồi", State(step="confirm", draft=draft), consented=True))


@pytest.mark.parametrize("at", ["denounce", "idle"])
def test_who_denounces_and_asks_for_protection_is_told_how(at):
    state = State(step=at, pending_text="chủ tịch xã nhận tiền")
    cases = (replace(case_line(kind="denunciation"), is_sealed=True),) if at == "idle" else ()
    played = heard("khi nào thì có người bảo vệ tôi", state, consented=at == "idle", open_cases=cases)
    assert keys(played)[0] == "denounce.protection"


def test_who_denounces_nobody_is_told_nothing_of_it():
    assert "denounce.protection" not in keys(heard("xin bảo vệ gia đình tôi khỏi tiếng ồn karaoke"))


def test_an_accuser_who_is_threatened_at_home_is_urgent():
    text = "ông chủ tịch xã Tân Dĩnh cho người đến tận nhà dọa đánh, tôi cần được bảo vệ"
    telling = State(step="confirm", draft=Draft(text="Chủ tịch xã nhận tiền", kind="denunciation", way="here"))
    played = heard(text, telling, consented=True)
    assert keys(played)[0] == "danger.denouncer"
    assert played.state.draft.urgent


def test_blows_by_the_police_are_met_with_who_oversees_them():
    played = heard("Con trai tôi bị công an xã Hiệp Hòa bắt giữ 2 ngày không cho gặp, còn bị đánh")
    assert keys(played)[0] == "danger.custody"
    assert played.state.step == "denounce"


def test_who_may_die_and_lets_nothing_be_kept_is_still_stayed_with():
    refused = heard("không", heard("Tôi không muốn sống nữa").state)
    assert refused.state.step == "idle"
    assert keys(heard("tôi mệt lắm", refused.state)) == ["danger.listening"]


def test_a_child_that_wants_to_die_is_given_the_line_that_listens_to_children():
    first = words(heard("con 11 tuổi, ba con nhậu về đập con hoài, con muốn chết")).splitlines()[0]
    assert "111" in first


def test_of_a_danger_of_before_nothing_stays():
    later = Talk().context.now + timedelta(days=2)
    assert heard("cảm ơn", heard("Tôi không muốn sống nữa").state, now=later).state.danger == ""


# --- whom to call, with no danger told --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "gọi ai bây giờ",
        "phải gọi số nào",
        "goi ai bay gio",
        "giờ phải gọi cho ai ạ",
        "gọi số nào hả",
        "bay gio keu ai day",
    ],
)
def test_who_asks_whom_to_call_before_telling_anything_gets_every_number_and_is_asked_what_happens(text):
    played = heard(text)
    assert keys(played) == ["danger.which"]
    assert all(number in words(played) for number in ("113", "114", "115", "111", "112"))
    assert "chuyện gì" in words(played)
    assert played.state.step == "idle", "what is told next is a matter as any"


@pytest.mark.parametrize("text", ["cho em hỏi đèn đường hỏng thì gọi số nào", "gọi số nào để làm khai sinh"])
def test_who_asks_about_a_matter_is_not_given_the_numbers_for_a_danger(text):
    assert "danger.which" not in keys(heard(text))


def test_who_has_a_case_means_its_officer():
    assert "danger.which" not in keys(heard("gọi ai bây giờ", consented=True, open_cases=(case_line(),)))


ON_THE_ROOF = "lũ ngập tới mái rồi, bà cháu tôi đang ngồi trên mái, thôn Chùa"


@pytest.mark.parametrize(
    "text",
    ["gọi 112 không được", "goi 114 khong ai nghe may", "114 bận", "số nào nữa không, máy bận suốt"],
)
def test_who_cannot_reach_a_number_is_told_the_others(text):
    told = heard(ON_THE_ROOF).state
    played = heard(text, told)
    assert keys(played) == ["danger.not_reached"]
    for number in ("112", "113", "114", "115"):
        assert number in words(played)
    assert played.state.step == told.step, "the open question stays open"


@pytest.mark.parametrize("text", ["nhanh lên", "cứu với", "cuu voi nhanh len", "gấp lắm rồi"])
def test_a_mere_cry_is_answered_with_the_danger_that_was_told(text):
    assert keys(heard(text, heard(ON_THE_ROOF).state)) == ["danger.drowning"]


@pytest.mark.parametrize(
    "text", ["nước lên nữa rồi, tôi không gọi được cho con tôi ở phường Vũ Ninh", "số nhà 12 ngõ 5"]
)
def test_what_tells_more_is_kept_and_no_number_is_read_out(text):
    assert "danger.not_reached" not in keys(heard(text, heard(ON_THE_ROOF).state))


def test_who_may_die_and_agrees_is_asked_gently_where_they_are():
    asked = heard("tôi không muốn sống nữa, nợ nhiều quá").state
    played = heard("đồng ý", asked)
    assert keys(played) == ["danger.where"]
    assert "Chỗ đó ở đâu" not in words(played)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("con chó dại cắn mấy người ở thôn Phú Mẫn, nó đang chạy ngoài đường", "danger.medical"),
        ("có con chó dại chạy rông cắn hai người ở thôn Chùa", "advice.rabies"),
        ("có người đốt rác làm cháy đồi thông ở xã Lạng Giang", "advice.wildfire"),
    ],
)
def test_a_bite_and_a_fire_on_the_hill_are_told_what_to_do(text, key):
    played = heard(text)
    assert keys(played)[0] == key
    assert "111" not in words(played)


@pytest.mark.parametrize(
    "text", ["em bị câm điếc không gọi điện được", "em không dám nói to, nó đang ở ngoài cửa", "em ko goi duoc"]
)
def test_who_cannot_speak_is_told_how_others_can_call(text):
    told = heard("có kẻ đang cạy cửa nhà em").state
    played = heard(text, told)
    assert keys(played) == ["danger.no_voice"]
    assert "113" in words(played)
    assert text in played.state.pending_text


@pytest.mark.parametrize("text", ["ông không nói được", "mẹ tôi không nói được nữa", "gọi 113 không ai nghe"])
def test_what_harms_another_and_a_busy_number_are_no_such_thing(text):
    told = heard("bố tôi đột quỵ nằm bất động").state
    assert "danger.no_voice" not in keys(heard(text, told))


def test_in_a_danger_of_no_known_kind_it_is_said_who_helps_with_what():
    played = heard("Hầm lò số 2 nghe ầm một tiếng rồi tịt, năm anh em trong đó gọi bộ đàm không trả lời")
    first = words(played).splitlines()[0]
    assert all(said in first for said in ("115 cấp cứu", "113 công an", "114 cháy, mắc kẹt"))
    assert "sập" not in first
    assert "111" not in first


def test_who_asks_whom_to_call_in_a_danger_of_no_known_kind_is_told_again():
    told = heard("cứu tôi với").state
    assert keys(heard("giờ gọi ai", told)) == ["danger.any"]


@pytest.mark.parametrize("consented", [True, False])
@pytest.mark.parametrize(
    "text",
    ["à thôi không sao, dập được rồi", "bao nham roi a", "đùa thôi, không có cháy", "dập xong rồi nhé", "tat roi"],
)
def test_a_danger_that_is_taken_back_is_told_no_number_as_if_it_went_on(text, consented):
    told = heard("cháy bếp nhà tôi thôn Đoài xã Tân Yên", consented=consented).state
    played = heard(text, told, consented=consented)
    assert keys(played)[0] == "danger.over"
    assert "danger.fire" not in keys(played)
    assert not played.state.danger
    assert (told.draft is None) == (played.state.draft is None), "nothing that was told is lost"


@pytest.mark.parametrize(
    "text",
    [
        "không sao dập được",
        "dập mãi không được",
        "chưa tắt",
        "không sao gọi được",
        "dập rồi mà cháy lại",
        "không có gì nguy hiểm à?",
        "đưa rồi",
    ],
)
def test_what_goes_on_is_not_taken_back(text):
    told = heard("cháy bếp nhà tôi thôn Đoài xã Tân Yên").state
    assert "danger.over" not in keys(heard(text, told))


@pytest.mark.parametrize("text", ["tìm thấy cháu rồi", "tim thay roi", "hết rồi"])
def test_who_is_found_may_be_dead_and_that_is_no_relief(text):
    told = heard("có cháu bé rơi xuống sông ở thôn Đoài xã Tân Yên, không thấy đâu").state
    assert "danger.over" not in keys(heard(text, told))


def test_the_receipt_names_the_doctor_too_where_somebody_was_hurt():
    told = Draft(text="dây điện đứt xuống đường, có đứa bé dẫm vào bị giật rồi", urgent=True, danger_kind="electric")
    receipt = next(_urgent(State(draft=told)))
    assert receipt.fields["numbers"] == "114 hoặc 112 hoặc 115"

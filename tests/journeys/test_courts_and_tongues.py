"""What is asked of courts and fees is answered, a pupil is heard as a child, and a report in English has its topic."""

import pytest

from bot.dialogue.hearing.tongues import called_in, kind_told, topic_told
from bot.listening.foreign_reading import of_another_language
from routing.kinds import Kind
from routing.reading import default_reader
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAND, RUBBISH = "hàng xóm lấn đất nhà tôi ở xã Tân Yên", "rác đầy ngõ 5 Lê Lợi phường Bắc Giang"
OF_COURTS = ["có phải ra tòa không", "co phai ra toa khong", "phải ra tòa án nào"]


@pytest.mark.parametrize("words", OF_COURTS)
def test_whether_a_dispute_of_land_goes_to_court_is_answered(known_citizen, words):
    known_citizen.says(LAND)
    said = heard(known_citizen.says(words))
    assert "hòa giải ở UBND xã" in said
    assert "chưa phải đến đâu" not in said
    assert "Gửi đi nhé" in said


@pytest.mark.parametrize("words", OF_COURTS)
def test_of_any_other_matter_it_is_told_who_answers_it(known_citizen, words):
    known_citizen.says(RUBBISH)
    said = heard(known_citizen.says(words))
    assert "cán bộ nhận việc trả lời" in said
    assert "hòa giải" not in said


@pytest.mark.parametrize("words", ["mất bao nhiêu tiền", "án phí bao nhiêu"])
def test_what_a_dispute_of_land_costs_beyond_sending_is_told_also_of_the_case(known_citizen, words):
    known_citizen.says(LAND)
    assert "có phí riêng" in heard(known_citizen.says(words))
    known_citizen.presses("Gửi")
    assert "có phí riêng" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["ở trường cháu có mấy bạn đánh cháu", "may anh lop tren chan danh em"])
def test_a_pupil_beaten_by_pupils_is_a_child_in_need_and_no_accuser(citizen, words):
    said = heard(citizen.says(words))
    assert "111" in said
    assert "Luật Tố cáo" not in said
    assert "Em đồng ý chứ" in said


def test_a_bare_help_shows_how_english_is_chosen_and_the_commands():
    assert called_in("help") == "en"
    assert called_in("trợ giúp") is None


def test_who_types_help_is_told_in_english_how_to_go_on_in_it(citizen):
    assert "type “English”" in heard(citizen.says("help"))
    assert "type “English”" not in heard(citizen.says("trợ giúp"))
    assert "type “English”" not in heard(citizen.says("/help"))


@pytest.mark.parametrize(
    ("text", "topic", "kind"),
    [
        ("the street light is broken near my house", "chieu_sang", Kind.FEEDBACK),
        ("there is garbage all over my street and it smells", "moi_truong", Kind.FEEDBACK),
        ("my neighbor plays loud karaoke every night", "tieng_on", Kind.FEEDBACK),
        ("please install street lights in our street, it is dark", "chieu_sang", Kind.PETITION),
        ("no water since yesterday in our building", "nuoc", Kind.FEEDBACK),
        ("the road has a big pothole near our house", "giao_thong_ha_tang", Kind.FEEDBACK),
    ],
)
def test_a_report_in_english_has_topic_and_kind(text, topic, kind):
    reading = of_another_language(text, default_reader().read(text))
    assert (reading.topic, reading.kind) == (topic, kind)


def test_a_question_in_english_stays_one_and_a_complaint_is_one():
    assert kind_told("how do I get a birth certificate for my son?") is Kind.INQUIRY
    complaint = "I want to complain about the decision of the committee on my land"
    assert of_another_language(complaint, default_reader().read(complaint)).kind is Kind.COMPLAINT
    assert not topic_told("đèn đường hỏng ở ngõ 5")

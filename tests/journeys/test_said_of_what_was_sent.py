"""What is asked and wished of a case that was sent, in words that are no matter: nobody has to choose where it goes."""

import pytest

from bot.dialogue.hearing.few_asked import asks_shortly
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

DRAIN = "Cống tắc ở ngõ 7 đường Trần Lựu phường Kinh Bắc"
WHICH = "hay là một việc mới"


@pytest.fixture
def waiting(known_citizen):
    """A citizen who has sent one matter."""
    known_citizen.says(DRAIN)
    known_citizen.says("gửi đi")
    return known_citizen


@pytest.mark.parametrize(
    "asked",
    [
        "sao chưa thấy gì",
        "tôi chờ ba tuần rồi",
        "đợi 2 tháng nay rồi",
        "không nhắc thì tôi gửi lên tỉnh",
        "sao vẫn chưa thấy kết quả",
    ],
)
def test_who_waits_has_the_officer_reminded(waiting, asked):
    assert "nhắc cán bộ" in heard(waiting.says(asked))


@pytest.mark.parametrize(
    "asked",
    [
        "đại diện là tôi được không",
        "cần giấy tờ gì của bà",
        "cần mang giấy gì không",
        "trả lời thì báo cho tôi hay cho bà",
        "tôi có phải gửi lại không",
    ],
)
def test_a_question_that_tells_no_matter_goes_to_who_has_the_case(waiting, asked):
    said = heard(waiting.says(asked))
    assert "Tôi đã chuyển lời này vào hồ sơ" in said
    assert WHICH not in said


@pytest.mark.parametrize(
    "told",
    [
        "rác ngõ 12 phường Bắc Giang ai dọn vậy",
        "cán bộ phường đòi tiền tôi có được không",
        "con tôi bị bạn đánh ở trường thì báo ai",
    ],
)
def test_a_matter_in_the_form_of_a_question_goes_to_no_case_unasked(waiting, told):
    assert "Tôi đã chuyển lời này vào hồ sơ" not in heard(waiting.says(told))


def test_where_it_is_asked_for_which_case_words_are_the_case_is_still_spoken_of(waiting):
    assert WHICH in heard(waiting.says("thấy hôi"))
    assert "Tôi đã nhắc cán bộ" in heard(waiting.says("nhắc giúp tôi"))
    assert "đã sửa chỗ" in heard(waiting.says("à nhầm ngõ 9 không phải ngõ 7"))
    assert "Tôi đã chuyển lời này" in heard(waiting.says("tôi có phải gửi lại không"))
    assert "muốn rút hồ sơ" in heard(waiting.says("thôi rút đi"))


def test_who_wants_it_withdrawn_in_few_words_is_asked_once(waiting):
    assert "muốn rút hồ sơ" in heard(waiting.says("thôi rút đi"))


@pytest.mark.parametrize("asked", ["xóa hết đi", "em muốn xóa hết tin ở đây", "xóa tin nhắn này giúp tôi"])
def test_who_wants_all_erased_hears_what_the_law_keeps(waiting, asked):
    assert "phải giữ theo luật lưu trữ" in heard(waiting.says(asked))


def test_how_many_cases_there_are_is_shown(waiting):
    assert "Hồ sơ ND-" in heard(waiting.says("giờ tôi có mấy hồ sơ"))


def test_a_question_about_being_called_does_not_throw_the_number_away(waiting):
    waiting.says("0987654321")
    said = heard(waiting.says("mấy giờ thì gọi"))
    assert "Cán bộ chỉ gọi khi cần" in said
    assert "0987654321" in said
    assert "Tôi đã ghi số 0987654321" in heard(waiting.says("giữ"))


@pytest.mark.parametrize("text", ["15 hộ thì có nhanh hơn không", "bao giờ xong?", "báo tôi hay báo bà"])
def test_a_short_question_is_known_by_how_it_closes(text):
    assert asks_shortly(text)


@pytest.mark.parametrize("text", ["mất nước ba ngày", "thấy hôi", "tôi không biết", "chị tôi bị điếc", "không có ai"])
def test_what_tells_is_no_question(text):
    assert not asks_shortly(text)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("any update?", "Case ND-"),
        ("nobody came", "reminded the officer"),
        ("remind them please", "reminded the officer"),
        ("who is responsible", "is in charge"),
        ("are you a robot?", "not a person"),
        ("can I add a photo?", "What would you like to add"),
        ("do you have a phone number?", "Call "),
        ("I want to cancel my report", "withdraw case"),
    ],
)
def test_the_same_in_english(known_citizen, said, answered):
    known_citizen.says("street light is broken near the market, Le Loi street, Bac Giang ward")
    known_citizen.says("send it")
    assert answered in heard(known_citizen.says(said))

"""What people ask and add by the way: answered or kept apart, and what is being told stays what it was."""

import pytest

from bot.dialogue.answers.inquiring import fields_of
from bot.dialogue.lines import AnswerLine
from bot.dialogue.state import State
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
DECISION = "tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi"


# --- what tells of nothing accuses nobody -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "ai xử lý vụ này",
        "ai xu ly vu nay vay",
        "sao không ai xử lý",
        "7F3K29QX",
        "K7M2-QX94-AB12",
        "xử lý nghiêm vụ này",
    ],
)
def test_a_few_words_that_tell_nothing_are_no_accusation(citizen, words):
    assert "nêu tên ai" not in heard(citizen.says(words))


@pytest.mark.parametrize(
    "words", ["chủ tịch xã tham ô", "kế toán rút tiền quỹ", "truong thon an chan tien", "tôi tố ông ấy"]
)
def test_a_few_words_that_accuse_do(citizen, words):
    assert "nêu tên ai" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["7F3K29QX", "K7M2-QX94-AB12", "k7m2qx94ab12"])
def test_a_code_alone_leads_to_a_look_up(citizen, words):
    assert "mã hồ sơ" in heard(citizen.says(words))
    assert citizen.cases() == ()


def test_the_end_of_a_code_shows_the_case_of_this_chat(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    (case,) = known_citizen.cases()
    for words in (case.code[-4:], case.code[-9:], case.code.replace("-", " ").lower()):
        assert case.code in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["98A-123.45", "ngo 12 pham hung"])
def test_a_plate_and_an_alley_are_no_codes(citizen, words):
    assert "mã" not in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["ai xử lý vụ này", "bao gio xong", "vụ này ai lo"])
def test_who_asks_of_a_matter_that_was_never_sent_from_here_is_told(citizen, words):
    assert citizen.says(words)[-1].count("đồng ý chứ") == 0
    assert any("mã" in button["label"] for button in citizen.buttons)


# --- plain questions --------------------------------------------------------------------------------------------------

ASKED = [
    ("khi mô xong", "28/09"),
    ("bao giờ thì sửa xong hả em", "28/09"),
    ("mất bao lâu", "28/09"),
    ("mat bao lau thi xong", "28/09"),
    ("co ai xu ly chua", "28/09"),
    ("hôm nào có kết quả vậy em", "28/09"),
    ("han la ngay may", "28/09"),
    ("ai làm", "phụ trách"),
    ("ai lo vụ ni rứa", "phụ trách"),
    ("có báo lại không", "tôi báo ngay ở đây"),
    ("lam sao biet ket qua", "tôi báo ngay ở đây"),
    ("tôi phải làm gì nữa", "không phải làm gì thêm"),
    ("gio toi phai lam chi", "không phải làm gì thêm"),
    ("có cần lên xã không", "chưa phải đến đâu"),
    ("có mất tiền không?", "không mất tiền"),
    ("ton phi ko", "không mất tiền"),
    ("hàng xóm có biết tôi báo không", "Chỉ cán bộ được giao việc"),
]


@pytest.mark.parametrize(("words", "answer"), ASKED)
def test_a_plain_question_after_the_receipt_is_answered_from_the_case(known_citizen, words, answer):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    said = heard(known_citizen.says(words))
    assert answer in said
    assert "bổ sung" not in said


@pytest.mark.parametrize("words", [words for words, _answer in ASKED])
def test_a_plain_question_at_the_read_back_is_answered_and_the_report_stays(known_citizen, words):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says(words))
    assert f"“{LAMP}”" in said
    assert "Tôi đã ghi thêm" not in said
    known_citizen.says("gửi")
    assert [case.kind for case in known_citizen.cases()] == ["feedback"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["ngày nào cũng tắt", "may hom nay toi om", "không bao giờ thấy ai", "hôm nào mưa cũng ngập"]
)
def test_what_tells_since_when_or_how_often_asks_for_no_date(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "bổ sung" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["có phải tôi ký không ạ", "thế con tôi đứng tên được không"])
def test_a_question_that_only_an_officer_can_answer_leaves_a_report_a_report(known_citizen, words):
    known_citizen.says(LAMP)
    assert words in heard(known_citizen.says(words))
    known_citizen.says("gửi")
    assert [case.kind for case in known_citizen.cases()] == ["feedback"]


@pytest.mark.parametrize("words", ["không ai giải quyết", "họ bắt nộp tiền nữa", "chưa ai làm gì cả"])
def test_what_is_told_in_the_words_of_a_question_is_kept(known_citizen, words):
    known_citizen.says(LAMP)
    assert words in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["gửi cho phó chủ tịch nhé", "chuyen len tinh giup toi", "nhớ trình chủ tịch xã nha"])
def test_to_whom_it_should_go_changes_no_topic(known_citizen, words):
    known_citizen.says("hàng xóm đốt rơm khói mù ở ngõ 3 phường Bắc Giang")
    before = known_citizen.says("đúng chỗ đó")[-1].partition("Lĩnh vực")[2]
    said = known_citizen.says(words)
    assert "nơi phụ trách trước" in heard(said)
    assert said[-1].partition("Lĩnh vực")[2] == before


# --- a second matter --------------------------------------------------------------------------------------------------

SECOND = [
    "à mà còn cái cống đầu ngõ 3 phường Bắc Giang bị tắc",
    "nhân tiện báo luôn hàng xóm hát karaoke ồn quá 12h đêm",
    "san tien bao luon rac dau ngo khong ai don",
    "ngoài ra chó thả rông đầy ngõ 3 phường Bắc Giang",
]


@pytest.mark.parametrize("words", SECOND)
def test_a_second_matter_is_gone_on_with_after_the_first(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Việc thứ hai tôi giữ riêng" in heard(known_citizen.says(words))
    said = heard(known_citizen.says("gửi"))
    assert "Đã nhận" in said
    assert "Giờ đến việc thứ hai" in said
    if "ở đâu" in said or "cũng ở" in said:
        known_citizen.says("ngõ 3 phường Bắc Giang")
    known_citizen.says("gửi")
    assert len(known_citizen.cases()) == 2


@pytest.mark.parametrize("words", SECOND)
def test_a_second_matter_after_the_receipt_is_a_new_one(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "bổ sung" not in heard(known_citizen.says(words))


def test_more_of_the_same_is_no_second_matter(known_citizen):
    known_citizen.says(LAMP)
    assert "à mà ngõ 7 cũng tắt" in heard(known_citizen.says("à mà ngõ 7 cũng tắt"))


# --- leaving off ------------------------------------------------------------------------------------------------------

LEFT = ["thôi không cần nữa", "thôi bỏ", "thoi khong lam nua dau", "rút", "không gửi nữa đâu", "thôi rút, mệt rồi"]


@pytest.mark.parametrize("words", LEFT)
def test_who_leaves_off_is_asked_once_and_may_say_it_again(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Bỏ bản nháp này nhé" in heard(known_citizen.says(words))
    assert "đã bỏ bản nháp" in heard(known_citizen.says("thôi không cần nữa"))


@pytest.mark.parametrize("words", LEFT)
def test_who_leaves_off_at_the_same_matter_is_not_asked_again(known_citizen, turns, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    other = type(known_citizen)(turns, "other")
    other.agrees()
    assert "cùng một việc" in heard(other.says(LAMP))
    assert "Bỏ bản nháp này nhé" in heard(other.says(words))


# --- the form of a complaint ------------------------------------------------------------------------------------------


@pytest.fixture
def complainant(known_citizen):
    """A citizen who is asked for the name in the form of a complaint."""
    known_citizen.says(DECISION)
    return known_citizen


def read_back(citizen):
    return heard(citizen.presses("Điền sau"))


@pytest.mark.parametrize("words", LEFT)
def test_who_leaves_off_a_form_is_asked(complainant, words):
    assert "Bỏ bản nháp này nhé" in heard(complainant.says(words))


@pytest.mark.parametrize("words", ["hỏi làm gì", "sao phai noi ten", "thế khai để làm gì", "hỏi chi rứa"])
def test_who_asks_why_is_told_and_nothing_is_filled_in(complainant, words):
    said = heard(complainant.says(words))
    assert "Luật Khiếu nại (Điều 8)" in said
    assert "Họ và tên" in said
    assert words not in read_back(complainant)


@pytest.mark.parametrize("words", ["sao hỏi lắm thế", "lau qua roi day", "còn mấy câu nữa", "hỏi hoài mệt quá"])
def test_who_tires_of_questions_hears_how_many_are_left(complainant, words):
    said = heard(complainant.says(words))
    assert "còn 5 câu" in said
    assert words not in read_back(complainant)


def test_a_place_told_for_a_name_is_the_address_and_a_number_is_no_name(complainant):
    assert "địa chỉ" in heard(complainant.says("thôn Đông, xã Tân Yên"))
    assert "0912 345 678" in heard(complainant.says("0912345678")).replace("0912345678", "0912 345 678")
    assert "Họ và tên" in heard(complainant.says("giữ"))
    assert "Họ và tên" in heard(complainant.says("12/3/1970"))
    complainant.says("Nguyễn Văn An")
    shown = read_back(complainant)
    assert "Người đứng đơn: Nguyễn Văn An" in shown
    assert "Địa chỉ: thôn Đông, xã Tân Yên" in shown
    assert "12/3/1970" in shown


def test_a_date_that_is_on_no_calendar_is_looked_at_once(known_citizen):
    known_citizen.says("tôi khiếu nại việc công an phường Bắc Giang phạt tôi oan")
    for words in ("Trần Thị Bé", "thôn Đông xã Tân Yên", "tự tôi"):
        known_citizen.says(words)
    assert "chưa đúng" in heard(known_citizen.says("quyết định số 5 ngày 31/2/2026"))
    assert "giải quyết thế nào" in heard(known_citizen.says("quyết định số 5 ngày 31/2/2026"))


@pytest.mark.parametrize("words", ["0912345678", "sđt tôi 0912 345 678", "so toi la 0912.345.678"])
def test_a_number_typed_unasked_is_kept_only_after_a_yes_and_is_no_part_of_the_matter(known_citizen, words):
    known_citizen.says("đèn đường hỏng, tối om")
    assert "để cán bộ gọi lại" in heard(known_citizen.says(words))
    said = heard(known_citizen.says("giữ"))
    assert "Tôi đã ghi số 0912345678" in said
    assert "ở đâu" in said


# --- another language -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "hello my neighbour burns trash every evening, smoke in my house",
        "I lost my passport, what do I do?",
        "street light broken",
        "big pothole in front of school",
        "nobody collects garbage here",
    ],
)
def test_who_begins_in_english_is_answered_in_english(citizen, words):
    assert "Do you agree" in heard(citizen.says(words))


@pytest.mark.parametrize(
    "words", ["den duong hong roi", "visa cua toi het han", "con cho nha toi mat roi", "in giay to o dau"]
)
def test_vietnamese_without_marks_stays_vietnamese(citizen, words):
    assert "Do you agree" not in heard(citizen.says(words))


def test_the_language_stays_to_the_end(citizen):
    for words in ("there is garbage everywhere on my street", "yes", "Ngo Gia Tu street, Bac Giang ward"):
        said = heard(citizen.says(words))
    assert "phường Bắc Giang" in said
    assert "Topic: Waste" in said
    for words, answer in (
        ("is it free?", "costs nothing"),
        ("yes send it", "Received"),
        ("when will it be done", "result by"),
        ("who is in charge?", "in charge"),
        ("thanks a lot", "Thank you"),
        ("bye", "Just write"),
    ):
        said = heard(citizen.says(words))
        assert answer in said
        assert "Anh/Chị" not in said


def test_topics_are_named_in_english_to_who_writes_english(citizen):
    for words in ("street light broken on my street", "yes", "Ngo Gia Tu street, Bac Giang ward", "change topic"):
        citizen.says(words)
    labels = [button["label"] for button in citizen.buttons]
    assert "Roads, bridges, potholes, signs" in labels
    assert "Topic: Noise" in heard(citizen.says("noise"))


@pytest.mark.parametrize(("language", "is_said"), [("en", True), ("vi", False)])
def test_who_reads_english_is_told_that_an_answer_is_in_vietnamese(language, is_said):
    entry = AnswerLine(1, "Làm khai sinh cần gì?", "Mang giấy chứng sinh.", "", is_checked=True)
    told = fields_of(State(language=language), entry)
    assert ("in Vietnamese" in told["foreign"]) is is_said


@pytest.mark.parametrize("words", ["no", "No", "ko"])
def test_a_bare_no_calls_no_rescue(known_citizen, words):
    known_citizen.says(LAMP)
    assert "113" not in heard(known_citizen.says(words))


# --- other words for what a button says -------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["tán thành", "ad gửi giúp e vs", "thì gửi", "chuẩn rồi em", "cứ gửi nha"])
def test_yes_to_keeping_in_other_words(citizen, words):
    citizen.says(LAMP)
    assert "Gửi đi nhé" in heard(citizen.says(words))


@pytest.mark.parametrize("words", ["cảm ơn cháu", "chúng mày ăn hại", "alo"])
def test_small_talk_before_the_yes_is_no_part_of_the_matter(citizen, words):
    citizen.says(LAMP)
    citizen.says(words)
    assert words not in heard(citizen.says("đồng ý"))


def test_what_else_is_asked_belongs_to_a_question(citizen):
    citizen.says("tôi muốn hỏi làm căn cước cho con ở đâu")
    citizen.says("có mất tiền không")
    citizen.says("đồng ý")
    assert "có mất tiền không" in heard(citizen.says("phường Bắc Giang"))


@pytest.mark.parametrize("words", ["không, sửa chỗ khác", "sai chỗ rồi", "không phải chỗ đó"])
def test_another_place_is_asked_for_in_other_words(known_citizen, words):
    known_citizen.says(LAMP)
    assert "gõ lại nơi xảy ra" in heard(known_citizen.says(words))
    assert "chợ Hà Vị, phường Bắc Giang" in heard(known_citizen.says("chợ Hà Vị cơ"))


@pytest.mark.parametrize("words", ["thì tôi nói rồi còn gì", "bác kể rồi mà", "ad gửi giúp e vs"])
def test_who_has_said_it_before_is_not_asked_again(known_citizen, words):
    known_citizen.says("hàng xóm nuôi lợn hôi lắm")
    known_citizen.says("thôn Hạ")
    shown = heard(known_citizen.says(words))
    assert "Nơi: thôn Hạ." in shown


@pytest.mark.parametrize("words", ["hỏi làm gì", "sao phai noi cho", "hỏi lắm thế"])
def test_who_asks_why_the_place_is_asked_is_told(known_citizen, words):
    known_citizen.says("đèn đường hỏng, tối om")
    said = heard(known_citizen.says(words))
    assert "chuyển đúng nơi" in said
    assert "ở đâu" in said


def test_words_that_were_unclear_are_not_lost_by_a_yes(citizen):
    citizen.says("mạng lag vcl")
    assert "đồng ý chứ" in heard(citizen.says("đồng ý"))
    citizen.says("đồng ý")
    citizen.says("chợ Thương phường Bắc Giang")
    assert "mạng lag" in citizen.lines()[-1].text


def test_what_is_told_with_the_place_is_kept(known_citizen):
    known_citizen.says("đường hỏng")
    shown = heard(known_citizen.says("đi lại ngã suốt, thôn Đông xã Tân Yên"))
    assert "đi lại ngã suốt" in shown
    assert "Nơi: thôn Đông, xã Tân Yên" in shown


@pytest.mark.parametrize("wish", ["xin giấu tên, ", "xin giu bi mat giup em, "])
def test_whoever_reports_a_neighbour_and_would_not_be_named_hears_who_sees_the_name(known_citizen, wish):
    told = heard(known_citizen.says(f"{wish}quán karaoke ở số 5 đường Lê Lợi phường Bắc Giang hát tới 1h sáng"))
    assert "Gửi đi nhé" in told
    assert told.count("Chỉ cán bộ được giao việc mới xem tên") == 1


@pytest.mark.parametrize("words", ["gửi nhưng đừng ghi tên tôi", "nho giau ten toi nhe"])
def test_who_wishes_not_to_be_named_hears_who_sees_the_name(known_citizen, words):
    known_citizen.says(LAMP)
    said = heard(known_citizen.says(words))
    assert "Chỉ cán bộ được giao việc" in said
    assert words in said


def test_a_number_put_right_after_the_receipt_is_not_brushed_aside(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "Tôi đã chuyển lời này vào hồ sơ" in heard(known_citizen.says("à nhầm số 19 cơ"))


@pytest.mark.parametrize("words", ["mất bao lâu thì giải quyết", "hôm qua", "vài tháng trước"])
def test_a_question_or_a_time_is_no_address(complainant, words):
    complainant.says("Lê Văn Tám")
    assert "ở đâu ạ" in heard(complainant.says(words))
    assert "ủy quyền" in heard(complainant.says("thôn Chùa"))


def test_no_field_of_a_form_is_filled_with_what_cannot_be_it(complainant):
    for words in ("tôi", "ủy ban xã"):
        assert "Họ và tên" in heard(complainant.says(words))
    assert "Người đứng đơn" not in heard(complainant.says("gửi"))


# --- anger ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["bực mình quá", "cán bộ gì mà như thế", "lam an nhu hach", "toàn nói mồm"])
def test_mere_anger_is_soothed_and_nothing_is_asked_about_it(citizen, words):
    said = heard(citizen.says(words))
    assert "Tôi hiểu Anh/Chị đang" in said
    assert "đồng ý chứ" not in said


@pytest.mark.parametrize("words", ["bực mình quá", "lũ vô tích sự", "chán các ông lắm"])
def test_anger_at_a_question_is_no_part_of_the_matter(known_citizen, words):
    known_citizen.says("đèn đường hỏng, tối om")
    said = heard(known_citizen.says(words))
    assert "Tôi hiểu Anh/Chị đang bực" in said
    assert "ở đâu" in said
    assert words not in heard(known_citizen.says("ngõ 5 phố Thân Nhân Trung phường Bắc Giang"))


def test_who_only_vents_is_not_made_to_wait(known_citizen):
    for words in ("bực mình quá", "chán thật", "tức quá", "bực quá", "chán quá đi thôi", "tức thật"):
        assert "tạm nghỉ" not in heard(known_citizen.says(words))

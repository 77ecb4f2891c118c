"""Trips of people who ask for the limits of the law, or whose complaint was not decided within them."""

import pytest

from bot.dialogue.hearing.nowhere import has_no_place
from intake.complaints import forms

UNDECIDED = "Tôi đã gửi đơn khiếu nại lên chủ tịch UBND phường Bắc Giang từ 20/7/2026 tới nay không ai trả lời"
FINED = "Tôi nhận quyết định xử phạt của UBND phường Bắc Giang ngày 1/8/2026"


def test_a_complaint_not_decided_is_told_the_right_and_goes_to_the_province(known_citizen, office):
    first = "\n".join(known_citizen.says(UNDECIDED))
    for words in ("khiếu nại lần hai tới Chủ tịch UBND tỉnh", "Tòa án", "28/08", "28/09", "30 ngày", "45 ngày"):
        assert words in first
    known_citizen.presses("Điền sau trên giấy")
    receipt = "\n".join(known_citizen.presses("Gửi"))
    [case] = known_citizen.cases()
    assert case.kind == "complaint"
    with office.read() as snap:
        assert forms.filled(snap, case.case_id).to == "Chủ tịch UBND tỉnh Bắc Ninh"
    assert "UBND phường Bắc Giang sẽ" not in receipt
    assert "28/09" in receipt


def test_while_the_first_limit_runs_its_day_is_told_and_no_form_begun(known_citizen):
    said = "\n".join(known_citizen.says("Tôi gửi đơn khiếu nại lên phường Bắc Giang ngày 1/9/2026 chưa ai trả lời"))
    assert "12/10" in said
    assert "đơn ký tên" not in said
    known_citizen.presses("Nhờ chuyển lời nhắc")
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "petition"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{FINED}, nay tôi khiếu nại được đến ngày nào?", ("30/10", "Điều 9")),
        ("Tôi là công chức, bị buộc thôi việc ngày 10/9/2026, được khiếu nại trong bao lâu?", ("25/09", "Điều 48")),
        ("Quyết định thu hồi đất ngày 1/2/2026, giờ tôi khiếu nại còn kịp không", ("đã hết", "trở ngại khách quan")),
        ("thoi han khieu nai la bao nhieu ngay", ("90 ngày", "Điều 9")),
        ("thời hạn giải quyết khiếu nại là bao lâu?", ("7 ngày làm việc", "30 ngày", "45 ngày", "Điều 28")),
        ("Tôi có phải nộp phạt trong lúc khiếu nại không?", ("vẫn phải thi hành", "Điều 35")),
    ],
)
def test_a_question_for_the_law_is_answered_and_the_form_offered(citizen, question, told):
    said = "\n".join(citizen.says(question))
    assert all(words in said for words in told)
    assert [button["label"] for button in citizen.buttons] == ["Làm đơn khiếu nại"]
    assert not citizen.cases()


def test_from_the_answer_to_the_form_nothing_is_typed_again(known_citizen):
    known_citizen.says(f"{FINED}, nay tôi khiếu nại được đến ngày nào?")
    assert "Họ và tên" in known_citizen.says("vâng")[-1]
    known_citizen.presses("Điền sau trên giấy")
    assert "ngày cuối là thứ Sáu 30/10" in "\n".join(known_citizen.presses("Gửi"))
    assert known_citizen.cases()[0].kind == "complaint"


def test_a_bare_question_is_no_complaint_yet(known_citizen):
    known_citizen.says("tôi được khiếu nại tới bao giờ")
    known_citizen.presses("Làm đơn khiếu nại")
    read_back = "\n".join([*known_citizen.says(FINED), *known_citizen.presses("Điền sau trên giấy")])
    assert "tới bao giờ" not in read_back


def test_a_question_at_the_form_is_answered_and_not_written_into_it(known_citizen):
    known_citizen.says(f"Tôi khiếu nại. {FINED}")
    answered = "\n".join(known_citizen.says("còn mấy ngày nữa hết hạn?"))
    assert "30/10" in answered
    assert "Họ và tên" in answered
    assert "vẫn phải thi hành" in "\n".join(known_citizen.says("giờ có phải nộp phạt không?"))
    assert "45 ngày" in "\n".join(known_citizen.says("khiếu nại thì mất bao lâu mới có kết quả?"))
    read_back = "\n".join(known_citizen.presses("Điền sau trên giấy"))
    assert "hết hạn" not in read_back
    assert "bao lâu" not in read_back
    assert "nộp phạt không" not in read_back


@pytest.mark.parametrize(
    "nowhere",
    ["không có chỗ nào cả, tôi xin số liệu", "dạ không có nơi nào cụ thể ạ", "toàn tỉnh", "khong o xa nao ca"],
)
def test_who_says_there_is_no_place_is_believed(known_citizen, nowhere):
    assert "ở xã, phường nào" in known_citizen.says("Tôi là phóng viên, xin số liệu giải quyết khiếu nại năm 2026")[-1]
    said = "\n".join(known_citizen.says(nowhere))
    assert "xã, phường nào" not in said
    assert "Gửi tới cán bộ nhé?" in said
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "inquiry"


@pytest.mark.parametrize("told", ["không có chỗ nào để xe", "không phải phường A", "không biết ở đâu", "xã Tân Yên"])
def test_a_place_denied_or_a_lack_told_is_not_nowhere(told):
    assert not has_no_place(told)


def test_who_asks_what_to_do_when_nothing_was_decided_is_told_and_offered_the_form(citizen):
    said = "\n".join(citizen.says("Đơn khiếu nại nộp xã từ tháng 6 đến nay chưa giải quyết thì tôi phải làm gì?"))
    assert "khiếu nại lần hai" in said
    assert [button["label"] for button in citizen.buttons] == ["Làm đơn khiếu nại"]


def test_who_tells_in_the_form_when_it_was_received_hears_by_when_to_complain(known_citizen):
    known_citizen.says("Tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang")
    said = "\n".join(known_citizen.says("nhận cách đây 2 tháng"))
    assert "sớm nhất có thể hết" in said
    assert "28/09" in said
    assert "Họ và tên" in said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many days do I have to file a complaint?", ("90 days", "Article 9")),
        ("Do I have to pay the fine while I complain?", ("must still be obeyed",)),
        ("How long does a complaint take to be decided?", ("30 days", "Article 28")),
        ("I received the decision two months ago, can I still complain?", ("28/09", "as early as")),
        ("What are your office hours?", ("is open", "Monday to Friday")),
    ],
)
def test_what_is_asked_in_english_is_answered_in_english(citizen, question, told):
    said = "\n".join(citizen.says(question))
    assert all(words in said for words in told)
    assert not citizen.cases()


@pytest.mark.parametrize("question", ["giờ làm việc của ủy ban", "thứ bảy có làm việc không ạ", "may gio mo cua vay"])
def test_who_asks_when_the_office_is_open_is_told(citizen, question):
    assert "làm việc: " in "\n".join(citizen.says(question))


@pytest.mark.parametrize(
    "words", ["giờ làm việc mà cán bộ xã ngồi đánh bài", "chợ mở cửa lúc mấy giờ vậy", "bệnh viện làm việc mấy giờ"]
)
def test_other_hours_and_what_officers_do_in_theirs_are_not_answered_with_the_office_s(citizen, words):
    assert "ngày lễ, Tết nghỉ" not in "\n".join(citizen.says(words))


UNTOLD = "thân chủ tôi nộp đơn khiếu nại chưa nhận thông báo thụ lý"


def test_whose_complaint_was_handed_in_nobody_says_when_is_asked_for_the_day(known_citizen):
    said = "\n".join(known_citizen.says(UNTOLD))
    assert "Đơn nộp hôm nào" in said
    assert "Tòa án nhân dân" not in said
    assert [one["label"] for one in known_citizen.buttons] == ["Nhờ chuyển lời nhắc", "Làm đơn khiếu nại"]
    assert "28/09" in "\n".join(known_citizen.says("từ 20/8"))
    known_citizen.presses("Nhờ chuyển lời nhắc")
    assert "thụ lý. từ 20/8" in "\n".join(known_citizen.says("phường Bắc Giang"))
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "petition"


def test_a_day_that_is_long_past_opens_the_second_complaint(known_citizen):
    known_citizen.says(UNTOLD)
    said = "\n".join(known_citizen.says("hôm 20/7"))
    assert all(words in said for words in ("28/08", "28/09", "khiếu nại lần hai"))
    known_citizen.presses("Làm đơn khiếu nại")
    known_citizen.says("phường Bắc Giang")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    assert known_citizen.cases()[0].kind == "complaint"


@pytest.mark.one_database
def test_what_is_no_day_leaves_the_choice_as_it_was(known_citizen):
    known_citizen.says(UNTOLD)
    assert "28/09" not in "\n".join(known_citizen.says("đèn đường ngõ 5 phường Bắc Giang tắt"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "question", ["đã quá hạn chưa", "qua han chua", "khiếu nại của tôi quá hạn chưa", "còn mấy ngày nữa"]
)
def test_who_asks_whether_the_limit_of_their_complaint_is_over_hears_its_recorded_day(known_citizen, question):
    known_citizen.says(f"Tôi khiếu nại. {FINED}")
    known_citizen.presses("Điền sau trên giấy")
    known_citizen.presses("Gửi")
    [case] = known_citizen.cases()
    said = "\n".join(known_citizen.says(question))
    assert case.code in said
    assert "28/09" in said
    assert "90 ngày" not in said


@pytest.mark.one_database
def test_a_question_whether_something_is_lawful_asks_for_no_place(known_citizen):
    said = "\n".join(known_citizen.says("tôi ghi âm cán bộ có phạm luật không"))
    assert "Gửi tới cán bộ nhé?" in said
    assert "Tham nhũng" not in said

"""What a patient clerk takes in: thanks in the middle, a day told more exactly, a wish to send after all."""

import pytest

from tests.talk import heard

LAMP = "Đèn đường tắt ở ngõ 5 phố Thân Nhân Trung, phường Bắc Giang"
HOW_LATE = "tôi nhận quyết định thu hồi đất hồi tháng 7, giờ khiếu nại còn kịp không"
UNDECIDED = "tôi nộp đơn khiếu nại lên phường rồi mà mãi không giải quyết"


def sent(citizen, text=LAMP):
    citizen.says(text)
    citizen.presses("Gửi")
    return citizen


@pytest.mark.parametrize("words", ["cảm ơn", "cảm ơn em nhé", "cam on nhieu", "thanks"])
def test_thanks_are_answered_and_the_words_before_them_kept(known_citizen, words):
    sent(known_citizen)
    known_citizen.says("tối qua lại tắt thêm hai cái")
    said = known_citizen.says(words)
    assert len(said) == 1
    assert "Không có gì ạ" in said[0]
    assert "đã chuyển lời này" in heard(known_citizen.presses("Bổ sung cho"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "question",
    ["mai mới có người ra à?", "thứ hai mới xuống hả", "có thợ sửa chưa", "tuần sau mới làm à", "mai có ra không"],
)
def test_who_asks_whether_somebody_comes_hears_of_the_case(known_citizen, question):
    [case] = sent(known_citizen).cases()
    assert case.code in heard(known_citizen.says(question))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["tối mới có nước à, xóm 5 xã Hiệp Hòa", "mai có làm khai sinh không", "sáng nay lại tắt thêm hai cái"]
)
def test_what_tells_or_asks_something_else_is_not_answered_with_the_case(known_citizen, words):
    [case] = sent(known_citizen).cases()
    assert case.code not in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["không, gửi đi", "đừng bỏ, gửi giúp tôi", "gửi đi", "ko, gui di"])
def test_who_would_send_after_all_at_the_question_whether_to_drop_it_has_sent(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("thôi")
    known_citizen.says(words)
    assert len(known_citizen.cases()) == 1


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["không", "giữ lại", "không gửi", "gửi ảnh"])
def test_who_only_keeps_it_has_sent_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.says("thôi")
    known_citizen.says(words)
    assert not known_citizen.cases()


@pytest.mark.one_database
def test_what_was_not_read_back_yet_is_not_sent_from_there(known_citizen):
    known_citizen.says("đèn đường tắt")
    known_citizen.says("thôi")
    known_citizen.says("không, gửi đi")
    assert not known_citizen.cases()


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["gửi ảnh", "cho em gửi ảnh", "gui anh nhe"])
def test_who_wants_to_send_photos_is_asked_for_them(known_citizen, words):
    known_citizen.says(LAMP)
    assert "gửi ảnh vào đây" in heard(known_citizen.says(words))
    assert not known_citizen.cases()


@pytest.mark.parametrize(
    ("first", "day", "told"),
    [
        ("", "ngày 10/7", "08/10"),
        ("", "hôm 10", "08/10"),
        ("", "tôi nhận hôm 10/7 ạ", "08/10"),
        (f"{UNDECIDED}|từ tháng 6", "ngày 10/6", "20/07"),
        (f"{UNDECIDED}, giờ làm sao|từ tháng 6", "nộp hôm 10/6", "20/07"),
    ],
)
def test_a_day_told_more_exactly_is_reckoned_with(known_citizen, first, day, told):
    for words in (first or HOW_LATE).split("|"):
        assert told not in heard(known_citizen.says(words))
    assert told in heard(known_citizen.says(day))
    known_citizen.presses("Làm đơn khiếu nại")
    said = heard(known_citizen.says("phường Bắc Giang"))
    assert "Họ và tên" in said


def test_a_day_told_more_exactly_amid_the_form_gives_the_last_day_and_is_kept(known_citizen):
    known_citizen.says("tôi khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang, nhận hồi tháng 7")
    known_citizen.says("còn kịp không")
    said = heard(known_citizen.says("ngày 10/7"))
    assert "08/10" in said
    assert "đã ghi thêm" in said
    assert "Họ và tên" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ngày 10/7 ngõ 5 phường Bắc Giang mất nước", "cảm ơn", "15 triệu"])
def test_what_is_no_day_of_it_is_not_reckoned_with(known_citizen, words):
    known_citizen.says(HOW_LATE)
    assert "đến hết" not in heard(known_citizen.says(words))


@pytest.mark.parametrize("is_known", [True, False])
def test_a_place_told_first_is_the_place_of_what_follows(citizen, is_known):
    if is_known:
        citizen.agrees()
    said = heard(citizen.says("ngõ 5 phố Thân Nhân Trung phường Bắc Giang"))
    said += "" if is_known else heard(citizen.says("đồng ý"))
    assert "Ở đó có chuyện gì" in said
    assert "Nơi: ngõ 5 phố Thân Nhân Trung" in heard(citizen.says("rác không ai dọn một tuần"))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ngõ 5 phố Thân Nhân Trung có dọn rác không?", "đèn ngõ 5 tắt"])
def test_a_place_with_something_beside_it_begins_no_bare_place(known_citizen, words):
    assert "Ở đó có chuyện gì" not in heard(known_citizen.says(words))


@pytest.mark.one_database
def test_who_tells_word_by_word_is_asked_for_the_commune_too(known_citizen):
    for word in ("đèn", "tắt"):
        known_citizen.says(word)
    assert "thuộc xã, phường nào" in heard(known_citizen.says("ngõ 5"))
    assert "phường Bắc Giang" in heard(known_citizen.says("Bắc Giang")) + str(known_citizen.buttons)


@pytest.mark.one_database
def test_nobody_is_asked_where_for_ever(known_citizen):
    known_citizen.says("đường hỏng")
    said = [heard(known_citizen.says(word)) for word in ("to lắm", "xe ngã", "bụi nữa", "khổ lắm")]
    assert "Gửi đi nhé" in said[-1]
    assert "to lắm" not in said[-1].partition("Nơi:")[2]


@pytest.mark.one_database
def test_who_would_send_where_communes_of_one_name_are_offered_has_not_told_that(known_citizen):
    known_citizen.says("có ổ gà to trước cổng trường, mấy bạn ngã rồi")
    known_citizen.says("trường thpt ngô sĩ liên")
    known_citizen.says("bac giang")
    said = heard(known_citizen.says("gui di ad"))
    assert "Gửi đi nhé" in said
    assert "gui di" not in said


@pytest.mark.parametrize("words", ["đúng rồi rút đi", "rút", "ok rút đi em", "ừ rút lại giúp tôi"])
def test_a_withdrawal_is_done_at_a_yes_in_its_own_word(known_citizen, words):
    sent(known_citizen)
    known_citizen.says("tôi muốn rút lại phản ánh này")
    known_citizen.says(words)
    assert not known_citizen.cases()[0].is_open


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["đừng rút", "dung rut", "không rút nữa", "thôi khỏi rút", "giữ lại"])
def test_who_would_not_withdraw_keeps_the_case(known_citizen, words):
    sent(known_citizen)
    known_citizen.says("tôi muốn rút lại phản ánh này")
    known_citizen.says(words)
    assert known_citizen.cases()[0].is_open


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["có ảnh đây", "em có ảnh nè", "tôi có clip"])
def test_who_has_photos_is_asked_for_them(known_citizen, words):
    known_citizen.says(LAMP)
    assert "gửi ảnh vào đây" in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["thôi không gửi", "à thôi không gửi đâu", "thoi ko gui"])
def test_who_would_not_send_is_asked_whether_to_drop_it(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Bỏ bản nháp này nhé" in heard(known_citizen.says(words))


@pytest.mark.one_database
def test_two_matters_that_are_kept_apart_are_not_told_that_they_are(known_citizen):
    known_citizen.says(f"{LAMP}, với cả cống ở đó tắc")
    said = heard(known_citizen.says("ừ tách đi"))
    assert "tách đi" not in said
    assert "Gửi đi nhé" in said


@pytest.mark.one_database
def test_a_question_behind_another_beginning_is_one(known_citizen):
    known_citizen.says("tôi muốn phản ánh")
    assert "tôi nghe đây" in heard(known_citizen.says("à thôi tôi hỏi thủ tục"))
    assert "Xin xem lại quyết định" not in heard(known_citizen.says("thủ tục chuyển trường cho con"))


def test_for_whom_a_lawyer_stands_is_asked_neither_by_name_nor_by_deputy(known_citizen):
    said = heard(
        known_citizen.says(
            "Tôi là luật sư Trần Minh Quân, đại diện theo ủy quyền của bà Lê Thị Mận, khiếu nại Quyết định số"
            " 152/QĐ-UBND ngày 10/8/2026 của Chủ tịch UBND phường Bắc Giang. Yêu cầu hủy quyết định."
        )
    )
    assert "đứng đơn ở đâu" in said
    said = heard(known_citizen.says("tổ 5 phường Bắc Giang"))
    assert "giấy tờ gì kèm theo" in said
    said = heard(known_citizen.presses("Bỏ qua"))
    assert "Người đứng đơn: Lê Thị Mận" in said
    assert "Trần Minh Quân" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["gửi cmm đi", "gửi luôn đi vl"])
def test_who_swears_and_sends_has_sent_and_told_nothing_else(known_citizen, words):
    sent(known_citizen, LAMP)
    known_citizen.says("việc mới")
    known_citizen.says("đường hỏng cả năm ở xóm 4 xã Hiệp Hòa")
    known_citizen.says(words)
    assert len(known_citizen.cases()) == 2


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["cũ", "việc cũ"])
def test_more_words_at_the_question_for_which_case_are_kept_and_how_to_answer_is_told(known_citizen, words):
    sent(known_citizen)
    known_citizen.says("hôm qua có người đến xem")
    said = heard(known_citizen.says("họ bảo mai làm"))
    assert "giữ cả lời này" in said
    assert "gõ “cũ”" in said
    assert "đã chuyển lời này" in heard(known_citizen.says(words))


def test_a_matter_told_behind_an_opening_at_that_question_is_a_new_one(known_citizen):
    sent(known_citizen, "ổ gà to trước cổng chợ Thương phường Bắc Giang")
    known_citizen.says("alo bác ơi cho cháu nói cái này")
    assert "Gửi đi nhé" in heard(known_citizen.says(LAMP))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["tôi gọi ai", "gọi số nào", "phải liên hệ ai"])
def test_whom_to_call_is_told_of_the_case(known_citizen, words):
    [case] = sent(known_citizen).cases()
    said = heard(known_citizen.says(words))
    assert case.code in said
    assert "điện thoại" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["giờ tôi có việc mới", "tôi muốn báo việc khác", "em có chuyện mới"])
def test_who_announces_another_matter_is_asked_for_it(known_citizen, words):
    sent(known_citizen)
    assert "Anh/Chị kể giúp" in heard(known_citizen.says(words))


def fills(citizen, *answers):
    """Tell a complaint and answer the questions of its form one after the other; return the last that is said."""
    said = citizen.says("tôi khiếu nại UBND phường Bắc Giang thu hồi đất nhà tôi đền bù rẻ mạt")
    for words in ("Nguyễn Văn Tám", "tổ 5 phường Bắc Giang", "tự tôi làm", *answers):
        said = citizen.says(words)
    return heard(said)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            ("quyết định thu hồi đất", "không nhớ số", "đền bù cho đúng giá", "sổ đỏ"),
            "Muốn giải quyết: đền bù cho đúng giá",
        ),
        (("quyết định thu hồi đất", "sổ đỏ và biên bản", "tính lại giá đất"), "Giấy tờ kèm theo: sổ đỏ và biên bản"),
        (
            ("quyết định thu hồi đất", "đền bù cho đúng giá", "bố trí tái định cư cho tôi", "sổ đỏ"),
            "Muốn giải quyết: đền bù cho đúng giá; bố trí tái định cư",
        ),
        (
            ("phường", "quyết định thu hồi đất", "trả lại đất", "không có"),
            "Quyết định, việc làm: quyết định thu hồi đất",
        ),
    ],
)
def test_an_answer_to_another_question_of_the_form_stands_where_it_belongs(known_citizen, answers, told):
    assert told in fills(known_citizen, *answers)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("quyết định 12", "sổ đỏ phải trả lại cho tôi", "không có"), "Muốn giải quyết: sổ đỏ phải trả lại cho tôi"),
        (("quyết định 12", "cán bộ phải xin lỗi tôi", "không có"), "Muốn giải quyết: cán bộ phải xin lỗi tôi"),
        (("quyết định 12", "hủy quyết định", "đơn xin cấp lại sổ"), "Giấy tờ kèm theo: đơn xin cấp lại sổ"),
    ],
)
def test_what_answers_the_question_that_is_asked_stays_there(known_citizen, answers, told):
    assert told in fills(known_citizen, *answers)


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["nhắn tiếp", "thôi cứ nhắn tiếp đi"])
def test_who_would_write_on_here_has_chosen_it(known_citizen, words):
    known_citizen.says("trưởng thôn thu tiền không biên lai ở xã Hiệp Hòa rồi bỏ túi")
    assert "chưa thay cho đơn" in heard(known_citizen.says(words))


@pytest.mark.parametrize("words", ["trang kín", "cho tôi viết trang kín"])
def test_who_names_the_sealed_page_gets_it(known_citizen, words):
    known_citizen.says("tôi tố cáo chủ tịch xã tham ô")
    assert "/to-cao/" in heard(known_citizen.says(words))


def test_who_says_after_the_receipt_that_there_are_photos_is_asked_for_them_and_they_go_there(known_citizen):
    sent(known_citizen)
    assert "Có ảnh thì gửi kèm" in heard(known_citizen.says("tôi có ảnh"))
    assert "đã chuyển lời này" in heard(known_citizen.sends_photo())


@pytest.mark.one_database
def test_who_does_not_know_the_ward_says_so_in_english(known_citizen):
    known_citizen.says("English")
    known_citizen.says("there is garbage on the road for two weeks")
    assert "Shall I send it" in heard(known_citizen.says("I don't know the ward"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["có gì báo bác nhé", "có gì nhắn cho tôi", "xong thì báo em nha", "có kết quả báo lại cho tôi"]
)
def test_who_asks_to_be_told_hears_until_when(known_citizen, words):
    [case] = sent(known_citizen).cases()
    said = heard(known_citizen.says(words))
    assert case.code in said
    assert "báo ngay ở đây" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["khi nào mấy ổng xuống vậy cưng", "bao giờ có người ra vậy cưng"])
def test_a_question_closed_with_a_tender_word_is_one(known_citizen, words):
    [case] = sent(known_citizen).cases()
    assert case.code in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["đúng rứa", "dạ đúng rồi rứa", "dung rua"])
def test_a_yes_of_the_central_provinces_sends(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says(words))


def test_what_was_sent_word_for_word_is_not_sent_or_asked_about_again(known_citizen):
    [case] = sent(known_citizen).cases()
    said = heard(known_citizen.says(LAMP))
    assert case.code in said
    assert "không cần gửi lại" in said
    assert "bổ sung cho hồ sơ" in heard(known_citizen.says(f"{LAMP}, thêm hai cái nữa"))


@pytest.mark.one_database
def test_a_place_at_the_question_for_the_kind_chooses_none(known_citizen):
    known_citizen.says("trường thu tiền quỹ 2 triệu mà không có hóa đơn")
    said = heard(known_citizen.says("trường tiểu học Ngô Sĩ Liên phường Bắc Giang"))
    assert "Họ và tên" not in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["chưa, để thêm", "khoan, để tôi nói thêm đã", "để thêm cái đã"])
def test_who_would_tell_more_is_given_time(known_citizen, words):
    known_citizen.says(LAMP)
    assert "thong thả" in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["tao muốn gặp người", "tôi muốn gặp người thật"])
def test_who_wants_a_person_gets_a_number(known_citizen, words):
    assert "0222 3000 000" in heard(known_citizen.says(words))


@pytest.fixture
def of_two(known_citizen):
    """A citizen with two open cases: of a lamp, and of rubbish."""
    sent(known_citizen)
    known_citizen.says("việc mới")
    return sent(known_citizen, "rác đổ đống ở ngõ 7 đường Lê Lợi phường Bắc Giang")


def test_a_case_of_several_is_named_by_what_it_is_about(of_two):
    codes = {case.topic: case.code for case in of_two.cases()}
    assert codes["chieu_sang"] in heard(of_two.says("việc đèn ấy"))
    of_two.says("nay lại thêm hai cái nữa")
    assert codes["chieu_sang"] in heard(of_two.says("cái đèn"))
    assert codes["moi_truong"] in heard(of_two.says("rút việc rác"))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["việc bàn giao đất", "cái cống trước nhà tắc", "phường Bắc Giang", "việc mới"])
def test_what_names_no_case_or_both_is_none_of_them(of_two, words):
    said = heard(of_two.says(words))
    assert not any(case.code in said for case in of_two.cases())


@pytest.mark.one_database
@pytest.mark.parametrize(
    "words", ["cái này có phải của nhà nước không hay lừa đảo", "có tin được không", "số này có phải lừa đảo không"]
)
def test_who_doubts_the_assistant_hears_whom_to_call(citizen, words):
    said = heard(citizen.says(words))
    assert "mã OTP" in said
    assert "0222 3000 000" in said


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["bị lừa đảo 5 triệu qua mạng", "số này lừa đảo tôi 5 triệu"])
def test_who_was_cheated_doubts_nobody(citizen, words):
    assert "mã OTP hay bảo" not in heard(citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["có mất tiền không", "nhắn ở đây có tốn phí gì không ạ"])
def test_what_it_costs_is_told_before_anything_is_agreed(citizen, words):
    assert heard(citizen.says(words)) == "Gửi ở đây không mất tiền ạ."


@pytest.mark.one_database
def test_who_hurries_once_more_is_heard(known_citizen):
    sent(known_citizen)
    known_citizen.says("hối giúp tôi")
    assert "đã nhắc cán bộ rồi" in heard(known_citizen.says("hối lần nữa"))

"""Small things that a careful clerk answers: a greeting, whom to call, whether anybody came, who may learn of it."""

import pytest

from bot.dialogue.denounce_ways import accuses_surely
from bot.dialogue.hearing.added_words import says_when_to_call
from bot.dialogue.hearing.few_words import sobered
from bot.dialogue.hearing.tongues import written_in
from bot.dialogue.words import behind_greeting
from bot.running import alarms
from routing.dangers.advice import advice_in
from routing.language.words import split
from routing.places import load_gazetteer
from routing.reading import default_reader
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường hỏng ngõ 5 Lê Lợi phường Bắc Giang"


def sent(citizen):
    citizen.says(LAMP)
    citizen.presses("Gửi")


@pytest.mark.parametrize("words", ["chào cháu, bác khỏe không", "cháu ăn cơm chưa"])
def test_who_asks_how_one_is_is_greeted(citizen, words):
    assert "tôi nghe đây" in heard(citizen.says(words))


def test_who_doubts_that_anything_is_done_is_soothed_and_asked_for_no_consent(citizen):
    shown = heard(citizen.says("các ông có giải quyết không hay chỉ nhận cho có"))
    assert "không vui" in shown
    assert "đồng ý chứ" not in shown


@pytest.mark.parametrize("words", ["công an đã xuống chưa", "thợ đã xuống chưa", "có ai đến xem chưa"])
def test_who_asks_whether_anybody_came_sees_how_far_it_is(known_citizen, words):
    sent(known_citizen)
    assert "Chờ tiếp nhận" in heard(known_citizen.says(words))


def test_who_wants_a_number_hears_first_that_of_who_handles_the_case(known_citizen):
    sent(known_citizen)
    first, office = known_citizen.says("cho xin số điện thoại")
    assert "0204 3000 101" in first
    assert "0222 3000 000" in office


def test_who_has_sent_nothing_hears_the_number_of_the_office_alone(known_citizen):
    assert len(known_citizen.says("cho xin số điện thoại")) == 1


@pytest.mark.parametrize("words", ["báo ai", "thế phải báo cho ai"])
def test_whom_to_tell_is_answered_amid_a_matter(known_citizen, words):
    known_citizen.says("người thuê trọ bỏ trốn nợ 3 tháng tiền nhà")
    assert "tôi báo ngay nơi nào phụ trách" in heard(known_citizen.says(words))


@pytest.mark.parametrize(
    "words", ["e ko muốn bố mẹ biết", "em không muốn cô giáo biết", "đừng nói tên tôi con tôi học ở đó"]
)
def test_who_would_have_somebody_not_know_hears_who_sees_it(known_citizen, words):
    known_citizen.says("đèn đường hỏng")
    assert "Chỉ cán bộ được giao việc" in heard(known_citizen.says(words))


def test_a_wish_not_to_be_named_is_no_topic(known_citizen):
    known_citizen.says("trường tiểu học thu tiền quỹ 2 triệu bắt buộc")
    known_citizen.says("trường Lê Lợi phường Bắc Giang")
    shown = heard(known_citizen.says("đừng nói tên tôi con tôi học ở đó"))
    assert "Chỉ cán bộ được giao việc" in shown
    known_citizen.presses("Trường học, học phí, lạm thu")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("con em 2 tuổi sốt 39 độ rưỡi mà trạm y tế xã Hợp Thịnh đóng cửa", "sick"),
        ("con tôi sốt cao mà trạm y tế đóng cửa", "sick"),
        ("mẹ tôi đau quá mà trạm xá khóa cửa", "sick"),
        ("trạm y tế không có bác sĩ, cháu nhà tôi đang co giật", "sick"),
        ("trạm y tế đóng cửa cả tuần", None),
        ("giá điện tăng cao tôi rất sốt ruột", None),
        ("tiêm phòng cho con ở trạm y tế nào", None),
        ("trạm y tế không niêm yết giá khám", None),
    ],
)
def test_who_is_sick_before_a_closed_door_is_sent_to_the_hospital(text, code):
    advice = advice_in(text)
    assert (advice.code if advice else None) == code


def test_a_spot_that_only_sounds_like_a_hazard_warns_of_nothing(known_citizen):
    known_citizen.says("tụi nó bắt nạt em ở trường")
    assert "đừng lại gần" not in heard(known_citizen.says("trường thcs Trần Phú phường Bắc Giang"))


@pytest.mark.parametrize(("word", "is_called"), [("Chó", False), ("chờ", True), ("cho", True), ("Kép", True)])
def test_a_word_with_other_marks_is_no_name_of_one_syllable(word, is_called):
    assert (load_gazetteer().called(split(word)) is not None) is is_called


def test_an_accusation_dropped_unread_tells_the_other_ways_in_words_that_say_nothing(known_citizen, turns):
    known_citizen.says("tôi tố cáo ông Nguyễn Văn Rạng trưởng thôn thu tiền làm đường rồi bỏ túi")
    told = []
    for _ in range(60):
        turns.db.clock.forward(hours=4)
        alarms.fire_due(turns.db, turns)
        told += known_citizen.hears()
    last = told[-1]
    assert "chưa ai đọc" in last
    assert "0222 3000 000" in last
    assert "tố cáo" not in last


def test_when_to_call_goes_to_the_matter_and_is_asked_about_by_nobody(known_citizen):
    sent(known_citizen)
    assert "đã chuyển lời này vào hồ sơ" in heard(known_citizen.says("gọi buổi chiều nhé"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("đừng gọi giờ hành chính", True),
        ("gọi cho em sau 5h chiều", True),
        ("goi buoi toi", True),
        ("gọi thứ 7 nhé", True),
        ("gọi cho tôi", False),
        ("gọi thợ sửa chiều nay", False),
        ("gọi từ sáng không ai nghe", False),
        ("gọi xe cứu thương tối nay", False),
    ],
)
def test_only_when_to_call_is_said(text, says):
    assert says_when_to_call(text) is says


def test_whom_to_write_to_elsewhere_is_no_office_of_ours(known_citizen):
    known_citizen.says("đường hỏng ở quận 1 thành phố Hồ Chí Minh")
    assert "UBND xã, phường nơi xảy ra" in heard(known_citizen.says("vậy gửi ai"))


def test_who_would_have_no_number_kept_keeps_the_matter(citizen):
    citizen.says("rác đầy đường Lê Lợi phường Bắc Giang")
    shown = heard(citizen.says("tôi không đồng ý cho lưu số điện thoại"))
    assert "Không cần số điện thoại" in shown
    assert "Tôi ghi như sau" in heard(citizen.says("đồng ý"))


def test_who_bribes_is_held_apart_from_what_is_told_of_them(known_citizen):
    known_citizen.says("quán nhậu bên cạnh lấn hết vỉa hè của quán tôi")
    assert "Tôi đã ghi thêm" in heard(known_citizen.says("đóng cửa quán nó đi"))
    assert "giữ kín" in heard(known_citizen.says("nó hối lộ phường"))
    shown = heard(known_citizen.says("số 45 Lý Thái Tổ phường Bắc Giang"))
    assert "Nơi: số 45 Lý Thái Tổ, phường Bắc Giang." in shown
    assert "hối lộ" not in shown


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("quán đó hối lộ công an", True),
        ("nó lo lót phường nên không ai dẹp", True),
        ("tội hối lộ cán bộ phạt thế nào", False),
        ("nó có hối lộ phường đâu", False),
        ("hối lộ là gì", False),
    ],
)
def test_only_who_tells_of_a_bribe_accuses(text, is_sure):
    assert accuses_surely(sobered(text, default_reader().read(text))) is is_sure


def test_who_lives_where_and_whom_it_is_said_to_are_no_part_of_the_place(known_citizen):
    known_citizen.says("cái cống trước nhà dì nó nghẹt hoài")
    assert "Tôi ghi nơi này: hẻm 12 Lê Lợi." in heard(known_citizen.says("nhà dì ở hẻm 12 Lê Lợi đó con"))


def test_in_english_too_data_are_erased_and_a_lost_code_is_helped(known_citizen):
    known_citizen.says("There is a lot of garbage on Le Loi street, Bac Giang ward")
    known_citizen.presses("Send")
    assert "law on archives" in heard(known_citizen.says("please delete all my data"))
    known_citizen.presses("Do not send")
    assert "Case ND-" in heard(known_citizen.says("I lost my code"))


def test_names_in_an_english_message_tell_no_language():
    told = "My landlord Tran Van Hung locked my room and keeps my things, 12 Ly Thai To street, Bac Ninh"
    assert written_in(told) == "en"


def test_who_asks_what_rights_the_law_gives_over_their_data_chooses_one(known_citizen):
    sent(known_citizen)
    known_citizen.says("theo luật bảo vệ dữ liệu cá nhân tôi có quyền gì")
    known_citizen.presses("Xóa thông tin")


def test_who_would_tell_and_is_afraid_hears_who_would_see_it(citizen):
    assert "được giữ kín" in heard(citizen.says("tôi có chuyện muốn nói nhưng sợ lắm"))


@pytest.mark.parametrize("words", ["hello bạn ơi nhà hàng xóm party ồn ào quá", "hi ad, nhà hàng xóm party ồn ào quá"])
def test_a_greeting_drowns_no_matter(known_citizen, words):
    assert "Chỗ đó ở đâu" in heard(known_citizen.says(words))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hello bạn ơi nhà hàng xóm ồn", "nhà hàng xóm ồn"),
        ("cán bộ ơi nước không có uống", "nước không có uống"),
        ("đường hỏng", ""),
        ("chào bạn", ""),
        ("chào bạn, cảm ơn đã sửa đèn", ""),
        ("anh trai tôi bị đánh", ""),
    ],
)
def test_only_what_stands_behind_a_greeting_is_left(text, rest):
    assert behind_greeting(text) == rest


def test_a_long_yes_with_thanks_sends(known_citizen):
    known_citizen.says(LAMP)
    assert "Đã nhận" in heard(known_citizen.says("ừ đúng rồi đó em, gửi giúp chị với nhé cảm ơn em"))


def test_who_threatens_to_go_higher_hears_how_far_it_is(known_citizen):
    sent(known_citizen)
    assert "Tôi đã nhắc cán bộ" in heard(known_citizen.says("tôi sẽ kiện lên tỉnh"))


def test_the_plate_of_a_bus_is_no_place(known_citizen):
    known_citizen.says("xe buýt chạy ẩu quá")
    assert "Tôi đã ghi thêm" in heard(known_citizen.says("biển 99B-012.34"))


def test_who_complains_is_asked_once_where_they_live(known_citizen):
    known_citizen.says("tôi muốn khiếu nại việc phường phạt tôi năm triệu trong khi tôi không làm gì")
    known_citizen.says("tên tôi là Nguyễn Văn Bền")
    shown = heard(known_citizen.says("ở số 5 đường Hùng Vương phường Bắc Giang"))
    assert "Người đứng đơn ở đâu" not in shown
    assert "ủy quyền" in shown


def test_a_number_that_stands_on_no_button_is_no_word_for_a_case(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.says("1")
    shown = heard(known_citizen.says("2"))
    assert "không có trong các lựa chọn" in shown
    assert "hồ sơ đã gửi" not in shown


def test_who_corrects_back_is_believed(known_citizen):
    known_citizen.says("rác ở ngõ 3 Hùng Vương phường Bắc Giang")
    known_citizen.says("nhầm, ngõ 4")
    assert "Nơi: ngõ 3 Hùng Vương, phường Bắc Giang." in heard(known_citizen.says("thôi đúng là ngõ 3"))


def test_thanks_before_a_matter_drown_it_not(known_citizen):
    assert "Chỗ đó ở đâu" in heard(known_citizen.says("cảm ơn phường đã sửa đèn, nhưng cống vẫn tắc"))


def test_what_somebody_is_called_is_no_place(known_citizen):
    known_citizen.says("bà em 85 tuổi chưa được trợ cấp")
    assert "Tôi đã ghi thêm" in heard(known_citizen.says("bà tên Nguyễn Thị Lụa"))


def test_where_it_is_told_a_day_later_is_the_place(known_citizen, turns):
    known_citizen.says("đường hỏng")
    for _ in range(10):
        turns.db.clock.forward(hours=4)
        alarms.fire_due(turns.db, turns)
    known_citizen.hears()
    shown = heard(known_citizen.says("ở ngõ 5 Lê Lợi phường Bắc Giang"))
    assert "Nơi: ngõ 5 Lê Lợi, phường Bắc Giang." in shown

"""Words that a citizen says where a place is asked for or read back, and that are no place."""

import pytest

from bot.dialogue.hearing.place_answers import is_bare_spot
from bot.listening.parting import report_and_accusation
from routing.reading import default_reader
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường ngõ 5 phố Thân Nhân Trung phường Bắc Giang tắt cả tuần"
LOUD = "loa kéo hát karaoke đêm ngày, phường Bắc Giang"
OF_LAMP = "Nơi: ngõ 5 phố Thân Nhân Trung, phường Bắc Giang"


@pytest.mark.parametrize(
    "words",
    [
        "là ông Tư bên cạnh chứ không phải cán bộ",
        "bà Lan cuối ngõ chứ không phải tôi",
        "anh Hùng cuối xóm chứ không phải người lạ",
    ],
)
def test_who_it_was_and_was_not_is_told_and_moves_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(words))
    assert OF_LAMP in shown
    assert words in shown


def test_a_place_in_another_s_stead_is_the_place(known_citizen):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says("ngõ 7 chứ không phải như tôi nói"))
    assert "Nơi: ngõ 7 phố Thân Nhân Trung, phường Bắc Giang" in shown


@pytest.mark.parametrize("words", ["em không rõ tên đường", "hổng biết tên đường", "tôi không nhớ tên đường"])
def test_who_does_not_know_the_street_names_no_place(known_citizen, words):
    assert "đoạn nào" in heard(known_citizen.says(LOUD))
    shown = heard(known_citizen.says(words))
    assert "Nơi: phường Bắc Giang." in shown
    assert words not in shown


def test_a_spot_that_is_known_after_all_stays_in_its_ward(known_citizen):
    known_citizen.says(LOUD)
    shown = heard(known_citizen.says("không nhớ tên ngõ, gần nhà văn hóa khu 5"))
    assert "Nơi: gần nhà văn hóa khu 5, phường Bắc Giang" in shown


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("asked", ["có lộ tên không", "có lộ tên tôi không", "lộ tên em không"])
def test_whether_the_name_gets_out_is_answered_before_the_yes_and_is_no_part_of_the_report(citizen, asked):
    citizen.says(LAMP)
    assert "Chỉ cán bộ được giao việc" in heard(citizen.says(asked))
    assert asked not in heard(citizen.says("đồng ý"))


@pytest.mark.parametrize("asked", ["hỏi để làm gì", "hỏi làm gì", "lưu tên để làm gì vậy", "xin tên làm chi"])
def test_what_it_is_kept_for_is_answered_before_the_yes(citizen, asked):
    citizen.says(LAMP)
    assert "Để làm gì: chỉ để xem xét" in heard(citizen.says(asked))
    assert asked not in heard(citizen.says("đồng ý"))


@pytest.mark.parametrize(
    "words",
    ["mà thôi để hôm khác", "thôi để mai nói", "khoan đã để tôi hỏi ông nhà tôi đã", "từ từ để em hỏi bà xã đã"],
)
def test_who_puts_it_off_at_the_read_back_adds_nothing(known_citizen, words):
    known_citizen.says(LAMP)
    assert "Anh/Chị cứ thong thả" in heard(known_citizen.says(words))
    assert words not in heard(known_citizen.says("thêm ảnh") + known_citizen.presses("Đủ rồi"))


@pytest.mark.parametrize(
    ("told", "spot"),
    [
        ("xã Tân Yên phát gạo cứu trợ thiếu nhà tôi", "thôn Cầu Đá"),
        ("tiền điện tháng này tăng gấp ba, xã Tân Yên, gần chợ", "khu tập thể cũ"),
    ],
)
def test_a_spot_said_at_the_read_back_is_the_place_whatever_its_name_sounds_like(known_citizen, told, spot):
    known_citizen.says(told)
    before = known_citizen.says("thêm ảnh") and heard(known_citizen.presses("Đủ rồi"))
    after = heard(known_citizen.says(spot))
    assert spot in after.partition("Nơi: ")[2].partition("Lĩnh vực")[0]
    assert before.partition("Lĩnh vực")[2] == after.partition("Lĩnh vực")[2]


def test_a_spot_alone_behind_the_receipt_goes_to_the_case(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "Tôi đã chuyển lời này vào hồ sơ" in heard(known_citizen.says("ở đầu xóm"))
    assert len(known_citizen.cases()) == 1


@pytest.mark.parametrize("words", ["ở đầu xóm có trộm", "đầu ngõ bẩn", "gần chợ ồn lắm"])
def test_what_is_wrong_at_a_spot_is_no_bare_spot(words):
    assert not is_bare_spot(words)


@pytest.mark.parametrize("words", ["ở đầu xóm", "cuối ngõ 5", "gần chợ Chờ ạ", "o dau xom", "cạnh nhà văn hóa"])
def test_a_bare_spot(words):
    assert is_bare_spot(words)


def test_a_bare_no_to_addition_or_new_begins_nothing(known_citizen):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    assert "bổ sung cho hồ sơ" in heard(known_citizen.says("hôm trước thấy ông ấy đi qua"))
    assert "ở đâu" not in heard(known_citizen.says("không"))
    assert len(known_citizen.cases()) == 1


def test_a_place_in_a_sentence_of_its_own_is_where_the_report_and_the_accusation_are():
    text = "Đèn đường hỏng cả tháng tối om. Ông chủ tịch xã nhận tiền chạy đất 50 triệu. Thôn Chùa, xã Tân Yên"
    read = default_reader().read
    parted = report_and_accusation(text, read(text), read)
    assert parted is not None
    assert parted.reading.place is not None
    assert parted.reading.place.code == parted.reading_of_other.place.code == read("xã Tân Yên").place.code


def test_what_somebody_wonders_at_is_not_cut_in_its_middle():
    text = (
        "danh sách nhận quà cứu trợ lũ sao nhà tôi ngập nóc mà không có tên, nhà ông phó thôn không ngập lại có."
        " Thôn Chùa, xã Tân Yên"
    )
    read = default_reader().read
    parted = report_and_accusation(text, read(text), read)
    assert parted is None or parted.text.endswith("không có tên")


@pytest.mark.parametrize("when", ["hôm qua", "mấy bữa ni rồi", "từ tuần trước ạ"])
def test_a_time_told_where_the_place_is_asked_for_is_kept_and_is_no_place(known_citizen, when):
    known_citizen.says("rác đổ đầy ngõ không ai dọn")
    assert "Chỗ đó ở đâu" in heard(known_citizen.says(when))
    shown = heard(known_citizen.says("thôn Chùa phường Bắc Giang"))
    assert "Nơi: thôn Chùa, phường Bắc Giang" in shown
    assert when in shown


def test_a_hamlet_is_a_place_whatever_its_name_sounds_like(known_citizen):
    known_citizen.says("giếng khoan nhiễm bẩn, cả làng đau ốm")
    assert "Tôi ghi nơi này: làng Thổ" in heard(known_citizen.says("làng Thổ"))


def test_a_slip_put_right_in_the_place_accuses_nobody(known_citizen):
    known_citizen.says("cột đèn đầu ngõ nghiêng lắm")
    shown = heard(known_citizen.says("xóm 2, xã Nghĩa Đàn à nhầm xã Kép"))
    assert "đừng nêu tên" not in shown
    assert "xóm 2, xã Kép" in shown


def test_a_no_before_the_right_spot_corrects_it(known_citizen):
    known_citizen.says("nắp cống vỡ ở xóm 4 phường Bắc Giang, trẻ con sợ lọt")
    shown = heard(known_citizen.says("không, xóm 5"))
    assert "Nơi: xóm 5, phường Bắc Giang" in shown


@pytest.mark.parametrize("ward", ["p dinh ke", "dinh ke", "Phường Dĩnh Kế ạ", "phuong bac giang"])
def test_the_ward_behind_a_spot_takes_nothing_of_the_spot_away(known_citizen, ward):
    known_citizen.says("đèn đường hỏng ở ngõ 5 phố Hồ")
    former = "" if ward.endswith("giang") else "Dĩnh Kế cũ, "
    assert f"Nơi: ngõ 5 phố Hồ, {former}phường Bắc Giang" in heard(known_citizen.says(ward))


def test_a_village_hall_in_a_ward_is_a_spot_though_its_name_sounds_like_one(known_citizen):
    known_citizen.says("đèn đường hỏng ở ngõ 5 phố Hồ")
    assert "Nơi: gần đình làng" in heard(known_citizen.says("gần đình làng, phường Dĩnh Kế"))


@pytest.mark.parametrize("words", ["toi bi lua 200tr qua mang gio lam sao", "có thằng đòi tung ảnh của em lên mạng"])
def test_who_was_cheated_from_afar_is_asked_for_no_spot(known_citizen, words):
    said = heard(known_citizen.says(words))
    assert "113" in said
    assert "Anh/Chị ở xã, phường nào ạ?" in said

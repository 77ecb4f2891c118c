"""What citizens answer to "where is it": a clerk knows a place from names, questions and more of the story."""

import pytest

from bot.dialogue.hearing.denied_places import denied_place
from bot.dialogue.words import looks_like_question
from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

LAMP = "đèn đường hỏng"


def told(citizen, *lines):
    for line in lines[:-1]:
        citizen.says(line)
    return heard(citizen.says(lines[-1]))


def test_a_list_of_who_signs_is_kept_with_the_matter_and_is_no_place(known_citizen):
    known_citizen.says("đường liên thôn hỏng nặng, có danh sách chữ ký kèm theo")
    assert "Tôi đã ghi thêm" in heard(known_citizen.says("1. Nguyễn Văn An 2. Trần Thị Bình 3. Lê Văn Cường"))
    shown = heard(known_citizen.says("thôn Đông xã Hợp Thịnh"))
    assert "1. Nguyễn Văn An" in shown
    assert "Nơi: thôn Đông, xã Hợp Thịnh." in shown


@pytest.mark.parametrize(
    "more", ["nhà hàng xóm đánh con nhỏ", "thằng hàng xóm nó đốt rác", "nhà bên cạnh nuôi 5 con chó"]
)
def test_what_a_neighbour_does_is_more_of_the_matter(known_citizen, more):
    known_citizen.says(LAMP)
    shown = told(known_citizen, more, "xã Hợp Thịnh")
    assert f"{LAMP}. {more}" in shown
    assert "Nơi: xã Hợp Thịnh." in shown


def test_the_matter_named_once_more_is_no_place(known_citizen):
    known_citizen.says("hát ầm ĩ cả đêm")
    assert "Nơi: phường Bắc Giang." in told(known_citizen, "karaoke", "ở phường Bắc Giang")


@pytest.mark.parametrize(
    ("first", "answer", "place"),
    [
        ("đường có ổ gà to", "ổ gà thì chỗ cổng trường", "cổng trường"),
        ("nhà hàng xóm nuôi lợn thối quá", "lợn thì nhà ông Tư đầu xóm", "nhà ông Tư đầu xóm"),
        ("cái ống nước vỡ rồi", "ở đầu ngõ", "đầu ngõ"),
    ],
)
def test_a_spot_said_in_a_sentence_is_the_place(known_citizen, first, answer, place):
    known_citizen.says(first)
    assert f"Tôi ghi nơi này: {place}." in heard(known_citizen.says(answer))


@pytest.mark.parametrize(
    "question", ["thế ông hỏi làm gì", "ông không biết ở đâu à", "sao anh lại không biết ở đâu hả"]
)
def test_who_answers_with_a_question_hears_why_and_is_not_taken_to_know_nothing(known_citizen, question):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(question))
    assert "chuyển đúng nơi giải quyết" in shown
    assert "Chỗ đó ở đâu" in shown


@pytest.mark.parametrize("words", ["không nhớ mã", "mã mất rồi", "tôi quên mã hồ sơ"])
def test_who_has_no_code_at_hand_needs_none_and_is_asked_where_again(known_citizen, words):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(words))
    assert "/hoso" in shown
    assert "Chỗ đó ở đâu" in shown


def test_a_place_that_is_denied_is_asked_anew_and_not_written_down(known_citizen):
    known_citizen.says("den duong hong")
    assert "gõ lại nơi" in heard(known_citizen.says("An Binh khong phai ten lang toi"))
    assert "Nơi: xã Hợp Thịnh." in heard(known_citizen.says("xa Hop Thinh"))


def test_a_place_denied_at_the_read_back_is_asked_anew_with_the_words_kept(known_citizen):
    known_citizen.says("đèn đường hỏng ở An Bình")
    assert "gõ lại nơi" in heard(known_citizen.says("An Bình không phải tên làng tôi"))
    shown = heard(known_citizen.says("thôn Đông xã Hợp Thịnh"))
    assert "không phải tên làng tôi" in shown
    assert "Nơi: thôn Đông, xã Hợp Thịnh." in shown


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tôi không ở phường Bắc Giang", "phuong bac giang"),
        ("phường Bắc Giang không phải chỗ đó", "phuong bac giang"),
        ("không phải phường Bắc Giang mà phường Đa Mai", ""),
        ("không phải An Bình, Hợp Thịnh cơ", ""),
        ("tôi không ở đây", ""),
        ("không ở đâu cả", ""),
        ("không thuộc phường nào", ""),
        ("xã không phải chỗ để chửi dân", ""),
    ],
)
def test_only_a_place_that_is_denied_without_another_is_wrong(text, place):
    assert denied_place(text) == place


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("nó bán bẩn lắm, không giấy tờ gì", False),
        ("chẳng có thủ tục gì", False),
        ("không biết cần giấy tờ gì", True),
        ("không cần giấy tờ gì không", True),
    ],
)
def test_nothing_at_all_asks_nothing(text, asks):
    assert looks_like_question(text) is asks


def test_who_only_points_hears_that_nobody_sees_them_and_is_asked_once_more(known_citizen):
    known_citizen.says(LAMP)
    assert "Tôi không nhìn thấy" in heard(known_citizen.says("ở đây nè"))
    assert "Nơi: chưa rõ." in heard(known_citizen.says("nhà tôi"))


def test_an_unknown_ward_gives_way_to_the_one_that_is_known(known_citizen):
    known_citizen.says("đèn đường ngõ 5 đường Nguyễn Du hỏng")
    shown = told(known_citizen, "phường Nguyễn Du", "phường Vũ Ninh")
    assert "Nơi: ngõ 5 đường Nguyễn Du, phường Vũ Ninh." in shown


@pytest.mark.parametrize("slip", ["nhầm, nhà 73 cơ", "nhầm số 73", "à nhầm số nhà 73"])
def test_the_number_of_the_house_is_put_right_at_the_read_back(known_citizen, slip):
    known_citizen.says("Nắp cống vỡ trước nhà 37 đường Lê Lợi phường Bắc Giang")
    assert "Nơi: trước nhà 73 đường Lê Lợi, phường Bắc Giang." in heard(known_citizen.says(slip))


@pytest.mark.parametrize("asked", ["phải ghi cả số nhà à", "có cần gõ số nhà không ạ"])
def test_who_asks_how_exact_to_be_is_told_and_asked_again(known_citizen, asked):
    known_citizen.says(LAMP)
    shown = heard(known_citizen.says(asked))
    assert "Biết đến đâu" in shown
    assert "Chỗ đó ở đâu" in shown


def test_the_no_before_another_spot_is_no_part_of_it(known_citizen):
    known_citizen.says("rác chất đống ở chợ Chờ xã Yên Phong")
    assert "Nơi: chợ Mới, xã Yên Phong." in heard(known_citizen.says("à không, chợ Mới cơ"))


@pytest.mark.parametrize("yes", ["đúng", "ừ", "vâng ạ", "dung roi"])
def test_who_confirms_what_was_noted_is_asked_for_the_commune_once_more(known_citizen, yes):
    known_citizen.says("rác ở ngõ 5 Thân Nhân Trung")
    asked = heard(known_citizen.says(yes))
    assert "Chỗ đó thuộc xã, phường nào ạ?" in asked
    assert "gõ “không rõ”" in asked
    assert "Nơi: ngõ 5 Thân Nhân Trung. " in heard(known_citizen.says(yes))  # and not for ever


@pytest.mark.parametrize("yes", ["đúng", "ừ"])
def test_a_yes_takes_the_one_commune_on_offer(known_citizen, yes):
    known_citizen.says("rác chất đống ở kcn Quang Châu")
    assert "Nơi: kcn Quang Châu, phường Nếnh." in heard(known_citizen.says(yes))


def test_a_decision_told_at_where_belongs_to_the_matter_and_is_no_place(known_citizen):
    known_citizen.says("công an phường phạt quán tôi ở đường Hùng Vương 3 triệu, tôi không phục")
    asked = heard(known_citizen.says("quyết định số 12/QĐ-XPHC ngày 20/11/2026"))
    assert "Tôi đã ghi thêm" in asked
    assert "Tôi ghi nơi này: đường Hùng Vương." in asked

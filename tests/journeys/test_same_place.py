"""Who says “cùng ngõ đó luôn” need not type the place again; who types a town's short name is heard."""

import pytest

from tests.talk import heard

LAMP = "đèn đường tắt ở ngõ 5 phố Thân Nhân Trung phường Bắc Giang"
DRAIN = "cống bị tắc nước tràn ra đường"
DARK = "đèn đường tắt cả tuần tối om"


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["cùng ngõ đó luôn", "van cho do", "chỗ cũ ạ", "dạ cũng ở đó"])
def test_a_further_matter_is_where_the_first_one_was(known_citizen, words):
    known_citizen.says(LAMP)
    known_citizen.presses("Gửi")
    known_citizen.says("việc mới")
    known_citizen.says(DRAIN)
    assert "Nơi: ngõ 5 phố Thân Nhân Trung, phường Bắc Giang" in heard(known_citizen.says(words))


@pytest.mark.one_database
def test_where_nothing_was_sent_before_such_words_are_no_place(known_citizen):
    known_citizen.says(DRAIN)
    said = heard(known_citizen.says("cùng ngõ đó luôn"))
    assert "cùng ngõ" not in said
    assert "ở đâu" in said


@pytest.mark.one_database
def test_nor_is_the_place_of_an_accusation_said_anew(known_citizen):
    known_citizen.says("tôi tố cáo ông trưởng thôn ăn chặn tiền lũ lụt ở phường Bắc Giang")
    known_citizen.presses("Nhắn tiếp ở đây")
    known_citizen.presses("Gửi")
    known_citizen.says("việc mới")
    known_citizen.says(DRAIN)
    assert "Bắc Giang" not in heard(known_citizen.says("cùng chỗ đó"))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["ngõ 7 cùng đường đó", "ngõ 9 gần chợ Thương"])
def test_another_spot_is_written_down_as_it_is_told(known_citizen, words):
    known_citizen.says(DRAIN)
    assert words in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "where"),
    [("tt neo", "phường Yên Dũng"), ("tt thắng", "xã Hiệp Hòa"), ("phuong ngo quen", "phường Bắc Giang")],
)
def test_a_town_by_its_short_name_or_a_letter_short_is_known_where_it_is_asked_for(known_citizen, words, where):
    known_citizen.says(DARK)
    assert f"{where}. Lĩnh vực" in heard(known_citizen.says(words))


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["thông tin neo", "tt", "xa hoa binh xa lam"])
def test_what_names_no_town_of_ours_names_none(known_citizen, words):
    known_citizen.says(DARK)
    assert "Nơi: " not in heard(known_citizen.says(words))

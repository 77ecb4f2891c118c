"""Where two places bear one name, the bot asks which one by both names, and only once it cannot know."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

DARK = "xa dong son den duong tat ca tuan toi om"
WHICH = "mấy nơi cùng tên"


def labels(citizen):
    return [button["label"] for button in citizen.buttons]


def test_both_are_offered_by_the_names_people_know(known_citizen):
    assert WHICH in heard(known_citizen.says(DARK))
    assert labels(known_citizen) == ["xã Bố Hạ (Đông Sơn cũ)", "phường Tiền Phong (Đồng Sơn cũ)", "Chỗ khác"]


def test_two_former_communes_of_one_name_are_offered_with_their_districts(known_citizen):
    known_citizen.says("xã Đồng Tiến đèn đường tắt cả tuần")
    assert labels(known_citizen)[:2] == [
        "xã Xuân Lương (Đồng Tiến, Yên Thế cũ)",
        "xã Hoàng Vân (Đồng Tiến, Hiệp Hòa cũ)",
    ]


def test_a_commune_of_today_stands_beside_a_former_one_of_its_name(known_citizen):
    known_citizen.says("phường Ninh Xá ngập sau mưa, nước không thoát được")
    assert labels(known_citizen)[:2] == ["phường Ninh Xá", "phường Kinh Bắc (Ninh Xá cũ)"]


def test_the_one_chosen_is_written_down_as_it_is_called_today(known_citizen):
    known_citizen.says(DARK)
    said = heard(known_citizen.presses("phường Tiền Phong (Đồng Sơn cũ)"))
    assert "phường Tiền Phong" in said
    assert "cũ)" not in said


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("yên thế", "xã Bố Hạ"),
        ("huyen yen the", "xã Bố Hạ"),
        ("tp bac giang cu", "phường Tiền Phong"),
        ("Đồng Sơn", "phường Tiền Phong"),
        ("bố hạ", "xã Bố Hạ"),
        ("phuong tien phong", "phường Tiền Phong"),
    ],
)
def test_the_old_district_or_the_marks_answer_too(known_citizen, words, where):
    known_citizen.says(DARK)
    said = heard(known_citizen.says(words))
    assert WHICH not in said
    assert where in said


def test_who_only_repeats_the_name_is_asked_once_more_and_then_left_in_peace(known_citizen):
    known_citizen.says(DARK)
    assert WHICH in heard(known_citizen.says("xa dong son"))
    said = heard(known_citizen.says("xa dong son"))
    assert WHICH not in said
    assert "xa dong son" in said


def test_what_was_sent_before_from_one_of_them_tells_which(known_citizen):
    known_citizen.says("đèn đường tắt ở ngõ 5 xã Đồng Sơn")
    known_citizen.presses("Gửi")
    known_citizen.says("việc mới")
    said = heard(known_citizen.says("xa dong son rac chat dong boc mui"))
    assert WHICH not in said
    assert "phường Tiền Phong" in said


def test_a_district_is_asked_about_whatever_was_sent_from_a_part_of_it(known_citizen):
    known_citizen.says("đèn đường tắt ở ngõ 5 phường Quế Võ")
    known_citizen.presses("Gửi")
    known_citizen.says("việc mới")
    assert "nay thuộc một trong các xã, phường" in heard(known_citizen.says("huyện Quế Võ rác chất đống bốc mùi"))


def test_a_point_on_the_map_tells_which(known_citizen):
    known_citizen.says(DARK)
    said = heard(known_citizen.sends_location(21.2374, 106.183))
    assert WHICH not in said
    assert "phường Tiền Phong" in said


def test_who_asks_where_such_a_place_is_now_hears_of_both(known_citizen):
    said = heard(known_citizen.says("xa dong son nay thuoc phuong nao"))
    assert "Đông Sơn nay thuộc xã Bố Hạ; Đồng Sơn nay thuộc phường Tiền Phong" in said
    assert "chia" not in said


def test_a_spot_called_after_a_former_commune_is_asked_about_with_its_commune_to_press(known_citizen):
    known_citizen.says("làng Đồng Kỵ bụi gỗ mù mịt không thở nổi")
    assert labels(known_citizen) == ["phường Đồng Nguyên (Đồng Kỵ cũ)", "Không rõ"]
    assert "làng Đồng Kỵ, phường Đồng Nguyên" in heard(known_citizen.presses("phường Đồng Nguyên (Đồng Kỵ cũ)"))


@pytest.mark.parametrize(
    ("words", "commune"),
    [
        ("phố Kép tối om cả tuần nay", "xã Kép"),
        ("kcn quang chau xe ket cung ca buoi sang", "phường Nếnh (Quang Châu cũ)"),
        ("ga Kép rác vứt đầy sân không ai dọn", "xã Kép"),
    ],
)
def test_what_is_often_called_after_its_commune_brings_it_to_press(known_citizen, words, commune):
    known_citizen.says(words)
    assert labels(known_citizen) == [commune, "Không rõ"]


@pytest.mark.parametrize("spot", ["thôn Tân Lập", "đường Trần Phú", "phố Trần Phú", "cầu Song Mai", "THPT Lý Thái Tổ"])
def test_what_may_bear_such_a_name_anywhere_brings_no_choice(known_citizen, spot):
    known_citizen.says(f"rác chất đống bốc mùi ở {spot}")
    assert labels(known_citizen) == ["Không rõ"]

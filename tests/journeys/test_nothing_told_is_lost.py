"""Words that once went astray between two questions: each stands in what is sent."""

import pytest

from tests.talk import heard

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both

FINED = "phường Kinh Bắc phạt tôi 5 triệu vì xây nhà, tôi không đồng ý"


@pytest.mark.parametrize(
    "told",
    [
        "trại lợn của ông Tám xả thải hôi thối",
        "mùi hôi thối chịu không nổi",
        "chị Lan nói là đã nộp hết",
        "bảo thôi nợ nữa",
    ],
)
def test_what_only_sounds_like_a_denial_is_part_of_a_complaint(known_citizen, told):
    assert "khiếu nại phải có đơn" in heard(known_citizen.says(FINED))
    assert "tôi ghi đây là việc phản ánh" not in heard(known_citizen.says(told))
    assert told in heard(known_citizen.says("điền sau trên giấy"))


def test_what_stands_beside_a_denial_is_kept(known_citizen):
    known_citizen.says(FINED)
    shown = heard(known_citizen.says("tôi chỉ phản ánh trại lợn xả thải hôi thối"))
    assert "tôi ghi đây là việc phản ánh" in shown
    assert "trại lợn xả thải" in heard(known_citizen.says("không rõ chỗ"))


def test_many_who_say_who_they_are_first_are_asked_what_it_is_about(known_citizen):
    assert "chuyện gì đang xảy ra" in heard(known_citizen.says("chúng tôi 15 hộ dân tổ 3 phường Kinh Bắc"))
    shown = heard(known_citizen.says("trại lợn của ông Tám xả thải hôi thối"))
    assert "15 hộ dân tổ 3 phường Kinh Bắc. trại lợn của ông Tám" in shown
    assert "Nơi: tổ 3, phường Kinh Bắc" in shown


@pytest.mark.parametrize("told", ["bà không biết chữ", "tôi không biết kêu ai", "cháu không biết phải làm sao"])
def test_what_somebody_cannot_do_is_no_unknown_place(known_citizen, told):
    known_citizen.says("bà 85 tuổi không có lương hưu, chưa được trợ cấp")
    assert "xã, phường nào" in heard(known_citizen.says(told))
    shown = heard(known_citizen.says("bà ở thôn Chùa xã Tân Yên"))
    assert "Nơi: thôn Chùa, xã Tân Yên" in shown


@pytest.mark.parametrize("told", ["bố tôi 80 tuổi", "bà năm nay 85 tuổi rồi", "cháu 10 tuổi ạ"])
def test_how_old_somebody_is_is_no_place(known_citizen, told):
    known_citizen.says("lương hưu bố tôi chưa nhận được")
    known_citizen.says(told)
    shown = heard(known_citizen.says("xã Tân Yên"))
    assert told in shown
    assert "Nơi: xã Tân Yên" in shown


def test_where_somebody_lives_said_first_is_not_asked_again(known_citizen):
    known_citizen.says("em ở xã Tân Yên")
    known_citizen.says("đường hỏng nặng")
    assert "Nơi: thôn Chùa, xã Tân Yên" in heard(known_citizen.says("thôn Chùa"))


def test_a_spot_told_with_the_matter_joins_the_commune_told_before(known_citizen):
    known_citizen.says("em ở xã Tân Yên")
    assert "Nơi: thôn Chùa, xã Tân Yên" in heard(known_citizen.says("rác chất đống ở thôn Chùa bốc mùi hôi thối"))


@pytest.mark.parametrize("told", ["Tiền thì vẫn thu đủ", "tiền vẫn đóng đủ cả", "tiền thu vẫn đầy đủ"])
def test_money_of_which_nobody_takes_any_is_no_accusation(known_citizen, told):
    known_citizen.says("nước sạch thôn Đồng Lạc xã Tân Yên mất 3 ngày")
    shown = heard(known_citizen.says(told))
    assert "đừng nêu tên ai" not in shown
    assert told in shown


@pytest.mark.parametrize("told", ["ông Tám thu tiền bỏ túi", "họ thu tiền bỏ túi riêng", "cán bộ lấy tiền riêng"])
def test_somebody_who_takes_money_is_held_apart_as_before(known_citizen, told):
    known_citizen.says("nước sạch thôn Đồng Lạc xã Tân Yên mất 3 ngày")
    assert told not in heard(known_citizen.says(told))


@pytest.mark.parametrize("denied", ["tôi không tố cáo ai hết", "con không tố ai cả nha", "không tố cáo gì hết"])
def test_who_accuses_nobody_is_not_asked_whom(citizen, denied):
    citizen.says("thu tiền làm đường mà đường chẳng thấy đâu")
    citizen.says("xã Tam Giang")
    citizen.says(denied)
    shown = heard(citizen.says("đồng ý"))
    assert "tố cáo" not in shown
    assert denied not in shown

"""Who lives in one commune and tells of another: the matter lies in the other, and the home lends it no hamlet."""

import pytest

from routing.places import load_gazetteer


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("tôi ở thôn 3 xã Kép, có mảnh vườn ở thôn Đông xã Tân Dĩnh bị xả thải", "thôn Đông", "xã Tân Dĩnh"),
        ("tôi ở thôn 3 xã Kép, ruộng ở xã Tân Dĩnh bị xả thải", "", "xã Tân Dĩnh"),
        ("toi o xom 5 xa kep, co thua ruong o canh dong Ma Mai xa tan dinh bi lan", "canh dong Ma Mai", "xã Tân Dĩnh"),
        ("Nhà cháu xã Lục Nam, ao cá ở xã Bảo Đài cá chết trắng", "", "xã Bảo Đài"),
        ("Ruộng nhà tôi ở xã Tân Dĩnh bị ngập, nhà tôi ở thôn 3 xã Kép", "", "xã Tân Dĩnh"),
        ("rác ở thôn Đông xã Kép và thôn 3 xã Tân Dĩnh", "thôn Đông", "xã Kép"),
        ("tôi ở thôn 3 xã Kép, rác đổ đầy đường", "thôn 3", "xã Kép"),
        ("Tổ 3 phường Đáp Cầu cũ nay là phường Vũ Ninh mất điện", "Tổ 3", "phường Vũ Ninh"),
    ],
)
def test_the_matter_lies_where_the_field_is_and_not_where_its_teller_lives(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name) == (spot, commune)


def test_wards_of_one_number_are_offered_in_the_order_of_their_districts():
    found = load_gazetteer("79").find("p13 rác nhiều quá")
    told = [one.told_as for one in found.candidates]
    assert told[:4] == ["phường 13, quận 4", "phường 13, quận 5", "phường 13, quận 6", "phường 13, quận 10"]
    assert told[4:] == ["phường 13, Bình Thạnh", "phường 13, Phú Nhuận", "phường 13, Tân Bình"]


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("Kính gửi UBND xã Lục Ngạn. Tôi ở thôn Cao xã Quý Sơn, đường hỏng", "thôn Cao", "phường Phượng Sơn"),
        ("Kính gửi UBND xã Lục Ngạn, đề nghị sửa đường", "", "xã Lục Ngạn"),
    ],
)
def test_whom_a_letter_is_sent_to_is_the_place_only_where_it_tells_no_other(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name) == (spot, commune)

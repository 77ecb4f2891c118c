"""A complaint is about an act: a ward that only says where something lies has done nothing."""

import pytest

from routing.language.words import split
from routing.legal.kind_signs import names_an_act


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("đèn đường ngõ 5 phường Bắc Giang tắt cả tuần rồi", False),
        ("den duong ngo 5 phuong bac giang tat ca tuan roi", False),
        ("phường không cho tôi đăng ký tạm trú ở phường Bắc Giang", True),
        ("tôi bị phạt oan ở phường Bắc Giang", True),
        ("công an phường Bắc Giang giữ xe tôi", True),
        ("tôi bị lừa trên shopee mất 3 triệu", False),  # a crime of somebody unknown is no act of an authority
        ('cua hang em bi niem phong 2 thang vi "ngo hang gia", yeu cau go niem phong', True),
    ],
)
def test_a_place_is_no_authority_that_acts(text, is_named):
    assert names_an_act(split(text), is_placed=True) is is_named

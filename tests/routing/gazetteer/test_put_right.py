"""What a writer denies is not where the matter is; what only sounds like a denial changes nothing."""

import pytest

from routing.places import load_gazetteer


def place(text):
    return load_gazetteer().find(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rác chất đống ở chợ, không phải phường Bắc Giang mà phường Kinh Bắc", "phường Kinh Bắc"),
        ("cong tac khong phai o phuong Vu Ninh ma o phuong Vo Cuong", "phường Võ Cường"),
        ("đèn hỏng ở xã Tân Yên chứ không phải xã Gia Bình", "xã Tân Yên"),
        ("o xa Hiep Hoa chu k phai xa Tan Yen", "xã Hiệp Hòa"),
        ("không phải phường Nếnh đâu, phường Việt Yên cơ", "phường Việt Yên"),
        ("chẳng phải xã Tiên Lục mà là xã Mỹ Thái", "xã Mỹ Thái"),
        ("đâu phải phường Tam Sơn, phường Phù Khê đấy chứ", "phường Phù Khê"),
        ("thay vì phường Hạp Lĩnh thì là phường Nam Sơn", "phường Nam Sơn"),
        ("e ghi nham phuong Que Vo, dung ra la phuong Phuong Lieu", "phường Phương Liễu"),
        ("trước tôi báo là phường Cảnh Thụy nhưng thực ra là phường Tân An", "phường Tân An"),
        ("tôi nói nhầm phường Từ Sơn, phường Đồng Nguyên mới đúng", "phường Đồng Nguyên"),
        ("đua xe ở phường Phượng Mao... à không phường Phố Mới, tối nào cũng có", "phường Quế Võ"),
        ("Bãi rác ở xã Liên Bão. Em ghi nhầm xã Tân Chi", "xã Liên Bão"),
    ],
)
def test_the_place_is_the_one_put_right(text, name):
    assert place(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("không phải lần đầu phường Bắc Giang cắt nước", "phường Bắc Giang"),
        ("không phải ở phường Kinh Bắc là không có rác đâu", "phường Kinh Bắc"),
        ("ở xã Lục Nam người dân không phải ai cũng có nước sạch", "xã Lục Nam"),
        ("trường mầm non phường Đa Mai cơ sở 2 cạnh phường Tân Tiến ồn", "phường Đa Mai"),
        ("không phải nộp tiền mà xã Lạng Giang vẫn thu", "xã Lạng Giang"),
    ],
)
def test_what_only_sounds_like_a_denial_leaves_the_place(text, name):
    assert place(text).name == name


def test_a_spot_that_is_denied_is_not_the_spot():
    found = place("đèn tắt, không phải ngõ 5 đường Giáp Hải mà là ngõ 9 đường Hùng Vương, phường Bắc Giang")
    assert found.text == "ngõ 9 đường Hùng Vương"

"""What can be done at once is said before any question, once, and the matter is taken in all the same."""

import pytest

from bot.texts import texts_in
from routing.advice import advice_codes


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("chồng tôi đánh tôi hoài mà công an không giải quyết", "gọi ngay công an: 113"),
        ("tôi bị lừa chuyển khoản 50 triệu, nó giả công an", "tổng đài ngân hàng"),
        ("con tôi bị chó cắn ở xã Tân Yên", "xà phòng 15 phút"),
        ("người yêu cũ dọa tung ảnh nóng của em", "đừng gửi thêm ảnh"),
        ("có mùi gas nồng nặc trong nhà tôi", "đừng bật tắt điện"),
    ],
)
def test_it_is_said_first_and_the_questions_go_on(citizen, told, said):
    heard = citizen.says(told)
    assert said in heard[0]
    assert "Anh/Chị đồng ý chứ?" in heard[-1]


def test_of_a_judgement_no_form_of_a_complaint_is_begun(citizen):
    assert "15 ngày" in citizen.says("tòa xử tôi thua, tôi khiếu nại bản án, tôi ở xã Tân Yên")[0]
    asked = "\n".join(citizen.says("đồng ý"))
    assert "Họ và tên người đứng đơn" not in asked
    assert "Gửi" in [one["label"] for one in citizen.buttons]


def test_it_is_said_once(citizen):
    assert "xà phòng" in citizen.says("con tôi bị chó cắn")[0]
    citizen.says("đồng ý")
    assert "xà phòng" not in "\n".join(citizen.says("con bị chó cắn ở thôn Đông, xã Tân Yên"))


def test_a_victim_who_accuses_hears_it_again_where_she_tells_of_blows(citizen):
    citizen.says("tôi tố cáo trưởng công an xã Tân Yên bao che")
    assert "113" in citizen.says("ông ấy đang cho người đánh tôi")[0]
    assert "113" in citizen.says("nó đang đập cửa nhà tôi")[0]


def test_who_may_be_dying_is_asked_no_question_of_a_form(citizen):
    [heard] = citizen.says("em không muốn sống nữa")
    assert "không phải chịu một mình" in heard
    assert "113" in heard
    assert not citizen.buttons
    assert "đồng ý để chúng tôi lưu" in citizen.says("em ở xã Tân Yên, em mệt quá")[-1]


def test_who_asks_about_the_law_is_not_advised(citizen):
    assert "113" not in "\n".join(citizen.says("cho hỏi bị chồng đánh thì nộp đơn ly hôn ở đâu?"))


@pytest.mark.parametrize("code", advice_codes())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_advice_has_its_words(language, code):
    assert texts_in(language).table[f"advice.{code}"]

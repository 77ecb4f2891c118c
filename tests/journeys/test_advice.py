"""What can be done at once is said before any question, once, and the matter is taken in all the same."""

import pytest

from bot.texts import texts_in
from routing.dangers.advice import advice_codes

pytestmark = pytest.mark.one_database  # what is heard in words; how it is kept has tests on both


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


def test_of_a_judgement_of_second_instance_no_days_of_appeal_are_told(citizen):
    heard = "\n".join([*citizen.says("tôi không đồng ý bản án phúc thẩm, tôi ở xã Tân Yên"), *citizen.says("đồng ý")])
    assert "1 năm" in heard
    assert "15 ngày" not in heard


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


@pytest.mark.parametrize(
    "words",
    [
        "con muốn đi gặp bà ngoại trên trời",
        "xin lỗi vợ con, tôi hết đường rồi",
        "Tôi đi kiện ba cấp đều thua. Sống thế này để làm gì nữa. Nhờ xã để mắt giùm mẹ già tôi.",
    ],
)
def test_a_farewell_is_answered_with_comfort_and_numbers_alone_also_in_the_midst_of_a_form(known_citizen, words):
    known_citizen.says("đèn đường trước nhà tôi hỏng ba tuần nay")
    [heard] = known_citizen.says(words)
    assert "không phải chịu một mình" in heard
    assert {"113", "115"} <= set(heard.replace(".", " ").split())


@pytest.mark.parametrize("words", ["hôm qua họ đánh tôi gãy tay", "no vua dam toi", "chúng nó dọa chém con tôi"])
def test_who_has_told_an_accusation_and_is_beaten_hears_it_before_the_read_back(citizen, words):
    citizen.agrees()
    citizen.says("tôi tố cáo công an viên thôn Đông xã Tân Yên bảo kê")
    citizen.presses("Nhắn tiếp ở đây")
    assert "113" in citizen.says(words)[0]


@pytest.mark.parametrize("words", ["họ kéo đến đánh tôi", "ho doa giet toi"])
def test_blows_are_no_name_in_a_form(citizen, words):
    citizen.agrees()
    citizen.says("tôi khiếu nại quyết định 12/QĐ-UBND ngày 1/9/2026 của UBND phường Bắc Giang thu hồi đất nhà tôi")
    said = citizen.says(words)
    assert "113" in said[0]
    assert "Họ và tên" in said[-1] or "tôi giữ nguyên" in said[1]


def test_of_a_bite_that_bleeds_both_are_said(citizen):
    said = "\n".join(citizen.says("con cho nha ben can con toi chay mau dam dia"))
    assert "xà phòng" in said


def test_who_asks_whether_a_bite_needs_a_vaccine_is_told(citizen):
    assert "xà phòng" in citizen.says("con mèo nhà bên cắn tay tôi, có phải tiêm không")[0]


def test_who_asks_about_the_law_is_not_advised(citizen):
    assert "113" not in "\n".join(citizen.says("cho hỏi bị chồng đánh thì nộp đơn ly hôn ở đâu?"))


@pytest.mark.parametrize("code", advice_codes())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_advice_has_its_words(language, code):
    assert texts_in(language).table[f"advice.{code}"]

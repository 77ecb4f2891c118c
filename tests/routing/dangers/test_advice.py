"""Harms of which something can be done at once are told by their words; what only sounds like them is not."""

import pytest

from routing.dangers.advice import advice_codes, advice_in


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chồng tôi đánh tôi hoài mà công an không giải quyết", "violence"),
        ("toi bi chong danh bam mat", "violence"),
        ("tôi vừa bị lừa chuyển khoản 50 triệu", "fraud"),
        ("no gia danh cong an bat chuyen tien", "fraud"),
        ("toi bi lua 200tr qua mang gio lam sao", "fraud"),
        ("mẹ em bị lừa 1 tỷ", "fraud"),
        ("con bi lua 5 cu tren fb", "fraud"),
        ("thằng bé bị chó nhà bên cắn chảy máu", "rabies"),
        ("con toi bi cho can", "rabies"),
        ("người yêu cũ dọa tung ảnh nóng của em", "pictures"),
        ("cầu thang có mùi gas nồng nặc", "gas"),
        ("tòa xử tôi thua, tôi khiếu nại bản án", "judgement"),
        ("toa an xu sai, xem lai ban an giup toi", "judgement"),
        ("con tôi sốt cao mà trạm y tế đóng cửa", "sick"),
        ("my husband often beats me", "violence"),
        ("bố dượng hay đánh mẹ em, em báo công an xã mà chẳng ai xuống", "violence"),
        ("chong em cu nhau vao la danh em", "violence"),
        ("hôm qua họ đánh tôi gãy tay", "assault"),
        ("toi bi hang xom hanh hung", "assault"),
        ("nó nhắn tin dọa đốt nhà tôi", "assault"),
        ("chồng cũ đến tận chỗ làm đánh em", "assault"),
        ("cho nha hang xom vua can vao chan con toi", "rabies"),
        ("toa xu so tham cho toi thua, toi khong phuc", "judgement"),
        ("tôi chuyển 20 triệu cho nó rồi nó chặn zalo", "fraud"),
        ("co nguoi xung la can bo dien luc goi bat chuyen khoan", "fraud"),
        ("con cho nha ben can con toi chay mau", "rabies"),
        ("mèo hoang cào cháu tôi chảy máu", "rabies"),
        ("có người lấy hình em ghép rồi đòi 5 triệu", "pictures"),
        ("nhà bên xì ga nặc mùi", "gas"),
        ("con tôi học lớp 2 bị cô giáo đánh tím tay", "child"),
        ("chau nha em bi may ban lop tren bat nat o truong", "child"),
        ("cô giáo mầm non tát con em đỏ cả má", "child"),
        ("bạo lực học đường mà nhà trường im", "child"),
        ("a teacher slapped my son", "child"),
        ("Bố tôi 80 tuổi đi lạc từ sáng nay, nhờ tìm giúp", "lost"),
        ("me toi gia lan di lac mat roi", "lost"),
        ("Chó nhà ông Tư thả rông cắn cháu tôi chảy máu hôm qua", "rabies"),
        ("tôi không đồng ý bản án phúc thẩm của tòa án nhân dân", "final_judgement"),
        ("toi khong phuc ban an phuc tham", "final_judgement"),
        ("tòa phúc thẩm xử tôi thua", "final_judgement"),
        ("phúc thẩm tỉnh vẫn xử tôi thua", "final_judgement"),
        ("tôi không phục bản án, muốn lên phúc thẩm", "judgement"),
        ("tôi muốn khiếu nại phán quyết của tòa án huyện", "judgement"),
    ],
)
def test_what_can_be_done_at_once_is_known(text, code):
    assert advice_in(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "nap ho ga truoc truong bi vo",
        "chờ mãi, cho dài cổ không ai tiếp",
        "trường đánh giá học sinh chưa đúng",
        "chó thả rông đầy đường",
        "đèn đường hỏng",
        "chồng tôi đánh bạc suốt ngày",
        "chó hàng xóm cắn gà nhà tôi",
        "nha hang xom nuoi ga mui ga nong nac",
        "xin cho toi can con dau de lam giay to",
        "họ đập nhà tôi cưỡng chế",
        "chuyển tiền lương hưu qua ngân hàng rồi bị chặn",
        "tòa nhà xử lý rác",
        "thầy giáo đánh giá con tôi thấp",
        "co giao danh van khong chuan",
        "cháu bị cô đánh dấu vắng oan",
        "xin hỏi trường có dạy phòng chống bắt nạt không",
        "bản án hôn nhân của tôi cần sao y ở đâu",
        "",
    ],
)
def test_nothing_is_advised_where_nothing_of_it_is_told(text):
    assert advice_in(text) is None


def test_every_harm_can_be_told():
    assert set(advice_codes()) == {
        "violence", "assault", "fraud", "rabies", "pictures", "gas", "judgement", "final_judgement", "child", "lost",
        "wildfire", "sick",
    }  # fmt: skip

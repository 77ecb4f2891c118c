"""What complainants say of the form's fields by themselves, and how they answer when they are asked."""

import pytest

from bot.dialogue.hearing.complaint_facts import acts_alone, answer_to, denies_complaint, facts_in

_WHOLE = (
    "Tôi tên là Nguyễn Văn Bình, ở thôn Đông, xã Tân Yên, khiếu nại quyết định số 123/QĐ-UBND ngày 12/3/2026 "
    "của Chủ tịch UBND xã Tân Yên về việc thu hồi đất. Đề nghị hủy quyết định và tính lại tiền. "
    "Kèm theo bản sao sổ đỏ."
)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            _WHOLE,
            {
                "name": "Nguyễn Văn Bình",
                "address": "thôn Đông, xã Tân Yên",
                "against": "Chủ tịch UBND xã Tân Yên",
                "decision": "quyết định số 123/QĐ-UBND ngày 12/3/2026",
                "wish": "Đề nghị hủy quyết định và tính lại tiền",
                "documents": "bản sao sổ đỏ",
            },
        ),
        (
            "toi la nguyen thi hoa o thon Dong khieu nai quyet dinh so 45/QD-UBND ngay 1-2-2026 cua chu tich ubnd xa",
            {
                "name": "Nguyen Thi Hoa",
                "address": "thon Dong",
                "against": "chu tich ubnd xa",
                "decision": "quyet dinh so 45/QD-UBND ngay 1-2-2026",
            },
        ),
        ("Chủ tịch UBND xã Tân Yên phạt tôi 5 triệu", {"against": "Chủ tịch UBND xã Tân Yên"}),
        ("nhà bên lấn đất của tôi, UBND xã xuống đo rồi mà không giải quyết", {"against": "UBND xã"}),
        ("UBND xã Tân Phát thu hồi đất nhà tôi", {"against": "UBND xã Tân Phát"}),
        ("tui la tran van tam, quyet dinh yeu cau toi thao do nha la sai", {"name": "Tran Van Tam"}),
        ("Tôi ủy quyền cho con là Nguyễn Văn Cường làm đơn", {"proxy": "Nguyễn Văn Cường"}),
        ("Tôi là dân phường Bắc Giang, tôi khiếu nại việc không được cấp giấy phép", {}),
        ("Nhà tôi bị cắt nước ba hôm rồi", {}),
    ],
)
def test_what_is_told_unasked(text, facts):
    assert facts_in(text) == facts


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", "dạ em tên Lê Thị Hoa, 45 tuổi", "Lê Thị Hoa"),
        ("name", "nguyen van binh ạ", "Nguyen Van Binh"),
        ("name", "Sùng A Páo", "Sùng A Páo"),
        ("name", "họ thu đất của tôi mà không nói gì cả", ""),
        ("proxy", "con trai tôi là Nguyễn Văn Cường", "Nguyễn Văn Cường"),
        ("address", "số 12 ngõ 3, cccd: ************", "số 12 ngõ 3"),
        ("wish", "hủy quyết định,\ntrả lại đất.", "hủy quyết định, trả lại đất"),
    ],
)
def test_an_answer_gives_its_field(field, text, value):
    assert answer_to(field, text) == value


@pytest.mark.parametrize("text", ["tự tôi làm", "tu toi thoi", "em tự đi nộp", "không ủy quyền cho ai"])
def test_who_acts_alone_says_so(text):
    assert acts_alone(text)
    assert not acts_alone("cho con tôi là Nguyễn Văn Cường")


@pytest.mark.parametrize("text", ["không phải khiếu nại", "khong khieu nai gi ca", "đây không phải là đơn khiếu nại"])
def test_who_does_not_complain_says_so(text):
    assert denies_complaint(text)
    assert not denies_complaint("tôi khiếu nại quyết định này")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tôi tên là Trần Thị Hiền", "Trần Thị Hiền"),
        ("cháu là Ngô Văn Tú", "Ngô Văn Tú"),
        ("tôi tên Hoàng Thị Năm ạ", "Hoàng Thị Năm"),
        ("toi ten la tran thi hien o xa Tan Yen", "Tran Thi Hien"),
        ("Bác tên là Nguyễn Thị Thảo rồi đấy", "Nguyễn Thị Thảo"),
        ("tôi là Nguyễn Văn Bình hiện ở thôn Đông", "Nguyễn Văn Bình"),
    ],
)
def test_a_name_is_whole_whatever_else_its_last_word_may_mean(text, name):
    assert facts_in(text)["name"] == name


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("ủy quyền cho con gái Trần Thị Hà đi nộp thay tôi", "Trần Thị Hà"),
        ("để con trai tôi làm thay, tên Nguyễn Văn Minh", "Nguyễn Văn Minh"),
    ],
)
def test_who_is_authorised_is_found_in_a_sentence(text, proxy):
    assert facts_in(text)["proxy"] == proxy


@pytest.mark.parametrize("text", ["ủy ban xã Yên Trung đền bù thiếu đất", "công an xã Tiên Du giữ xe máy của tôi"])
def test_the_body_that_a_complaint_begins_with_is_whom_it_is_against(text):
    assert facts_in(text)["against"] == " ".join(text.split()[:5])


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("phường Bắc Giang ra quyết định thu hồi đất nhà tôi không đúng, tôi khiếu nại", "phường Bắc Giang"),
        ("Người bị khiếu nại: ông Nguyễn Văn Tý, chủ tịch xã Hợp Thịnh", "ông Nguyễn Văn Tý, chủ tịch xã Hợp Thịnh"),
        ("tôi khiếu nại việc phòng tài nguyên không cấp sổ đỏ cho tôi", "phòng tài nguyên"),
        ("tôi không đồng ý quyết định 15/QĐ-UBND do Chủ tịch UBND xã Tân Yên ký", "Chủ tịch UBND xã Tân Yên"),
        ("quyết định xử phạt 45 của công an phường Đa Mai là sai", "công an phường Đa Mai"),
        ("khiếu nại hành vi của cán bộ địa chính xã Hợp Thịnh không nhận hồ sơ", "cán bộ địa chính xã Hợp Thịnh"),
        ("tôi bị chủ tịch xã kỷ luật oan, tôi khiếu nại", "chủ tịch xã"),
        ("toi khieu nai viec ubnd xa hop thinh thu hoi dat khong boi thuong", "ubnd xa hop thinh"),
    ],
)
def test_whom_a_complaint_is_about_is_found_however_it_is_said(text, against):
    assert facts_in(text)["against"] == against


@pytest.mark.parametrize(
    "text",
    [
        "phòng khám không nhận con tôi",
        "khiếu nại việc hàng xóm lấn đất",
        "số nhà 12 bị thu hồi",
        "hàng xóm lấn đất, xã không giải quyết, tôi khiếu nại",
        "công ty không trả lương cho tôi",
    ],
)
def test_whom_no_complaint_can_be_about_is_left_to_be_asked(text):
    assert "against" not in facts_in(text)

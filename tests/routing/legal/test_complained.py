"""Whoever says "khiếu nại" of what no authority decided reports it; an act against one's own right is reviewed."""

import pytest

from routing.kinds import Kind, as_one
from routing.language.folding import bare
from routing.legal.complained import complains_of_no_act
from routing.officials.instances import instance_of
from routing.reading import default_reader
from tests.routing.told import told

# the authority is only asked to step in
OF_OTHERS = [
    "Chủ trọ không trả tiền cọc khi em chuyển đi, em khiếu nại ở đây nhờ phường giải quyết giúp.",
    "Nhờ phường can thiệp, chủ nhà trọ không trả cọc, tôi khiếu nại",
    "Tôi khiếu nại tài xế xe ôm lấy thêm tiền, nhờ công an xử lý",
    "Tiền điện nhà trọ, e khiếu nại chủ nhà tính 5k 1 số, mong phường xử lý",
]
# what everybody is billed or asked, and how everybody is served
OF_BILLS_AND_SERVICE = [
    "Tôi xin khiếu nại hóa đơn tiền nước tháng 10, nhà có hai người mà 45 khối, công ty cấp nước xem lại đồng hồ giùm.",
    "Tôi không đồng ý với giá gửi xe ở chợ, mỗi lượt 10 nghìn, cao hơn bảng niêm yết, đề nghị phường xem lại.",
    "Khiếu nại bệnh viện bắt chờ lâu quá",
    "Tôi khiếu nại trung tâm y tế khám qua loa",
    "Tôi khiếu nại thái độ phục vụ của bác sĩ phòng cấp cứu, người nhà tôi đau mà cứ bấm điện thoại.",
    "Khiếu nại trường mầm non thu tiền ăn không trả lại ngày nghỉ",
    "Khiếu nại bệnh viện đa khoa, nằm ghép 3 người một giường, nhà vệ sinh bẩn không chịu được",
]
# too dear, where nothing was decided on anybody
TOO_DEAR = [
    "Hóa đơn điện tăng gấp ba, đề nghị xem lại",
    "Tiền nước tháng này tăng gấp đôi, nhà có hai người, đề nghị xem lại",
    "Quán ăn tính thêm tiền khăn lạnh không báo trước, tôi không chấp nhận kiểu làm ăn này",
    "Trường tiểu học thu tiền quỹ, tiền nước hơn 2 triệu, phụ huynh khó khăn quá, đề nghị xem lại các khoản thu.",
    "Thu tiền quỹ đường thôn mỗi khẩu 300 nghìn là quá cao, bà con không đồng tình, mong xã xem lại",
]
# what others do against what an authority decided
NOT_OBEYED = [
    "Phường ra quyết định cấm đậu xe mà vẫn đậu đầy, đề nghị phạt nguội",
    "Xã lập biên bản quán karaoke rồi mà nó vẫn hát, xử lý kiểu gì vậy",
]
# what comes next if nothing is done
NOT_YET = [
    "Dân chúng tôi sẽ khiếu nại lên tỉnh nếu bãi rác này không được dời đi.",
    "Quán karaoke ồn, tôi sẽ khiếu nại lên thành phố nếu phường không dẹp",
]
REVIEWED = [
    "Khiếu nại phường thu tiền vệ sinh của tôi hai lần, yêu cầu trả lại",
    "Tôi khiếu nại tiền điện bị truy thu 8 triệu",
    "Khiếu nại công ty nước cắt nước nhà tôi không thông báo, yêu cầu mở lại",
    "Khiếu nại trường tiểu học không nhận con tôi vào lớp 1",
    "Khiếu nại bệnh viện từ chối cấp giấy chứng sinh cho con tôi",
    "Khiếu nại quán tôi bị phường đình chỉ",
    "Tôi khiếu nại xe tôi bị csgt giữ sai",
    "Quán tôi bị phạt 5 triệu vô lý, đề nghị phường xem xét lại",
    "Tôi không đồng ý với tiền bồi thường đất, đề nghị phường xem lại",
    "Quán bị niêm phong không quyết định, tôi không chấp nhận",
    "Tài xế như tôi bị tước bằng sáu tháng, tôi không chấp nhận",
    "Chúng tôi 12 hộ không đồng ý mức thu quỹ đường do xã ra thông báo bắt đóng mỗi nhà 5 triệu",
    "Quán em bị phường lập biên bản mà nhà bên vẫn bán, em không đồng ý, xin hủy biên bản",
    "Xã ra quyết định trả lại đất cho tôi rồi mà ông Ba vẫn chiếm, xã không cưỡng chế, tôi khiếu nại",
    "Tôi khiếu nại con đường mở qua đất nhà tôi mà chưa bồi thường gì, đề nghị xã giải quyết",
    "Khiếu nại tiền điện, điện lực nói tôi câu trộm bắt bồi thường 12 triệu",
    "Tôi không đồng ý giá thuê đất xã tính cho tôi, xin xem lại",
    "Tôi khiếu nại đường dây điện 110kV kéo qua đất tôi không đền bù",
    "Nếu phường không rút quyết định phạt thì tôi sẽ khiếu nại lên tỉnh",
]


@pytest.mark.parametrize("text", TOO_DEAR)
def test_a_price_or_a_fund_that_all_find_too_high_is_reported(text):
    assert as_one(default_reader().read(text).kind) is Kind.FEEDBACK


@pytest.mark.parametrize("text", [*OF_OTHERS, *OF_BILLS_AND_SERVICE, *NOT_YET, *NOT_OBEYED])
@pytest.mark.parametrize("dress", [str, bare])
def test_what_no_authority_decided_is_reported_whatever_the_word(text, dress):
    assert as_one(default_reader().read(dress(text)).kind) is Kind.FEEDBACK


@pytest.mark.parametrize("text", REVIEWED)
@pytest.mark.parametrize("dress", [str, bare])
def test_an_act_against_ones_own_right_is_still_reviewed(text, dress):
    assert default_reader().read(dress(text)).kind is Kind.COMPLAINT
    assert not told(complains_of_no_act, dress(text), is_nuisance=True)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi khiếu nại cô giáo bắt phụ huynh đưa phong bì",
        "khiếu nại bác sĩ đòi tiền lót tay mới mổ",
        "Khiếu nại nhân viên điện lực vòi tiền 2 triệu mới kéo dây",
    ],
)
def test_who_takes_a_bribe_is_accused_also_where_the_word_is_complaint(text):
    assert default_reader().read(text).kind is Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "Cảm ơn xã đã giải quyết khiếu nại của tôi, tôi rất hài lòng.",
        "Cảm ơn huyện đã trả lời đơn khiếu nại của gia đình tôi",
    ],
)
def test_who_gives_thanks_for_how_a_complaint_was_decided_complains_no_more(text):
    assert default_reader().read(text).kind is Kind.OTHER


def test_a_decision_that_is_told_is_reviewed_whatever_else_is_told_of_those_in_office():
    text = (
        "Trợ cấp của tôi giám định từ năm 2008. Thanh tra về kết luận bệnh của tôi phát hiện sau, cắt luôn "
        "và buộc nộp lại 286 triệu."
    )
    assert default_reader().read(text).kind is Kind.COMPLAINT


def test_who_gives_thanks_and_does_not_agree_complains_a_second_time():
    text = "Cảm ơn xã đã giải quyết khiếu nại nhưng tôi không đồng ý"
    assert instance_of(default_reader().read(text).kind, text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "tôi không đồng ý với việc mở quán karaoke cạnh trường",
        "phản đối việc chặt hàng me trước trường",
        "không đồng ý cho mở quán bar trong khu dân cư",
        "bà con không tán thành việc chặt hàng phượng",
        "phan doi viec dat tram rac canh cho",
    ],
)
def test_who_objects_to_a_nuisance_of_others_reports_it(text):
    assert as_one(default_reader().read(text).kind) == as_one(Kind.FEEDBACK)


@pytest.mark.parametrize(
    "text",
    [
        "tôi không đồng ý với việc xã thu hồi đất nhà tôi",
        "phản đối quyết định tháo dỡ quán của tôi",
        "không đồng tình việc UBND phường đình chỉ xây nhà của tôi",
        "tôi không đồng ý cho cắt trợ cấp của mẹ tôi",
    ],
)
def test_who_objects_to_what_was_done_to_them_complains(text):
    assert default_reader().read(text).kind == Kind.COMPLAINT

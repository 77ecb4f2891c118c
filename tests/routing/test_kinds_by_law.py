"""What a message is before the law, in the dresses that people write in; all messages are invented."""

import pytest

from routing.kinds import as_one
from routing.language.folding import bare
from routing.lessons.dress import shortened
from routing.reading import default_reader

DRESSES = (str, bare, shortened)

# somebody in office does what the law forbids, or a crime is told of who is named
ACCUSED = [
    "Trưởng thôn Hoàng Văn Lừng phát cho mỗi nhà 3 triệu tiền lũ tối đến đi thu lại 1 triệu, bảo chia cho người khác.",
    "Nhà tôi được hỗ trợ 20 triệu sửa nhà dột, lĩnh xong bà tổ trưởng bắt nộp lại một nửa, ai không nộp bị gạch tên.",
    "Tiền cứu trợ bão nhà tôi ký nhận 5 triệu, ông trưởng xóm cầm luôn 2 triệu nói là công đi lại.",
    "Anh Tâm địa chính xã bảo đưa 15 triệu thì tuần sau có sổ, không thì cứ chờ.",
    "Cán bộ tư pháp phường nhận của em 2 triệu để làm nhanh giấy khai sinh cho cháu rồi im luôn.",
    "Ông phó chủ tịch xã ký giấy xác nhận khống cho em vợ được đền bù đất không phải của mình.",
    "Hộ nghèo thôn tôi toàn người nhà ông trưởng thôn, nhà tôi tàn tật thì bị gạch, ông ấy sửa danh sách.",
    "Kế toán trường mầm non khai thêm 30 suất ăn để lấy tiền bỏ túi.",
    "Ông Nguyễn Văn Cứ công an xã bắt xe con tôi, không lập biên bản, cầm 3 triệu rồi trả xe.",
    "Đất công của thôn mà bí thư chi bộ với trưởng thôn đem bán cho người ngoài, tiền đâu dân không biết.",
    "Bà Lê Thị Mùi chủ hụi ôm hơn 400 triệu của cả xóm rồi bỏ trốn, tôi tố giác.",
    "Chủ tịch xã cho con rể san lấp ruộng lúa làm xưởng gỗ mà không ai dám nói.",
    "Phát gạo cứu đói 15kg mà về đến tay chỉ có 10kg, ông thôn trưởng giữ lại phần kia đem bán.",
    "Mỗi hộ được nhà nước cho 10 triệu tiền bão, trưởng bản Vàng A Súa gọi ra nhà văn hóa bắt đưa lại 4 triệu.",
    "Lĩnh tiền lũ về chưa nóng tay thì tổ trưởng dân phố đến thu hồi một nửa, nói là chia đều.",
    "Chị Loan văn phòng đăng ký đất đai nhận phong bì 5 triệu của tôi rồi mới chịu nhận hồ sơ.",
    "Ông Phạm Văn Tới chủ nhiệm hợp tác xã lấy tiền phân bón trợ giá của dân đem gửi ngân hàng lấy lãi riêng.",
    "Cán bộ chính sách xã khai tử muộn để lĩnh tiếp tiền trợ cấp của cụ đã mất.",
    "Hai anh dân quân xã đánh con trai tôi gãy răng trong trụ sở.",
]
# an authority decided against the writer's own rights, and that is to be looked at again
TO_BE_REVIEWED = [
    "Xã ra quyết định thu hồi 200m2 đất vườn nhà tôi mà không đền bù cây, tôi không đồng ý, đề nghị xem xét lại.",
    "Sao nhà tôi đủ giấy tờ mà xã không chịu cấp sổ, trả hồ sơ ba lần không nói lý do? Tôi yêu cầu xem lại việc này.",
    "Tôi bị phạt 7 triệu vì xây chuồng gà trên đất nhà mình, tôi không phục quyết định đó, xin hủy.",
    "UBND phường cưỡng chế dỡ mái hiên nhà tôi trong khi hàng xóm y như vậy không sao, tôi khiếu nại.",
    "Phường cắt trợ cấp người cao tuổi của mẹ tôi từ tháng 6 không có văn bản gì, đề nghị trả lại chế độ cho mẹ tôi.",
    "Tại sao nhà tôi bị loại khỏi danh sách đền bù đường tránh trong khi đất có sổ đỏ? Tôi đề nghị xét lại.",
    "Quyết định số 145 áp giá đất nhà tôi rẻ bằng một phần ba nhà bên, tôi không chấp nhận giá này.",
    "Tôi thương binh mà bị xã xếp sai hạng nên mất phụ cấp, đã lên hỏi thì bảo quyết định rồi, tôi muốn xem lại.",
    "Xã không xác nhận đơn tách thửa cho tôi, bảo có tranh chấp mà có đâu? Từ chối vậy là sai, đề nghị giải quyết lại.",
    "Con tôi bị trường cho thôi học sai quy định, gia đình khiếu nại quyết định của hiệu trưởng.",
    "Phường dừng cấp phép sửa nhà cho tôi mà không nêu lý do, tôi không đồng ý, đề nghị cấp lại.",
    "Vì sao đơn xin chuyển đất vườn sang đất ở của tôi bị trả về trong khi nhà bên được? Tôi yêu cầu xã xem xét lại.",
    "Quyết định thu hồi giấy phép bán hàng của tôi là sai, đề nghị hủy bỏ.",
    "Nhà tôi bị tính thiếu 40m2 trong phương án đền bù làm đường, tôi không nhận tiền và yêu cầu đo lại.",
    "Tôi không phục kết luận của chủ tịch xã bác đơn đất của gia đình tôi, xin cấp trên xem lại.",
    "Xã gạch tên bố tôi khỏi danh sách hộ nghèo dù nhà không có gì, gia đình khiếu nại.",
]
# what is wrong is told, however angrily, and nobody is accused
REPORTED = [
    "Ba giờ sáng chúng nó còn hát karaoke, dân chúng tôi phát điên lên rồi, chính quyền đâu, phạt cho thật nặng vào!",
    "Bãi rác đầu làng thối không thở nổi, kêu mãi không ai dọn, làm ăn kiểu gì vậy hả?",
    "Đường thôn Nghè lầy như ruộng, xe máy ngã suốt, xã hứa hai năm nay.",
    "Anh trưởng thôn tốt bụng đã gọi điện lực rồi nhưng đèn ngõ vẫn chưa sáng.",
    "Cán bộ một cửa để dân chờ cả buổi sáng, hỏi thì gắt, đề nghị chấn chỉnh.",
    "Thằng hàng xóm nuôi đàn chó thả rông cắn gà nhà tôi, nói không nghe, đề nghị phường xử lý nghiêm.",
    "Nước máy đục ngầu cả tuần, gọi công ty nước không ai nghe máy.",
    "Trưởng thôn thu mỗi nhà 50 nghìn tiền đèn đường, tôi thấy đèn sáng đẹp nhưng đầu ngõ còn thiếu một bóng.",
    "Xe ben chạy rầm rầm qua trường tiểu học, bụi mù mịt, công an ở đâu mà không bắt?",
    "Mong xã làm cho đoạn mương trước nhà cái nắp đậy kẻo trẻ con ngã.",
    "Quán nhậu chặt chém khách, một đĩa rau 200 nghìn, đề nghị quản lý thị trường kiểm tra.",
    "Tức quá đi mất, cống tắc nước tràn vào nhà tôi lần thứ năm rồi, cán bộ ngủ hết à?",
    "Quán bia đầu ngõ lấn hết vỉa hè, bà bán hàng chửi cả người đi bộ, phạt nặng giúp dân.",
    "Trưởng thôn chưa công khai tiền đóng góp làm nhà văn hóa, đề nghị xã nhắc.",
    "Trưởng thôn tốt bụng ứng tiền túi mua bóng đèn nhưng xã chưa lắp, ngõ vẫn tối.",
    "Đề nghị xã làm sân chơi cho trẻ em thôn Đông.",
]
ASKED = [
    "Tôi muốn hỏi nhà bị lũ thì làm đơn xin hỗ trợ ở đâu?",
    "Bị phạt giao thông thì khiếu nại ở đâu vậy anh?",
    "Tiền hỗ trợ lũ bao giờ thôn phát vậy ạ?",
    "Xin cấp lại sổ đỏ bị cháy cần những giấy gì?",
    "Xã không nhận hồ sơ vào buổi chiều thứ sáu phải không ạ?",
    "Đất nhà tôi có nằm trong diện thu hồi làm đường không?",
]
THANKED = [
    "Cảm ơn anh trưởng thôn tốt bụng, trời mưa vẫn đi phát gạo cho từng nhà, bà con quý lắm.",
    "Cảm ơn chị Hương một cửa phường làm giấy cho tôi nhanh gọn, thái độ niềm nở.",
    "Bác trưởng thôn tốt bụng lắm, nhận tiền hỗ trợ giùm rồi mang đến tận nhà cho tôi, tôi cảm ơn.",
]
TOLD = [
    *((text, "denunciation") for text in ACCUSED),
    *((text, "complaint") for text in TO_BE_REVIEWED),
    *((text, "feedback") for text in REPORTED),
    *((text, "inquiry") for text in ASKED),
    *((text, "other") for text in THANKED),
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_the_legal_test_decides_what_a_message_is(text, kind):
    assert as_one(default_reader().read(text).kind) == kind


@pytest.mark.slow
def test_hardly_any_is_taken_for_another_kind_in_other_dresses():
    wrong = [
        (text, dress.__name__)
        for text, kind in TOLD
        for dress in DRESSES
        if as_one(default_reader().read(dress(text)).kind) != kind
    ]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("text", [*REPORTED, *ASKED, *THANKED])
@pytest.mark.parametrize("dress", DRESSES)
def test_who_accuses_nobody_is_asked_for_no_accusation(text, dress):
    assert default_reader().read(dress(text)).kind not in {"complaint", "denunciation"}


@pytest.mark.parametrize(
    "text",
    [
        "Trưởng thôn thu lại tiền hỗ trợ bão vì phát nhầm hộ",
        "anh trưởng thôn tốt bụng thu lại phiếu nhận hỗ trợ giúp bà con",
        "trưởng thôn không thu lại đồng nào tiền hỗ trợ, cảm ơn anh",
        "nhờ trưởng thôn lấy lại giúp tiền hỗ trợ bị sót",
    ],
)
def test_a_head_of_a_hamlet_who_helps_takes_nothing_back(text):
    assert default_reader().read(text).kind != "denunciation"


def test_relief_taken_back_by_the_head_of_a_hamlet_is_accused_and_by_the_commune_is_reviewed():
    assert default_reader().read("trưởng thôn thu lại tiền hỗ trợ của dân").kind == "denunciation"
    assert default_reader().read("xã thu hồi tiền hỗ trợ của tôi, đề nghị xem lại").kind == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo biển số 98B1-12345 chạy ẩu",
        "to cao xe 29A 12345 vuot den do",
        "tố cáo nhóm học sinh hút thuốc lá điện tử trước cổng trường",
        "to cao nhom hoc sinh hut thuoc la dien tu",
        "tố cáo mấy đứa thanh niên nẹt pô ban đêm",
    ],
)
def test_a_vehicle_or_young_people_whom_nobody_names_are_reported(text):
    assert default_reader().read(text).kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo nhóm thanh niên đánh con tôi gãy tay",
        "tố cáo nhóm thanh niên bán ma túy",
        "tố cáo xe công an nhận tiền mãi lộ",
        "tố cáo nhóm cán bộ xã chia nhau tiền",
        "tố cáo chủ quán bán rượu giả",
        "tôi tố cáo công ty xả thải ra sông",
    ],
)
def test_who_does_a_crime_or_can_be_found_is_still_denounced(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize("text", ["nha toi bi ngap", "nhà tôi bị ngập", "ruong nha toi bi ngap"])
def test_a_flooded_house_is_no_decision_to_be_reviewed(text):
    reading = default_reader().read(text)
    assert reading.kind == "feedback"
    assert reading.kind_confidence >= 0.6


@pytest.mark.parametrize("text", ["nhà tôi bị ngập mà xã không hỗ trợ", "nha toi bi thu hoi dat"])
def test_what_an_authority_did_or_did_not_still_is(text):
    assert default_reader().read(text).kind == "complaint"

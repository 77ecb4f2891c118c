"""A nuisance is reported, whatever punishment is demanded; a crime, a bribe or the word makes it a denunciation."""

import pytest

from routing.language.folding import bare
from routing.legal.nuisances import is_mere_nuisance, is_nuisance_topic, only_keeps_quiet
from routing.reading import default_reader
from routing.shared_matters import load_shared_matters
from routing.topics import load_catalogue
from tests.routing.told import told

REPORTED = [
    "Xưởng sơn Hồng Phúc mùi nồng nặc, nhắc rồi không nghe. Đề nghị xử phạt thật nặng.",
    "Bà T. dựng bạt lấn hết vỉa hè, phường dẹp xong đâu lại vào đấy. Đề nghị xử lý nghiêm.",
    "Xe tải 98C-123.45 chạy ẩu qua cổng trường, tôi có clip, đề nghị phạt nguội.",
    "quan karaoke mo nhac song toi 1h sang, bao phuong bao nhieu lan ma khong xu ly, de nghi phat nang",
    "Cán bộ tiếp dân đi muộn, thái độ hách dịch, bắt dân chờ. Đề nghị kỷ luật.",
    "UBND xã biết bãi rác bốc mùi mà chưa xử lý, phản ánh nhiều lần rồi.",
]


@pytest.mark.parametrize("text", REPORTED)
def test_a_nuisance_is_reported_whatever_is_demanded(text):
    assert told(is_mere_nuisance, text, is_topic=False)
    assert default_reader().read(text).kind in {"feedback", "petition"}


@pytest.mark.parametrize(
    "text",
    [
        "xin giấu tên, quán karaoke Hoàng Gia ở phường Đa Mai hát ồn tới 1h sáng",
        "giấu tên giúp em, nhà hàng xóm đốt rác",
        "xin giấu tên, đèn đường thôn Ngoẹn hỏng 2 tuần",
    ],
)
def test_who_reports_a_nuisance_and_would_not_be_named_accuses_nobody(text):
    assert default_reader().read(text).kind in {"feedback", "petition"}


@pytest.mark.parametrize(
    "text",
    [
        "xin giấu tên tôi, chủ tịch xã nhận tiền của quán karaoke",
        "xin giấu tên, quán karaoke bán ma túy",
        "giấu tên giúp tôi, công ty xả trộm nước thải",
        "đừng nêu tên tôi, ông trưởng thôn ăn chặn tiền hỗ trợ",
    ],
)
def test_who_tells_a_crime_and_would_not_be_named_still_denounces(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize("text", REPORTED[:3])
def test_a_nuisance_typed_without_diacritics_is_reported_too(text):
    assert default_reader().read(bare(text)).kind in {"feedback", "petition"}


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo quán karaoke ồn ào, xin giấu tên",
        "Quán karaoke ồn ào, công an phường nhận tiền hàng tháng nên làm ngơ",
        "Quán nhạc ồn, ông Hùng chủ quán bán ma túy cho khách",
        "Xe tải cày nát đường, thanh tra giao thông mỗi xe lấy 300 nghìn rồi cho qua",
    ],
)
def test_a_nuisance_with_a_crime_a_bribe_or_the_word_is_more(text):
    assert not told(is_mere_nuisance, text, is_topic=True)
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo xe tải chạy quá tải ban đêm đường ĐT398 xã Tân Yên",
        "To cao hang xom xa rac ra muong thon Nguyen xa Tan Yen",
        "Tố cáo nhà hàng xóm đổ rác ra đường, xã Tân Yên",
        "tố cáo nhà bên xây không phép lấn ngõ",
        "toi to cao quan nhau ke ban kin via he",
        "Tố cáo quán karaoke Hoa Mai hát đến 2h sáng phường Bắc Giang",
    ],
)
def test_the_word_alone_makes_no_denunciation_of_a_nuisance(text):
    reading = default_reader().read(text)
    assert reading.kind == "feedback"
    assert reading.kind_second != "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo xe tải chạy quá tải được công an bảo kê",
        "tố cáo ông Nam hàng xóm xả rác, xã Tân Yên",
        "Tố cáo công ty Minh Phát xả nước thải ra sông Thương phường Bắc Giang",
        "tố cáo hàng xóm đánh người",
        "tố cáo ông Nam hàng xóm trộm chó, xã Tân Yên",
        "tố cáo trưởng thôn đổ rác ra đường",
        "tố cáo xã Tân Yên không dọn rác",
    ],
)
def test_the_word_with_a_name_a_firm_an_office_or_a_crime_is_taken_at_its_word(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo nhà thầu đào đường đặt cống xong bỏ đó ba tháng không lấp, trẻ con ngã hoài.",
        "Tố cáo đơn vị thi công không rào chắn hố ga",
        "Tố cáo công ty môi trường bỏ bê, thùng rác tràn ra đường không thu.",
        "Tố cáo công ty cấp nước để nước đục cả tháng",
        "Tố cáo điện lực cúp điện hoài",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_who_works_badly_for_the_public_is_reported_whatever_the_word(text, dress):
    assert default_reader().read(dress(text)).kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo nhà thầu Hòa Phát bỏ dở đường liên thôn",
        "Tố cáo nhà thầu bỏ dở công trình sau khi nhận hết tiền của dân",
        "Tố cáo đơn vị thi công ăn bớt vật tư, cầu mới làm đã nứt",
        "Tố cáo công ty môi trường đổ trộm rác y tế ban đêm",
        "Tố cáo nhân viên điện lực lấy 2 triệu của tôi để câu điện",
        "Tố cáo điện lực bắt tôi đưa 2 triệu mới gắn công tơ",
    ],
)
def test_who_works_for_the_public_and_is_named_or_gains_is_denounced(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Tài xế taxi lấy tôi 300 nghìn cho 5 cây số, tôi muốn tố cáo hãng này, đề nghị xử lý.",
        "tố cáo hãng taxi chặt chém khách, đoạn ngắn mà lấy 150 nghìn",
        "Tố cáo quán phở lấy tôi 120 nghìn một tô",
        "Tố cáo bãi giữ xe thu 20 nghìn một lượt",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_who_asks_too_high_a_price_is_reported_whatever_the_word(text, dress):
    assert default_reader().read(dress(text)).kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "Tố cáo trưởng thôn lấy một lượt mỗi nhà 200 nghìn không biên lai",
        "to cao csgt lay cua tai xe 500 nghin mot lan",
        "Tố cáo chủ quán cho vay nặng lãi lấy 30 phần trăm một tháng",
        "Tố cáo con trai chủ tịch xã mở bãi xe thu tiền một lượt 30 nghìn trên đất công",
        "Tố cáo quán karaoke ép khách trả 5 triệu, có bảo kê đánh người",
        "tố cáo shop bán hàng giả giá cao hơn hàng thật",
        "Tố cáo phòng khám lừa bệnh nhân, hét giá 50 triệu một ca",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_what_somebody_in_office_or_a_cheat_takes_is_no_price(text, dress):
    assert default_reader().read(dress(text)).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Tôi tố quán bia ồn ào, gọi công an phường nhắc mấy lần không được",
        "Tố cáo quán nhậu Hai Lúa hát hò ồn ào, trưởng thôn nói cũng không nghe",
        "Tố cáo hàng xóm nuôi heo hôi thối, báo cán bộ xã mấy lần không xuống",
        "Nếu không dẹp quán karaoke này tôi tố cáo cả phường, ồn ào suốt đêm.",
        "Xe cứu thương tư nhân hét giá 3 triệu cho 20 cây số, tôi tố cáo để bà con tránh.",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_an_authority_that_did_little_about_a_nuisance_is_not_accused_with_it(text, dress):
    assert default_reader().read(dress(text)).kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo công an phường nhận tiền quán karaoke nên không xử lý",
        "Tố cáo bãi giữ xe của con trai trưởng công an, không xuống dẹp",
        "tố cáo cán bộ xã bao che quán nhậu lấn vỉa hè",
        "Tố cáo hành vi của trưởng thôn không xử lý rác",
        "Quán nhậu ồn suốt đêm, tôi tố cáo ông trưởng thôn nhắc mấy lần không được",
        "Tố cáo xe tải chạy quá tải, công an phường làm ngơ",
    ],
)
def test_an_authority_that_is_accused_itself_or_gains_is_denounced(text):
    assert default_reader().read(text).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo cậu Tr. con bà tạp hóa bật nhạc sàn vào nhà tôi trả thù, công an viên đến 3 lần không thấy ai",
        "Tôi tố chủ nhà trọ câu dây trước công tơ cấp cho 20 phòng, vẫn thu 4.500 một ký điện. Có hình mối nối.",
        "Tôi tố cáo nhà thầu xây khách sạn rút thép, đổ bê tông lúc mưa, cột rỗ tổ ong thấy rõ.",
        "Tôi tố cáo nhà thầu đường cao tốc lấp cống thoát nước của xóm tôi bằng đất thừa rồi rút máy, nước ứ chín nhà.",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_who_is_named_steals_or_harms_is_denounced_also_amid_a_nuisance(text, dress):
    assert default_reader().read(dress(text)).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư với chủ tịch xã chỉ giỏi họp, đường sá thì nát bét",
        "Thanh tra giao thông đâu hết rồi, xe quá tải cày nát đường làng",
        "Chủ tịch phường vô cảm, ngõ ngập quanh năm không ai xuống",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_whoever_only_scorns_those_in_office_amid_what_is_out_of_order_accuses_nobody(text, dress):
    assert default_reader().read(dress(text)).kind in {"feedback", "petition"}


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư xã chỉ giỏi họp, đất công thì cho em trai thuê, đường sá nát bét",
        "Chủ tịch xã chỉ giỏi nhận quà của doanh nghiệp, đường nát bét không sửa",
        "Chủ tịch phường vô cảm, lấy tiền làm cống về xây nhà, ngõ ngập quanh năm",
        "Trưởng phòng tài nguyên thờ ơ với mỏ đá vì có cổ phần ở đó",
        "Trưởng phòng nội vụ vô dụng, nhận 250 triệu chạy cho con người ta vào biên chế",
    ],
)
@pytest.mark.parametrize("dress", [str, bare])
def test_scorn_hides_nobody_who_gains(text, dress):
    assert default_reader().read(dress(text)).kind == "denunciation"


def test_a_neighbour_to_whom_an_officer_is_only_to_say_something_is_not_denounced():
    text = "Ông hàng xóm chửi bới cả đêm, tố cáo nhờ công an xuống nhắc."
    assert default_reader().read(text).kind == "feedback"


def test_a_fine_alone_tells_a_nuisance_only_where_the_topic_does():
    text = "Đội cắt tỉa để cành giữa đường hai ngày, đề nghị xử phạt"
    assert told(is_mere_nuisance, text, is_topic=is_nuisance_topic("cay_xanh"))
    assert not told(is_mere_nuisance, text, is_topic=is_nuisance_topic("tham_nhung"))


@pytest.mark.parametrize("text", ["loa phường sáng nào cũng quá to", "Xe ben chạy bụi mù cả xóm, ai chịu trách nhiệm"])
def test_nobody_is_asked_whom_they_accuse_of_a_nuisance(text):
    assert default_reader().read(text).kind_second != "denunciation"


@pytest.mark.parametrize(
    ("text", "is_quiet"),
    [
        ("Trưởng thôn thu mỗi hộ 300 nghìn mà không họp dân, chưa công khai sổ", True),
        ("Truong thon thu moi ho 300 nghin ma khong hop dan, khong cong khai", True),
        ("Trưởng thôn thu mỗi hộ 300 nghìn không biên lai, không công khai", False),
        ("Trưởng thôn không công khai quỹ, cho em vợ giữ sổ", False),
        ("Trưởng thôn không công khai quỹ, ai hỏi thì dọa đánh", False),
        ("Trưởng thôn thu mỗi hộ 300 nghìn làm đường", False),
    ],
)
def test_that_accounts_are_not_shown_is_nobody_s_gain_yet(text, is_quiet):
    assert told(only_keeps_quiet, text) == is_quiet


def test_every_topic_of_nuisances_is_one_of_the_catalogue():
    topics = load_catalogue().topics
    assert topics.keys() >= load_shared_matters().nuisances
    assert not is_nuisance_topic("tham_nhung")

"""The topic is what a message is about: a school and no head of a hamlet, and not who decided what is complained of."""

import pytest

from routing.kinds import Kind
from routing.reading import default_reader


def read(text):
    return default_reader().read(text)


def test_a_school_of_a_hamlet_is_not_its_head():
    assert read("trường thôn xuống cấp").topic == "giao_duc"


@pytest.mark.parametrize(
    "text",
    [
        "chủ tịch xã ra quyết định phạt tôi 3 triệu, tôi khiếu nại",
        "tôi khiếu nại 3 tháng nay không ai giải quyết",
        "tôi đã nộp đơn khiếu nại lên chủ tịch xã Tiên Lục từ tháng 8, đến nay không trả lời",
        "tôi muốn kiện ủy ban xã Tiên Lục",
    ],
)
def test_whoever_decided_is_not_what_a_complaint_is_about(text):
    assert read(text).topic == "khac"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("chủ tịch phường phạt tôi 5 triệu vì xây nhà không phép, tôi khiếu nại", "xay_dung"),
        ("đơn khiếu nại về đền bù đất gửi chủ tịch xã 3 tháng không giải quyết", "thu_hoi_dat"),
        ("tôi khiếu nại thái độ của cán bộ một cửa quát tháo dân", "can_bo"),
        ("khiếu nại quyết định kỷ luật của chủ tịch xã", "can_bo"),
        ("Quyết định điều động tôi sang xã cách nhà 50 km khi con tôi mới 8 tháng, tôi đề nghị thu hồi", "can_bo"),
        ("tôi bị cho thôi chức tổ phó mà không họp lấy phiếu, đề nghị hủy quyết định số 90", "can_bo"),
    ],
)
def test_the_matter_that_is_told_stays_the_topic(text, topic):
    assert read(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "tiền hỗ trợ bão bao giờ có",
        "tiền hỗ trợ bão bao giờ có vậy cán bộ ơi",
        "tien ho tro lu lut bao gio moi co",
        "thôn tôi nhận tiền hỗ trợ lũ chỉ được 500 nghìn, thôn bên 2 triệu, tại sao?",
    ],
)
def test_who_asks_for_relief_accuses_nobody_of_keeping_it(text):
    assert read(text).topic == "an_sinh"


@pytest.mark.parametrize(
    "text", ["tiền hỗ trợ bão bị trưởng thôn giữ lại một nửa", "trưởng thôn ăn bớt tiền hỗ trợ lũ của dân"]
)
def test_relief_that_somebody_in_office_keeps_is_corruption(text):
    assert read(text).topic == "tham_nhung"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("mộ bố tôi bị máy xúc", "an_ninh_trat_tu"),
        ("mo bo toi bi may xuc dao len", "an_ninh_trat_tu"),
        ("mộ bố tôi bị máy xúc đào lên mà không ai báo, công ty san nền làm", "thu_hoi_dat"),
        ("máy xúc múc cát lậu sát mộ liệt sĩ", "khoang_san"),
    ],
)
def test_a_grave_that_is_dug_up_is_no_mine(text, topic):
    assert read(text).topic == topic


@pytest.mark.parametrize("text", ["đàng vô xóm hư", "đàng làng hư hết", "cái đàng bị lở"])
def test_a_road_is_one_in_the_words_of_the_south_too(text):
    assert read(text).topic == "giao_thong_ha_tang"


def test_manners_are_no_road():
    assert read("cán bộ nói năng không đàng hoàng").topic == "can_bo"


@pytest.mark.parametrize("text", ["Nác máy mất mô rồi", "không có nác uống ba hôm nay"])
def test_water_is_water_in_the_north_of_the_centre_too(text):
    assert read(text).topic == "nuoc"


@pytest.mark.parametrize("text", ["xd trái phép cạnh nhà e", "xd trai phep canh nha e", "nhà bên xd trái phép"])
def test_what_a_neighbour_builds_is_a_report_also_in_shorthand(text):
    assert (read(text).topic, read(text).kind) == ("xay_dung", Kind.FEEDBACK)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Đảng ủy xã khai trừ tôi khỏi Đảng, tôi không đồng ý", "can_bo"),
        ("Dang uy khai tru toi ra khoi dang vo ly", "can_bo"),
        ("Đảng ủy khai trừ ông chủ tịch nhận hối lộ là đúng", "tham_nhung"),
    ],
)
def test_whom_the_party_punishes_is_no_graft_unless_one_is_told(text, topic):
    assert read(text).topic == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("tôi ghét cái vỉa hè bị đào", "giao_thong_ha_tang"),
        ("họ đào vỉa hè đặt cáp rồi bỏ đó", "giao_thong_ha_tang"),
        ("vỉa hè nham nhở", "giao_thong_ha_tang"),
        ("via he bi boi tung", "giao_thong_ha_tang"),
        ("Vỉa hè trước nhà 37 đường Lê Lợi phường Bắc Giang bị đào lên rồi để đó mấy tuần", "giao_thong_ha_tang"),
        ("Via he truoc nha 37 duong Le Loi phuong Bac Giang bi dao len roi de do", "giao_thong_ha_tang"),
        ("vỉa hè chỗ ngã tư bưu điện đào lên đặt ống rồi bỏ đấy", "giao_thong_ha_tang"),
        ("Vỉa hè trước nhà 20 Lê Lợi có biển quảng cáo bị vỡ rơi xuống", "trat_tu_do_thi"),
        ("Vỉa hè đường Đào Tấn bị người ta quây lưới kín", "trat_tu_do_thi"),
        ("vỉa hè bày bán hoa đào", "trat_tu_do_thi"),
        ("quán đào vỉa hè dựng mái che", "trat_tu_do_thi"),
        ("vỉa hè bị chiếm để xe", "trat_tu_do_thi"),
    ],
)
def test_a_pavement_that_is_torn_up_is_a_road_and_one_that_is_taken_is_not(text, topic):
    assert read(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "nha toi lam so tu nam 2022 den nay, di len di xuong hon chuc lan, moi lan lai thieu mot thu",
        "giấy hẹn lấy sổ hồng quá 2 tháng, lên hỏi cứ bảo chờ",
        "đăng ký biến động đất trễ hẹn 3 lần",
    ],
)
def test_a_paper_about_land_that_is_slow_is_a_matter_of_land(text):
    assert read(text).topic == "dat_dai"


@pytest.mark.parametrize(
    "text",
    [
        "lên trung tâm làm sổ mà bốc số từ sáng đến trưa chưa tới lượt",
        "nộp hồ sơ đất qua cổng dịch vụ công cứ báo lỗi",
        "trả hồ sơ đất trễ mà không một lời xin lỗi",
        "Sang tên xe máy mất cả tuần chưa xong",
    ],
)
def test_how_one_is_served_at_the_counter_is_no_matter_of_land(text):
    assert read(text).topic == "thu_tuc_hanh_chinh"

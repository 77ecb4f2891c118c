from routing.conflicts import conflicts_in
from routing.kinds import Kind
from routing.reading import default_reader
from tests.routing.staffing import BUILDING, KINH_BAC_BODY, TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE, directory

TAN_YEN_ALL = {TAN_YEN_BODY, TAN_YEN_ECONOMY, TAN_YEN_OFFICE}


def excluded(kind, text):
    reading = default_reader().read(text)
    return conflicts_in(kind, text, topic=reading.topic, places=[reading.place], directory=directory()).units


def test_the_accused_commune_and_all_below_it_are_kept_out():
    assert excluded(Kind.DENUNCIATION, "Tôi tố cáo chủ tịch xã Tân Yên nhận hối lộ") == TAN_YEN_ALL


def test_a_report_of_corruption_is_protected_like_a_denunciation():
    text = "Phản ánh kế toán xã Tân Yên lập khống hồ sơ, tham ô tiền hỗ trợ, ăn chặn của dân"
    assert excluded(Kind.FEEDBACK, text) == TAN_YEN_ALL


def test_where_it_may_be_one_of_several_communes_all_are_kept_out():
    text = "Tôi tố cáo cán bộ ở huyện Tân Yên cũ"
    assert excluded(Kind.DENUNCIATION, text) >= TAN_YEN_ALL
    assert KINH_BAC_BODY not in excluded(Kind.DENUNCIATION, text)


def test_an_accused_provincial_body_is_kept_out_but_not_an_addressed_one():
    assert BUILDING in excluded(Kind.DENUNCIATION, "Tố cáo thanh tra của Sở Xây dựng đòi tiền")
    assert BUILDING not in excluded(Kind.DENUNCIATION, "Kính gửi Sở Xây dựng, tôi tố cáo nhà thầu rút ruột công trình")


def test_a_complaint_goes_first_to_whoever_decided():
    assert excluded(Kind.COMPLAINT, "Khiếu nại quyết định của chủ tịch xã Tân Yên") == frozenset()


def test_plain_feedback_excludes_nobody():
    assert excluded(Kind.FEEDBACK, "đường xã Tân Yên ổ gà") == frozenset()

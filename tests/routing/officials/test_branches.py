"""Whom no committee decides on is told apart, so that a letter about them goes to who does."""

import pytest

from routing.kinds import Kind
from tests.routing.officials.test_accused import conflicts, decided
from tests.routing.staffing import RECEPTION


@pytest.mark.parametrize(
    ("kind", "text", "respondent"),
    [
        (Kind.DENUNCIATION, "tố cáo công an viên xã Tân Yên vòi tiền", "police_staff"),
        (Kind.DENUNCIATION, "anh công an xã Tân Yên nhận tiền của tôi", "police_staff"),
        (Kind.DENUNCIATION, "tố cáo cảnh sát giao thông nhận mãi lộ", "police"),
        (Kind.DENUNCIATION, "to cao csgt nhan tien", "police"),
        (Kind.DENUNCIATION, "tố cáo bí thư đảng ủy xã Tân Yên chia đất", "party"),
        (Kind.DENUNCIATION, "tố cáo đại biểu HĐND xã ăn chặn tiền", "council_member"),
        (Kind.DENUNCIATION, "tố cáo hiệu trưởng trường tiểu học xã Tân Yên lạm thu", "public_head"),
        (Kind.DENUNCIATION, "Cô giáo Lan trường mầm non xã Tân Yên đánh con tôi", "public_staff"),
        (Kind.DENUNCIATION, "tố cáo giám đốc bệnh viện đa khoa ở xã Tân Yên nhận hối lộ", "public_head"),
        (Kind.DENUNCIATION, "tố cáo bác sĩ bệnh viện đòi phong bì", "public_staff"),
        (Kind.DENUNCIATION, "tố cáo thẩm phán tòa án huyện nhận tiền chạy án", "court"),
        (Kind.DENUNCIATION, "tố cáo kiểm sát viên bao che", "procuracy"),
        (Kind.DENUNCIATION, "tố cáo xã đội trưởng nhận tiền tránh nghĩa vụ", "army"),
        (Kind.DENUNCIATION, "tố cáo chủ tịch huyện Tân Yên cũ bán đất", "district"),
        (Kind.DENUNCIATION, "tố cáo chấp hành viên nhận tiền", "central"),
        (Kind.DENUNCIATION, "tố cáo cán bộ thuế đòi tiền", "central"),
        (Kind.DENUNCIATION, "tố cáo giám đốc công an tỉnh bao che", "police_province"),
        (Kind.DENUNCIATION, "tố cáo giám đốc phòng khám tư lừa đảo", ""),
        (Kind.DENUNCIATION, "tố cáo hàng xóm đánh con tôi, đã báo công an xã mà im", ""),
        (Kind.DENUNCIATION, "Tố cáo chủ tịch xã Tân Yên, công an xã bao che", "commune_chair"),
        (Kind.DENUNCIATION, "Kính gửi công an xã. Tố cáo chủ tịch xã Tân Yên nhận tiền", "commune_chair"),
        (Kind.DENUNCIATION, "tố cáo ông bí thư kiêm chủ tịch UBND xã Tân Yên", "commune_chair"),
        (Kind.COMPLAINT, "khiếu nại công an phường Kinh Bắc giữ xe", "police_head"),
        (Kind.COMPLAINT, "khiếu nại quyết định xử phạt của công an xã Tân Yên", "police_head"),
        (Kind.COMPLAINT, "khiếu nại quyết định của UBND huyện Tân Yên thu hồi đất nhà tôi", "district"),
        (Kind.COMPLAINT, "khiếu nại quyết định của chủ tịch huyện", "district"),
        (Kind.COMPLAINT, "khiếu nại quyết định đuổi học của hiệu trưởng trường THPT", "public_head"),
        (
            Kind.COMPLAINT,
            "khiếu nại quyết định kỷ luật buộc thôi việc đối với tôi của hiệu trưởng trường THCS Tân Yên",
            "public_head",
        ),
        (Kind.COMPLAINT, "khiếu nại quyết định thu hồi đất của UBND xã Tân Yên", "commune_staff"),
    ],
)
def test_who_answers_to_a_branch_of_their_own(kind, text, respondent):
    assert conflicts(text, kind).respondent == respondent


def test_a_decision_of_a_former_district_goes_to_no_commune():
    text = "Khiếu nại quyết định của UBND huyện Tân Yên thu hồi đất nhà tôi ở xã Tân Yên"
    decision = decided(text, kind=Kind.COMPLAINT, topic="thu_hoi_dat")
    assert (decision.unit_id, decision.screening_unit_id) == (RECEPTION, RECEPTION)
    assert "Cấp huyện đã bỏ" in decision.reasons[0]


def test_former_leaders_of_a_district_are_for_the_province():
    decision = decided("Tố cáo nguyên chủ tịch huyện Tân Yên bán đất công")
    assert decision.unit_id == RECEPTION
    assert "Điều 12 Luật Tố cáo" in decision.reasons[0]

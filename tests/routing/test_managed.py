"""What the province runs itself goes to its department, wherever it stands; what a commune runs stays there."""

import pytest

from routing.conflicts import Conflicts, conflicts_in
from routing.decision import decide
from routing.kinds import Kind
from routing.managed import is_known_place, is_run_by_commune, managed_by
from routing.reading import default_reader
from routing.topics import load_catalogue
from tests.routing.staffing import BUILDING, IN_TAN_YEN, RECEPTION, TAN_YEN_ECONOMY, directory


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("trường THPT Lý Thái Tổ lạm thu tiền quỹ lớp", "Sở Giáo dục và Đào tạo"),
        ("truong cap 3 Yen Phong thu tien hoc them", "Sở Giáo dục và Đào tạo"),
        ("trung tâm GDTX Gia Bình thu học phí cao", "Sở Giáo dục và Đào tạo"),
        ("trường tiểu học Gia Bình lạm thu", ""),
        ("bệnh viện đa khoa tỉnh Bắc Ninh thu tiền dịch vụ bất hợp lý", "Sở Y tế"),
        ("trạm y tế xã Gia Bình không có thuốc", ""),
        ("quốc lộ 31 đoạn qua phường Chũ ổ gà rất nhiều", "Sở Xây dựng"),
        ("QL37 qua xã Bích Động nhiều ổ gà", "Sở Xây dựng"),
        ("đường thôn rẽ từ quốc lộ 31 vào đầy ổ gà", ""),
        ("đường làng xã Gia Bình nhiều ổ gà", ""),
    ],
)
def test_who_runs_it_is_told_by_the_words(text, body):
    assert managed_by(text, default_reader().read(text).topic) == body


@pytest.mark.parametrize(
    ("place", "topic", "is_settled"),
    [
        ("trường THPT Chuyên Bắc Ninh", "giao_duc", True),
        ("Bệnh viện đa khoa tỉnh", "y_te", True),
        ("trường tiểu học Gia Bình", "giao_duc", False),
        ("quốc lộ 31", "giao_thong_ha_tang", False),
        ("", "giao_duc", False),
    ],
)
def test_a_school_of_the_province_is_a_place_by_its_name_and_a_long_road_is_not(place, topic, is_settled):
    assert is_known_place(place, topic) is is_settled


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [("hiệu trưởng trường tiểu học Tân Yên", True), ("trường THPT Thuận Thành", False), ("trường Ngô Sĩ Liên", False)],
)
def test_which_schools_a_commune_runs_is_told_by_their_level(text, is_theirs):
    assert is_run_by_commune(text, "giao_duc") is is_theirs


def decided(text, **changed):
    facts = {"kind": Kind.FEEDBACK, "topic": "giao_thong_ha_tang", "place": IN_TAN_YEN, "confidence": 0.9, "load": {}}
    managed = managed_by(text, "giao_thong_ha_tang")
    known = {"directory": directory(), "catalogue": load_catalogue(), "managed_by": managed}
    return decide(**facts | known | changed)


def test_a_national_road_goes_past_the_commune():
    assert decided("Quốc lộ 17 qua xã Tân Yên nhiều ổ gà").unit_id == BUILDING
    assert decided("đường thôn ở xã Tân Yên nhiều ổ gà").unit_id == TAN_YEN_ECONOMY


def test_who_is_not_in_the_directory_leaves_it_to_the_commune():
    assert decided("", managed_by="Sở Y tế").unit_id == TAN_YEN_ECONOMY


def test_who_is_kept_out_does_not_get_it():
    kept = Conflicts(units=frozenset({BUILDING}))
    assert decided("Quốc lộ 17 qua xã Tân Yên nhiều ổ gà", conflicts=kept).unit_id == TAN_YEN_ECONOMY


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là giáo viên bị hiệu trưởng trường THPT Thuận Thành kỷ luật cảnh cáo, tôi muốn khiếu nại",
        "Tôi là giáo viên, khiếu nại quyết định kỷ luật cảnh cáo của hiệu trưởng trường THPT Thuận Thành",
    ],
)
def test_a_first_complaint_of_a_school_is_decided_by_its_head(text):
    conflicts = conflicts_in(Kind.COMPLAINT, text, topic="can_bo", places=(), directory=directory())
    found = decided(text, kind=Kind.COMPLAINT, topic="can_bo", managed_by="Sở Xây dựng", conflicts=conflicts)
    assert conflicts.respondent == "public_head"
    assert found.unit_id is None
    assert found.screening_unit_id == RECEPTION
    assert "hiệu trưởng" in found.reasons[0]
